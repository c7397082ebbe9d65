#include "models/publish.h"

#include <stdlib.h>
#include <string.h>

#include "models/publish_work.h"

/* --- a table after the other --- */

static bool is_breakdown(const struct summary_table *t)
{
    for (size_t row = 0; row < t->rows; row++)
        if (publish_mergeable(t, row) != SIZE_MAX)
            return t->per_year > 1;
    return false;
}

/* Whether all the group's records are of the sensitive outcome. */
static bool tells_all(const struct publisher *p, const struct publish_key *key)
{
    uint32_t cell = p->figure[key->own].cell, group = p->figure[key->group].cell;
    return key->group && cell != UINT32_MAX && group != UINT32_MAX && !p->figure[key->own].exempt &&
           p->problem.cell[cell].n > 0 && p->problem.cell[cell].n == p->problem.cell[group].n;
}

static bool is_lost(const struct publisher *p, uint32_t key, bool breakdown)
{
    const struct suppress_cell *c = &p->problem.cell[p->figure[key].cell];
    bool veiled = c->mark == SUPPRESS_HIDDEN && c->n < p->o->k;
    return c->stuck || (breakdown && veiled && !p->figure[key].veiled);
}

/* Marks the rows of the table with cells that can't be printed. Returns whether any cell at all can't. */
static bool find_lost(const struct publisher *p, size_t table, bool *mark)
{
    const struct summary_table *t = &p->s->table[table];
    bool lost = false;
    for (size_t i = 0; i < p->problem.cells; i++)
        lost |= p->problem.cell[i].stuck;
    for (size_t row = 0; row < t->rows; row++)
        for (size_t column = 0; column < t->columns; column++) {
            const struct publish_key *key = publish_key_at(p, table, row, column);
            bool here = key->own && (is_lost(p, key->own, p->breakdown) || tells_all(p, key));
            mark[row] |= here;
            lost |= here;
        }
    return lost;
}

static void remember_veils(struct publisher *p)
{
    for (size_t i = 0; i < p->figures; i++) {
        struct publish_figure *f = &p->figure[i];
        const struct suppress_cell *c = f->cell == UINT32_MAX ? NULL : &p->problem.cell[f->cell];
        f->veiled = c && c->mark == SUPPRESS_HIDDEN && c->n < p->o->k;
    }
}

/* Merges rows of the table until all that came before and it can be printed together. */
static bool merge_until_safe(struct publisher *p, size_t table, bool *safe, struct err *e)
{
    for (;;) {
        size_t stuck;
        if (p->o->told)
            p->o->told(p->o->told_ctx, table, p->s->tables);
        bool *mark = calloc(p->s->table[table].rows + 1, sizeof *mark), merged = false;
        if (!mark)
            return err_memory(e);
        bool ok = publish_problem(p, table + 1, e) && suppress_solve(&p->problem, &stuck, e);
        *safe = ok && !find_lost(p, table, mark);
        if (ok && !*safe && p->breakdown)
            ok = publish_merge(p, table, mark, &merged) || err_memory(e);
        free(mark);
        if (!ok || !merged)
            return ok;
    }
}

/* The table as it was, with its totals alone. */
static bool fall_back(struct publisher *p, size_t table, const struct summary_table *whole,
                      const struct summary_chart *chart, size_t charts)
{
    p->s->table[table] = *whole;
    if (charts)
        memcpy(p->s->chart, chart, charts * sizeof *chart);
    p->s->charts = charts;
    p->merged[table] = false;
    return publish_totals_only(p, table);
}

/* As it is, with rows merged, with its totals alone, or not at all. */
static bool take_table(struct publisher *p, size_t table, bool *taken, struct err *e)
{
    const struct summary_table whole = p->s->table[table];
    size_t charts = p->s->charts;
    struct summary_chart *chart = malloc((charts + 1) * sizeof *chart);
    if (!chart)
        return err_memory(e);
    if (charts)
        memcpy(chart, p->s->chart, charts * sizeof *chart);
    p->breakdown = is_breakdown(&whole);
    bool ok = merge_until_safe(p, table, taken, e);
    if (ok && !*taken && p->breakdown)
        ok = (fall_back(p, table, &whole, chart, charts) || err_memory(e)) &&
             merge_until_safe(p, table, taken, e);
    free(chart);
    if (ok && *taken)
        remember_veils(p);
    else if (ok)
        publish_withhold(p, table, "small counts in it could be worked out");
    return ok;
}

static bool has_free_text(const struct summary_table *t)
{
    for (size_t row = 0; row < t->rows; row++)
        if (t->row[row].outside)
            return true;
    return false;
}

static bool take_tables(struct publisher *p, struct err *e)
{
    for (size_t t = 0; t < p->s->tables;) {
        bool taken = !has_free_text(&p->s->table[t]);
        if (!taken)
            publish_withhold(p, t, "its rows are texts of the records");
        else if (!take_table(p, t, &taken, e))
            return false;
        t += taken;
    }
    /* The last table may have been withheld: this is the problem of those before it again. */
    size_t stuck;
    p->breakdown = false;
    if (!publish_problem(p, p->s->tables, e) || !suppress_solve(&p->problem, &stuck, e))
        return false;
    return !stuck || err_set(e, ERR_SYSTEM,
                             "%zu small counts could be worked out: nothing is published: tell the "
                             "program's makers",
                             stuck);
}

/* --- exempt rows --- */

static bool exempt_row(struct publisher *p, const char *id)
{
    bool found = false;
    for (size_t t = 0; t < p->s->tables; t++) {
        const struct summary_table *table = &p->s->table[t];
        for (size_t row = 0; table->per_year == 1 && row < table->rows; row++) {
            if (table->row[row].percent || strcmp(table->row[row].id, id) != 0)
                continue;
            found = true;
            for (size_t column = 0; column < table->columns; column++)
                p->figure[publish_key_at(p, t, row, column)->own].exempt = true;
        }
    }
    return found;
}

static bool exempt_rows(struct publisher *p, struct err *e)
{
    for (size_t i = 0; i < p->o->exempts; i++)
        if (!exempt_row(p, p->o->exempt[i]))
            return err_set(e, ERR_USAGE,
                           "publish.exempt: no headline of the summary has the id \"%s\": see the "
                           "rows of `tipreview summary --format csv`",
                           p->o->exempt[i]);
    return true;
}

static void publisher_release(struct publisher *p, size_t tables)
{
    for (size_t t = 0; t < tables; t++) {
        free(p->key ? p->key[t] : NULL);
        if (p->said)
            str_release(&p->said[t]);
    }
    free(p->key);
    free(p->said);
    for (size_t i = 0; i < p->figures; i++)
        free(p->figure[i].term);
    free(p->figure);
    free(p->merged);
    free(p->covered);
    intern_release(&p->keys);
    intern_release(&p->terms);
    suppress_release(&p->problem);
    str_release(&p->withheld);
}

bool publish_summary(struct summary *s, const struct publish_options *o, struct err *e)
{
    size_t tables = s->tables;
    struct publisher p = {
        .s = s,
        .o = o,
        .key = calloc(tables + 1, sizeof *p.key),
        .said = calloc(tables + 1, sizeof *p.said),
        .merged = calloc(tables + 1, sizeof *p.merged),
    };
    bool ok = p.key && p.said && p.merged;
    for (size_t t = 0; ok && t < tables; t++)
        ok = publish_set_keys(&p, t);
    ok = ok || err_memory(e);
    ok = ok && exempt_rows(&p, e) && take_tables(&p, e);
    if (ok) {
        publish_cover(&p);
        ok = publish_say(&p) || err_memory(e);
    }
    publisher_release(&p, tables);
    return ok;
}
