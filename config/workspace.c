#include "config/workspace.h"

#include <errno.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/criteria_files.h"
#include "config/loading.h"
#include "models/base/file.h"
#include "models/base/text.h"

static bool make_folder(const char *path, struct err *e)
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        return true;
    return err_errno(e, "the folder %s cannot be made", path);
}

/* A log lasts no longer than the folder it is in. */
static bool make_home(const char *path, struct err *e)
{
    return make_folder(path, e) &&
           (file_sync_folder(path) || err_errno(e, "the folder %s cannot be made durable", path));
}

static bool find_group(const char *name, gid_t *gid, struct err *e)
{
    char buffer[4096];
    struct group group, *found;
    if (getgrnam_r(name, &group, buffer, sizeof buffer, &found) != 0 || !found)
        return err_set(e, ERR_USAGE, "--group %s: there is no such group: see /etc/group", name);
    *gid = group.gr_gid;
    return true;
}

/* The group bit on a folder makes what is written into it belong to the group too. */
static bool share(const char *path, gid_t gid, mode_t mode, struct err *e)
{
    if (chown(path, (uid_t)-1, gid) == 0 && chmod(path, mode) == 0)
        return true;
    return err_errno(e, "%s cannot be given to the group", path);
}

static bool make_log(const char *db, struct err *e)
{
    struct log *log = log_open(db, true, e);
    log_close(log);
    return log != NULL;
}

bool workspace_init(const char *path, const char *group, struct err *e)
{
    gid_t gid = 0;
    if (group && !find_group(group, &gid, e))
        return false;
    char *records = file_path(path, "records", e);
    char *db = records ? file_path(path, "review.db", e) : NULL;
    bool made = db && make_home(path, e) && make_folder(records, e) && make_log(db, e);
    if (made && group)
        made =
            share(path, gid, 02770, e) && share(records, gid, 02770, e) && share(db, gid, 0660, e);
    free(records);
    free(db);
    return made;
}

static bool find_primary(struct workspace *w, struct err *e)
{
    int index = criteria_definition(w->criteria, w->settings.primary);
    if (index >= 0) {
        w->primary = (unsigned)index;
        return true;
    }
    struct str known = STR_INIT;
    for (size_t i = 0; i < w->criteria->definitions; i++)
        str_addf(&known, "%s%s", i ? ", " : "", w->criteria->definition[i].id);
    err_at(e, ERR_USAGE, w->settings.primary_at.file, w->settings.primary_at.line,
           w->settings.primary_at.col, "primary: there is no definition \"%s\": name one of %s",
           w->settings.primary, str_text(&known));
    str_release(&known);
    return false;
}

static bool is_workspace(const char *path, struct err *e)
{
    struct stat st;
    char *records = file_path(path, "records", e);
    if (!records)
        return false;
    bool found = stat(records, &st) == 0 && S_ISDIR(st.st_mode);
    free(records);
    return found || err_set(e, ERR_USAGE,
                            "%s is no workspace, it has no folder records/: name one with -w DIR, "
                            "or make one with `tipreview init %s`",
                            path, path);
}

char *workspace_log(const char *path, struct err *e)
{
    struct stat st;
    char *db = file_path(path, "review.db", e);
    if (!db || lstat(db, &st) == 0 || is_workspace(path, e))
        return db;
    free(db);
    return NULL;
}

/* Where the program has worked before there was a log: without it every record would seem undecided. */
static bool open_log(struct workspace *w, struct err *e)
{
    struct stat st;
    char *db = file_path(w->path, "review.db", e);
    char *used = db ? file_path(w->path, ".tipreview", e) : NULL;
    if (used)
        w->log = log_open(db, lstat(used, &st) != 0, e);
    free(used);
    free(db);
    return w->log != NULL;
}

bool loading_review(const struct workspace *w, struct catalog *catalog, struct casework *casework,
                    struct err *e)
{
    *casework = (struct casework){.catalog = catalog,
                                  .criteria = w->criteria,
                                  .primary = w->primary,
                                  .log = w->log,
                                  .review = review_new(catalog, w->criteria),
                                  .who = &w->who};
    return casework->review || err_memory(e);
}

static bool open_records(struct workspace *w, struct err *e)
{
    if (!loading_open(w, e))
        return false;
    bool changed, opened = loading_review(w, w->catalog, &w->casework, e);
    w->review = w->casework.review;
    return opened && casework_refresh(&w->casework, &changed, e);
}

bool workspace_open(struct workspace *w, const char *path, struct err *e)
{
    *w = (struct workspace){.path = strdup(path)};
    if (!w->path)
        return err_memory(e);
    bool opened = is_workspace(path, e) && settings_load(path, &w->settings, e) &&
                  identity_get(&w->who, e) && (w->criteria = config_criteria(path, e)) &&
                  find_primary(w, e) && open_log(w, e) && open_records(w, e);
    if (!opened)
        workspace_close(w);
    return opened;
}

void workspace_close(struct workspace *w)
{
    loading_close(w);
    review_free(w->review);
    catalog_free(w->catalog);
    log_close(w->log);
    criteria_free(w->criteria);
    settings_release(&w->settings);
    free(w->path);
    *w = (struct workspace){0};
}

void workspace_coverage(const struct workspace *w, const struct tally_year *y, struct str *out)
{
    const char *label = settings_coverage(&w->settings, y->year);
    if (label)
        clean_line(out, label, strlen(label));
    else
        tally_coverage(y, out);
}

static void coverage_of(const void *ctx, const struct tally_year *year, struct str *out)
{
    workspace_coverage(ctx, year, out);
}

struct summary_source workspace_summary(const struct workspace *w)
{
    return (struct summary_source){.catalog = w->catalog,
                                   .criteria = w->criteria,
                                   .review = w->review,
                                   .primary = w->primary,
                                   .coverage = coverage_of,
                                   .ctx = w,
                                   .partial = workspace_reading(w)};
}

/* As open as the records' folder, so that a group that shares the records shares what is made of them. */
static bool make_shared(const struct workspace *w, const char *path, struct err *e)
{
    const struct catalog_home *home = &w->loading->home;
    if (mkdir(path, 0700) < 0)
        return errno == EEXIST || err_errno(e, "the folder %s cannot be made", path);
    mode_t mode = home->mode & S_IWGRP ? 02770 : home->mode & S_IRGRP ? 02750 : 0700;
    return mode == 0700 || share(path, home->group, mode, e);
}

/* In a shared folder the name may have been taken by somebody else. */
static bool make_own(const char *path, struct err *e)
{
    struct stat st;
    if (!make_folder(path, e))
        return false;
    if (lstat(path, &st) < 0)
        return err_errno(e, "the folder %s cannot be looked at", path);
    return (S_ISDIR(st.st_mode) && st.st_uid == getuid() && !(st.st_mode & 077)) ||
           err_set(e, ERR_SYSTEM, "%s is not yours alone: remove it, or have it removed", path);
}

char *workspace_file(const struct workspace *w, const char *name, bool personal, struct err *e)
{
    char uid[16];
    snprintf(uid, sizeof uid, "%u", (unsigned)getuid());
    char *shared = file_path(w->path, ".tipreview", e);
    char *own = personal && shared ? file_path(shared, uid, e) : NULL;
    const char *folder = personal ? own : shared;
    bool made = folder && make_shared(w, shared, e) && (!personal || make_own(own, e));
    char *path = made ? file_path(folder, name, e) : NULL;
    free(own);
    free(shared);
    return path;
}
