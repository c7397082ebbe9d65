#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "tui/page_view.h"
#include "tui/view_problem.h"

enum { PANE_ROWS = 5, PANE_FROM = 14 }; /* a screen of so many rows has room for the pane */

struct view_problems {
    struct page_view base;
    struct panel pane; /* the problem under the cursor, wrapped */
};

/* Records that were decided and are gone come after what is wrong with those that are there. */
static size_t missing_count(const struct workspace *w)
{
    return workspace_reading(w) ? 0 : review_missing(w->review);
}

static enum style missing_item(const struct workspace *w, size_t index, struct str *out)
{
    struct missing m = {.id = "", .reviewer = ""};
    size_t at = 0;
    for (size_t i = 0; i <= index; i++)
        if (!review_next_missing(w->review, &at, &m))
            break;
    str_addf(out,
             "%s: warning: %s decided %s, but it is no longer among the records: bring its "
             "file back, or retract the decision",
             m.id, m.reviewer, outcome_name(m.outcome));
    return STYLE_NORMAL;
}

static enum style problem_item(const void *ctx, size_t index, struct str *out)
{
    const struct workspace *w = ctx;
    if (index >= catalog_problems(w->catalog))
        return missing_item(w, index - catalog_problems(w->catalog), out);
    struct problem p = catalog_problem(w->catalog, (uint32_t)index);
    problem_format(w, &p, out);
    return p.severity == SEVERITY_ERROR ? STYLE_NORMAL : STYLE_DIM;
}

/* The line that `tipreview check` ends with, and what is wrong in numbers. */
static void add_counts(struct page *p, const struct workspace *w)
{
    const struct catalog_counts *n = catalog_counts(w->catalog);
    struct str text = STR_INIT;
    str_addf(&text,
             "documents %" PRIu64 ", loaded %" PRIu64 " (debriefings %" PRIu64
             ", operations %" PRIu64 "), rejected %" PRIu64 "%s",
             n->documents, n->debriefings + n->operations, n->debriefings, n->operations,
             n->rejected, workspace_reading(w) ? ", still reading" : "");
    page_wrap(p, 0, n->rejected ? STYLE_WARNING : STYLE_STRONG, str_text(&text), text.len);
    str_cut(&text, 0);
    str_addf(&text, "errors %u, warnings %u, files %u, not read to their end %u", n->errors,
             n->warnings, n->files, n->files_failed);
    if (missing_count(w))
        str_addf(&text, ", decided records that are missing %zu", missing_count(w));
    page_wrap(p, 0, STYLE_NORMAL, str_text(&text), text.len);
    p->head.failed |= text.failed;
    str_release(&text);
    p->sticky = p->head.lines;
}

static void draw_pane(struct view_problems *v, struct rect area)
{
    struct panel *pane = &v->pane;
    size_t index = page_item_here(&v->base.page);
    draw_fill(area);
    draw_hline(area.y, area.x, area.w);
    if (index == PAGE_NONE)
        return;
    struct str text = STR_INIT;
    problem_item(v->base.view.app->workspace, index, &text);
    panel_begin(pane, (size_t)area.w, draw_unicode());
    panel_line(pane);
    panel_wrap(pane, 0, STYLE_NORMAL, str_text(&text), text.len, NULL);
    str_release(&text);
    panel_draw(pane, 0, (struct rect){area.y + 1, area.x, area.h - 1, area.w});
    if (pane->lines > PANE_ROWS - 1)
        draw_format(area.y, area.x + 2, area.w - 2, STYLE_DIM, " the rest: %s ",
                    app_key_label(v->base.view.app, A_OPEN));
}

static void problems_draw(struct view *view, struct rect area)
{
    struct view_problems *v = (struct view_problems *)view;
    const struct workspace *w = view->app->workspace;
    struct page *p = &v->base.page;
    size_t problems = catalog_problems(w->catalog) + missing_count(w);
    int pane = problems && area.h >= PANE_FROM ? PANE_ROWS : 0;
    struct rect list = {area.y, area.x, area.h - pane, area.w};
    page_begin(p, list);
    add_counts(p, w);
    if (!problems)
        page_line(p, STYLE_NORMAL, PAGE_NO_LINK, "There is nothing to report");
    p->items = problems;
    p->item = problem_item;
    p->ctx = w;
    page_draw(p, list);
    if (pane)
        draw_pane(v, (struct rect){area.y + list.h, area.x, pane, area.w});
}

static bool problems_act(struct view *view, const struct act *act)
{
    struct view_problems *v = (struct view_problems *)view;
    size_t index = page_item_here(&v->base.page);
    struct err e;
    if (act->action != A_OPEN)
        return page_act(&v->base.page, view->app, act);
    if (index == PAGE_NONE)
        return true;
    if (index >= catalog_problems(view->app->workspace->catalog)) {
        app_say(view->app, STYLE_WARNING,
                "the record is in no file any more: there is no place to show");
        return true;
    }
    struct view *problem = view_problem_new(view->app, (uint32_t)index, &e);
    if (problem)
        app_push(view->app, problem);
    else
        app_say_err(view->app, &e);
    return true;
}

static void problems_close(struct view *view)
{
    struct view_problems *v = (struct view_problems *)view;
    panel_release(&v->pane);
    page_view_close(view);
}

static void problems_position(const struct view *view, struct str *out)
{
    const struct view_problems *v = (const struct view_problems *)view;
    size_t index = page_item_here(&v->base.page);
    str_add(out, view->ops->name);
    if (index != PAGE_NONE)
        str_addf(out, "  %zu/%zu", index + 1, v->base.page.items);
}

static void problems_hints(const struct view *view, struct str *out)
{
    static const struct hint hints[] = {{"the place in the file", {A_OPEN}},
                                        {"move", {A_DOWN, A_UP}},
                                        {"read the records again", {A_RELOAD}},
                                        {"back", {A_BACK}}};
    page_view_hints(view, hints, sizeof hints / sizeof *hints, out);
}

struct view *view_problems_new(struct app *app, struct err *e)
{
    static const struct view_ops ops = {.name = "Problems",
                                        .scopes = LISTS,
                                        .close = problems_close,
                                        .draw = problems_draw,
                                        .act = problems_act,
                                        .click = page_view_click,
                                        .position = problems_position,
                                        .hints = problems_hints,
                                        .write = write_problems};
    return page_view_new(app, &ops, sizeof(struct view_problems), e);
}
