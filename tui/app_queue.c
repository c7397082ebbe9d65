/* The queue in the hand of the application: limit, order and search, worked at in slices between keys. */
#include <stdlib.h>
#include <string.h>

#include "tui/app_private.h"
#include "tui/layout.h"
#include "tui/wait.h"

static void forget_wanted(struct app *app)
{
    free(app->private->wanted);
    app->private->wanted = NULL;
}

const char *app_row_id(const struct app *app, uint32_t row)
{
    size_t len;
    return catalog_text(app->workspace->catalog, row, F_ID, &len);
}

void app_want_row(struct app *app, uint32_t row)
{
    forget_wanted(app);
    if (row != CATALOG_NONE)
        app->private->wanted = strdup(app_row_id(app, row));
}

static uint32_t wanted_row(const struct app *app)
{
    const char *wanted = app->private->wanted;
    return wanted ? catalog_find(app->workspace->catalog, wanted) : CATALOG_NONE;
}

uint32_t app_row(const struct app *app)
{
    uint32_t wanted = wanted_row(app);
    if (wanted != CATALOG_NONE)
        return wanted;
    return app->current < app->queue.count ? queue_row(&app->queue, app->current) : CATALOG_NONE;
}

void app_go(struct app *app, size_t position)
{
    if (position >= app->queue.count || (position == app->current && !app->private->wanted))
        return;
    forget_wanted(app);
    app->current = position;
    app_tell_views(app);
}

/* Whether no more rows are about to come, but by a catalog that takes this one's place. */
static bool settled(const struct app *app)
{
    return !workspace_reading(app->workspace);
}

struct queue_progress app_progress(const struct app *app)
{
    return queue_progress(&app->queue, app->workspace->review, settled(app));
}

static enum queue_task task(const struct app *app)
{
    return app_progress(app).task;
}

static void take_wanted(struct app *app)
{
    uint32_t row = wanted_row(app);
    size_t position = row == CATALOG_NONE ? QUEUE_NONE : queue_position(&app->queue, row);
    if (position != QUEUE_NONE) {
        app->current = position;
        app->private->seeking = false;
    }
    bool to_come = row == CATALOG_NONE || row >= app->queue.seen;
    if (position == QUEUE_NONE && to_come && (task(app) != QUEUE_IDLE || !settled(app)))
        return;
    forget_wanted(app);
    app_tell_views(app);
}

static void go_to_match(struct app *app)
{
    int step = app->private->search_step;
    size_t at = queue_found(&app->queue, app->current, step);
    app->private->search_step = 0;
    if (at == QUEUE_NONE) {
        app_say(app, STYLE_WARNING, "not found: %s", app->search);
        return;
    }
    if (step > 0 ? at <= app->current : at >= app->current)
        app_say(app, STYLE_NORMAL,
                at == app->current ? "this is the only record with it"
                                   : "searched on from the other end");
    app_go(app, at);
}

/* One slice; the record in hand stays in hand where rows change places. */
static bool work_once(struct app *app)
{
    const struct workspace *w = app->workspace;
    struct queue *q = &app->queue;
    uint32_t row = app_row(app);
    if (!queue_work(q, w->catalog, w->review, settled(app))) {
        app_say(app, STYLE_ERROR, "out of memory: the queue is incomplete");
        return false;
    }
    if (row != CATALOG_NONE && app_row(app) != row)
        app->current = queue_position(q, row);
    return task(app) != QUEUE_IDLE;
}

void app_work_queue(struct app *app)
{
    int64_t until = wait_clock_ms() + WORK_MS;
    while (work_once(app) && wait_clock_ms() < until)
        ;
    if (app->private->wanted)
        take_wanted(app);
    enum queue_task left = task(app);
    if (app->private->search_step && left != QUEUE_LIMITING && left != QUEUE_SEARCHING)
        go_to_match(app);
}

/* `@name` stands for the limit of that name. */
static const char *meant(const struct app *app, const char *expression, struct err *e)
{
    if (*expression != '@')
        return expression;
    const struct named_limit *named =
        limits_find(&app->workspace->settings.limits, expression + 1, e);
    return named ? named->expression : NULL;
}

bool app_limit(struct app *app, const char *expression, struct err *e)
{
    const char *limit = meant(app, expression, e);
    uint32_t row = app_row(app);
    if (!limit)
        return false;
    if (!queue_limit(&app->queue, limit, app->workspace->criteria, e)) {
        if (limit != expression) /* the place is not one of what was typed */
            e->col = 0;
        return false;
    }
    app_want_row(app, row);
    app->current = 0;
    app_work_queue(app);
    app_changed(app);
    return true;
}

bool app_order(struct app *app, const char *order, struct err *e)
{
    if (!queue_order(&app->queue, order, e))
        return false;
    app_work_queue(app);
    app_changed(app);
    return true;
}

bool app_hides(const struct app *app, uint32_t row)
{
    const struct queue *q = &app->queue;
    const struct workspace *w = app->workspace;
    if (queue_position(q, row) != QUEUE_NONE)
        return false;
    return row < q->seen || !filter_match(q->filter, w->catalog, w->review, row);
}

bool app_go_row(struct app *app, uint32_t row)
{
    struct err e;
    if (row >= review_rows(app->workspace->review))
        return false;
    size_t position = queue_position(&app->queue, row);
    if (position != QUEUE_NONE) {
        app_go(app, position);
        return true;
    }
    bool hidden = app_hides(app, row);
    if (hidden && !queue_limit(&app->queue, "", app->workspace->criteria, &e)) {
        app_say_err(app, &e);
        return false;
    }
    app_want_row(app, row);
    app_work_queue(app);
    app_changed(app);
    if (hidden)
        app_say(app, STYLE_WARNING, "the limit is lifted: it hid this record");
    return true;
}

void app_search(struct app *app, int step)
{
    struct err e;
    if (!queue_search(&app->queue, app->search, &e)) {
        app_say_err(app, &e);
        return;
    }
    app->private->search_step = step;
    app_work_queue(app);
}
