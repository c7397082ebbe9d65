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

struct workspace {
    char *path; /* as given */
    struct settings settings;
    struct identity who;
    struct criteria *criteria;
    unsigned primary;
    struct catalog *catalog;
    struct log *log;
    struct review *review;
    struct ingest *ingest; /* NULL once everything is loaded */
    struct casework casework;
};

/* Makes DIR with records/ in it (mode 0700) and review.db (0600). What is there already stays as it
 * is. With `group` (a name; else NULL) what is made belongs to it, with the modes 2770 and 0660. */
MUST_CHECK bool workspace_init(const char *path, const char *group, struct err *e);

/* Opens everything but reads no record yet: workspace_load does. Refuses a folder without records/
 * with the advice to run `tipreview init`. Creates review.db where there is none. */
MUST_CHECK bool workspace_open(struct workspace *w, const char *path, struct err *e);
void workspace_close(struct workspace *w);

/* Reads up to `documents` more records and takes them into the review. *more: there are more. */
MUST_CHECK bool workspace_load(struct workspace *w, unsigned documents, bool *more, struct err *e);

/* Forgets the records and starts to read them again, with the log taken in anew. On failure the
 * workspace can only be closed. */
MUST_CHECK bool workspace_reload(struct workspace *w, struct err *e);

/* The coverage label of a year: from the settings, else the months seen. */
void workspace_coverage(const struct workspace *w, const struct tally_year *y, struct str *out);

/* The path of a file in the workspace, malloc'd; creates the folder .tipreview/ (0700) for `personal` ones. */
MUST_CHECK char *workspace_file(const struct workspace *w, const char *name, bool personal,
                                struct err *e);

#endif
