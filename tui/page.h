/* A screen of lines that scroll: a head of styled lines, of which the first may stay in place, then any number
 * of items that are asked for when they are in sight. Lines with a link, and items, take the cursor, a
 * mark in the first column. Built anew at each draw, so that resizing needs no care. */
#ifndef TIPREVIEW_PAGE_H
#define TIPREVIEW_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/app.h"
#include "tui/grid.h"
#include "tui/panel.h"
#include "tui/view.h"

#define PAGE_NO_LINK UINT32_MAX
#define PAGE_NONE    SIZE_MAX
enum { PAGE_MARGIN = 2 }; /* columns at the left, for the mark */

/* Appends the text of an item, not sanitised, and says how it looks. */
typedef enum style page_item(const void *ctx, size_t index, struct str *out);

/* page_init makes it usable; page_release frees the contents. */
struct page {
    struct panel head;
    struct page_link *link; /* of the head's lines that have one, in their order */
    size_t links, link_cap;
    size_t sticky; /* so many lines of the head stay */
    size_t items;
    page_item *item;
    const void *ctx;
    size_t top, cursor;   /* lines; the cursor may be PAGE_NONE */
    size_t column, limit; /* columns that tables are scrolled by, and the most that makes sense */
    size_t height;        /* of the part that scrolls, as last drawn */
};

void page_init(struct page *p);
void page_release(struct page *p);

/* Empties it for an area; where the cursor stands is kept. */
void page_begin(struct page *p, struct rect area);

/* Adds a line of the program's own text, a line of nothing, or lines of wrapped text from outside. */
void page_line(struct page *p, enum style style, uint32_t link, const char *text);
void page_gap(struct page *p);
void page_wrap(struct page *p, size_t indent, enum style style, const char *bytes, size_t n);

/* A table's part in the page's width, scrolled as the page is; its headings; its rows [first, end). */
struct grid_fit page_fit(struct page *p, const struct grid *g);
void page_headings(struct page *p, const struct grid *g, const struct grid_fit *fit);
void page_rows(struct page *p, const struct grid *g, const struct grid_fit *fit, size_t first,
               size_t end);

/* Brings the cursor and the top into range, and draws. */
void page_draw(struct page *p, struct rect area);

/* Moves, scrolls and finds app->search again; false where the action is none of these. */
bool page_act(struct page *p, struct app *app, const struct act *act);

/* Whether a key that moves would change anything: there is more than is in sight, or than one line that takes the cursor. */
bool page_moves(const struct page *p);

/* Puts the cursor on a row of the area, where there is a line that takes it. */
void page_click(struct page *p, int row);
/* Puts the cursor on the line with that link, where there is one. */
void page_go(struct page *p, uint32_t link);

/* The link of the line under the cursor, or PAGE_NO_LINK; the item under it, or PAGE_NONE. */
uint32_t page_link_here(const struct page *p);
size_t page_item_here(const struct page *p);

/* Appends the view's name, and which of the lines are in sight where not all are: "Help  12-30/48". */
void page_status(const struct page *p, const struct view *view, struct str *out);

#endif
