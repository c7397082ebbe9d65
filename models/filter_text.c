/* What a term asks of the texts: words in the narratives, ids, titles and other texts. */
#include <string.h>

#include "models/catalog_scan.h"
#include "models/filter_term.h"

/* Whether the number of an interned text was looked at in this block, and what came of it. */
enum { REMEMBERED = 256 };
struct remembered {
    uint32_t number;
    bool matches;
};

static bool finds(const struct term *t, const char *text, size_t n)
{
    size_t len;
    return needle_find(&t->needle, text, n, &len) != SIZE_MAX;
}

static void scan_field_text(const struct term *t, enum field field, const struct block *b,
                            uint64_t *bits)
{
    struct remembered seen[REMEMBERED] = {{0, false}};
    struct term given = {.ops = &ask_cells, .field = field, .low = 1, .high = UINT32_MAX};
    term_ask(&given, b, bits);
    for (uint32_t word = 0; word * 64 < b->n; word++) {
        for (uint64_t left = bits[word]; left; left &= left - 1) {
            unsigned bit = (unsigned)__builtin_ctzll(left);
            uint32_t row = b->first + word * 64 + bit;
            uint32_t number = catalog_text_number(b->catalog, row, field);
            struct remembered *r = &seen[number % REMEMBERED];
            if (!number || r->number != number) {
                size_t n;
                const char *text = catalog_text(b->catalog, row, field, &n);
                *r = (struct remembered){number, finds(t, text, n)};
            }
            if (!r->matches)
                bits[word] &= ~(UINT64_C(1) << bit);
        }
    }
}

static void scan_text(const struct term *t, const struct block *b, uint64_t *bits)
{
    scan_field_text(t, t->field, b, bits);
}

static void scan_run(const struct term *t, const struct block *b, const struct text_run *run,
                     bool ids, uint64_t *found)
{
    uint32_t row = run->first;
    size_t next, len, hit, at = 0;
    /* No text holds a NUL, so no match reaches over its end. */
    while (at < run->len) {
        hit = needle_find(&t->needle, run->bytes + at, run->len - at, &len);
        if (hit == SIZE_MAX)
            return;
        at += hit;
        row = catalog_text_row(b->catalog, run, row, at, &next);
        if (!ids && run->bytes + at < catalog_text(b->catalog, row, F_NARRATIVE, &len)) {
            at++;
            continue;
        }
        uint32_t bit = row - b->first;
        found[bit / 64] |= UINT64_C(1) << bit % 64;
        at = next;
    }
}

/* The first place from i on where the bit is `value`, or n. */
static uint32_t next_bit(const uint64_t *bits, uint32_t n, uint32_t i, bool value)
{
    while (i < n) {
        uint64_t word = (value ? bits[i / 64] : ~bits[i / 64]) >> i % 64;
        if (word) {
            i += (uint32_t)__builtin_ctzll(word);
            return i < n ? i : n;
        }
        i = (i / 64 + 1) * 64;
    }
    return n;
}

/* Rows that are wanted and stand one after another are looked through as one text. */
static void scan_arena(const struct term *t, const struct block *b, bool ids,
                       const uint64_t *wanted, uint64_t *found)
{
    memset(found, 0, BLOCK_WORDS * sizeof *found);
    for (uint32_t at = 0; (at = next_bit(wanted, b->n, at, true)) < b->n;) {
        uint32_t end = next_bit(wanted, b->n, at, false);
        while (at < end) {
            struct text_run run = catalog_text_run(b->catalog, b->first + at, end - at);
            scan_run(t, b, &run, ids, found);
            at += run.rows;
        }
    }
}

static void scan_narrative(const struct term *t, const struct block *b, uint64_t *bits)
{
    uint64_t found[BLOCK_WORDS];
    scan_arena(t, b, false, bits, found);
    memcpy(bits, found, ((size_t)b->n + 63) / 64 * sizeof *bits);
}

static void scan_words(const struct term *t, const struct block *b, uint64_t *bits)
{
    uint64_t found[BLOCK_WORDS];
    size_t words = ((size_t)b->n + 63) / 64;
    if (!t->needle.n)
        return;
    scan_arena(t, b, true, bits, found);
    for (size_t i = 0; i < words; i++)
        bits[i] &= ~found[i];
    scan_field_text(t, F_TITLE, b, bits);
    for (size_t i = 0; i < words; i++)
        bits[i] |= found[i];
}

const struct term_ops ask_text = {.scan = scan_text, .cost = COST_TEXT},
                      ask_narrative = {.scan = scan_narrative, .cost = COST_TEXT},
                      ask_words = {.scan = scan_words, .cost = COST_TEXT};
