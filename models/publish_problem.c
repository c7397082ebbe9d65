/* The tables as one problem for models/suppress.h, and what earlier releases told of their figures. */
#include <stdlib.h>
#include <string.h>

#include "models/publish_work.h"

/* --- what earlier releases said of a figure --- */

/* The counts that were printed so. */
static void interval_of(const char *text, int64_t *low, int64_t *high)
{
    int64_t n = strtoll(text + strspn(text, "<~"), NULL, 10);
    n = n < 0 ? 0 : n > SUPPRESS_ENDLESS ? SUPPRESS_ENDLESS : n; /* whoever wrote the event */
    *low = 0;
    *high = SUPPRESS_ENDLESS;
    if (*text == '<') {
        *low = 1;
        *high = n - 1;
    } else if (*text == '~') {
        suppress_interval(n, PUBLISH_BASE, low, high);
    } else if (*text != '[') {
        *low = *high = n;
    }
}

/* A count that has changed since is another one: nothing is known of it. A small one that was printed openly is no longer to
 * be saved, and the warnings say so. */
static void apply_earlier(const struct publisher *p, const struct frozen *release, const char *key,
                          struct suppress_cell *cell)
{
    const char *text = freeze_figure(release, key);
    int64_t low, high;
    if (!text)
        return;
    interval_of(text, &low, &high);
    bool open = low == high && low > 0 && low < p->o->k;
    if (cell->n < low || cell->n > high || open)
        return;
    cell->low = low > cell->low ? low : cell->low;
    cell->high = high < cell->high ? high : cell->high;
}

static bool recall(struct publisher *p, const struct summary_table *t, size_t row, size_t column,
                   struct suppress_cell *cell)
{
    struct str key = STR_INIT;
    freeze_key(t, row, column, &key);
    for (size_t i = 0; i < p->o->earliers && !key.failed; i++)
        if (p->o->earlier[i].year == p->s->year[t->column[column].year].year)
            apply_earlier(p, &p->o->earlier[i], str_text(&key), cell);
    bool done = !key.failed;
    str_release(&key);
    return done;
}

/* --- the tables as a problem --- */

static bool add_cells(struct publisher *p, size_t table)
{
    const struct summary_table *t = &p->s->table[table];
    for (size_t row = 0; row < t->rows; row++) {
        for (size_t column = 0; !t->row[row].percent && column < t->columns; column++) {
            struct publish_figure *f = &p->figure[publish_key_at(p, table, row, column)->own];
            if (f->cell == UINT32_MAX)
                f->cell = suppress_add(&p->problem, summary_cell(t, row, column)->n,
                                       f->exempt ? SUPPRESS_FIXED : SUPPRESS_COUNT);
            if (f->cell == UINT32_MAX || !p->problem.cell ||
                (p->o->earliers && !recall(p, t, row, column, &p->problem.cell[f->cell])))
                return false;
        }
    }
    return true;
}

/* What earlier releases told of the parts and the whole, they told of what is left. */
static void bound_rest(struct publisher *p, const uint32_t *part, size_t parts, uint32_t whole,
                       uint32_t rest)
{
    const struct suppress_cell *cell = p->problem.cell;
    int64_t low = cell[whole].low, high = cell[whole].high;
    for (size_t i = 0; i < parts; i++) {
        low -= cell[part[i]].high;
        high -= cell[part[i]].low;
    }
    p->problem.cell[rest].low = low > 0 ? low : 0;
    p->problem.cell[rest].high = high;
}

uint32_t publish_add_rest(struct publisher *p, const uint32_t *part, size_t parts, uint32_t whole,
                          enum suppress_kind kind)
{
    int64_t left = p->problem.cell[whole].n;
    for (size_t i = 0; i < parts; i++)
        left -= p->problem.cell[part[i]].n;
    uint32_t rest = suppress_add(&p->problem, left, kind);
    if (rest != UINT32_MAX)
        bound_rest(p, part, parts, whole, rest);
    return rest;
}

bool publish_relate(struct publisher *p, uint32_t *part, size_t parts, uint32_t whole,
                    enum suppress_kind rest, struct err *e)
{
    int64_t left = p->problem.cell[whole].n;
    for (size_t i = 0; i < parts; i++)
        left -= p->problem.cell[part[i]].n;
    if (left < 0)
        return true;
    part[parts] = publish_add_rest(p, part, parts, whole, rest);
    if (part[parts] == UINT32_MAX)
        return err_memory(e);
    return suppress_relate(&p->problem, part, parts + 1, whole, e);
}

static uint32_t cell_number(const struct publisher *p, size_t table, size_t row, size_t column)
{
    return p->figure[publish_key_at(p, table, row, column)->own].cell;
}

static bool cover_pairs(struct publisher *p, const uint32_t *part, size_t parts, uint32_t whole)
{
    uint64_t *more = grow(p->covered, &p->cover_cap, p->covers + parts, sizeof *more);
    if (!more)
        return false;
    p->covered = more;
    for (size_t i = 0; i < parts; i++)
        p->covered[p->covers++] = (uint64_t)part[i] << 32 | whole;
    return true;
}

/* A relation of rows in one column, or of columns in one row. */
static bool add_relation(struct publisher *p, size_t table, const struct summary_relation *r,
                         size_t line, uint32_t *part, struct err *e)
{
    for (size_t i = 0; i < r->parts; i++)
        part[i] = r->columns ? cell_number(p, table, line, r->part[i])
                             : cell_number(p, table, r->part[i], line);
    uint32_t whole =
        r->columns ? cell_number(p, table, line, r->whole) : cell_number(p, table, r->whole, line);
    /* What is left may be a figure that stands elsewhere: publish_relate_parts looks for it. */
    if (r->rest)
        return publish_relate(p, part, r->parts, whole, SUPPRESS_IMPLIED, e);
    if (!cover_pairs(p, part, r->parts, whole))
        return err_memory(e);
    return suppress_relate(&p->problem, part, r->parts, whole, e);
}

static bool add_relations(struct publisher *p, size_t table, uint32_t *part, struct err *e)
{
    const struct summary_table *t = &p->s->table[table];
    for (size_t i = 0; i < t->relations; i++) {
        const struct summary_relation *r = &t->relation[i];
        for (size_t line = 0; line < (r->columns ? t->rows : t->columns); line++)
            if (!(r->columns && t->row[line].percent) && !add_relation(p, table, r, line, part, e))
                return false;
    }
    return true;
}

/* Of a per cent: what is left of its denominator. */
static bool add_percents(struct publisher *p, size_t table, struct err *e)
{
    const struct summary_table *t = &p->s->table[table];
    for (size_t row = 0; row < t->rows; row++) {
        for (size_t column = 0; t->row[row].percent && column < t->columns; column++) {
            uint32_t part[2] = {cell_number(p, table, t->row[row].part, column)};
            uint32_t whole = cell_number(p, table, t->row[row].of, column);
            if (part[0] == whole)
                continue;
            if (!publish_relate(p, part, 1, whole, SUPPRESS_IMPLIED, e))
                return false;
        }
    }
    return true;
}

static size_t widest(const struct summary *s)
{
    size_t most = 0;
    for (size_t t = 0; t < s->tables; t++) {
        most = s->table[t].rows > most ? s->table[t].rows : most;
        most = s->table[t].columns > most ? s->table[t].columns : most;
    }
    return most;
}

bool publish_problem(struct publisher *p, size_t tables, struct err *e)
{
    struct suppress empty = {.k = p->o->k, .base = p->o->base};
    suppress_release(&p->problem);
    p->problem = empty;
    p->covers = 0;
    uint32_t *part = malloc((widest(p->s) + 2) * sizeof *part);
    bool ok = part != NULL;
    for (size_t i = 0; ok && i < p->figures; i++)
        p->figure[i].cell = UINT32_MAX;
    for (size_t t = 0; ok && t < tables; t++)
        ok = add_cells(p, t);
    if (!ok)
        err_memory(e);
    if (!ok || !p->problem.cell) { /* without a figure nothing is related */
        free(part);
        return ok;
    }
    for (size_t t = 0; ok && t < tables; t++)
        ok = add_relations(p, t, part, e) && add_percents(p, t, e);
    free(part);
    return ok && publish_relate_parts(p, e) && publish_relate_unions(p, tables, e);
}
