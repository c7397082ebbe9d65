/* The case view: the record, what was reported and answered, and the keys that decide. */
#include "tui/view_case.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "tui/app_private.h"
#include "tui/case_guide.h"
#include "tui/case_screen.h"
#include "tui/layout.h"

struct case_view {
    struct view view;
    struct case_work work;
    struct case_screen screen;
    struct rect area; /* as last drawn */
    int rows;         /* of it, where nothing is typed below */
    bool asleep;      /* a detour is above it: what changed is taken in when that ends */
    bool stale;       /* the screen is to be built again */
    int64_t
        since_ms; /* the record is on the screen, or a key held down decided nothing; 0: not yet */
    unsigned changes;     /* of the work, as built */
    struct str searched;  /* the words that it shows as matches */
    struct str uncover;   /* how a covered text is shown */
    struct str refusal;   /* shown below the head until another key; "" where none */
    int guided;           /* the guidance on this item is open; -1: none */
    enum outcome pending; /* waits for its rationale */
};

static const struct view_ops case_ops;

struct case_work *view_case_work(struct view *v)
{
    return v && v->ops == &case_ops ? &((struct case_view *)v)->work : NULL;
}

/* Builds the screen again where something changed, and fits it to the area. */
static void settle(struct case_view *v)
{
    const struct case_work *w = &v->work;
    if (v->stale || v->changes != w->changes) {
        struct case_shown shown = {
            .id = w->id,
            .record = w->readable ? &w->shown.record : NULL,
            .trouble = &w->trouble,
            .review = &w->review,
            .history = &w->history,
            .answers = case_work_answers(w),
            .rationale = w->rationale,
            .draft = w->draft,
            .search = str_text(&v->searched),
            .refusal = str_text(&v->refusal),
            .terms = app_terms(v->view.app),
            .covered = w->covered,
            .resume = keymap_label(&v->view.app->keys, A_RATIONALE, CASE),
            .uncover = str_text(&v->uncover),
            .again = w->again != 0,
            .guided = w->readable ? v->guided : -1,
            .rows = (size_t)v->rows,
            .unicode = draw_unicode(),
        };
        case_screen_build(&v->screen, &shown, v->area.w);
        v->stale = false;
        v->changes = w->changes;
    }
    case_screen_settle(&v->screen, v->area.h);
}

static void note_shown(struct case_view *v)
{
    size_t first, end;
    case_screen_shown_lines(&v->screen, &first, &end);
    if (v->work.readable && !v->screen.hidden && !v->work.covered)
        case_seen_show(&v->work.seen, v->screen.end_line + 1, first, end);
}

static void case_draw(struct view *view, struct rect area)
{
    struct case_view *v = (struct case_view *)view;
    const char *search = view->app->search ? view->app->search : "";
    size_t lines = v->screen.column[COLUMN_TEXT].lines;
    size_t first = v->screen.columns.column[COLUMN_TEXT].first;
    bool resized = area.w != v->area.w && lines > 0;
    int rows = layout_screen(view->app->private->rows, view->app->private->cols).view.h;
    if (area.w != v->area.w || rows != v->rows || strcmp(search, str_text(&v->searched)) != 0)
        v->stale = true;
    v->rows = rows;
    str_clear(&v->searched);
    str_add(&v->searched, search);
    v->area = area;
    settle(v);
    /* About the same place of the text, now that its lines are longer or shorter. */
    if (resized)
        case_columns_show(&v->screen.columns, first * v->screen.column[COLUMN_TEXT].lines / lines);
    case_screen_draw(&v->screen, area);
    note_shown(v);
}

static void case_sent(struct view *view, int64_t now_ms)
{
    struct case_view *v = (struct case_view *)view;
    if (!v->since_ms)
        v->since_ms = now_ms;
}

static void start_at_top(struct case_view *v)
{
    v->screen.columns.position = 0;
    v->pending = OUTCOME_NONE;
    v->since_ms = 0;
    str_clear(&v->refusal);
}

static void case_changed(struct view *view)
{
    struct case_view *v = (struct case_view *)view;
    v->asleep = app_is_below_detour(view->app, view);
    if (v->asleep)
        return;
    if (case_work_refresh(&v->work))
        start_at_top(v);
    v->stale = true;
}

/* Both are told now, for there is nothing left to be blind to. Closes the view. */
static void made_again(struct case_view *v, enum outcome outcome)
{
    struct app *app = v->view.app;
    struct row_review first = review_row(app->workspace->review, v->work.row);
    bool same = first.outcome == outcome;
    char id[sizeof v->work.id];
    memcpy(id, v->work.id, sizeof id);
    app_pop(app);
    app_say(app, STYLE_STRONG, "kept: %s again is %s, %s%s%s", id, outcome_label(outcome),
            same ? "as before" : "before ", same ? "" : outcome_label(first.outcome),
            same ? "" : ", which stands");
}

static void advance(struct case_view *v, enum outcome outcome)
{
    struct app *app = v->view.app;
    char id[sizeof v->work.id];
    memcpy(id, v->work.id, sizeof id);
    str_clear(&v->refusal);
    size_t next = queue_undecided(&app->queue, app->workspace->review, app->current, 1);
    if (next == QUEUE_NONE || next == app->current)
        app_changed(app);
    else
        app_go(app, next);
    app_say(app, STYLE_STRONG, "saved: %s is %s (%s undoes)%s%s", id, outcome_label(outcome),
            app_key_label(app, A_UNDO),
            next == QUEUE_NONE ? "; nothing else is undecided here" : "",
            next == QUEUE_NONE ? app_so_far(app) : "");
    app_decided(app, next == QUEUE_NONE);
}

static void decide(struct case_view *v, enum outcome outcome);

static void rationale_done(void *ctx, const char *text)
{
    struct case_view *v = ctx;
    enum outcome outcome = v->pending;
    v->pending = OUTCOME_NONE;
    v->stale = true;
    if (!text) {
        v->work.draft = true;
        return;
    }
    str_clear(&v->refusal);
    case_work_rationale(&v->work, text);
    if (!v->work.rationale && outcome != OUTCOME_NONE)
        app_say(v->view.app, STYLE_WARNING, "no rationale was written: nothing was decided");
    if (outcome != OUTCOME_NONE && v->work.rationale)
        decide(v, outcome);
}

/* Opens the editor; `outcome` is decided on once the rationale is written. */
static void edit_rationale(struct case_view *v, enum outcome outcome)
{
    char draft[80];
    struct str label = STR_INIT;
    case_work_draft(&v->work, "rationale", draft);
    str_add(&label, "Rationale");
    if (outcome != OUTCOME_NONE)
        str_addf(&label, " for %s", outcome_label(outcome));
    v->pending = outcome;
    app_edit(v->view.app, str_text(&label), draft, v->work.rationale ? v->work.rationale : "",
             rationale_done, v);
    str_release(&label);
}

/* Shows a text from the checks or the log below the head, until another key. */
static void notice(struct case_view *v, const char *before, const char *text)
{
    str_clear(&v->refusal);
    str_add(&v->refusal, before);
    str_add(&v->refusal, text);
    v->screen.notice_first = 0;
    v->stale = true;
}

static void decide(struct case_view *v, enum outcome outcome)
{
    struct verdict verdict = {0};
    struct err e = {0};
    if (!v->work.readable) {
        app_say(v->view.app, STYLE_ERROR, "nothing was decided: the record could not be read");
        return;
    }
    if (v->work.covered) {
        app_say(v->view.app, STYLE_WARNING, "nothing was decided: %s", str_text(&v->uncover));
        return;
    }
    switch (case_work_decide(&v->work, outcome, &verdict, &e)) {
    case DONE_SAVED:
        (v->work.again ? made_again : advance)(v, outcome);
        break;
    case DONE_REFUSED:
        notice(v, verdict.refused ? "Refused. " : "", verdict.text);
        if (!verdict.refused)
            edit_rationale(v, outcome);
        break;
    case DONE_NOTHING:
        break;
    case DONE_NOT_SAVED:
        notice(v, "Not saved: ", e.what);
        break;
    case DONE_UNKNOWN:
        notice(v, "It is not known whether this was saved: ", e.what);
        break;
    }
}

/* Whether the case was there to be judged when the key was pressed. Keys that a slow line brings all at once were typed at the
 * case before; one that comes again sooner than anybody reads is held down, or was pressed twice by mistake. A keyboard
 * begins to repeat after up to 0.66 s, which some need for a case that they know, and so can decide one more. */
static bool is_seen(struct case_view *v, enum action action)
{
    enum { REPEAT_MS = 250 };
    struct app *app = v->view.app;
    const struct app_private *p = app->private;
    bool held = p->acted == action && p->now_ms - v->since_ms < REPEAT_MS;
    if (!v->since_ms) {
        app_say(app, STYLE_WARNING, "nothing was decided: %s was not on the screen yet",
                v->work.id);
        return false;
    }
    if (held) {
        v->since_ms = p->now_ms;
        app_say(app, STYLE_WARNING,
                "%s not decided: the key came too soon (%s undoes the one before)", v->work.id,
                app_key_label(app, A_UNDO));
    }
    return !held;
}

/* Opens the guidance on what was answered last, else on what is most likely wanted; or closes it. */
static void toggle_guide(struct case_view *v)
{
    struct case_answers answers = case_work_answers(&v->work);
    if (!v->work.readable)
        return;
    settle(v);
    v->stale = true;
    v->screen.guide_first = 0;
    if (v->guided >= 0)
        v->guided = -1;
    else if (v->work.answered >= 0)
        v->guided = v->work.answered;
    else
        v->guided = (int)case_guide_first(&answers, &v->screen.narrative);
}

static void guide_on(struct case_view *v, unsigned item)
{
    if (v->guided < 0 || v->guided == (int)item)
        return;
    v->guided = (int)item;
    v->screen.guide_first = 0;
    v->stale = true;
}

/* While the guidance is open, it has the keys that move by screens and to the sides. */
static bool move_guide(struct case_view *v, enum action action)
{
    const struct criteria *c = v->view.app->workspace->criteria;
    if (v->guided < 0)
        return false;
    if (action == A_LEFT || action == A_RIGHT)
        guide_on(v, case_guide_next(c, (unsigned)v->guided, action == A_RIGHT ? 1 : -1));
    else if (action == A_PAGE_DOWN || action == A_PAGE_UP)
        case_screen_scroll_guide(&v->screen, action == A_PAGE_DOWN ? 1 : -1);
    else
        return false;
    return true;
}

static bool answer(struct case_view *v, enum element element, unsigned number)
{
    const struct criteria *c = v->view.app->workspace->criteria;
    for (unsigned i = 0; v->work.readable && i < c->count; i++) {
        if (c->item[i].element != element || c->item[i].number != number)
            continue;
        case_work_answer(&v->work, i, answer_next(answers_get(&v->work.given, i)));
        guide_on(v, i);
        return true;
    }
    return false;
}

static bool scroll(struct case_view *v, const struct act *act)
{
    unsigned long by = act->count > 0 ? act->count : 1;
    long lines = by < LONG_MAX ? (long)by : LONG_MAX;
    switch (act->action) {
    case A_DOWN:
        case_columns_move(&v->screen.columns, lines);
        return true;
    case A_UP:
        case_columns_move(&v->screen.columns, -lines);
        return true;
    case A_PAGE_DOWN:
        case_columns_page(&v->screen.columns, 1);
        return true;
    case A_PAGE_UP:
        case_columns_page(&v->screen.columns, -1);
        return true;
    case A_FIRST:
        case_columns_move(&v->screen.columns, act->count > 0 ? 0 : -LONG_MAX);
        return act->count == 0;
    case A_LAST:
        if (act->count == 0)
            case_screen_last(&v->screen);
        return act->count == 0;
    default:
        return false;
    }
}

/* Where the refusal is longer than its place, the moving keys move it. */
static bool scroll_notice(struct case_view *v, enum action action)
{
    bool down = action == A_DOWN || action == A_PAGE_DOWN;
    bool up = action == A_UP || action == A_PAGE_UP;
    return (up || down) && case_screen_scroll_notice(&v->screen, down ? 1 : -1);
}

static bool case_act(struct view *view, const struct act *act)
{
    static const enum outcome outcomes[ACTION_TOTAL] = {
        [A_VOLUNTARY] = OUTCOME_VOLUNTARY,
        [A_TRAFFICKING] = OUTCOME_TRAFFICKING,
        [A_NOT_TRAFFICKING] = OUTCOME_NOT_TRAFFICKING,
        [A_INSUFFICIENT] = OUTCOME_INSUFFICIENT,
        [A_OUT_OF_SCOPE] = OUTCOME_OUT_OF_SCOPE,
    };
    struct case_view *v = (struct case_view *)view;
    if (scroll_notice(v, act->action))
        return true;
    v->stale |= v->refusal.len > 0;
    str_clear(&v->refusal);
    if (move_guide(v, act->action))
        return true;
    if (outcomes[act->action] != OUTCOME_NONE) {
        if (is_seen(v, act->action))
            decide(v, outcomes[act->action]);
        return true;
    }
    switch (act->action) {
    case A_ANSWER_MEANS:
        return answer(v, ELEMENT_MEANS, act->key + 1);
    case A_ANSWER_ACT:
        return answer(v, ELEMENT_ACT, act->key + 1);
    case A_ANSWER_PURPOSE:
        return answer(v, ELEMENT_PURPOSE, act->key + 1);
    case A_OPEN:
        case_work_uncover(&v->work);
        return true;
    case A_GUIDANCE:
        toggle_guide(v);
        return true;
    case A_RATIONALE:
        if (v->work.readable)
            edit_rationale(v, OUTCOME_NONE);
        return true;
    case A_SEARCH_NEXT:
        settle(v);
        return case_screen_search(&v->screen, 1);
    case A_SEARCH_PREV:
        settle(v);
        return case_screen_search(&v->screen, -1);
    default:
        settle(v);
        return scroll(v, act);
    }
}

static void case_position(const struct view *view, struct str *out)
{
    const struct case_view *v = (const struct case_view *)view;
    const struct app *app = view->app;
    if (v->work.row == CATALOG_NONE)
        return;
    str_number(out, (int64_t)app->current + 1);
    str_addc(out, '/');
    str_number(out, (int64_t)app->queue.count);
    str_addf(out, " %s", v->work.id);
}

static void case_view_hints(const struct view *view, struct str *out)
{
    const struct case_view *v = (const struct case_view *)view;
    static const struct hint unreadable[] = {{"read the records again", {A_RELOAD}},
                                             {"next record", {A_NEXT_RECORD}},
                                             {"previous record", {A_PREV_RECORD}},
                                             {"back", {A_BACK}}};
    static const struct hint scrolled = {"scroll it", {A_PAGE_DOWN, A_PAGE_UP}};
    static const struct hint guided[] = {{"closes the guidance", {A_GUIDANCE}},
                                         {"another criterion", {A_LEFT, A_RIGHT}},
                                         {"means", {A_ANSWER_MEANS}}};
    static const struct hint covered[] = {{"shows the text", {A_OPEN}},
                                          {"next record", {A_NEXT_RECORD}},
                                          {"previous record", {A_PREV_RECORD}},
                                          {"back", {A_BACK}}};
    static const struct hint again = {"skips it", {A_BACK}}, undo = {"undo", {A_UNDO}};
    struct case_answers answers = case_work_answers(&v->work);
    app_hints(view, &again, v->work.again ? 1 : 0, out);
    if (v->work.readable && v->work.covered) {
        app_hints(view, covered, sizeof covered / sizeof *covered, out);
    } else if (v->work.readable && v->guided >= 0) {
        app_hints(view, guided, 1, out);
        app_hints(view, &scrolled, v->screen.guide.lines > v->screen.guide_rows, out);
        app_hints(view, guided + 1, sizeof guided / sizeof *guided - 1, out);
    } else if (v->work.readable) {
        case_hints(&answers, &view->app->keys, v->work.rationale != NULL, v->area.w, out);
        app_hints(view, &undo, 1, out);
    } else {
        app_hints(view, unreadable, sizeof unreadable / sizeof *unreadable, out);
    }
}

static void case_spent(struct view *view, int64_t ms)
{
    ((struct case_view *)view)->work.spent_ms += ms;
}

static void case_close(struct view *view)
{
    struct case_view *v = (struct case_view *)view;
    case_work_release(&v->work);
    case_screen_release(&v->screen);
    str_release(&v->refusal);
    str_release(&v->searched);
    str_release(&v->uncover);
    free(v);
}

static const struct view_ops case_ops = {
    .name = "Case",
    .scopes = CASE,
    .close = case_close,
    .draw = case_draw,
    .sent = case_sent,
    .act = case_act,
    .changed = case_changed,
    .spent = case_spent,
    .position = case_position,
    .hints = case_view_hints,
};

struct view *view_case_new(struct app *app, struct err *e)
{
    return view_case_again(app, 0, e);
}

struct view *view_case_again(struct app *app, uint64_t seq, struct err *e)
{
    struct case_view *v = calloc(1, sizeof *v);
    if (!v) {
        err_memory(e);
        return NULL;
    }
    v->view = (struct view){.ops = &case_ops, .app = app, .again = seq};
    v->work.again = seq;
    v->stale = true;
    v->guided = -1;
    str_addf(&v->uncover, "%s shows the text", keymap_label(&app->keys, A_OPEN, CASE));
    case_work_open(&v->work, app);
    return &v->view;
}
