/* Where the definitions differ: the records that count as trafficking under one and not under another,
 * for what the officer reported or, once decided, for what the reviewer answered. */
#ifndef TIPREVIEW_DIFFER_H
#define TIPREVIEW_DIFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/catalog.h"
#include "models/criteria.h"
#include "models/decision.h"
#include "models/review.h"

/* Whether some of the definitions give trafficking, and not all of them; results as in struct tally_row. */
bool results_differ(const struct criteria *criteria, uint32_t results);

/* What the definitions give on what the officer reported. */
uint32_t results_reported(const struct criteria *criteria, const struct facts *facts);

/* What the definitions give for one record: 2 bits each, read with results_get. */
struct differ_row {
    uint32_t reported;
    bool decided; /* finally: `reviewed` holds */
    uint32_t reviewed;
    bool differs;
};
struct differ_row differ_row(const struct catalog *c, const struct criteria *criteria,
                             const struct review *r, uint32_t row);

/* The rows that differ, in order. Zero-initialise it. */
struct differ_rows {
    uint32_t *row;
    size_t count, cap;
    uint32_t seen; /* catalog rows looked at so far */
};
void differ_release(struct differ_rows *d);

/* Looks at up to `rows` further rows of the catalog. False: no memory. */
MUST_CHECK bool differ_extend(struct differ_rows *d, const struct catalog *c,
                              const struct criteria *criteria, const struct review *r,
                              uint32_t rows);

#endif
