/* The tally by year, broken down by the values of one field. */
#ifndef TIPREVIEW_BREAKDOWN_H
#define TIPREVIEW_BREAKDOWN_H

#include <stddef.h>

#include "models/base/table.h"
#include "models/catalog.h"
#include "models/review.h"
#include "models/tally.h"

struct breakdown {
    struct breakdown_group {
        char *value; /* as a record spells it; "unknown" or "" where not given */
        struct tally *tally;
    } * group; /* in the byte order of the values */
    size_t count, cap;
    struct table by_cell;
};

/* Counts every row once, under the value that the field has there; rows of a kind that has no such
 * field are left out. Zero-initialise *b. */
MUST_CHECK bool breakdown_make(struct breakdown *b, const struct catalog *c, const struct review *r,
                               enum field field, struct err *e);
void breakdown_release(struct breakdown *b);

#endif
