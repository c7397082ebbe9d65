/* A line a cell, so that every table has the same columns. What the report says of itself comes in lines of the
 * table "about", with its text in the column `shown`. */
#include <string.h>

#include "models/base/escape.h"
#include "models/report.h"

static void add_text(struct str *out, const char *text)
{
    escape_csv(out, text, strlen(text), false);
    str_addc(out, ',');
}

static void add_number(struct str *out, int64_t n, bool there)
{
    if (there)
        str_addf(out, "%lld", (long long)n);
    str_addc(out, ',');
}

static void add_cell(struct str *out, const struct report_source *r, const struct summary_table *t,
                     size_t row, size_t column)
{
    const struct summary_row *of = &t->row[row];
    const struct summary_year *y = &r->summary->year[t->column[column].year];
    const struct summary_cell *cell = summary_cell(t, row, column);
    bool known = cell->cover == COVER_NONE || cell->cover == COVER_ROUNDED;
    struct str shown = STR_INIT, limit = STR_INIT;
    report_cell(r->summary, t, row, column, &shown);
    /* Of what is published nothing is selected, and merged rows have no limit. */
    if (!r->summary->threshold)
        summary_limit(r->summary, t, row, column, &limit);
    add_text(out, t->id);
    add_text(out, of->id);
    add_text(out, of->label);
    add_text(out, summary_unit_name(of));
    add_number(out, y->year, true);
    add_text(out, y->coverage);
    add_text(out, t->column[column].id);
    add_number(out, cell->n, known);
    add_number(out, cell->of, known && of->percent);
    add_text(out, str_text(&shown));
    escape_csv(out, str_text(&limit), limit.len, false);
    str_add(out, "\r\n");
    out->failed |= shown.failed || limit.failed;
    str_release(&shown);
    str_release(&limit);
}

static void add_about(struct str *out, const char *key, const char *heading, const char *text,
                      const struct summary_year *y)
{
    add_text(out, "about");
    add_text(out, key);
    add_text(out, heading);
    str_addc(out, ',');
    add_number(out, y ? y->year : 0, y);
    add_text(out, y ? y->coverage : "");
    str_add(out, ",,,");
    add_text(out, text);
    str_add(out, "\r\n");
}

void report_csv(const struct report_source *r, struct str *out)
{
    const struct summary *s = r->summary;
    struct report_about about;
    report_about_make(r, &about);
    str_add(out, "table,row,label,unit,year,coverage,column,count,of,shown,limit\r\n");
    for (size_t y = 0; y < s->years; y++) {
        struct str text = STR_INIT;
        summary_year_text(&s->year[y], &text);
        add_about(out, "year", "Year", str_text(&text), &s->year[y]);
        out->failed |= text.failed;
        str_release(&text);
    }
    for (size_t i = 0; i < s->tables; i++)
        for (size_t row = 0; row < s->table[i].rows; row++)
            for (size_t c = 0; c < s->table[i].columns; c++)
                add_cell(out, r, &s->table[i], row, c);
    for (size_t i = 0; i < s->tables; i++)
        add_about(out, s->table[i].id, "Unit", s->table[i].unit, NULL);
    for (size_t i = 0; i < about.facts; i++)
        add_about(out, about.fact[i].key, about.fact[i].heading, str_text(&about.fact[i].text),
                  NULL);
    out->failed |= about.failed;
    report_about_release(&about);
}
