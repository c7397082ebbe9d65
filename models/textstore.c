#include "models/textstore.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/pages.h"
#include "models/base/str.h"

void textstore_release(struct textstore *s)
{
    for (size_t i = 0; i < s->chunks && !s->borrowed; i++)
        pages_free(s->chunk[i], TEXTSTORE_CHUNK);
    free(s->chunk);
    *s = (struct textstore){0};
}

static bool add_chunk(struct textstore *s)
{
    char **more = grow(s->chunk, &s->cap, s->chunks + 1, sizeof *more);
    if (!more)
        return false;
    s->chunk = more;
    /* Untouched pages of a chunk cost nothing, so the size is no matter for small catalogs. */
    char *chunk = pages_alloc(TEXTSTORE_CHUNK);
    if (!chunk)
        return false;
    /* What is kept in a file holds no bytes of other memory. */
    if (s->chunks)
        memset(s->chunk[s->chunks - 1] + s->used, 0, TEXTSTORE_CHUNK - s->used);
    s->chunk[s->chunks++] = chunk;
    s->used = 0;
    return true;
}

uint64_t textstore_alloc(struct textstore *s, size_t n)
{
    if ((!s->chunks || TEXTSTORE_CHUNK - s->used < n) && !add_chunk(s))
        return UINT64_MAX;
    uint64_t offset = (uint64_t)(s->chunks - 1) << TEXTSTORE_SHIFT | s->used;
    s->used += n;
    return offset;
}

uint64_t textstore_add(struct textstore *s, const char *text, size_t n)
{
    uint64_t offset = textstore_alloc(s, n + 1);
    if (offset == UINT64_MAX)
        return offset;
    char *copy = textstore_at(s, offset);
    memcpy(copy, text, n);
    copy[n] = '\0';
    return offset;
}

bool textstore_borrow(struct textstore *s, char *bytes, uint64_t n)
{
    size_t chunks = (size_t)((n + TEXTSTORE_CHUNK - 1) >> TEXTSTORE_SHIFT);
    s->chunk = grow(NULL, &s->cap, chunks, sizeof *s->chunk);
    if (!s->chunk)
        return false;
    for (size_t i = 0; i < chunks; i++)
        s->chunk[i] = bytes + (i << TEXTSTORE_SHIFT);
    s->chunks = chunks;
    s->used = (size_t)(n - ((uint64_t)(chunks - 1) << TEXTSTORE_SHIFT));
    s->borrowed = true;
    return true;
}
