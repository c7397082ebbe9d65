#include "tui/layout.h"

#include <stdio.h>

struct screen_layout layout_screen(int rows, int cols)
{
    struct screen_layout s = {.too_small = rows < SCREEN_MIN_ROWS || cols < SCREEN_MIN_COLS};
    if (s.too_small) {
        s.view = (struct rect){0, 0, rows, cols};
        return s;
    }
    s.title = (struct rect){0, 0, 1, cols};
    s.view = (struct rect){1, 0, rows - 3, cols};
    s.status = (struct rect){rows - 2, 0, 1, cols};
    s.message = (struct rect){rows - 1, 0, 1, cols};
    return s;
}

/* With a space behind each. */
static int used(const int *width, size_t from, size_t end)
{
    int sum = 0;
    for (size_t i = from; i < end; i++)
        sum += width[i] + 1;
    return sum;
}

/* Takes away a column of the widest that can be narrower; false where none can. */
static bool narrow_one(const struct column *column, size_t count, int *width)
{
    size_t widest = count;
    for (size_t i = 0; i < count; i++)
        if (width[i] > column[i].least && (widest == count || width[i] > width[widest]))
            widest = i;
    if (widest == count)
        return false;
    width[widest]--;
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many of the columns from `first` on have room, at least one where there is one. */
static size_t end_of(const int *width, size_t first, size_t count, int room)
{
    size_t end = first;
    while (end < count && (end == first || used(width, first, end + 1) <= room))
        end++;
    return end;
}

/* The furthest that is of use to scroll to. */
static size_t last_first(const int *width, size_t count, int room)
{
    size_t first = count;
    while (first > 1 && used(width, first - 1, count) <= room)
        first--;
    return first == count && count > 1 ? count - 1 : first;
}

static int less(int a, int b)
{
    return a < b ? a : b;
}

/* Shows those behind the first that have room in `room` columns, from `first` on; the last is cut where it has none. */
static void scroll(struct list_layout *l, size_t count, int room, size_t first)
{
    size_t last = last_first(l->width, count, room);
    l->first = first < 1 ? l->first : least(first, last);
    l->end = end_of(l->width, l->first, count, room);
    int over = used(l->width, l->first, l->end) - room;
    if (l->end > l->first && over > 0)
        l->width[l->end - 1] -= less(over, l->width[l->end - 1]);
}

struct list_layout layout_list(const struct column *column, size_t count, bool rest, int cols,
                               size_t first)
{
    struct list_layout l = {.first = least(1, count), .end = count};
    int kept = rest ? LIST_REST : -1; /* without a text no space is needed behind the last */
    for (size_t i = 0; i < count; i++)
        l.width[i] = column[i].want;
    while (used(l.width, 0, count) + kept > cols && narrow_one(column, count, l.width))
        ;
    if (used(l.width, 0, count) + kept > cols) {
        kept = rest ? LIST_REST_LEAST : -1;
        for (size_t i = 0; i < count; i++)
            l.width[i] = column[i].want;
        l.width[0] = less(l.width[0], cols > kept + 1 ? cols - kept - 1 : 0);
        scroll(&l, count, cols - kept - l.width[0] - 1, first);
    }
    l.more_left = l.first > 1;
    l.more_right = l.end < count;
    l.rest = rest ? cols - l.width[0] - 1 - used(l.width, l.first, l.end) : 0;
    return l;
}
