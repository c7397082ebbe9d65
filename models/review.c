#include "models/review.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/date.h"
#include "models/base/table.h"
#include "models/catalog_file.h"
#include "models/catalog_tally.h"
#include "models/decision.h"
#include "models/intern.h"

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

struct review *review_new(struct catalog *catalog, const struct criteria *criteria)
{
    struct review *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->catalog = catalog;
    r->criteria = criteria;
    size_t years;
    const struct tally_year *base = catalog_base_tally(catalog, &years);
    r->tally = base ? tally_new_of(base, years) : tally_new();
    r->rows = base ? catalog_rows(catalog) : 0;
    r->mark_cap = (size_t)r->rows + 1;
    r->mark = calloc(r->mark_cap, sizeof *r->mark);
    r->answers = calloc(1, sizeof *r->answers);
    r->answers_count = r->answers_cap = 1;
    if (!r->tally || !r->mark || !r->answers) {
        review_free(r);
        return NULL;
    }
    return r;
}

void review_free(struct review *r)
{
    if (!r)
        return;
    tally_free(r->tally);
    intern_release(&r->ids);
    intern_release(&r->reviewers);
    intern_release(&r->answer_texts);
    free(r->answers);
    free(r->made);
    free(r->marked);
    free(r->mark);
    free(r->record);
    table_release(&r->by_id);
    table_release(&r->by_row);
    undo_release(&r->undo);
    free(r->milestone);
    free(r);
}

/* --- records of which the log speaks --- */

static bool same_record_id(const void *ctx, uint32_t index, const void *key)
{
    const struct review *r = ctx;
    return r->record[index].id == *(const uint32_t *)key;
}

static bool same_record_row(const void *ctx, uint32_t index, const void *key)
{
    const struct review *r = ctx;
    return r->record[index].row == *(const uint32_t *)key;
}

static struct known *find_row(const struct review *r, uint32_t row)
{
    uint32_t i = table_find(&r->by_row, table_hash(&row, sizeof row), same_record_row, r, &row);
    return i == TABLE_NONE ? NULL : &r->record[i];
}

static struct known *find_id(const struct review *r, const char *id)
{
    uint32_t number = intern_find(&r->ids, id, strlen(id));
    uint32_t i = number ? table_find(&r->by_id, table_hash(&number, sizeof number), same_record_id,
                                     r, &number)
                        : TABLE_NONE;
    return i == TABLE_NONE ? NULL : &r->record[i];
}

static bool attach_row(struct review *r, struct known *k, uint32_t row)
{
    k->row = row;
    return table_add(&r->by_row, table_hash(&row, sizeof row), (uint32_t)(k - r->record));
}

static struct known *ensure_record(struct review *r, const char *id)
{
    struct known *found = find_id(r, id);
    if (found)
        return found;
    uint32_t number = intern_number(&r->ids, id, strlen(id));
    struct known *more = grow(r->record, &r->record_cap, r->records + 1, sizeof *more);
    if (!more || number == UINT32_MAX)
        return NULL;
    r->record = more;
    struct known *k = &r->record[r->records];
    *k = (struct known){.id = number, .row = CATALOG_NONE};
    if (!table_add(&r->by_id, table_hash(&number, sizeof number), (uint32_t)r->records))
        return NULL;
    uint32_t row = catalog_find(r->catalog, id);
    if (row != CATALOG_NONE && row < r->rows && !attach_row(r, k, row))
        return NULL;
    r->records++;
    return k;
}

/* --- what a decision means for the record as it is now --- */

static const struct made *in_force(const struct review *r, const struct known *k)
{
    return k->last ? &r->made[k->last - 1] : NULL;
}

/* Bytes that cannot be read again cannot be said to be those decided upon. */
static bool on_other_bytes(const struct review *r, const struct known *k, const struct made *m)
{
    struct sha256 now;
    struct err ignored;
    return !catalog_digest(r->catalog, k->row, &now, &ignored) ||
           !sha256_equal(&now, &m->record_sha);
}

static enum row_state state_of(const struct review *r, const struct known *k,
                               const struct facts *facts)
{
    const struct made *m = in_force(r, k);
    if (!m)
        return STATE_UNDECIDED;
    if (decision_now_invalid(r->criteria, facts, m->outcome, &r->answers[m->answers]))
        return STATE_NOW_INVALID;
    return on_other_bytes(r, k, m) ? STATE_STALE : STATE_DECIDED;
}

static uint32_t results_of(const struct review *r, const struct facts *facts,
                           const struct answers *answers)
{
    struct answers basis = basis_reviewed(r->criteria, facts, answers);
    uint32_t results = 0;
    for (unsigned d = 0; d < r->criteria->definitions; d++)
        results |= (uint32_t)definition_result(&r->criteria->definition[d], &basis) << 2 * d;
    return results;
}

_Static_assert((int)STATE_NOW_INVALID <= (int)MARK_STATE &&
                   OUTCOME_COUNT - 1 <= MARK_OUTCOME >> MARK_OUTCOME_SHIFT,
               "a mark holds every state and outcome");

static bool flagged(const struct review *r, const struct known *k)
{
    uint32_t at = k->flag;
    while (at && r->marked[at - 1].taken_back)
        at = r->marked[at - 1].earlier;
    return at && r->marked[at - 1].type == EVENT_FLAG;
}

static uint8_t mark_of(const struct review *r, const struct known *k, const struct made *m)
{
    unsigned outcome = m ? m->outcome : OUTCOME_NONE;
    unsigned flags = (flagged(r, k) ? MARK_FLAGGED : 0) | (m && m->departure ? MARK_DEPARTURE : 0);
    return (uint8_t)(k->state | outcome << MARK_OUTCOME_SHIFT | flags);
}

static void judge(struct review *r, struct known *k)
{
    const struct made *m = in_force(r, k);
    struct facts facts = facts_of_row(r->catalog, k->row);
    r->settled -= k->state != STATE_UNDECIDED;
    k->state = state_of(r, k, &facts);
    r->settled += k->state != STATE_UNDECIDED;
    k->results = m ? results_of(r, &facts, &r->answers[m->answers]) : 0;
    r->mark[k->row] = mark_of(r, k, m);
}

static struct tally_row tally_row_of(const struct review *r, uint32_t row, const struct known *k)
{
    struct tally_row counted = catalog_tally_row(r->catalog, row);
    const struct made *m = k ? in_force(r, k) : NULL;
    if (k) {
        counted.state = k->state;
        counted.results = k->results;
    }
    if (m)
        counted.outcome = m->outcome;
    return counted;
}

bool review_add_rows(struct review *r, struct err *e)
{
    uint32_t rows = catalog_rows(r->catalog);
    uint8_t *more = grow(r->mark, &r->mark_cap, (size_t)rows + 1, sizeof *more);
    if (!more)
        return err_memory(e);
    r->mark = more;
    for (; r->rows < rows; r->rows++) {
        r->mark[r->rows] = STATE_UNDECIDED;
        struct known *k = find_id(r, catalog_text(r->catalog, r->rows, F_ID, NULL));
        if (k) {
            r->missing -= k->last != 0;
            if (!attach_row(r, k, r->rows))
                return err_memory(e);
            judge(r, k);
        }
        struct tally_row counted = tally_row_of(r, r->rows, k);
        if (!tally_count(r->tally, &counted, 1))
            return err_memory(e);
    }
    return true;
}

/* --- events --- */

/* Of items that begin with a seq, in its order. */
static int compare_seq(const void *key, const void *item)
{
    uint64_t a = *(const uint64_t *)key, b = *(const uint64_t *)item;
    return (a > b) - (a < b);
}

static struct made *find_made(const struct review *r, uint64_t seq)
{
    return r->made_count ? bsearch(&seq, r->made, r->made_count, sizeof *r->made, compare_seq)
                         : NULL;
}

static struct mark *find_mark(const struct review *r, uint64_t seq)
{
    return r->marked_count
               ? bsearch(&seq, r->marked, r->marked_count, sizeof *r->marked, compare_seq)
               : NULL;
}

static bool did(struct review *r, const struct event *event, uint32_t reviewer)
{
    return undo_did(&r->undo, reviewer, event->seq, event_detail_number(event, "redoes"),
                    event_detail_number(event, "part") > 1);
}

/* The number of an answers text; UINT32_MAX where memory ran out. */
static uint32_t answers_number(struct review *r, const char *text)
{
    uint32_t number = intern_number(&r->answer_texts, text, strlen(text));
    if (number < r->answers_count || number == UINT32_MAX)
        return number;
    struct answers *more = grow(r->answers, &r->answers_cap, (size_t)number + 1, sizeof *more);
    if (!more)
        return UINT32_MAX;
    r->answers = more;
    r->answers_count = (size_t)number + 1;
    /* Answers that the criteria no longer know stay in the log; they can't count here. */
    unsigned ignored;
    if (!answers_parse(r->criteria, text, &more[number], &ignored))
        more[number] = (struct answers){0};
    return number;
}

static bool add_decision(struct review *r, struct known *k, const struct event *event,
                         uint32_t reviewer)
{
    size_t len;
    bool by_hand = !event_detail(event, "from", &len);
    uint32_t answers = answers_number(r, event->answers);
    struct made *more = grow(r->made, &r->made_cap, r->made_count + 1, sizeof *more);
    if (!more || answers == UINT32_MAX)
        return false;
    r->made = more;
    r->made[r->made_count++] = (struct made){
        .seq = event->seq,
        .record_sha = event->record_sha,
        .answers = answers,
        .record = (uint32_t)(k - r->record),
        .earlier = k->made,
        .reviewer = reviewer,
        .seconds = event->seconds < UINT32_MAX ? (uint32_t)event->seconds : UINT32_MAX,
        .day = (int32_t)time_days(event->time_us),
        .outcome = (uint8_t)event->outcome,
        .departure = event_detail(event, "departure", &len) != NULL,
        .unread = event_detail(event, "unread", &len) != NULL,
        .by_hand = by_hand,
    };
    k->last = k->made = (uint32_t)r->made_count;
    /* What came in a stream was not done by hand, and undo would walk on into it. */
    return !by_hand || did(r, event, reviewer);
}

/* A reviewer's own decision, made again; NONE: that was taken back. */
static void made_again(struct review *r, const struct mark *mark, enum outcome outcome)
{
    struct made *m = find_made(r, mark->rechecks);
    if (m && m->record == mark->record && m->reviewer == mark->reviewer)
        m->again = (uint8_t)outcome;
}

static bool add_mark(struct review *r, struct known *k, const struct event *event,
                     uint32_t reviewer)
{
    struct mark *more = grow(r->marked, &r->marked_cap, r->marked_count + 1, sizeof *more);
    if (!more)
        return false;
    r->marked = more;
    r->marked[r->marked_count++] = (struct mark){
        .seq = event->seq,
        .undoes = event_detail_number(event, "undoes"),
        .rechecks = event->type == EVENT_NOTE ? event_detail_number(event, "recheck") : 0,
        .record = (uint32_t)(k - r->record),
        .earlier = k->flag,
        .reviewer = reviewer,
        .type = event->type,
    };
    if (event->type == EVENT_FLAG || event->type == EVENT_UNFLAG)
        k->flag = (uint32_t)r->marked_count;
    struct mark *mark = &r->marked[r->marked_count - 1];
    if (mark->rechecks)
        made_again(r, mark, event->outcome);
    else
        k->notes += event->type == EVENT_NOTE;
    return did(r, event, reviewer);
}

/* The decision in force becomes the latest that is not taken back. */
static void take_back_decision(struct review *r, struct made *m, bool back)
{
    struct known *k = &r->record[m->record];
    m->taken_back = back;
    k->last = k->made;
    while (k->last && r->made[k->last - 1].taken_back)
        k->last = r->made[k->last - 1].earlier;
}

static void take_back_mark(struct review *r, struct mark *mark)
{
    mark->taken_back = true;
    if (mark->rechecks)
        made_again(r, mark, OUTCOME_NONE);
    else if (mark->type == EVENT_NOTE)
        r->record[mark->record].notes--;
    struct made *m = mark->type == EVENT_RETRACT ? find_made(r, mark->undoes) : NULL;
    if (m)
        take_back_decision(r, m, false);
}

/* Takes back an event of the same record and reviewer; false where there is none that stands. */
static bool take_back(struct review *r, const struct known *k, uint64_t seq, uint32_t reviewer)
{
    uint32_t record = (uint32_t)(k - r->record);
    struct made *m = find_made(r, seq);
    struct mark *mark = find_mark(r, seq);
    bool decision = m && m->record == record && m->reviewer == reviewer && !m->taken_back;
    bool other = mark && mark->record == record && mark->reviewer == reviewer && !mark->taken_back;
    if (decision)
        take_back_decision(r, m, true);
    else if (other)
        take_back_mark(r, mark);
    return decision || other;
}

static bool apply_retract(struct review *r, struct known *k, const struct event *event,
                          uint32_t reviewer)
{
    uint64_t seq = event_detail_number(event, "undoes");
    if (!take_back(r, k, seq, reviewer))
        return true;
    return event_detail_number(event, "part") ? add_mark(r, k, event, reviewer)
                                              : undo_undid(&r->undo, reviewer, seq);
}

static bool apply_to(struct review *r, struct known *k, const struct event *event)
{
    uint32_t reviewer = intern_number(&r->reviewers, event->reviewer, strlen(event->reviewer));
    if (reviewer == UINT32_MAX)
        return false;
    switch (event->type) {
    case EVENT_DECIDE:
    case EVENT_ADJUDICATE:
        return add_decision(r, k, event, reviewer);
    case EVENT_RETRACT:
        return apply_retract(r, k, event, reviewer);
    case EVENT_FLAG:
    case EVENT_UNFLAG:
    case EVENT_NOTE:
        return add_mark(r, k, event, reviewer);
    case EVENT_FREEZE: /* is of a year, not of a record */
        return true;
    }
    return true;
}

static bool add_milestone(struct review *r, const struct event *event)
{
    struct milestone *more = grow(r->milestone, &r->milestone_cap, r->milestones + 1, sizeof *more);
    if (!more)
        return false;
    r->milestone = more;
    r->milestone[r->milestones++] =
        (struct milestone){event->seq, (unsigned)event_detail_number(event, "year"),
                           event_detail_number(event, "release") != 0};
    return true;
}

bool review_apply(struct review *r, const struct event *event, struct err *e)
{
    r->seq = event->seq;
    r->saved_at = event->time_us;
    if (event->type == EVENT_FREEZE)
        return add_milestone(r, event) || err_memory(e);
    if (!*event->record)
        return true;
    struct known *k = ensure_record(r, event->record);
    if (!k)
        return err_memory(e);
    if (k->row == CATALOG_NONE) {
        r->missing -= k->last != 0;
        bool applied = apply_to(r, k, event);
        r->missing += k->last != 0;
        return applied || err_memory(e);
    }
    struct tally_row before = tally_row_of(r, k->row, k);
    if (!apply_to(r, k, event))
        return err_memory(e);
    judge(r, k);
    struct tally_row after = tally_row_of(r, k->row, k);
    if (!tally_count(r->tally, &before, -1) || !tally_count(r->tally, &after, 1))
        return err_memory(e);
    return true;
}

/* --- asking --- */

const struct criteria *review_criteria(const struct review *r)
{
    return r->criteria;
}

uint64_t review_seq(const struct review *r)
{
    return r->seq;
}

int64_t review_saved_at(const struct review *r)
{
    return r->saved_at;
}

const struct tally *review_tally(const struct review *r)
{
    return r->tally;
}

enum row_state review_state(const struct review *r, uint32_t row)
{
    return row < r->rows ? (enum row_state)(r->mark[row] & MARK_STATE) : STATE_UNDECIDED;
}

uint32_t review_undecided(const struct review *r)
{
    return r->rows - r->settled;
}

const uint8_t *review_marks(const struct review *r)
{
    return r->mark;
}

uint32_t review_rows(const struct review *r)
{
    return r->rows;
}

static struct row_review known_review(const struct review *r, const struct known *k)
{
    const struct made *m = in_force(r, k);
    struct row_review out = {.state = k->state,
                             .flagged = flagged(r, k),
                             .notes = k->notes,
                             .results = k->results,
                             .reviewer = ""};
    if (m) {
        out.outcome = m->outcome;
        out.seq = m->seq;
        out.reviewer = intern_text(&r->reviewers, m->reviewer, NULL);
        out.departure = m->departure;
        out.seconds = m->seconds;
        out.answers = r->answers[m->answers];
    }
    return out;
}

struct row_review review_row(const struct review *r, uint32_t row)
{
    const struct known *k = find_row(r, row);
    return k ? known_review(r, k) : (struct row_review){.reviewer = ""};
}

size_t review_records(const struct review *r)
{
    return r->records;
}

struct row_review review_record(const struct review *r, size_t index, uint32_t *row)
{
    *row = r->record[index].row;
    return known_review(r, &r->record[index]);
}

struct act_span review_undo_next(const struct review *r, const char *reviewer)
{
    return undo_next(&r->undo, intern_find(&r->reviewers, reviewer, strlen(reviewer)));
}

struct act_span review_redo_next(const struct review *r, const char *reviewer)
{
    return redo_next(&r->undo, intern_find(&r->reviewers, reviewer, strlen(reviewer)));
}

uint64_t review_own_decision(const struct review *r, const char *record, const char *reviewer)
{
    const struct known *k = find_id(r, record);
    const struct made *m = k ? in_force(r, k) : NULL;
    uint32_t number = intern_find(&r->reviewers, reviewer, strlen(reviewer));
    return m && number && m->reviewer == number ? m->seq : 0;
}

uint64_t review_decision(const struct review *r, const char *record)
{
    const struct known *k = find_id(r, record);
    const struct made *m = k ? in_force(r, k) : NULL;
    return m ? m->seq : 0;
}

bool review_next_own(const struct review *r, const char *reviewer, size_t *at,
                     struct own_decision *own)
{
    uint32_t number = intern_find(&r->reviewers, reviewer, strlen(reviewer));
    while (number && *at < r->made_count) {
        const struct made *m = &r->made[(*at)++];
        if (m->reviewer != number || m->taken_back || !m->by_hand)
            continue;
        const struct known *k = &r->record[m->record];
        *own = (struct own_decision){
            .seq = m->seq,
            .seconds = m->seconds,
            .day = m->day,
            .record = intern_text(&r->ids, k->id, NULL),
            .row = k->row,
            .record_sha = &m->record_sha,
            .outcome = m->outcome,
            .again = m->again,
            .unread = m->unread,
            .in_force = in_force(r, k) == m,
        };
        return true;
    }
    return false;
}

size_t review_missing(const struct review *r)
{
    return r->missing;
}

bool review_next_missing(const struct review *r, size_t *at, struct missing *m)
{
    for (; *at < r->records; ++*at) {
        const struct known *k = &r->record[*at];
        const struct made *made = in_force(r, k);
        if (k->row != CATALOG_NONE || !made)
            continue;
        *m = (struct missing){
            .id = intern_text(&r->ids, k->id, NULL),
            .outcome = made->outcome,
            .reviewer = intern_text(&r->reviewers, made->reviewer, NULL),
        };
        ++*at;
        return true;
    }
    return false;
}

bool review_on_other_bytes(const struct review *r, uint32_t row)
{
    const struct known *k = find_row(r, row);
    const struct made *m = k ? in_force(r, k) : NULL;
    return m && on_other_bytes(r, k, m);
}

uint64_t review_frozen(const struct review *r, unsigned year, bool released, uint64_t before)
{
    for (size_t i = r->milestones; i-- > 0;) {
        const struct milestone *f = &r->milestone[i];
        if (f->year == year && f->released == released && (!before || f->seq < before))
            return f->seq;
    }
    return 0;
}

struct tally_row review_tally_row(const struct review *r, uint32_t row)
{
    return tally_row_of(r, row, find_row(r, row));
}

struct tally *review_recount(const struct review *r)
{
    struct tally *t = tally_new();
    for (uint32_t row = 0; t && row < r->rows; row++) {
        struct tally_row counted = review_tally_row(r, row);
        if (!tally_count(t, &counted, 1)) {
            tally_free(t);
            return NULL;
        }
    }
    return t;
}
