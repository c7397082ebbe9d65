#include "tui/page_view.h"

#include <stdlib.h>

static struct page *page_of(struct view *view)
{
    return &((struct page_view *)view)->page;
}

void *page_view_new(struct app *app, const struct view_ops *ops, size_t size, struct err *e)
{
    struct page_view *v = calloc(1, size);
    if (!v) {
        err_memory(e);
        return NULL;
    }
    v->view = (struct view){.ops = ops, .app = app};
    page_init(&v->page);
    return v;
}

void page_view_close(struct view *view)
{
    page_release(page_of(view));
    free(view);
}

bool page_view_act(struct view *view, const struct act *act)
{
    return page_act(page_of(view), view->app, act);
}

void page_view_click(struct view *view, int row)
{
    page_click(page_of(view), row);
}

static bool takes(const struct page *p, enum action action)
{
    switch (action) {
    case A_DOWN:
        return page_moves(p);
    case A_LEFT:
        return p->limit > 0;
    case A_OPEN:
        return page_link_here(p) != PAGE_NO_LINK || page_item_here(p) != PAGE_NONE;
    default:
        return true;
    }
}

void page_view_hints(const struct view *view, const struct hint *hint, size_t count,
                     struct str *out)
{
    for (size_t i = 0; i < count; i++)
        if (takes(&((const struct page_view *)view)->page, hint[i].action[0]))
            app_hints(view, &hint[i], 1, out);
}

void page_view_position(const struct view *view, struct str *out)
{
    page_status(&((const struct page_view *)view)->page, view, out);
}
