/* The criteria of a workspace, from its configuration files (config/files.h). */
#ifndef TIPREVIEW_CRITERIA_FILES_H
#define TIPREVIEW_CRITERIA_FILES_H

#include "models/criteria.h"

/* criteria.yaml and every definition. `workspace` may be NULL: the user's and the shipped ones. NULL and the error
 * (ERR_USAGE, with file, line and what to change) where one is refused. criteria_free frees. */
MUST_CHECK struct criteria *config_criteria(const char *workspace, struct err *e);

#endif
