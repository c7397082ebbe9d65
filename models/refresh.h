/* Compares a catalog with the files that there are now, to find what has to be read. */
#ifndef TIPREVIEW_REFRESH_H
#define TIPREVIEW_REFRESH_H

#include <stdatomic.h>
#include <stdbool.h>

#include "models/base/err.h"
#include "models/catalog.h"
#include "models/ingest_walk.h"

enum refresh_result {
    REFRESH_SAME,
    REFRESH_TOUCHED, /* the same bytes; other times, or another place on the disk */
    REFRESH_CHANGED, /* files were added, changed or removed */
};

struct refresh {
    const struct catalog *catalog; /* borrowed, and only read; NULL: the files are only listed */
    const char *root;              /* the one folder of records; borrowed */
    size_t root_len;
    struct file_list list; /* the files that were found: for ingest_open_list */
    enum refresh_result result;
    struct catalog_file *status; /* of each file of the catalog, as it is now */
};

/* Walks and compares; it may run on a thread of its own while the catalog is used. Bytes are read only where a
 * file's status can't tell. False: no memory, or *stop was set. */
MUST_CHECK bool refresh_compare(struct refresh *r, const atomic_bool *stop, struct err *e);
void refresh_release(struct refresh *r);

#endif
