#include "tui/case_columns.h"

#include <stdint.h>

enum { TWO_FROM = 80, THREE_FROM = 132, SIDE = 36, REASONS = 36, TEXT_MAX = 100, GAP = 3 };

void case_columns_divide(struct case_columns *c, int width, unsigned most)
{
    struct case_column *text = &c->column[COLUMN_TEXT];
    struct case_column *criteria = &c->column[COLUMN_CRITERIA];
    struct case_column *reasons = &c->column[COLUMN_REASONS];
    criteria->w = reasons->w = 0;
    c->count = width >= THREE_FROM ? 3 : width >= TWO_FROM ? 2 : 1;
    c->count = c->count < most ? c->count : most;
    if (c->count == 3) {
        criteria->w = SIDE + (width - THREE_FROM) / 6;
        reasons->w = REASONS + (width - THREE_FROM) / 4;
    } else if (c->count == 2) {
        criteria->w = SIDE + (width - TWO_FROM) / 4;
    }
    text->w = width - criteria->w - reasons->w - GAP * (int)(c->count - 1);
    if (c->count == 3 && text->w > TEXT_MAX) {
        /* Longer lines are hard to read: the reasons get the rest. */
        reasons->w += text->w - TEXT_MAX;
        text->w = TEXT_MAX;
    }
    text->x = 0;
    criteria->x = c->count > 1 ? text->w + GAP : 0;
    reasons->x = c->count > 2 ? criteria->x + criteria->w + GAP : 0;
}

static size_t furthest(const struct case_columns *c, unsigned column)
{
    size_t lines = c->column[column].w > 0 ? c->column[column].lines : 0;
    return lines > c->height ? lines - c->height : 0;
}

void case_columns_settle(struct case_columns *c)
{
    size_t left = c->position, position = 0;
    for (unsigned i = 0; i < CASE_COLUMNS; i++) {
        size_t first = left < furthest(c, i) ? left : furthest(c, i);
        c->column[i].first = first;
        left -= first;
        position += first;
    }
    c->position = position;
}

void case_columns_move(struct case_columns *c, long lines)
{
    size_t by = lines < 0 ? (size_t)-lines : (size_t)lines;
    if (lines < 0)
        c->position -= by < c->position ? by : c->position;
    else
        c->position = by > SIZE_MAX - c->position ? SIZE_MAX : c->position + by;
    case_columns_settle(c);
}

void case_columns_page(struct case_columns *c, int step)
{
    size_t page = c->height > 3 ? c->height - 2 : 1, edge = 0;
    size_t low = 0, high = 0; /* the edges of the column in which the position is */
    for (unsigned i = 0; i < CASE_COLUMNS; i++) {
        edge += furthest(c, i);
        if (edge < c->position)
            low = edge;
        if (edge > c->position && high == 0)
            high = edge;
    }
    size_t room = step > 0 ? (high > 0 ? high - c->position : 0) : c->position - low;
    case_columns_move(c, (long)(room < page ? room : page) * step);
}

void case_columns_show(struct case_columns *c, size_t line)
{
    c->position = line;
    if (line > furthest(c, COLUMN_TEXT))
        c->position = furthest(c, COLUMN_TEXT);
    case_columns_settle(c);
}

size_t case_column_shown(const struct case_columns *c, unsigned column)
{
    const struct case_column *col = &c->column[column];
    size_t below = col->lines - col->first;
    if (below <= c->height)
        return below;
    return c->height > 0 ? c->height - 1 : 0;
}
