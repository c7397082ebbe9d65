/* Taking over from a catalog what its files still hold, so that only what has changed is read. The result is the same as
 * if everything had been read. */
#ifndef TIPREVIEW_CATALOG_TAKE_H
#define TIPREVIEW_CATALOG_TAKE_H

#include <stdbool.h>

#include "models/base/err.h"
#include "models/catalog.h"
#include "models/refresh.h"

/* Takes some time in which r->catalog may be used, for what is made ready: on a thread. Has an empty catalog take over the files that r found to be the same, as they come up in catalog_take_begin.
 * r->catalog is borrowed until all is taken. */
MUST_CHECK bool catalog_take_from(struct catalog *c, const struct refresh *r, struct err *e);

/* Whether a file of that path may be taken over. What is true now can be false when its turn comes, but what is
 * false stays so. */
bool catalog_take_expected(const struct catalog *c, const char *path);

/* Whether the file that was added last is taken over; if not, it has to be read. Everything before it must be in
 * the catalog. */
bool catalog_take_begin(struct catalog *c, uint32_t file);

/* Takes over some rows of it. *more: call again. False: no memory, or r->catalog is damaged. */
MUST_CHECK bool catalog_take_rows(struct catalog *c, unsigned rows, bool *more, struct err *e);

/* Nothing is taken over from here on. */
void catalog_take_end(struct catalog *c);

/* Notes what r found of files that hold the same bytes, where they stand and since when. */
MUST_CHECK bool catalog_touch(struct catalog *c, const struct refresh *r, struct err *e);

#endif
