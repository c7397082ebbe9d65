/* How fast a reviewer decides, told to that reviewer alone: of the decisions made by hand and not taken back, the median of the
 * seconds spent, how many took less than 5 seconds, and how many were made before all of the text was shown. */
#ifndef TIPREVIEW_PACE_H
#define TIPREVIEW_PACE_H

#include <stdbool.h>
#include <stdint.h>

#include "models/review.h"

enum {
    PACE_LONGEST = 3600
}; /* seconds; a median is told exactly up to here, and above it as "over" */

struct pace {
    uint64_t decisions, unread;
    uint64_t timed, fast;    /* whose seconds were measured; of these, under 5 seconds */
    unsigned median_doubled; /* of the timed ones: twice the median, which may be a half */
};

/* Of all days, or of one UTC day alone (days since 1970). */
enum { PACE_ALL_DAYS = INT32_MIN };
struct pace pace_of(const struct review *r, const char *reviewer, int64_t day);

/* Appends "34 decisions; median 12 s; under 5 s 3 of 34 (8.8%); before the text's end 2 of 34 (5.8%)". */
void pace_format(const struct pace *p, struct str *out);

/* Appends "18 of 20 (90.0%)". */
void pace_share(uint64_t n, uint64_t of, struct str *out);

#endif
