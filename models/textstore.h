/* Texts one after another in chunks that never move, each at an offset that stays valid. */
#ifndef TIPREVIEW_TEXTSTORE_H
#define TIPREVIEW_TEXTSTORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialise it. A text never spans two chunks. */
struct textstore {
    char **chunk;
    size_t chunks, cap;
    size_t used; /* bytes of the last chunk */
};

enum { TEXTSTORE_SHIFT = 24, TEXTSTORE_CHUNK = 1 << TEXTSTORE_SHIFT };

void textstore_release(struct textstore *s);

/* Room for n bytes (at most TEXTSTORE_CHUNK); its offset, or UINT64_MAX where memory ran out. */
uint64_t textstore_alloc(struct textstore *s, size_t n);

static inline char *textstore_at(const struct textstore *s, uint64_t offset)
{
    return s->chunk[offset >> TEXTSTORE_SHIFT] + (offset & (TEXTSTORE_CHUNK - 1));
}

#endif
