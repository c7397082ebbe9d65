/* Where things go on a screen of so many rows and columns. Pure: no terminal, no state. */
#ifndef TIPREVIEW_LAYOUT_H
#define TIPREVIEW_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/str.h"
#include "tui/draw.h"

enum { SCREEN_MIN_ROWS = 10, SCREEN_MIN_COLS = 40 };

struct screen_layout {
    bool too_small;
    struct rect title, view, status, message;
};
struct screen_layout layout_screen(int rows, int cols);

/* A column of a list: what its contents want, and what is still of use where there is no room. */
struct column {
    int want, least; /* 0 < least <= want */
};

enum { LIST_COLUMNS_MAX = 32, LIST_REST = 20, LIST_REST_LEAST = 11 };

/* The columns of a list with one space between. The first stays at the left, and `rest` columns are kept at the right for a
 * text that takes what is left, 0 where there is none. Where not all have room they are narrowed, the widest first; where that is
 * not enough, those behind the first are scrolled: [first, end) are shown. */
struct list_layout {
    int width[LIST_COLUMNS_MAX];
    int rest;
    size_t first, end;
    bool more_left, more_right;
};

/* `count` >= 1 columns, `first` the one that is to be the first of those scrolled; it is brought into range. Nothing exceeds
 * `cols`. */
struct list_layout layout_list(const struct column *column, size_t count, bool rest, int cols,
                               size_t first);

#endif
