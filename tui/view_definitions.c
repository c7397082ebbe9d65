#include <stdlib.h>
#include <string.h>

#include "models/differ.h"
#include "models/summary.h"
#include "tui/fresh.h"
#include "tui/page_view.h"
#include "tui/view_definition.h"

struct view_definitions {
    struct page_view base;
    struct grid grid;
    struct fresh fresh;
    struct summary *summary; /* NULL: it could not be made, and why */
    struct err error;
    uint32_t *row; /* where the definitions differ */
    size_t rows;
};

static void coverage_of(const void *ctx, const struct tally_year *year, struct str *out)
{
    workspace_coverage(ctx, year, out);
}

static void forget(struct view_definitions *v)
{
    summary_free(v->summary);
    free(v->row);
    v->summary = NULL;
    v->row = NULL;
    v->rows = 0;
}

static void refresh(struct view_definitions *v)
{
    const struct workspace *w = v->base.view.app->workspace;
    if (fresh_is(&v->fresh, w))
        return;
    const struct summary_source source = {.catalog = w->catalog,
                                          .criteria = w->criteria,
                                          .review = w->review,
                                          .primary = w->primary,
                                          .coverage = coverage_of,
                                          .ctx = w,
                                          .partial = workspace_reading(w)};
    forget(v);
    v->summary = summary_new(&source, &v->error);
    if (v->summary && !differ_find(w->catalog, w->criteria, w->review, &v->row, &v->rows)) {
        forget(v);
        err_memory(&v->error);
    }
    fresh_made(&v->fresh, w);
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
    uint32_t row = v->row[index];
    struct differ_row d = differ_row(w->catalog, w->criteria, w->review, row);
    size_t len;
    add_marks(w->criteria, d.reported, true, out);
    add_marks(w->criteria, d.reviewed, d.decided, out);
    str_addf(out, "%u  %s  ", catalog_year(w->catalog, row),
             catalog_text(w->catalog, row, F_ID, &len));
    str_add(out, d.decided ? outcome_label(review_row(w->review, row).outcome) : "undecided");
    return STYLE_NORMAL;
}

/* One table: the years, and under each definition its counts of +, - and ?. */
static void add_counts(struct view_definitions *v, const char *id)
{
    enum { FIRST = 1 }; /* row of the first definition's trafficking */
    const struct summary_table *t = summary_table_find(v->summary, id);
    size_t results = v->summary->definitions * 3;
    const struct criteria *c = v->base.view.app->workspace->criteria;
    const struct summary *s = v->summary;
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
    refresh(v);
    page_begin(p, area);
    if (workspace_reading(w))
        page_line(p, STYLE_WARNING, PAGE_NO_LINK, "Records are still being read");
    if (!v->summary) {
        page_wrap(p, 0, STYLE_ERROR, v->error.what, strlen(v->error.what));
    } else {
        add_counts(v, "definitions_reviewed");
        add_counts(v, "definitions_reported");
        add_titles(p, w);
        add_list_heading(p, w->criteria, v->rows);
        p->items = v->rows;
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
    return index == PAGE_NONE || index >= v->rows || !app_go_row(view->app, v->row[index]);
}

static void definitions_changed(struct view *view)
{
    ((struct view_definitions *)view)->fresh.changed = true;
}

static void definitions_close(struct view *view)
{
    struct view_definitions *v = (struct view_definitions *)view;
    forget(v);
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
    app_hints(view, hints, sizeof hints / sizeof *hints, out);
}

struct view *view_definitions_new(struct app *app, struct err *e)
{
    static const struct view_ops ops = {.name = "Definitions side by side",
                                        .scopes = LISTS,
                                        .close = definitions_close,
                                        .draw = definitions_draw,
                                        .act = definitions_act,
                                        .click = page_view_click,
                                        .changed = definitions_changed,
                                        .position = page_view_position,
                                        .hints = definitions_hints,
                                        .write = write_definitions};
    return page_view_new(app, &ops, sizeof(struct view_definitions), e);
}
