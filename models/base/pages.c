#include "models/base/pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

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

void *pages_malloc(size_t n)
{
    size_t size = (n + HUGE - 1) & ~((size_t)HUGE - 1);
    if (n < HUGE || size < n)
        return malloc(n);
    void *p = aligned_alloc(HUGE, size);
    if (p)
        madvise(p, size, MADV_HUGEPAGE);
    return p;
}
