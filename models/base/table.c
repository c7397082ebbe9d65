#include "models/base/table.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

struct table_slot {
    uint32_t hash, number; /* number TABLE_NONE: empty */
};

void table_release(struct table *t)
{
    free(t->slot);
    *t = (struct table){0};
}

uint32_t table_hash(const void *bytes, size_t n)
{
    static unsigned char key[crypto_shorthash_KEYBYTES];
    static bool keyed;
    unsigned char out[crypto_shorthash_BYTES];
    uint64_t hash;

    if (!keyed) {
        randombytes_buf(key, sizeof key);
        keyed = true;
    }
    crypto_shorthash(out, bytes, n, key);
    memcpy(&hash, out, sizeof hash);
    return (uint32_t)(hash ^ hash >> 32);
}

uint32_t table_find(const struct table *t, uint32_t hash, table_same *same, const void *ctx,
                    const void *key)
{
    if (!t->size)
        return TABLE_NONE;
    for (size_t i = hash & (t->size - 1);; i = (i + 1) & (t->size - 1)) {
        const struct table_slot *slot = &t->slot[i];
        if (slot->number == TABLE_NONE)
            return TABLE_NONE;
        if (slot->hash == hash && same(ctx, slot->number, key))
            return slot->number;
    }
}

static void put(struct table *t, struct table_slot slot)
{
    size_t i = slot.hash & (t->size - 1);
    while (t->slot[i].number != TABLE_NONE)
        i = (i + 1) & (t->size - 1);
    t->slot[i] = slot;
}

static bool enlarge(struct table *t)
{
    struct table bigger = {.size = t->size ? t->size * 2 : 64, .used = t->used};
    bigger.slot = reallocarray(NULL, bigger.size, sizeof *bigger.slot);
    if (!bigger.slot)
        return false;
    memset(bigger.slot, 0xff, bigger.size * sizeof *bigger.slot);
    for (size_t i = 0; i < t->size; i++)
        if (t->slot[i].number != TABLE_NONE)
            put(&bigger, t->slot[i]);
    free(t->slot);
    *t = bigger;
    return true;
}

bool table_add(struct table *t, uint32_t hash, uint32_t number)
{
    if (t->used * 4 >= t->size * 3 && !enlarge(t))
        return false;
    put(t, (struct table_slot){hash, number});
    t->used++;
    return true;
}
