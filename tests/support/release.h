/* What a reader of a published summary knows, written down anew from what its tables mean: for the solver (puzzle.h). It
 * uses none of the relations that the program itself works with. */
#ifndef TIPREVIEW_TEST_RELEASE_H
#define TIPREVIEW_TEST_RELEASE_H

#include "models/summary.h"

/* How many `<k` cells of the first year there are for which the solver does not find all of 1 to k-1. Prints each. *cells: how many were
 * looked at; *unsure: of the values, how many the solver gave up on. */
unsigned release_weak_cells(const struct summary *s, unsigned *cells, unsigned *unsure);

#endif
