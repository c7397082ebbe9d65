/* The catalog kept between runs: one file, mapped read-only, so that a start reads no record.
 *
 * It holds what the records hold and is never trusted: a file that is not whole, is of another version, record format,
 * set of criteria or byte order, or does not belong to who owns the records, is refused and made anew. Its head is checked
 * when it is mapped, the checksums of the rest by catalog_verify later; but no byte of it, at any time, makes
 * the program read outside of it. A file that is cut while it is mapped reads as zeros from there on. */
#ifndef TIPREVIEW_CATALOG_FILE_H
#define TIPREVIEW_CATALOG_FILE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "models/base/err.h"
#include "models/base/hash.h"
#include "models/catalog.h"
#include "models/tally.h"

/* Where a catalog is kept, and of what. All borrowed. */
struct catalog_home {
    const char *path; /* of the file */
    const char *root; /* the one folder of records that was given to ingest_open */
    const struct criteria *criteria;
    uid_t owner; /* of that folder */
    gid_t group;
    mode_t mode; /* what the file may be: 0600, 0640 or 0660 */
};

/* Fills owner, group and mode from the folder of records. */
MUST_CHECK bool catalog_home_of(struct catalog_home *home, struct err *e);

/* The catalog that is kept there; catalog_free ends it. It can be asked, and taken over, but nothing can be added to it.
 * NULL where there is none, with e->kind ERR_NONE, or where it can't be used, with why. */
struct catalog *catalog_map(const struct catalog_home *home, struct err *e);

/* The same of bytes in memory, aligned to 8, which are borrowed until catalog_free. */
struct catalog *catalog_map_bytes(const void *bytes, size_t n, const struct catalog_home *home,
                                  struct err *e);

/* Compares all of a mapped catalog with its checksums; may run on a thread of its own while the catalog is
 * used. False: it is damaged, or *stop was set. */
MUST_CHECK bool catalog_verify(const struct catalog *c, const atomic_bool *stop, struct err *e);

/* Whether pages of a mapped catalog have got lost. */
bool catalog_lost(const struct catalog *c);

/* The tally of a mapped catalog's rows with nothing decided; NULL of one that is not mapped. */
const struct tally_year *catalog_base_tally(const struct catalog *c, size_t *years);

/* What of a catalog a thread of its own can write while it is used: everything but the digests, which are
 * copied here. Nothing may be added to the catalog from here on. */
struct catalog_save;
struct catalog_save *catalog_save_new(struct catalog *c, const struct catalog_home *home,
                                      struct err *e);
void catalog_save_free(struct catalog_save *s); /* before the catalog */

/* Writes the file beside its place, with all of it on disk, and then moves it there. Where another process is
 * writing at this moment, its file will do, and nothing is written. */
MUST_CHECK bool catalog_save_write(struct catalog_save *s, const atomic_bool *stop, struct err *e);

/* Once it is written, for the same thread: the file's pages take the place of the memory that the catalog has the same bytes in,
 * which is given back. Rows, numbers and texts stay where they are, and can be read meanwhile. A mapped catalog, or one whose
 * file another process wrote, stays as it is. False: not all of it could be; the catalog is as good as before. */
MUST_CHECK bool catalog_save_settle(struct catalog_save *s, const atomic_bool *stop, struct err *e);

/* How many digests it would keep more than it does. */
size_t catalog_new_digests(const struct catalog *c);

/* Removes the kept file where there is one. */
MUST_CHECK bool catalog_remove(const struct catalog_home *home, struct err *e);

#endif
