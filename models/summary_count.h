/* The counts that the summary's tables are made of; shared by the summary*.c files alone.
 *
 * Three kinds: records of a year by class and by the categories of a dimension (one loop over a column each); what is
 * asked of several columns at once, of cohorts of rows alike (models/summary_cohort.h); and what only decisions know. */
#ifndef TIPREVIEW_SUMMARY_COUNT_H
#define TIPREVIEW_SUMMARY_COUNT_H

#include "models/summary.h"

/* Where a record stands: the outcome of its final decision, or why it has none. */
enum count_class {
    CLASS_VOLUNTARY,
    CLASS_TRAFFICKING,
    CLASS_NOT_TRAFFICKING,
    CLASS_INSUFFICIENT,
    CLASS_OUT_OF_SCOPE,
    CLASS_UNDECIDED,
    CLASS_AWAITING_SECOND,
    CLASS_DISPUTED,
    CLASS_STALE,
    CLASS_NOW_INVALID,
    CLASS_COUNT,
    CLASS_FINAL = CLASS_UNDECIDED, /* so many are of final decisions */
    CLASS_PLACES = 16              /* of each year */
};
struct class_def {
    const char *id, *label, *limit;
};
extern const struct class_def class_defs[CLASS_COUNT];
enum count_class class_of_mark(uint8_t mark);

/* What records are broken down by. Category 0 is what is not known. */
enum dim {
    DIM_DEPARTMENT,
    DIM_STATUS,
    DIM_SEX,
    DIM_SCREENED,
    DIM_PENDING,
    DIM_NATIONALITY,
    DIM_AGE_BAND,
    DIM_ENTRY_POINT,
    DIM_MONTH,
    DIM_PSEUDONYM,            /* 1: given */
    DIM_OPERATION,            /* 1: it names one */
    DIM_AGE_GROUP,            /* enum age_class */
    DIM_OPERATION_DEPARTMENT, /* this and the next are of operations, the others of debriefings */
    DIM_OPERATION_TYPE,
    DIM_COUNT
};

enum {
    AGE_BANDS = 9,
    AGE_SPANS = AGE_BANDS + 1, /* category of a range that lies in no band */
    NATIONALITIES = 26 * 26 + 1,
    ENTRY_POINTS = 40, /* named; the rest is counted together */
    OTHER_POINTS = ENTRY_POINTS + 1,
};
extern const unsigned char age_band_low[AGE_BANDS]; /* years; the last has no end */

enum { COUNT_LANES = 4 }; /* so that rows alike, one after another, do not wait for each other */

enum basis { ON_REPORTED, ON_REVIEWED, BASES };

/* What was reported of those who were asked. */
enum reported_means {
    REPORTED_FORCE,
    REPORTED_COERCION,
    REPORTED_INDUCEMENT,
    REPORTED_ANY,
    REPORTED_MEANS
};

extern const char *const screened_ids[REPORTED_ANY]; /* of the criteria and the sign */

enum {
    SUMS = 5
}; /* fields of operations that are added up, F_PERSONS_ARRESTED and the next ones */

/* One year. Counts of debriefings where nothing else is said. */
struct year_counts {
    int64_t result[BASES][DEFINITIONS_MAX][3]; /* by enum result; reviewed: of final decisions */
    int64_t more[BASES][DEFINITIONS_MAX];      /* trafficking by it and not by the primary one */
    int64_t less[BASES][DEFINITIONS_MAX];      /* the other way round */
    int64_t differ[BASES];                     /* trafficking by some and not by all */
    int64_t reported[ANSWERS_MAX][2];          /* present, absent */
    int64_t answered[ANSWERS_MAX]
                    [3]; /* of final decisions: present, absent in so many words, implied */
    int64_t purpose[ANSWERS_MAX]; /* of final decisions for trafficking: present */
    int64_t no_purpose;
    int64_t screened[REPORTED_MEANS]; /* of those known to be screened */
    int64_t possible[4];              /* by pending action */
    int64_t departing[OUTCOME_COUNT]; /* final decisions */
    int64_t timed, fast[OUTCOME_COUNT];
    int64_t children;                     /* found, by record or by the reviewer's answer */
    int64_t persons, persons_trafficking; /* distinct pseudonyms */
    int64_t cases;                        /* with a final trafficking decision */
    int64_t sum[SUMS], stated[SUMS];      /* of operations: added up; that state it */
};

/* Decisions of so few seconds are called fast. */
enum { FAST_SECONDS = 5 };

struct counts {
    const struct summary_source *source;
    unsigned year[SUMMARY_YEARS_MAX + 1];
    size_t years, years_left_out;
    uint32_t rows, numbers, cases;    /* as they were when it began: what comes later is left out */
    uint8_t place[DATE_YEAR_MAX + 1]; /* of a year; `years` of those that are not wanted */
    struct year_counts *of_year;      /* years + 1 */
    uint32_t *dim[DIM_COUNT];         /* COUNT_LANES of them, added up in the end */
    uint32_t *points;                 /* by text number: debriefings there; later the category */
    uint32_t
        point[ENTRY_POINTS]; /* text numbers of the categories 1.. , in the order of their bytes */
    size_t point_count, points_left_out;
    uint64_t *seen, *seen_trafficking; /* by text number: the years in which the pseudonym was */
    uint8_t *seen_case;
    struct cohorts *cohorts;
    unsigned phase;
    uint64_t at; /* in the phase */
};

/* counts_release frees the contents. False: no memory. */
MUST_CHECK bool counts_begin(struct counts *c, const struct summary_source *source);
bool counts_step(struct counts *c); /* some milliseconds; true while there is more */
void counts_progress(const struct counts *c, uint64_t *done, uint64_t *all);
void counts_release(struct counts *c);

size_t dim_categories(enum dim dim);
int64_t counts_get(const struct counts *c, enum dim dim, size_t year, unsigned category,
                   enum count_class class);
/* Over all classes. */
int64_t counts_all(const struct counts *c, enum dim dim, size_t year, unsigned category);
/* Over all categories. */
int64_t counts_class(const struct counts *c, enum dim dim, size_t year, enum count_class class);

#endif
