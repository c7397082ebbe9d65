/* Drawing on the screen, in cells. With tui/term and tui/input the only code that knows ncurses.
 *
 * Every text given here is clean already (models/base/text.h): this module never sends what it has
 * not been promised to be safe, and cuts by columns. Drawing outside the screen is cut. Nothing
 * reaches the terminal before term_flush. */
#ifndef TIPREVIEW_DRAW_H
#define TIPREVIEW_DRAW_H

#include <stdbool.h>
#include <stddef.h>

#include "config/theme.h"
#include "models/base/text.h"

struct rect {
    int y, x, h, w;
};

/* Draws n bytes of clean text on one line, in at most `cols` columns; where it is too long the last
 * column shows the cut mark. Returns the columns used. Does not pad. */
int draw_text(int y, int x, int cols, enum style style, const char *text, size_t n);

/* The same for a NUL-terminated text of the program's own, with printf. */
int draw_format(int y, int x, int cols, enum style style, const char *fmt, ...) PRINTF(5, 6);

/* Sanitises bytes from outside as one line and draws them, what was escaped in its own style. */
int draw_outside(int y, int x, int cols, enum style style, const char *bytes, size_t n);

/* Draws bytes [start, start+len) of a clean text with its runs. */
int draw_clean(int y, int x, int cols, enum style style, const struct clean *c, size_t start,
               size_t len);

void draw_fill(struct rect r);        /* with spaces: a view fills its region first */
void draw_hline(int y, int x, int w); /* line drawing, ASCII where the locale is not UTF-8 */
void draw_vline(int y, int x, int h);
void draw_cursor(int y, int x); /* where the hardware cursor rests; hidden elsewise */
bool draw_unicode(void);        /* whether marks such as "…" may be used */

/* A frame, for the application: an empty screen to draw on, and its end. What scrolled is found by comparing
 * frames, so that no view has to say so. */
void draw_begin(void);
void draw_end(void);

#endif
