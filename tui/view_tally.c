#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/date.h"
#include "models/pace.h"
#include "models/recheck.h"
#include "models/summary.h"
#include "tui/page_view.h"

struct view_tally {
    struct page_view base;
    struct grid grid;
    struct tally_year sum;  /* of all years */
    bool across;            /* the years are the columns of the table, as last drawn */
    unsigned year;          /* the one that is marked then */
    struct pace all, today; /* of the reviewer, as they were after an event, on a day; */
    struct str again;       /* and, a line each, how their decisions made again agree */
    uint64_t paced_seq;
    int64_t paced_day;
};

enum { PERCENT = T_TOTAL }; /* of the visitors, in place of a column of the tally */

/* A figure of each year: what it counts, and whether more decisions can change it. */
static const struct figure {
    int column;
    const char *label;
    bool so_far;
    bool unusual; /* left out where no year has any */
} figures[] = {
    {T_DEBRIEFINGS, "Debriefings", false, false},
    {T_UNDECIDED, "  undecided", false, false},
    {T_TRAFFICKING, "  trafficking", true, false},
    {T_VOLUNTARY, "  voluntary", true, false},
    {T_NOT_TRAFFICKING, "  no trafficking found", true, false},
    {T_INSUFFICIENT, "  insufficient", true, false},
    {T_OUT_OF_SCOPE, "  out of scope", true, false},
    {T_AWAITING_SECOND, "  awaiting a second", false, true},
    {T_DISPUTED, "  disputed", false, true},
    {T_STALE, "  stale", false, true},
    {T_NOW_INVALID, "  now invalid", false, true},
    {T_VISITORS, "  of visitors", false, false},
    {PERCENT, "    in per cent", false, false},
    {T_TRAFFICKING_CASES, "Trafficking cases", true, false},
    {T_OPERATIONS, "Operations", false, false},
    {T_OPERATIONS_UNDECIDED, "  undecided", false, false},
    {T_PERSONS_ARRESTED, "Persons arrested", false, false},
};
enum { FIGURES = sizeof figures / sizeof *figures };

static const struct tally *tally_of(const struct view_tally *v)
{
    return review_tally(v->base.view.app->workspace->review);
}

static bool is_shown(const struct view_tally *v, const struct figure *f)
{
    return !f->unusual || v->sum.n[f->column] != 0;
}

/* Adds up what may be added: the same unit over the years. */
static void add_up(struct view_tally *v)
{
    v->sum = (struct tally_year){0};
    for (size_t i = 0; i < tally_years(tally_of(v)); i++) {
        const struct tally_year *y = tally_year_at(tally_of(v), i);
        for (int c = 0; c < T_TOTAL; c++)
            v->sum.n[c] += y->n[c];
        v->sum.status_known += y->status_known;
    }
}

/* The years, and after them all of them together. */
static const struct tally_year *year_at(const struct view_tally *v, size_t i)
{
    return i < tally_years(tally_of(v)) ? tally_year_at(tally_of(v), i) : &v->sum;
}

static bool is_provisional(const struct view_tally *v, const struct tally_year *y)
{
    return workspace_reading(v->base.view.app->workspace) || summary_provisional(y);
}

static void add_label(struct grid *g, const struct view_tally *v, const struct tally_year *y)
{
    const char *provisional = is_provisional(v, y) ? " PROVISIONAL" : "";
    if (y == &v->sum)
        grid_format(g, "All%s", provisional);
    else
        grid_format(g, "%u%s", y->year, provisional);
}

static void add_coverage(struct grid *g, const struct view_tally *v, const struct tally_year *y)
{
    struct str text = STR_INIT;
    if (y != &v->sum)
        workspace_coverage(v->base.view.app->workspace, y, &text);
    g->text.failed |= text.failed;
    grid_text(g, str_text(&text));
    str_release(&text);
}

static void add_figure(struct grid *g, const struct view_tally *v, const struct tally_year *y,
                       const struct figure *f)
{
    struct str text = STR_INIT;
    if (f->column == PERCENT)
        percent_format(y->n[T_VISITORS], y->status_known, &text);
    else
        str_number(&text, y->n[f->column]);
    if (f->so_far && is_provisional(v, y))
        str_add(&text, " so far");
    g->text.failed |= text.failed;
    grid_text(g, str_text(&text));
    str_release(&text);
}

/* In their order; where few have room, the one that the table is read for comes first. */
static const struct figure *figure_at(size_t i, bool roomy)
{
    enum { MOST_READ = 2 };
    size_t at = roomy || i > MOST_READ ? i : i == 0 ? MOST_READ : i - 1;
    return &figures[at];
}

static void build_down(struct view_tally *v)
{
    enum { ROOMY = 60 };
    struct grid *g = &v->grid;
    grid_clear(g);
    bool roomy = v->base.page.head.width >= ROOMY; /* else the figures are seen first */
    g->fixed = 1;
    grid_column(g, "", "Year", GRID_LEFT);
    if (roomy)
        grid_column(g, "", "Coverage", GRID_LEFT);
    for (size_t i = 0; i < FIGURES; i++) {
        const struct figure *f = figure_at(i, roomy);
        if (is_shown(v, f))
            grid_column(g, "", f->column == PERCENT ? "in %" : tally_headings[f->column],
                        GRID_RIGHT);
    }
    if (!roomy)
        grid_column(g, "", "Coverage", GRID_LEFT);
    for (size_t i = 0; i <= tally_years(tally_of(v)); i++) {
        const struct tally_year *y = year_at(v, i);
        bool all = y == &v->sum;
        grid_row(g, all ? STYLE_STRONG : STYLE_NORMAL, all ? PAGE_NO_LINK : y->year);
        add_label(g, v, y);
        if (roomy)
            add_coverage(g, v, y);
        for (size_t f = 0; f < FIGURES; f++) {
            if (is_shown(v, figure_at(f, roomy)))
                add_figure(g, v, y, figure_at(f, roomy));
        }
        if (!roomy)
            add_coverage(g, v, y);
    }
}

static void build_across(struct view_tally *v)
{
    struct grid *g = &v->grid;
    size_t columns = tally_years(tally_of(v)) + 1;
    grid_clear(g);
    g->fixed = 1;
    grid_column(g, "", "", GRID_LEFT);
    for (size_t i = 0; i + 1 < columns; i++) {
        char heading[16];
        unsigned year = year_at(v, i)->year;
        snprintf(heading, sizeof heading, "%s%u", year == v->year ? "> " : "", year);
        grid_column(g, "", heading, GRID_RIGHT);
    }
    grid_column(g, "", "All", GRID_RIGHT);
    grid_row(g, STYLE_DIM, PAGE_NO_LINK);
    grid_text(g, "Coverage");
    for (size_t i = 0; i < columns; i++)
        add_coverage(g, v, year_at(v, i));
    grid_row(g, STYLE_WARNING, PAGE_NO_LINK);
    grid_text(g, "");
    for (size_t i = 0; i < columns; i++)
        grid_text(g, is_provisional(v, year_at(v, i)) ? "PROVISIONAL" : "");
    for (size_t f = 0; f < FIGURES; f++) {
        if (!is_shown(v, &figures[f]))
            continue;
        grid_row(g, STYLE_NORMAL, PAGE_NO_LINK);
        grid_text(g, figures[f].label);
        for (size_t i = 0; i < columns; i++)
            add_figure(g, v, year_at(v, i), &figures[f]);
    }
}

/* A few years stand side by side, so that every figure is in sight; many, one below the other. */
static void build_grid(struct view_tally *v)
{
    if (!tally_find(tally_of(v), v->year))
        v->year = year_at(v, 0)->year;
    build_across(v);
    struct grid_fit fit = grid_fit(&v->grid, v->base.page.head.width, 0);
    v->across = !fit.more_left && !fit.more_right && fit.shrink == 0;
    if (!v->across)
        build_down(v);
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
        str_number(&text, sum->n[parts[i]]);
        str_addc(&text, ' ');
        for (const char *c = tally_names[parts[i]]; *c; c++)
            str_addc(&text, *c == '_' ? ' ' : *c);
        all += sum->n[parts[i]];
    }
    str_add(&text, all ? " = " : "");
    str_number(&text, sum->n[T_DEBRIEFINGS]);
    str_add(&text, sum->n[T_DEBRIEFINGS] == 1 ? " debriefing" : " debriefings");
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

static void pace_line(struct page *p, const char *label, const struct pace *pace)
{
    struct str text = STR_INIT;
    str_add(&text, label);
    pace_format(pace, &text);
    wrap(p, STYLE_NORMAL, &text);
}

static void count_agreement(const struct review *r, const char *who, struct str *out)
{
    struct agreement a = recheck_agreement(r, who);
    struct own_decision own;
    str_clear(out);
    if (a.again == 0)
        return;
    str_add(out, "Made again, blind: same outcome ");
    pace_share(a.same, a.again, out);
    for (size_t at = 0; review_next_own(r, who, &at, &own);)
        if (own.again != OUTCOME_NONE && own.again != own.outcome)
            str_addf(out, "\n%s: %s, again %s", own.record, outcome_label(own.outcome),
                     outcome_label(own.again));
}

/* Anew only after an event or midnight, for it goes through all of the reviewer's decisions. */
static void count_own(struct view_tally *v)
{
    const struct workspace *w = v->base.view.app->workspace;
    int64_t day = time_days(time_now_us());
    if (v->paced_day == day && v->paced_seq == review_seq(w->review))
        return;
    v->all = pace_of(w->review, w->who.reviewer, PACE_ALL_DAYS);
    v->today = pace_of(w->review, w->who.reviewer, day);
    count_agreement(w->review, w->who.reviewer, &v->again);
    v->paced_day = day;
    v->paced_seq = review_seq(w->review);
}

/* Nobody else's: it is a mirror, and no measure of people. */
static void add_own(struct view_tally *v)
{
    struct page *p = &v->base.page;
    count_own(v);
    if (v->all.decisions == 0)
        return;
    page_gap(p);
    pace_line(p, "Your pace today (UTC): ", &v->today);
    pace_line(p, "Your pace in all: ", &v->all);
    p->head.failed |= v->again.failed;
    if (v->again.len > 0)
        page_wrap(p, 0, STYLE_NORMAL, str_text(&v->again), v->again.len);
}

static void add_table(struct page *p, const struct grid *g)
{
    struct grid_fit fit = page_fit(p, g);
    page_headings(p, g, &fit);
    p->sticky = p->head.lines;
    page_rows(p, g, &fit, 0, g->rows);
}

static void add_nothing(struct page *p, const struct app *app)
{
    struct str text = STR_INIT;
    if (workspace_reading(app->workspace))
        str_add(&text, "No record has been read yet");
    else
        str_addf(&text,
                 "There are no records: put YAML files into the folder records/ of the workspace, "
                 "then %s reads them",
                 app_key_label(app, A_RELOAD));
    wrap(p, STYLE_NORMAL, &text);
}

static void tally_draw(struct view *view, struct rect area)
{
    struct view_tally *v = (struct view_tally *)view;
    struct workspace *w = view->app->workspace;
    struct page *p = &v->base.page;
    page_begin(p, area);
    add_up(v);
    build_grid(v);
    if (tally_years(tally_of(v)))
        add_table(p, &v->grid);
    else
        add_nothing(p, view->app);
    page_gap(p);
    if (workspace_reading(w))
        page_line(p, STYLE_WARNING, PAGE_NO_LINK, "Records are still being read");
    add_conservation(p, &v->sum, catalog_counts(w->catalog));
    add_notes(p);
    add_own(v);
    page_draw(p, area);
}

/* Leaves for the queue, limited to the records of a year. */
static void open_year(struct app *app, unsigned year)
{
    struct err e;
    char limit[32];
    snprintf(limit, sizeof limit, "year:%u", year);
    while (app->top->below)
        app_pop(app);
    if (!app_limit(app, limit, &e))
        app_say_err(app, &e);
}

/* Marks the year so many columns further. */
static void step_year(struct view_tally *v, const struct act *act)
{
    size_t years = tally_years(tally_of(v)), at = 0, by = act->count ? act->count : 1;
    while (at < years && year_at(v, at)->year != v->year)
        at++;
    if (act->action == A_LEFT)
        at -= by < at ? by : at;
    else
        at = by < years - at ? at + by : years - 1;
    v->year = year_at(v, at)->year;
}

static bool tally_act(struct view *view, const struct act *act)
{
    struct view_tally *v = (struct view_tally *)view;
    bool years = tally_years(tally_of(v)) > 0;
    uint32_t year = v->across && years ? v->year : page_link_here(&v->base.page);
    bool sideways = act->action == A_LEFT || act->action == A_RIGHT;
    if (v->across && years && sideways)
        step_year(v, act);
    else if (act->action != A_OPEN)
        return page_act(&v->base.page, view->app, act);
    else if (year != PAGE_NO_LINK)
        open_year(view->app, year);
    return true;
}

static void tally_close(struct view *view)
{
    struct view_tally *v = (struct view_tally *)view;
    grid_release(&v->grid);
    str_release(&v->again);
    page_view_close(view);
}

static void tally_hints(const struct view *view, struct str *out)
{
    const struct view_tally *v = (const struct view_tally *)view;
    const struct hint move = {v->across ? "years" : "columns", {A_LEFT, A_RIGHT}};
    const struct hint hints[] = {{"the year's records", {A_OPEN}},
                                 {"summary", {A_SUMMARY}},
                                 {"definitions", {A_DEFINITIONS}},
                                 {"back", {A_BACK}}};
    bool filled = tally_years(review_tally(view->app->workspace->review)) > 0;
    app_hints(view, hints, filled ? 1 : 0, out);
    app_hints(view, &move, filled && (v->across || v->base.page.limit) ? 1 : 0, out);
    app_hints(view, hints + 1, sizeof hints / sizeof *hints - 1, out);
}

struct view *view_tally_new(struct app *app, struct err *e)
{
    static const struct view_ops ops = {.name = "Tally by year",
                                        .scopes = LISTS,
                                        .close = tally_close,
                                        .draw = tally_draw,
                                        .act = tally_act,
                                        .click = page_view_click,
                                        .position = page_view_position,
                                        .hints = tally_hints,
                                        .write = write_tally};
    struct view_tally *v = page_view_new(app, &ops, sizeof *v, e);
    if (!v)
        return NULL;
    if (app_row(app) != CATALOG_NONE)
        v->year = catalog_year(app->workspace->catalog, app_row(app));
    return &v->base.view;
}
