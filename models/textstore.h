/* Texts one after another in chunks that never move, each at an offset that stays valid. */
#ifndef TIPREVIEW_TEXTSTORE_H
#define TIPREVIEW_TEXTSTORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialise it. A text never spans two chunks; each ends with a NUL. */
struct textstore {
    char **chunk;
    size_t chunks, cap;
    size_t used;   /* bytes of the last chunk; the others are used whole, zeros at their ends */
    bool borrowed; /* the chunks are one after another in memory of someone else's */
};

enum { TEXTSTORE_SHIFT = 24, TEXTSTORE_CHUNK = 1 << TEXTSTORE_SHIFT };

void textstore_release(struct textstore *s);

/* Room for n bytes (at most TEXTSTORE_CHUNK); its offset, or UINT64_MAX where memory ran out. */
uint64_t textstore_alloc(struct textstore *s, size_t n);

/* The same for a text of n bytes, which is copied with a NUL. */
uint64_t textstore_add(struct textstore *s, const char *text, size_t n);

/* Makes an empty store of n > 0 bytes as a store's chunks hold them one after another, the last a NUL. They
 * are borrowed and only read: nothing may be added. False: no memory. */
bool textstore_borrow(struct textstore *s, char *bytes, uint64_t n)
    __attribute__((warn_unused_result));

/* How many bytes the offsets span. */
static inline uint64_t textstore_size(const struct textstore *s)
{
    return s->chunks ? ((uint64_t)(s->chunks - 1) << TEXTSTORE_SHIFT) + s->used : 0;
}

static inline char *textstore_at(const struct textstore *s, uint64_t offset)
{
    return s->chunk[offset >> TEXTSTORE_SHIFT] + (offset & (TEXTSTORE_CHUNK - 1));
}

/* The text at an offset that may be wrong: *left bytes and one more can be read, and sooner or later a
 * NUL follows. */
static inline const char *textstore_text(const struct textstore *s, uint64_t offset, size_t *left)
{
    uint64_t size = textstore_size(s), end = (offset | (TEXTSTORE_CHUNK - 1)) + 1;
    if (offset >= size) {
        *left = 0;
        return "";
    }
    *left = (size_t)((end < size ? end : size) - offset) - 1;
    return textstore_at(s, offset);
}

#endif
