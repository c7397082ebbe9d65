/* Cuts a file into YAML documents while it is read in blocks, in bounded memory: at `---` in
 * column 0 followed by space, tab, CR, LF or the end. A piece that holds only white space and
 * comments is no document. */
#ifndef TIPREVIEW_SPLIT_H
#define TIPREVIEW_SPLIT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "models/base/err.h"
#include "models/record.h"

struct split;

/* Opens a regular file with O_NOFOLLOW|O_NONBLOCK|O_NOCTTY|O_CLOEXEC relative to `dirfd` (AT_FDCWD too)
 * and checks it with fstat: a link, FIFO, device or directory is refused with advice. */
struct split *split_open(int dirfd, const char *path, struct err *e);
void split_close(struct split *s);

enum split_result { SPLIT_DOCUMENT, SPLIT_END, SPLIT_ERROR };

/* The next document; its bytes are borrowed until the next call. */
enum split_result split_next(struct split *s, struct document *doc, struct err *e);

/* The file's status when it was opened. */
const struct stat *split_status(const struct split *s);

/* The checksum (models/base/checksum.h) of the bytes read so far. */
uint64_t split_checksum(const struct split *s);

#endif
