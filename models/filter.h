/* The limit language: which records a queue shows.
 *
 *   expr  := and ('|' and)*      and := not ('&'? not)*      not := '!' not | '(' expr ')' | term
 *   term  := KEY ':' VALUE | word | "quoted phrase"
 *
 * KEY is a field of models/record.def (`department`, `person.sex` or `sex`), or one of the state keys in filter.c's table
 * (`year`, `outcome`). A bare `undecided`, `stale`, `flagged` asks for the state; other words and phrases
 * are looked for in the narrative, the id and the title, case-insensitively for Latin letters. */
#ifndef TIPREVIEW_FILTER_H
#define TIPREVIEW_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/base/str.h"

struct catalog;
struct review;
struct filter;

/* Parses an expression; "" or only spaces matches everything. NULL and the error, whose col is
 * the column of the expression (1-based, in characters), where it is wrong. */
struct filter *filter_parse(const char *text, struct err *e);
void filter_free(struct filter *f);

/* Whether a row matches. */
bool filter_match(const struct filter *f, const struct catalog *c, const struct review *r,
                  uint32_t row);

/* A table of the keys with a help text each, for the help screen and the manual. */
struct filter_key {
    const char *name, *help;
};
size_t filter_keys(const struct filter_key **keys);

#endif
