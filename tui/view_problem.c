#include "tui/view_problem.h"

#include <stdlib.h>
#include <string.h>

#include "models/excerpt.h"
#include "tui/page_view.h"

enum { LINES_BEFORE = 6, LINES_AFTER = 6, NUMBER_WIDTH = 8 };

struct view_problem {
    struct page_view base;
    struct str text; /* place and text of the problem, not sanitised */
    unsigned line, col;
    struct excerpt excerpt;
    struct err error; /* why there is none; "" where there is */
};

/* Appends a text with the files of the workspace named from there. */
static void add_inside(const struct workspace *w, const char *text, struct str *out)
{
    static const char below[] = "records/";
    struct str prefix = STR_INIT;
    const char *found;
    str_addf(&prefix, "%s/%s", w->path, below);
    out->failed |= prefix.failed;
    while (!prefix.failed && (found = strstr(text, prefix.p)) != NULL) {
        str_addn(out, text, (size_t)(found - text));
        str_add(out, below);
        text = found + prefix.len;
    }
    str_add(out, text);
    str_release(&prefix);
}

void problem_format(const struct workspace *w, const struct problem *p, struct str *out)
{
    add_inside(w, catalog_file(w->catalog, p->file), out);
    if (p->line)
        str_addf(out, ":%u:%u", (unsigned)p->line, (unsigned)p->col);
    str_add(out, p->severity == SEVERITY_ERROR ? ": error: " : ": warning: ");
    add_inside(w, p->text, out);
}

/* The line of the problem, from a little before its column where it is too long, and a mark under it. */
static void add_marked(struct page *p, const struct excerpt_line *line, unsigned col)
{
    struct panel *h = &p->head;
    size_t room = h->width > NUMBER_WIDTH ? h->width - NUMBER_WIDTH : 1;
    unsigned long first = col + room / 4 > room ? col - room / 2 : 1;
    size_t start = excerpt_offset(line, first), at = excerpt_offset(line, col);
    struct str before = STR_INIT;
    clean_line(&before, line->text + start, at - start);
    h->failed |= before.failed;
    if (first > 1) {
        panel_put(h, STYLE_WARNING, h->unicode ? "…" : "<");
        room--;
    }
    panel_value(h, STYLE_STRONG, room, line->text + start, line->len - start);
    panel_line(h);
    panel_pad(h, NUMBER_WIDTH + (first > 1 ? 1u : 0u) + text_width(str_text(&before), before.len));
    panel_put(h, STYLE_WARNING, "^");
    str_release(&before);
}

static void add_excerpt(struct view_problem *v)
{
    struct page *p = &v->base.page;
    struct panel *h = &p->head;
    for (size_t i = 0; i < v->excerpt.count; i++) {
        const struct excerpt_line *line = &v->excerpt.line[i];
        panel_line(h);
        panel_putf(h, STYLE_DIM, "%6lu", line->number);
        panel_pad(h, NUMBER_WIDTH);
        if (line->number == v->line && v->col)
            add_marked(p, line, v->col);
        else
            panel_value(h, line->number == v->line ? STYLE_STRONG : STYLE_NORMAL, h->width,
                        line->text, line->len);
        if (line->cut)
            page_line(p, STYLE_WARNING, PAGE_NO_LINK, "        (the line goes on)");
    }
}

static void problem_draw(struct view *view, struct rect area)
{
    struct view_problem *v = (struct view_problem *)view;
    struct page *p = &v->base.page;
    page_begin(p, area);
    page_wrap(p, 0, STYLE_NORMAL, str_text(&v->text), v->text.len);
    page_gap(p);
    if (v->error.what[0])
        page_wrap(p, 0, STYLE_WARNING, v->error.what, strlen(v->error.what));
    else if (v->excerpt.count)
        page_line(p, STYLE_DIM, PAGE_NO_LINK, "The file there, as it is now:");
    add_excerpt(v);
    page_draw(p, area);
}

static bool problem_act(struct view *view, const struct act *act)
{
    struct view_problem *v = (struct view_problem *)view;
    return act->action == A_OPEN || page_act(&v->base.page, view->app, act);
}

static void problem_close(struct view *view)
{
    struct view_problem *v = (struct view_problem *)view;
    str_release(&v->text);
    excerpt_release(&v->excerpt);
    page_view_close(view);
}

static void problem_hints(const struct view *view, struct str *out)
{
    static const struct hint hints[] = {{"scroll", {A_DOWN, A_UP, A_PAGE_DOWN}},
                                        {"read the records again", {A_RELOAD}},
                                        {"back", {A_BACK}}};
    page_view_hints(view, hints, sizeof hints / sizeof *hints, out);
}

static void read_excerpt(struct view_problem *v, const char *path)
{
    unsigned long first = v->line > LINES_BEFORE ? v->line - LINES_BEFORE : 1;
    v->error.what[0] = '\0';
    if (v->line &&
        !excerpt_read(&v->excerpt, path, first, (unsigned long)v->line + LINES_AFTER, &v->error))
        excerpt_release(&v->excerpt);
}

struct view *view_problem_new(struct app *app, uint32_t index, struct err *e)
{
    static const struct view_ops ops = {.name = "Problem",
                                        .scopes = LISTS,
                                        .close = problem_close,
                                        .draw = problem_draw,
                                        .act = problem_act,
                                        .position = page_view_position,
                                        .hints = problem_hints};
    const struct catalog *c = app->workspace->catalog;
    struct problem problem = catalog_problem(c, index);
    struct view_problem *v = page_view_new(app, &ops, sizeof *v, e);
    if (!v)
        return NULL;
    v->line = problem.line;
    v->col = problem.col;
    problem_format(app->workspace, &problem, &v->text);
    if (v->text.failed) {
        problem_close(&v->base.view);
        err_memory(e);
        return NULL;
    }
    read_excerpt(v, catalog_file(c, problem.file));
    return &v->base.view;
}
