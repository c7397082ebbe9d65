#include "models/textstore.h"

#include <stdlib.h>

#include "models/base/str.h"

void textstore_release(struct textstore *s)
{
    for (size_t i = 0; i < s->chunks; i++)
        free(s->chunk[i]);
    free(s->chunk);
    *s = (struct textstore){0};
}

uint64_t textstore_alloc(struct textstore *s, size_t n)
{
    if (!s->chunks || TEXTSTORE_CHUNK - s->used < n) {
        char **more = grow(s->chunk, &s->cap, s->chunks + 1, sizeof *more);
        if (!more)
            return UINT64_MAX;
        s->chunk = more;
        /* Untouched pages of a chunk cost nothing, so the size is no matter for small catalogs. */
        char *chunk = malloc(TEXTSTORE_CHUNK);
        if (!chunk)
            return UINT64_MAX;
        s->chunk[s->chunks++] = chunk;
        s->used = 0;
    }
    uint64_t offset = (uint64_t)(s->chunks - 1) << TEXTSTORE_SHIFT | s->used;
    s->used += n;
    return offset;
}
