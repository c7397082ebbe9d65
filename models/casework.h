/* What a reviewer does to the decision log: decide, undo, redo, retract, flag, note. Each checks, appends
 * its events in one transaction, and takes them into the review only once the log says that they are saved. */
#ifndef TIPREVIEW_CASEWORK_H
#define TIPREVIEW_CASEWORK_H

#include <stdbool.h>
#include <stdint.h>

#include "models/catalog.h"
#include "models/criteria.h"
#include "models/decision.h"
#include "models/event.h"
#include "models/log.h"
#include "models/review.h"

/* Borrowed parts; config/workspace.h makes one. */
struct casework {
    struct catalog *catalog;
    const struct criteria *criteria;
    unsigned primary; /* index of the primary definition */
    struct log *log;
    struct review *review;
    const struct identity *who;
    bool behind; /* the log holds events that are still to be taken in: casework_refresh */
    struct err apply_error; /* casework.c's own, as the next */
    uint64_t events_left;
};

enum done {
    DONE_SAVED, /* committed; in the review unless it is `behind` */
    DONE_REFUSED, /* a safeguard refused, or wants a rationale: see the verdict; nothing was written */
    DONE_NOTHING,   /* there is nothing to undo, redo or retract */
    DONE_NOT_SAVED, /* the error says why; nothing was written */
    DONE_UNKNOWN,   /* the store could not be re-read: say so */
};

struct proposal {
    enum outcome outcome;
    struct answers given;
    const char *rationale; /* "" where none */
    uint64_t seconds;
    bool unread;      /* not all of the narrative was on the screen */
    bool from_stream; /* taken in with many others, and not made by hand: nothing for undo */
};

/* The check alone: DONE_SAVED where nothing stands in the way, else DONE_REFUSED. */
enum done casework_check(const struct casework *cw, const struct facts *facts,
                         const struct proposal *p, struct verdict *v);

/* Makes the event of a checked proposal, for those who append many at once. `answers` gets the text that
 * the event borrows, besides `record` and the proposal's. */
void casework_event(const struct casework *cw, const char *record, const struct sha256 *digest,
                    const struct proposal *p, const struct verdict *v, struct str *answers,
                    struct event *event);

/* Decides on the record as shown: `shown` is what catalog_reread gave and the reviewer read. */
enum done casework_decide(struct casework *cw, uint32_t row, const struct reread *shown,
                          const struct proposal *p, struct verdict *v, struct err *e);

/* Makes the own decision `seq` again, blind: checked like any, and kept beside it (models/recheck.h). */
enum done casework_recheck(struct casework *cw, uint32_t row, uint64_t seq,
                           const struct reread *shown, const struct proposal *p, struct verdict *v,
                           struct err *e);

/* What an undo took back, or a redo repeated. */
struct redone {
    enum event_type type;
    size_t count; /* events of the act; above 1 it was a bulk */
    uint32_t row; /* of the first's record; CATALOG_NONE where it is not in the catalog */
    bool again;   /* not a note but a decision made again, blind */
};

/* The reviewer's latest act that is not taken back, or what was taken back last: a decision, a flag, a note, or all of a
 * bulk. A note that is taken back stays in the log and in the history, marked. A redo over another reviewer's
 * later decision is DONE_NOT_SAVED. */
enum done casework_undo(struct casework *cw, struct redone *what, struct err *e);
enum done casework_redo(struct casework *cw, struct redone *what, struct err *e);

/* Takes back one's own decision in force on a record, whichever it was. */
enum done casework_retract(struct casework *cw, const char *record, struct err *e);

/* Sets or clears the flag; adds a note (a text that is not only white space). */
enum done casework_flag(struct casework *cw, uint32_t row, bool on, struct err *e);
enum done casework_note(struct casework *cw, uint32_t row, const char *text, struct err *e);

/* The same to many rows as one act, which one undo takes back: EVENT_FLAG, EVENT_UNFLAG, EVENT_NOTE with a text, or EVENT_RETRACT of
 * one's own decisions in force; never a decision. Rows to which it does not apply must have been left out. */
enum { BULK_MAX = 10000 };
bool casework_applies(const struct casework *cw, enum event_type type, uint32_t row);
enum done casework_bulk(struct casework *cw, enum event_type type, const uint32_t *row,
                        size_t count, const char *text, struct err *e);

/* Freezes a year, or records a publication of it: `detail` is what models/freeze.h made. Undo never touches it. */
enum done casework_freeze(struct casework *cw, const char *detail, const char *rationale,
                          struct err *e);

/* Takes in what has been appended since, by whomever. *changed tells whether there was anything. The second takes in so
 * many events at most: call it until nothing changed. */
MUST_CHECK bool casework_refresh(struct casework *cw, bool *changed, struct err *e);
MUST_CHECK bool casework_refresh_some(struct casework *cw, uint64_t events, bool *changed,
                                      struct err *e);

#endif
