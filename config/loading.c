#include "config/loading.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/file.h"
#include "models/catalog_take.h"
#include "models/ingest.h"

enum {
    WAIT_MS = 5,        /* for a thread, before the caller looks at keys again */
    DIGESTS_MIN = 1000, /* so many that are not kept cost a start too much */
    EVENTS = 2000,      /* some milliseconds of work */
};

static void notice(struct workspace *w, const struct err *e)
{
    if (w->notice.kind == ERR_NONE)
        w->notice = *e;
}

/* --- what runs on a thread --- */

static void list_files(void *ctx, const atomic_bool *stop)
{
    struct loading *l = ctx;
    l->task_good = refresh_compare(&l->refresh, stop, &l->task_error);
}

/* For what changed, a catalog that takes over what did not. */
static bool make_next(struct loading *l)
{
    if (l->refresh.result != REFRESH_CHANGED)
        return true;
    l->next = catalog_new();
    return l->next ? catalog_take_from(l->next, &l->refresh, &l->task_error)
                   : err_memory(&l->task_error);
}

static void compare(void *ctx, const atomic_bool *stop)
{
    struct loading *l = ctx;
    l->task_good = (!l->verify || catalog_verify(l->refresh.catalog, stop, &l->task_error)) &&
                   refresh_compare(&l->refresh, stop, &l->task_error) && make_next(l);
}

static void save(void *ctx, const atomic_bool *stop)
{
    struct loading *l = ctx;
    l->task_good = catalog_save_write(l->save, stop, &l->task_error) &&
                   catalog_save_settle(l->save, stop, &l->task_error);
}

static void free_old(void *ctx, const atomic_bool *stop)
{
    struct loading *l = ctx;
    (void)stop;
    review_free(l->old_review);
    catalog_free(l->old);
    l->old_review = NULL;
    l->old = NULL;
}

static void begin_listing(struct loading *l)
{
    refresh_release(&l->refresh);
    l->refresh.root = l->root;
    l->stage = STAGE_LISTING;
}

static void begin_comparing(struct workspace *w, bool verify)
{
    struct loading *l = w->loading;
    refresh_release(&l->refresh);
    l->refresh.root = l->root;
    l->refresh.catalog = w->catalog;
    l->verify = verify;
    l->stage = STAGE_COMPARING;
}

/* Starts the stage's thread, or where it runs waits a little. True: it has ended. */
static bool run_task(struct loading *l, void (*run)(void *ctx, const atomic_bool *stop))
{
    if (l->task.running)
        return task_wait(&l->task, WAIT_MS);
    l->task_error = (struct err){0};
    task_start(&l->task, run, l);
    return !l->task.running;
}

/* --- the stages --- */

/* A catalog that can't be kept is no reason not to work: it is said, and the next start reads again. */
static bool begin_saving(struct workspace *w, struct err *e)
{
    struct loading *l = w->loading;
    l->stage = STAGE_DONE;
    if (!l->keep)
        return true;
    char *folder = workspace_file(w, "catalog", false, e);
    if (folder)
        l->save = catalog_save_new(w->catalog, &l->home, e);
    free(folder);
    if (l->save)
        l->stage = STAGE_SAVING;
    else
        notice(w, e);
    return true;
}

/* Reads into a catalog beside the one in use, `next`, which takes its place in workspace_renew. */
static bool begin_next(struct workspace *w, struct err *e)
{
    struct loading *l = w->loading;
    l->replayed = false;
    bool reviewed = loading_review(w, l->next, &l->next_casework, e);
    l->next_review = l->next_casework.review;
    return reviewed;
}

static bool begin_reading(struct workspace *w, struct err *e)
{
    struct loading *l = w->loading;
    l->ingest = ingest_open_list(l->next ? l->next : w->catalog, w->criteria, &l->refresh.list,
                                 w->settings.load_workers, e);
    l->stage = STAGE_READING;
    return l->ingest != NULL;
}

static bool step_reading(struct workspace *w, unsigned documents, struct err *e)
{
    struct loading *l = w->loading;
    bool failed = false, changed;
    if (l->next && !l->replayed) {
        if (!casework_refresh_some(&l->next_casework, EVENTS, &changed, e))
            return false;
        l->replayed = !changed;
        return true;
    }
    bool more = ingest_step(l->ingest, documents, &failed, e);
    if (failed || !review_add_rows(l->next ? l->next_review : w->review, e))
        return false;
    if (more)
        return true;
    ingest_close(l->ingest);
    l->ingest = NULL;
    refresh_release(&l->refresh);
    if (!l->next)
        return begin_saving(w, e);
    catalog_take_end(l->next);
    l->stage = STAGE_RENEWED;
    return true;
}

static bool step_listing(struct workspace *w, unsigned documents, struct err *e)
{
    struct loading *l = w->loading;
    if (!run_task(l, list_files))
        return true;
    if (!l->task_good) {
        *e = l->task_error;
        return false;
    }
    return begin_reading(w, e) && step_reading(w, documents, e);
}

/* All is read again; what is on the screen meanwhile may be wrong, but harms nothing. */
static bool replace_damaged(struct workspace *w, const struct err *why, struct err *e)
{
    struct loading *l = w->loading;
    notice(w, why);
    l->lost = true;
    begin_listing(l);
    catalog_free(l->next);
    l->next = catalog_new();
    return l->next ? begin_next(w, e) : err_memory(e);
}

static bool step_comparing(struct workspace *w, unsigned documents, struct err *e)
{
    struct loading *l = w->loading;
    (void)documents;
    if (!run_task(l, compare))
        return true;
    if (!l->task_good)
        return replace_damaged(w, &l->task_error, e);
    if (l->refresh.result == REFRESH_CHANGED)
        return begin_next(w, e) && begin_reading(w, e);
    if (l->refresh.result == REFRESH_TOUCHED)
        return catalog_touch(w->catalog, &l->refresh, e) && begin_saving(w, e);
    l->stage = STAGE_DONE;
    return catalog_new_digests(w->catalog) < DIGESTS_MIN || begin_saving(w, e);
}

static bool step_freeing(struct workspace *w, unsigned documents, struct err *e)
{
    (void)documents;
    return !run_task(w->loading, free_old) || begin_saving(w, e);
}

static bool step_saving(struct workspace *w, unsigned documents, struct err *e)
{
    struct loading *l = w->loading;
    (void)documents;
    (void)e;
    if (!run_task(l, save))
        return true;
    if (!l->task_good)
        notice(w, &l->task_error);
    catalog_save_free(l->save);
    l->save = NULL;
    l->stage = STAGE_DONE;
    return true;
}

static bool step_nothing(struct workspace *w, unsigned documents, struct err *e)
{
    struct err lost;
    (void)documents;
    if (w->loading->lost || !catalog_lost(w->catalog))
        return true;
    err_set(&lost, ERR_DATA,
            "the catalog was damaged while it was in use: the records are read again");
    return replace_damaged(w, &lost, e);
}

static void drop_next(struct loading *l)
{
    ingest_close(l->ingest);
    review_free(l->next_review);
    catalog_free(l->next);
    l->ingest = NULL;
    l->next_review = NULL;
    l->next = NULL;
}

/* After an error what there is stays as it is. */
static void give_up(struct loading *l)
{
    drop_next(l);
    l->lost = true;
    l->stage = STAGE_DONE;
}

bool workspace_load(struct workspace *w, unsigned documents, bool *more, struct err *e)
{
    static bool (*const step[STAGES])(struct workspace * w, unsigned documents, struct err *e) = {
        [STAGE_LISTING] = step_listing,     [STAGE_READING] = step_reading,
        [STAGE_COMPARING] = step_comparing, [STAGE_FREEING] = step_freeing,
        [STAGE_SAVING] = step_saving,       [STAGE_RENEWED] = step_nothing,
        [STAGE_DONE] = step_nothing,
    };
    bool good = step[w->loading->stage](w, documents, e);
    if (!good)
        give_up(w->loading);
    *more = workspace_pending(w);
    return good;
}

/* --- asking and asking for --- */

bool workspace_pending(const struct workspace *w)
{
    const struct loading *l = w->loading;
    return l->stage < STAGE_RENEWED ||
           (l->stage == STAGE_DONE && !l->lost && catalog_lost(w->catalog));
}

bool workspace_reading(const struct workspace *w)
{
    const struct loading *l = w->loading;
    return (l->stage == STAGE_LISTING || l->stage == STAGE_READING) && !l->next;
}

bool workspace_progress(const struct workspace *w, struct ingest_progress *p)
{
    const struct loading *l = w->loading;
    *p = (struct ingest_progress){0};
    if (l->ingest)
        ingest_progress(l->ingest, p);
    return l->stage == STAGE_LISTING || l->stage == STAGE_READING;
}

bool workspace_renewed(const struct workspace *w)
{
    return w->loading->stage == STAGE_RENEWED;
}

bool workspace_renew(struct workspace *w, struct err *e)
{
    struct loading *l = w->loading;
    bool changed;
    l->old_review = w->review;
    l->old = w->catalog;
    w->catalog = l->next;
    w->review = l->next_review;
    w->casework = l->next_casework;
    l->next = NULL;
    l->next_review = NULL;
    l->lost = false;
    l->stage = STAGE_FREEING;
    return casework_refresh(&w->casework, &changed, e);
}

void workspace_refresh(struct workspace *w)
{
    if (w->loading->stage == STAGE_DONE)
        begin_comparing(w, false);
}

bool workspace_load_all(struct workspace *w, void (*tell)(void *ctx, const struct workspace *w),
                        void *ctx, struct err *e)
{
    enum { DOCUMENTS = 4096 };
    bool more = true;
    while (more) {
        if (!workspace_load(w, DOCUMENTS, &more, e))
            return false;
        if (tell)
            tell(ctx, w);
        if (workspace_renewed(w) && !workspace_renew(w, e))
            return false;
        more = workspace_pending(w);
    }
    return true;
}

/* --- opening and closing --- */

/* NULL where there is none to use; a reason why is a notice. */
static struct catalog *kept_catalog(struct workspace *w)
{
    struct loading *l = w->loading;
    struct err e = {0};
    struct catalog *c = NULL;
    if (l->keep)
        c = catalog_map(&l->home, &e);
    else if (catalog_remove(&l->home, &e))
        return NULL;
    if (!c && e.kind != ERR_NONE)
        notice(w, &e);
    return c;
}

bool loading_open(struct workspace *w, struct err *e)
{
    struct loading *l = calloc(1, sizeof *l);
    if (!l)
        return err_memory(e);
    w->loading = l;
    l->keep = w->settings.catalog;
    l->root = file_path(w->path, "records", e);
    l->path = file_path(w->path, ".tipreview/catalog", e);
    l->home = (struct catalog_home){.path = l->path, .root = l->root, .criteria = w->criteria};
    if (!l->root || !l->path || !catalog_home_of(&l->home, e))
        return false;
    w->catalog = kept_catalog(w);
    if (w->catalog) {
        begin_comparing(w, true);
        return true;
    }
    w->catalog = catalog_new();
    begin_listing(l);
    return w->catalog || err_memory(e);
}

/* What has come together while the workspace was open, where the next start would have to read it. */
static void keep_digests(struct workspace *w)
{
    struct loading *l = w->loading;
    struct err e;
    bool more = true;
    if (l->stage == STAGE_DONE && !l->lost && w->catalog &&
        catalog_new_digests(w->catalog) >= DIGESTS_MIN && !begin_saving(w, &e))
        return;
    while (more && (l->stage == STAGE_FREEING || l->stage == STAGE_SAVING))
        if (!workspace_load(w, 0, &more, &e))
            return;
}

void loading_close(struct workspace *w)
{
    struct loading *l = w->loading;
    if (!l)
        return;
    keep_digests(w);
    task_stop(&l->task);
    free_old(l, NULL);
    drop_next(l);
    refresh_release(&l->refresh);
    catalog_save_free(l->save);
    free(l->root);
    free(l->path);
    free(l);
    w->loading = NULL;
}
