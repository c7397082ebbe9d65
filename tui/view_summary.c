#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/summary.h"
#include "tui/fresh.h"
#include "tui/layout.h"
#include "tui/page.h"

struct view_summary {
    struct view view;
    struct page page;
    struct grid grid;
    struct fresh fresh;
    struct summary *summary; /* NULL: it could not be made, and why */
    struct err error;
};

static void coverage_of(const void *ctx, const struct tally_year *year, struct str *out)
{
    workspace_coverage(ctx, year, out);
}

static void refresh(struct view_summary *v)
{
    const struct workspace *w = v->view.app->workspace;
    if (fresh_is(&v->fresh, w))
        return;
    const struct summary_source source = {.catalog = w->catalog,
                                          .criteria = w->criteria,
                                          .review = w->review,
                                          .primary = w->primary,
                                          .coverage = coverage_of,
                                          .ctx = w,
                                          .partial = workspace_reading(w)};
    summary_free(v->summary);
    v->summary = summary_new(&source, &v->error);
    fresh_made(&v->fresh, w);
}

enum { HEAD_ROWS = 2 }; /* coverage and, where a year is not done, PROVISIONAL */

/* Tables of a column for each year. */
static bool is_shown(const struct summary *s, const struct summary_table *t)
{
    return t->columns == s->years;
}

static void add_row(struct grid *g, const struct summary *s, const struct summary_table *t,
                    size_t row)
{
    grid_row(g, STYLE_NORMAL, PAGE_NO_LINK);
    grid_format(g, "%*s%s", (int)t->row[row].indent * 2, "", t->row[row].label);
    for (size_t y = 0; y < s->years; y++) {
        struct str text = STR_INIT;
        summary_cell_text(s, t, row, y, &text);
        g->text.failed |= text.failed;
        grid_text(g, str_text(&text));
        str_release(&text);
    }
}

static void build_grid(struct grid *g, const struct summary *s)
{
    grid_clear(g);
    g->fixed = 1;
    grid_column(g, "", "By year", GRID_LEFT);
    for (size_t y = 0; y < s->years; y++) {
        char heading[16];
        snprintf(heading, sizeof heading, "%u", s->year[y].year);
        grid_column(g, "", heading, GRID_RIGHT);
    }
    grid_row(g, STYLE_DIM, PAGE_NO_LINK);
    grid_text(g, "coverage");
    for (size_t y = 0; y < s->years; y++)
        grid_text(g, s->year[y].coverage);
    grid_row(g, STYLE_WARNING, PAGE_NO_LINK);
    grid_text(g, "");
    for (size_t y = 0; y < s->years; y++)
        grid_text(g, s->year[y].provisional ? "PROVISIONAL" : "");
    for (size_t i = 0; i < s->tables; i++)
        for (size_t r = 0; is_shown(s, &s->table[i]) && r < s->table[i].rows; r++)
            add_row(g, s, &s->table[i], r);
}

static void add_text(struct page *p, enum style style, size_t indent, const char *text)
{
    page_wrap(p, indent, style, text, strlen(text));
}

static void add_definitions(struct page *p, const struct workspace *w)
{
    const struct criteria *c = w->criteria;
    page_gap(p);
    page_line(p, STYLE_STRONG, PAGE_NO_LINK, "Definitions");
    for (unsigned d = 0; d < c->definitions; d++) {
        const struct definition *def = &c->definition[d];
        struct str text = STR_INIT;
        str_addf(&text, "%s%s: %s. %s", def->id, d == w->primary ? " (primary)" : "", def->title,
                 def->source);
        p->head.failed |= text.failed;
        add_text(p, STYLE_NORMAL, 0, str_text(&text));
        str_release(&text);
    }
}

/* The head is what a later check of the log is held against, so it says which events it covers. */
static void add_head(struct page *p, const struct workspace *w, const struct summary *s)
{
    struct log_head head;
    struct err e;
    struct str text = STR_INIT;
    str_add(&text, "Log head: ");
    if (!log_head(w->log, &head, &e))
        str_addf(&text, "not known: %s", e.what);
    else
        log_head_format(&head, &text);
    if (!text.failed && head.seq != s->seq)
        str_addf(&text, " (the figures take in the events up to %llu)", (unsigned long long)s->seq);
    p->head.failed |= text.failed;
    add_text(p, STYLE_NORMAL, 0, str_text(&text));
    str_release(&text);
}

static void add_sections(struct page *p, struct grid *g, const struct summary *s)
{
    build_grid(g, s);
    struct grid_fit fit = page_fit(p, g);
    page_headings(p, g, &fit);
    page_rows(p, g, &fit, 0, HEAD_ROWS);
    p->sticky = p->head.lines;
    for (size_t i = 0, row = HEAD_ROWS; i < s->tables; i++) {
        const struct summary_table *t = &s->table[i];
        if (!is_shown(s, t))
            continue;
        if (i)
            page_gap(p);
        page_line(p, STYLE_STRONG, PAGE_NO_LINK, t->title);
        page_rows(p, g, &fit, row, row + t->rows);
        add_text(p, STYLE_DIM, 0, t->unit);
        row += t->rows;
    }
}

static void build(struct view_summary *v, struct rect area)
{
    const struct workspace *w = v->view.app->workspace;
    struct page *p = &v->page;
    page_begin(p, area);
    if (workspace_reading(w))
        page_line(p, STYLE_WARNING, PAGE_NO_LINK, "Records are still being read");
    if (!v->summary) {
        add_text(p, STYLE_ERROR, 0, v->error.what);
        return;
    }
    if (v->summary->years)
        add_sections(p, &v->grid, v->summary);
    else
        page_line(p, STYLE_NORMAL, PAGE_NO_LINK,
                  workspace_reading(w) ? "No record has been read yet" : "There are no records");
    add_definitions(p, w);
    page_gap(p);
    add_head(p, w, v->summary);
    add_text(p, STYLE_NORMAL, 0, v->summary->proof);
    add_text(p, STYLE_STRONG, 0, v->summary->caveat);
}

static void summary_draw(struct view *view, struct rect area)
{
    struct view_summary *v = (struct view_summary *)view;
    refresh(v);
    build(v, area);
    page_draw(&v->page, area);
}

static bool summary_act(struct view *view, const struct act *act)
{
    struct view_summary *v = (struct view_summary *)view;
    return act->action == A_OPEN || page_act(&v->page, view->app, act);
}

static void summary_changed(struct view *view)
{
    struct view_summary *v = (struct view_summary *)view;
    v->fresh.changed = true;
}

static void summary_close(struct view *view)
{
    struct view_summary *v = (struct view_summary *)view;
    summary_free(v->summary);
    page_release(&v->page);
    grid_release(&v->grid);
    free(v);
}

static void summary_position(const struct view *view, struct str *out)
{
    const struct view_summary *v = (const struct view_summary *)view;
    page_status(&v->page, view, out);
}

static void summary_hints(const struct view *view, struct str *out)
{
    static const struct hint hints[] = {{"scroll", {A_DOWN, A_UP, A_PAGE_DOWN}},
                                        {"years", {A_LEFT, A_RIGHT}},
                                        {"tally", {A_TALLY}},
                                        {"definitions", {A_DEFINITIONS}},
                                        {"back", {A_BACK}}};
    app_hints(view, hints, sizeof hints / sizeof *hints, out);
}

struct view *view_summary_new(struct app *app, struct err *e)
{
    static const struct view_ops ops = {.name = "Year-end summary",
                                        .scopes = LISTS,
                                        .close = summary_close,
                                        .draw = summary_draw,
                                        .act = summary_act,
                                        .changed = summary_changed,
                                        .position = summary_position,
                                        .hints = summary_hints};
    struct view_summary *v = calloc(1, sizeof *v);
    if (!v) {
        err_memory(e);
        return NULL;
    }
    v->view = (struct view){.ops = &ops, .app = app};
    page_init(&v->page);
    return &v->view;
}
