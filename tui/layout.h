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

/* A column of a list. The last of a list takes what is left once the others have their `max`; it gets its
 * own `max` before they grow. */
struct column {
    const char *heading;
    int min, max;
    int drop; /* where there is no room, the highest number goes first; 0: never */
};

enum { COLUMNS_MAX = 16 };

/* Sets width[i] for `count` > 0 columns with one space between; 0: not shown. The sum never exceeds cols. */
void layout_columns(const struct column *column, size_t count, int cols, int *width);

/* Appends a number with thousands separated: "10,092". */
void layout_number(struct str *out, int64_t n);

#endif
