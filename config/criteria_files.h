/* The criteria of a workspace, and the words that point at them, from its configuration files (config/files.h). */
#ifndef TIPREVIEW_CRITERIA_FILES_H
#define TIPREVIEW_CRITERIA_FILES_H

#include "models/criteria.h"
#include "models/terms.h"

/* criteria.yaml and every definition. `workspace` may be NULL: the user's and the shipped ones. NULL and the error
 * (ERR_USAGE, with file, line and what to change) where one is refused. criteria_free frees. */
MUST_CHECK struct criteria *config_criteria(const char *workspace, struct err *e);

/* terms.yaml, against those criteria. Where the file is refused, `e` (ERR_USAGE) says why and what ships is taken: the
 * marks are an aid, for which no reviewer is kept from the work. NULL where that fails too: its ids are not in these
 * criteria. terms_free frees. */
struct terms *config_terms(const char *workspace, const struct criteria *c, struct err *e);

#endif
