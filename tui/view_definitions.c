#include <stdlib.h>
#include <string.h>

#include "models/differ.h"
#include "tui/page_view.h"
#include "tui/summary_maker.h"
#include "tui/view_definition.h"
#include "tui/wait.h"

struct view_definitions {
    struct page_view base;
    struct grid grid;
    struct summary_maker make;
    struct differ_rows differ; /* where the definitions differ */
};

/* The summary first, then the list below it. */
static bool wants_work(const struct view_definitions *v)
{
    const struct workspace *w = v->base.view.app->workspace;
    return summary_maker_wants(&v->make, w) ||
           (v->make.summary && v->differ.seen < catalog_rows(w->catalog));
}

static bool definitions_work(struct view *view, int ms)
{
    enum { SLICE = 4096 }; /* rows */
    struct view_definitions *v = (struct view_definitions *)view;
    const struct workspace *w = view->app->workspace;
    int64_t until = wait_clock_ms() + ms;
    if (ms && summary_maker_work(&v->make, w, until))
        differ_release(&v->differ);
    while (ms && wants_work(v) && !summary_maker_wants(&v->make, w) && wait_clock_ms() < until)
        if (!differ_extend(&v->differ, w->catalog, w->criteria, w->review, SLICE)) {
            summary_free(v->make.summary);
            v->make.summary = NULL;
            err_memory(&v->make.error);
        }
    return wants_work(v);
}

static char mark(enum result result)
{
    static const char marks[] = {
        [RESULT_UNDETERMINED] = '?', [RESULT_TRAFFICKING] = '+', [RESULT_NOT_TRAFFICKING] = '-'};
    return marks[result];
}

/* Columns that one basis takes in the list: its marks, or at least its name. */
static int basis_width(const struct criteria *c)
{
    int marks = (int)c->definitions * 2, name = (int)sizeof "reported" - 1;
    return marks > name ? marks : name;
}

static void add_marks(const struct criteria *c, uint32_t results, bool known, struct str *out)
{
    for (unsigned d = 0; d < c->definitions; d++)
        str_addf(out, "%c ", known ? mark(results_get(results, d)) : '.');
    str_addf(out, "%*s  ", basis_width(c) - (int)c->definitions * 2, "");
}

static enum style differing(const void *ctx, size_t index, struct str *out)
{
    const struct view_definitions *v = ctx;
    const struct workspace *w = v->base.view.app->workspace;
    uint32_t row = v->differ.row[index];
    struct differ_row d = differ_row(w->catalog, w->criteria, w->review, row);
    size_t len;
    add_marks(w->criteria, d.reported, true, out);
    add_marks(w->criteria, d.reviewed, d.decided, out);
    str_addf(out, "%u  %-12s  ", catalog_year(w->catalog, row),
             catalog_text(w->catalog, row, F_ID, &len));
    str_add(out, d.decided ? outcome_label(review_row(w->review, row).outcome) : "undecided");
    return STYLE_NORMAL;
}

/* One table: the years, and under each definition its counts of +, - and ?. */
static void add_counts(struct view_definitions *v, const char *id)
{
    enum { FIRST = 1 }; /* row of the first definition's trafficking */
    const struct summary_table *t = summary_table_find(v->make.summary, id);
    size_t results = v->make.summary->definitions * 3;
    const struct criteria *c = v->base.view.app->workspace->criteria;
    const struct summary *s = v->make.summary;
    static const char *const headings[] = {"+", "-", "?"};
    struct grid *g = &v->grid;
    struct page *p = &v->base.page;
    grid_clear(g);
    g->fixed = 1;
    grid_column(g, "", "Year", GRID_LEFT);
    for (size_t r = 0; r < results; r++)
        grid_column(g, c->definition[r / 3].id, headings[r % 3], GRID_RIGHT);
    for (size_t y = 0; y < s->years; y++) {
        grid_row(g, STYLE_NORMAL, PAGE_NO_LINK);
        grid_format(g, "%u", s->year[y].year);
        for (size_t r = 0; r < results; r++)
            grid_number(g, summary_cell(t, FIRST + r, y)->n);
    }
    struct grid_fit fit = page_fit(p, g);
    page_line(p, STYLE_STRONG, PAGE_NO_LINK, t->title);
    page_headings(p, g, &fit);
    page_rows(p, g, &fit, 0, g->rows);
    page_wrap(p, 0, STYLE_DIM, t->unit, strlen(t->unit));
    page_gap(p);
}

/* One line each; its source is a key away. */
static void add_titles(struct page *p, const struct workspace *w)
{
    const struct criteria *c = w->criteria;
    int width = 0;
    for (unsigned d = 0; d < c->definitions; d++) {
        int n = (int)strlen(c->definition[d].id);
        width = n > width ? n : width;
    }
    for (unsigned d = 0; d < c->definitions; d++) {
        const struct definition *def = &c->definition[d];
        struct str text = STR_INIT;
        str_addf(&text, "%u %-*s  %s%s", d + 1, width, def->id, d == w->primary ? "(primary) " : "",
                 def->title);
        p->head.failed |= text.failed;
        page_line(p, STYLE_NORMAL, d, str_text(&text));
        str_release(&text);
    }
    page_gap(p);
}

static void add_list_heading(struct page *p, const struct criteria *c, size_t rows)
{
    struct str text = STR_INIT;
    str_number(&text, (int64_t)rows);
    str_add(&text, rows == 1 ? " record counts" : " records count");
    str_add(&text, " as trafficking under one definition and not under another. "
                   "+ trafficking, - not, ? undetermined, . no final decision; the columns are the "
                   "definitions in the order above.");
    page_wrap(p, 0, STYLE_NORMAL, str_text(&text), text.len);
    str_cut(&text, 0);
    str_addf(&text, "%-*s  %-*s  Year  Id", basis_width(c), "reported", basis_width(c), "reviewed");
    page_line(p, STYLE_STRONG, PAGE_NO_LINK, str_text(&text));
    p->head.failed |= text.failed;
    str_release(&text);
}

static void definitions_draw(struct view *view, struct rect area)
{
    struct view_definitions *v = (struct view_definitions *)view;
    const struct workspace *w = view->app->workspace;
    struct page *p = &v->base.page;
    /* Of few records it is there at once. */
    definitions_work(view, 5);
    page_begin(p, area);
    if (workspace_reading(w))
        page_line(p, STYLE_WARNING, PAGE_NO_LINK, "Records are still being read");
    if (wants_work(v))
        page_line(p, STYLE_WARNING, PAGE_NO_LINK,
                  "Counting: the figures and the list are not of all yet");
    if (v->make.error.kind != ERR_NONE)
        page_wrap(p, 0, STYLE_ERROR, v->make.error.what, strlen(v->make.error.what));
    if (v->make.summary) {
        add_counts(v, "definitions_reviewed");
        add_counts(v, "definitions_reported");
        add_titles(p, w);
        add_list_heading(p, w->criteria, v->differ.count);
        p->items = v->differ.count;
        p->item = differing;
        p->ctx = v;
    }
    page_draw(p, area);
}

static bool open_definition(struct app *app, uint32_t index)
{
    struct err e;
    struct view *definition = view_definition_new(app, index, &e);
    if (definition)
        app_push(app, definition);
    else
        app_say_err(app, &e);
    return true;
}

static bool definitions_act(struct view *view, const struct act *act)
{
    struct view_definitions *v = (struct view_definitions *)view;
    size_t index = page_item_here(&v->base.page);
    uint32_t definition = page_link_here(&v->base.page);
    if (act->action != A_OPEN)
        return page_act(&v->base.page, view->app, act);
    if (definition != PAGE_NO_LINK)
        return open_definition(view->app, definition);
    /* The application opens the record that is in hand then. */
    return index == PAGE_NONE || index >= v->differ.count ||
           !app_go_row(view->app, v->differ.row[index]);
}

static void definitions_close(struct view *view)
{
    struct view_definitions *v = (struct view_definitions *)view;
    summary_maker_release(&v->make);
    differ_release(&v->differ);
    grid_release(&v->grid);
    page_view_close(view);
}

static void definitions_hints(const struct view *view, struct str *out)
{
    static const struct hint hints[] = {{"the definition, the record", {A_OPEN}},
                                        {"move", {A_DOWN, A_UP, A_PAGE_DOWN}},
                                        {"columns", {A_LEFT, A_RIGHT}},
                                        {"tally", {A_TALLY}},
                                        {"back", {A_BACK}}};
    page_view_hints(view, hints, sizeof hints / sizeof *hints, out);
}

struct view *view_definitions_new(struct app *app, struct err *e)
{
    static const struct view_ops ops = {.name = "Definitions side by side",
                                        .scopes = LISTS,
                                        .close = definitions_close,
                                        .draw = definitions_draw,
                                        .act = definitions_act,
                                        .click = page_view_click,
                                        .work = definitions_work,
                                        .position = page_view_position,
                                        .hints = definitions_hints,
                                        .write = write_definitions};
    return page_view_new(app, &ops, sizeof(struct view_definitions), e);
}
