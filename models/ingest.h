/* Reads files and folders of records into a catalog, a slice at a time, so that a caller
 * can look at keys between slices. Some threads cut and read the documents meanwhile, a bounded number
 * ahead; what comes of it does not depend on them. Folders are walked in name order; symbolic links are not followed
 * (each is listed as a warning); names starting with "." are left alone; of a folder's files those
 * that end in .yaml or .yml are read, a file named as an argument always is. */
#ifndef TIPREVIEW_INGEST_H
#define TIPREVIEW_INGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "models/base/err.h"

struct catalog;
struct criteria;
struct file_list;
struct ingest;

enum { INGEST_WORKERS_MAX = 64 };

struct ingest_progress {
    uint32_t files, files_done;
    uint64_t bytes, bytes_done;
    uint64_t documents; /* of those files, loaded or rejected */
};

/* Lists the files. `paths` are `count` files or folders, borrowed for the call; places in
 * diagnostics are these paths as given, with the names below them. A path that cannot be read is an
 * error of the catalog's problem list, not of the call. `workers`: how many threads (at most INGEST_WORKERS_MAX), 0: one for
 * each processor. NULL where memory ran out. The criteria must stay as they are until ingest_close. */
struct ingest *ingest_open(struct catalog *catalog, const struct criteria *criteria,
                           const char *const *paths, size_t count, unsigned workers, struct err *e);
/* The same of files that were listed already; takes over the list, which is empty then. */
struct ingest *ingest_open_list(struct catalog *catalog, const struct criteria *criteria,
                                struct file_list *list, unsigned workers, struct err *e);
void ingest_close(struct ingest *in); /* at any moment */

/* Takes in up to `documents` more, or those that are read within some milliseconds; a file that the
 * catalog can take over (models/catalog_take.h) is not read. True while there is more to do; *failed is set, and
 * e, where memory ran out, or what was taken over is damaged, and the catalog is incomplete. */
bool ingest_step(struct ingest *in, unsigned documents, bool *failed, struct err *e);

void ingest_progress(const struct ingest *in, struct ingest_progress *p);

#endif
