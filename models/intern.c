#include "models/intern.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/str.h"

struct intern_text {
    uint64_t offset;
    uint32_t len;
};

struct key {
    const char *text;
    size_t n;
};

void intern_release(struct intern *in)
{
    textstore_release(&in->store);
    table_release(&in->table);
    free(in->text);
    *in = (struct intern){0};
}

static bool same_text(const void *ctx, uint32_t number, const void *key)
{
    const struct intern *in = ctx;
    const struct key *k = key;
    const struct intern_text *t = &in->text[number - 1];
    return t->len == k->n && memcmp(textstore_at(&in->store, t->offset), k->text, k->n) == 0;
}

static uint32_t find_hashed(const struct intern *in, uint32_t hash, const char *text, size_t n)
{
    struct key key = {text, n};
    uint32_t number = table_find(&in->table, hash, same_text, in, &key);
    return number == TABLE_NONE ? 0 : number;
}

uint32_t intern_find(const struct intern *in, const char *text, size_t n)
{
    return n ? find_hashed(in, table_hash(text, n), text, n) : 0;
}

uint32_t intern_number(struct intern *in, const char *text, size_t n)
{
    if (!n)
        return 0;
    uint32_t hash = table_hash(text, n);
    uint32_t number = find_hashed(in, hash, text, n);
    if (number)
        return number;

    struct intern_text *more = grow(in->text, &in->cap, in->count + 1, sizeof *more);
    if (!more)
        return UINT32_MAX;
    in->text = more;
    uint64_t offset = textstore_alloc(&in->store, n + 1);
    if (offset == UINT64_MAX)
        return UINT32_MAX;
    char *copy = textstore_at(&in->store, offset);
    memcpy(copy, text, n);
    copy[n] = '\0';
    in->text[in->count] = (struct intern_text){offset, (uint32_t)n};
    number = (uint32_t)in->count + 1;
    if (!table_add(&in->table, hash, number))
        return UINT32_MAX;
    in->count++;
    return number;
}

const char *intern_text(const struct intern *in, uint32_t number, size_t *len)
{
    const struct intern_text *t = number ? &in->text[number - 1] : NULL;
    if (len)
        *len = t ? t->len : 0;
    return t ? textstore_at(&in->store, t->offset) : "";
}
