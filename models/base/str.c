#include "models/base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t grow_cap(size_t cap, size_t need, size_t size)
{
    size_t wanted = cap ? cap : 8;
    while (wanted < need) {
        if (wanted > SIZE_MAX / 4 / size)
            return 0;
        wanted *= 2;
    }
    return wanted;
}

void *grow(void *items, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return items;
    size_t wanted = grow_cap(*cap, need, size);
    void *bigger = wanted ? reallocarray(items, wanted, size) : NULL;
    if (bigger)
        *cap = wanted;
    return bigger;
}

void str_release(struct str *s)
{
    free(s->p);
    *s = (struct str)STR_INIT;
}

void str_clear(struct str *s)
{
    str_cut(s, 0);
    s->failed = false;
}

void str_cut(struct str *s, size_t len)
{
    if (s->p && len <= s->len) {
        s->len = len;
        s->p[len] = '\0';
    }
}

static bool reserve(struct str *s, size_t more)
{
    if (s->failed)
        return false;
    char *p = more < SIZE_MAX - s->len ? grow(s->p, &s->cap, s->len + more + 1, 1) : NULL;
    if (!p) {
        s->failed = true;
        return false;
    }
    s->p = p;
    return true;
}

void str_addn(struct str *s, const char *bytes, size_t n)
{
    if (!reserve(s, n))
        return;
    if (n)
        memcpy(s->p + s->len, bytes, n);
    s->len += n;
    s->p[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
    str_addn(s, text, strlen(text));
}

void str_addc(struct str *s, char c)
{
    str_addn(s, &c, 1);
}

void str_addf(struct str *s, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0) {
        s->failed = true;
        return;
    }
    if (!reserve(s, (size_t)n))
        return;
    va_start(args, fmt);
    vsnprintf(s->p + s->len, (size_t)n + 1, fmt, args);
    va_end(args);
    s->len += (size_t)n;
}

void str_number(struct str *s, int64_t n)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%" PRIu64,
                       n < 0 ? UINT64_C(0) - (uint64_t)n : (uint64_t)n);
    if (n < 0)
        str_addc(s, '-');
    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0)
            str_addc(s, ',');
        str_addc(s, digits[i]);
    }
}

const char *str_text(const struct str *s)
{
    return s->p ? s->p : "";
}

char *str_detach(struct str *s)
{
    if (!s->failed && !s->p)
        str_addn(s, "", 0);
    char *text = s->p;
    if (s->failed) {
        free(s->p);
        text = NULL;
    }
    *s = (struct str)STR_INIT;
    return text;
}

struct arena_block {
    struct arena_block *older;
    size_t used, size;
    _Alignas(16) char bytes[];
};

enum { ARENA_BLOCK = 64 * 1024, ARENA_BLOCK_MAX = 1024 * 1024, ARENA_ALIGN = 16 };

void arena_release(struct arena *a)
{
    while (a->block) {
        struct arena_block *older = a->block->older;
        free(a->block);
        a->block = older;
    }
}

void arena_reset(struct arena *a)
{
    if (!a->block)
        return;
    while (a->block->older) {
        struct arena_block *older = a->block->older;
        a->block->older = older->older;
        free(older);
    }
    a->block->used = 0;
}

/* Twice as large as the one before, so that one that is reset again and again soon has a block that
 * holds everything. */
static bool add_block(struct arena *a, size_t at_least)
{
    size_t size = a->block ? a->block->size * 2 : ARENA_BLOCK;
    size = size > ARENA_BLOCK_MAX ? ARENA_BLOCK_MAX : size;
    size = size < at_least ? at_least : size;
    struct arena_block *block = malloc(sizeof *block + size);
    if (!block)
        return false;
    *block = (struct arena_block){.older = a->block, .size = size};
    a->block = block;
    return true;
}

void *arena_alloc(struct arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
    if ((!a->block || a->block->size - a->block->used < size) && !add_block(a, size))
        return NULL;
    void *p = a->block->bytes + a->block->used;
    a->block->used += size;
    return p;
}

char *arena_copy(struct arena *a, const char *bytes, size_t n)
{
    char *copy = n < SIZE_MAX ? arena_alloc(a, n + 1) : NULL;
    if (!copy)
        return NULL;
    if (n)
        memcpy(copy, bytes, n);
    copy[n] = '\0';
    return copy;
}
