/* The figures of the year-end summary, counted; shared by the summary*.c files alone. */
#ifndef TIPREVIEW_SUMMARY_FIGURES_H
#define TIPREVIEW_SUMMARY_FIGURES_H

#include "models/summary.h"

enum { OF_DEBRIEFINGS, OF_OPERATIONS, OF_KINDS };
enum { ON_REPORTED, ON_REVIEWED, ON_BASES };
enum { STATES = STATE_NOW_INVALID + 1, CHOICES_MAX = 16, YEAR_MAX = DATE_YEAR_MAX };

/* One year. Every member counts records, but for the persons arrested and the cases. */
struct figures {
    int64_t records[OF_KINDS];
    int64_t visitors, status_known;
    int64_t persons_arrested;
    int64_t trafficking_cases;
    int64_t outcome[OF_KINDS][OUTCOME_COUNT];      /* of final decisions */
    int64_t state[OF_KINDS][STATES];               /* of the records */
    int64_t result[ON_BASES][DEFINITIONS_MAX][3];  /* of debriefings, by enum result */
    int64_t department[OF_KINDS][CHOICES_MAX + 1]; /* by cell; 0: unknown */
    int64_t type[CHOICES_MAX + 1];
    int64_t conforming, departing; /* final decisions on debriefings */
};

struct figures_table {
    unsigned *year; /* in rising order */
    struct figures *figures;
    size_t years;
};

/* Counts in one pass. False: no memory. */
MUST_CHECK bool figures_count(struct figures_table *t, const struct summary_source *source);
void figures_release(struct figures_table *t);

#endif
