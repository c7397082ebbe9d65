#include "tui/grid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"

enum { GAP = 2, FIXED_MIN = 10 }; /* columns between two columns; of a fixed column, at least */

struct grid_cell {
    size_t start, len;
};

struct grid_column {
    struct grid_cell group, heading;
    enum grid_align align;
    size_t width;
};

struct grid_row {
    size_t first, cells; /* in grid.cell */
    enum style style;
    uint32_t link;
};

void grid_release(struct grid *g)
{
    str_release(&g->text);
    free(g->cell);
    free(g->column);
    free(g->row);
    *g = (struct grid){0};
}

void grid_clear(struct grid *g)
{
    str_clear(&g->text);
    g->cells = g->columns = g->rows = g->fixed = 0;
}

bool grid_failed(const struct grid *g)
{
    return g->text.failed;
}

/* Room for one more item; false, and the grid has failed, where memory ran out. */
static bool room(struct grid *g, void **items, size_t *cap, size_t count, size_t size)
{
    void *more = g->text.failed ? NULL : grow(*items, cap, count + 1, size);
    if (!more) {
        g->text.failed = true;
        return false;
    }
    *items = more;
    return true;
}

static struct grid_cell put(struct grid *g, const char *text, size_t n)
{
    struct grid_cell cell = {.start = g->text.len, .len = n};
    str_addn(&g->text, text, n);
    return cell;
}

static const char *text_of(const struct grid *g, struct grid_cell cell)
{
    return cell.len ? g->text.p + cell.start : "";
}

static size_t width_of(const struct grid *g, struct grid_cell cell)
{
    return text_width(text_of(g, cell), cell.len);
}

static bool same_group(const struct grid *g, size_t a, size_t b)
{
    struct grid_cell x = g->column[a].group, y = g->column[b].group;
    return x.len == y.len && !memcmp(text_of(g, x), text_of(g, y), x.len);
}

/* Gives the columns of the last group the width that its heading needs, each the same share. */
static void widen_group(struct grid *g)
{
    size_t first = g->columns - 1, wanted = width_of(g, g->column[first].group);
    while (first && same_group(g, first - 1, g->columns - 1))
        first--;
    size_t count = g->columns - first, gaps = (count - 1) * GAP;
    size_t share = wanted > gaps ? (wanted - gaps + count - 1) / count : 0;
    for (size_t i = first; i < g->columns; i++) {
        size_t own = width_of(g, g->column[i].heading);
        g->column[i].width = own > share ? own : share;
    }
}

void grid_column(struct grid *g, const char *group, const char *heading, enum grid_align align)
{
    void *items = g->column;
    if (!room(g, &items, &g->column_cap, g->columns, sizeof *g->column))
        return;
    g->column = items;
    struct grid_column *c = &g->column[g->columns];
    *c = (struct grid_column){.align = align};
    c->group = put(g, group, strlen(group));
    c->heading = put(g, heading, strlen(heading));
    if (!g->text.failed) {
        c->width = width_of(g, c->heading);
        g->columns++;
        widen_group(g);
    }
}

void grid_row(struct grid *g, enum style style, uint32_t link)
{
    void *items = g->row;
    if (!room(g, &items, &g->row_cap, g->rows, sizeof *g->row))
        return;
    g->row = items;
    g->row[g->rows++] = (struct grid_row){.first = g->cells, .style = style, .link = link};
}

static void add_cell(struct grid *g, const char *text, size_t n)
{
    void *items = g->cell;
    if (!g->rows || g->row[g->rows - 1].cells >= g->columns ||
        !room(g, &items, &g->cell_cap, g->cells, sizeof *g->cell))
        return;
    g->cell = items;
    struct grid_cell cell = put(g, text, n);
    if (g->text.failed)
        return;
    struct grid_row *row = &g->row[g->rows - 1];
    struct grid_column *column = &g->column[row->cells++];
    g->cell[g->cells++] = cell;
    size_t width = width_of(g, cell);
    if (width > column->width)
        column->width = width;
}

void grid_text(struct grid *g, const char *clean)
{
    add_cell(g, clean, strlen(clean));
}

void grid_number(struct grid *g, int64_t n)
{
    struct str text = STR_INIT;
    str_number(&text, n);
    if (text.failed)
        g->text.failed = true;
    else
        add_cell(g, text.p, text.len);
    str_release(&text);
}

void grid_format(struct grid *g, const char *fmt, ...)
{
    char text[256];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    if (n < 0 || (size_t)n >= sizeof text)
        g->text.failed = true;
    else
        add_cell(g, text, (size_t)n);
}

/* Columns of the screen that the fixed ones take, each with the gap behind it. */
static size_t fixed_width(const struct grid *g)
{
    size_t width = 0;
    for (size_t i = 0; i < g->fixed && i < g->columns; i++)
        width += g->column[i].width + GAP;
    return width;
}

/* What the last fixed column gives up where the widest of the others would be cut. */
static size_t shrink_of(const struct grid *g, size_t cols)
{
    size_t widest = 0;
    for (size_t i = g->fixed; i < g->columns; i++)
        widest = g->column[i].width > widest ? g->column[i].width : widest;
    size_t wanted = fixed_width(g) + widest + GAP;
    size_t own = g->fixed && g->fixed < g->columns ? g->column[g->fixed - 1].width : 0;
    size_t most = own > FIXED_MIN ? own - FIXED_MIN : 0;
    size_t shrink = wanted > cols ? wanted - cols : 0;
    return shrink < most ? shrink : most;
}

static size_t shown_width(const struct grid *g, const struct grid_fit *fit, size_t column)
{
    return g->column[column].width - (column + 1 == g->fixed ? fit->shrink : 0);
}

/* How many of the columns from `first` on fit into `cols`, at least one. */
static size_t end_of(const struct grid *g, size_t first, size_t cols)
{
    size_t used = 0, end = first;
    while (end < g->columns) {
        used += (end > first ? GAP : 0) + g->column[end].width;
        size_t mark = end + 1 < g->columns ? GAP : 0;
        if (end > first && used + mark > cols)
            break;
        end++;
    }
    return end;
}

struct grid_fit grid_fit(const struct grid *g, size_t cols, size_t first)
{
    size_t shrink = shrink_of(g, cols), fixed = fixed_width(g) - shrink;
    size_t left = cols > fixed ? cols - fixed : 0;
    size_t start = g->fixed < g->columns ? g->fixed : g->columns, last = start;
    while (last < g->columns && end_of(g, last, left) < g->columns)
        last++;
    if (first > last)
        first = last;
    if (first < start)
        first = start;
    struct grid_fit fit = {
        .first = first, .end = end_of(g, first, left), .cols = cols, .shrink = shrink};
    fit.more_left = first > start;
    fit.more_right = fit.end < g->columns;
    return fit;
}

/* Appends a cell in so many columns. */
static void add_fitted(const struct grid *g, enum grid_align align, struct grid_cell cell,
                       size_t cols, bool unicode, struct str *out)
{
    size_t width = width_of(g, cell);
    bool pushed = align == GRID_RIGHT && width < cols;
    if (pushed)
        str_addf(out, "%*s", (int)(cols - width), "");
    text_fit(out, text_of(g, cell), cell.len, pushed ? width : cols, unicode);
}

enum part { PART_HEADING, PART_ROW };

static struct grid_cell cell_at(const struct grid *g, enum part part, size_t row, size_t column)
{
    if (part == PART_HEADING)
        return g->column[column].heading;
    const struct grid_row *r = &g->row[row];
    return column < r->cells ? g->cell[r->first + column] : (struct grid_cell){0};
}

/* Spaces at the end of a line would only be sent for nothing. */
static void trim(struct str *out, size_t start)
{
    size_t end = out->len;
    while (end > start && out->p[end - 1] == ' ')
        end--;
    str_cut(out, end);
}

static void add_line(const struct grid *g, const struct grid_fit *fit, enum part part, size_t row,
                     bool unicode, struct str *out)
{
    size_t start = out->len, used = 0;
    for (size_t i = 0; i < fit->end && used < fit->cols; i++) {
        if (i >= g->fixed && i < fit->first)
            i = fit->first;
        if (used) {
            size_t gap = fit->cols - used < GAP ? fit->cols - used : GAP;
            bool mark = part == PART_HEADING && fit->more_left && i == fit->first;
            str_addn(out, mark ? "< " : "  ", gap);
            used += gap;
        }
        size_t left = fit->cols - used, width = shown_width(g, fit, i);
        width = width < left ? width : left;
        add_fitted(g, g->column[i].align, cell_at(g, part, row, i), width, unicode, out);
        used += width;
    }
    if (part == PART_HEADING && fit->more_right && used + GAP <= fit->cols)
        str_add(out, " >");
    trim(out, start);
}

void grid_headings(const struct grid *g, const struct grid_fit *fit, bool unicode, struct str *out)
{
    add_line(g, fit, PART_HEADING, 0, unicode, out);
}

void grid_line(const struct grid *g, const struct grid_fit *fit, size_t row, bool unicode,
               struct str *out)
{
    add_line(g, fit, PART_ROW, row, unicode, out);
}

void grid_groups(const struct grid *g, const struct grid_fit *fit, bool unicode, struct str *out)
{
    size_t start = out->len, used = 0;
    for (size_t i = 0; i < fit->end && used < fit->cols;) {
        if (i >= g->fixed && i < fit->first)
            i = fit->first;
        size_t width = shown_width(g, fit, i), next = i + 1;
        while (next < fit->end && next != g->fixed && same_group(g, i, next))
            width += GAP + shown_width(g, fit, next++);
        if (next < g->columns)
            width += GAP;
        size_t left = fit->cols - used < width ? fit->cols - used : width;
        /* One column is kept free, so that neighbouring groups stay apart. */
        size_t room_for = left > 1 && next < g->columns ? left - 1 : left;
        struct grid_cell group = g->column[i].group;
        text_fit(out, text_of(g, group), group.len, room_for, unicode);
        str_addf(out, "%*s", (int)(left - room_for), "");
        used += left;
        i = next;
    }
    trim(out, start);
}

enum style grid_style(const struct grid *g, size_t row)
{
    return g->row[row].style;
}

uint32_t grid_link(const struct grid *g, size_t row)
{
    return g->row[row].link;
}
