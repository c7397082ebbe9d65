#include "config/criteria_files.h"
#include "models/queue.h"
#include "models/tally.h"
#include "tui/cmd.h"
#include "tui/tables.h"

static const enum field listed[] = {F_ID,   F_DATE, F_KIND, F_DEPARTMENT,  F_TYPE,  F_OPERATION,
                                    F_CASE, F_SEX,  F_AGE,  F_NATIONALITY, F_STATUS};

enum { LISTED = sizeof listed / sizeof *listed };

static const struct column_def columns[] = {
    {"id", false},      {"date", false},        {"kind", false},    {"department", false},
    {"type", false},    {"operation", false},   {"case", false},    {"sex", false},
    {"age", false},     {"nationality", false}, {"status", false},  {"state", false},
    {"outcome", false}, {"reviewer", false},    {"flagged", false},
};

void list_row(struct output *o, const struct workspace *w, uint32_t row)
{
    struct row_review review = review_row(w->review, row);
    struct str value = STR_INIT;
    for (size_t i = 0; i < LISTED; i++) {
        str_clear(&value);
        catalog_format(w->catalog, row, listed[i], &value);
        output_cell_n(o, str_text(&value), value.len);
    }
    str_release(&value);
    output_cell(o, state_name(review.state));
    output_cell(o, outcome_name(review.outcome));
    output_cell(o, review.reviewer);
    output_cell(o, review.flagged ? "yes" : "no");
}

/* A record that is no longer there: what the log knows of it. */
static void print_missing(struct output *o, const struct missing *m)
{
    output_cell(o, m->id);
    for (size_t i = 1; i < LISTED; i++)
        output_cell(o, "");
    output_cell(o, "missing");
    output_cell(o, outcome_name(m->outcome));
    output_cell(o, m->reviewer);
    output_cell(o, "");
}

/* Tells of a wrong limit before anything is read. */
static bool check_limit(const struct args *a, const char *limit, struct err *e)
{
    struct criteria *criteria = config_criteria(a->workspace, e);
    struct filter *filter = criteria ? filter_parse(limit, criteria, e) : NULL;
    bool right = filter;
    if (criteria && !right) {
        snprintf(e->file, sizeof e->file, "--limit");
        e->line = 1; /* so that its column is told */
    }
    filter_free(filter);
    criteria_free(criteria);
    return right;
}

static void print_all_missing(struct output *o, const struct workspace *w)
{
    struct missing m;
    for (size_t at = 0; review_next_missing(w->review, &at, &m);)
        print_missing(o, &m);
}

bool list_begin(struct output *o, FILE *to, enum format format, struct err *e)
{
    return output_begin(o, to, format, columns, sizeof columns / sizeof *columns, e);
}

bool list_table(const struct workspace *w, const struct queue *q, bool missing, FILE *to,
                enum format format, struct err *e)
{
    struct output o;
    if (!list_begin(&o, to, format, e))
        return false;
    for (size_t i = 0; i < q->count; i++)
        list_row(&o, w, queue_row(q, i));
    if (missing)
        print_all_missing(&o, w);
    return output_end(&o, e);
}

/* The rows, or none where those that are missing are asked for. */
static bool select_rows(const struct args *a, const struct workspace *w, struct queue *q,
                        const char *limit, struct err *e)
{
    bool failed = false;
    if (args_value(a, "--missing"))
        return true;
    if (!queue_limit(q, limit, w->criteria, e))
        return false;
    queue_extend(q, w->catalog, w->review, UINT32_MAX, &failed);
    return !failed || err_memory(e);
}

int cmd_list(const struct args *a, struct err *e)
{
    struct workspace w;
    struct queue q;
    const char *limit = args_value(a, "--limit");
    limit = limit ? limit : "";
    if (!check_limit(a, limit, e) || !args_open(a, &w, e))
        return -1;
    queue_init(&q);
    bool done = select_rows(a, &w, &q, limit, e) &&
                list_table(&w, &q, args_value(a, "--missing"), stdout, a->format, e);
    queue_release(&q);
    workspace_close(&w);
    return done ? 0 : -1;
}
