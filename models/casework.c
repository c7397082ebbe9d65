#include "models/casework.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void identify(const struct casework *cw, struct event *event)
{
    event->reviewer = cw->who->reviewer;
    event->login = cw->who->login;
}

static bool apply_event(void *ctx, const struct event *event)
{
    struct casework *cw = ctx;
    return review_apply(cw->review, event, &cw->apply_error) && --cw->events_left > 0;
}

bool casework_refresh(struct casework *cw, bool *changed, struct err *e)
{
    return casework_refresh_some(cw, UINT64_MAX, changed, e);
}

bool casework_refresh_some(struct casework *cw, uint64_t events, bool *changed, struct err *e)
{
    uint64_t before = review_seq(cw->review);
    cw->events_left = events;
    cw->apply_error.kind = ERR_NONE;
    if (!log_read(cw->log, before, apply_event, cw, e))
        return false;
    *changed = review_seq(cw->review) != before;
    if (cw->apply_error.kind) {
        *e = cw->apply_error;
        return false;
    }
    cw->behind = cw->events_left == 0;
    return true;
}

/* Appends, and takes into the review what the log then holds: these events, and what others
 * appended before them. */
static enum done append(struct casework *cw, struct event *events, size_t count, struct err *e)
{
    bool changed;
    for (size_t i = 0; i < count; i++)
        identify(cw, &events[i]);
    switch (log_append_all(cw->log, events, count, e)) {
    case LOG_NOT_SAVED:
        return DONE_NOT_SAVED;
    case LOG_UNKNOWN:
        return DONE_UNKNOWN;
    case LOG_SAVED:
        break;
    }
    /* It is saved, whether or not it can be read back now: the next refresh says what is wrong. */
    struct err later;
    cw->behind = !casework_refresh(cw, &changed, &later);
    return DONE_SAVED;
}

static bool has_words(const char *text)
{
    return text[strspn(text, " \t\r\n")] != '\0';
}

enum done casework_check(const struct casework *cw, const struct facts *facts,
                         const struct proposal *p, struct verdict *v)
{
    bool rationale = has_words(p->rationale);
    decision_check(cw->criteria, cw->primary, facts, p->outcome, &p->given, rationale, v);
    return v->refused || (v->wants_rationale && !rationale) ? DONE_REFUSED : DONE_SAVED;
}

void casework_event(const struct casework *cw, const char *record, const struct sha256 *digest,
                    const struct proposal *p, const struct verdict *v, struct str *answers,
                    struct event *event)
{
    static const char *const detail[2][2][2] = {
        {{"", "unread=1"}, {"from=stream", "from=stream\nunread=1"}},
        {{"departure=1", "departure=1\nunread=1"},
         {"departure=1\nfrom=stream", "departure=1\nfrom=stream\nunread=1"}}};
    event_init(event, EVENT_DECIDE);
    identify(cw, event);
    answers_format(cw->criteria, &v->answers, answers);
    event->record = record;
    event->record_sha = *digest;
    event->reading = READING_FIRST;
    event->outcome = p->outcome;
    event->answers = str_text(answers);
    event->rationale = p->rationale;
    event->definition = cw->criteria->definition[cw->primary].id;
    event->criteria = cw->criteria->digest;
    event->seconds = p->seconds;
    event->detail = detail[v->departure][p->from_stream][p->unread];
}

/* Events read back, with their texts in an arena. */
struct copied {
    struct arena arena;
    struct event *event;
    size_t count, cap;
    uint64_t last; /* the seq of the last that is wanted */
    bool failed;
};

static void copied_release(struct copied *copy)
{
    arena_release(&copy->arena);
    free(copy->event);
}

static bool copy_event(void *ctx, const struct event *event)
{
    struct copied *copy = ctx;
    struct event *more = grow(copy->event, &copy->cap, copy->count + 1, sizeof *more);
    copy->failed |= !more;
    if (!more)
        return false;
    copy->event = more;
    struct event *e = &copy->event[copy->count++];
    *e = *event;
    const char **texts[] = {&e->reviewer,  &e->login,      &e->record, &e->answers,
                            &e->rationale, &e->definition, &e->detail};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = arena_copy(&copy->arena, *texts[i], strlen(*texts[i]));
        copy->failed |= !*texts[i];
    }
    return !copy->failed && event->seq < copy->last;
}

/* The events of an act, oldest first. */
static bool read_back(struct casework *cw, struct act_span act, struct copied *copy, struct err *e)
{
    copy->last = act.last;
    if (!log_read(cw->log, act.first - 1, copy_event, copy, e))
        return false;
    if (copy->failed)
        return err_memory(e);
    return copy->count == act.last - act.first + 1 ||
           err_set(e, ERR_DATA, "events of the log are gone: run `tipreview verify`");
}

/* What stands in an event's detail besides what casework_event puts there. */
struct detail {
    bool departure, unread;
    size_t part, parts; /* of a bulk; 0: none */
    uint64_t recheck, redoes, undoes;
};

/* As a text in the arena, its lines in the order of their keys; NULL: no memory. */
static const char *detail_text(struct arena *arena, const struct detail *d)
{
    struct str text = STR_INIT;
    if (d->departure)
        str_add(&text, "departure=1\n");
    if (d->part)
        str_addf(&text, "part=%zu\nparts=%zu\n", d->part, d->parts);
    if (d->recheck)
        str_addf(&text, "recheck=%" PRIu64 "\n", d->recheck);
    if (d->redoes)
        str_addf(&text, "redoes=%" PRIu64 "\n", d->redoes);
    if (d->undoes)
        str_addf(&text, "undoes=%" PRIu64 "\n", d->undoes);
    if (d->unread)
        str_add(&text, "unread=1\n");
    const char *kept = text.failed    ? NULL
                       : text.len > 0 ? arena_copy(arena, text.p, text.len - 1)
                                      : "";
    str_release(&text);
    return kept;
}

/* Decides, or with `seq` makes that decision again. */
static enum done decide(struct casework *cw, uint32_t row, uint64_t seq, const struct reread *shown,
                        const struct proposal *p, struct verdict *v, struct err *e)
{
    struct facts facts = facts_of_record(&shown->record);
    struct arena arena = {0};
    struct str answers = STR_INIT;
    struct event event;
    enum done done = casework_check(cw, &facts, p, v);
    if (done != DONE_SAVED)
        return done;
    casework_event(cw, catalog_text(cw->catalog, row, F_ID, NULL), &shown->digest, p, v, &answers,
                   &event);
    if (seq) {
        event.type = EVENT_NOTE;
        event.reading = READING_NONE;
        event.detail = detail_text(
            &arena,
            &(struct detail){.departure = v->departure, .recheck = seq, .unread = p->unread});
    }
    if (answers.failed || !event.detail) {
        err_memory(e);
        done = DONE_NOT_SAVED;
    } else {
        done = append(cw, &event, 1, e);
    }
    str_release(&answers);
    arena_release(&arena);
    return done;
}

enum done casework_decide(struct casework *cw, uint32_t row, const struct reread *shown,
                          const struct proposal *p, struct verdict *v, struct err *e)
{
    return decide(cw, row, 0, shown, p, v, e);
}

enum done casework_recheck(struct casework *cw, uint32_t row, uint64_t seq,
                           const struct reread *shown, const struct proposal *p, struct verdict *v,
                           struct err *e)
{
    return decide(cw, row, seq, shown, p, v, e);
}

static bool has_detail(const struct event *event, const char *key)
{
    size_t len;
    return event_detail(event, key, &len) != NULL;
}

/* Makes each event of the copy one that takes it back. */
static bool make_undo(struct copied *copy)
{
    for (size_t i = 0; i < copy->count; i++) {
        struct event fresh, *event = &copy->event[i];
        event_init(&fresh, EVENT_RETRACT);
        fresh.record = event->record;
        fresh.reading = event->reading;
        fresh.detail = detail_text(&copy->arena, &(struct detail){.undoes = event->seq});
        if (!fresh.detail)
            return false;
        *event = fresh;
    }
    return true;
}

/* Makes each event of the copy one that repeats it. */
static bool make_redo(struct copied *copy)
{
    for (size_t i = 0; i < copy->count; i++) {
        struct event fresh, *event = &copy->event[i];
        struct detail d = {
            .departure = has_detail(event, "departure"),
            .unread = has_detail(event, "unread"),
            .part = event_detail_number(event, "part"),
            .parts = event_detail_number(event, "parts"),
            .recheck = event_detail_number(event, "recheck"),
            .redoes = event->seq,
            .undoes = event->type == EVENT_RETRACT ? event_detail_number(event, "undoes") : 0,
        };
        event_init(&fresh, event->type);
        event->seq = 0;
        event->id = fresh.id;
        event->time_us = fresh.time_us;
        event->detail = detail_text(&copy->arena, &d);
        if (!event->detail)
            return false;
    }
    return true;
}

/* Whether somebody else has decided on a record after the decision that would be repeated: a redo would put its outcome
 * over one that this reviewer may never have seen. */
static bool decided_since(const struct casework *cw, const struct copied *copy, struct err *e)
{
    for (size_t i = 0; i < copy->count; i++) {
        const struct event *event = &copy->event[i];
        uint32_t row = catalog_find(cw->catalog, event->record);
        if (row == CATALOG_NONE || event->type != EVENT_DECIDE)
            continue;
        struct row_review now = review_row(cw->review, row);
        if (now.seq <= event->seq || strcmp(now.reviewer, cw->who->reviewer) == 0)
            continue;
        err_set(e, ERR_DATA, "not redone: %s has decided on %s since: open it and decide anew",
                now.reviewer, event->record);
        return true;
    }
    return false;
}

static enum done again(struct casework *cw, struct act_span act, bool undo, struct redone *what,
                       struct err *e)
{
    struct copied copy = {.failed = false};
    enum done done = DONE_NOT_SAVED;
    if (!act.first)
        return DONE_NOTHING;
    if (read_back(cw, act, &copy, e) && (undo || !decided_since(cw, &copy, e))) {
        what->type = copy.event[0].type;
        what->count = copy.count;
        what->again = has_detail(&copy.event[0], "recheck");
        what->row = catalog_find(cw->catalog, copy.event[0].record);
        if (undo ? make_undo(&copy) : make_redo(&copy))
            done = append(cw, copy.event, copy.count, e);
        else
            err_memory(e);
    }
    copied_release(&copy);
    return done;
}

enum done casework_undo(struct casework *cw, struct redone *what, struct err *e)
{
    return again(cw, review_undo_next(cw->review, cw->who->reviewer), true, what, e);
}

enum done casework_redo(struct casework *cw, struct redone *what, struct err *e)
{
    return again(cw, review_redo_next(cw->review, cw->who->reviewer), false, what, e);
}

enum done casework_retract(struct casework *cw, const char *record, struct err *e)
{
    struct redone ignored;
    uint64_t seq = review_own_decision(cw->review, record, cw->who->reviewer);
    return again(cw, (struct act_span){seq, seq}, true, &ignored, e);
}

static enum done mark(struct casework *cw, enum event_type type, uint32_t row, const char *text,
                      struct err *e)
{
    struct event event;
    event_init(&event, type);
    event.record = catalog_text(cw->catalog, row, F_ID, NULL);
    event.rationale = text;
    return append(cw, &event, 1, e);
}

enum done casework_flag(struct casework *cw, uint32_t row, bool on, struct err *e)
{
    return mark(cw, on ? EVENT_FLAG : EVENT_UNFLAG, row, "", e);
}

enum done casework_note(struct casework *cw, uint32_t row, const char *text, struct err *e)
{
    return has_words(text) ? mark(cw, EVENT_NOTE, row, text, e) : DONE_NOTHING;
}

/* --- many at once --- */

bool casework_applies(const struct casework *cw, enum event_type type, uint32_t row)
{
    const char *id = catalog_text(cw->catalog, row, F_ID, NULL);
    bool flagged = review_marks(cw->review)[row] & MARK_FLAGGED;
    switch (type) {
    case EVENT_FLAG:
        return !flagged;
    case EVENT_UNFLAG:
        return flagged;
    case EVENT_NOTE:
        return true;
    case EVENT_RETRACT:
        return review_own_decision(cw->review, id, cw->who->reviewer) != 0;
    case EVENT_DECIDE:
    case EVENT_ADJUDICATE:
    case EVENT_FREEZE:
        break;
    }
    return false;
}

static bool make_bulk(struct casework *cw, enum event_type type, const uint32_t *row, size_t count,
                      const char *text, struct arena *arena, struct event *events)
{
    for (size_t i = 0; i < count; i++) {
        struct detail d = {.part = i + 1, .parts = count};
        event_init(&events[i], type);
        events[i].record = catalog_text(cw->catalog, row[i], F_ID, NULL);
        events[i].rationale = text;
        if (type == EVENT_RETRACT) {
            events[i].reading = READING_FIRST;
            d.undoes = review_own_decision(cw->review, events[i].record, cw->who->reviewer);
        }
        events[i].detail = detail_text(arena, &d);
        if (!events[i].detail)
            return false;
    }
    return true;
}

enum done casework_bulk(struct casework *cw, enum event_type type, const uint32_t *row,
                        size_t count, const char *text, struct err *e)
{
    struct arena arena = {0};
    enum done done = DONE_NOT_SAVED;
    if (!count || (type == EVENT_NOTE && !has_words(text)))
        return DONE_NOTHING;
    struct event *events = count <= BULK_MAX ? calloc(count, sizeof *events) : NULL;
    if (count > BULK_MAX)
        err_set(e, ERR_USAGE, "%zu records at once are too many: %d is the most", count, BULK_MAX);
    else if (!events || !make_bulk(cw, type, row, count, text, &arena, events))
        err_memory(e);
    else
        done = append(cw, events, count, e);
    free(events);
    arena_release(&arena);
    return done;
}

enum done casework_freeze(struct casework *cw, const char *detail, const char *rationale,
                          struct err *e)
{
    struct event event;
    event_init(&event, EVENT_FREEZE);
    event.rationale = rationale;
    event.definition = cw->criteria->definition[cw->primary].id;
    event.criteria = cw->criteria->digest;
    event.detail = detail;
    return append(cw, &event, 1, e);
}
