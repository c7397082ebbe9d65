/* The tally by year: counts kept by difference while decisions come and go, always equal to a
 * recount. Units are never added or divided across: debriefings (interviews of one person),
 * operations, persons arrested and cases each have their own columns.
 *
 * Conservation, per year: voluntary + trafficking + not_trafficking + insufficient + out_of_scope +
 * undecided + awaiting_second + disputed + stale + now_invalid = debriefings. */
#ifndef TIPREVIEW_TALLY_H
#define TIPREVIEW_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/str.h"
#include "models/criteria.h"
#include "models/event.h"
#include "models/record.h"

/* What is known of a record's decision. */
enum row_state {
    STATE_UNDECIDED = 0,
    STATE_DECIDED,
    STATE_AWAITING_SECOND, /* of second readings: none yet */
    STATE_DISPUTED,
    STATE_STALE,       /* decided on other bytes than the file now holds */
    STATE_NOW_INVALID, /* a safeguard would refuse the decision for the record as it now is */
};

/* "undecided", "decided", "awaiting_second", "disputed", "stale", "now_invalid". */
const char *state_name(enum row_state state);

/* The counted columns of the tally, in the order of its csv. TALLY(enum name, "name", "heading") */
#define TALLY_COLUMNS                                                                              \
    TALLY(DEBRIEFINGS, "debriefings", "Debriefed")                                                 \
    TALLY(VISITORS, "visitors", "Visitors")                                                        \
    TALLY(VOLUNTARY, "voluntary", "Voluntary")                                                     \
    TALLY(TRAFFICKING, "trafficking", "Traffick.")                                                 \
    TALLY(NOT_TRAFFICKING, "not_trafficking", "None found")                                        \
    TALLY(INSUFFICIENT, "insufficient", "Insuff.")                                                 \
    TALLY(OUT_OF_SCOPE, "out_of_scope", "Out of sc.")                                              \
    TALLY(UNDECIDED, "undecided", "Undecided")                                                     \
    TALLY(AWAITING_SECOND, "awaiting_second", "Awaiting")                                          \
    TALLY(DISPUTED, "disputed", "Disputed")                                                        \
    TALLY(STALE, "stale", "Stale")                                                                 \
    TALLY(NOW_INVALID, "now_invalid", "Invalid")                                                   \
    TALLY(OPERATIONS, "operations", "Operations")                                                  \
    TALLY(OPERATIONS_UNDECIDED, "operations_undecided", "Op. undec.")                              \
    TALLY(PERSONS_ARRESTED, "persons_arrested", "Arrested")                                        \
    TALLY(TRAFFICKING_CASES, "trafficking_cases", "Traff. cases")

enum tally_column {
#define TALLY(name, text, heading) T_##name,
    TALLY_COLUMNS
#undef TALLY
        T_TOTAL
};

extern const char *const tally_names[T_TOTAL];
extern const char *const tally_headings[T_TOTAL];

/* One record as the tally sees it. */
struct tally_row {
    enum record_kind kind;
    unsigned year, month; /* month 0: not given */
    bool visitor, status_known;
    uint64_t persons_arrested; /* of an operation; 0 where not given */
    enum row_state state;
    enum outcome outcome; /* counts where the state is STATE_DECIDED */
    uint32_t case_number;
    unsigned case_year;
    uint32_t
        results; /* 2 bits per definition: enum result on the reviewed basis; of a decided row */
};

struct tally_year {
    unsigned year;
    int64_t n[T_TOTAL];
    int64_t status_known;                     /* debriefings whose status is known */
    int64_t month[13];                        /* records by month; [0]: only the year is known */
    int64_t operation_outcome[OUTCOME_COUNT]; /* of decided operations */
    int64_t result[DEFINITIONS_MAX][3]; /* decided debriefings by definition and enum result */
};

struct tally;

MUST_CHECK struct tally *tally_new(void); /* NULL: no memory */
/* A tally that begins with these years, in rising order, of records of which none is decided. */
MUST_CHECK struct tally *tally_new_of(const struct tally_year *year, size_t years);
void tally_free(struct tally *t);

/* Makes room, so that counting such a row cannot fail. False: no memory. */
MUST_CHECK bool tally_reserve(struct tally *t, const struct tally_row *row);

/* Adds (sign 1) or takes away (sign -1) one record. Where case_year is not the year under which a
 * case with trafficking was counted, the case moves there. False: no memory, and nothing changed. */
MUST_CHECK bool tally_count(struct tally *t, const struct tally_row *row, int sign);

size_t tally_years(const struct tally *t); /* in rising order */
const struct tally_year *tally_year_at(const struct tally *t, size_t index);
const struct tally_year *tally_find(const struct tally *t, unsigned year); /* NULL: none */

/* Appends the label of the months seen: "Jan-Dec", "Jan-Apr", "Mar", "year only"; where some
 * records have no month, the span and "+year only". A label from the settings takes its place. */
void tally_coverage(const struct tally_year *y, struct str *out);

/* n of total in per cent, one decimal, rounded down so that it never says 100 for less than
 * all nor 0.0 for more than none ("<0.1%"); "n/a" where total is 0. */
void percent_format(int64_t n, int64_t total, struct str *out);

#endif
