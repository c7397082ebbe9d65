/* How a set of criteria is built from its files; for models/criteria_read.c and definition_read.c alone. */
#ifndef TIPREVIEW_CRITERIA_READ_H
#define TIPREVIEW_CRITERIA_READ_H

#include "models/criteria.h"

/* Reads one definition file against the criteria of c, into *d. */
MUST_CHECK bool definition_read(struct criteria *c, const struct config_file *file,
                                struct definition *d, struct err *e);

#endif
