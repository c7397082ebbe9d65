#include "tests/support/release.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/puzzle.h"

enum { TABLES = 40 };

static struct puzzle puzzle;
static const struct summary *s;
static size_t first[TABLES]; /* the number of each table's first cell in the puzzle */
static int64_t far;

static const struct summary_table *table(const char *id)
{
    return summary_table_find(s, id);
}

/* The number of a cell; SIZE_MAX where it is not published. */
static size_t at(const char *id, const char *row, const char *column)
{
    const struct summary_table *t = table(id);
    size_t r = t ? summary_row_find(t, row) : 0;
    for (size_t c = 0; t && r < t->rows && c < t->columns; c++)
        if (strcmp(t->column[c].id, column) == 0)
            return first[t - s->table] + r * t->columns + c;
    return SIZE_MAX;
}

static void add_cells(const struct summary_table *t)
{
    first[t - s->table] = puzzle.numbers;
    for (size_t i = 0; i < t->rows * t->columns; i++) {
        const struct summary_cell *cell = &t->cell[i];
        bool percent = t->row[i / t->columns].percent;
        if (percent)
            puzzle_number(&puzzle, 0, 0);
        else if (cell->cover == COVER_SMALL)
            puzzle_number(&puzzle, 1, s->threshold - 1);
        else if (cell->cover == COVER_SECONDARY)
            puzzle_number(&puzzle, 1, far);
        else
            puzzle_number(&puzzle, cell->n, cell->n);
    }
}

/* --- sums; where one of the cells is not published there is nothing to know --- */

static void sum_of(size_t whole, const size_t *part, size_t parts, bool rest)
{
    for (size_t i = 0; i < parts; i++)
        if (part[i] == SIZE_MAX)
            return;
    if (whole == SIZE_MAX)
        return;
    for (size_t i = 0; i < parts; i++)
        puzzle_part(&puzzle, part[i]);
    if (rest)
        puzzle_part(&puzzle, puzzle_number(&puzzle, 0, far));
    puzzle_sum(&puzzle, whole);
}

/* Rows of a table, named with spaces between, add up to another row. */
static void rows(const char *id, bool rest, const char *whole, const char *names)
{
    size_t part[16], parts = 0;
    char list[256], *next = list;
    snprintf(list, sizeof list, "%s", names);
    for (const char *name; (name = strsep(&next, " "));)
        part[parts++] = at(id, name, "");
    sum_of(at(id, whole, ""), part, parts, rest);
}

static void same(size_t a, size_t b)
{
    sum_of(a, &b, 1, false);
}

static void part_of(size_t part, size_t whole)
{
    sum_of(whole, &part, 1, true);
}

/* Every cell of a table of rows that share no record; `all` is their sum, and the first column that of the others. */
static void breakdown(const char *id, const char *outcomes)
{
    const struct summary_table *t = table(id);
    size_t part[200];
    if (!t)
        return;
    size_t all = summary_row_find(t, "all"), start = first[t - s->table];
    for (size_t c = 0; c < t->columns; c++) {
        size_t parts = 0;
        for (size_t r = 0; r < t->rows; r++)
            if (r != all)
                part[parts++] = start + r * t->columns + c;
        sum_of(start + all * t->columns + c, part, parts, false);
        const char *column = t->column[c].id;
        bool whole = strcmp(column, "all") == 0;
        if (whole || strcmp(column, "open") != 0)
            same(start + all * t->columns + c, at(outcomes, whole ? "all" : column, ""));
    }
    for (size_t r = 0; t->columns > 1 && r < t->rows; r++) {
        for (size_t c = 1; c < t->columns; c++)
            part[c - 1] = start + r * t->columns + c;
        sum_of(start + r * t->columns, part, t->columns - 1, false);
    }
}

static void outcomes(const char *id)
{
    rows(id, false, "final", "voluntary trafficking not_trafficking insufficient out_of_scope");
    rows(id, false, "all", "final undecided awaiting_second disputed stale now_invalid");
}

/* What each answer says adds up, and each is of all debriefings. */
static void answers(const char *id)
{
    const struct summary_table *t = table(id);
    for (size_t r = 0; t && r < t->rows; r++) {
        const char *row = t->row[r].id;
        size_t reported[] = {at(id, row, "reported_present"), at(id, row, "reported_absent"),
                             at(id, row, "reported_unknown")};
        size_t answered[] = {at(id, row, "answered_present"), at(id, row, "answered_absent"),
                             at(id, row, "answered_implied"), at(id, row, "answered_unknown")};
        sum_of(at(id, row, "debriefings"), reported, 3, false);
        sum_of(at(id, row, "final"), answered, 4, false);
        same(at(id, row, "debriefings"), at("outcomes", "all", ""));
        same(at(id, row, "final"), at("outcomes", "final", ""));
    }
}

static const char *both(char *out, const char *a, const char *b)
{
    snprintf(out, 128, "%s:not:%s", a, b);
    return out;
}

/* What both say is the rest of what either says; all that differ are among `differ`. */
static void definitions(const char *id)
{
    char name[128];
    for (size_t i = 0; i < s->definitions; i++) {
        const char *a = s->definition[i].id;
        size_t part[3];
        for (size_t result = 0; result < 3; result++) {
            static const char *const results[] = {"trafficking", "not_trafficking", "undetermined"};
            snprintf(name, sizeof name, "%s:%s", a, results[result]);
            part[result] = at(id, name, "");
        }
        sum_of(at(id, "all", ""), part, 3, false);
        for (size_t j = 0; j < i; j++) {
            const char *b = s->definition[j].id;
            size_t ab = at(id, both(name, a, b), ""), ba = at(id, both(name, b, a), "");
            if (ab == SIZE_MAX || ba == SIZE_MAX)
                continue;
            size_t common = puzzle_number(&puzzle, 0, far);
            snprintf(name, sizeof name, "%s:trafficking", b);
            sum_of(at(id, name, ""), (size_t[]){ba, common}, 2, false);
            sum_of(part[0], (size_t[]){ab, common}, 2, false);
            sum_of(at(id, "differ", ""), (size_t[]){ab, ba}, 2, true);
        }
    }
}

/* The parts, which may share records, are at least the whole. */
static void covers(size_t whole, const size_t *part, size_t parts)
{
    size_t sum = puzzle_number(&puzzle, 0, far * 4);
    sum_of(sum, part, parts, false);
    part_of(whole, sum);
}

static void year(void)
{
    rows("year", false, "debriefings", "status_known status_unknown");
    rows("year", false, "status_known", "visitors not_visitors");
    same(at("year", "debriefings", ""), at("outcomes", "all", ""));
    same(at("year", "trafficking", ""), at("outcomes", "trafficking", ""));
    same(at("year", "visitors", ""), at("statuses", "visitor", "all"));
    same(at("year", "status_unknown", ""), at("statuses", "unknown", "all"));
    part_of(at("year", "children", ""), at("year", "trafficking", ""));
    part_of(at("year", "trafficking_persons", ""), at("year", "trafficking", ""));
    covers(
        at("year", "trafficking_cases", ""),
        (size_t[]){at("outcomes", "trafficking", ""), at("operation_outcomes", "trafficking", "")},
        2);
}

static void flow(void)
{
    size_t of[] = {at("flow", "debriefings_of_operations", ""),
                   at("flow", "debriefings_of_none", "")};
    size_t found[] = {at("flow", "found_of_operations", ""), at("flow", "found_of_none", "")};
    sum_of(at("outcomes", "all", ""), of, 2, false);
    sum_of(at("outcomes", "trafficking", ""), found, 2, false);
    part_of(found[0], of[0]);
    part_of(found[1], of[1]);
    same(at("flow", "operations", ""), at("operation_outcomes", "all", ""));
}

static void screening(void)
{
    size_t reported[] = {at("screening", "force", ""), at("screening", "coercion", ""),
                         at("screening", "inducement", "")};
    rows("screening", false, "debriefings", "screened not_screened screening_unknown");
    same(at("screening", "debriefings", ""), at("outcomes", "all", ""));
    part_of(at("screening", "any", ""), at("screening", "screened", ""));
    for (size_t i = 0; i < 3; i++)
        part_of(reported[i], at("screening", "any", ""));
    covers(at("screening", "any", ""), reported, 3);
    part_of(reported[0], at("means", "means.force", "reported_present"));
    part_of(reported[1], at("means", "means.coercion", "reported_present"));
    part_of(reported[2], at("signs", "sign.inducement", "reported_present"));
    same(at("screening", "voluntary", ""), at("outcomes", "voluntary", ""));
    rows("screening", true, "voluntary", "voluntary_not_screened");
}

static void rest_of_it(void)
{
    rows("pending", false, "trafficking",
         "trafficking_none trafficking_charge trafficking_removal trafficking_unknown");
    rows("pending", false, "possible",
         "possible_none possible_charge possible_removal possible_unknown");
    same(at("pending", "trafficking", ""), at("outcomes", "trafficking", ""));
    rows("decisions", false, "final", "conforming departing");
    rows("decisions", false, "departing",
         "departing_voluntary departing_trafficking departing_not_trafficking "
         "departing_insufficient departing_out_of_scope");
    same(at("decisions", "final", ""), at("outcomes", "final", ""));
    same(at("purposes", "all", ""), at("outcomes", "trafficking", ""));
    const struct summary_table *t = table("purposes");
    for (size_t r = 0; t && r < t->rows; r++)
        if (strcmp(t->row[r].id, "all") != 0)
            part_of(at("purposes", t->row[r].id, ""), at("purposes", "all", ""));
}

static void write_down(void)
{
    static const char *const of_debriefings[] = {
        "months", "departments", "nationalities", "sexes", "age_groups", "ages", "statuses"};
    puzzle.numbers = puzzle.sums = puzzle.terms = 0;
    far = 0;
    for (size_t t = 0; t < s->tables; t++)
        for (size_t i = 0; i < s->table[t].rows * s->table[t].columns; i++)
            far = s->table[t].cell[i].n > far ? s->table[t].cell[i].n : far;
    far += 10 * s->threshold;
    assert_true(s->tables <= TABLES);
    for (size_t t = 0; t < s->tables; t++)
        add_cells(&s->table[t]);
    outcomes("outcomes");
    outcomes("operation_outcomes");
    for (size_t i = 0; i < sizeof of_debriefings / sizeof *of_debriefings; i++)
        breakdown(of_debriefings[i], "outcomes");
    breakdown("operation_departments", "operation_outcomes");
    breakdown("operation_types", "operation_outcomes");
    answers("means");
    answers("signs");
    definitions("definitions_reviewed");
    definitions("definitions_reported");
    year();
    flow();
    screening();
    rest_of_it();
}

unsigned release_weak_cells(const struct summary *summary, unsigned *cells, unsigned *unsure)
{
    unsigned weak = 0;
    s = summary;
    write_down();
    *cells = *unsure = 0;
    for (size_t i = 0; i < s->tables; i++) {
        const struct summary_table *t = &s->table[i];
        for (size_t c = 0; c < t->rows * t->columns; c++) {
            bool missing = false;
            if (t->cell[c].cover != COVER_SMALL)
                continue;
            for (int64_t v = 1; v < s->threshold; v++) {
                enum puzzle_answer answer = puzzle_possible(&puzzle, first[i] + c, v);
                *unsure += answer == PUZZLE_GAVE_UP;
                if (answer == PUZZLE_NO)
                    printf("# %s, %s, %s: it can't be %lld\n", t->id, t->row[c / t->columns].id,
                           t->column[c % t->columns].id, (long long)v);
                missing |= answer == PUZZLE_NO;
            }
            weak += missing;
            ++*cells;
        }
    }
    return weak;
}
