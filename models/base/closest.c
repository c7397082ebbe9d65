#include "models/base/closest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { LONGEST = 64 };

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Whether the letters alone are too many of one and too few of the other for so near a distance: each that only one has
 * costs half a change at least. */
static bool far(const char *a, size_t an, const char *b, size_t bn, unsigned limit)
{
    int8_t count[256] = {0};
    unsigned odd = 0;
    for (size_t i = 0; i < an; i++)
        count[(unsigned char)a[i]]++;
    for (size_t i = 0; i < bn; i++)
        count[(unsigned char)b[i]]--;
    for (size_t i = 0; i < an; i++) {
        int8_t *n = &count[(unsigned char)a[i]];
        odd += (unsigned)(*n > 0 ? *n : -*n);
        *n = 0;
    }
    for (size_t i = 0; i < bn; i++) {
        int8_t *n = &count[(unsigned char)b[i]];
        odd += (unsigned)-*n;
        *n = 0;
    }
    return odd >= 2 * limit;
}

/* The optimal string alignment distance, row by row; `limit` where it is no less. */
static unsigned distance(const char *a, size_t an, const char *b, size_t bn, unsigned limit)
{
    if (an >= bn + limit || bn >= an + limit || far(a, an, b, bn, limit))
        return limit;
    unsigned row[3][LONGEST + 1];
    for (unsigned j = 0; j <= bn; j++)
        row[0][j] = j;
    for (unsigned i = 1; i <= an; i++) {
        unsigned *now = row[i % 3];
        const unsigned *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = i;
        for (unsigned j = 1; j <= bn; j++) {
            unsigned replaced = last[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = least(replaced, least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
    }
    return row[an % 3][bn];
}

const char *closest(const char *word, const char *(*name_at)(const void *ctx, size_t i),
                    const void *ctx, size_t count)
{
    const char *best = NULL;
    size_t n = strlen(word);
    unsigned limit = (unsigned)(n / 3) + 1;
    for (size_t i = 0; n <= LONGEST && i < count; i++) {
        const char *name = name_at(ctx, i);
        size_t name_n = strlen(name);
        unsigned d = name_n <= LONGEST ? distance(word, n, name, name_n, limit) : limit;
        if (d < limit) {
            best = name;
            limit = d;
        }
    }
    return best;
}
