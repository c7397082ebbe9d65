/* Some lines of a file around a place, as they are in the file now; for showing where a problem stands. */
#ifndef TIPREVIEW_EXCERPT_H
#define TIPREVIEW_EXCERPT_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/err.h"

enum { EXCERPT_LINE_MAX = 4096 }; /* bytes kept of one line */

struct excerpt_line {
    unsigned long number; /* 1-based */
    char *text;           /* owned; not sanitised, without the line break */
    size_t len;
    bool cut; /* longer than EXCERPT_LINE_MAX */
};

/* Zero-initialise it; excerpt_release frees the contents. */
struct excerpt {
    struct excerpt_line *line;
    size_t count, cap;
};

/* Reads lines [first, last] of a regular file, or those of them that there are. */
MUST_CHECK bool excerpt_read(struct excerpt *x, const char *path, unsigned long first,
                             unsigned long last, struct err *e);
void excerpt_release(struct excerpt *x);

/* The byte at which the nth character, from 1, of a line starts; what is no UTF-8 counts as one
 * character a byte. `len` where there are fewer. */
size_t excerpt_offset(const struct excerpt_line *line, unsigned long n);

#endif
