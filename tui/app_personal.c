/* Where the reviewer left off: taken up again at the start, and kept while she works. */
#include <stdlib.h>
#include <string.h>

#include "tui/app_private.h"

/* A limit or order that can no longer be read is said, and left out. */
static void take_up(struct app *app, const char *what, const char *text,
                    bool (*set)(struct app *app, const char *text, struct err *e))
{
    struct err e;
    if (text && !set(app, text, &e))
        app_say(app, STYLE_WARNING, "the %s of the last time is left out: %s", what, e.what);
}

static bool set_limit(struct app *app, const char *text, struct err *e)
{
    return queue_limit(&app->queue, text, app->workspace->criteria, e);
}

static bool set_order(struct app *app, const char *text, struct err *e)
{
    return queue_order(&app->queue, text, e);
}

void app_resume(struct app *app)
{
    struct err e;
    struct app_private *p = app->private;
    p->personal_path = workspace_file(app->workspace, "personal.yaml", true, &e);
    if (!p->personal_path || !personal_load(&app->personal, p->personal_path, &e))
        app_say_err(app, &e);
    take_up(app, "limit", app->personal.limit, set_limit);
    const char *order = app->personal.order;
    take_up(app, "order", order ? order : app->workspace->settings.order, set_order);
    if (app->personal.record)
        p->wanted = strdup(app->personal.record);
}

void app_keep_personal(struct app *app)
{
    struct err e;
    struct app_private *p = app->private;
    if (!p->personal_path || p->failed)
        return;
    uint32_t row = app_row(app);
    /* While it is still looked for, the record of the last time stays the one to be kept. */
    const struct view *detour = app_detour(app);
    if (detour)
        personal_set_record(&app->personal, detour->record);
    else if (row != CATALOG_NONE && !p->wanted)
        personal_set_record(&app->personal, app_row_id(app, row));
    personal_set_limit(&app->personal, detour ? detour->limit : app->queue.limit);
    /* Where it is the setting's, a change of the setting is to be noticed. */
    const char *order = *app->queue.order ? app->queue.order : "files";
    bool set = strcmp(order, app->workspace->settings.order) != 0;
    personal_set_order(&app->personal, set ? order : "");
    if (!personal_save(&app->personal, p->personal_path, &e))
        app_say_err(app, &e);
}
