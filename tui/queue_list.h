/* The lines of the queue: its columns, as wide as what stands in them, and one row. Widths are found from the rows that are shown
 * and those that follow, and only grow, so that nothing moves while the cursor does. */
#ifndef TIPREVIEW_QUEUE_LIST_H
#define TIPREVIEW_QUEUE_LIST_H

#include "tui/app.h"
#include "tui/layout.h"

/* Zero-initialise it. */
struct queue_list {
    struct column_choice choice; /* as measured */
    uint64_t shown;              /* stands for the limit and the order, as measured */
    int width[COLUMNS_MAX];      /* of what was found in each column */
    size_t from, end;            /* positions that were measured */
    size_t first;                /* of the columns that are scrolled */
    struct list_layout layout;
};

/* Rows have changed: they are to be measured again. */
void queue_list_changed(struct queue_list *l);

/* Lays the columns out in `cols`, for rows [top, top + height) of the queue on the screen. */
void queue_list_settle(struct queue_list *l, const struct app *app, size_t top, size_t height,
                       int cols);

/* Scrolls the columns by so many; said where there are no more. */
void queue_list_scroll(struct queue_list *l, struct app *app, long by);

void queue_list_headings(const struct queue_list *l, int y, int cols);
void queue_list_row(const struct queue_list *l, const struct app *app, uint32_t row, bool current,
                    int y);

#endif
