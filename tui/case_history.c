#include "tui/case_history.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/date.h"
#include "tui/case_criteria.h"

struct reading_history {
    struct history *history;
    const struct criteria *criteria;
    struct err *e;
    bool ok;
};

static const char *keep(struct history *h, const char *text)
{
    return arena_copy(&h->arena, text, strlen(text));
}

static bool detail_is_set(const struct event *event, const char *key)
{
    size_t len;
    return event_detail(event, key, &len) != NULL;
}

static bool each_event(void *ctx, const struct event *event)
{
    struct reading_history *r = ctx;
    struct history *h = r->history;
    struct past *item = grow(h->item, &h->cap, h->count + 1, sizeof *item);
    r->ok = false;
    if (!item)
        return err_memory(r->e);
    h->item = item;

    struct past *past = &h->item[h->count];
    size_t len;
    const char *undoes = event_detail(event, "undoes", &len);
    *past = (struct past){
        .seq = event->seq,
        .time_us = event->time_us,
        .type = event->type,
        .outcome = event->outcome,
        .reviewer = keep(h, event->reviewer),
        .rationale = keep(h, event->rationale),
        .record_sha = event->record_sha,
        .departure = detail_is_set(event, "departure"),
        .unread = detail_is_set(event, "unread"),
        .redone = detail_is_set(event, "redoes"),
        .undoes = undoes ? strtoull(undoes, NULL, 10) : 0,
        .recheck = event_detail_number(event, "recheck"),
    };
    if (!past->reviewer || !past->rationale)
        return err_memory(r->e);
    if (!answers_parse(r->criteria, event->answers, &past->answers, &past->unknown_ids))
        return err_set(r->e, ERR_STORE,
                       "event %" PRIu64
                       " holds answers that cannot be read: run `tipreview verify`",
                       event->seq);
    h->count++;
    r->ok = true;
    return true;
}

bool history_read(struct history *h, struct log *log, const struct criteria *c, const char *record,
                  struct err *e)
{
    struct reading_history r = {.history = h, .criteria = c, .e = e, .ok = true};
    arena_reset(&h->arena);
    h->count = 0;
    return log_read_record(log, record, each_event, &r, e) && r.ok;
}

void history_release(struct history *h)
{
    arena_release(&h->arena);
    free(h->item);
    *h = (struct history){0};
}

struct answers history_own_answers(const struct history *h, const char *reviewer,
                                   const struct sha256 *record_sha)
{
    struct answers own = {0};
    for (size_t i = 0; i < h->count; i++) {
        const struct past *past = &h->item[i];
        if (past->type == EVENT_DECIDE && strcmp(past->reviewer, reviewer) == 0 &&
            sha256_equal(&past->record_sha, record_sha))
            own = past->answers;
    }
    own.absent &= ~own.implied;
    own.implied = 0;
    return own;
}

/* Whether an event is taken back by one that stands itself. */
static bool taken_back(const struct history *h, const struct past *event)
{
    for (const struct past *later = event + 1; later < h->item + h->count; later++)
        if (later->type == EVENT_RETRACT && later->undoes == event->seq && !taken_back(h, later))
            return true;
    return false;
}

/* "deception present, debt bondage absent, 6 means absent, implied" */
static void answers_in_words(struct str *out, const struct criteria *c, const struct past *past)
{
    enum { NAME_COLUMNS = 24 };
    const char *comma = "";
    for (unsigned i = 0; i < c->count; i++) {
        enum answer answer = answers_get(&past->answers, i);
        if (answer == ANSWER_NONE || past->answers.implied >> i & 1)
            continue;
        str_add(out, comma);
        case_item_name(&c->item[i], NAME_COLUMNS, out);
        str_addf(out, " %s", answer_name(answer));
        comma = ", ";
    }
    unsigned implied = (unsigned)__builtin_popcountll(past->answers.implied);
    if (implied > 0) {
        str_addf(out, "%s%u means absent, implied", comma, implied);
        comma = ", ";
    }
    if (past->unknown_ids > 0)
        str_addf(out, "%s%u to criteria no longer in use", comma, past->unknown_ids);
}

static void labelled(struct panel *p, const char *label, const char *text)
{
    panel_line(p);
    panel_putf(p, STYLE_DIM, "  %s ", label);
    panel_wrap(p, p->used < p->width / 2 ? p->used : 4, STYLE_NORMAL, text, strlen(text), NULL);
}

/* What became of a decision, and what was noted when it was made. */
static void standing(struct str *out, const struct history *h, const struct past *past,
                     uint64_t in_force)
{
    str_add(out, past->seq == in_force ? ": in force"
                 : taken_back(h, past) ? ": taken back"
                                       : ": replaced");
    if (past->redone)
        str_add(out, ", redone");
    if (past->departure)
        str_add(out, ", a departure");
    if (past->unread)
        str_add(out, ", not read to its end");
}

static void decision_lines(struct panel *p, const struct criteria *c, const struct past *past)
{
    struct str text = STR_INIT;
    if (*past->rationale)
        labelled(p, "because", past->rationale);
    answers_in_words(&text, c, past);
    if (text.len > 0)
        labelled(p, "answers", str_text(&text));
    p->failed |= text.failed;
    str_release(&text);
}

/* "flag", "note"; of a retraction what it takes back. */
static void event_words(struct str *out, const struct history *h, const struct past *past)
{
    static const char *const words[] = {
        [EVENT_RETRACT] = "retraction",     [EVENT_FLAG] = "flag",
        [EVENT_UNFLAG] = "flag taken away", [EVENT_NOTE] = "note",
        [EVENT_ADJUDICATE] = "adjudicated",
    };
    const struct past *of = past;
    while (of > h->item && past->undoes && of->seq != past->undoes)
        of--;
    const char *word = of->type < sizeof words / sizeof *words ? words[of->type] : NULL;
    if (past->recheck)
        str_addf(out, "again, blind: %s", outcome_label(past->outcome));
    else if (past->type == EVENT_DECIDE)
        str_add(out, outcome_label(past->outcome));
    else
        str_add(out, of->type == EVENT_DECIDE ? "decision"
                     : of->recheck            ? "blind decision"
                     : word                   ? word
                                              : event_type_name(of->type));
    if (past->type == EVENT_RETRACT)
        str_add(out, " taken back");
}

void case_history(struct panel *p, const struct history *h, const struct criteria *c,
                  uint64_t in_force)
{
    for (size_t i = h->count; i-- > 0;) {
        const struct past *past = &h->item[i];
        char time[20];
        time_format_short(past->time_us, time);
        struct str line = STR_INIT;
        str_addf(&line, "%.16s ", time);
        event_words(&line, h, past);
        str_addf(&line, " by %s", past->reviewer);
        if (past->type == EVENT_DECIDE)
            standing(&line, h, past, in_force);
        else if (taken_back(h, past))
            str_add(&line, ": taken back");
        p->failed |= line.failed;
        if (i + 1 == h->count) {
            panel_line(p);
            panel_put(p, STYLE_STRONG, "Earlier (UTC)");
        }
        panel_line(p);
        panel_wrap(p, 0, STYLE_NORMAL, str_text(&line), line.len, NULL);
        str_release(&line);
        if (past->type == EVENT_DECIDE || past->recheck)
            decision_lines(p, c, past);
        else if (*past->rationale)
            labelled(p, "text", past->rationale);
    }
}
