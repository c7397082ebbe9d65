/* Lines of styled text as data: what a part of a screen shows, laid out without a terminal. Views
 * build panels and draw the lines that are in sight. */
#ifndef TIPREVIEW_PANEL_H
#define TIPREVIEW_PANEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/str.h"
#include "tui/draw.h"

struct panel_run {
    uint32_t start, len; /* bytes of the text */
    enum style style;
};

/* Zero-initialise it; panel_begin makes it usable. Where memory runs out `failed` is set and what
 * follows is left out: ask once, when it is built. */
struct panel {
    struct str text; /* clean */
    struct panel_run *run;
    size_t runs, run_cap;
    uint32_t *line; /* the first run of each line */
    size_t lines, line_cap;
    size_t width; /* columns of a line */
    size_t used;  /* columns taken in the last line */
    bool unicode; /* whether marks such as "…" may be used */
    bool failed;
};

void panel_begin(struct panel *p, size_t width, bool unicode); /* empties it */
void panel_release(struct panel *p);

/* Starts the next line; the functions below go on in the last one. */
void panel_line(struct panel *p);
void panel_lines(struct panel *p, size_t lines); /* empty ones until it has so many */
void panel_pad(struct panel *p, size_t col);     /* spaces up to that column */

/* The program's own text; where it is too long it is cut with a mark. */
void panel_put(struct panel *p, enum style style, const char *text);
void panel_putf(struct panel *p, enum style style, const char *fmt, ...) PRINTF(3, 4);

/* Text from outside: sanitised; in one line of at most `cols` more columns, cut with a mark. */
void panel_value(struct panel *p, enum style style, size_t cols, const char *bytes, size_t n);

/* Text from outside: sanitised and wrapped; starts at column `col` of the last line and goes on
 * there in the next ones. Line feeds are kept. `search` (may be NULL): words shown as a match. */
void panel_wrap(struct panel *p, size_t col, enum style style, const char *bytes, size_t n,
                const char *search);

/* Places of a clean text that are shown in a style of their own, in its order, none over another. `margin` (may be NULL)
 * writes what stands before column `col` of a line in which the marks [first, end) begin. */
struct panel_mark {
    uint32_t start, len; /* bytes of the clean text */
    enum style style;
};
struct panel_marks {
    const struct panel_mark *mark;
    size_t count;
    void (*margin)(const void *ctx, struct panel *p, size_t first, size_t end);
    const void *ctx;
};

/* The same of text that is clean, with marks. */
void panel_wrap_marked(struct panel *p, size_t col, enum style style, const struct clean *text,
                       const char *search, const struct panel_marks *marks);

/* The first line at or after `from` (step 1), or the last at or before it (step -1), that holds a
 * run in that style; SIZE_MAX where there is none. */
size_t panel_find(const struct panel *p, enum style style, size_t from, int step);

/* Draws lines from `first` on into r, which is filled; panel_draw_more, where not all that follow have
 * room, says in the last row how many more there are; where there is one row, only a mark behind the text. */
void panel_draw(const struct panel *p, size_t first, struct rect r);
void panel_draw_more(const struct panel *p, size_t first, struct rect r);

#endif
