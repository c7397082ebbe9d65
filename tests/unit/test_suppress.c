/* What is published of tables of counts, against a solver of its own (tests/support/puzzle.h) that goes through every
 * table of whole numbers that fits what was printed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/suppress.h"
#include "tests/support/catalogs.h"
#include "tests/support/puzzle.h"

enum { FAR = 60 }; /* more than any sum below: what is possible below it is possible */

static struct puzzle puzzle;

/* What a reader knows who takes `<k` and `[c]` at their word. */
static void read_printed(const struct suppress *s)
{
    puzzle.numbers = puzzle.sums = puzzle.terms = 0;
    for (size_t c = 0; c < s->cells; c++) {
        const struct suppress_cell *cell = &s->cell[c];
        if (cell->kind == SUPPRESS_IMPLIED || cell->kind == SUPPRESS_UNSAID)
            puzzle_number(&puzzle, 0, FAR);
        else if (cell->kind == SUPPRESS_FIXED || cell->n == 0)
            puzzle_number(&puzzle, cell->n, cell->n);
        else if (s->base)
            puzzle_number(&puzzle,
                          suppress_round(cell->n, 5) == 5 ? 1 : suppress_round(cell->n, 5) - 2,
                          suppress_round(cell->n, 5) + 2);
        else if (cell->mark == SUPPRESS_SMALL)
            puzzle_number(&puzzle, 1, s->k - 1);
        else if (cell->mark == SUPPRESS_HIDDEN)
            puzzle_number(&puzzle, cell->n < s->k ? 1 : s->k, FAR);
        else
            puzzle_number(&puzzle, cell->n, cell->n);
    }
    size_t from = 0;
    for (size_t r = 0; r < s->relations; from = s->end[r++]) {
        for (size_t t = from; t + 1 < s->end[r]; t++)
            puzzle_part(&puzzle, s->term[t].cell);
        puzzle_sum(&puzzle, s->term[s->end[r] - 1].cell);
    }
}

/* A small one that prints as `[c]` must only be able to be no small one. */
static bool is_veiled(const struct suppress *s, const struct suppress_cell *c)
{
    return c->mark == SUPPRESS_HIDDEN && c->n < s->k && !c->stuck;
}

static bool is_promised(const struct suppress *s, const struct suppress_cell *c)
{
    return c->n > 0 && c->n < s->k && !c->stuck && c->kind != SUPPRESS_FIXED &&
           c->kind != SUPPRESS_UNSAID && !is_veiled(s, c);
}

/* How many of the promised values are not possible. */
static unsigned broken_promises(const struct suppress *s)
{
    unsigned broken = 0;
    read_printed(s);
    for (size_t c = 0; c < s->cells; c++) {
        for (int64_t v = 1; v < s->k && is_promised(s, &s->cell[c]); v++)
            broken += puzzle_possible(&puzzle, c, v) != PUZZLE_YES;
        broken += is_veiled(s, &s->cell[c]) && puzzle_possible(&puzzle, c, s->k) != PUZZLE_YES;
    }
    return broken;
}

/* The same by going through all of them; false where there are too many. */
static bool enumerated(const struct suppress *s, unsigned *broken)
{
    uint64_t seen[PUZZLE_NUMBERS] = {0}, all = ((UINT64_C(1) << s->k) - 1) & ~UINT64_C(1);
    read_printed(s);
    size_t solutions = puzzle_enumerate(&puzzle, 20000, seen);
    *broken = 0;
    for (size_t c = 0; c < s->cells; c++)
        *broken += is_promised(s, &s->cell[c]) && (all & ~seen[c]);
    return solutions != SIZE_MAX || !*broken;
}

/* --- tables --- */

static uint32_t add(struct suppress *s, int64_t n)
{
    uint32_t cell = suppress_add(s, n, SUPPRESS_COUNT);
    assert_true(cell != UINT32_MAX);
    return cell;
}

static void relate(struct suppress *s, const uint32_t *part, size_t parts, uint32_t whole)
{
    struct err e;
    assert_true(suppress_relate(s, part, parts, whole, &e));
}

enum { WIDE = 5 };

/* A table of random counts, many of them 0, whose columns add up to those of `total` (with `first`, which it sets). */
static void random_table(struct suppress *s, struct dice *d, unsigned rows, unsigned columns,
                         uint32_t total[WIDE + 1], bool first, const int64_t *sums)
{
    uint32_t part[WIDE][8], row[WIDE];
    int64_t n[8][WIDE] = {{0}};
    for (unsigned c = 0; c < columns; c++)
        for (int64_t left = sums[c]; left > 0;) {
            int64_t some = 1 + (int64_t)dice_roll(d, 6);
            n[dice_roll(d, rows)][c] += some < left ? some : left;
            left -= some;
        }
    for (unsigned r = 0; r < rows; r++) {
        int64_t sum = 0;
        for (unsigned c = 0; c < columns; c++) {
            row[c] = part[c][r] = add(s, n[r][c]);
            sum += n[r][c];
        }
        part[columns][r] = add(s, sum);
        relate(s, row, columns, part[columns][r]);
    }
    for (unsigned c = 0; first && c <= columns; c++) {
        int64_t sum = 0;
        for (unsigned r = 0; r < rows; r++)
            sum += s->cell[part[c][r]].n;
        total[c] = suppress_add(s, sum, dice_roll(d, 8) ? SUPPRESS_COUNT : SUPPRESS_FIXED);
    }
    if (first)
        relate(s, total, columns, total[columns]);
    for (unsigned c = 0; c <= columns; c++)
        relate(s, part[c], rows, total[c]);
}

/* One to three tables with the same columns, as the breakdowns of a year are. */
static void random_tables(struct suppress *s, struct dice *d)
{
    uint32_t total[WIDE + 1];
    int64_t sums[WIDE];
    unsigned columns = 2 + dice_roll(d, 3), tables = 1 + dice_roll(d, 3);
    *s = (struct suppress){.k = dice_roll(d, 4) ? 5 : 3};
    for (unsigned c = 0; c < columns; c++)
        sums[c] = dice_roll(d, 3) ? 5 + dice_roll(d, 15) : dice_roll(d, 5);
    for (unsigned t = 0; t < tables; t++)
        random_table(s, d, 2 + dice_roll(d, 3), columns, total, t == 0, sums);
}

static void no_small_count_can_be_found_out(void **state)
{
    unsigned promised = 0, stuck_cells = 0, by_all = 0, hidden = 0, veiled = 0, cells = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct dice d = {seed};
        struct suppress s;
        struct err e;
        size_t stuck;
        unsigned broken;
        random_tables(&s, &d);
        if (seed % 5 == 0)
            s.base = 5, s.k = 5;
        assert_true(suppress_solve(&s, &stuck, &e));
        if (broken_promises(&s))
            fail_msg("seed %llu: a small count can be found out", (unsigned long long)seed);
        if (enumerated(&s, &broken)) {
            by_all++;
            assert_int_equal(broken, 0);
        }
        for (size_t c = 0; c < s.cells; c++) {
            promised += is_promised(&s, &s.cell[c]);
            hidden += s.cell[c].mark == SUPPRESS_HIDDEN;
            veiled += is_veiled(&s, &s.cell[c]);
        }
        cells += (unsigned)s.cells;
        stuck_cells += (unsigned)stuck;
        suppress_release(&s);
    }
    print_message(
        "# %u cells: %u small ones are <k, %u left to the caller, %u are [c], %u of these "
        "small; %u tables in full\n",
        cells, promised, stuck_cells, hidden, veiled, by_all);
    assert_true(promised > 1000 && by_all > 100);
}

/* The solver must be able to find something: with one secondary cell printed after all, it does. */
static void the_solver_finds_what_a_missing_cell_gives_away(void **state)
{
    unsigned found = 0, tried = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct dice d = {seed};
        struct suppress s;
        struct err e;
        size_t stuck;
        random_tables(&s, &d);
        assert_true(suppress_solve(&s, &stuck, &e));
        for (size_t c = 0; c < s.cells; c++) {
            if (s.cell[c].mark != SUPPRESS_HIDDEN)
                continue;
            s.cell[c].mark = SUPPRESS_SHOWN;
            tried++;
            found += broken_promises(&s) > 0;
            s.cell[c].mark = SUPPRESS_HIDDEN;
        }
        suppress_release(&s);
    }
    print_message("# of %u secondary cells, %u give a small count away when printed\n", tried,
                  found);
    assert_true(found * 10 > tried * 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_small_count_can_be_found_out),
        cmocka_unit_test(the_solver_finds_what_a_missing_cell_gives_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
