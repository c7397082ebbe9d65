#include "tui/view_definition.h"

#include <string.h>

#include "tui/page_view.h"

struct view_definition {
    struct page_view base;
    const struct definition *definition;
};

static void add_part(struct page *p, const char *heading, const char *text)
{
    if (!*text)
        return;
    page_gap(p);
    page_line(p, STYLE_STRONG, PAGE_NO_LINK, heading);
    page_wrap(p, 2, STYLE_NORMAL, text, strlen(text));
}

/* The tree as an outline: "all of", "any of", and what is asked for. */
static void add_node(struct page *p, const struct node *node, size_t depth)
{
    struct panel *h = &p->head;
    panel_line(h);
    panel_pad(h, depth * 2);
    if (node->kind == NODE_LEAF) {
        panel_put(h, STYLE_NORMAL, node->name);
        return;
    }
    panel_put(h, STYLE_DIM, node->kind == NODE_ALL ? "all of" : "any of");
    for (size_t i = 0; i < node->children; i++)
        add_node(p, &node->child[i], depth + 1);
}

static void definition_draw(struct view *view, struct rect area)
{
    struct view_definition *v = (struct view_definition *)view;
    const struct workspace *w = view->app->workspace;
    const struct definition *d = v->definition;
    struct page *p = &v->base.page;
    page_begin(p, area);
    page_line(p, STYLE_STRONG, PAGE_NO_LINK, d->id);
    page_wrap(p, 0, STYLE_NORMAL, d->title, strlen(d->title));
    if (d == &w->criteria->definition[w->primary])
        page_line(p, STYLE_NORMAL, PAGE_NO_LINK, "The primary definition of this workspace");
    add_part(p, "Source", d->source);
    add_part(p, "Note", d->note);
    add_part(p, "In its words", d->text);
    page_gap(p);
    page_line(p, STYLE_STRONG, PAGE_NO_LINK, "Trafficking, here, when present");
    add_node(p, &d->tree, 1);
    page_draw(p, area);
}

static bool definition_act(struct view *view, const struct act *act)
{
    struct view_definition *v = (struct view_definition *)view;
    return act->action == A_OPEN || page_act(&v->base.page, view->app, act);
}

static void definition_hints(const struct view *view, struct str *out)
{
    static const struct hint hints[] = {{"scroll", {A_DOWN, A_UP, A_PAGE_DOWN}},
                                        {"back", {A_BACK}}};
    page_view_hints(view, hints, sizeof hints / sizeof *hints, out);
}

struct view *view_definition_new(struct app *app, uint32_t index, struct err *e)
{
    static const struct view_ops ops = {.name = "Definition",
                                        .scopes = LISTS,
                                        .close = page_view_close,
                                        .draw = definition_draw,
                                        .act = definition_act,
                                        .position = page_view_position,
                                        .hints = definition_hints};
    struct view_definition *v = page_view_new(app, &ops, sizeof *v, e);
    if (!v)
        return NULL;
    v->definition = &app->workspace->criteria->definition[index];
    return &v->base.view;
}
