/* A hash table of numbers that stand for things kept elsewhere: the caller says which of two is
 * the same. Keyed with random bytes per process, so that no input can be made to collide. */
#ifndef TIPREVIEW_BASE_TABLE_H
#define TIPREVIEW_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TABLE_NONE UINT32_MAX

/* Zero-initialise it. */
struct table {
    struct table_slot *slot;
    size_t size, used; /* size: a power of two, or 0 */
};

/* Whether the thing that `number` stands for is `key`. */
typedef bool table_same(const void *ctx, uint32_t number, const void *key);

void table_release(struct table *t);

/* SipHash-2-4 of the bytes, folded to 32 bits. */
uint32_t table_hash(const void *bytes, size_t n);

/* The number whose thing is `key`, or TABLE_NONE. */
uint32_t table_find(const struct table *t, uint32_t hash, table_same *same, const void *ctx,
                    const void *key);

/* Adds a number (below TABLE_NONE) that is not in the table. False: no memory. */
bool table_add(struct table *t, uint32_t hash, uint32_t number) __attribute__((warn_unused_result));

#endif
