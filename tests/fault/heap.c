#include "tests/fault/heap.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

static atomic_size_t in_use, peak, fail_at;

static void took(size_t size)
{
    size_t now = atomic_fetch_add(&in_use, size) + size, most = atomic_load(&peak);
    while (now > most && !atomic_compare_exchange_weak(&peak, &most, now))
        ;
}

static void gave(size_t size)
{
    atomic_fetch_sub(&in_use, size);
}

void heap_fail_at(size_t n)
{
    atomic_store(&fail_at, n);
}

size_t heap_in_use(void)
{
    return atomic_load(&in_use);
}

size_t heap_peak(void)
{
    return atomic_load(&peak);
}

size_t heap_peak_reset(void)
{
    size_t now = heap_in_use();
    atomic_store(&peak, now);
    return now;
}

#if defined __has_feature
#if __has_feature(address_sanitizer)
#define HAVE_ASAN 1
#endif
#endif
#if defined __SANITIZE_ADDRESS__ || defined HAVE_ASAN

/* From <sanitizer/allocator_interface.h>, which Debian's gcc comes without. */
extern int __sanitizer_install_malloc_and_free_hooks(void (*on_malloc)(const volatile void *p,
                                                                       size_t size),
                                                     void (*on_free)(const volatile void *p));
extern int __sanitizer_get_ownership(const volatile void *p);
extern size_t __sanitizer_get_allocated_size(const volatile void *p);

static void on_malloc(const volatile void *p, size_t size)
{
    (void)p;
    took(size);
}

static void on_free(const volatile void *p)
{
    if (p && __sanitizer_get_ownership(p))
        gave(__sanitizer_get_allocated_size(p));
}

__attribute__((constructor)) static void install(void)
{
    __sanitizer_install_malloc_and_free_hooks(on_malloc, on_free);
}

#else

/* glibc's own, under the names that it exports for this. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *p, size_t size);
extern void __libc_free(void *p);

static void *count(void *p)
{
    if (p)
        took(malloc_usable_size(p));
    return p;
}

static bool fails(void)
{
    return atomic_load(&fail_at) && atomic_fetch_sub(&fail_at, 1) == 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : count(__libc_malloc(size));
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : count(__libc_calloc(n, size));
}

void *realloc(void *p, size_t size)
{
    if (fails())
        return NULL;
    size_t before = p ? malloc_usable_size(p) : 0;
    void *q = __libc_realloc(p, size);
    if (q || size == 0)
        gave(before);
    return count(q);
}

void free(void *p)
{
    if (p)
        gave(malloc_usable_size(p));
    __libc_free(p);
}

#endif
