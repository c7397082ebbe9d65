#include "models/breakdown.h"

#include <stdlib.h>
#include <string.h>

/* A group as it is found: by the cell or the text's number, which is 0 for what is not given. */
struct maker {
    struct breakdown *b;
    const struct catalog *c;
    enum field field;
    uint32_t *cell; /* of each group */
    size_t cell_cap;
};

static bool same_cell(const void *ctx, uint32_t index, const void *key)
{
    const struct maker *m = ctx;
    return m->cell[index] == *(const uint32_t *)key;
}

static uint32_t add_group(struct maker *m, uint32_t row, uint32_t cell)
{
    struct breakdown *b = m->b;
    struct breakdown_group *more = grow(b->group, &b->cap, b->count + 1, sizeof *more);
    if (!more)
        return TABLE_NONE;
    b->group = more;
    uint32_t *cells = grow(m->cell, &m->cell_cap, b->count + 1, sizeof *cells);
    if (!cells)
        return TABLE_NONE;
    m->cell = cells;
    struct str value = STR_INIT;
    catalog_format(m->c, row, m->field, &value);
    struct breakdown_group *g = &b->group[b->count];
    *g = (struct breakdown_group){.value = str_detach(&value), .tally = tally_new()};
    m->cell[b->count] = cell;
    if (!g->value || !g->tally ||
        !table_add(&b->by_cell, table_hash(&cell, sizeof cell), (uint32_t)b->count)) {
        free(g->value);
        tally_free(g->tally);
        return TABLE_NONE;
    }
    return (uint32_t)b->count++;
}

static bool count_row(struct maker *m, const struct review *r, uint32_t row)
{
    if (!(field_defs[m->field].kinds & (unsigned)catalog_kind(m->c, row)))
        return true;
    uint32_t cell = catalog_cell(m->c, row, m->field);
    uint32_t i = table_find(&m->b->by_cell, table_hash(&cell, sizeof cell), same_cell, m, &cell);
    if (i == TABLE_NONE)
        i = add_group(m, row, cell);
    struct tally_row counted = review_tally_row(r, row);
    return i != TABLE_NONE && tally_count(m->b->group[i].tally, &counted, 1);
}

static int by_value(const void *a, const void *b)
{
    const struct breakdown_group *x = a, *y = b;
    return strcmp(x->value, y->value);
}

bool breakdown_make(struct breakdown *b, const struct catalog *c, const struct review *r,
                    enum field field, struct err *e)
{
    struct maker m = {.b = b, .c = c, .field = field};
    bool made = true;
    if (field == F_ID || field == F_NARRATIVE || field == F_REPORTED)
        return err_set(e, ERR_USAGE, "--by %s: it has no values to count by: name another field",
                       field_defs[field].path);
    for (uint32_t row = 0; made && row < catalog_rows(c); row++)
        made = count_row(&m, r, row);
    free(m.cell);
    if (b->count)
        qsort(b->group, b->count, sizeof *b->group, by_value);
    return made || err_memory(e);
}

void breakdown_release(struct breakdown *b)
{
    for (size_t i = 0; i < b->count; i++) {
        free(b->group[i].value);
        tally_free(b->group[i].tally);
    }
    free(b->group);
    table_release(&b->by_cell);
    *b = (struct breakdown){0};
}
