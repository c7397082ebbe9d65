/* Debriefings that are alike in all that is asked of several columns at once, counted together. Shared by the
 * summary*.c files alone.
 *
 * Of a million rows only some thousands differ: what the definitions give and which answers were reported is worked
 * out for each cohort, not for each row. */
#ifndef TIPREVIEW_SUMMARY_COHORT_H
#define TIPREVIEW_SUMMARY_COHORT_H

#include "models/summary_count.h"

struct cohort {
    uint8_t year, class, age_group, prostitution, screened, pending;
    uint32_t reported; /* catalog_reported_of */
};

struct cohorts;
MUST_CHECK struct cohorts *cohorts_new(void);
void cohorts_free(struct cohorts *k);

/* Counts one row of a cohort, now or when its place is needed. */
void cohorts_add(struct counts *c, const struct cohort *cohort);
/* Counts what is still held back. */
void cohorts_flush(struct counts *c);

/* The same for what the results of the definitions give, n times. */
void count_results(const struct counts *c, struct year_counts *y, enum basis basis,
                   uint32_t results, int64_t n);

#endif
