#include "models/intern.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/pages.h"

struct key {
    const char *text;
    size_t n;
};

void intern_release(struct intern *in)
{
    textstore_release(&in->store);
    table_release(&in->table);
    pages_release(in->text, in->cap * sizeof *in->text);
    *in = (struct intern){0};
}

uint32_t intern_hash(const struct intern *in, const char *text, size_t n)
{
    return table_hash_with(in->key ? in->key : table_own_key(), text, n);
}

static bool same_text(const void *ctx, uint32_t number, const void *key)
{
    const struct key *k = key;
    size_t len;
    const char *text = intern_text(ctx, number, &len);
    return len == k->n && memcmp(text, k->text, k->n) == 0;
}

static uint32_t find_hashed(const struct intern *in, uint32_t hash, const char *text, size_t n)
{
    struct key key = {text, n};
    uint32_t number = table_find(&in->table, hash, same_text, in, &key);
    return number == TABLE_NONE ? 0 : number;
}

uint32_t intern_find(const struct intern *in, const char *text, size_t n)
{
    return n ? find_hashed(in, intern_hash(in, text, n), text, n) : 0;
}

uint32_t intern_number(struct intern *in, const char *text, size_t n)
{
    return n ? intern_number_hashed(in, intern_hash(in, text, n), text, n) : 0;
}

uint32_t intern_number_hashed(struct intern *in, uint32_t hash, const char *text, size_t n)
{
    if (!n)
        return 0;
    uint32_t number = find_hashed(in, hash, text, n);
    if (number)
        return number;

    struct intern_text *more = pages_grow(in->text, &in->cap, in->count + 1, sizeof *more);
    if (!more)
        return UINT32_MAX;
    in->text = more;
    uint64_t offset = textstore_add(&in->store, text, n);
    if (offset == UINT64_MAX)
        return UINT32_MAX;
    in->text[in->count] = (struct intern_text){.offset = offset, .len = (uint32_t)n};
    number = (uint32_t)in->count + 1;
    if (!table_add(&in->table, hash, number))
        return UINT32_MAX;
    in->count++;
    return number;
}

const char *intern_text(const struct intern *in, uint32_t number, size_t *len)
{
    const char *text = "";
    size_t left = 0;
    uint32_t n = 0;
    if (number && number <= in->count) {
        text = textstore_text(&in->store, in->text[number - 1].offset, &left);
        n = in->text[number - 1].len;
    }
    if (len)
        *len = n < left ? n : left;
    return text;
}
