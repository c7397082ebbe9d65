/* Records read for a command that looks at no decisions: those of the paths that are its arguments, or,
 * without any, the workspace's. */
#ifndef TIPREVIEW_LOAD_H
#define TIPREVIEW_LOAD_H

#include <stdbool.h>

#include "config/workspace.h"
#include "models/base/err.h"
#include "models/catalog.h"
#include "models/criteria.h"
#include "tui/cmd.h"

struct loaded {
    struct criteria *criteria;
    struct catalog *catalog;
};

/* The criteria are those of the workspace, where there is one. */
MUST_CHECK bool load_records(struct loaded *l, const struct args *a, struct err *e);
void loaded_release(struct loaded *l);

/* Loads all of a workspace. Either way a terminal on stderr shows how far it is. */
MUST_CHECK bool load_workspace(struct workspace *w, struct err *e);

#endif
