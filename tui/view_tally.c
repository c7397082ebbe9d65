#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/summary.h"
#include "tui/layout.h"
#include "tui/page.h"

struct view_tally {
    struct view view;
    struct page page;
    struct grid grid;
};

/* A column of the screen: what it counts, and whether more decisions can change it. */
static const struct tally_shown {
    enum tally_column column;
    bool so_far;
} shown[] = {
    {T_DEBRIEFINGS, false},      {T_TRAFFICKING, true},
    {T_VOLUNTARY, true},         {T_NOT_TRAFFICKING, true},
    {T_INSUFFICIENT, true},      {T_OUT_OF_SCOPE, true},
    {T_UNDECIDED, false},        {T_AWAITING_SECOND, false},
    {T_DISPUTED, false},         {T_STALE, false},
    {T_NOW_INVALID, false},      {T_VISITORS, false},
    {T_OPERATIONS, false},       {T_OPERATIONS_UNDECIDED, false},
    {T_PERSONS_ARRESTED, false}, {T_TRAFFICKING_CASES, true},
};
enum { SHOWN = sizeof shown / sizeof *shown };

/* Appends "3 so far", and in the column that is looked at first what is still to come. */
static void add_so_far(const struct tally_year *y, enum tally_column column, struct str *out)
{
    static const struct {
        enum tally_column column;
        const char *words;
    } open[] = {{T_UNDECIDED, "undecided"}, {T_OPERATIONS_UNDECIDED, "op. undecided"},
                {T_STALE, "stale"},         {T_NOW_INVALID, "invalid"},
                {T_DISPUTED, "disputed"},   {T_AWAITING_SECOND, "awaiting"}};
    layout_number(out, y->n[column]);
    str_add(out, " so far");
    if (column != T_TRAFFICKING)
        return;
    size_t i = 0, count = sizeof open / sizeof *open;
    while (i < count && !y->n[open[i].column])
        i++;
    i = i < count ? i : 0;
    str_add(out, ", ");
    layout_number(out, y->n[open[i].column]);
    str_addf(out, " %s", open[i].words);
}

static void add_year(struct grid *g, const struct tally_year *y, const char *label,
                     const char *coverage, bool provisional, uint32_t link)
{
    struct str text = STR_INIT;
    grid_row(g, link == PAGE_NO_LINK ? STYLE_STRONG : STYLE_NORMAL, link);
    grid_format(g, "%s%s", label, provisional ? " PROVISIONAL" : "");
    grid_text(g, coverage);
    for (size_t i = 0; i < SHOWN; i++) {
        str_cut(&text, 0);
        if (provisional && shown[i].so_far)
            add_so_far(y, shown[i].column, &text);
        else
            layout_number(&text, y->n[shown[i].column]);
        grid_text(g, str_text(&text));
        if (shown[i].column != T_VISITORS)
            continue;
        str_cut(&text, 0);
        percent_format(y->n[T_VISITORS], y->status_known, &text);
        grid_text(g, str_text(&text));
    }
    g->text.failed |= text.failed;
    str_release(&text);
}

static void add_columns(struct grid *g)
{
    grid_clear(g);
    g->fixed = 1;
    grid_column(g, "", "Year", GRID_LEFT);
    grid_column(g, "", "Coverage", GRID_LEFT);
    for (size_t i = 0; i < SHOWN; i++) {
        grid_column(g, "", tally_headings[shown[i].column], GRID_RIGHT);
        if (shown[i].column == T_VISITORS)
            grid_column(g, "", "in %", GRID_RIGHT);
    }
}

/* Adds up what may be added: the same unit over the years. */
static void add_up(struct tally_year *sum, const struct tally_year *y)
{
    for (int c = 0; c < T_TOTAL; c++)
        sum->n[c] += y->n[c];
    sum->status_known += y->status_known;
}

static void build_grid(struct view_tally *v, struct tally_year *sum)
{
    const struct workspace *w = v->view.app->workspace;
    const struct tally *t = review_tally(w->review);
    struct str coverage = STR_INIT;
    add_columns(&v->grid);
    for (size_t i = 0; i < tally_years(t); i++) {
        const struct tally_year *y = tally_year_at(t, i);
        char label[16];
        snprintf(label, sizeof label, "%u", y->year);
        str_cut(&coverage, 0);
        workspace_coverage(w, y, &coverage);
        add_year(&v->grid, y, label, str_text(&coverage),
                 workspace_reading(w) || summary_provisional(y), y->year);
        add_up(sum, y);
    }
    add_year(&v->grid, sum, "All", "", workspace_reading(w) || summary_provisional(sum),
             PAGE_NO_LINK);
    v->grid.text.failed |= coverage.failed;
    str_release(&coverage);
}

static void wrap(struct page *p, enum style style, struct str *text)
{
    p->head.failed |= text->failed;
    page_wrap(p, 0, style, str_text(text), text->len);
    str_release(text);
}

/* outcomes + undecided + awaiting + disputed + stale + invalid = debriefings */
static void add_conservation(struct page *p, const struct tally_year *sum,
                             const struct catalog_counts *counts)
{
    static const enum tally_column parts[] = {
        T_VOLUNTARY, T_TRAFFICKING,     T_NOT_TRAFFICKING, T_INSUFFICIENT, T_OUT_OF_SCOPE,
        T_UNDECIDED, T_AWAITING_SECOND, T_DISPUTED,        T_STALE,        T_NOW_INVALID};
    struct str text = STR_INIT;
    int64_t all = 0;
    str_add(&text, "Conserved: ");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!sum->n[parts[i]])
            continue;
        str_add(&text, all ? " + " : "");
        layout_number(&text, sum->n[parts[i]]);
        str_addf(&text, " %s", tally_names[parts[i]]);
        all += sum->n[parts[i]];
    }
    str_add(&text, all ? " = " : "");
    layout_number(&text, sum->n[T_DEBRIEFINGS]);
    str_add(&text, " debriefings");
    bool conserved = all == sum->n[T_DEBRIEFINGS];
    if (!conserved)
        str_add(&text, ": NOT EQUAL, do not use these figures");
    wrap(p, conserved ? STYLE_NORMAL : STYLE_ERROR, &text);

    str_addf(&text,
             "Documents %" PRIu64 " = debriefings %" PRIu64 " + operations %" PRIu64
             " + rejected %" PRIu64,
             counts->documents, counts->debriefings, counts->operations, counts->rejected);
    wrap(p, counts->rejected ? STYLE_WARNING : STYLE_NORMAL, &text);
}

static void add_notes(struct page *p)
{
    static const char text[] =
        "Outcomes count debriefings: interviews of one person, repeats counted again. Visitors are "
        "in per cent of known status. A case counts once, in the year of its earliest record.";
    page_wrap(p, 0, STYLE_DIM, text, sizeof text - 1);
}

static void add_table(struct page *p, const struct grid *g)
{
    struct grid_fit fit = page_fit(p, g);
    page_headings(p, g, &fit);
    p->sticky = p->head.lines;
    page_rows(p, g, &fit, 0, g->rows);
}

static void add_nothing(struct page *p, const struct workspace *w)
{
    static const char reading[] = "No record has been read yet";
    static const char nothing[] =
        "There are no records: put YAML files into the folder records/ of "
        "the workspace, then R reads them";
    const char *text = workspace_reading(w) ? reading : nothing;
    page_wrap(p, 0, STYLE_NORMAL, text, strlen(text));
}

static void tally_draw(struct view *view, struct rect area)
{
    struct view_tally *v = (struct view_tally *)view;
    struct workspace *w = view->app->workspace;
    struct page *p = &v->page;
    struct tally_year sum = {0};
    page_begin(p, area);
    build_grid(v, &sum);
    if (tally_years(review_tally(w->review)))
        add_table(p, &v->grid);
    else
        add_nothing(p, w);
    page_gap(p);
    if (workspace_reading(w))
        page_line(p, STYLE_WARNING, PAGE_NO_LINK, "Records are still being read");
    add_conservation(p, &sum, catalog_counts(w->catalog));
    add_notes(p);
    page_draw(p, area);
}

/* Leaves for the queue, limited to the records of a year. */
static void open_year(struct app *app, unsigned year)
{
    struct err e;
    char limit[32];
    snprintf(limit, sizeof limit, "year:%u", year);
    if (!app_limit(app, limit, &e)) {
        app_say_err(app, &e);
        return;
    }
    while (app->top->below)
        app_pop(app);
}

static bool tally_act(struct view *view, const struct act *act)
{
    struct view_tally *v = (struct view_tally *)view;
    uint32_t year = page_link_here(&v->page);
    if (act->action != A_OPEN)
        return page_act(&v->page, view->app, act);
    if (year != PAGE_NO_LINK)
        open_year(view->app, year);
    return true;
}

static void tally_close(struct view *view)
{
    struct view_tally *v = (struct view_tally *)view;
    page_release(&v->page);
    grid_release(&v->grid);
    free(v);
}

static void tally_position(const struct view *view, struct str *out)
{
    const struct view_tally *v = (const struct view_tally *)view;
    page_status(&v->page, view, out);
}

static void tally_hints(const struct view *view, struct str *out)
{
    (void)view;
    str_add(out, "Enter the year's records  Left Right columns  s summary  d definitions  q back");
}

struct view *view_tally_new(struct app *app, struct err *e)
{
    static const struct view_ops ops = {.name = "Tally by year",
                                        .scopes = LISTS,
                                        .close = tally_close,
                                        .draw = tally_draw,
                                        .act = tally_act,
                                        .position = tally_position,
                                        .hints = tally_hints};
    struct view_tally *v = calloc(1, sizeof *v);
    if (!v) {
        err_memory(e);
        return NULL;
    }
    v->view = (struct view){.ops = &ops, .app = app};
    page_init(&v->page);
    return &v->view;
}
