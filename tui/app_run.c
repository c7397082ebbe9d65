/* The loop: wait, take every key there is, work a slice, draw once. */
#include "tui/app_private.h"
#include "tui/input.h"
#include "tui/term.h"
#include "tui/wait.h"

enum { LOOK_MS = 250 }; /* between looks at the log, and between drawings while loading */

struct loop {
    struct app *app;
    struct input input;
    int64_t drawn, looked, last_byte; /* wait_clock_ms */
    bool dirty;                       /* the screen is not what the state is */
    bool changed;                     /* work was done that the views do not know of */
};

static void show(struct loop *l)
{
    int rows, cols;
    app_tick(l->app, wait_clock_ms());
    if (l->app->private->redraw)
        term_redraw();
    l->app->private->redraw = false;
    term_size(&rows, &cols);
    app_draw(l->app, rows, cols);
    term_flush();
    l->drawn = wait_clock_ms();
    app_sent(l->app, l->drawn);
    l->dirty = false;
}

/* False where the program is to end. */
static bool take_signals(struct loop *l, const struct event_set *set)
{
    if (set->stop)
        term_suspend();
    else if (set->continued)
        term_resume();
    if (set->resized)
        term_resized();
    l->dirty = l->dirty || set->stop || set->continued || set->resized;
    return !set->end;
}

/* All keys there are; false where the terminal is gone. */
static bool take_keys(struct loop *l, bool readable)
{
    uint32_t key;
    int64_t now = wait_clock_ms();
    l->dirty = app_tick(l->app, now) || l->dirty;
    if (readable) {
        if (now - l->last_byte > TORN_MS)
            input_pause(&l->input);
        l->last_byte = now;
        if (!input_read(&l->input, term_fd()))
            return false;
    }
    bool late = now - l->last_byte >= ESCAPE_DELAY_MS;
    while (!l->app->quit && input_next(&l->input, late, &key)) {
        if (key == K_MOUSE)
            app_mouse(l->app, &l->input.mouse);
        else
            app_key(l->app, key, &l->input.paste);
        l->dirty = true;
        if (l->app->private->suspend) {
            l->app->private->suspend = false;
            app_keep_draft(l->app);
            term_suspend();
        }
    }
    app_keep_draft(l->app);
    return true;
}

static void work(struct loop *l)
{
    if (app_pending(l->app)) {
        app_work(l->app);
        l->changed = true;
    }
    int64_t now = wait_clock_ms();
    if (l->changed && (!app_pending(l->app) || now - l->drawn >= LOOK_MS)) {
        app_changed(l->app);
        l->changed = false;
        l->dirty = true;
    }
    if (now - l->looked >= LOOK_MS) {
        l->dirty = app_refresh(l->app) || l->dirty;
        app_keep_personal(l->app);
        l->looked = now;
    }
}

static void run(struct loop *l)
{
    show(l);
    app_work(l->app);
    app_changed(l->app);
    l->dirty = true;
    while (!l->app->quit) {
        if (l->dirty)
            show(l);
        int timeout = app_pending(l->app) ? 0 : input_waits(&l->input) ? ESCAPE_DELAY_MS : LOOK_MS;
        struct event_set set = wait_for(term_fd(), timeout);
        if (!take_signals(l, &set) || !take_keys(l, set.input))
            return;
        if (!l->app->quit)
            work(l);
    }
}

bool app_run(struct workspace *w, struct err *e)
{
    struct app app;
    struct loop loop = {.app = &app};
    if (!term_open(e))
        return false;
    wait_open();
    bool ok = app_open(&app, w, e);
    if (ok) {
        run(&loop);
        ok = !app.private->failed;
        if (!ok)
            *e = app.private->error;
        app_close(&app);
    }
    term_close();
    wait_close();
    input_release(&loop.input);
    return ok;
}
