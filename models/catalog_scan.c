#include "models/catalog_scan.h"

#include "models/catalog_store.h"

const void *catalog_column(const struct catalog *c, enum field field, unsigned *width)
{
    enum field_type type = field_defs[field].type;
    if (field == F_ID || type == FIELD_REPORTED || type == FIELD_NARRATIVE)
        return NULL;
    *width = c->slot[c->slot_of[field]].width;
    return c->slot[c->slot_of[field]].data;
}

uint32_t catalog_text_numbers(const struct catalog *c)
{
    return (uint32_t)c->words.count + 1;
}

const char *catalog_numbered_text(const struct catalog *c, uint32_t number, size_t *len)
{
    return intern_text(&c->words, number <= c->words.count ? number : 0, len);
}

uint32_t catalog_reported_of(const struct catalog *c, uint32_t row)
{
    uint32_t number = fixed_get(c, COL_REPORTED, row);
    return number < c->reported_count ? number : 0;
}

const struct answers *catalog_report(const struct catalog *c, uint32_t number)
{
    return &c->reported[number];
}

uint32_t catalog_text_find(const struct catalog *c, const char *text, size_t n)
{
    uint32_t number = intern_find(&c->words, text, n);
    return number || !n ? number : CATALOG_NONE;
}

static uint64_t text_at(const struct catalog *c, uint32_t row)
{
    return ((const uint64_t *)c->fixed[COL_TEXT].data)[row];
}

/* A chunk that is read may come from a file that anyone has written. */
static bool in_store(const struct textstore *s, uint64_t offset)
{
    return s->chunks && offset < ((uint64_t)(s->chunks - 1) << TEXTSTORE_SHIFT) + s->used;
}

struct text_run catalog_text_run(const struct catalog *c, uint32_t first, uint32_t rows)
{
    size_t id_len, len;
    uint64_t begin = text_at(c, first), last = begin;
    uint32_t n = 1;
    if (!in_store(&c->text, begin))
        return (struct text_run){"", 0, first, 1};
    for (; n < rows; n++) {
        uint64_t next = text_at(c, first + n);
        if (next <= last || next >> TEXTSTORE_SHIFT != begin >> TEXTSTORE_SHIFT ||
            !in_store(&c->text, next))
            break;
        last = next;
    }
    catalog_text(c, first + n - 1, F_ID, &id_len);
    catalog_text(c, first + n - 1, F_NARRATIVE, &len);
    return (struct text_run){textstore_at(&c->text, begin),
                             (size_t)(last - begin) + id_len + 1 + len, first, n};
}

uint32_t catalog_text_row(const struct catalog *c, const struct text_run *run, uint32_t from,
                          size_t at, size_t *next)
{
    uint64_t begin = text_at(c, run->first);
    uint32_t row = from, last = run->first + run->rows - 1;
    while (row < last && text_at(c, row + 1) - begin <= at)
        row++;
    *next = row < last ? (size_t)(text_at(c, row + 1) - begin) : run->len;
    return row;
}
