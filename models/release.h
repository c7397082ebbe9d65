/* Publishing a summary: made fit for it (models/publish.h) beside all that was released before, and recorded in the log, so
 * that the next release knows of it. */
#ifndef TIPREVIEW_RELEASE_H
#define TIPREVIEW_RELEASE_H

#include "models/casework.h"
#include "models/publish.h"

/* Changes the summary in place, and appends an event for each year whose figures were not released so before. `review` is what they
 * were counted from; o->earlier is set by this. Appends to `warnings` a line for each. False, with nothing recorded of
 * what was not: the error says why, and nothing may be given out. */
MUST_CHECK bool release_summary(struct casework *cw, const struct review *review, struct summary *s,
                                const struct publish_options *o, struct str *warnings,
                                struct err *e);

#endif
