/* A past state of the review: the fold of the log up to an event, over the records as they are now. */
#ifndef TIPREVIEW_AS_OF_H
#define TIPREVIEW_AS_OF_H

#include <stdint.h>

#include "models/base/err.h"
#include "models/catalog.h"
#include "models/criteria.h"
#include "models/log.h"
#include "models/review.h"

/* Up to and with event `seq`, or all events before `before_us`, whichever ends first. */
struct as_of {
    uint64_t seq;
    int64_t before_us;
};

/* `2004-12-31` is the end of that day (UTC); digits alone are the number of an event. */
MUST_CHECK bool as_of_parse(const char *text, struct as_of *at, struct err *e);

/* The review as it was; review_free frees. NULL and the error where the log has no such event or cannot be read. */
MUST_CHECK struct review *as_of_review(struct catalog *c, const struct criteria *criteria,
                                       struct log *log, const struct as_of *at, struct err *e);

#endif
