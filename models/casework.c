#include "models/casework.h"

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

/* Appends, and takes into the review what the log then holds: this event, and what others
 * appended before it. */
static enum done append(struct casework *cw, struct event *event, struct err *e)
{
    bool changed;
    identify(cw, event);
    switch (log_append(cw->log, event, e)) {
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
    static const char *const detail[2][2] = {{"", "unread=1"},
                                             {"departure=1", "departure=1\nunread=1"}};
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
    event->detail = detail[v->departure][p->unread];
}

enum done casework_decide(struct casework *cw, uint32_t row, const struct reread *shown,
                          const struct proposal *p, struct verdict *v, struct err *e)
{
    struct facts facts = facts_of_record(&shown->record);
    struct str answers = STR_INIT;
    struct event event;
    enum done done = casework_check(cw, &facts, p, v);
    if (done != DONE_SAVED)
        return done;
    casework_event(cw, catalog_text(cw->catalog, row, F_ID, NULL), &shown->digest, p, v, &answers,
                   &event);
    if (answers.failed) {
        err_memory(e);
        done = DONE_NOT_SAVED;
    } else {
        done = append(cw, &event, e);
    }
    str_release(&answers);
    return done;
}

/* An event read back, with its texts in an arena. */
struct copied {
    struct arena arena;
    struct event event;
    bool failed;
};

static bool copy_event(void *ctx, const struct event *event)
{
    struct copied *copy = ctx;
    copy->event = *event;
    const char **texts[] = {&copy->event.reviewer, &copy->event.login,     &copy->event.record,
                            &copy->event.answers,  &copy->event.rationale, &copy->event.definition,
                            &copy->event.detail};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = arena_copy(&copy->arena, *texts[i], strlen(*texts[i]));
        copy->failed |= !*texts[i];
    }
    return true;
}

static bool read_back(struct casework *cw, uint64_t seq, struct copied *copy, struct err *e)
{
    if (!log_read_one(cw->log, seq, copy_event, copy, e))
        return false;
    return !copy->failed || err_memory(e);
}

static enum done take_back(struct casework *cw, uint64_t seq, uint32_t *row, struct err *e)
{
    struct copied old = {.failed = false};
    enum done done = DONE_NOT_SAVED;
    if (read_back(cw, seq, &old, e)) {
        struct event event;
        char detail[32];
        event_init(&event, EVENT_RETRACT);
        snprintf(detail, sizeof detail, "undoes=%llu", (unsigned long long)seq);
        event.record = old.event.record;
        event.reading = old.event.reading;
        event.detail = detail;
        *row = catalog_find(cw->catalog, event.record);
        done = append(cw, &event, e);
    }
    arena_release(&old.arena);
    return done;
}

enum done casework_undo(struct casework *cw, uint32_t *row, struct err *e)
{
    uint64_t seq = review_undo_seq(cw->review, cw->who->reviewer);
    return seq ? take_back(cw, seq, row, e) : DONE_NOTHING;
}

/* The marks of the old event, with `redoes` among them in the order of their keys. */
static void redo_detail(const struct event *old, uint64_t seq, struct str *out)
{
    size_t len;
    if (event_detail(old, "departure", &len))
        str_add(out, "departure=1\n");
    str_addf(out, "redoes=%llu", (unsigned long long)seq);
    if (event_detail(old, "unread", &len))
        str_add(out, "\nunread=1");
}

/* Whether somebody else has decided on the record after event `seq`: a redo would put its outcome over
 * one that this reviewer may never have seen. */
static bool decided_since(const struct casework *cw, uint32_t row, uint64_t seq, struct err *e)
{
    if (row == CATALOG_NONE)
        return false;
    struct row_review now = review_row(cw->review, row);
    if (now.seq <= seq || strcmp(now.reviewer, cw->who->reviewer) == 0)
        return false;
    err_set(e, ERR_DATA, "not redone: %s has decided on %s since: open it and decide anew",
            now.reviewer, catalog_text(cw->catalog, row, F_ID, NULL));
    return true;
}

enum done casework_redo(struct casework *cw, uint32_t *row, struct err *e)
{
    uint64_t seq = review_redo_seq(cw->review, cw->who->reviewer);
    struct copied old = {.failed = false};
    enum done done = DONE_NOT_SAVED;
    if (!seq)
        return DONE_NOTHING;
    if (read_back(cw, seq, &old, e)) {
        struct event fresh, again = old.event;
        struct str detail = STR_INIT;
        event_init(&fresh, EVENT_DECIDE);
        redo_detail(&old.event, seq, &detail);
        again.seq = 0;
        again.id = fresh.id;
        again.time_us = fresh.time_us;
        again.detail = str_text(&detail);
        *row = catalog_find(cw->catalog, again.record);
        if (detail.failed)
            err_memory(e);
        else if (!decided_since(cw, *row, seq, e))
            done = append(cw, &again, e);
        str_release(&detail);
    }
    arena_release(&old.arena);
    return done;
}

enum done casework_retract(struct casework *cw, const char *record, struct err *e)
{
    uint32_t row;
    uint64_t seq = review_own_decision(cw->review, record, cw->who->reviewer);
    return seq ? take_back(cw, seq, &row, e) : DONE_NOTHING;
}

static enum done mark(struct casework *cw, enum event_type type, uint32_t row, const char *text,
                      struct err *e)
{
    struct event event;
    event_init(&event, type);
    event.record = catalog_text(cw->catalog, row, F_ID, NULL);
    event.rationale = text;
    return append(cw, &event, e);
}

enum done casework_flag(struct casework *cw, uint32_t row, bool on, struct err *e)
{
    return mark(cw, on ? EVENT_FLAG : EVENT_UNFLAG, row, "", e);
}

enum done casework_note(struct casework *cw, uint32_t row, const char *text, struct err *e)
{
    return has_words(text) ? mark(cw, EVENT_NOTE, row, text, e) : DONE_NOTHING;
}
