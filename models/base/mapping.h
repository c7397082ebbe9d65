/* Files mapped for reading that another program may cut or damage while they are in use. Where a page is gone, the
 * kernel sends SIGBUS: the page then reads as zeros, and the mapping says that it is lost. */
#ifndef TIPREVIEW_BASE_MAPPING_H
#define TIPREVIEW_BASE_MAPPING_H

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"

enum { MAPPINGS_MAX = 8 }; /* open at once in the process */

/* Zero-initialise it. */
struct mapping {
    void *bytes; /* page-aligned; a NUL follows the last byte, whatever the file holds */
    size_t size;
    struct mapping_region *region; /* what is known of where it is mapped */
};

/* Maps the first `size` > 0 bytes of an open file, read-only; the file can be closed then. Sets the process's
 * action for SIGBUS. Not for two threads at once. */
MUST_CHECK bool mapping_open(struct mapping *m, int fd, size_t size, struct err *e);

/* Memory of the process's own that holds the bytes that a file has at `offset`, a multiple of the page's size as `at` is. */
struct mapping_piece {
    void *at; /* in memory that is given back by munmap */
    size_t size;
    uint64_t offset;
};

/* Puts the file's pages in the place of such memory: the bytes stay where they are and can be read at any moment, by any
 * thread, but no more be written. Of each piece the page with the last byte stays the process's own, so that what ends a text
 * there ends it. False, and *e: bytes differ, or can't be mapped; that piece and those behind it then stay as they were, as
 * they do once *stop is set. What was exchanged is read as this mapping until mapping_close, after which the memory
 * may only be given back. Not for two threads at once. */
MUST_CHECK bool mapping_swap(struct mapping *m, int fd, const struct mapping_piece *piece,
                             size_t pieces, const atomic_bool *stop, struct err *e);

void mapping_close(struct mapping *m);

/* Whether bytes that were read from it since it was opened may have been zeros in place of the file's. */
bool mapping_lost(const struct mapping *m);

#endif
