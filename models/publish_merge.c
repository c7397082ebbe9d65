/* Rows of a breakdown with small counts, merged (models/publish_work.h). */
#include <stdlib.h>
#include <string.h>

#include "models/publish_work.h"

static bool is_part(const struct summary_relation *r, size_t row)
{
    for (size_t i = 0; i < r->parts; i++)
        if (r->part[i] == row)
            return true;
    return false;
}

size_t publish_mergeable(const struct summary_table *t, size_t row)
{
    size_t found = SIZE_MAX;
    if (t->row[row].percent)
        return SIZE_MAX;
    for (size_t i = 0; i < t->rows; i++)
        if (t->row[i].percent && (t->row[i].part == row || t->row[i].of == row))
            return SIZE_MAX;
    for (size_t r = 0; r < t->relations; r++) {
        const struct summary_relation *relation = &t->relation[r];
        bool part = !relation->columns && is_part(relation, row);
        if (!relation->columns && relation->whole == row)
            return SIZE_MAX;
        if (part && (relation->rest || found != SIZE_MAX))
            return SIZE_MAX;
        if (part)
            found = r;
    }
    return found;
}

static int64_t size_of(const struct summary_table *t, size_t row)
{
    int64_t sum = 0;
    for (size_t c = 0; c < t->columns; c++)
        sum += summary_cell(t, row, c)->n;
    return sum;
}

/* The smallest row of a relation, or, where that is SIZE_MAX, of any; of the marked ones, where there is a mark. */
static size_t smallest(const struct summary_table *t, size_t relation, const bool *mark, size_t but)
{
    size_t best = SIZE_MAX;
    for (size_t row = 0; row < t->rows; row++) {
        size_t of = publish_mergeable(t, row);
        if (row == but || of == SIZE_MAX || (relation != SIZE_MAX && of != relation) ||
            (mark && !mark[row]))
            continue;
        if (best == SIZE_MAX || size_of(t, row) < size_of(t, best))
            best = row;
    }
    return best;
}

static size_t merged_row(const struct summary_table *t, size_t relation)
{
    for (size_t row = 0; row < t->rows; row++)
        if (strcmp(t->row[row].id, "merged") == 0 && publish_mergeable(t, row) == relation)
            return row;
    return SIZE_MAX;
}

/* Two rows that leave more than themselves to tell apart, and are not most of the table. */
static bool choose(const struct summary_table *t, const bool *mark, bool *taken)
{
    size_t a = smallest(t, SIZE_MAX, mark, SIZE_MAX);
    a = a == SIZE_MAX ? smallest(t, SIZE_MAX, NULL, SIZE_MAX) : a;
    if (a == SIZE_MAX)
        return false;
    size_t relation = publish_mergeable(t, a), b = merged_row(t, relation);
    b = b == SIZE_MAX || b == a ? smallest(t, relation, NULL, a) : b;
    if (b == SIZE_MAX)
        return false;
    taken[a] = taken[b] = true;
    return t->relation[relation].parts > 2 &&
           2 * (size_of(t, a) + size_of(t, b)) <= size_of(t, t->relation[relation].whole);
}

/* The last of the rows that the taken ones stand among: behind it comes what they are merged to. */
static size_t last_part(const struct summary_table *t, const bool *taken)
{
    size_t first = 0, last = 0;
    while (!taken[first])
        first++;
    const struct summary_relation *r = &t->relation[publish_mergeable(t, first)];
    for (size_t i = 0; i < r->parts; i++)
        last = r->part[i] > last ? r->part[i] : last;
    return last;
}

static void add_merged(struct summary_table *t, const bool *taken, struct summary_row *row,
                       struct summary_cell *cell)
{
    for (size_t r = 0; r < t->rows; r++) {
        if (!taken[r])
            continue;
        *row = t->row[r];
        for (size_t c = 0; c < t->columns; c++)
            cell[c].n += summary_cell(t, r, c)->n;
    }
    row->id = "merged";
    row->label = "others, merged";
    row->limit = "";
}

/* Copies the table with the sum in the place of the rows that are taken; to[row] is where each has gone. */
static bool copy_rows(struct summary_table *t, struct arena *arena, const bool *taken, size_t *to)
{
    struct summary_row *row = arena_alloc(arena, t->rows * sizeof *row);
    struct summary_cell *cell = arena_alloc(arena, t->rows * t->columns * sizeof *cell + 1);
    size_t rows = 0, last = last_part(t, taken), sum = 0;
    if (!row || !cell)
        return false;
    memset(cell, 0, t->rows * t->columns * sizeof *cell);
    for (size_t r = 0; r < t->rows; r++) {
        if (!taken[r]) {
            to[r] = rows;
            row[rows] = t->row[r];
            memcpy(&cell[rows++ * t->columns], summary_cell(t, r, 0), t->columns * sizeof *cell);
        }
        if (r == last) {
            sum = rows;
            add_merged(t, taken, &row[rows], &cell[rows * t->columns]);
            rows++;
        }
    }
    for (size_t r = 0; r < t->rows; r++)
        if (taken[r])
            to[r] = sum;
    for (size_t r = 0; r < rows; r++) {
        row[r].part = row[r].percent ? to[row[r].part] : 0;
        row[r].of = row[r].percent ? to[row[r].of] : 0;
    }
    t->row = row;
    t->cell = cell;
    t->rows = rows;
    return true;
}

static bool copy_relations(struct summary_table *t, struct arena *arena, const size_t *to)
{
    struct summary_relation *relation = arena_alloc(arena, t->relations * sizeof *relation + 1);
    if (!relation)
        return false;
    for (size_t r = 0; r < t->relations; r++) {
        const struct summary_relation *old = &t->relation[r];
        relation[r] = *old;
        if (old->columns)
            continue;
        size_t *part = arena_alloc(arena, old->parts * sizeof *part + 1);
        if (!part)
            return false;
        relation[r].whole = to[old->whole];
        relation[r].part = part;
        relation[r].parts = 0;
        for (size_t i = 0; i < old->parts; i++) {
            bool there = false;
            for (size_t j = 0; j < relation[r].parts; j++)
                there |= part[j] == to[old->part[i]];
            if (!there)
                part[relation[r].parts++] = to[old->part[i]];
        }
    }
    t->relation = relation;
    return true;
}

/* The bars of the table's charts follow their rows to row_to, or, where that is NULL, their columns to column_to. A chart with
 * a bar of what is gone, SIZE_MAX, is left out. */
static bool mend_charts(struct publisher *p, size_t table, const size_t *row_to,
                        const size_t *column_to)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->s->charts; i++) {
        struct summary_chart chart = p->s->chart[i];
        bool gone = false;
        if (chart.table == table) {
            struct summary_bar *bar = arena_alloc(&p->s->arena, chart.bars * sizeof *bar + 1);
            if (!bar)
                return false;
            for (size_t b = 0; b < chart.bars; b++) {
                bar[b] = chart.bar[b];
                size_t *at = row_to ? &bar[b].row : &bar[b].column;
                *at = row_to ? row_to[*at] : column_to[*at];
                gone |= *at == SIZE_MAX;
            }
            chart.bar = bar;
        }
        if (!gone)
            p->s->chart[kept++] = chart;
    }
    p->s->charts = kept;
    return true;
}

bool publish_merge(struct publisher *p, size_t table, const bool *mark, bool *merged)
{
    struct summary_table *t = &p->s->table[table];
    bool *taken = calloc(t->rows + 1, sizeof *taken);
    size_t *to = calloc(t->rows + 1, sizeof *to);
    bool ok = taken && to;
    *merged = ok && choose(t, mark, taken);
    if (*merged) {
        size_t before = t->rows;
        ok = copy_rows(t, &p->s->arena, taken, to) && copy_relations(t, &p->s->arena, to);
        for (size_t row = 0; row < before; row++)
            to[row] = taken[row] ? SIZE_MAX : to[row];
        ok = ok && mend_charts(p, table, to, NULL) && publish_set_keys(p, table);
        p->merged[table] = true;
    }
    free(taken);
    free(to);
    return ok;
}

/* Where each column goes; SIZE_MAX: it is left out. Returns how many stay. */
static size_t totals(const struct summary_table *t, size_t *to)
{
    size_t kept = 0;
    for (size_t c = 0; c < t->columns; c++)
        to[c] = *t->column[c].limit ? SIZE_MAX : kept++;
    return kept;
}

static bool copy_columns(struct summary_table *t, struct arena *arena, const size_t *to,
                         size_t columns)
{
    struct summary_column *column = arena_alloc(arena, columns * sizeof *column + 1);
    struct summary_cell *cell = arena_alloc(arena, t->rows * columns * sizeof *cell + 1);
    struct summary_relation *relation = arena_alloc(arena, t->relations * sizeof *relation + 1);
    size_t relations = 0;
    if (!column || !cell || !relation)
        return false;
    for (size_t c = 0; c < t->columns; c++) {
        if (to[c] == SIZE_MAX)
            continue;
        column[to[c]] = t->column[c];
        for (size_t r = 0; r < t->rows; r++)
            cell[r * columns + to[c]] = *summary_cell(t, r, c);
    }
    for (size_t r = 0; r < t->relations; r++)
        if (!t->relation[r].columns)
            relation[relations++] = t->relation[r];
    t->per_year = t->per_year * columns / t->columns;
    t->column = column;
    t->cell = cell;
    t->columns = columns;
    t->relation = relation;
    t->relations = relations;
    return true;
}

bool publish_totals_only(struct publisher *p, size_t table)
{
    struct summary_table *t = &p->s->table[table];
    size_t *to = calloc(t->columns + 1, sizeof *to);
    size_t columns = to ? totals(t, to) : 0;
    bool ok = to && copy_columns(t, &p->s->arena, to, columns) && mend_charts(p, table, NULL, to) &&
              publish_set_keys(p, table);
    str_clear(&p->said[table]);
    str_addf(&p->said[table],
             "%s: only the totals are printed: small counts in the breakdown could be worked out.",
             t->title);
    free(to);
    return ok;
}

void publish_withhold(struct publisher *p, size_t table, const char *why)
{
    struct summary *s = p->s;
    size_t after = s->tables - table - 1, kept = 0;
    str_addf(&p->withheld, "%s: withheld: %s.\n", s->table[table].title, why);
    free(p->key[table]);
    str_release(&p->said[table]);
    memmove(&s->table[table], &s->table[table + 1], after * sizeof *s->table);
    memmove(&p->key[table], &p->key[table + 1], after * sizeof(struct publish_key *));
    memmove(&p->merged[table], &p->merged[table + 1], after * sizeof *p->merged);
    memmove(&p->said[table], &p->said[table + 1], after * sizeof *p->said);
    s->tables--;
    p->key[s->tables] = NULL;
    p->said[s->tables] = (struct str){0};
    p->merged[s->tables] = false;
    for (size_t i = 0; i < s->charts; i++) {
        struct summary_chart chart = s->chart[i];
        if (chart.table == table)
            continue;
        chart.table -= chart.table > table;
        s->chart[kept++] = chart;
    }
    s->charts = kept;
}
