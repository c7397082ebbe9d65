#include "models/queue.h"

#include <stdlib.h>
#include <string.h>

/* Rows looked at in one go, and steps of a sort, which may read texts all over the memory. */
enum { SLICE = 1 << 16, SLICE_WORDS = SLICE / 64, SORT_SLICE = 1 << 15 };

void queue_init(struct queue *q)
{
    *q = (struct queue){0};
}

static void forget_search(struct queue *q)
{
    filter_free(q->search);
    free(q->words);
    q->search = NULL;
    q->words = NULL;
    q->searched = 0;
}

void queue_release(struct queue *q)
{
    forget_search(q);
    filter_free(q->filter);
    row_sort_free(q->sort);
    free(q->limit);
    free(q->order);
    free(q->found);
    free(q->row);
    queue_init(q);
}

static void stop_sort(struct queue *q)
{
    row_sort_free(q->sort);
    q->sort = NULL;
    q->sorted = 0;
}

static void start_over(struct queue *q)
{
    stop_sort(q);
    free(q->row);
    q->row = NULL;
    q->cap = 0;
    q->shuffled = false;
    q->count = 0;
    q->seen = 0;
}

void queue_restart(struct queue *q)
{
    start_over(q);
    q->searched = 0;
}

bool queue_limit(struct queue *q, const char *expression, const struct criteria *criteria,
                 struct err *e)
{
    struct filter *filter = filter_parse(expression, criteria, e);
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
    start_over(q);
    return true;
}

bool queue_order(struct queue *q, const char *order, struct err *e)
{
    struct sort_key key;
    if (!sort_key_parse(&key, order, e))
        return false;
    char *copy = strdup(key.by == SORT_ROW ? "" : order);
    if (!copy)
        return err_memory(e);
    free(q->order);
    q->order = copy;
    q->key = key;
    stop_sort(q);
    return true;
}

bool queue_search(struct queue *q, const char *words, struct err *e)
{
    if (q->words && strcmp(q->words, words) == 0)
        return true;
    struct filter *filter = filter_words(words, e);
    if (!filter)
        return false;
    char *copy = strdup(words);
    if (!copy) {
        filter_free(filter);
        return err_memory(e);
    }
    forget_search(q);
    q->search = filter;
    q->words = copy;
    return true;
}

/* --- work --- */

static bool reserve(struct queue *q, size_t more)
{
    uint32_t *row = grow(q->row, &q->cap, q->count + more + 1, sizeof *row);
    if (row)
        q->row = row;
    return row;
}

static bool take_all(struct queue *q, uint32_t n)
{
    if (q->row && !reserve(q, n))
        return false;
    for (uint32_t i = 0; q->row && i < n; i++)
        q->row[q->count + i] = q->seen + i;
    q->count += n;
    return true;
}

static bool take_matching(struct queue *q, const struct catalog *c, const struct review *r,
                          uint32_t n)
{
    uint64_t bits[SLICE_WORDS];
    size_t words = ((size_t)n + 63) / 64, matching = 0;
    filter_rows(q->filter, c, r, q->seen, n, bits);
    for (size_t i = 0; i < words; i++)
        matching += (size_t)__builtin_popcountll(bits[i]);
    if (!reserve(q, matching))
        return false;
    for (size_t i = 0; i < words; i++)
        for (uint64_t left = bits[i]; left; left &= left - 1)
            q->row[q->count++] = q->seen + (uint32_t)i * 64 + (uint32_t)__builtin_ctzll(left);
    return true;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

bool queue_extend(struct queue *q, const struct catalog *c, const struct review *r, uint32_t rows,
                  bool *failed)
{
    uint32_t all = review_rows(r);
    *failed = false;
    if (q->sort && q->seen < all)
        stop_sort(q);
    while (rows && q->seen < all && !*failed) {
        uint32_t n = least(rows, all - q->seen);
        bool limited = q->limit && *q->limit;
        n = limited ? least(n, SLICE) : n;
        *failed = limited ? !take_matching(q, c, r, n) : !take_all(q, n);
        if (*failed)
            return false;
        q->seen += n;
        rows -= n;
    }
    return q->seen < all;
}

/* `searched` is a multiple of 64 until all rows are. */
static bool search_some(struct queue *q, const struct catalog *c, const struct review *r)
{
    uint32_t all = review_rows(r), first = q->searched / 64 * 64;
    uint64_t *found = grow(q->found, &q->found_cap, (size_t)all / 64 + 1, sizeof *found);
    if (!found)
        return false;
    q->found = found;
    uint32_t n = least(all - first, SLICE);
    filter_rows(q->search, c, r, first, n, found + first / 64);
    q->searched = first + n;
    return true;
}

static bool sort_some(struct queue *q, const struct catalog *c, const struct review *r)
{
    if (!q->sort)
        q->sort = row_sort_new(&q->key, q->row, q->count);
    if (!q->sort)
        return false;
    if (row_sort_work(q->sort, c, r, SORT_SLICE))
        return true;
    uint32_t *row = row_sort_take(q->sort);
    stop_sort(q);
    free(q->row);
    q->row = row;
    q->cap = q->count + 1;
    q->sorted = q->count;
    q->shuffled = q->key.by != SORT_ROW;
    return true;
}

static bool wants_sort(const struct queue *q)
{
    return q->key.by == SORT_ROW ? q->shuffled : q->sorted != q->count;
}

struct queue_progress queue_progress(const struct queue *q, const struct review *r, bool settled)
{
    uint32_t all = review_rows(r);
    struct queue_progress sorting = {.task = QUEUE_SORTING, .all = q->count};
    if (q->seen < all)
        return (struct queue_progress){QUEUE_LIMITING, q->seen, all};
    if (q->search && q->searched < all)
        return (struct queue_progress){QUEUE_SEARCHING, q->searched, all};
    if (!settled || !wants_sort(q))
        return (struct queue_progress){QUEUE_IDLE, all, all};
    if (q->sort)
        row_sort_progress(q->sort, &sorting.done, &sorting.all);
    return sorting;
}

bool queue_work(struct queue *q, const struct catalog *c, const struct review *r, bool settled)
{
    bool failed = false;
    switch (queue_progress(q, r, settled).task) {
    case QUEUE_LIMITING:
        queue_extend(q, c, r, q->limit && *q->limit ? SLICE : UINT32_MAX, &failed);
        return !failed;
    case QUEUE_SEARCHING:
        return search_some(q, c, r);
    case QUEUE_SORTING:
        return sort_some(q, c, r);
    case QUEUE_IDLE:
        break;
    }
    return true;
}

/* --- asking --- */

size_t queue_position(const struct queue *q, uint32_t row)
{
    size_t low = 0, high = q->count;
    if (!q->row)
        return row < high ? row : QUEUE_NONE;
    if (q->shuffled) {
        while (low < high && q->row[low] != row)
            low++;
        return low < high ? low : QUEUE_NONE;
    }
    while (low < high) { /* rows are in rising order */
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
    size_t later = QUEUE_NONE;
    for (size_t k = 1; k <= q->count; k++) {
        size_t at = after(q, from, step, k);
        uint32_t row = queue_row(q, at);
        if (review_state(r, row) != STATE_UNDECIDED)
            continue;
        if (!q->later || !row_set_has(q->later, row))
            return at;
        later = later == QUEUE_NONE ? at : later;
    }
    return later;
}

size_t queue_count_undecided(const struct queue *q, const struct review *r)
{
    const uint8_t *mark = review_marks(r);
    size_t n = 0;
    if (q->count == review_rows(r)) /* it has every row once */
        return review_undecided(r);
    for (size_t i = 0; i < q->count; i++)
        n += (mark[queue_row(q, i)] & MARK_STATE) == STATE_UNDECIDED;
    return n;
}

size_t queue_count_later(const struct queue *q)
{
    size_t n = 0;
    if (!q->later || !q->later->count)
        return 0;
    for (size_t i = 0; i < q->count && n < q->later->count; i++)
        n += row_set_has(q->later, queue_row(q, i));
    return n;
}

size_t queue_found(const struct queue *q, size_t from, int step)
{
    for (size_t k = 1; k <= q->count; k++) {
        size_t at = after(q, from, step, k);
        uint32_t row = queue_row(q, at);
        if (row < q->searched && q->found[row / 64] >> row % 64 & 1)
            return at;
    }
    return QUEUE_NONE;
}
