/* What a summary is asked: its cells, as figures, as limits and as text. */
#include <string.h>

#include "models/summary.h"

bool summary_provisional(const struct tally_year *y)
{
    static const enum tally_column open[] = {
        T_UNDECIDED, T_AWAITING_SECOND, T_DISPUTED, T_STALE, T_NOW_INVALID, T_OPERATIONS_UNDECIDED};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (y->n[open[i]])
            return true;
    return false;
}

const struct summary_table *summary_table_find(const struct summary *s, const char *id)
{
    for (size_t i = 0; i < s->tables; i++)
        if (strcmp(s->table[i].id, id) == 0)
            return &s->table[i];
    return NULL;
}

size_t summary_row_find(const struct summary_table *t, const char *id)
{
    size_t row = 0;
    while (row < t->rows && strcmp(t->row[row].id, id) != 0)
        row++;
    return row;
}

/* The limit of a column, in which % stands for the row's id. */
static void add_column(struct str *out, const char *limit, const char *id)
{
    str_add(out, *limit ? " & " : "");
    for (const char *s = limit; *s; s++) {
        if (*s == '%')
            str_add(out, id);
        else
            str_addc(out, *s);
    }
}

void summary_limit(const struct summary *s, const struct summary_table *t, size_t row,
                   size_t column, struct str *out)
{
    const struct summary_row *r = &t->row[row];
    const struct summary_column *c = &t->column[column];
    str_addf(out, "%s:%u & %s", r->unit == UNIT_CASES ? "case_year" : "year", s->year[c->year].year,
             r->limit);
    add_column(out, c->limit, r->id);
}

const char *summary_unit_name(const struct summary_row *row)
{
    static const char *const names[] = {[UNIT_DEBRIEFINGS] = "debriefings",
                                        [UNIT_OPERATIONS] = "operations",
                                        [UNIT_CASES] = "cases",
                                        [UNIT_PERSONS] = "persons"};
    return row->unit == UNIT_SUM ? field_defs[row->field].path : names[row->unit];
}

bool summary_so_far(const struct summary *s, const struct summary_table *t, size_t row,
                    size_t column)
{
    return (t->row[row].so_far || t->column[column].so_far) &&
           s->year[t->column[column].year].provisional;
}

static void add_open(int64_t n, const char *what, const char **before, struct str *out)
{
    if (!n)
        return;
    str_add(out, *before);
    str_number(out, n);
    str_add(out, what);
    *before = ", ";
}

void summary_year_text(const struct summary_year *y, struct str *out)
{
    const char *before = ": ";
    str_add(out, y->coverage);
    if (!y->whole && !y->empty)
        str_add(out, ", not a whole year");
    if (!y->provisional)
        return;
    str_add(out, ", PROVISIONAL");
    if (y->covered)
        return;
    add_open(y->undecided, " undecided", &before, out);
    add_open(y->again, " to be decided again", &before, out);
    if (!y->undecided && !y->again)
        add_open(y->operations_open, " operations undecided", &before, out);
}

static void add_percent(const struct summary_cell *cell, struct str *out)
{
    percent_format(cell->n, cell->of, out);
    str_add(out, " (");
    str_number(out, cell->n);
    str_add(out, " of ");
    str_number(out, cell->of);
    str_addc(out, ')');
}

void summary_cell_text(const struct summary *s, const struct summary_table *t, size_t row,
                       size_t column, struct str *out)
{
    const struct summary_cell *cell = summary_cell(t, row, column);
    if (cell->cover == COVER_SMALL)
        str_addf(out, "<%lld", (long long)s->threshold);
    else if (cell->cover == COVER_SECONDARY)
        str_add(out, "[c]");
    else if (t->row[row].percent)
        add_percent(cell, out);
    else
        str_number(out, cell->n);
    if (summary_so_far(s, t, row, column))
        str_add(out, " so far");
}

bool summary_sentences(struct summary *s, const char *text, const char ***list, size_t *count)
{
    size_t lines = 0;
    for (const char *c = text; *c; c++)
        lines += *c == '\n';
    char *copy = arena_copy(&s->arena, text, strlen(text));
    *list = arena_alloc(&s->arena, (lines + 1) * sizeof **list);
    *count = 0;
    if (!copy || !*list)
        return false;
    for (char *end; (end = strchr(copy, '\n')); copy = end + 1) {
        *end = '\0';
        (*list)[(*count)++] = copy;
    }
    return true;
}
