/* The case in hand: the record as it was read again, the reviewer's answers and rationale so far,
 * what was decided before, and how long it has been open. Answers and rationale are kept as drafts until
 * a decision with them is saved, so that a lost connection loses nothing. */
#ifndef TIPREVIEW_CASE_WORK_H
#define TIPREVIEW_CASE_WORK_H

#include <stdbool.h>
#include <stdint.h>

#include "models/casework.h"
#include "tui/app.h"
#include "tui/case_criteria.h"
#include "tui/case_history.h"
#include "tui/case_seen.h"

struct case_work {
    struct app *app;
    uint32_t row;  /* CATALOG_NONE: no record is in hand */
    char id[65];   /* of the record */
    bool readable; /* `shown` holds the record; elsewise `trouble` says why it does not */
    struct err trouble;
    struct reread shown;
    struct facts facts;
    struct row_review review;
    struct history history;
    struct answers given;
    char *rationale;       /* written to its end; NULL: none */
    bool draft;            /* a rationale was begun and not decided with */
    int64_t spent_ms;      /* with it on the screen, since it was opened or decided on */
    struct case_seen seen; /* which lines of the narrative were on the screen */
    bool covered;          /* the text is not shown yet, for its content */
    int answered;          /* the item that was answered last; -1: none yet */
    unsigned changes;      /* rises with each change of what is to be shown */
    uint64_t
        again; /* the own decision that is made again, blind: nothing of it is in here; 0: none */
};

/* Zero-initialise it. Takes the application's current record in hand, with the answers that were kept
 * for these very bytes: from the draft, else the reviewer's own in their latest decision. */
void case_work_open(struct case_work *w, struct app *app);
void case_work_release(struct case_work *w);

/* After records or decisions changed. True where what is to be read is another record or another
 * version of it, or can no longer be read: start at the top. */
bool case_work_refresh(struct case_work *w);

/* What the criteria blocks show of it. Valid while it is readable. */
struct case_answers case_work_answers(const struct case_work *w);

/* Answers an item of a readable record and keeps the draft. ANSWER_NONE takes the answer away. */
void case_work_answer(struct case_work *w, unsigned item, enum answer answer);

/* Shows the text that was covered. */
void case_work_uncover(struct case_work *w);

/* Takes a rationale, which replaces the one before; a blank one takes it away. Copied. */
void case_work_rationale(struct case_work *w, const char *text);

/* The name of a draft of this record: kind "answers" or "rationale". */
void case_work_draft(const struct case_work *w, const char *kind, char name[80]);

/* Decides with what was answered and written; where it is saved the drafts are gone. */
enum done case_work_decide(struct case_work *w, enum outcome outcome, struct verdict *v,
                           struct err *e);

#endif
