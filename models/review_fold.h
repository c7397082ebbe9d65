/* The inside of the review, for models/review*.c and nobody else: review.c keeps the records and what each now is,
 * review_apply.c takes in events, review_ask.c answers. */
#ifndef TIPREVIEW_REVIEW_FOLD_H
#define TIPREVIEW_REVIEW_FOLD_H

#include "models/base/table.h"
#include "models/intern.h"
#include "models/review.h"

/* One decision of the log. */
struct made {
    uint64_t seq;
    struct sha256 record_sha;
    uint32_t answers; /* index into review.answers */
    uint32_t record;  /* index into review.record */
    uint32_t earlier; /* 1 + index of the decision made on the same record before it; 0: none */
    uint32_t reviewer;
    uint32_t seconds;
    int32_t day;            /* UTC, since 1970 */
    uint8_t outcome, again; /* enum outcome; again: as it was made again, blind */
    bool departure, taken_back, unread, by_hand;
};

/* Another event that can be taken back: a flag or its removal, a note, a retraction that is an act of its own. */
struct mark {
    uint64_t seq, undoes; /* undoes: the decision that a retraction took back */
    uint64_t rechecks;    /* the decision that this one makes again, and is no note; 0: none */
    uint32_t record;
    uint32_t earlier; /* 1 + index of the flag, or its removal, on the same record before it */
    uint32_t reviewer;
    enum event_type type;
    bool taken_back;
};

/* A record of which the log speaks, in the catalog or not. */
struct known {
    uint32_t id;   /* interned */
    uint32_t row;  /* CATALOG_NONE: not in the catalog */
    uint32_t last; /* 1 + index of the decision in force; 0: none */
    uint32_t made; /* 1 + index of the latest decision made, in force or not */
    uint32_t flag; /* 1 + index of the latest flag or its removal */
    uint32_t notes;
    uint32_t results;
    enum row_state state;
};

struct review {
    struct catalog *catalog;
    const struct criteria *criteria;
    struct tally *tally;
    struct intern ids, reviewers;
    struct intern
        answer_texts;        /* the distinct ones: reviewers give few, and parsing one takes long */
    struct answers *answers; /* of text number i; 0 is the empty one */
    size_t answers_count, answers_cap;
    struct made *made; /* in the order of seq */
    size_t made_count, made_cap;
    struct mark *marked; /* in the order of seq */
    size_t marked_count, marked_cap;
    struct known *record;
    size_t records, record_cap;
    struct table by_id;  /* interned id -> index into record */
    struct table by_row; /* row -> index into record */
    uint8_t *mark;       /* of each row: review_marks */
    size_t mark_cap;
    uint32_t rows;    /* catalog rows taken in, */
    uint32_t settled; /* of which so many are not undecided */
    size_t missing;
    struct undo undo;
    struct milestone {
        uint64_t seq;
        unsigned year;
        bool released;
    } * milestone;
    size_t milestones, milestone_cap;
    uint64_t seq;
    int64_t saved_at;
};

static inline const struct made *review_in_force(const struct review *r, const struct known *k)
{
    return k->last ? &r->made[k->last - 1] : NULL;
}

/* What the log knows of a record; NULL: nothing, or no memory for the new one. */
struct known *review_find_row(const struct review *r, uint32_t row);
struct known *review_find_id(const struct review *r, const char *id);
struct known *review_ensure_record(struct review *r, const char *id);

bool review_flagged(const struct review *r, const struct known *k);

/* Bytes that cannot be read again cannot be said to be those decided upon. */
bool review_made_on_other_bytes(const struct review *r, const struct known *k,
                                const struct made *m);

/* Sets what follows for a record of the catalog from the decision in force, and from its flag: state, results, mark. */
void review_judge(struct review *r, struct known *k);

/* A row as the tally counts it; `k` is what the log knows of it, or NULL. */
struct tally_row review_counted(const struct review *r, uint32_t row, const struct known *k);

#endif
