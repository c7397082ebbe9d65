#include "models/summary_figures.h"

#include <stdlib.h>
#include <string.h>

#include "models/decision.h"

void figures_release(struct figures_table *t)
{
    free(t->year);
    free(t->figures);
    *t = (struct figures_table){0};
}

/* Gives each year that has records a place, in rising order. */
static bool find_years(struct figures_table *t, const struct catalog *c, uint16_t *place)
{
    for (uint32_t row = 0; row < catalog_rows(c); row++)
        place[catalog_year(c, row)] = 1;
    for (unsigned year = 0; year <= YEAR_MAX; year++)
        t->years += place[year];
    t->year = calloc(t->years + 1, sizeof *t->year);
    t->figures = calloc(t->years + 1, sizeof *t->figures);
    if (!t->year || !t->figures)
        return false;
    uint16_t at = 0;
    for (unsigned year = 0; year <= YEAR_MAX; year++) {
        if (!place[year])
            continue;
        t->year[at] = year;
        place[year] = at++;
    }
    return true;
}

static void count_choice(int64_t *counts, uint32_t cell)
{
    counts[cell <= CHOICES_MAX ? cell : 0]++;
}

static void count_results(struct figures *f, const struct summary_source *source, uint32_t row,
                          const struct row_review *known)
{
    const struct criteria *criteria = source->criteria;
    struct facts facts = facts_of_row(source->catalog, row);
    struct answers reported = basis_reported(criteria, &facts);
    for (unsigned d = 0; d < criteria->definitions; d++) {
        f->result[ON_REPORTED][d][definition_result(&criteria->definition[d], &reported)]++;
        if (known->state == STATE_DECIDED)
            f->result[ON_REVIEWED][d][results_get(known->results, d)]++;
    }
}

static void count_row(struct figures *f, const struct summary_source *source, uint32_t row,
                      const struct row_review *known)
{
    const struct catalog *c = source->catalog;
    bool debriefing = catalog_kind(c, row) == KIND_DEBRIEFING;
    unsigned of = debriefing ? OF_DEBRIEFINGS : OF_OPERATIONS;
    bool final = known->state == STATE_DECIDED;
    f->records[of]++;
    f->state[of][known->state]++;
    f->outcome[of][known->outcome] += final;
    count_choice(f->department[of], catalog_cell(c, row, F_DEPARTMENT));
    if (debriefing) {
        uint32_t status = catalog_cell(c, row, F_STATUS);
        f->visitors += status == STATUS_VISITOR;
        f->status_known += status != 0;
        f->departing += final && known->departure;
        f->conforming += final && !known->departure;
        count_results(f, source, row, known);
    } else {
        uint32_t arrested = catalog_cell(c, row, F_PERSONS_ARRESTED);
        f->persons_arrested += arrested ? arrested - 1 : 0;
        count_choice(f->type, catalog_cell(c, row, F_TYPE));
    }
}

/* The cases with a final trafficking decision, each as often as it has one. */
struct cases {
    uint32_t *number;
    size_t count, cap;
};

static bool add_case(struct cases *cases, uint32_t number)
{
    uint32_t *more = grow(cases->number, &cases->cap, cases->count + 1, sizeof *more);
    if (!more)
        return false;
    cases->number = more;
    cases->number[cases->count++] = number;
    return true;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Each case once, in the year of its earliest record. */
static void count_cases(struct figures_table *t, const struct catalog *c, const uint16_t *place,
                        struct cases *cases)
{
    if (cases->count)
        qsort(cases->number, cases->count, sizeof *cases->number, by_number);
    for (size_t i = 0; i < cases->count; i++)
        if (!i || cases->number[i] != cases->number[i - 1])
            t->figures[place[catalog_case_year(c, cases->number[i])]].trafficking_cases++;
}

static bool count_all(struct figures_table *t, const struct summary_source *source, uint16_t *place,
                      struct cases *cases)
{
    const struct catalog *c = source->catalog;
    if (!find_years(t, c, place))
        return false;
    for (uint32_t row = 0; row < catalog_rows(c); row++) {
        struct row_review known = review_row(source->review, row);
        count_row(&t->figures[place[catalog_year(c, row)]], source, row, &known);
        if (known.state == STATE_DECIDED && known.outcome == OUTCOME_TRAFFICKING &&
            !add_case(cases, catalog_case(c, row)))
            return false;
    }
    count_cases(t, c, place, cases);
    return true;
}

bool figures_count(struct figures_table *t, const struct summary_source *source)
{
    struct cases cases = {0};
    uint16_t *place = calloc(YEAR_MAX + 1, sizeof *place);
    *t = (struct figures_table){0};
    bool counted = place && count_all(t, source, place, &cases);
    free(place);
    free(cases.number);
    if (!counted)
        figures_release(t);
    return counted;
}
