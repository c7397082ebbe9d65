/* A view with a queue of its own, which leaves the limit and the record in hand as they were: from a debriefing to its
 * operation, from an operation to its debriefings, from a figure to its records, and back. */
#include <stdlib.h>
#include <string.h>

#include "tui/app_private.h"

bool app_is_below_detour(const struct app *app, const struct view *view)
{
    for (const struct view *v = app->top; v && v != view; v = v->below)
        if (v->limit)
            return true;
    return false;
}

const struct view *app_detour(const struct app *app)
{
    const struct view *lowest = NULL;
    for (const struct view *v = app->top; v; v = v->below)
        if (v->limit)
            lowest = v;
    return lowest;
}

void app_push_within(struct app *app, struct view *v, const char *limit, uint32_t row)
{
    struct err e;
    uint32_t in_hand = app_row(app);
    if (!v)
        return;
    v->limit = strdup(app->queue.limit);
    v->record = strdup(in_hand == CATALOG_NONE ? "" : app_row_id(app, in_hand));
    app_push(app, v);
    bool kept = (v->limit && v->record) || err_memory(&e);
    if (!kept || !app_limit(app, limit, &e)) {
        app_pop(app);
        app_say_err(app, &e);
        return;
    }
    app->current = 0;
    app_want_row(app, row);
    app_work_queue(app);
    app_changed(app);
}

void app_end_detour(struct app *app, const char *limit, const char *record)
{
    struct err e;
    /* Before the limit is another: a case below would open whatever else were in hand. */
    app_want_row(app, catalog_find(app->workspace->catalog, record));
    if (!app_limit(app, limit, &e))
        app_say_err(app, &e);
}

static void follow_to_operation(struct app *app, const char *operation)
{
    struct err e = {.kind = ERR_NONE};
    struct str limit = STR_INIT;
    uint32_t row = *operation ? catalog_find(app->workspace->catalog, operation) : CATALOG_NONE;
    str_addf(&limit, "id:%s", operation);
    if (!*operation)
        app_say(app, STYLE_NORMAL, "this debriefing names no operation");
    else if (row == CATALOG_NONE)
        app_say(app, STYLE_WARNING, "the operation %s is not among the records%s", operation,
                app_so_far(app));
    else
        app_push_within(app, view_case_new(app, &e), str_text(&limit), row);
    if (e.kind)
        app_say_err(app, &e);
    str_release(&limit);
}

static void follow_to_debriefings(struct app *app, uint32_t row)
{
    struct err e = {.kind = ERR_NONE};
    struct str limit = STR_INIT;
    str_addf(&limit, "operation:%s", app_row_id(app, row));
    app_push_within(app, view_queue_new(app, &e), str_text(&limit), CATALOG_NONE);
    if (e.kind)
        app_say_err(app, &e);
    str_release(&limit);
}

void app_follow(struct app *app)
{
    const struct catalog *c = app->workspace->catalog;
    uint32_t row = app_row(app);
    size_t len;
    if (row == CATALOG_NONE)
        return;
    if (catalog_kind(c, row) == KIND_OPERATION)
        follow_to_debriefings(app, row);
    else
        follow_to_operation(app, catalog_text(c, row, F_OPERATION, &len));
}
