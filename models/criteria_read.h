/* How a set of criteria is built from its files; for models/criteria_read.c and definition_read.c alone. */
#ifndef TIPREVIEW_CRITERIA_READ_H
#define TIPREVIEW_CRITERIA_READ_H

#include "models/criteria.h"

/* The id nearest to a name that is not known, or NULL. */
const char *criteria_closest(const struct criteria *c, const char *name);

/* Reads one definition file against the criteria of c, into *d. */
MUST_CHECK bool definition_read(struct criteria *c, const struct config_file *file,
                                struct definition *d, struct err *e);

#endif
