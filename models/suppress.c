#include "models/suppress.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/str.h"

/* A search looks at so many partial moves, and at so many continuations of each. */
enum { NODES_MAX = 6000, WIDTH = 12 };

void suppress_release(struct suppress *s)
{
    free(s->cell);
    free(s->term);
    free(s->end);
    *s = (struct suppress){0};
}

uint32_t suppress_add(struct suppress *s, int64_t n, enum suppress_kind kind)
{
    struct suppress_cell *more = grow(s->cell, &s->cell_cap, s->cells + 1, sizeof *more);
    if (!more)
        return UINT32_MAX;
    s->cell = more;
    s->cell[s->cells] = (struct suppress_cell){.n = n, .kind = kind, .high = SUPPRESS_ENDLESS};
    return (uint32_t)s->cells++;
}

bool suppress_relate(struct suppress *s, const uint32_t *part, size_t parts, uint32_t whole,
                     struct err *e)
{
    struct suppress_term *term = grow(s->term, &s->term_cap, s->terms + parts + 1, sizeof *term);
    if (!term)
        return err_memory(e);
    s->term = term;
    size_t *end = grow(s->end, &s->relation_cap, s->relations + 1, sizeof *end);
    if (!end)
        return err_memory(e);
    s->end = end;
    for (size_t i = 0; i < parts; i++)
        s->term[s->terms++] = (struct suppress_term){part[i], 1};
    s->term[s->terms++] = (struct suppress_term){whole, -1};
    s->end[s->relations++] = s->terms;
    return true;
}

int64_t suppress_round(int64_t n, int64_t base)
{
    if (n == 0)
        return 0;
    return n < base ? base : (n + base / 2) / base * base;
}

void suppress_interval(int64_t rounded, int64_t base, int64_t *low, int64_t *high)
{
    *low = rounded == 0 ? 0 : rounded == base ? 1 : rounded - base / 2;
    *high = rounded == 0 ? 0 : rounded + (base - 1) / 2;
}

/* --- what a reader knows of one cell --- */

static bool is_small(const struct suppress *s, const struct suppress_cell *c)
{
    return (c->kind == SUPPRESS_COUNT || c->kind == SUPPRESS_IMPLIED) && c->n > 0 && c->n < s->k;
}

static bool is_printed(const struct suppress_cell *c)
{
    return c->kind == SUPPRESS_COUNT || c->kind == SUPPRESS_FIXED;
}

/* The values that it can have for a reader; of a cell that is shown, those it could have were it hidden. */
static void range_of(const struct suppress *s, const struct suppress_cell *c, int64_t *low,
                     int64_t *high)
{
    int64_t least = 0, most = SUPPRESS_ENDLESS;
    if (is_printed(c)) {
        if (c->kind == SUPPRESS_FIXED || c->n == 0)
            least = most = c->n;
        else if (s->base)
            suppress_interval(suppress_round(c->n, s->base), s->base, &least, &most);
        else
            least = c->n < s->k ? 1 : s->k;
        if (c->mark == SUPPRESS_SMALL)
            most = s->k - 1;
    }
    *low = least > c->low ? least : c->low;
    *high = most < c->high ? most : c->high;
}

/* --- the search for a move --- */

struct use { /* of a cell in a relation */
    uint32_t relation;
    int sign;
};

struct search {
    struct suppress *s;
    struct use *use;
    size_t *first; /* of each cell's uses, and one past the last */
    int64_t *x;    /* figures that fit everything printed */
    int64_t *low, *high;
    int8_t *moved;    /* of each cell, in the move at hand */
    int *off;         /* of each relation: by how much its terms miss 0 */
    uint32_t *open;   /* the relations that are off */
    uint32_t *place;  /* of each relation in `open` */
    uint32_t *change; /* the cells of the move at hand */
    uint64_t *seen;   /* of each cell: the values for which there is a proof, a bit each */
    size_t opens, changes, nodes;
    int64_t cost, bound;
};

/* What is lost where the cell can no longer be printed: more for large figures, and for those on which more rests. */
static int64_t cost_of(const struct search *q, uint32_t cell)
{
    const struct suppress_cell *c = &q->s->cell[cell];
    int64_t cost = 2 + 4 * (int64_t)(q->first[cell + 1] - q->first[cell]);
    if (c->kind != SUPPRESS_COUNT || c->mark != SUPPRESS_SHOWN || q->s->base)
        return 0;
    for (int64_t n = c->n; n; n /= 2)
        cost++;
    return cost;
}

static bool can_move(const struct search *q, uint32_t cell, int by)
{
    int64_t to = q->x[cell] + by;
    return !q->moved[cell] && to >= q->low[cell] && to <= q->high[cell];
}

static void set_off(struct search *q, uint32_t relation, int off)
{
    if (!q->off[relation] && off) {
        q->place[relation] = (uint32_t)q->opens;
        q->open[q->opens++] = relation;
    } else if (q->off[relation] && !off) {
        uint32_t last = q->open[--q->opens];
        q->open[q->place[relation]] = last;
        q->place[last] = q->place[relation];
    }
    q->off[relation] = off;
}

static void shift(struct search *q, uint32_t cell, int by)
{
    for (size_t u = q->first[cell]; u < q->first[cell + 1]; u++)
        set_off(q, q->use[u].relation, q->off[q->use[u].relation] + q->use[u].sign * by);
}

static void add_move(struct search *q, uint32_t cell, int by)
{
    q->moved[cell] = (int8_t)by;
    q->change[q->changes++] = cell;
    q->cost += cost_of(q, cell);
    shift(q, cell, by);
}

static void take_move(struct search *q)
{
    uint32_t cell = q->change[--q->changes];
    shift(q, cell, -q->moved[cell]);
    q->cost -= cost_of(q, cell);
    q->moved[cell] = 0;
}

struct step {
    uint32_t cell;
    int by;
    int64_t score;
};

/* By how much nearer to fitting, or farther from it, the relations would be. */
static int farther(const struct search *q, uint32_t cell, int by)
{
    int sum = 0;
    for (size_t u = q->first[cell]; u < q->first[cell + 1]; u++) {
        int off = q->off[q->use[u].relation];
        sum += abs(off + q->use[u].sign * by) - abs(off);
    }
    return sum;
}

static void keep_best(struct step *step, size_t *steps, struct step new)
{
    size_t at = *steps;
    if (at == WIDTH && step[--at].score <= new.score)
        return;
    for (; at > 0 && step[at - 1].score > new.score; at--)
        step[at] = step[at - 1];
    step[at] = new;
    *steps += *steps < WIDTH;
}

/* The best steps that mend a relation, the best first. */
static size_t steps_for(const struct search *q, uint32_t relation, struct step *step)
{
    size_t steps = 0, from = relation ? q->s->end[relation - 1] : 0;
    for (size_t t = from; t < q->s->end[relation]; t++) {
        const struct suppress_term *term = &q->s->term[t];
        int by = q->off[relation] > 0 ? -term->sign : term->sign;
        if (!can_move(q, term->cell, by))
            continue;
        int64_t cost = cost_of(q, term->cell);
        if (q->cost + cost <= q->bound)
            keep_best(step, &steps,
                      (struct step){term->cell, by, cost + 6 * farther(q, term->cell, by)});
    }
    return steps;
}

/* Completes the move at hand. The relation with the fewest ways to be mended comes first. */
static bool complete(struct search *q)
{
    struct step best[WIDTH], step[WIDTH];
    size_t fewest = SIZE_MAX;
    if (q->opens == 0)
        return true;
    if (q->nodes++ >= NODES_MAX)
        return false;
    for (size_t o = 0; o < q->opens && fewest > 1; o++) {
        size_t steps = steps_for(q, q->open[o], step);
        if (steps == 0)
            return false;
        if (steps < fewest) {
            fewest = steps;
            memcpy(best, step, steps * sizeof *best);
        }
    }
    for (size_t i = 0; i < fewest; i++) {
        add_move(q, best[i].cell, best[i].by);
        if (complete(q))
            return true;
        take_move(q);
    }
    return false;
}

/* Moves the figures so that the cell's changes by one. What was printed and has moved is hidden from now on. */
static bool move_by(struct search *q, uint32_t cell, int by)
{
    static const int64_t bounds[] = {0, 24, 48, 96, 192, 384, INT64_MAX / 2};
    bool found = false;
    if (!can_move(q, cell, by))
        return false;
    for (size_t b = 0; b < sizeof bounds / sizeof *bounds && !found; b++) {
        q->bound = bounds[b];
        q->nodes = 0;
        add_move(q, cell, by);
        found = complete(q);
        if (!found)
            take_move(q);
    }
    while (q->changes) {
        uint32_t c = q->change[--q->changes];
        struct suppress_cell *changed = &q->s->cell[c];
        q->x[c] += q->moved[c];
        q->moved[c] = 0;
        if (changed->kind == SUPPRESS_COUNT && changed->mark == SUPPRESS_SHOWN && !q->s->base)
            changed->mark = SUPPRESS_HIDDEN;
    }
    q->cost = 0;
    return found;
}

/* The figures at hand are a proof for the value of every small cell. */
static void note_proof(struct search *q)
{
    for (size_t c = 0; c < q->s->cells; c++)
        if (q->x[c] > 0 && q->x[c] < q->s->k)
            q->seen[c] |= UINT64_C(1) << q->x[c];
}

/* The values of 1 to k-1 beyond the true one, on one side; but for those that a reader knows it does not have. */
static uint64_t wanted(const struct suppress *s, const struct suppress_cell *c, int by)
{
    uint64_t all = 0;
    for (int64_t v = 1; v < s->k; v++)
        if (v >= c->low && v <= c->high && (by < 0 ? v < c->n : v > c->n))
            all |= UINT64_C(1) << v;
    return all;
}

static void begin_with_the_truth(struct search *q)
{
    for (size_t c = 0; c < q->s->cells; c++)
        q->x[c] = q->s->cell[c].n;
}

static bool prove(struct search *q, uint32_t cell, int by)
{
    uint64_t values = wanted(q->s, &q->s->cell[cell], by);
    begin_with_the_truth(q);
    while (values & ~q->seen[cell]) {
        if (!move_by(q, cell, by))
            return false;
        note_proof(q);
    }
    return true;
}

/* The lesser promise: printed as `[c]`, it could be no small count at all. */
static bool veil(struct search *q, uint32_t cell)
{
    struct suppress_cell *c = &q->s->cell[cell];
    if (c->mark != SUPPRESS_SMALL)
        return false;
    c->mark = SUPPRESS_HIDDEN;
    range_of(q->s, c, &q->low[cell], &q->high[cell]);
    begin_with_the_truth(q);
    while (q->x[cell] < q->s->k)
        if (!move_by(q, cell, 1))
            return false;
    return true;
}

/* --- setting it up --- */

static bool index_uses(struct search *q)
{
    const struct suppress *s = q->s;
    size_t from = 0;
    for (size_t t = 0; t < s->terms; t++)
        q->first[s->term[t].cell + 1]++;
    for (size_t c = 0; c < s->cells; c++)
        q->first[c + 1] += q->first[c];
    size_t *next = malloc((s->cells + 1) * sizeof *next);
    if (!next)
        return false;
    memcpy(next, q->first, (s->cells + 1) * sizeof *next);
    for (size_t r = 0; r < s->relations; from = s->end[r++])
        for (size_t t = from; t < s->end[r]; t++)
            q->use[next[s->term[t].cell]++] = (struct use){(uint32_t)r, s->term[t].sign};
    free(next);
    return true;
}

static void search_release(struct search *q)
{
    free(q->use);
    free(q->first);
    free(q->x);
    free(q->low);
    free(q->high);
    free(q->moved);
    free(q->off);
    free(q->open);
    free(q->place);
    free(q->change);
    free(q->seen);
}

static bool search_init(struct search *q, struct suppress *s)
{
    size_t cells = s->cells + 1, relations = s->relations + 1;
    *q = (struct search){
        .s = s,
        .use = calloc(s->terms + 1, sizeof *q->use),
        .first = calloc(cells + 1, sizeof *q->first),
        .x = calloc(cells, sizeof *q->x),
        .low = calloc(cells, sizeof *q->low),
        .high = calloc(cells, sizeof *q->high),
        .moved = calloc(cells, sizeof *q->moved),
        .off = calloc(relations, sizeof *q->off),
        .open = calloc(relations, sizeof *q->open),
        .place = calloc(relations, sizeof *q->place),
        .change = calloc(cells, sizeof *q->change),
        .seen = calloc(cells, sizeof *q->seen),
    };
    if (!q->use || !q->first || !q->x || !q->low || !q->high || !q->moved || !q->off || !q->open ||
        !q->place || !q->change || !q->seen || !index_uses(q)) {
        search_release(q);
        return false;
    }
    return true;
}

static bool figures_fit(const struct suppress *s, struct err *e)
{
    size_t from = 0;
    for (size_t r = 0; r < s->relations; from = s->end[r++]) {
        int64_t sum = 0;
        for (size_t t = from; t < s->end[r]; t++)
            sum += s->term[t].sign * s->cell[s->term[t].cell].n;
        if (sum != 0)
            return err_set(e, ERR_DATA,
                           "figures that should add up to %lld do not: nothing can be published",
                           (long long)s->cell[s->term[s->end[r] - 1].cell].n);
    }
    return true;
}

bool suppress_solve(struct suppress *s, size_t *stuck, struct err *e)
{
    struct search q;
    *stuck = 0;
    if (!figures_fit(s, e))
        return false;
    if (!search_init(&q, s))
        return err_memory(e);
    for (size_t c = 0; c < s->cells; c++) {
        bool hidden = is_small(s, &s->cell[c]) && s->cell[c].kind == SUPPRESS_COUNT && !s->base;
        s->cell[c].mark = hidden ? SUPPRESS_SMALL : SUPPRESS_SHOWN;
        range_of(s, &s->cell[c], &q.low[c], &q.high[c]);
    }
    for (uint32_t c = 0; c < s->cells; c++) {
        struct suppress_cell *cell = &s->cell[c];
        bool small = is_small(s, cell);
        cell->stuck = small && !(prove(&q, c, 1) && prove(&q, c, -1)) && !veil(&q, c);
        *stuck += cell->stuck;
    }
    search_release(&q);
    return true;
}
