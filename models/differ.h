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

/* All rows that differ, in order; *rows is malloc'd, the caller frees it. False: no memory. */
MUST_CHECK bool differ_find(const struct catalog *c, const struct criteria *criteria,
                            const struct review *r, uint32_t **rows, size_t *count);

#endif
