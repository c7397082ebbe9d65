#include "models/summary_build.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *build_text(struct builder *b, const char *fmt, ...)
{
    char *text = NULL;
    va_list args;
    va_start(args, fmt);
    int n = vasprintf(&text, fmt, args);
    va_end(args);
    char *copy = n < 0 ? NULL : arena_copy(&b->s->arena, text, (size_t)n);
    if (n >= 0)
        free(text);
    b->failed |= !copy;
    return copy ? copy : "";
}

const char *build_words(struct builder *b, const char *id)
{
    char *text = strdup(id);
    for (char *s = text; s && *s; s++)
        *s = *s == '_' ? ' ' : *s;
    const char *words = text ? build_text(b, "%s", text) : "";
    b->failed |= !text;
    free(text);
    return words;
}

/* Makes room for one more item; sets `failed` once memory ran out. */
#define MAKE_ROOM(b, items, cap, count)                                                            \
    do {                                                                                           \
        void *more = (b)->failed ? NULL : grow(items, &(cap), (count) + 1, sizeof *(items));       \
        if (more)                                                                                  \
            (items) = more;                                                                        \
        else                                                                                       \
            (b)->failed = true;                                                                    \
    } while (0)

/* A copy that lives as long as the summary. */
static void *keep(struct builder *b, const void *items, size_t count, size_t size)
{
    void *copy = b->failed ? NULL : arena_alloc(&b->s->arena, count * size + 1);
    if (copy && count)
        memcpy(copy, items, count * size);
    b->failed |= !copy;
    return copy;
}

void table_begin(struct builder *b, const char *id, const char *title, const char *unit)
{
    b->table = (struct summary_table){.id = id, .title = title, .unit = unit};
}

void table_column(struct builder *b, const char *id, const char *label, const char *limit,
                  bool so_far)
{
    MAKE_ROOM(b, b->column, b->column_cap, b->table.per_year);
    if (b->failed)
        return;
    b->column[b->table.per_year] =
        (struct summary_column){.id = id, .label = label, .limit = limit, .so_far = so_far};
    b->table.per_year++;
}

/* The columns of the first year, for every year. */
static void spread_columns(struct builder *b)
{
    size_t per_year = b->table.per_year, years = b->s->years;
    for (size_t i = 0; i < per_year * years; i++) {
        MAKE_ROOM(b, b->column, b->column_cap, i);
        if (b->failed)
            return;
        b->column[i] = b->column[i % per_year];
        b->column[i].year = i / per_year;
    }
    b->table.columns = per_year * years;
}

size_t table_row(struct builder *b, struct summary_row row)
{
    if (!b->table.per_year)
        table_column(b, "", "", "", false);
    if (!b->table.columns)
        spread_columns(b);
    MAKE_ROOM(b, b->row, b->row_cap, b->table.rows);
    MAKE_ROOM(b, b->cell, b->cell_cap, (b->table.rows + 1) * b->table.columns);
    if (b->failed)
        return 0;
    for (size_t i = 0; i < b->table.columns; i++)
        b->cell[b->table.rows * b->table.columns + i] = (struct summary_cell){0};
    b->row[b->table.rows] = row;
    return b->table.rows++;
}

void table_set(struct builder *b, size_t row, size_t column, int64_t n)
{
    if (!b->failed)
        b->cell[row * b->table.columns + column].n = n;
}

size_t table_row_of(struct builder *b, struct summary_row row, size_t offset)
{
    size_t at = table_row(b, row);
    for (size_t y = 0; y < b->s->years; y++) {
        int64_t n;
        memcpy(&n, (const char *)&b->counts->of_year[y] + offset, sizeof n);
        table_set(b, at, y, n);
    }
    return at;
}

size_t table_row_class(struct builder *b, struct summary_row row, enum dim dim,
                       enum count_class class)
{
    size_t at = table_row(b, row);
    for (size_t y = 0; y < b->s->years; y++)
        table_set(b, at, y, counts_class(b->counts, dim, y, class));
    return at;
}

size_t table_row_category(struct builder *b, struct summary_row row, enum dim dim,
                          unsigned category)
{
    size_t at = table_row(b, row);
    for (size_t y = 0; y < b->s->years; y++)
        table_set(b, at, y, counts_all(b->counts, dim, y, category));
    return at;
}

size_t table_row_all(struct builder *b, struct summary_row row, enum dim dim)
{
    size_t at = table_row(b, row);
    for (size_t y = 0; y < b->s->years; y++) {
        int64_t n = 0;
        for (unsigned class = 0; class < CLASS_COUNT; class ++)
            n += counts_class(b->counts, dim, y, (enum count_class) class);
        table_set(b, at, y, n);
    }
    return at;
}

size_t table_percent(struct builder *b, const char *id, const char *label, unsigned indent,
                     size_t part, size_t of)
{
    if (b->failed)
        return 0;
    size_t at = table_row(b, (struct summary_row){.id = id,
                                                  .label = label,
                                                  .limit = b->row[part].limit,
                                                  .indent = indent,
                                                  .so_far = b->row[part].so_far,
                                                  .unit = b->row[part].unit,
                                                  .percent = true,
                                                  .part = part,
                                                  .of = of});
    for (size_t i = 0; !b->failed && i < b->table.columns; i++) {
        struct summary_cell *cell = &b->cell[at * b->table.columns + i];
        cell->n = b->cell[part * b->table.columns + i].n;
        cell->of = b->cell[of * b->table.columns + i].n;
    }
    return at;
}

void table_parts(struct builder *b, const struct summary_relation *relation)
{
    MAKE_ROOM(b, b->relation, b->relation_cap, b->table.relations);
    const size_t *part = keep(b, relation->part, relation->parts, sizeof *part);
    if (b->failed)
        return;
    struct summary_relation *r = &b->relation[b->table.relations++];
    *r = *relation;
    r->part = part;
}

static void add_range(struct builder *b, struct summary_relation relation, size_t first, size_t end)
{
    size_t *part = calloc(end - first + 1, sizeof *part);
    b->failed |= !part;
    for (size_t i = first; part && i < end; i++)
        part[relation.parts++] = i;
    relation.part = part;
    if (part)
        table_parts(b, &relation);
    free(part);
}

void table_adds_up(struct builder *b, size_t whole, size_t first, size_t end)
{
    add_range(b, (struct summary_relation){.whole = whole}, first, end);
}

void table_part_of(struct builder *b, size_t whole, size_t part)
{
    add_range(b, (struct summary_relation){.whole = whole, .rest = true}, part, part + 1);
}

void table_columns_add_up(struct builder *b, size_t whole, size_t first, size_t end)
{
    for (size_t y = 0; y < b->s->years; y++) {
        size_t at = y * b->table.per_year;
        add_range(b, (struct summary_relation){.columns = true, .whole = at + whole}, at + first,
                  at + end);
    }
}

void table_end(struct builder *b)
{
    struct summary_table *t = &b->table;
    MAKE_ROOM(b, b->s->table, b->table_cap, b->s->tables);
    t->row = keep(b, b->row, t->rows, sizeof *b->row);
    t->column = keep(b, b->column, t->columns, sizeof *b->column);
    t->cell = keep(b, b->cell, t->rows * t->columns, sizeof *b->cell);
    t->relation = keep(b, b->relation, t->relations, sizeof *b->relation);
    if (b->failed)
        return;
    b->s->table[b->s->tables++] = *t;
}

void build_note(struct builder *b, const char *text)
{
    MAKE_ROOM(b, b->s->note, b->note_cap, b->s->notes);
    if (!b->failed)
        b->s->note[b->s->notes++] = text;
}

void builder_release(struct builder *b)
{
    free(b->row);
    free(b->column);
    free(b->cell);
    free(b->relation);
}
