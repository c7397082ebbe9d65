/* One term of a limit: a question that a row answers with yes or no. Shared by filter*.c alone. */
#ifndef TIPREVIEW_FILTER_TERM_H
#define TIPREVIEW_FILTER_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/event.h"
#include "models/record.h"

struct catalog;
struct review;

struct term {
    const struct term_ops *ops;
    enum field field;
    uint32_t low, high; /* range of cells, years or states, both included */
    bool ranged;        /* of an age: low and high are years, not cells */
    bool prefix;        /* of an id: `D-2004*` */
    char *text;         /* owned; of an id, text or words */
    size_t len;
};

struct term_ops {
    /* Reads the value; false and the error's text (its column is the caller's). */
    bool (*parse)(struct term *t, const char *value, size_t n, struct err *e);
    bool (*match)(const struct term *t, const struct catalog *c, const struct review *r,
                  uint32_t row);
};

/* Makes a term of `key:value`. */
bool term_parse(struct term *t, const char *key, size_t key_n, const char *value, size_t value_n,
                struct err *e);

/* Makes a term of a bare word, or of a quoted phrase. */
bool term_words(struct term *t, const char *text, size_t n, bool quoted, struct err *e);

#endif
