/* A workspace opened: its settings, criteria, decision log, records and the state of the review. */
#ifndef TIPREVIEW_WORKSPACE_H
#define TIPREVIEW_WORKSPACE_H

#include <stdbool.h>

#include "config/settings.h"
#include "models/casework.h"
#include "models/catalog.h"
#include "models/criteria.h"
#include "models/ingest.h"
#include "models/log.h"
#include "models/review.h"
#include "models/summary.h"

struct workspace {
    char *path; /* as given */
    struct settings settings;
    struct identity who;
    struct criteria *criteria;
    unsigned primary;
    struct catalog *catalog;
    struct log *log;
    struct review *review;
    struct casework casework;
    struct loading *loading; /* config/loading.h */
    struct err notice;       /* what the user is to be told of once; kind ERR_NONE: nothing */
};

/* Makes DIR with records/ in it (mode 0700) and review.db (0600). What is there already stays as it
 * is. With `group` (a name; else NULL) what is made belongs to it, with the modes 2770 and 0660. */
MUST_CHECK bool workspace_init(const char *path, const char *group, struct err *e);

/* Opens everything but reads no record: those of the kept catalog are there, and workspace_load does the rest. Refuses a folder without records/
 * with the advice to name another, or to run `tipreview init`. Creates review.db where there is none. */
MUST_CHECK bool workspace_open(struct workspace *w, const char *path, struct err *e);
void workspace_close(struct workspace *w);

/* Does a piece of the work that makes the catalog what the files are: reading up to `documents` records and taking them
 * into the review, or waiting some milliseconds for a thread. *more: there is more to do. */
MUST_CHECK bool workspace_load(struct workspace *w, unsigned documents, bool *more, struct err *e);
bool workspace_pending(const struct workspace *w);

/* Whether records are still missing from the catalog because they were not read yet. */
bool workspace_reading(const struct workspace *w);

/* How far reading is; false where nothing is read at the moment. */
bool workspace_progress(const struct workspace *w, struct ingest_progress *p);

/* Starts to look for files that were added, changed or removed. Nothing where that or more is under way. */
void workspace_refresh(struct workspace *w);

/* Whether the files were found to have changed, and a new catalog is complete. workspace_renew puts it and its
 * review in place of the old ones: row numbers and texts of these are no more. On failure the workspace can only be
 * closed. */
bool workspace_renewed(const struct workspace *w);
MUST_CHECK bool workspace_renew(struct workspace *w, struct err *e);

/* All of it at once. `tell` (NULL: nobody) is called between slices, so that somebody can be told how far it is. */
MUST_CHECK bool workspace_load_all(struct workspace *w,
                                   void (*tell)(void *ctx, const struct workspace *w), void *ctx,
                                   struct err *e);

/* The path of a workspace's decision log, malloc'd, whether it is there or not. Refused as by workspace_open where there is
 * neither a log nor records/. */
MUST_CHECK char *workspace_log(const char *path, struct err *e);

/* The coverage label of a year: from the settings, else the months seen. */
void workspace_coverage(const struct workspace *w, const struct tally_year *y, struct str *out);

/* What its summary is made from: all years, as they are now. The workspace is borrowed. */
struct summary_source workspace_summary(const struct workspace *w);

/* The path of a file in the workspace's .tipreview/, malloc'd, once that folder is there, as open as the records'.
 * `personal`: in the reviewer's own folder there, .tipreview/UID/ (0700), which nobody else can read; refused where it is
 * not hers alone. */
MUST_CHECK char *workspace_file(const struct workspace *w, const char *name, bool personal,
                                struct err *e);

#endif
