#include "models/base/needle_scan.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

static int fits(const struct needle *x, const char *hay)
{
    for (int i = 0; i < NEEDLE_PROBES; i++)
        if (((uint8_t)hay[x->at[i]] & x->mask[i]) != x->byte[i])
            return 0;
    return 1;
}

size_t needle_scan_bytes(const struct needle *x, const char *hay, size_t n, size_t from)
{
    size_t last = x->at[NEEDLE_PROBES - 1];
    for (size_t p = from; p < n && n - p > last; p++)
        if (fits(x, hay + p))
            return p;
    return n;
}

#ifdef __x86_64__

/* Tests `width` places at once, two times a turn; the rest goes byte by byte. The loops over the probes must be
 * unrolled, or masks and bytes are fetched from memory at every step, for twice the time. */
#define SCAN(name, features, width, vec, load, set1, and, equal, movemask)                         \
    __attribute__((target(features), always_inline)) static inline uint64_t name##_step(           \
        const struct needle *x, const char *hay, const vec *mask, const vec *byte)                 \
    {                                                                                              \
        vec hit = equal(and(load((const vec *)(const void *)(hay + x->at[0])), mask[0]), byte[0]); \
        _Pragma("GCC unroll 4") for (int i = 1; i < NEEDLE_PROBES; i++)                            \
        {                                                                                          \
            vec there = load((const vec *)(const void *)(hay + x->at[i]));                         \
            hit = and(hit, equal(and(there, mask[i]), byte[i]));                                   \
        }                                                                                          \
        return (uint32_t)movemask(hit);                                                            \
    }                                                                                              \
                                                                                                   \
    __attribute__((target(features))) static size_t name(const struct needle *x, const char *hay,  \
                                                         size_t n, size_t from)                    \
    {                                                                                              \
        vec mask[NEEDLE_PROBES], byte[NEEDLE_PROBES];                                              \
        size_t p = from, need = x->at[NEEDLE_PROBES - 1] + 2 * (width);                            \
        _Pragma("GCC unroll 4") for (int i = 0; i < NEEDLE_PROBES; i++)                            \
        {                                                                                          \
            mask[i] = set1((char)x->mask[i]);                                                      \
            byte[i] = set1((char)x->byte[i]);                                                      \
        }                                                                                          \
        for (; p < n && n - p >= need; p += 2 * (width)) {                                         \
            uint64_t hits = name##_step(x, hay + p, mask, byte) |                                  \
                            name##_step(x, hay + p + (width), mask, byte) << (width);              \
            if (hits)                                                                              \
                return p + (size_t)__builtin_ctzll(hits);                                          \
        }                                                                                          \
        return needle_scan_bytes(x, hay, n, p);                                                    \
    }

SCAN(scan_sse2, "sse2", 16, __m128i, _mm_loadu_si128, _mm_set1_epi8, _mm_and_si128, _mm_cmpeq_epi8,
     _mm_movemask_epi8)
SCAN(scan_avx2, "avx2", 32, __m256i, _mm256_loadu_si256, _mm256_set1_epi8, _mm256_and_si256,
     _mm256_cmpeq_epi8, _mm256_movemask_epi8)

needle_scan *const *needle_scan_all(void)
{
    static needle_scan *const with_avx2[] = {scan_avx2, scan_sse2, needle_scan_bytes, NULL};
    return with_avx2 + !__builtin_cpu_supports("avx2");
}

#else

needle_scan *const *needle_scan_all(void)
{
    static needle_scan *const portable[] = {needle_scan_bytes, NULL};
    return portable;
}

#endif

needle_scan *needle_scan_best(void)
{
    return needle_scan_all()[0];
}
