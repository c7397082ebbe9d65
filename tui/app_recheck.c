/* A share of one's own decisions made again, blind: when the console offers one, and what can be done while it is open. */
#include <stdlib.h>

#include "models/base/date.h"
#include "models/recheck.h"
#include "tui/app_private.h"

enum { BETWEEN = 20 }; /* decisions from one offer to the next, so that nobody is held up often */

uint64_t app_again(const struct app *app)
{
    for (const struct view *v = app->top; v; v = v->below)
        if (v->again)
            return v->again;
    return 0;
}

/* What is skipped comes again in the next sitting, and not in this one. */
static bool offer(struct app *app)
{
    const struct workspace *w = app->workspace;
    struct app_private *p = app->private;
    struct recheck_rule rule = {w->settings.recheck_share, w->settings.recheck_after};
    struct own_decision due;
    struct str limit = STR_INIT;
    struct err e;
    if (app_again(app) || app_detour(app) || workspace_reading(w) ||
        !recheck_next(w->review, w->who.reviewer, &rule, time_days(time_now_us()), p->offered,
                      &due))
        return false;
    /* What was decided this moment is still told of in the message line. */
    if (due.seq == review_seq(w->review))
        return false;
    p->offered = due.seq;
    p->decided = 0;
    struct view *v = view_case_again(app, due.seq, &e);
    str_addf(&limit, "id:%s", due.record);
    if (v)
        app_push_within(app, v, str_text(&limit), due.row);
    else
        app_say_err(app, &e);
    str_release(&limit);
    return v != NULL;
}

void app_decided(struct app *app, bool last)
{
    struct app_private *p = app->private;
    if (++p->decided >= BETWEEN || last)
        offer(app);
}

bool app_offer_again(struct app *app)
{
    return offer(app);
}

/* What would show the earlier decision, or what hangs on it, waits. */
enum { NOT_NOW, TAKEN, SKIPS };
static const char while_again[ACTION_TOTAL] = {
    [A_DOWN] = TAKEN,           [A_UP] = TAKEN,
    [A_PAGE_DOWN] = TAKEN,      [A_PAGE_UP] = TAKEN,
    [A_FIRST] = TAKEN,          [A_LAST] = TAKEN,
    [A_LEFT] = TAKEN,           [A_RIGHT] = TAKEN,
    [A_OPEN] = TAKEN,           [A_BACK] = TAKEN,
    [A_QUIT] = TAKEN,           [A_SEARCH] = TAKEN,
    [A_SEARCH_NEXT] = TAKEN,    [A_SEARCH_PREV] = TAKEN,
    [A_ANSWER_MEANS] = TAKEN,   [A_ANSWER_ACT] = TAKEN,
    [A_ANSWER_PURPOSE] = TAKEN, [A_SIGNS] = TAKEN,
    [A_GUIDANCE] = TAKEN,       [A_VOLUNTARY] = TAKEN,
    [A_TRAFFICKING] = TAKEN,    [A_NOT_TRAFFICKING] = TAKEN,
    [A_INSUFFICIENT] = TAKEN,   [A_OUT_OF_SCOPE] = TAKEN,
    [A_RATIONALE] = TAKEN,      [A_MENU] = TAKEN,
    [A_HELP] = TAKEN,           [A_REDRAW] = TAKEN,
    [A_NEXT_RECORD] = SKIPS,    [A_PREV_RECORD] = SKIPS,
    [A_NEXT_UNDECIDED] = SKIPS, [A_PREV_UNDECIDED] = SKIPS,
    [A_LATER] = SKIPS,
};

bool app_again_refuses(const struct app *app, enum action action)
{
    return app_again(app) && while_again[action] == NOT_NOW;
}

bool app_again_act(struct app *app, const struct act *act)
{
    char what = while_again[act->action];
    if (!app_again(app) || what == TAKEN)
        return false;
    if (what == SKIPS && app->top->again)
        app_pop(app);
    else
        app_say(app, STYLE_NORMAL, "not while a decision is made again: %s skips it",
                app_key_label(app, A_BACK));
    return true;
}
