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

static int used(const int *width, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += width[i] ? width[i] + (sum ? 1 : 0) : 0;
    return sum;
}

/* Gives up the shown column with the highest drop number; false where none may go. */
static bool drop_one(const struct column *column, size_t count, int *width)
{
    size_t victim = count;
    for (size_t i = 0; i < count; i++) {
        if (width[i] && column[i].drop && (victim == count || column[i].drop > column[victim].drop))
            victim = i;
    }
    if (victim == count)
        return false;
    width[victim] = 0;
    return true;
}

/* Widens column i towards `to`, as far as `left` reaches. */
static void widen(int *width, size_t i, int to, int *left)
{
    int more = to - width[i] < *left ? to - width[i] : *left;
    if (width[i] && more > 0) {
        width[i] += more;
        *left -= more;
    }
}

void layout_columns(const struct column *column, size_t count, int cols, int *width)
{
    size_t last = count - 1;
    for (size_t i = 0; i < count; i++)
        width[i] = column[i].min;
    while (used(width, count) > cols && drop_one(column, count, width))
        ;
    int left = cols - used(width, count);
    widen(width, last, column[last].max, &left);
    for (size_t i = 0; i < last; i++)
        widen(width, i, column[i].max, &left);
    widen(width, last, cols, &left);
    for (size_t i = count; left < 0 && i-- > 0;) {
        int less = width[i] < -left ? width[i] : -left;
        width[i] -= less;
        left += less;
    }
}

void layout_number(struct str *out, int64_t n)
{
    str_number(out, n);
}
