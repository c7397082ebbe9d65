#include "models/base/table.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/hash.h"
#include "models/base/pages.h"

static struct table_key own_key;

void table_release(struct table *t)
{
    pages_release(t->slot, t->size * sizeof *t->slot);
    *t = (struct table){0};
}

static void make_key(void)
{
    random_bytes(own_key.byte, sizeof own_key.byte);
}

const struct table_key *table_own_key(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_key);
    return &own_key;
}

uint32_t table_hash_with(const struct table_key *key, const void *bytes, size_t n)
{
    unsigned char out[crypto_shorthash_BYTES];
    uint64_t hash;
    crypto_shorthash(out, bytes, n, key->byte);
    memcpy(&hash, out, sizeof hash);
    return (uint32_t)(hash ^ hash >> 32);
}

uint32_t table_hash(const void *bytes, size_t n)
{
    return table_hash_with(table_own_key(), bytes, n);
}

uint32_t table_find(const struct table *t, uint32_t hash, table_same *same, const void *ctx,
                    const void *key)
{
    for (size_t n = 0, i = hash; n < t->size; n++, i++) {
        const struct table_slot *slot = &t->slot[i & (t->size - 1)];
        if (slot->number == TABLE_NONE)
            return TABLE_NONE;
        if (slot->hash == hash && same(ctx, slot->number, key))
            return slot->number;
    }
    return TABLE_NONE;
}

static void put(struct table *t, struct table_slot slot)
{
    size_t i = slot.hash & (t->size - 1);
    while (t->slot[i].number != TABLE_NONE)
        i = (i + 1) & (t->size - 1);
    t->slot[i] = slot;
}

static bool enlarge(struct table *t, size_t size)
{
    struct table bigger = {.size = size, .used = t->used};
    bigger.slot = size <= SIZE_MAX / sizeof *bigger.slot
                      ? pages_resize(NULL, 0, size * sizeof *bigger.slot)
                      : NULL;
    if (!bigger.slot)
        return false;
    memset(bigger.slot, 0xff, bigger.size * sizeof *bigger.slot);
    for (size_t i = 0; i < t->size; i++)
        if (t->slot[i].number != TABLE_NONE)
            put(&bigger, t->slot[i]);
    table_release(t);
    *t = bigger;
    return true;
}

bool table_reserve(struct table *t, size_t numbers)
{
    size_t size = t->size ? t->size : 64;
    while (numbers * 4 >= size * 3)
        size *= 2;
    return size == t->size || enlarge(t, size);
}

bool table_add(struct table *t, uint32_t hash, uint32_t number)
{
    if (t->used * 4 >= t->size * 3 && !table_reserve(t, t->used + 1))
        return false;
    put(t, (struct table_slot){hash, number});
    t->used++;
    return true;
}
