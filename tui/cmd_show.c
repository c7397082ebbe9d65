#include <string.h>

#include "tui/cmd.h"

static const struct column_def columns[] = {{"section", false}, {"field", false}, {"value", false}};

static void row_n(struct output *o, const char *section, const char *field, const char *value,
                  size_t n)
{
    output_cell(o, section);
    output_cell(o, field);
    output_cell_n(o, value, n);
}

static void row(struct output *o, const char *section, const char *field, const char *value)
{
    row_n(o, section, field, value, strlen(value));
}

static void print_record(struct output *o, const struct record *r)
{
    for (int f = 0; f < FIELD_TOTAL; f++)
        if (r->value[f].text && f != F_REPORTED && f != F_NARRATIVE)
            row_n(o, "record", field_defs[f].path, r->value[f].text, r->value[f].len);
    for (size_t i = 0; i < r->reports; i++)
        row(o, "reported", r->report[i].id, answer_name(r->report[i].answer));
    for (size_t i = 0; i < r->others; i++)
        row(o, "other", r->other[i].path, r->other[i].text);
    row_n(o, "record", "narrative", r->value[F_NARRATIVE].text, r->value[F_NARRATIVE].len);
}

static bool print_event(void *ctx, const struct event *event)
{
    struct output *o = ctx;
    char section[32], time[28];
    snprintf(section, sizeof section, "event %llu", (unsigned long long)event->seq);
    time_format_exact(event->time_us, time);
    row(o, section, "time", time);
    row(o, section, "type", event_type_name(event->type));
    row(o, section, "reviewer", event->reviewer);
    if (event->outcome != OUTCOME_NONE)
        row(o, section, "outcome", outcome_name(event->outcome));
    if (*event->answers)
        row(o, section, "answers", event->answers);
    if (*event->rationale)
        row(o, section, "rationale", event->rationale);
    if (*event->detail)
        row(o, section, "detail", event->detail);
    return true;
}

static bool print_all(const struct args *a, struct workspace *w, uint32_t number, struct err *e)
{
    struct reread reread = {.len = 0};
    struct output o;
    bool done = catalog_reread(w->catalog, number, w->criteria, &reread, e) &&
                output_begin(&o, stdout, a->format, columns, sizeof columns / sizeof *columns, e);
    if (done) {
        print_record(&o, &reread.record);
        row(&o, "state", "state", state_name(review_state(w->review, number)));
        bool read = log_read_record(w->log, a->argument[0], print_event, &o, e);
        done = output_end(&o, e) && read;
    }
    reread_release(&reread);
    return done;
}

int cmd_show(const struct args *a, struct err *e)
{
    struct workspace w;
    if (!args_open(a, &w, e))
        return -1;
    uint32_t number = catalog_find(w.catalog, a->argument[0]);
    bool done = number == CATALOG_NONE
                    ? err_set(e, ERR_DATA, "there is no record \"%s\": see `tipreview list`",
                              a->argument[0])
                    : print_all(a, &w, number, e);
    workspace_close(&w);
    return done ? 0 : -1;
}
