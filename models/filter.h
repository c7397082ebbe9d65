/* The limit language: which records a queue shows. docs/limits.md describes it for people.
 *
 *   expr  := and ('|' and)*      and := not ('&'? not)*      not := '!' not | '(' expr ')' | term
 *   term  := KEY ':' VALUE | word | "quoted phrase"
 *
 * KEY is a field of models/record.def (`department`, `person.sex` or `sex`), or one of the keys of filter_keys (`year`,
 * `outcome`, `answer`). A bare `undecided`, `stale`, `invalid`, `flagged`, `departure` asks for the state; other words
 * and phrases are looked for in the narrative, the id and the title, as models/base/needle.h says. */
#ifndef TIPREVIEW_FILTER_H
#define TIPREVIEW_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/base/str.h"

struct catalog;
struct criteria;
struct review;
struct filter;

/* Parses an expression; "" or only spaces matches everything. The criteria are borrowed for the filter's life. NULL and
 * the error, whose col is the column of the expression (1-based, in characters), where it is wrong. */
MUST_CHECK struct filter *filter_parse(const char *text, const struct criteria *criteria,
                                       struct err *e);

/* What matches where these words stand in the narrative, the id or the title. */
MUST_CHECK struct filter *filter_words(const char *words, struct err *e);

void filter_free(struct filter *f);

/* Sets bit i of `bits` where row first + i matches, for i < n, and clears the rest of the last word: (n + 63) / 64
 * words are written. Rows run up to review_rows(r). Terms that cost much are asked only of the rows that
 * the cheap ones leave open; two processors share what is long. */
void filter_rows(const struct filter *f, const struct catalog *c, const struct review *r,
                 uint32_t first, uint32_t n, uint64_t *bits);

/* Whether a row matches. */
bool filter_match(const struct filter *f, const struct catalog *c, const struct review *r,
                  uint32_t row);

/* A table of the keys with a help text each, for the help screen and the manual. */
struct filter_key {
    const char *name, *help;
};
size_t filter_keys(const struct filter_key **keys);

#endif
