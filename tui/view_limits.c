/* The limits that have a name, to choose one from. */
#include <stdio.h>
#include <string.h>

#include "tui/app_private.h"
#include "tui/page_view.h"

static enum style limit_item(const void *ctx, size_t index, struct str *out)
{
    const struct limits *l = ctx;
    const struct named_limit *item = &l->item[index];
    size_t widest = 0;
    for (size_t i = 0; i < l->count; i++)
        widest = strlen(l->item[i].name) > widest ? strlen(l->item[i].name) : widest;
    str_addf(out, "%-*s  %s%s", (int)widest, item->name, item->expression,
             item->saved ? "" : "  (settings)");
    return STYLE_NORMAL;
}

static void limits_draw(struct view *view, struct rect area)
{
    struct page *p = &((struct page_view *)view)->page;
    const struct limits *l = &view->app->workspace->settings.limits;
    static const char none[] =
        "No limit has a name yet. :save-limit NAME gives one to the limit in "
        "force; :drop-limit NAME takes it away.";
    page_begin(p, area);
    if (!l->count)
        page_wrap(p, 0, STYLE_NORMAL, none, sizeof none - 1);
    p->items = l->count;
    p->item = limit_item;
    p->ctx = l;
    page_draw(p, area);
}

static bool limits_act(struct view *view, const struct act *act)
{
    struct page_view *v = (struct page_view *)view;
    struct app *app = view->app;
    size_t index = page_item_here(&v->page);
    char name[LIMIT_NAME_MAX + 2];
    if (act->action != A_OPEN)
        return page_act(&v->page, app, act);
    if (index == PAGE_NONE)
        return true;
    snprintf(name, sizeof name, "@%s", app->workspace->settings.limits.item[index].name);
    app_pop(app);
    app_enter_limit(app, name);
    return true;
}

static void limits_hints(const struct view *view, struct str *out)
{
    static const struct hint hints[] = {
        {"take it", {A_OPEN}}, {"move", {A_DOWN, A_UP}}, {"back", {A_BACK}}};
    page_view_hints(view, hints, sizeof hints / sizeof *hints, out);
}

struct view *view_limits_new(struct app *app, struct err *e)
{
    static const struct view_ops ops = {.name = "Limits",
                                        .scopes = LISTS,
                                        .close = page_view_close,
                                        .draw = limits_draw,
                                        .act = limits_act,
                                        .position = page_view_position,
                                        .hints = limits_hints};
    return page_view_new(app, &ops, sizeof(struct page_view), e);
}
