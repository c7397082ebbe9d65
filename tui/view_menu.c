/* What can be done in the view below, to choose from with the arrows and Enter. */
#include <string.h>

#include "tui/app_private.h"
#include "tui/page_view.h"
#include "tui/view_case.h"

enum {
    KEYS_WIDTH = 18,
    WIDE = 60,
    TEXT_MAX = 96
}; /* columns; keys are shown from WIDE on, not too far from their text */

enum { RANKS = 4 };

/* What opens comes first, and what belongs to the view alone, then what it shares, then what works anywhere; last what moves, as
 * it does in the menu too. */
static int rank(enum action action, unsigned here)
{
    unsigned scopes = action_defs[action].scopes;
    if (action <= A_LAST)
        return 3;
    if (action == A_OPEN)
        return 0;
    if (scopes & ANYWHERE)
        return 2;
    return scopes & ~here ? 1 : 0;
}

/* Whether an action does something in the view below, and can do without an argument. */
static bool is_offered(struct view *below, enum action action)
{
    const struct typed *typed = words_typed((size_t)action - 1);
    const struct case_work *work = view_case_work(below);
    const struct app *app = below->app;
    unsigned here = below->ops->scopes;
    if (action == A_OPEN && work && !work->covered)
        return false;
    return action != A_MENU && action_defs[action].scopes & (here | ANYWHERE) &&
           !app_again_refuses(app, action) && (!typed || typed->argument[0] == '[');
}

static void add_action(struct page *p, const struct keymap *keys, unsigned here, enum action action)
{
    struct str typed = STR_INIT;
    struct panel *h = &p->head;
    const char *help = action_defs[action].help;
    size_t col = h->width > WIDE ? h->width - KEYS_WIDTH : h->width;
    col = h->width > WIDE && col > TEXT_MAX ? TEXT_MAX : col;
    page_line(p, STYLE_NORMAL, (uint32_t)action, "");
    panel_value(h, STYLE_NORMAL, col - 1, help, strlen(help));
    if (col < h->width) {
        keymap_keys(keys, action, (int)here, &typed);
        panel_pad(h, col);
        if (!typed.len && keymap_has(keys, A_COMMAND, here))
            str_add(&typed, action_defs[action].typed);
        panel_put(h, STYLE_KEY, str_text(&typed));
    }
    str_release(&typed);
}

static void menu_draw(struct view *view, struct rect area)
{
    struct page_view *v = (struct page_view *)view;
    unsigned here = view->below->ops->scopes;
    page_begin(&v->page, area);
    for (int r = 0; r < RANKS; r++) {
        for (unsigned a = ACTION_NONE + 1; a < ACTION_TOTAL; a++) {
            if (is_offered(view->below, (enum action)a) && rank((enum action)a, here) == r)
                add_action(&v->page, &view->app->keys, here, (enum action)a);
        }
    }
    page_draw(&v->page, area);
}

static bool menu_act(struct view *view, const struct act *act)
{
    struct page_view *v = (struct page_view *)view;
    struct app *app = view->app;
    struct act chosen = {.action = ACTION_NONE};
    if (act->action != A_OPEN)
        return page_act(&v->page, app, act);
    uint32_t link = page_link_here(&v->page);
    if (link == PAGE_NO_LINK)
        return true;
    chosen.action = (enum action)link;
    app_pop(app);
    app_act(app, &chosen);
    return true;
}

static void menu_position(const struct view *view, struct str *out)
{
    const struct page_view *v = (const struct page_view *)view;
    page_status(&v->page, view, out);
    str_addf(out, "  for %s", view->below->ops->name);
}

static void menu_hints(const struct view *view, struct str *out)
{
    static const struct hint hints[] = {{"does it", {A_OPEN}},
                                        {"move", {A_DOWN, A_UP}},
                                        {"search", {A_SEARCH}},
                                        {"back", {A_BACK}}};
    page_view_hints(view, hints, sizeof hints / sizeof *hints, out);
}

struct view *view_menu_new(struct app *app, struct err *e)
{
    static const struct view_ops ops = {.name = "Menu",
                                        .scopes = LISTS,
                                        .opened_by = A_MENU,
                                        .close = page_view_close,
                                        .draw = menu_draw,
                                        .act = menu_act,
                                        .position = menu_position,
                                        .hints = menu_hints};
    return page_view_new(app, &ops, sizeof(struct page_view), e);
}
