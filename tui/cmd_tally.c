#include <stdlib.h>
#include <string.h>

#include "models/breakdown.h"
#include "models/decision.h"
#include "models/summary.h"
#include "tui/cmd.h"
#include "tui/tables.h"

/* --- csv, json, markdown: one row a year, the columns of design section 6 --- */

/* `whole` is the year of all records: a group's own months would say nothing of what was covered. */
static void print_year(struct output *o, const struct workspace *w, const struct tally_year *whole,
                       const struct tally_year *y, const char *value)
{
    struct str coverage = STR_INIT;
    workspace_coverage(w, whole, &coverage);
    output_plain(o, y->year);
    if (value)
        output_cell(o, value);
    output_cell_n(o, str_text(&coverage), coverage.len);
    for (int c = 0; c < T_TOTAL; c++)
        output_number(o, y->n[c]);
    str_release(&coverage);
}

bool tally_table(const struct workspace *w, FILE *to, enum format format, struct err *e)
{
    const struct tally *t = review_tally(w->review);
    struct column_def column[2 + T_TOTAL] = {{"year", true}, {"coverage", false}};
    struct output o;
    for (int c = 0; c < T_TOTAL; c++)
        column[2 + c] = (struct column_def){tally_names[c], true};
    if (!output_begin(&o, to, format, column, 2 + T_TOTAL, e))
        return false;
    for (size_t i = 0; i < tally_years(t); i++)
        print_year(&o, w, tally_year_at(t, i), tally_year_at(t, i), NULL);
    return output_end(&o, e);
}

/* A group may have a case in a year in which it has no record: the case counts in that of its earliest. */
static bool has_counts(const struct tally_year *y)
{
    return y->n[T_DEBRIEFINGS] || y->n[T_OPERATIONS] || y->n[T_TRAFFICKING_CASES];
}

static bool print_breakdown(const struct workspace *w, const char *name, enum format format,
                            struct err *e)
{
    struct column_def column[3 + T_TOTAL] = {{"year", true}, {name, false}, {"coverage", false}};
    struct breakdown b = {.count = 0};
    struct output o;
    enum field field = field_find(name, strlen(name));
    if (field == FIELD_TOTAL)
        return err_set(e, ERR_USAGE, "--by %s: there is no such field: see tipreview-records(5)",
                       name);
    for (int c = 0; c < T_TOTAL; c++)
        column[3 + c] = (struct column_def){tally_names[c], true};
    bool done = breakdown_make(&b, w->catalog, w->review, field, e) &&
                output_begin(&o, stdout, format, column, 3 + T_TOTAL, e);
    if (done) {
        for (size_t i = 0; i < tally_years(review_tally(w->review)); i++) {
            const struct tally_year *whole = tally_year_at(review_tally(w->review), i);
            for (size_t g = 0; g < b.count; g++) {
                const struct tally_year *y = tally_find(b.group[g].tally, whole->year);
                if (y && has_counts(y))
                    print_year(&o, w, whole, y, b.group[g].value);
            }
        }
        done = output_end(&o, e);
    }
    breakdown_release(&b);
    return done;
}

/* --- the definitions side by side --- */

bool count_reported(struct reported_count *c, const struct workspace *w, uint32_t rows,
                    struct err *e)
{
    const struct tally *t = review_tally(w->review);
    uint32_t left = catalog_rows(w->catalog) - c->next;
    uint32_t end = c->next + (rows < left ? rows : left);
    if (!c->n)
        c->n = calloc(tally_years(t) * DEFINITIONS_MAX * 3 + 1, sizeof *c->n);
    if (!c->n)
        return err_memory(e);
    for (; c->next < end; c->next++) {
        const struct tally_year *y = tally_find(t, catalog_year(w->catalog, c->next));
        struct facts facts = facts_of_row(w->catalog, c->next);
        struct answers basis = basis_reported(w->criteria, &facts);
        size_t year = (size_t)(y - tally_year_at(t, 0));
        for (size_t d = 0; facts.kind == KIND_DEBRIEFING && d < w->criteria->definitions; d++)
            c->n[(year * DEFINITIONS_MAX + d) * 3 +
                 (size_t)definition_result(&w->criteria->definition[d], &basis)]++;
    }
    return true;
}

static void print_definition(struct output *o, unsigned year, const char *id, const char *basis,
                             const int64_t n[3])
{
    output_plain(o, year);
    output_cell(o, id);
    output_cell(o, basis);
    output_number(o, n[RESULT_TRAFFICKING]);
    output_number(o, n[RESULT_NOT_TRAFFICKING]);
    output_number(o, n[RESULT_UNDETERMINED]);
}

bool definitions_table(const struct workspace *w, struct reported_count *reported, FILE *to,
                       enum format format, struct err *e)
{
    static const struct column_def column[] = {
        {"year", true},        {"definition", false},     {"basis", false},
        {"trafficking", true}, {"not_trafficking", true}, {"undetermined", true}};
    const struct tally *t = review_tally(w->review);
    struct output o;
    bool done = count_reported(reported, w, UINT32_MAX, e) &&
                output_begin(&o, to, format, column, sizeof column / sizeof *column, e);
    if (done) {
        for (size_t i = 0; i < tally_years(t); i++) {
            const struct tally_year *y = tally_year_at(t, i);
            for (size_t d = 0; d < w->criteria->definitions; d++) {
                const char *id = w->criteria->definition[d].id;
                print_definition(&o, y->year, id, "reported",
                                 &reported->n[(i * DEFINITIONS_MAX + d) * 3]);
                print_definition(&o, y->year, id, "reviewed", y->result[d]);
            }
        }
        done = output_end(&o, e);
    }
    return done;
}

/* --- text, for people: a year is a paragraph --- */

static void add_count(struct str *s, const struct tally_year *y, enum tally_column column,
                      const char *words)
{
    str_add(s, "  ");
    str_number(s, y->n[column]);
    str_addf(s, " %s\n", words);
}

static void add_open(struct str *s, int64_t n, const char *words)
{
    if (!n)
        return;
    str_add(s, ", ");
    str_number(s, n);
    str_addf(s, " %s", words);
}

/* A count that can still grow is never a bare number. */
static void add_so_far(struct str *s, const struct tally_year *y, enum tally_column column,
                       const char *words)
{
    /* A case may rest on an operation too; the outcomes count debriefings alone. */
    int64_t undecided = y->n[T_UNDECIDED];
    int64_t again =
        y->n[T_AWAITING_SECOND] + y->n[T_DISPUTED] + y->n[T_STALE] + y->n[T_NOW_INVALID];
    if (column == T_TRAFFICKING_CASES)
        undecided += y->n[T_OPERATIONS_UNDECIDED];
    str_add(s, "  ");
    str_number(s, y->n[column]);
    str_addf(s, " %s%s", words, undecided || again ? " so far" : "");
    add_open(s, undecided, "undecided");
    add_open(s, again, "to be decided again");
    str_addc(s, '\n');
}

static void add_visitors(struct str *s, const struct tally_year *y)
{
    str_add(s, "  ");
    str_number(s, y->n[T_VISITORS]);
    str_add(s, " of them of visitors (");
    percent_format(y->n[T_VISITORS], y->status_known, s);
    str_add(s, " of the ");
    str_number(s, y->status_known);
    str_add(s, " whose status is known)\n");
}

static void add_year(struct str *s, const struct workspace *w, const struct tally_year *y)
{
    static const struct {
        enum tally_column column;
        const char *words;
    } states[] = {{T_AWAITING_SECOND, "awaiting a second reading"},
                  {T_DISPUTED, "disputed"},
                  {T_STALE, "stale: the record has changed since the decision"},
                  {T_NOW_INVALID, "now invalid: a safeguard would refuse the decision"}};
    bool provisional = summary_provisional(y);
    str_addf(s, "%u  ", y->year);
    workspace_coverage(w, y, s);
    str_add(s, provisional ? "  PROVISIONAL\n" : "\n");
    add_count(s, y, T_DEBRIEFINGS, "debriefings");
    add_visitors(s, y);
    add_so_far(s, y, T_VOLUNTARY, "voluntary");
    add_so_far(s, y, T_TRAFFICKING, "trafficking");
    add_so_far(s, y, T_NOT_TRAFFICKING, "no trafficking found");
    add_so_far(s, y, T_INSUFFICIENT, "insufficient information");
    add_so_far(s, y, T_OUT_OF_SCOPE, "out of scope");
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (y->n[states[i].column])
            add_count(s, y, states[i].column, states[i].words);
    add_count(s, y, T_OPERATIONS, "operations");
    add_count(s, y, T_PERSONS_ARRESTED, "persons arrested in them");
    add_so_far(s, y, T_TRAFFICKING_CASES, "trafficking cases");
}

static bool print_text(const struct workspace *w, struct err *e)
{
    const struct tally *t = review_tally(w->review);
    struct str s = STR_INIT;
    for (size_t i = 0; i < tally_years(t); i++)
        add_year(&s, w, tally_year_at(t, i));
    str_add(
        &s,
        tally_years(t)
            ? "Outcomes count debriefings, each an interview of one person; a case counts once.\n"
            : "There are no records yet: put YAML files into records/.\n");
    bool written = !s.failed && fputs(str_text(&s), stdout) >= 0;
    str_release(&s);
    return written || err_errno(e, "the output could not be written");
}

int cmd_tally(const struct args *a, struct err *e)
{
    struct workspace w;
    struct reported_count reported = {0};
    const char *by = args_value(a, "--by");
    bool done;
    if (by && args_value(a, "--definitions")) {
        err_set(e, ERR_USAGE, "tally takes --by FIELD or --definitions, one of them");
        return -1;
    }
    if (!args_open(a, &w, e))
        return -1;
    if (by)
        done = print_breakdown(&w, by, a->format, e);
    else if (args_value(a, "--definitions"))
        done = definitions_table(&w, &reported, stdout, a->format, e);
    else if (a->format == FORMAT_TEXT)
        done = print_text(&w, e);
    else
        done = tally_table(&w, stdout, a->format, e);
    int status = catalog_status(w.catalog);
    free(reported.n);
    workspace_close(&w);
    return done ? status : -1;
}
