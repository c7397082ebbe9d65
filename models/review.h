/* The state of the review: the fold of the decision log over the records, and its tally.
 *
 * A record's decision, and its flag, is the latest that has not been taken back. A `retract` takes back one of its reviewer's own
 * events: a decision, a flag or its removal, a note, or another `retract`, which puts the decision in force again. Events of records that are not (or no longer)
 * in the catalog are kept too. A note with `recheck=SEQ` is no note, but that decision made again (models/recheck.h); it changes no
 * state. */
#ifndef TIPREVIEW_REVIEW_H
#define TIPREVIEW_REVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/catalog.h"
#include "models/criteria.h"
#include "models/event.h"
#include "models/tally.h"
#include "models/undo.h"

struct review;

/* The catalog and the criteria are borrowed for the review's life. The rows of a mapped catalog are taken in by the
 * tally that is kept with it, without a look at each. NULL: no memory. */
MUST_CHECK struct review *review_new(struct catalog *catalog, const struct criteria *criteria);
void review_free(struct review *r);

/* Takes in the next event of the log; events come in the order of their seq, each once. False: no memory, or a freeze of no year or
 * what nobody did (ERR_DATA): then nothing of it is taken in, and it can come again. */
MUST_CHECK bool review_apply(struct review *r, const struct event *event, struct err *e);

/* Takes in rows that were added to the catalog since the last call. */
MUST_CHECK bool review_add_rows(struct review *r, struct err *e);

const struct criteria *review_criteria(const struct review *r);
uint64_t review_seq(const struct review *r);     /* of the last event taken in */
int64_t review_saved_at(const struct review *r); /* its time; 0: none yet */
const struct tally *review_tally(const struct review *r);

/* What is known of one row. */
struct row_review {
    enum row_state state;
    enum outcome outcome; /* of the decision in force, also where stale or now invalid */
    uint64_t seq;         /* of the decision in force; 0: none */
    const char *reviewer; /* who made it; "" */
    bool flagged, departure;
    unsigned notes;         /* how many that were not taken back */
    uint64_t seconds;       /* spent on the decision in force; 0: not measured */
    uint32_t results;       /* 2 bits per definition, as tally_row */
    struct answers answers; /* of the decision in force */
};
struct row_review review_row(const struct review *r, uint32_t row);
/* The same for all records of which the log speaks, one after another, which is faster than by row: how many there
 * are, and each with its row, CATALOG_NONE where it is not in the catalog. */
size_t review_records(const struct review *r);
struct row_review review_record(const struct review *r, size_t index, uint32_t *row);
enum row_state review_state(const struct review *r, uint32_t row); /* the cheap part of it */

/* The same of all rows as a column, a byte each, for scans: state, outcome of the decision in force, flags. Valid until
 * the next event or row is taken in. */
enum {
    MARK_STATE = 7,
    MARK_OUTCOME_SHIFT = 3,
    MARK_OUTCOME = 7 << 3,
    MARK_FLAGGED = 64,
    MARK_DEPARTURE = 128
};
const uint8_t *review_marks(const struct review *r);
uint32_t review_rows(const struct review *r); /* catalog rows taken in: so many marks there are */
uint32_t review_undecided(const struct review *r); /* of these */

static inline enum result results_get(uint32_t results, unsigned definition)
{
    return (enum result)(results >> (2 * definition) & 3);
}

/* Undo and redo, per reviewer, over everything in the log: what the next undo takes back, or the next redo
 * repeats (models/undo.h). A `retract` that belongs to a bulk (`part`) is an act; any other is an undo. */
struct act_span review_undo_next(const struct review *r, const char *reviewer);
struct act_span review_redo_next(const struct review *r, const char *reviewer);

/* The decision in force on a record, where it is this reviewer's own, else 0: what `retract` takes back. */
uint64_t review_own_decision(const struct review *r, const char *record, const char *reviewer);

/* The decision in force on a record, whoever made it, also where the record is no longer there; 0: none. */
uint64_t review_decision(const struct review *r, const char *record);

/* The decisions that a reviewer made by hand (not in a stream) and that were not taken back, in force or replaced, oldest
 * first: true for each. *at starts as 0. */
struct own_decision {
    uint64_t seq, seconds;           /* seconds: spent on it; 0: not measured */
    int64_t day;                     /* UTC, since 1970 */
    const char *record;              /* its id, borrowed */
    uint32_t row;                    /* CATALOG_NONE: not in the catalog */
    const struct sha256 *record_sha; /* of the bytes decided upon; borrowed until the next event */
    enum outcome outcome,
        again; /* again: when it was made again, blind (models/recheck.h); NONE: it was not */
    bool unread, in_force; /* unread: made before all of the text was shown */
};
bool review_next_own(const struct review *r, const char *reviewer, size_t *at,
                     struct own_decision *own);

/* Records that have decisions but are not in the catalog: how many, and each. *at starts as 0. */
size_t review_missing(const struct review *r);
struct missing {
    const char *id, *reviewer; /* who made the decision in force */
    enum outcome outcome;
};
bool review_next_missing(const struct review *r, size_t *at, struct missing *m);

/* Whether the decision in force on a row was made on other bytes than the record has now, or than can be read. */
bool review_on_other_bytes(const struct review *r, uint32_t row);

/* The latest event that froze a year, or (`released`) that recorded a publication of it: its seq, or 0. models/freeze.h
 * says what is in such an event. Before `before` only; 0: of all. */
uint64_t review_frozen(const struct review *r, unsigned year, bool released, uint64_t before);

/* One row as the tally counts it: for breakdowns. */
struct tally_row review_tally_row(const struct review *r, uint32_t row);

/* Recounts the tally from nothing, for the tests that compare it. NULL: no memory. */
MUST_CHECK struct tally *review_recount(const struct review *r);

#endif
