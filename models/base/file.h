/* Opening files that may be hostile: only what is a regular file, and never through a link. */
#ifndef TIPREVIEW_BASE_FILE_H
#define TIPREVIEW_BASE_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "models/base/err.h"

/* Opens for reading with O_NOFOLLOW|O_NONBLOCK|O_NOCTTY|O_CLOEXEC, relative to dirfd (or AT_FDCWD), and
 * checks with fstat that it is a regular file; *st gets its status. -1 and the error, with advice, where it is
 * a link, a FIFO, a device, a folder, or cannot be read. */
int file_open(int dirfd, const char *path, struct stat *st, struct err *e);

#endif
