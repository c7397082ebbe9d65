#include "tui/summary_grid.h"

#include <stdio.h>
#include <string.h>

#include "models/base/text.h"
#include "tui/chart.h"

size_t summary_place_column(const struct summary_table *t, const struct summary_place *at)
{
    size_t within = at->within < t->per_year ? at->within : t->per_year - 1;
    size_t column = at->year * t->per_year + within;
    return column < t->columns ? column : t->columns ? t->columns - 1 : 0;
}

static void add_label(struct grid *g, const struct summary_row *row, size_t cols, bool unicode)
{
    struct str label = STR_INIT, cut = STR_INIT;
    for (unsigned i = 0; i < row->indent; i++)
        str_add(&label, "  ");
    clean_line(&label, row->label, strlen(row->label));
    if (text_width(str_text(&label), label.len) > cols)
        text_fit(&cut, str_text(&label), label.len, cols, unicode);
    grid_text(g, cut.len ? str_text(&cut) : str_text(&label));
    g->text.failed |= label.failed || cut.failed;
    str_release(&label);
    str_release(&cut);
}

/* A per cent is short here: its two counts are rows of the same table, and the status line has it in full. */
static void add_cell(struct grid *g, const struct summary *s, const struct summary_table *t,
                     size_t row, size_t column, bool marked)
{
    const struct summary_cell *cell = summary_cell(t, row, column);
    struct str text = STR_INIT;
    str_add(&text, marked ? ">" : " ");
    if (t->row[row].percent && cell->cover == COVER_NONE) {
        percent_format(cell->n, cell->of, &text);
        str_add(&text, summary_so_far(s, t, row, column) ? " so far" : "");
    } else {
        summary_cell_text(s, t, row, column, &text);
    }
    grid_text(g, str_text(&text));
    g->text.failed |= text.failed;
    str_release(&text);
}

static void add_columns(struct grid *g, const struct summary *s, const struct summary_table *t)
{
    grid_column(g, "", "", GRID_LEFT);
    for (size_t c = 0; c < t->columns; c++) {
        char year[40];
        const struct summary_year *y = &s->year[t->column[c].year];
        snprintf(year, sizeof year, "%u%s", y->year, y->provisional ? " PROVISIONAL" : "");
        grid_column(g, t->per_year > 1 ? year : "", t->per_year > 1 ? t->column[c].label : year,
                    GRID_RIGHT);
    }
}

void summary_grid(struct grid *g, const struct summary *s, size_t index,
                  const struct summary_place *at, size_t label, bool unicode)
{
    const struct summary_table *t = &s->table[index];
    size_t marked = summary_place_column(t, at);
    grid_clear(g);
    g->fixed = 1;
    add_columns(g, s, t);
    for (size_t row = 0; row < t->rows; row++) {
        grid_row(g, STYLE_NORMAL, (uint32_t)(index << 16 | row));
        add_label(g, &t->row[row], label, unicode);
        for (size_t c = 0; c < t->columns; c++)
            add_cell(g, s, t, row, c, index == at->table && row == at->row && c == marked);
    }
}

void summary_bar_text(const struct summary *s, const struct summary_chart *chart, size_t bar,
                      size_t cols, bool unicode, struct str *out)
{
    enum { LABEL = 5, FIGURE = 24 };
    const struct summary_table *t = &s->table[chart->table];
    const struct summary_bar *b = &chart->bar[bar];
    int64_t most = 0;
    for (size_t i = 0; i < chart->bars; i++) {
        int64_t n = summary_cell(t, chart->bar[i].row, chart->bar[i].column)->n;
        most = n > most ? n : most;
    }
    text_fit(out, b->label, strlen(b->label), LABEL, unicode);
    chart_bar(out, summary_cell(t, b->row, b->column)->n, most,
              cols > LABEL + FIGURE ? cols - LABEL - FIGURE : 0, b->partial, unicode);
    str_addc(out, ' ');
    summary_cell_text(s, t, b->row, b->column, out);
    if (b->partial)
        str_add(out, ", part");
}
