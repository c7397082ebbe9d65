/* Random folders of made-up records, loading them, and a catalog as text, to compare two. */
#ifndef TIPREVIEW_TESTS_CATALOGS_H
#define TIPREVIEW_TESTS_CATALOGS_H

#include "models/base/str.h"
#include "models/catalog.h"
#include "models/catalog_file.h"
#include "models/criteria.h"
#include "models/refresh.h"
#include "tests/support/catalog_dump.h"

/* Pseudo-random numbers; any seed but 0. */
struct dice {
    uint64_t state;
};
uint32_t dice_roll(struct dice *d, uint32_t sides); /* 0 to sides - 1 */

/* Writes a file of up to `documents` records, with some that are rejected or warned of. Ids are small numbers,
 * so that they meet in and across files. */
void random_file(struct dice *d, const char *path, unsigned documents);

/* Makes all files of a folder older than the catalog trusts without a look at their bytes. */
void make_old(const char *root);

/* Reads a folder. With a comparison, what that found unchanged is taken over. */
struct catalog *load_catalog(const char *root, const struct criteria *criteria,
                             const struct refresh *unchanged);

void assert_same_catalog(const struct catalog *a, const struct catalog *b);

/* Saves it and lets its memory be the file's, which must succeed. */
void save_catalog(struct catalog *c, const struct catalog_home *home);

/* Writes a file of so many records, each with an id and a pseudonym of its own. */
void many_records(const char *path, unsigned records);

/* Bytes of the process's own memory that a catalog takes, without the texts of ids and narratives: pages of a file are not
 * counted. */
uint64_t own_bytes(const struct catalog *c);

/* Bytes that this process has read from files so far. */
uint64_t bytes_read(void);

#endif
