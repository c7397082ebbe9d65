/* The manual page tipreview(1), made from the tables of commands, options, actions, settings and limits. */
#ifndef TIPREVIEW_MANUAL_H
#define TIPREVIEW_MANUAL_H

#include "models/base/str.h"

/* Appends the page in mdoc(7). */
void manual_page(struct str *out);

#endif
