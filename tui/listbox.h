/* The arithmetic of a list that scrolls: which lines are on the screen and where the cursor is. It owns no
 * data. Pure: no terminal. */
#ifndef TIPREVIEW_LISTBOX_H
#define TIPREVIEW_LISTBOX_H

#include <stdbool.h>
#include <stddef.h>

/* Always: cursor < total (or 0 where it is empty), top <= cursor < top + height (where height > 0), and
 * no empty line below the last while lines are hidden above the first. */
struct listbox {
    size_t total, height;
    size_t top, cursor;
};

void listbox_resize(struct listbox *b, size_t total, size_t height);

/* Puts the cursor there, or on the last line; scrolls no further than needed, but
 * where the line is more than a screen away it comes to the middle. */
void listbox_go(struct listbox *b, size_t line);

/* Moves by so many lines, stopping at either end. */
void listbox_move(struct listbox *b, long lines);

/* Moves by so many screens: the line at the edge stays as the line at the other edge. */
void listbox_page(struct listbox *b, long screens);

#endif
