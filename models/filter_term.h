/* One term of a limit: a question that a row answers with yes or no. Shared by filter*.c alone.
 *
 * A term is asked of a block of rows at once: it is given the rows that still matter as bits, and clears those of the
 * rows that do not match. */
#ifndef TIPREVIEW_FILTER_TERM_H
#define TIPREVIEW_FILTER_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/base/needle.h"
#include "models/catalog.h"
#include "models/criteria.h"
#include "models/event.h"
#include "models/filter.h"
#include "models/record.h"
#include "models/review.h"

enum { BLOCK_ROWS = 4096, BLOCK_WORDS = BLOCK_ROWS / 64 };

/* Rows first to first + n - 1; bit i of the bits is row first + i, and bits beyond n are 0. */
struct block {
    const struct catalog *catalog;
    const struct review *review;
    uint32_t first, n; /* n at most BLOCK_ROWS */
};

/* What a term costs a row; the cheaper are asked first. */
enum cost { COST_COLUMN, COST_ROW, COST_TEXT };

struct term {
    const struct term_ops *ops;
    enum field field;
    uint32_t low, high;           /* range of cells or years, both included */
    uint8_t mask, mark;           /* of a state: a row's mark & mask == mark */
    bool reported;                /* the answers are the officer's, else the reviewer's */
    uint64_t asked;               /* criteria, as bits */
    enum answer answer;           /* that any of them is to have */
    unsigned definition;          /* index */
    enum result result;           /* that it is to give */
    const struct criteria *known; /* borrowed */
    char *text;                   /* owned; of an id, text or words */
    size_t len;
    struct needle needle; /* of the text */
};

/* A value is being read. */
struct value_text {
    const char *text;
    size_t n;
};

typedef bool term_parser(struct term *t, struct value_text v, struct err *e);
typedef void term_scan(const struct term *t, const struct block *b, uint64_t *bits);
typedef bool term_test(const struct term *t, const struct block *b, uint32_t row);

struct term_ops {
    term_scan *scan; /* NULL: `test` is asked of each row */
    term_test *test;
    bool decided; /* only rows with a decision in force can match: the others are not asked */
    enum cost cost;
};

/* Keys that are no field of a record, and words that ask for a state by themselves. */
struct state_key {
    struct filter_key doc;
    term_parser *parse;
};
extern const struct state_key state_keys[];
extern const size_t state_keys_count;

struct state_word {
    struct filter_key doc;
    uint8_t mask, mark;
};
extern const struct state_word state_words[];
extern const size_t state_words_count;

/* What can be asked. */
extern const struct term_ops ask_cells, ask_ages, ask_bits, ask_row_id, ask_id, ask_id_start,
    ask_text, ask_narrative, ask_words, ask_marks, ask_reviewer, ask_answers, ask_reported,
    ask_implied, ask_definition, ask_definition_reported, ask_differ, ask_differ_reported,
    ask_age_group, ask_month, ask_case_year, ask_seconds;

/* Clears the bits of the rows that do not match. */
void term_ask(const struct term *t, const struct block *b, uint64_t *bits);

/* Makes a term of `key:value`; false and the error's text (its column is the caller's). On false
 * t->text is to be freed too. t->known is set. */
bool term_parse(struct term *t, struct value_text key, struct value_text value, struct err *e);

/* Makes a term of a bare word, or of a quoted phrase. */
bool term_words(struct term *t, struct value_text words, bool quoted, struct err *e);

/* For the parsers. */
bool value_is(struct value_text v, const char *word);
bool term_keep_text(struct term *t, struct value_text v, struct err *e);
bool term_parse_year(struct term *t, struct value_text v, struct err *e);
bool term_parse_count(struct term *t, struct value_text v, struct err *e);
bool term_parse_reported(struct term *t, struct value_text v, struct err *e);

/* Names that a value could have; the prefix is not written. */
struct known_names {
    const char *prefix;
    const char *(*at)(const void *ctx, size_t i);
    const void *ctx;
    size_t count;
};

/* Appends ": did you mean NAME?" where a known name is near. */
void add_closest(struct str *out, struct value_text v, const struct known_names *names);

#endif
