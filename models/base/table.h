/* A hash table of numbers that stand for things kept elsewhere: the caller says which of two is
 * the same. Keyed with random bytes, so that no input can be made to collide. */
#ifndef TIPREVIEW_BASE_TABLE_H
#define TIPREVIEW_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TABLE_NONE UINT32_MAX

struct table_slot {
    uint32_t hash, number; /* number TABLE_NONE: empty */
};

/* Zero-initialise it. */
struct table {
    struct table_slot *slot;
    size_t size, used; /* size: a power of two, or 0 */
};

/* A table that outlives the process is kept with the key that its hashes were made with. */
struct table_key {
    uint8_t byte[16];
};

/* Whether the thing that `number` stands for is `key`. */
typedef bool table_same(const void *ctx, uint32_t number, const void *key);

void table_release(struct table *t);

/* The process's own key, random. */
const struct table_key *table_own_key(void);

/* SipHash-2-4 of the bytes under a key, or under the process's own, folded to 32 bits. */
uint32_t table_hash_with(const struct table_key *key, const void *bytes, size_t n);
uint32_t table_hash(const void *bytes, size_t n);

/* The number whose thing is `key`, or TABLE_NONE. Ends with any slots, and gives `same` any number that
 * they hold: of a table from outside that may be wrong. */
uint32_t table_find(const struct table *t, uint32_t hash, table_same *same, const void *ctx,
                    const void *key);

/* Fetches the place of a hash from memory, for a table_find or table_add that comes a little later. */
static inline void table_prefetch(const struct table *t, uint32_t hash)
{
    if (t->size)
        __builtin_prefetch(&t->slot[hash & (t->size - 1)], 1);
}

/* Makes room for so many numbers at once, where more are about to be added. */
bool table_reserve(struct table *t, size_t numbers) __attribute__((warn_unused_result));

/* Adds a number (below TABLE_NONE) that is not in the table. False: no memory. */
bool table_add(struct table *t, uint32_t hash, uint32_t number) __attribute__((warn_unused_result));

#endif
