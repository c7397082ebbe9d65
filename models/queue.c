#include "models/queue.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"

void queue_init(struct queue *q)
{
    *q = (struct queue){0};
}

void queue_release(struct queue *q)
{
    filter_free(q->filter);
    free(q->limit);
    free(q->row);
    queue_init(q);
}

bool queue_limit(struct queue *q, const char *expression, struct err *e)
{
    struct filter *filter = filter_parse(expression, e);
    if (!filter)
        return false;
    char *limit = strdup(expression);
    if (!limit) {
        filter_free(filter);
        return err_memory(e);
    }
    filter_free(q->filter);
    free(q->limit);
    q->filter = filter;
    q->limit = limit;
    q->count = 0;
    q->seen = 0;
    return true;
}

bool queue_extend(struct queue *q, const struct catalog *c, const struct review *r, uint32_t rows,
                  bool *failed)
{
    uint32_t all = catalog_rows(c);
    *failed = false;
    for (; rows && q->seen < all; rows--, q->seen++) {
        if (q->filter && !filter_match(q->filter, c, r, q->seen))
            continue;
        uint32_t *more = grow(q->row, &q->cap, q->count + 1, sizeof *more);
        if (!more) {
            *failed = true;
            return false;
        }
        q->row = more;
        q->row[q->count++] = q->seen;
    }
    return q->seen < all;
}

size_t queue_position(const struct queue *q, uint32_t row)
{
    size_t low = 0, high = q->count; /* rows are in rising order */
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (q->row[mid] < row)
            low = mid + 1;
        else
            high = mid;
    }
    return low < q->count && q->row[low] == row ? low : QUEUE_NONE;
}

/* The k-th position after `from` in the direction of step, rolling over; k from 1 to count. */
static size_t after(const struct queue *q, size_t from, int step, size_t k)
{
    return step > 0 ? (from + k) % q->count : (from + q->count - k) % q->count;
}

size_t queue_undecided(const struct queue *q, const struct review *r, size_t from, int step)
{
    for (size_t k = 1; k <= q->count; k++) {
        size_t at = after(q, from, step, k);
        if (review_state(r, q->row[at]) == STATE_UNDECIDED)
            return at;
    }
    return QUEUE_NONE;
}

size_t queue_count_undecided(const struct queue *q, const struct review *r)
{
    size_t n = 0;
    for (size_t i = 0; i < q->count; i++)
        n += review_state(r, q->row[i]) == STATE_UNDECIDED;
    return n;
}

static bool holds(const struct catalog *c, uint32_t row, const char *words)
{
    static const enum field where[] = {F_NARRATIVE, F_ID, F_TITLE};
    for (size_t i = 0; i < sizeof where / sizeof *where; i++) {
        size_t n, len;
        const char *text = catalog_text(c, row, where[i], &n);
        if (text_find(text, n, words, strlen(words), &len) != SIZE_MAX)
            return true;
    }
    return false;
}

size_t queue_search(const struct queue *q, const struct catalog *c, const char *words, size_t from,
                    int step)
{
    for (size_t k = 1; k <= q->count; k++) {
        size_t at = after(q, from, step, k);
        if (holds(c, q->row[at], words))
            return at;
    }
    return QUEUE_NONE;
}
