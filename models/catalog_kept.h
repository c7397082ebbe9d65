/* What a mapped catalog has besides; for the catalog_*.c files that map, save and take over. */
#ifndef TIPREVIEW_CATALOG_KEPT_H
#define TIPREVIEW_CATALOG_KEPT_H

#include "models/base/mapping.h"
#include "models/catalog_layout.h"
#include "models/tally.h"

struct catalog_kept {
    struct catalog_head head; /* a copy, as it was checked */
    const char *bytes;        /* of the file, head.size of them */
    struct mapping map;       /* where the bytes are mapped; else zeros */
    struct tally_year *tally; /* checked copies */
    size_t years;
    const struct catalog_digest *digest;
    size_t digests;
    char *root, *root_was; /* the records' folder, now and when the file was made */
    size_t root_len;       /* of root_was */
    char **path;    /* of each file, as it was asked for; NULL: the folder is called as it was */
    bool own_files; /* the list of files is the catalog's own, in memory */
};

#endif
