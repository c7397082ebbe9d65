#include "models/filter.h"
#include "models/tally.h"
#include "tui/cmd.h"

static const enum field listed[] = {F_ID,   F_DATE, F_KIND, F_DEPARTMENT,  F_TYPE,  F_OPERATION,
                                    F_CASE, F_SEX,  F_AGE,  F_NATIONALITY, F_STATUS};

enum { LISTED = sizeof listed / sizeof *listed };

static const struct column_def columns[] = {
    {"id", false},      {"date", false},        {"kind", false},    {"department", false},
    {"type", false},    {"operation", false},   {"case", false},    {"sex", false},
    {"age", false},     {"nationality", false}, {"status", false},  {"state", false},
    {"outcome", false}, {"reviewer", false},    {"flagged", false},
};

static void print_row(struct output *o, const struct workspace *w, uint32_t row)
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

static void print_rows(struct output *o, const struct workspace *w, const struct filter *filter,
                       bool missing)
{
    struct missing m;
    for (uint32_t row = 0; !missing && row < catalog_rows(w->catalog); row++)
        if (filter_match(filter, w->catalog, w->review, row))
            print_row(o, w, row);
    for (size_t at = 0; missing && review_next_missing(w->review, &at, &m);)
        print_missing(o, &m);
}

int cmd_list(const struct args *a, struct err *e)
{
    struct workspace w;
    struct output o;
    const char *limit = args_value(a, "--limit");
    struct filter *filter = filter_parse(limit ? limit : "", e);
    if (!filter)
        return -1;
    if (!args_open(a, &w, e)) {
        filter_free(filter);
        return -1;
    }
    bool done = output_begin(&o, stdout, a->format, columns, sizeof columns / sizeof *columns, e);
    if (done) {
        print_rows(&o, &w, filter, args_value(a, "--missing") != NULL);
        done = output_end(&o, e);
    }
    filter_free(filter);
    workspace_close(&w);
    return done ? 0 : -1;
}
