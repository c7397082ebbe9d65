/* The files that a set of paths stands for, in an order that depends on their names alone. */
#ifndef TIPREVIEW_INGEST_WALK_H
#define TIPREVIEW_INGEST_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/record.h"

struct listed {
    char *path;
    uint64_t size;    /* bytes, when it was listed */
    const char *flaw; /* NULL, or why it is not read: "what is wrong: what to change" */
    enum severity severity;
    bool kept; /* the catalog may have what it holds already */
};

/* Zero-initialise it. */
struct file_list {
    struct listed *item;
    size_t count, cap;
    uint64_t bytes;    /* of all */
    struct arena text; /* of the flaws */
};

/* Appends the files of `count` paths as models/ingest.h says: folders are walked in the byte order of
 * the names below them. False: no memory. */
MUST_CHECK bool file_list_walk(struct file_list *list, const char *const *paths, size_t count);
void file_list_release(struct file_list *list);

#endif
