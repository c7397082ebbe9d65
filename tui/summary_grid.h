/* A table of the summary as a grid: its rows with their labels, the years and what is counted in them as columns. */
#ifndef TIPREVIEW_SUMMARY_GRID_H
#define TIPREVIEW_SUMMARY_GRID_H

#include "models/summary.h"
#include "tui/grid.h"

/* Where the reviewer looks: a cell of a table. */
struct summary_place {
    size_t table, row;
    size_t year, within; /* the column: which of the year's */
};

/* The column of a place in a table: that of the year where the table has one for each, and no more than there are. */
size_t summary_place_column(const struct summary_table *t, const struct summary_place *at);

/* Builds the grid of a table; the rows' links are their numbers | index << 16. The cell at `at` is marked where it is of this
 * table. Labels are cut to `label` columns. */
void summary_grid(struct grid *g, const struct summary *s, size_t index,
                  const struct summary_place *at, size_t label, bool unicode);

/* How a chart's bar looks in so many columns, with its label and figure. */
void summary_bar_text(const struct summary *s, const struct summary_chart *chart, size_t bar,
                      size_t cols, bool unicode, struct str *out);

#endif
