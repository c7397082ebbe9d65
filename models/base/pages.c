#include "models/base/pages.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "models/base/str.h"

enum { HUGE = 2 * 1024 * 1024, SMALL = 256 * 1024, BEFORE = HUGE - SMALL };

/* What a piece takes in whole huge pages, with what is before it in the first. */
static size_t whole(size_t n)
{
    return (BEFORE + n + HUGE - 1) & ~((size_t)HUGE - 1);
}

void *pages_alloc(size_t n)
{
    if (n > SIZE_MAX / 2)
        return NULL;
    size_t size = whole(n);
    char *p = mmap(NULL, size + HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    size_t before = -(uintptr_t)p & (HUGE - 1);
    if (before)
        munmap(p, before);
    munmap(p + before + size, HUGE - before);
    p += before;
    if (size > HUGE)
        madvise(p + HUGE, size - HUGE, MADV_HUGEPAGE); /* advice: that it fails is no error */
    return p + BEFORE;
}

void pages_free(void *p, size_t n)
{
    if (p)
        munmap((char *)p - BEFORE, whole(n));
}

/* Moves the huge pages; the few small ones before them are copied. */
static bool move(char *to, size_t n, char *from, size_t had)
{
    memcpy(to, from, had < SMALL ? had : SMALL);
    return had <= SMALL || mremap(from + SMALL, whole(had) - HUGE, whole(n) - HUGE,
                                  MREMAP_MAYMOVE | MREMAP_FIXED, to + SMALL) != MAP_FAILED;
}

static void *enlarge(void *p, size_t had, size_t n)
{
    if (whole(had) == whole(n))
        return p;
    void *to = pages_alloc(n);
    if (!to)
        return NULL;
    if (!move(to, n, p, had)) {
        pages_free(to, n);
        return NULL;
    }
    /* What was moved has left its place, which may be another thread's by now. */
    munmap((char *)p - BEFORE, HUGE);
    return to;
}

void *pages_resize(void *p, size_t had, size_t n)
{
    if (n < PAGES_LARGE)
        return realloc(p, n);
    if (had >= PAGES_LARGE)
        return enlarge(p, had, n);
    void *to = pages_alloc(n);
    if (to && had)
        memcpy(to, p, had);
    if (to)
        free(p);
    return to;
}

void pages_touch(void *p, size_t n)
{
    /* The page that it ends in may be another's, but is touched all the same. Where the system does not know the advice,
     * pages come as they are wanted. */
    if (n >= PAGES_LARGE)
        madvise(p, n, MADV_POPULATE_WRITE);
}

void pages_release(void *p, size_t n)
{
    if (n < PAGES_LARGE)
        free(p);
    else
        pages_free(p, n);
}

void pages_trim(void *p, size_t n)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), used = (n + page - 1) & ~(page - 1);
    madvise((char *)p + used, whole(n) - BEFORE - used, MADV_DONTNEED); /* else it only stays */
}

void *pages_grow(void *items, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return items;
    size_t wanted = grow_cap(*cap, need, size);
    void *bigger = wanted ? pages_resize(items, *cap * size, wanted * size) : NULL;
    if (bigger)
        *cap = wanted;
    return bigger;
}
