/* A limit asked of many rows. */
#include <stdatomic.h>
#include <string.h>

#include "models/base/thread.h"
#include "models/filter_tree.h"

/* out: the rows of `open` that match. */
static void ask(const struct filter *f, unsigned index, const struct block *b, const uint64_t *open,
                uint64_t *out)
{
    const struct filter_node *node = &f->node[index];
    size_t words = ((size_t)b->n + 63) / 64;
    uint64_t rest[BLOCK_WORDS], any = 0;
    switch (node->kind) {
    case ASK_NOTHING:
        memmove(out, open, words * sizeof *out);
        return;
    case ASK_TERM:
        memmove(out, open, words * sizeof *out);
        term_ask(&node->term, b, out);
        return;
    case ASK_NOT:
        ask(f, node->a, b, open, rest);
        for (size_t i = 0; i < words; i++)
            out[i] = open[i] & ~rest[i];
        return;
    case ASK_BOTH:
        ask(f, node->a, b, open, rest);
        for (size_t i = 0; i < words; i++)
            any |= rest[i];
        if (any)
            ask(f, node->b, b, rest, out);
        else
            memset(out, 0, words * sizeof *out);
        return;
    case ASK_EITHER: {
        uint64_t found[BLOCK_WORDS];
        ask(f, node->a, b, open, found);
        for (size_t i = 0; i < words; i++)
            rest[i] = open[i] & ~found[i];
        ask(f, node->b, b, rest, out);
        for (size_t i = 0; i < words; i++)
            out[i] |= found[i];
        return;
    }
    }
}

/* Rows that are asked, block by block, by whoever has time for the next one. */
struct asking {
    const struct filter *f;
    const struct catalog *c;
    const struct review *r;
    uint32_t first, n;
    uint64_t *bits;
    atomic_uint begun; /* blocks */
};

static void ask_block(const struct asking *a, uint32_t done)
{
    uint64_t open[BLOCK_WORDS];
    uint32_t n = a->n - done < BLOCK_ROWS ? a->n - done : BLOCK_ROWS;
    struct block b = {.catalog = a->c, .review = a->r, .first = a->first + done, .n = n};
    memset(open, 0xFF, sizeof open);
    if (n % 64)
        open[n / 64] = (UINT64_C(1) << n % 64) - 1;
    ask(a->f, a->f->root, &b, open, a->bits + done / 64);
}

static void *ask_blocks(void *ctx)
{
    struct asking *a = ctx;
    uint32_t blocks = a->n / BLOCK_ROWS + (a->n % BLOCK_ROWS > 0), block;
    while ((block = atomic_fetch_add(&a->begun, 1)) < blocks)
        ask_block(a, block * BLOCK_ROWS);
    return NULL;
}

void filter_rows(const struct filter *f, const struct catalog *c, const struct review *r,
                 uint32_t first, uint32_t n, uint64_t *bits)
{
    enum { WORTH_A_THREAD = 2 * BLOCK_ROWS };
    struct asking all = {f, c, r, first, n, bits, 0};
    pthread_t thread;
    bool two = f->node[f->root].cost == COST_TEXT && n >= WORTH_A_THREAD &&
               thread_start(&thread, ask_blocks, &all);
    ask_blocks(&all);
    if (two)
        pthread_join(thread, NULL);
}

bool filter_match(const struct filter *f, const struct catalog *c, const struct review *r,
                  uint32_t row)
{
    uint64_t bit;
    filter_rows(f, c, r, row, 1, &bit);
    return bit;
}
