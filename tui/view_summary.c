/* The year-end summary: every table, a cell in hand, and the records behind it a key away. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/revision.h"
#include "models/summary.h"
#include "tui/layout.h"
#include "tui/page_view.h"
#include "tui/summary_grid.h"
#include "tui/summary_maker.h"
#include "tui/wait.h"

struct view_summary {
    struct page_view base;
    struct grid grid;
    struct summary_maker make;
    struct summary_place at;
    struct rect area; /* as last drawn, */
    size_t lines;     /* with so many lines */
};

/* --- making it, between keys --- */

/* What is frozen is told of once all records are there. */
static void tell_revisions(struct view_summary *v)
{
    const struct workspace *w = v->base.view.app->workspace;
    struct summary *s = v->make.summary;
    if (s && !workspace_reading(w) &&
        !revisions_tell(s, w->catalog, w->review, w->log, NULL, REVISIONS_IDS, &v->make.error))
        s->revisions = 0;
}

static bool summary_work_on(struct view *view, int ms)
{
    struct view_summary *v = (struct view_summary *)view;
    const struct workspace *w = v->base.view.app->workspace;
    if (ms && summary_maker_work(&v->make, w, wait_clock_ms() + ms))
        tell_revisions(v);
    return summary_maker_wants(&v->make, w);
}

/* --- showing it --- */

static void add_text(struct page *p, enum style style, size_t indent, const char *text)
{
    page_wrap(p, indent, style, text, strlen(text));
}

static void add_built(struct page *p, enum style style, struct str *text)
{
    p->head.failed |= text->failed;
    add_text(p, style, 0, str_text(text));
    str_release(text);
}

static void add_years(struct page *p, const struct summary *s)
{
    for (size_t i = 0; i < s->years; i++) {
        const struct summary_year *y = &s->year[i];
        struct str text = STR_INIT;
        str_addf(&text, "%u  ", y->year);
        summary_year_text(y, &text);
        add_built(p, y->provisional || !y->whole ? STYLE_WARNING : STYLE_NORMAL, &text);
    }
}

/* Scrolls the table no further than the column in hand needs. */
static struct grid_fit fit_table(struct view_summary *v, const struct summary_table *t)
{
    size_t column = 1 + summary_place_column(t, &v->at);
    struct grid_fit fit;
    v->base.page.column = 0;
    do
        fit = page_fit(&v->base.page, &v->grid);
    while (column >= fit.end && fit.more_right && ++v->base.page.column);
    return fit;
}

static void add_charts(struct page *p, const struct summary *s, size_t table)
{
    for (size_t i = 0; i < s->charts; i++) {
        const struct summary_chart *chart = &s->chart[i];
        if (chart->table != table)
            continue;
        page_gap(p);
        page_line(p, STYLE_STRONG, PAGE_NO_LINK, chart->title);
        for (size_t b = 0; b < chart->bars; b++) {
            struct str text = STR_INIT;
            summary_bar_text(s, chart, b, p->head.width, p->head.unicode, &text);
            p->head.failed |= text.failed;
            page_line(p, STYLE_NORMAL, PAGE_NO_LINK, str_text(&text));
            str_release(&text);
        }
    }
}

static void add_table(struct view_summary *v, size_t index)
{
    const struct summary *s = v->make.summary;
    const struct summary_table *t = &s->table[index];
    struct page *p = &v->base.page;
    page_gap(p);
    page_line(p, STYLE_STRONG, PAGE_NO_LINK, t->title);
    summary_grid(&v->grid, s, index, &v->at, p->head.width / 2, p->head.unicode);
    struct grid_fit fit = fit_table(v, t);
    page_headings(p, &v->grid, &fit);
    page_rows(p, &v->grid, &fit, 0, v->grid.rows);
    add_text(p, STYLE_DIM, 0, t->unit);
    add_charts(p, s, index);
}

static void add_definitions(struct page *p, const struct summary *s)
{
    page_gap(p);
    page_line(p, STYLE_STRONG, PAGE_NO_LINK, "Definitions");
    for (size_t d = 0; d < s->definitions; d++) {
        const struct summary_definition *def = &s->definition[d];
        struct str text = STR_INIT;
        str_addf(&text, "%s%s: %s. %s", def->id, def->primary ? " (primary)" : "", def->title,
                 def->source);
        add_built(p, STYLE_NORMAL, &text);
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
    add_built(p, STYLE_NORMAL, &text);
}

static void add_revisions(struct page *p, const struct summary *s)
{
    if (!s->revisions)
        return;
    page_gap(p);
    page_line(p, STYLE_STRONG, PAGE_NO_LINK, "Revisions");
    for (size_t i = 0; i < s->revisions; i++)
        add_text(p, STYLE_NORMAL, 0, s->revision[i]);
}

static void add_foot(struct page *p, const struct workspace *w, const struct summary *s)
{
    struct str proof = STR_INIT;
    add_revisions(p, s);
    add_definitions(p, s);
    page_gap(p);
    for (size_t i = 0; i < s->notes; i++)
        add_text(p, STYLE_NORMAL, 0, s->note[i]);
    add_head(p, w, s);
    str_addf(&proof, "Standard of proof: %s.", s->proof);
    add_built(p, STYLE_NORMAL, &proof);
    add_text(p, STYLE_STRONG, 0, s->caveat);
}

static void add_progress(struct page *p, const struct summary_work *work)
{
    uint64_t done, all;
    struct str text = STR_INIT;
    summary_progress(work, &done, &all);
    str_addf(&text, "counting %u%%", all ? (unsigned)(done * 100 / all) : 0);
    add_built(p, STYLE_WARNING, &text);
}

static void build(struct view_summary *v, struct rect area)
{
    const struct workspace *w = v->base.view.app->workspace;
    const struct summary *s = v->make.summary;
    struct page *p = &v->base.page;
    page_begin(p, area);
    if (workspace_reading(w))
        page_line(p, STYLE_WARNING, PAGE_NO_LINK, "Records are still being read");
    if (v->make.work)
        add_progress(p, v->make.work);
    if (v->make.error.kind != ERR_NONE)
        add_text(p, STYLE_ERROR, 0, v->make.error.what);
    if (!s)
        return;
    add_years(p, s);
    if (!s->years)
        page_line(p, STYLE_NORMAL, PAGE_NO_LINK,
                  workspace_reading(w) ? "No record has been read yet" : "There are no records");
    for (size_t i = 0; s->years && i < s->tables; i++)
        add_table(v, i);
    add_foot(p, w, s);
}

static uint32_t link_of(const struct summary_place *at)
{
    return (uint32_t)(at->table << 16 | at->row);
}

static void take_place(struct view_summary *v)
{
    uint32_t link = page_link_here(&v->base.page);
    if (link == PAGE_NO_LINK)
        return;
    v->at.table = link >> 16;
    v->at.row = link & 0xffff;
}

static void summary_draw(struct view *view, struct rect area)
{
    struct view_summary *v = (struct view_summary *)view;
    /* Of few records it is there at once. */
    summary_work_on(view, 5);
    build(v, area);
    /* The same cell stays in sight, whatever became of the lines above it. */
    if (v->base.page.height && area.h > 0)
        v->base.page.height = (size_t)area.h;
    if (v->lines != v->base.page.head.lines || v->area.h != area.h)
        page_go(&v->base.page, link_of(&v->at));
    v->area = area;
    v->lines = v->base.page.head.lines;
    page_draw(&v->base.page, area);
}

/* --- keys --- */

/* NULL where the cursor is on a text that was searched for. */
static const struct summary_table *table_in_hand(const struct view_summary *v)
{
    const struct summary *s = v->make.summary;
    bool there = s && s->years && v->at.table < s->tables &&
                 v->at.row < s->table[v->at.table].rows &&
                 page_link_here(&v->base.page) == link_of(&v->at);
    return there ? &s->table[v->at.table] : NULL;
}

static void step_column(struct view_summary *v, const struct act *act)
{
    const struct summary_table *t = table_in_hand(v);
    size_t by = act->count ? act->count : 1;
    if (!t)
        return;
    size_t at = summary_place_column(t, &v->at), last = t->columns - 1;
    at = act->action == A_LEFT ? at - (by < at ? by : at) : by < last - at ? at + by : last;
    v->at.year = at / t->per_year;
    if (t->per_year > 1)
        v->at.within = at % t->per_year;
}

static void open_cell(struct view_summary *v)
{
    const struct summary_table *t = table_in_hand(v);
    struct app *app = v->base.view.app;
    struct str limit = STR_INIT;
    struct err e;
    if (!t)
        return;
    summary_limit(v->make.summary, t, v->at.row, summary_place_column(t, &v->at), &limit);
    struct view *queue = view_queue_new(app, &e);
    if (queue)
        app_push_within(app, queue, str_text(&limit), CATALOG_NONE);
    else
        app_say_err(app, &e);
    str_release(&limit);
}

static bool summary_act(struct view *view, const struct act *act)
{
    struct view_summary *v = (struct view_summary *)view;
    if (act->action == A_LEFT || act->action == A_RIGHT) {
        step_column(v, act);
        return true;
    }
    if (act->action == A_OPEN) {
        open_cell(v);
        return true;
    }
    bool known = page_act(&v->base.page, view->app, act);
    take_place(v);
    return known;
}

static void summary_click(struct view *view, int row)
{
    struct view_summary *v = (struct view_summary *)view;
    page_click(&v->base.page, row);
    take_place(v);
}

static void summary_close(struct view *view)
{
    struct view_summary *v = (struct view_summary *)view;
    summary_maker_release(&v->make);
    grid_release(&v->grid);
    page_view_close(view);
}

static void summary_position(const struct view *view, struct str *out)
{
    const struct view_summary *v = (const struct view_summary *)view;
    const struct summary_table *t = table_in_hand(v);
    page_status(&v->base.page, view, out);
    if (!t)
        return;
    size_t column = summary_place_column(t, &v->at);
    str_addf(out, "  %u%s%s: ", v->make.summary->year[t->column[column].year].year,
             *t->column[column].label ? " " : "", t->column[column].label);
    summary_cell_text(v->make.summary, t, v->at.row, column, out);
}

static void summary_hints(const struct view *view, struct str *out)
{
    static const struct hint hints[] = {{"the cell's records", {A_OPEN}},
                                        {"rows", {A_DOWN, A_UP}},
                                        {"back", {A_BACK}},
                                        {"tally", {A_TALLY}},
                                        {"definitions", {A_DEFINITIONS}}},
                             cells = {"cells", {A_LEFT, A_RIGHT}};
    const struct summary_table *t = table_in_hand((const struct view_summary *)view);
    page_view_hints(view, hints, 2, out);
    app_hints(view, &cells, t && t->columns > 1 ? 1 : 0, out);
    page_view_hints(view, hints + 2, sizeof hints / sizeof *hints - 2, out);
}

struct view *view_summary_new(struct app *app, struct err *e)
{
    static const struct view_ops ops = {.name = "Year-end summary",
                                        .scopes = LISTS,
                                        .close = summary_close,
                                        .draw = summary_draw,
                                        .act = summary_act,
                                        .click = summary_click,
                                        .work = summary_work_on,
                                        .position = summary_position,
                                        .hints = summary_hints,
                                        .write = write_summary};
    return page_view_new(app, &ops, sizeof(struct view_summary), e);
}
