/* The idle lock: after some minutes without a key nothing of a case is on the screen, and Enter alone acts. */
#include "tui/app_private.h"
#include "tui/input.h"
#include "tui/term.h"

enum { MINUTE_MS = 60 * 1000 };

bool app_tick(struct app *app, int64_t now_ms)
{
    struct app_private *p = app->private;
    int64_t minutes = app->workspace->settings.lock;
    p->now_ms = now_ms;
    if (!p->touched_ms)
        p->touched_ms = now_ms;
    if (p->locked || !minutes || now_ms - p->touched_ms < minutes * MINUTE_MS)
        return false;
    app_keep_draft(app);
    app_forget_keys(app);
    p->locked = p->redraw = true;
    return true;
}

static void unlock(struct app *app)
{
    struct app_private *p = app->private;
    if (!term_owned()) {
        p->failed = app->quit = true;
        err_set(
            &p->error, ERR_SYSTEM,
            "the terminal was locked, and belongs to somebody else now: start the console on your "
            "own; what was being typed is kept");
        return;
    }
    app_rest(app, p->now_ms - p->touched_ms);
    p->locked = false;
    p->redraw = true;
    p->touched_ms = p->now_ms;
}

bool app_lock_key(struct app *app, uint32_t key)
{
    struct app_private *p = app->private;
    if (!p->locked) {
        p->touched_ms = p->now_ms;
        return false;
    }
    if (key == K_ENTER)
        unlock(app);
    return true;
}

void app_lock_draw(const struct app *app, int cols)
{
    draw_format(0, 0, cols, STYLE_STRONG, "locked: Enter unlocks");
    draw_format(1, 0, cols, STYLE_NORMAL, "no key for %u minute%s", app->workspace->settings.lock,
                app->workspace->settings.lock == 1 ? "" : "s");
    draw_format(2, 0, cols, STYLE_NORMAL, "what was being typed is kept");
}
