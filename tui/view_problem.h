/* One problem of the records in full, and the lines of the file around it. */
#ifndef TIPREVIEW_VIEW_PROBLEM_H
#define TIPREVIEW_VIEW_PROBLEM_H

#include "tui/view.h"

/* Appends "FILE:LINE:COL: error: what is wrong: what to change" of a problem of the catalog; not
 * sanitised. Files are named as seen from the workspace. */
struct workspace;
struct problem;
void problem_format(const struct workspace *w, const struct problem *p, struct str *out);

/* Of the problem with that index; NULL and the error where it fails. */
struct view *view_problem_new(struct app *app, uint32_t index, struct err *e);

#endif
