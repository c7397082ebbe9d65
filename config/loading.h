/* How a workspace comes by its records: mapped from the kept catalog or read, then compared with the files, and kept
 * again. What takes time runs in slices or on a thread of its own. */
#ifndef TIPREVIEW_LOADING_H
#define TIPREVIEW_LOADING_H

#include "config/workspace.h"
#include "models/base/task.h"
#include "models/catalog_file.h"
#include "models/refresh.h"

enum stage {
    STAGE_LISTING, /* task: the files are listed */
    STAGE_READING, /* they are read into `next`, or where there is none into the workspace's catalog */
    STAGE_COMPARING, /* task: the catalog is checked, if it is mapped, and compared with the files */
    STAGE_FREEING,   /* task: what workspace_renew replaced is freed, for which a key would wait */
    STAGE_SAVING,    /* task: the catalog is kept */
    STAGE_RENEWED,   /* `next` is complete, and waits for workspace_renew */
    STAGE_DONE,
    STAGES
};

struct loading {
    enum stage stage;
    bool keep; /* the setting `catalog` */
    bool lost; /* the mapped catalog is known to be damaged */
    char *root, *path;
    struct catalog_home home;

    struct task task;
    bool task_good;
    struct err task_error;
    bool verify; /* the task is to check the catalog first */
    struct refresh refresh;
    struct catalog_save *save;

    struct ingest *ingest;
    struct catalog *next;
    struct review *next_review;
    struct casework next_casework;
    bool replayed; /* it has taken in the log as it was */
    struct catalog *old;
    struct review *old_review;
};

/* Gives the workspace its catalog: mapped, or empty and to be read. */
MUST_CHECK bool loading_open(struct workspace *w, struct err *e);

/* Gives up what runs; but a catalog that is being kept, or has much new to keep, is kept first. */
void loading_close(struct workspace *w);

/* Sets up the review of a catalog, with nothing of the log taken in. */
MUST_CHECK bool loading_review(const struct workspace *w, struct catalog *catalog,
                               struct casework *casework, struct err *e);

#endif
