/* What was probably meant: the known name that is nearest to one that is not known. */
#ifndef TIPREVIEW_BASE_CLOSEST_H
#define TIPREVIEW_BASE_CLOSEST_H

#include <stddef.h>

/* The name with the fewest edits (insert, delete, replace, swap of neighbours), or NULL where none is near:
 * more than a third of the word would change. `name_at(ctx, i)` gives name i of `count`; a name longer than 64 bytes
 * is near to none. The first of equals is taken. */
const char *closest(const char *word, const char *(*name_at)(const void *ctx, size_t i),
                    const void *ctx, size_t count);

#endif
