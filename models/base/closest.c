#include "models/base/closest.h"

#include <string.h>

enum { LONGEST = 64 };

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* The optimal string alignment distance, row by row. */
static unsigned distance(const char *a, size_t an, const char *b, size_t bn)
{
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
        unsigned d = name_n <= LONGEST ? distance(word, n, name, name_n) : limit;
        if (d < limit) {
            best = name;
            limit = d;
        }
    }
    return best;
}
