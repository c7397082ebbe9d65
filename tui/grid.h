/* A table laid out as lines of clean text: columns as wide as their contents, numbers at the right with
 * thousands separators, the first columns kept in place while the others are scrolled. Knows no terminal. */
#ifndef TIPREVIEW_GRID_H
#define TIPREVIEW_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/str.h"
#include "tui/draw.h"

enum grid_align { GRID_LEFT, GRID_RIGHT };

/* Zero-initialise it; grid_release frees the contents. When memory runs out `text.failed` is set and
 * stays set: build the whole table, then ask grid_failed once. */
struct grid {
    struct str text; /* of all headings and cells */
    struct grid_cell *cell;
    size_t cells, cell_cap;
    struct grid_column *column;
    size_t columns, column_cap;
    struct grid_row *row;
    size_t rows, row_cap;
    size_t fixed; /* so many columns at the left stay while the others scroll */
};

void grid_release(struct grid *g);
void grid_clear(struct grid *g); /* takes away rows and columns, keeps the memory */
bool grid_failed(const struct grid *g);

/* Adds a column. Neighbours of one group, "" being none, share a heading above theirs. The texts are clean. */
void grid_column(struct grid *g, const char *group, const char *heading, enum grid_align align);

/* Begins a row; its cells follow from the left, and those left out are empty. `link` is the caller's. */
void grid_row(struct grid *g, enum style style, uint32_t link);
void grid_text(struct grid *g, const char *clean);
void grid_number(struct grid *g, int64_t n);
void grid_format(struct grid *g, const char *fmt, ...) PRINTF(2, 3);

/* Which columns a width shows, when the scrolled ones begin at `first`. */
struct grid_fit {
    size_t first, end; /* scrolled columns shown: [first, end); `first` brought into range */
    size_t cols;       /* the width asked for */
    size_t shrink;     /* columns by which the last fixed column is cut */
    bool more_left, more_right;
};
struct grid_fit grid_fit(const struct grid *g, size_t cols, size_t first);

/* Each appends one line of at most fit->cols columns. What is too wide is cut with a mark; "<" and ">" in
 * the heading say that there are more columns. grid_groups appends nothing where no column has a group. */
void grid_groups(const struct grid *g, const struct grid_fit *fit, bool unicode, struct str *out);
void grid_headings(const struct grid *g, const struct grid_fit *fit, bool unicode, struct str *out);
void grid_line(const struct grid *g, const struct grid_fit *fit, size_t row, bool unicode,
               struct str *out);

enum style grid_style(const struct grid *g, size_t row);
uint32_t grid_link(const struct grid *g, size_t row);

#endif
