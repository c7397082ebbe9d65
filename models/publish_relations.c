/* What a reader knows beyond the tables' own relations: that one figure is part of another, and what covers what. */
#include <stdlib.h>
#include <string.h>

#include "models/publish_work.h"

enum { PARTS_MAX = 64 };

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static bool is_covered(const struct publisher *p, uint32_t part, uint32_t whole)
{
    uint64_t pair = (uint64_t)part << 32 | whole;
    return bsearch(&pair, p->covered, p->covers, sizeof pair, by_value) != NULL;
}

/* The wholes that a figure is a part of, without those that contain another one of them. `found` and `whole` have room
 * for all. */
static size_t find_wholes(const struct publisher *p, const uint32_t *all, size_t count,
                          uint32_t part, uint32_t *found, uint32_t *whole)
{
    size_t founds = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        if (publish_is_part(p, &p->figure[part], &p->figure[all[i]]))
            found[founds++] = all[i];
    for (size_t i = 0; i < founds; i++) {
        bool nearest = true;
        for (size_t j = 0; j < founds && nearest; j++)
            nearest = !publish_is_part(p, &p->figure[found[j]], &p->figure[found[i]]);
        if (nearest)
            whole[kept++] = found[i];
    }
    return kept;
}

/* The one term that sets the part off from the whole; 0: there are several, or what is left is no count of its own. */
static uint32_t difference(const struct publisher *p, uint32_t part, uint32_t whole)
{
    const struct publish_figure *f = &p->figure[part], *w = &p->figure[whole];
    uint32_t found = 0;
    if (!f->additive)
        return 0;
    for (size_t i = 0; i < f->raws; i++) {
        bool shared = false;
        for (size_t j = 0; j < w->terms; j++)
            shared = shared || w->term[j] == f->raw[i];
        if (!shared && found)
            return 0;
        if (!shared)
            found = f->raw[i];
    }
    return found;
}

/* Part and complement are the whole; where the complement is printed, or implied elsewhere, it is that one. */
static bool relate_part(struct publisher *p, uint32_t part, uint32_t whole, struct err *e)
{
    uint32_t pair[2] = {p->figure[part].cell}, all = p->figure[whole].cell;
    uint32_t term = difference(p, part, whole);
    if (!term)
        return publish_relate(p, pair, 1, all, SUPPRESS_UNSAID, e);
    uint32_t rest = publish_complement(p, whole, term);
    if (rest == UINT32_MAX)
        return err_memory(e);
    int64_t left = p->problem.cell[all].n - p->problem.cell[pair[0]].n;
    uint32_t *cell = &p->figure[rest].cell;
    if (*cell == UINT32_MAX && left >= 0)
        *cell = publish_add_rest(p, pair, 1, all, SUPPRESS_IMPLIED);
    if (*cell == UINT32_MAX)
        return left < 0 || err_memory(e);
    if (p->problem.cell[*cell].n != left)
        return publish_relate(p, pair, 1, all, SUPPRESS_UNSAID, e);
    pair[1] = *cell;
    return suppress_relate(&p->problem, pair, 2, all, e);
}

/* `(a | b)` selects no more than a and b together. */
static bool relate_either(struct publisher *p, uint32_t number, struct err *e)
{
    uint32_t part[PARTS_MAX + 1], either[2] = {p->figure[number].cell};
    size_t parts;
    int64_t sum = 0;
    if (!publish_alternatives(p, number, part, &parts, PARTS_MAX))
        return err_memory(e);
    for (size_t i = 0; i < parts; i++) {
        part[i] = p->figure[part[i]].cell;
        if (part[i] == UINT32_MAX)
            return true;
        sum += p->problem.cell[part[i]].n;
    }
    uint32_t whole = parts ? suppress_add(&p->problem, sum, SUPPRESS_UNSAID) : 0;
    if (whole == UINT32_MAX)
        return err_memory(e);
    return !parts || (suppress_relate(&p->problem, part, parts, whole, e) &&
                      publish_relate(p, either, 1, whole, SUPPRESS_UNSAID, e));
}

bool publish_relate_parts(struct publisher *p, struct err *e)
{
    size_t room = p->figures + 1, count = 0;
    uint32_t *all = calloc(3 * room, sizeof *all);
    if (!all)
        return err_memory(e);
    uint32_t *found = all + room, *whole = found + room;
    bool ok = true;
    for (uint32_t i = 0; i < p->figures; i++)
        if (p->figure[i].cell != UINT32_MAX)
            all[count++] = i;
    if (p->covers)
        qsort(p->covered, p->covers, sizeof *p->covered, by_value);
    for (size_t i = 0; ok && i < count; i++) {
        size_t wholes = find_wholes(p, all, count, all[i], found, whole);
        for (size_t j = 0; ok && j < wholes; j++)
            if (!is_covered(p, p->figure[all[i]].cell, p->figure[whole[j]].cell))
                ok = relate_part(p, all[i], whole[j], e);
        ok = ok && relate_either(p, all[i], e);
    }
    free(all);
    return ok;
}

/* --- by what the tables mean --- */

struct spot {
    const char *table, *row; /* the id of a row, or what it begins with where it ends with `*` */
};

/* The parts may share records, and together they are at least the whole. `primary:` stands for the primary definition. */
static const struct {
    struct spot whole, part[6];
} unions[] = {
    /* A case or a person found has a purpose, or none is answered. */
    {{"purposes", "all"}, {{"purposes", "purpose.*"}, {"purposes", "none"}}},
    /* Where two definitions differ, one of them differs from the primary one. */
    {{"definitions_reviewed", "differ"}, {{"definitions_reviewed", "*:not:"}}},
    {{"definitions_reported", "differ"}, {{"definitions_reported", "*:not:"}}},
    /* What conforms, what departs, and what always conforms. */
    {{"definitions_reviewed", "primary:trafficking"},
     {{"outcomes", "trafficking"},
      {"outcomes", "out_of_scope"},
      {"decisions", "departing_voluntary"},
      {"decisions", "departing_not_trafficking"},
      {"decisions", "departing_insufficient"}}},
    {{"outcomes", "trafficking"},
     {{"definitions_reviewed", "primary:trafficking"},
      {"decisions", "departing_trafficking"},
      {"year", "children"}}},
    {{"outcomes", "insufficient"},
     {{"definitions_reviewed", "primary:undetermined"}, {"decisions", "departing_insufficient"}}},
};

static const char *primary_of(const struct summary *s)
{
    for (size_t i = 0; i < s->definitions; i++)
        if (s->definition[i].primary)
            return s->definition[i].id;
    return "";
}

static bool matches(const struct summary *s, const char *pattern, const char *id)
{
    size_t n = strlen(pattern);
    if (strncmp(pattern, "primary:", 8) == 0) {
        const char *primary = primary_of(s);
        size_t len = strlen(primary);
        return strncmp(id, primary, len) == 0 && strcmp(id + len, pattern + 7) == 0;
    }
    if (*pattern == '*')
        return strstr(id, pattern + 1) != NULL;
    return pattern[n - 1] == '*' ? strncmp(id, pattern, n - 1) == 0 : strcmp(id, pattern) == 0;
}

/* The cells of a year in the rows of a place; how many. Tables without a breakdown alone have such rows. */
static size_t find_cells(const struct publisher *p, size_t tables, const struct spot *place,
                         size_t year, uint32_t *cell, size_t most)
{
    size_t found = 0;
    for (size_t t = 0; t < tables; t++) {
        const struct summary_table *table = &p->s->table[t];
        if (table->per_year != 1 || strcmp(table->id, place->table) != 0)
            continue;
        for (size_t row = 0; row < table->rows && found < most; row++)
            if (!table->row[row].percent && matches(p->s, place->row, table->row[row].id))
                cell[found++] = p->figure[publish_key_at(p, t, row, year)->own].cell;
    }
    return found;
}

/* Only where all of them are printed. */
static bool relate_union(struct publisher *p, size_t tables, size_t u, size_t year, struct err *e)
{
    uint32_t part[PARTS_MAX + 1], whole[2];
    size_t parts = 0;
    int64_t sum = 0;
    if (find_cells(p, tables, &unions[u].whole, year, whole, 1) != 1)
        return true;
    for (size_t i = 0; i < 6 && unions[u].part[i].table; i++) {
        size_t found =
            find_cells(p, tables, &unions[u].part[i], year, part + parts, PARTS_MAX - parts);
        if (!found)
            return true;
        parts += found;
    }
    for (size_t i = 0; i < parts; i++)
        sum += p->problem.cell[part[i]].n;
    uint32_t all = suppress_add(&p->problem, sum, SUPPRESS_UNSAID);
    if (all == UINT32_MAX)
        return err_memory(e);
    return suppress_relate(&p->problem, part, parts, all, e) &&
           publish_relate(p, whole, 1, all, SUPPRESS_UNSAID, e);
}

/* `A:not:B` and `B:not:A` have no record in common, and differ both. */
static bool relate_differing(struct publisher *p, size_t table, struct err *e)
{
    const struct summary_table *t = &p->s->table[table];
    size_t differ = summary_row_find(t, "differ");
    for (size_t row = 0; differ < t->rows && row < t->rows; row++) {
        struct str other = STR_INIT;
        const char *id = t->row[row].id, *mid = strstr(id, ":not:");
        if (mid)
            str_addf(&other, "%s:not:%.*s", mid + 5, (int)(mid - id), id);
        size_t mirror = mid ? summary_row_find(t, str_text(&other)) : t->rows;
        str_release(&other);
        for (size_t c = 0; mirror < t->rows && mirror > row && c < t->columns; c++) {
            uint32_t part[3] = {p->figure[publish_key_at(p, table, row, c)->own].cell,
                                p->figure[publish_key_at(p, table, mirror, c)->own].cell};
            uint32_t whole = p->figure[publish_key_at(p, table, differ, c)->own].cell;
            if (!publish_relate(p, part, 2, whole, SUPPRESS_UNSAID, e))
                return false;
        }
    }
    return true;
}

/* Persons and cases are no more than the records that they come from. */
static bool relate_sources(struct publisher *p, size_t table, struct err *e)
{
    const struct summary_table *t = &p->s->table[table];
    for (size_t i = 0; i < t->rows * t->columns; i++) {
        const struct publish_key *key = &p->key[table][i];
        uint32_t source[2], own[2] = {key->own ? p->figure[key->own].cell : UINT32_MAX};
        size_t sources = 0;
        if (key->debriefings)
            source[sources++] = p->figure[key->debriefings].cell;
        if (key->operations)
            source[sources++] = p->figure[key->operations].cell;
        if (!sources || source[0] == UINT32_MAX || source[sources - 1] == UINT32_MAX)
            continue;
        uint32_t whole = source[0];
        if (sources == 2) {
            int64_t sum = p->problem.cell[source[0]].n + p->problem.cell[source[1]].n;
            whole = suppress_add(&p->problem, sum, SUPPRESS_UNSAID);
            if (whole == UINT32_MAX)
                return err_memory(e);
            if (!suppress_relate(&p->problem, source, 2, whole, e))
                return false;
        }
        if (!publish_relate(p, own, 1, whole, SUPPRESS_UNSAID, e))
            return false;
    }
    return true;
}

bool publish_relate_unions(struct publisher *p, size_t tables, struct err *e)
{
    for (size_t u = 0; u < sizeof unions / sizeof *unions; u++)
        for (size_t year = 0; year < p->s->years; year++)
            if (!relate_union(p, tables, u, year, e))
                return false;
    for (size_t t = 0; t < tables; t++)
        if (!relate_differing(p, t, e) || !relate_sources(p, t, e))
            return false;
    return true;
}
