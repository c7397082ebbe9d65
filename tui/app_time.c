/* Where the reviewer's time goes, from key to key: to the case that is on the screen, and to the reminder of a break. */
#include "tui/app_private.h"

enum {
    MINUTE_MS = 60 * 1000,
    GAP_MS =
        2 *
        MINUTE_MS, /* a longer one between two keys counts as one of this: nobody may be there */
    PAUSE_MS = 5 * MINUTE_MS /* one so long is a break */
};

void app_rest(struct app *app, int64_t ms)
{
    if (ms >= PAUSE_MS)
        app->private->worked_ms = 0;
}

void app_spend(struct app *app, int64_t ms)
{
    struct app_private *p = app->private;
    p->worked_ms += ms;
    app_rest(app, ms);
    if (app->top->ops->spent)
        app->top->ops->spent(app->top, ms < GAP_MS ? ms : GAP_MS);
}

void app_remind(struct app *app)
{
    struct app_private *p = app->private;
    unsigned after = app->workspace->settings.break_minutes;
    if (after == 0 || p->worked_ms < (int64_t)after * MINUTE_MS || p->message.len > 0)
        return;
    app_say(app, STYLE_NORMAL, "%lld minutes without a break: look away for a while",
            (long long)(p->worked_ms / MINUTE_MS));
    p->worked_ms = 0;
}
