/* Records coming in: while they are read, and where their files have changed. */
#include <stdlib.h>

#include "tui/app_private.h"

enum { LOAD_SLICE = 300 }; /* documents: some milliseconds of work */

void app_say_loaded(struct app *app)
{
    const struct catalog_counts *n = catalog_counts(app->workspace->catalog);
    struct str text = STR_INIT;
    if (n->rejected)
        str_number(&text, (int64_t)n->rejected);
    if (n->rejected)
        str_add(&text, n->rejected == 1 ? " document was rejected" : " documents were rejected");
    if (n->files_failed)
        str_addf(&text, "%s%u file%s not read", n->rejected ? ", " : "", n->files_failed,
                 n->files_failed == 1 ? " was" : "s were");
    if (n->rejected || n->files_failed)
        app_say(app, STYLE_WARNING, "%s: %s lists what is wrong", str_text(&text),
                app_key_label(app, A_PROBLEMS));
    else if (app->private->reloading)
        app_say(app, STYLE_NORMAL,
                "the records were compared with their files: all is as it is there");
    app->private->reloading = false;
    str_release(&text);
}

static void say_notice(struct app *app)
{
    struct err *notice = &app->workspace->notice;
    if (notice->kind != ERR_NONE)
        app_say_err(app, notice);
    notice->kind = ERR_NONE;
}

bool app_can_renew(const struct app *app)
{
    return workspace_renewed(app->workspace) && app->top && !app->top->below &&
           app->private->typing == TYPING_NONE && !app_holds_rows(app);
}

/* What the change means for decisions comes first: nobody should have to look for it. */
static void say_renewed(struct app *app)
{
    const struct review *r = app->workspace->review;
    uint32_t stale = 0;
    for (uint32_t row = 0; row < review_rows(r); row++)
        stale += review_state(r, row) == STATE_STALE;
    struct str text = STR_INIT;
    if (stale)
        str_addf(&text, ": %u stale", stale);
    if (review_missing(r))
        str_addf(&text, "%s%zu missing", stale ? ", " : ": ", review_missing(r));
    app_say(app, STYLE_WARNING, "the records were read again, since their files have changed%s",
            str_text(&text));
    str_release(&text);
}

static void renew(struct app *app)
{
    struct app_private *p = app->private;
    app_want_row(app, app_row(app));
    char *tags = app_tags_ids(app);
    app->current = 0;
    p->search_step = 0;
    queue_restart(&app->queue);
    p->failed = !workspace_renew(app->workspace, &p->error);
    app->quit = app->quit || p->failed;
    p->loading = !p->failed;
    p->reloading = false;
    if (p->failed) {
        free(tags);
        return;
    }
    size_t gone = app_tags_take(app, tags);
    app_changed(app);
    say_renewed(app);
    if (gone)
        app_say(app, STYLE_WARNING, "the records were read again; %zu tagged are not among them",
                gone);
}

void app_load(struct app *app)
{
    struct app_private *p = app->private;
    struct workspace *w = app->workspace;
    struct err e;
    bool more = false, loading = p->loading, reading = workspace_reading(w);
    if (loading && !workspace_load(w, LOAD_SLICE, &more, &e))
        app_say_err(app, &e);
    else if (loading && workspace_renewed(w) && app->top->below)
        app_say(app, STYLE_WARNING, "files of records have changed: they are taken in at the list");
    else if (reading ? !workspace_reading(w) : p->reloading && !more && !workspace_renewed(w))
        app_say_loaded(app);
    p->loading = more;
    say_notice(app);
    if (app_can_renew(app))
        renew(app);
}

void app_reload(struct app *app)
{
    struct app_private *p = app->private;
    while (app->top->below)
        app_pop(app);
    if (workspace_pending(app->workspace)) {
        app_say(app, STYLE_NORMAL,
                "the records are being read or compared with their files already");
        return;
    }
    workspace_refresh(app->workspace);
    p->loading = p->reloading = true;
}
