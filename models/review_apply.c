/* Takes in the events of the log. */
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
    struct known *k = review_ensure_record(r, event->record);
    if (!k)
        return err_memory(e);
    if (k->row == CATALOG_NONE) {
        r->missing -= k->last != 0;
        bool applied = apply_to(r, k, event);
        r->missing += k->last != 0;
        return applied || err_memory(e);
    }
    struct tally_row before = review_counted(r, k->row, k);
    if (!apply_to(r, k, event))
        return err_memory(e);
    review_judge(r, k);
    struct tally_row after = review_counted(r, k->row, k);
    if (!tally_count(r->tally, &before, -1) || !tally_count(r->tally, &after, 1))
        return err_memory(e);
    return true;
}
