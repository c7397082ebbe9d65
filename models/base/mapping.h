/* Files mapped for reading that another program may cut or damage while they are in use. Where a page is gone, the
 * kernel sends SIGBUS: the page then reads as zeros, and the mapping says that it is lost. */
#ifndef TIPREVIEW_BASE_MAPPING_H
#define TIPREVIEW_BASE_MAPPING_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "models/base/err.h"

enum { MAPPINGS_MAX = 8 }; /* open at once in the process */

/* Zero-initialise it. */
struct mapping {
    void *bytes; /* page-aligned; a NUL follows the last byte, whatever the file holds */
    size_t size;
    volatile sig_atomic_t *lost; /* its own flag; see mapping_lost */
};

/* Maps the first `size` > 0 bytes of an open file, read-only; the file can be closed then. Sets the process's
 * action for SIGBUS. Not for two threads at once. */
MUST_CHECK bool mapping_open(struct mapping *m, int fd, size_t size, struct err *e);
void mapping_close(struct mapping *m);

/* Whether bytes that were read from it since it was opened may have been zeros in place of the file's. */
bool mapping_lost(const struct mapping *m);

#endif
