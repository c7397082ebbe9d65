#include "tests/support/puzzle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { NODES_MAX = 400000 };

size_t puzzle_number(struct puzzle *p, int64_t low, int64_t high)
{
    assert_true(p->numbers < PUZZLE_NUMBERS);
    p->low[p->numbers] = low;
    p->high[p->numbers] = high;
    return p->numbers++;
}

void puzzle_part(struct puzzle *p, size_t number)
{
    assert_true(p->terms < PUZZLE_TERMS);
    p->part[p->terms++] = number;
}

void puzzle_sum(struct puzzle *p, size_t whole)
{
    assert_true(p->sums < PUZZLE_SUMS);
    p->whole[p->sums] = whole;
    p->end[p->sums++] = p->terms;
}

/* The bounds of every number while a solution is looked for. */
struct bounds {
    const struct puzzle *p;
    int64_t *low, *high;
    size_t nodes;
    uint64_t *seen;
    size_t solutions, most;
    bool one;
};

static bool narrow(struct bounds *b, size_t number, int64_t low, int64_t high, bool *changed)
{
    if (low > b->low[number]) {
        b->low[number] = low;
        *changed = true;
    }
    if (high < b->high[number]) {
        b->high[number] = high;
        *changed = true;
    }
    return b->low[number] <= b->high[number];
}

static bool narrow_sum(struct bounds *b, size_t sum, bool *changed)
{
    const struct puzzle *p = b->p;
    size_t from = sum ? p->end[sum - 1] : 0, whole = p->whole[sum];
    int64_t low = 0, high = 0;
    for (size_t t = from; t < p->end[sum]; t++) {
        low += b->low[p->part[t]];
        high += b->high[p->part[t]];
    }
    if (!narrow(b, whole, low, high, changed))
        return false;
    for (size_t t = from; t < p->end[sum]; t++) {
        size_t part = p->part[t];
        int64_t others_low = low - b->low[part], others_high = high - b->high[part];
        int64_t was_low = b->low[part], was_high = b->high[part];
        if (!narrow(b, part, b->low[whole] - others_high, b->high[whole] - others_low, changed))
            return false;
        low += b->low[part] - was_low;
        high += b->high[part] - was_high;
    }
    return true;
}

static bool narrow_all(struct bounds *b)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t s = 0; s < b->p->sums; s++)
            if (!narrow_sum(b, s, &changed))
                return false;
    }
    return true;
}

static void take_solution(struct bounds *b)
{
    b->solutions++;
    for (size_t n = 0; b->seen && n < b->p->numbers; n++)
        if (b->low[n] < 64)
            b->seen[n] |= UINT64_C(1) << b->low[n];
}

/* The number with the fewest values left, more than one. */
static size_t choose(const struct bounds *b)
{
    size_t best = SIZE_MAX;
    for (size_t n = 0; n < b->p->numbers; n++)
        if (b->low[n] < b->high[n] &&
            (best == SIZE_MAX || b->high[n] - b->low[n] < b->high[best] - b->low[best]))
            best = n;
    return best;
}

/* Halves the values of one number after the other. True: enough was seen. */
static bool go(struct bounds *b)
{
    size_t bytes = b->p->numbers * sizeof(int64_t);
    if (b->nodes++ > NODES_MAX)
        return true;
    if (!narrow_all(b))
        return false;
    size_t n = choose(b);
    if (n == SIZE_MAX) {
        take_solution(b);
        return b->one || b->solutions > b->most;
    }
    int64_t *kept = malloc(2 * bytes + 1);
    assert_non_null(kept);
    memcpy(kept, b->low, bytes);
    memcpy(kept + b->p->numbers, b->high, bytes);
    int64_t middle = b->low[n] + (b->high[n] - b->low[n]) / 2;
    bool enough = false;
    for (int half = 0; half < 2 && !enough; half++) {
        memcpy(b->low, kept, bytes);
        memcpy(b->high, kept + b->p->numbers, bytes);
        if (half)
            b->low[n] = middle + 1;
        else
            b->high[n] = middle;
        enough = go(b);
    }
    free(kept);
    return enough;
}

static void bounds_init(struct bounds *b, const struct puzzle *p)
{
    size_t bytes = p->numbers * sizeof(int64_t);
    *b = (struct bounds){.p = p, .low = malloc(bytes + 1), .high = malloc(bytes + 1)};
    assert_non_null(b->low);
    assert_non_null(b->high);
    memcpy(b->low, p->low, bytes);
    memcpy(b->high, p->high, bytes);
}

static void bounds_release(struct bounds *b)
{
    free(b->low);
    free(b->high);
}

enum puzzle_answer puzzle_possible(const struct puzzle *p, size_t number, int64_t value)
{
    struct bounds b;
    bounds_init(&b, p);
    b.one = true;
    bool inside = value >= b.low[number] && value <= b.high[number];
    b.low[number] = b.high[number] = value;
    if (inside)
        go(&b);
    bounds_release(&b);
    return b.solutions ? PUZZLE_YES : b.nodes > NODES_MAX ? PUZZLE_GAVE_UP : PUZZLE_NO;
}

size_t puzzle_enumerate(const struct puzzle *p, size_t most, uint64_t *seen)
{
    struct bounds b;
    bounds_init(&b, p);
    b.seen = seen;
    b.most = most;
    bool cut = go(&b);
    bounds_release(&b);
    return cut ? SIZE_MAX : b.solutions;
}
