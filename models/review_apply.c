/* Takes in the events of the log. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/date.h"
#include "models/review_fold.h"

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

/* Everything that can fail comes first: an event is taken in whole or not at all, and can then be taken in again. */
static bool make_room(struct review *r, uint32_t reviewer)
{
    struct made *made = grow(r->made, &r->made_cap, r->made_count + 1, sizeof *made);
    if (made)
        r->made = made;
    struct mark *marked = grow(r->marked, &r->marked_cap, r->marked_count + 1, sizeof *marked);
    if (marked)
        r->marked = marked;
    return made && marked && undo_reserve(&r->undo, reviewer);
}

static void did(struct review *r, const struct event *event, uint32_t reviewer)
{
    undo_did(&r->undo, reviewer, event->seq, event_detail_number(event, "redoes"),
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

static void add_decision(struct review *r, struct known *k, const struct event *event,
                         uint32_t reviewer, uint32_t answers)
{
    size_t len;
    bool by_hand = !event_detail(event, "from", &len);
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
    if (by_hand)
        did(r, event, reviewer);
}

/* A reviewer's own decision, made again; NONE: that was taken back. */
static void made_again(struct review *r, const struct mark *mark, enum outcome outcome)
{
    struct made *m = find_made(r, mark->rechecks);
    if (m && m->record == mark->record && m->reviewer == mark->reviewer)
        m->again = (uint8_t)outcome;
}

static void add_mark(struct review *r, struct known *k, const struct event *event,
                     uint32_t reviewer)
{
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
    did(r, event, reviewer);
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

static void apply_retract(struct review *r, struct known *k, const struct event *event,
                          uint32_t reviewer)
{
    uint64_t seq = event_detail_number(event, "undoes");
    if (!take_back(r, k, seq, reviewer))
        return;
    if (event_detail_number(event, "part"))
        add_mark(r, k, event, reviewer);
    else
        undo_undid(&r->undo, reviewer, seq);
}

static void apply_to(struct review *r, struct known *k, const struct event *event,
                     uint32_t reviewer, uint32_t answers)
{
    switch (event->type) {
    case EVENT_DECIDE:
    case EVENT_ADJUDICATE:
        add_decision(r, k, event, reviewer, answers);
        break;
    case EVENT_RETRACT:
        apply_retract(r, k, event, reviewer);
        break;
    case EVENT_FLAG:
    case EVENT_UNFLAG:
    case EVENT_NOTE:
        add_mark(r, k, event, reviewer);
        break;
    case EVENT_FREEZE: /* is of a year, not of a record */
        break;
    }
}

static bool apply_freeze(struct review *r, const struct event *event, struct err *e)
{
    unsigned year = event_detail_year(event);
    if (!year)
        return err_set(e, ERR_DATA,
                       "event %" PRIu64 " freezes no year that can be read: run `tipreview verify`",
                       event->seq);
    struct milestone *more = grow(r->milestone, &r->milestone_cap, r->milestones + 1, sizeof *more);
    if (!more)
        return err_memory(e);
    r->milestone = more;
    r->milestone[r->milestones++] =
        (struct milestone){event->seq, year, event_detail_number(event, "release") != 0};
    return true;
}

/* Whatever becomes of it, there is room for it in the tally. */
static bool make_room_in_tally(struct review *r, const struct tally_row *row)
{
    struct tally_row most = *row;
    most.state = STATE_DECIDED;
    most.outcome = OUTCOME_TRAFFICKING;
    return tally_reserve(r->tally, &most);
}

static bool apply_to_record(struct review *r, const struct event *event, struct err *e)
{
    struct known *k = review_ensure_record(r, event->record);
    uint32_t reviewer = intern_number(&r->reviewers, event->reviewer, strlen(event->reviewer));
    uint32_t answers = answers_number(r, event->answers);
    if (!k || reviewer == UINT32_MAX || answers == UINT32_MAX || !make_room(r, reviewer))
        return err_memory(e);
    if (k->row == CATALOG_NONE) {
        r->missing -= k->last != 0;
        apply_to(r, k, event, reviewer, answers);
        r->missing += k->last != 0;
        return true;
    }
    struct tally_row before = review_counted(r, k->row, k);
    bool may_find = event->type == EVENT_RETRACT || event->outcome == OUTCOME_TRAFFICKING;
    if (may_find && !make_room_in_tally(r, &before))
        return err_memory(e);
    apply_to(r, k, event, reviewer, answers);
    review_judge(r, k);
    struct tally_row after = review_counted(r, k->row, k);
    return (tally_count(r->tally, &before, -1) && tally_count(r->tally, &after, 1)) ||
           err_memory(e);
}

bool review_apply(struct review *r, const struct event *event, struct err *e)
{
    if (*event->record && !*event->reviewer)
        return err_set(e, ERR_DATA, "event %" PRIu64 " names no reviewer: run `tipreview verify`",
                       event->seq);
    if (event->type == EVENT_FREEZE && !apply_freeze(r, event, e))
        return false;
    if (*event->record && !apply_to_record(r, event, e))
        return false;
    r->seq = event->seq;
    r->saved_at = event->time_us;
    return true;
}
