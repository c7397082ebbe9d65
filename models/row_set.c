#include "models/row_set.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/str.h"

void row_set_release(struct row_set *s)
{
    free(s->bits);
    *s = (struct row_set){0};
}

void row_set_clear(struct row_set *s)
{
    s->words = s->count = 0;
}

bool row_set_put(struct row_set *s, uint32_t row, bool in)
{
    size_t word = row / 64;
    if (row_set_has(s, row) == in)
        return true;
    if (word >= s->words) {
        uint64_t *bits = grow(s->bits, &s->cap, word + 1, sizeof *bits);
        if (!bits)
            return false;
        memset(bits + s->words, 0, (word + 1 - s->words) * sizeof *bits);
        s->bits = bits;
        s->words = word + 1;
    }
    s->bits[word] ^= UINT64_C(1) << row % 64;
    s->count = in ? s->count + 1 : s->count - 1;
    return true;
}

bool row_set_next(const struct row_set *s, uint32_t *row)
{
    size_t word = *row / 64;
    uint64_t left = word < s->words ? s->bits[word] >> *row % 64 << *row % 64 : 0;
    while (!left && ++word < s->words)
        left = s->bits[word];
    if (!left)
        return false;
    *row = (uint32_t)(word * 64 + (size_t)__builtin_ctzll(left));
    return true;
}
