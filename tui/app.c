#include "tui/app.h"

#include <stdlib.h>
#include <string.h>

#include "config/criteria_files.h"
#include "tui/app_private.h"

/* The last part of the workspace's full path, for the title. */
static char *workspace_name(const struct workspace *w)
{
    char *path = realpath(w->path, NULL);
    const char *full = path ? path : w->path;
    const char *slash = strrchr(full, '/');
    char *name = strdup(slash && slash[1] ? slash + 1 : full);
    free(path);
    return name;
}

static bool all_decided(const struct app *app)
{
    const struct tally *t = review_tally(app->workspace->review);
    for (size_t i = 0; i < tally_years(t); i++) {
        const struct tally_year *y = tally_year_at(t, i);
        if (y->n[T_UNDECIDED] || y->n[T_OPERATIONS_UNDECIDED])
            return false;
    }
    return true;
}

/* Where no record of the last time is left, work begins at the first undecided one, once that is read. */
static void seek_undecided(struct app *app)
{
    size_t count = app->queue.count;
    if (!app->private->seeking || app->private->wanted || !count || all_decided(app))
        return;
    size_t at = queue_undecided(&app->queue, app->workspace->review, count - 1, 1);
    if (at == QUEUE_NONE)
        return;
    app->private->seeking = false;
    app_go(app, at);
}

const struct terms *app_terms(struct app *app)
{
    struct app_private *p = app->private;
    struct err e;
    if (p->terms_loaded)
        return p->terms;
    p->terms_loaded = true;
    p->terms = config_terms(app->workspace->path, app->workspace->criteria, &e);
    if (e.kind != ERR_NONE)
        app_notice_err(app, &e,
                       p->terms ? "the words that ship are marked" : "no words are marked");
    return p->terms;
}

bool app_open(struct app *app, struct workspace *w, struct err *e)
{
    *app = (struct app){.workspace = w};
    queue_init(&app->queue);
    app->queue.later = &app->later;
    app->private = calloc(1, sizeof *app->private);
    if (!app->private)
        return err_memory(e);
    app->private->name = workspace_name(w);
    app->private->loading = workspace_pending(w);
    app_dress(app);
    app_load_keys(app);
    bool begun = queue_limit(&app->queue, "", w->criteria, e) && queue_order(&app->queue, "", e);
    struct view *queue = begun ? view_queue_new(app, e) : NULL;
    if (!queue) {
        app_close(app);
        return false;
    }
    app_push(app, queue);
    if (!workspace_reading(w))
        app_say_loaded(app);
    app_resume(app);
    app_later_settle(app);
    /* The records that were kept are on the first screen. */
    app->private->seeking = true;
    app_work_queue(app);
    seek_undecided(app);
    return true;
}

void app_close(struct app *app)
{
    struct app_private *p = app->private;
    app_type_end(app);
    app_write_end(app);
    /* The limit of a figure's records is not that of the next time. */
    while (app->top && app->top->below)
        app_pop(app);
    app_keep_personal(app);
    p->closing = true;
    while (app->top)
        app_pop(app);
    queue_release(&app->queue);
    free(app->search);
    terms_free(p->terms);
    keymap_release(&app->keys);
    app_message_release(app);
    themes_release(&p->themes);
    prompt_release(&p->prompt);
    app_line_release(app);
    free(p->note_record);
    personal_release(&app->personal);
    row_set_release(&app->later);
    row_set_release(&app->tagged);
    app_tag_end(app);
    free(p->bulk_text);
    free(p->personal_path);
    free(p->wanted);
    free(p->name);
    free(p);
    app->private = NULL;
}

void app_push(struct app *app, struct view *v)
{
    if (!v)
        return;
    /* Nothing but the reviewer changes the record in hand once they look at it. */
    app_want_row(app, CATALOG_NONE);
    v->app = app;
    v->below = app->top;
    app->top = v;
}

void app_pop(struct app *app)
{
    struct view *v = app->top;
    char *limit = v->limit, *record = v->record;
    app->top = v->below;
    v->ops->close(v);
    app->quit = app->quit || !app->top;
    if (limit && record && !app->private->closing)
        app_end_detour(app, limit, record);
    free(limit);
    free(record);
}

void app_tell_views(struct app *app)
{
    for (struct view *v = app->top; v; v = v->below) {
        if (v->ops->changed)
            v->ops->changed(v);
    }
}

void app_changed(struct app *app)
{
    app->private->counted_rows = SIZE_MAX;
    app_later_settle(app);
    app_tell_views(app);
}

size_t app_undecided(struct app *app, size_t *later)
{
    struct app_private *p = app->private;
    uint64_t seq = review_seq(app->workspace->review);
    if (seq != p->counted_seq || app->queue.count != p->counted_rows) {
        p->undecided = queue_count_undecided(&app->queue, app->workspace->review);
        p->later = queue_count_later(&app->queue);
        p->counted_seq = seq;
        p->counted_rows = app->queue.count;
    }
    *later = p->later;
    return p->undecided;
}

static bool work_at_view(const struct app *app, int ms)
{
    return app->top && app->top->ops->work && app->top->ops->work(app->top, ms);
}

void app_work(struct app *app)
{
    app_terms(app);
    app_load(app);
    app_work_queue(app);
    seek_undecided(app);
    app_tag_work(app, WORK_MS);
    app_write_work(app);
    app_line_work(app);
    work_at_view(app, WORK_MS);
}

const char *app_so_far(const struct app *app)
{
    return workspace_reading(app->workspace) ? " so far: records are still being read" : "";
}

bool app_pending(const struct app *app)
{
    return app->private->loading || app_can_renew(app) || app_progress(app).task != QUEUE_IDLE ||
           app_holds_rows(app) || work_at_view(app, 0);
}

bool app_refresh(struct app *app)
{
    struct err e;
    bool changed = false;
    app->private->loading = workspace_pending(app->workspace);
    struct casework *cw = &app->workspace->casework;
    cw->behind = log_changed(cw->log) || cw->behind;
    if (!cw->behind)
        return false;
    if (!casework_refresh(cw, &changed, &e)) {
        app_say_err(app, &e);
        return true;
    }
    if (changed)
        app_changed(app);
    return changed;
}
