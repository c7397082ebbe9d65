/* The actions that every view has in common. */
#include <stdlib.h>

#include "tui/app_private.h"
#include "tui/input.h"

/* Says what became of a change; true where it was saved. */
static bool said_done(struct app *app, enum done done, const struct err *e)
{
    if (done == DONE_NOT_SAVED || done == DONE_UNKNOWN || done == DONE_REFUSED)
        app_say_err(app, e);
    if (done == DONE_SAVED)
        app_changed(app);
    return done == DONE_SAVED;
}

static void act_quit(struct app *app, const struct act *act)
{
    (void)act;
    app->quit = !app_write_asks(app);
}

/* Esc never leaves the program, for it may be what a slow line made of an arrow key; nor does a key that one holds down
 * to come back to the queue. */
static void act_back(struct app *app, const struct act *act)
{
    bool character = act->typed > ' ' && act->typed < K_BACKSPACE;
    if (!app->top->below && act->typed && !character)
        app_say(app, STYLE_NORMAL, "%s quits", app_key_label(app, A_QUIT));
    else if (app->top->below || !app_write_asks(app))
        app_pop(app);
}

static void act_redraw(struct app *app, const struct act *act)
{
    (void)act;
    app->private->redraw = true;
}

static void act_step(struct app *app, const struct act *act)
{
    size_t n = act->count ? act->count : 1;
    size_t last = app->queue.count ? app->queue.count - 1 : 0;
    if (act->action == A_NEXT_RECORD && app->current == last)
        app_say(app, STYLE_NORMAL, "this is the last record of the queue");
    else if (act->action == A_PREV_RECORD && app->current == 0)
        app_say(app, STYLE_NORMAL, "this is the first record of the queue");
    else if (act->action == A_NEXT_RECORD)
        app_go(app, n < last - app->current ? app->current + n : last);
    else
        app_go(app, n < app->current ? app->current - n : 0);
}

static void act_undecided(struct app *app, const struct act *act)
{
    int step = act->action == A_NEXT_UNDECIDED ? 1 : -1;
    size_t at = queue_undecided(&app->queue, app->workspace->review, app->current, step);
    const char *so_far = app_so_far(app);
    bool limited = !*so_far && *app->queue.limit;
    if (at == QUEUE_NONE && app_offer_again(app))
        return;
    if (at == QUEUE_NONE) {
        app_say(app, STYLE_STRONG, "nothing is undecided here%s%s%s%s", so_far, limited ? ": " : "",
                limited ? app_key_label(app, A_LIMIT) : "",
                limited ? " lifts or changes the limit" : "");
        return;
    }
    bool moves = at != app->current;
    app_go(app, at);
    if (row_set_has(&app->later, queue_row(&app->queue, at)))
        app_say(app, STYLE_NORMAL, "only what was put off is left");
    else if (!moves)
        app_say(app, STYLE_NORMAL, "no other record is undecided here%s", so_far);
}

/* "flag on D-1", "note on 40 records" */
static void say_redone(struct app *app, const char *what, const struct redone *r, bool hidden)
{
    static const char *const acts[] = {[EVENT_FLAG] = "flag",
                                       [EVENT_UNFLAG] = "removal of the flag",
                                       [EVENT_NOTE] = "note",
                                       [EVENT_RETRACT] = "retraction"};
    const char *lifted = hidden ? "; the limit hid it and is lifted" : "";
    bool decided = r->type == EVENT_DECIDE || r->type == EVENT_ADJUDICATE;
    if (r->count > 1)
        app_say(app, STYLE_STRONG, "%s: %s on %zu records", what,
                decided ? "decision" : acts[r->type], r->count);
    else if (decided)
        app_say(app, STYLE_STRONG, "%s: %s is %s%s", what, app_row_id(app, r->row),
                outcome_label(review_row(app->workspace->review, r->row).outcome), lifted);
    else
        app_say(app, STYLE_STRONG, "%s: %s on %s%s", what,
                r->again ? "blind decision" : acts[r->type], app_row_id(app, r->row), lifted);
}

static void act_undo(struct app *app, const struct act *act)
{
    struct err e = {0};
    struct redone r = {.row = CATALOG_NONE};
    bool undo = act->action == A_UNDO;
    struct casework *cw = &app->workspace->casework;
    enum done done = undo ? casework_undo(cw, &r, &e) : casework_redo(cw, &r, &e);
    if (done == DONE_NOTHING) {
        app_say(app, STYLE_NORMAL, "nothing of yours to %s", undo ? "undo" : "redo");
        return;
    }
    if (!said_done(app, done, &e))
        return;
    const char *what = undo ? "undone" : "redone";
    if (r.row == CATALOG_NONE && r.count == 1) {
        app_say(app, STYLE_WARNING, "%s, for a record that is not among those read", what);
        return;
    }
    bool hidden = r.count == 1 && app_hides(app, r.row);
    if (r.count == 1)
        app_go_row(app, r.row);
    say_redone(app, what, &r, hidden);
}

static void act_flag(struct app *app, const struct act *act)
{
    (void)act;
    struct err e = {0};
    uint32_t row = app_row(app);
    if (row == CATALOG_NONE)
        return;
    bool on = !review_row(app->workspace->review, row).flagged;
    if (said_done(app, casework_flag(&app->workspace->casework, row, on, &e), &e))
        app_say(app, STYLE_NORMAL, "%s: %s", app_row_id(app, row),
                on ? "flagged" : "no flag any more");
}

static void act_follow(struct app *app, const struct act *act)
{
    (void)act;
    app_follow(app);
}

static void act_search_on(struct app *app, const struct act *act)
{
    int step = act->action == A_SEARCH_NEXT ? 1 : -1;
    if (!(app->top->ops->scopes & (QUEUE | CASE))) {
        app_say(app, STYLE_NORMAL, "there is nothing to search here");
        return;
    }
    if (!app->search) {
        app_say(app, STYLE_NORMAL, "nothing was searched for yet: %s does",
                app_key_label(app, A_SEARCH));
        return;
    }
    app_search(app, step);
}

static void act_ask(struct app *app, const struct act *act)
{
    switch (act->action) {
    case A_SEARCH:
        app_ask_search(app);
        break;
    case A_LIMIT:
        app_ask_limit(app);
        break;
    case A_SORT:
        app_ask_order(app);
        break;
    case A_BULK:
        app_ask_bulk(app);
        break;
    case A_NOTE:
        app_ask_note(app);
        break;
    default:
        app_ask_command(app);
        break;
    }
}

static void act_later(struct app *app, const struct act *act)
{
    (void)act;
    app_later(app);
}

static void act_tag(struct app *app, const struct act *act)
{
    (void)act;
    app_tag_current(app);
}

static void act_reload(struct app *app, const struct act *act)
{
    (void)act;
    app_reload(app);
}

/* Brings the view of that kind up: the one that is open already, else a new one. */
static void open_view(struct app *app, struct view *(*make)(struct app *, struct err *))
{
    struct err e;
    struct view *made = make(app, &e);
    if (!made) {
        app_say_err(app, &e);
        return;
    }
    struct view *open = app->top;
    bool of_queue = made->ops->scopes & CASE; /* below a detour it is of another one */
    while (open && open->ops != made->ops)
        open = open->limit && of_queue ? NULL : open->below;
    if (!open) {
        app_push(app, made);
        return;
    }
    made->ops->close(made);
    while (app->top != open)
        app_pop(app);
}

static void act_open(struct app *app, const struct act *act)
{
    static const struct {
        enum action action;
        struct view *(*make)(struct app *, struct err *);
    } views[] = {
        {A_TALLY, view_tally_new},       {A_SUMMARY, view_summary_new},
        {A_PROBLEMS, view_problems_new}, {A_DEFINITIONS, view_definitions_new},
        {A_HELP, view_help_new},         {A_SIGNS, view_signs_new},
        {A_OPEN, view_case_new},         {A_MENU, view_menu_new},
        {A_LIMITS, view_limits_new},
    };
    if (act->action == A_OPEN && app_row(app) == CATALOG_NONE)
        return;
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        if (views[i].action == act->action)
            open_view(app, views[i].make);
    }
}

typedef void handler(struct app *app, const struct act *act);

static handler *const handlers[ACTION_TOTAL] = {
    [A_QUIT] = act_quit,
    [A_BACK] = act_back,
    [A_REDRAW] = act_redraw,
    [A_RELOAD] = act_reload,
    [A_NEXT_RECORD] = act_step,
    [A_PREV_RECORD] = act_step,
    [A_NEXT_UNDECIDED] = act_undecided,
    [A_PREV_UNDECIDED] = act_undecided,
    [A_LATER] = act_later,
    [A_TOGGLE_TAG] = act_tag,
    [A_BULK] = act_ask,
    [A_UNDO] = act_undo,
    [A_REDO] = act_undo,
    [A_FLAG] = act_flag,
    [A_FOLLOW] = act_follow,
    [A_SEARCH_NEXT] = act_search_on,
    [A_SEARCH_PREV] = act_search_on,
    [A_SEARCH] = act_ask,
    [A_LIMIT] = act_ask,
    [A_SORT] = act_ask,
    [A_NOTE] = act_ask,
    [A_COMMAND] = act_ask,
    [A_OPEN] = act_open,
    [A_TALLY] = act_open,
    [A_SUMMARY] = act_open,
    [A_PROBLEMS] = act_open,
    [A_LIMITS] = act_open,
    [A_DEFINITIONS] = act_open,
    [A_HELP] = act_open,
    [A_SIGNS] = act_open,
    [A_MENU] = act_open,
};

void app_act(struct app *app, const struct act *act)
{
    bool done = app_again_act(app, act) || app->top->ops->act(app->top, act);
    if (!done && handlers[act->action])
        handlers[act->action](app, act);
    app->private->acted = act->action;
}
