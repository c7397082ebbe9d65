/* A set of rows of the catalog, a bit for each. Zero-initialise it. */
#ifndef TIPREVIEW_ROW_SET_H
#define TIPREVIEW_ROW_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"

struct row_set {
    uint64_t *bits;
    size_t words, cap;
    size_t count; /* rows in it */
};

void row_set_release(struct row_set *s);
void row_set_clear(struct row_set *s); /* keeps the memory */

/* Puts a row in or takes it out. False: no memory. */
MUST_CHECK bool row_set_put(struct row_set *s, uint32_t row, bool in);

static inline bool row_set_has(const struct row_set *s, uint32_t row)
{
    return row / 64 < s->words && s->bits[row / 64] >> row % 64 & 1;
}

/* The first row that is not before *row, into *row; false where there is none. */
bool row_set_next(const struct row_set *s, uint32_t *row);

#endif
