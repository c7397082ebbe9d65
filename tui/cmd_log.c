#include <string.h>

#include "tui/cmd.h"

static const struct column_def columns[] = {
    {"seq", true},      {"time", false},      {"type", false},       {"reviewer", false},
    {"login", false},   {"record", false},    {"reading", false},    {"outcome", false},
    {"answers", false}, {"rationale", false}, {"definition", false}, {"seconds", true},
    {"detail", false},
};

/* The figures of a freeze are a page of their own: for people they are left out. */
static const char *detail_for(enum format format, const struct event *event)
{
    const char *after =
        event->type == EVENT_FREEZE && (format == FORMAT_TEXT || format == FORMAT_MARKDOWN)
            ? strstr(event->detail, "\nhead=")
            : NULL;
    return after ? after + 1 : event->detail;
}

/* Lines, one of which is one `key=value`. For people a cell has them beside each other. */
static void print_pairs(struct output *o, const char *lines)
{
    struct str text = STR_INIT;
    bool people = o->format == FORMAT_TEXT || o->format == FORMAT_MARKDOWN;
    for (; *lines; lines++)
        if (*lines == '\n' && people)
            str_add(&text, ", ");
        else
            str_addc(&text, *lines);
    output_cell_n(o, str_text(&text), text.len);
    o->failed |= text.failed;
    str_release(&text);
}

static void print_event(struct output *o, const struct event *event)
{
    char time[28];
    time_format_exact(event->time_us, time);
    output_plain(o, event->seq);
    output_cell(o, time);
    output_cell(o, event_type_name(event->type));
    output_cell(o, event->reviewer);
    output_cell(o, event->login);
    output_cell(o, event->record);
    output_cell(o, reading_name(event->reading));
    output_cell(o, event->outcome == OUTCOME_NONE ? "" : outcome_name(event->outcome));
    print_pairs(o, event->answers);
    output_cell(o, event->rationale);
    output_cell(o, event->definition);
    output_plain(o, event->seconds);
    print_pairs(o, detail_for(o->format, event));
}

static bool each(void *ctx, const struct event *event)
{
    print_event(ctx, event);
    return true;
}

int cmd_log(const struct args *a, struct err *e)
{
    struct workspace w;
    struct output o;
    if (!workspace_open(&w, a->workspace, e))
        return -1;
    bool done = output_begin(&o, stdout, a->format, columns, sizeof columns / sizeof *columns, e);
    if (done) {
        done = a->arguments ? log_read_record(w.log, a->argument[0], each, &o, e)
                            : log_read(w.log, 0, each, &o, e);
        struct err late;
        if (!output_end(&o, &late) && done) {
            *e = late;
            done = false;
        }
    }
    workspace_close(&w);
    return done ? 0 : -1;
}
