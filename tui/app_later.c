/* What the reviewer has put off: out of the round of the undecided until all others are done. */
#include "tui/app_private.h"

/* By row, of the records that are read; one that is decided is put off no longer. */
void app_later_settle(struct app *app)
{
    const struct workspace *w = app->workspace;
    struct personal *p = &app->personal;
    row_set_clear(&app->later);
    for (size_t i = p->later.count; i-- > 0;) {
        uint32_t row = catalog_find(w->catalog, p->later.item[i]);
        if (row == CATALOG_NONE || row >= review_rows(w->review))
            continue;
        bool open = review_state(w->review, row) == STATE_UNDECIDED;
        bool settled = open ? row_set_put(&app->later, row, true)
                            : personal_put_off(p, p->later.item[i], false);
        if (!settled)
            app_say(app, STYLE_ERROR, "out of memory: not all that is put off is known");
    }
}

static void put_off(struct app *app, uint32_t row)
{
    if (!personal_put_off(&app->personal, app_row_id(app, row), true)) {
        app_say(app, STYLE_ERROR, "not put off: %d records are already; decide some of them",
                PERSONAL_LATER_MAX);
        return;
    }
    app_changed(app);
    size_t next = queue_undecided(&app->queue, app->workspace->review, app->current, 1);
    bool others = next != QUEUE_NONE && !row_set_has(&app->later, queue_row(&app->queue, next));
    if (next != QUEUE_NONE)
        app_go(app, next);
    app_say(app, STYLE_NORMAL, "%s is put off%s", app_row_id(app, row),
            others ? " until all others are done" : "; all others are done");
}

void app_later(struct app *app)
{
    uint32_t row = app_row(app);
    if (row == CATALOG_NONE)
        return;
    if (review_state(app->workspace->review, row) != STATE_UNDECIDED) {
        app_say(app, STYLE_NORMAL, "%s is decided: only what is undecided is put off",
                app_row_id(app, row));
    } else if (!row_set_has(&app->later, row)) {
        put_off(app, row);
    } else if (personal_put_off(&app->personal, app_row_id(app, row), false)) {
        app_changed(app);
        app_say(app, STYLE_NORMAL, "%s is among the undecided again", app_row_id(app, row));
    }
}
