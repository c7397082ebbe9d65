/* A view that is one page: what all of those do alike. */
#ifndef TIPREVIEW_PAGE_VIEW_H
#define TIPREVIEW_PAGE_VIEW_H

#include "tui/page.h"

/* Such a view's struct begins with this. */
struct page_view {
    struct view view;
    struct page page;
};

/* A view of `size` bytes, zero behind its beginning; NULL and the error where memory ran out. */
void *page_view_new(struct app *app, const struct view_ops *ops, size_t size, struct err *e);

/* For the table of functions. page_view_close frees the page and the view, and nothing else. */
void page_view_close(struct view *view);
bool page_view_act(struct view *view, const struct act *act);
void page_view_click(struct view *view, int row);
void page_view_position(const struct view *view, struct str *out);

/* app_hints, without those whose first key would do nothing: moving where all is in sight and nothing else takes the cursor,
 * columns where there are no more, opening where the cursor is on nothing. */
void page_view_hints(const struct view *view, const struct hint *hint, size_t count,
                     struct str *out);

#endif
