/* A small random number generator (splitmix64) whose numbers are the same on every machine. Two
 * numbers are never drawn within one expression, since compilers differ in which comes first. */
#ifndef DATA_RNG_H
#define DATA_RNG_H

#include <stdbool.h>
#include <stdint.h>

struct rng {
    uint64_t state;
};

static inline uint64_t rng_next(struct rng *r)
{
    uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* A stream of its own for each (seed, purpose, number): one person's facts do not depend on how
 * many numbers another one's narrative took. */
static inline struct rng rng_of(uint64_t seed, uint64_t purpose, uint64_t number)
{
    struct rng r = {seed};
    r.state = rng_next(&r) ^ purpose;
    r.state = rng_next(&r) ^ number;
    r.state = rng_next(&r);
    return r;
}

/* 0 to n - 1; n from 1 to 2^32 - 1. */
static inline unsigned rng_below(struct rng *r, unsigned n)
{
    return (unsigned)((rng_next(r) >> 32) * n >> 32);
}

static inline unsigned rng_between(struct rng *r, unsigned low, unsigned high)
{
    return low + rng_below(r, high - low + 1);
}

static inline bool rng_chance(struct rng *r, unsigned per_mille)
{
    return rng_below(r, 1000) < per_mille;
}

#endif
