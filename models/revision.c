#include "models/revision.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/date.h"
#include "models/base/text.h"
#include "models/record_set.h"

void revisions_release(struct revisions *r)
{
    freeze_release(&r->frozen);
    free(r->figure);
    free(r->event);
    free(r->changed);
    arena_release(&r->arena);
    *r = (struct revisions){0};
}

/* --- figures --- */

static const char *keep(struct revisions *r, const char *text)
{
    return arena_copy(&r->arena, text, strlen(text));
}

static bool add_figure(struct revisions *r, const char *key, const char *counts, const char *where,
                       int64_t then, int64_t now)
{
    struct revision *more = grow(r->figure, &r->figure_cap, r->figures + 1, sizeof *more);
    if (!more)
        return false;
    r->figure = more;
    struct revision *f = &r->figure[r->figures];
    *f = (struct revision){keep(r, key), keep(r, counts), keep(r, where), then, now};
    if (!f->key || !f->counts || !f->where)
        return false;
    r->figures++;
    return true;
}

/* Two cells of one unit with one limit are one figure, however many tables have it. */
static bool told(const struct revisions *r, const char *counts, int64_t then, int64_t now)
{
    for (size_t i = 0; i < r->figures; i++) {
        const struct revision *f = &r->figure[i];
        if (f->then == then && f->now == now && strcmp(f->counts, counts) == 0)
            return true;
    }
    return false;
}

static void describe(const struct summary_table *t, size_t row, size_t column, struct str *out)
{
    str_addf(out, "%s: %s", t->title, t->row[row].label);
    if (*t->column[column].label)
        str_addf(out, ", %s", t->column[column].label);
}

/* Sets `has_row` of the frozen figure with that text. */
static void note_row(const struct frozen *f, const char *text, bool *has_row)
{
    for (size_t i = 0; i < f->figures; i++)
        has_row[i] |= f->figure[i].text == text;
}

static bool compare_cell(struct revisions *r, const struct frozen *now, const struct summary *s,
                         const struct summary_table *t, size_t row, size_t column, bool *has_row)
{
    struct str key = STR_INIT, where = STR_INIT, counts = STR_INIT;
    freeze_key(t, row, column, &key);
    const char *a = freeze_figure(&r->frozen, str_text(&key));
    const char *b = freeze_figure(now, str_text(&key));
    int64_t then = a ? strtoll(a, NULL, 10) : 0, is = b ? strtoll(b, NULL, 10) : 0;
    if (a && !b) /* a 0 is left out */
        note_row(&r->frozen, a, has_row);
    describe(t, row, column, &where);
    str_addf(&counts, "%s: ", summary_unit_name(&t->row[row]));
    summary_limit(s, t, row, column, &counts);
    bool ok = !key.failed && !where.failed && !counts.failed &&
              (then == is || told(r, str_text(&counts), then, is) ||
               add_figure(r, str_text(&key), str_text(&counts), str_text(&where), then, is));
    str_release(&key);
    str_release(&where);
    str_release(&counts);
    return ok;
}

/* In the order of the tables. */
static bool compare_cells(struct revisions *r, const struct summary *s, size_t year,
                          const struct frozen *now, bool *has_row)
{
    for (size_t i = 0; i < s->tables; i++) {
        const struct summary_table *t = &s->table[i];
        for (size_t row = 0; row < t->rows; row++)
            for (size_t column = 0; column < t->columns; column++)
                if (t->column[column].year == year && !t->row[row].percent &&
                    !compare_cell(r, now, s, t, row, column, has_row))
                    return false;
    }
    return true;
}

/* What has a row in some table; then what has none any more. */
static bool compare(struct revisions *r, const struct summary *s, size_t year,
                    const struct frozen *now)
{
    bool *has_row = calloc(r->frozen.figures + 1, sizeof *has_row);
    bool ok = has_row && compare_cells(r, s, year, now, has_row);
    for (size_t i = 0; ok && i < r->frozen.figures; i++) {
        const struct figure *f = &r->frozen.figure[i];
        if (!has_row[i] && !freeze_figure(now, f->key))
            ok = add_figure(r, f->key, f->key, f->key, strtoll(f->text, NULL, 10), 0);
    }
    free(has_row);
    return ok;
}

/* --- events --- */

struct finding {
    struct revisions *r;
    const struct catalog *catalog;
    uint64_t last;
    unsigned year;
    bool failed;
};

/* Flags and notes change no figure; the events of records that are gone are named, since theirs may. */
static bool touches(const struct finding *f, const struct event *event)
{
    if (event->type != EVENT_DECIDE && event->type != EVENT_ADJUDICATE &&
        event->type != EVENT_RETRACT)
        return false;
    uint32_t row = catalog_find(f->catalog, event->record);
    return row == CATALOG_NONE || catalog_year(f->catalog, row) == f->year;
}

static bool take_event(void *ctx, const struct event *event)
{
    struct finding *f = ctx;
    struct revisions *r = f->r;
    if (event->seq > f->last)
        return false;
    if (!touches(f, event))
        return true;
    struct revision_event *more = grow(r->event, &r->event_cap, r->events + 1, sizeof *more);
    f->failed = !more;
    if (!more)
        return false;
    r->event = more;
    more[r->events] = (struct revision_event){
        event->seq,
        event->time_us,
        event_type_name(event->type),
        keep(r, event->record),
        keep(r, event->reviewer),
        event->outcome == OUTCOME_NONE ? "" : outcome_label(event->outcome),
    };
    f->failed = !more[r->events].record || !more[r->events].reviewer;
    r->events++;
    return !f->failed;
}

/* --- records --- */

bool revisions_changed_records(struct revisions *r, unsigned year, const struct catalog *c,
                               const struct review *review, struct err *e)
{
    for (uint32_t row = 0; row < catalog_rows(c); row++) {
        enum row_state state = review_state(review, row);
        /* Only these two can be of other bytes. */
        if ((state != STATE_STALE && state != STATE_NOW_INVALID) || catalog_year(c, row) != year ||
            !review_on_other_bytes(review, row))
            continue;
        const char **more = grow(r->changed, &r->change_cap, r->changes + 1, sizeof *more);
        if (!more)
            return err_memory(e);
        r->changed = more;
        r->changed[r->changes++] = catalog_text(c, row, F_ID, NULL);
    }
    return true;
}

bool revisions_find(struct revisions *r, const struct summary *s, size_t year, struct catalog *c,
                    const struct review *review, struct log *log, bool records, struct err *e)
{
    unsigned number = s->year[year].year;
    struct frozen now = {.seq = 0};
    struct finding f = {.r = r, .catalog = c, .last = review_seq(review), .year = number};
    uint64_t seq = review_frozen(review, number, false, 0), count;
    struct sha256 digest;
    if (!seq)
        return true;
    bool ok = freeze_load(log, seq, &r->frozen, e) && freeze_figures(&now, s, year, e) &&
              (compare(r, s, year, &now) || err_memory(e)) &&
              log_read(log, seq, take_event, &f, e) && (!f.failed || err_memory(e)) &&
              (!records || record_set_digest(c, number, &digest, &count, e)) &&
              revisions_changed_records(r, number, c, review, e);
    freeze_release(&now);
    if (!ok)
        return false;
    r->criteria_changed = !sha256_equal(&r->frozen.criteria, &s->criteria);
    r->records_compared = records;
    r->records_changed = records && !sha256_equal(&r->frozen.records, &digest);
    return true;
}

/* --- in words --- */

static void say_frozen(const struct revisions *r, struct str *out)
{
    char time[20];
    time_format_short(r->frozen.time_us, time);
    str_addf(out, "%u was frozen on %s UTC%s", r->frozen.year, time,
             r->frozen.provisional ? ", as provisional" : "");
}

static void say_figures(const struct revisions *r, struct str *out)
{
    for (size_t i = 0; i < r->figures; i++) {
        const struct revision *f = &r->figure[i];
        clean_line(out, f->where, strlen(f->where));
        str_add(out, ": ");
        str_number(out, f->then);
        str_add(out, " then, ");
        str_number(out, f->now);
        str_add(out, " now.\n");
    }
}

static void say_events(const struct revisions *r, struct str *out)
{
    for (size_t i = 0; i < r->events; i++) {
        const struct revision_event *event = &r->event[i];
        char time[20];
        time_format_short(event->time_us, time);
        str_addf(out, "Event %" PRIu64 ", %s UTC: %s %s, by %s%s%s.\n", event->seq, time,
                 event->type, event->record, event->reviewer, *event->outcome ? ": " : "",
                 event->outcome);
    }
}

static void say_changed(const struct revisions *r, struct str *out)
{
    for (size_t i = 0; i < r->changes; i++)
        str_addf(out, "%s%s", i ? ", " : "Changed since they were decided upon: ", r->changed[i]);
    str_add(out, r->changes ? ".\n" : "");
}

void revisions_say(const struct revisions *r, bool ids, struct str *out)
{
    bool same = r->records_compared && !r->records_changed && !r->criteria_changed;
    if (r->frozen.seq) {
        say_frozen(r, out);
        if (ids)
            str_addf(out, " by event %" PRIu64, r->frozen.seq);
        str_add(out, r->figures ? "; figures have been revised since.\n"
                     : same     ? "; nothing has changed since.\n"
                                : "; no figure has been revised since.\n");
        str_add(out,
                r->records_changed ? "Its records are not the same as when it was frozen.\n" : "");
        str_add(out, r->criteria_changed
                         ? "The criteria or definitions are not the same as when it was frozen.\n"
                         : "");
    }
    if (!ids)
        return;
    say_figures(r, out);
    say_events(r, out);
    say_changed(r, out);
}

static void say_past(const struct review *review, struct str *out)
{
    char time[20];
    time_format_short(review_saved_at(review), time);
    if (review_seq(review))
        str_addf(out, "The decisions are those up to event %" PRIu64 ", of %s UTC; ",
                 review_seq(review), time);
    else
        str_add(out, "No decision had been made by then; ");
    str_add(out, "the records are those of now.\n");
}

bool revisions_tell(struct summary *s, struct catalog *c, const struct review *review,
                    struct log *log, const struct as_of *past, unsigned what, struct err *e)
{
    struct str text = STR_INIT;
    bool told = true;
    if (past) {
        say_past(review, &text);
    }
    for (size_t y = 0; told && y < s->years; y++) {
        struct revisions r = {.figures = 0};
        told = revisions_find(&r, s, y, c, review, log, what & REVISIONS_RECORDS, e);
        if (told && past && !r.frozen.seq)
            told = revisions_changed_records(&r, s->year[y].year, c, review, e);
        revisions_say(&r, what & REVISIONS_IDS, &text);
        revisions_release(&r);
    }
    told = told &&
           ((!text.failed && summary_sentences(s, str_text(&text), &s->revision, &s->revisions)) ||
            err_memory(e));
    str_release(&text);
    return told;
}
