#include "tui/listbox.h"

static size_t last_top(const struct listbox *b)
{
    return b->total > b->height ? b->total - b->height : 0;
}

/* Restores what listbox.h promises after any of the four changed. */
static void settle(struct listbox *b)
{
    if (b->cursor >= b->total)
        b->cursor = b->total ? b->total - 1 : 0;
    if (b->cursor < b->top)
        b->top = b->cursor;
    if (b->height && b->cursor - b->top >= b->height)
        b->top = b->cursor - b->height + 1;
    if (b->top > last_top(b))
        b->top = last_top(b);
}

void listbox_resize(struct listbox *b, size_t total, size_t height)
{
    b->total = total;
    b->height = height;
    settle(b);
}

void listbox_go(struct listbox *b, size_t line)
{
    size_t old = b->top;
    b->cursor = line;
    settle(b);
    size_t scrolled = b->top > old ? b->top - old : old - b->top;
    if (scrolled >= b->height && b->height) {
        size_t half = b->height / 2;
        b->top = b->cursor > half ? b->cursor - half : 0;
        settle(b);
    }
}

/* The line `by` away, or the end that is nearer than that. */
static size_t moved(size_t from, long by, size_t last)
{
    if (by < 0) {
        size_t up = (size_t)0 - (size_t)by;
        return up < from ? from - up : 0;
    }
    size_t down = (size_t)by;
    return from < last && down < last - from ? from + down : last;
}

void listbox_move(struct listbox *b, long lines)
{
    listbox_go(b, moved(b->cursor, lines, b->total ? b->total - 1 : 0));
}

void listbox_page(struct listbox *b, long screens)
{
    long step = b->height > 1 ? (long)b->height - 1 : 1;
    long lines;
    if (__builtin_mul_overflow(screens, step, &lines))
        lines = screens < 0 ? -(long)(b->total / 2) : (long)(b->total / 2);
    size_t in_view = b->cursor - b->top;
    size_t cursor = moved(b->cursor, lines, b->total ? b->total - 1 : 0);
    b->top = cursor > in_view ? cursor - in_view : 0;
    b->cursor = cursor;
    settle(b);
}
