/* Opening files that may be hostile: only what is a regular file, and never through a link; and small files replaced
 * as a whole. */
#ifndef TIPREVIEW_BASE_FILE_H
#define TIPREVIEW_BASE_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "models/base/err.h"

/* Opens for reading with O_NOFOLLOW|O_NONBLOCK|O_NOCTTY|O_CLOEXEC, relative to dirfd (or AT_FDCWD), and
 * checks with fstat that it is a regular file; *st gets its status. -1 and the error, with advice, where it is
 * a link, a FIFO, a device, a folder, or cannot be read. */
int file_open(int dirfd, const char *path, struct stat *st, struct err *e);

/* "FOLDER/NAME", malloc'd; NULL and the error where memory ran out. */
MUST_CHECK char *file_path(const char *folder, const char *name, struct err *e);

/* Puts a file of n bytes, mode 0600, where `path` names one or none: it is written beside and moved there, so that a
 * program that dies leaves the old one or the new one. Not synced. A link of that name is replaced, not followed. */
MUST_CHECK bool file_replace(const char *path, const char *bytes, size_t n, struct err *e);

/* Makes a file, to be written and moved where it belongs before it is closed. While it is open the name is its writer's
 * own; what a writer that died left under it is replaced. -1 and errno, EEXIST where another is at it, or where what is
 * there cannot be locked and so may be another's. */
MUST_CHECK int file_own(const char *path, mode_t mode);

/* Makes durable that the folder of a file, or of a folder, has it under this name, whether that folder may be read or not. False
 * and errno where it cannot; true where the file system has no such thing. */
MUST_CHECK bool file_sync_folder(const char *path);

/* Moves a file to a name that nothing has. False and errno where it cannot, EEXIST where something has the name. */
MUST_CHECK bool file_move_new(const char *from, const char *to);

#endif
