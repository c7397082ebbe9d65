#include "models/summary_count.h"

#include <stdlib.h>
#include <string.h>

#include "models/catalog_scan.h"
#include "models/decision.h"
#include "models/summary_cohort.h"
#include "models/summary_dim.h"

enum { SLICE_ROWS = 8 * COUNT_BLOCK, SLICE_DECISIONS = 16384 };

enum phase { PHASE_POINTS, PHASE_ROWS, PHASE_DECISIONS, PHASES };

/* --- years --- */

static void find_years(struct counts *c)
{
    const struct tally *t = review_tally(c->source->review);
    size_t wanted = c->source->year ? c->source->years : tally_years(t);
    size_t first = wanted > SUMMARY_YEARS_MAX ? wanted - SUMMARY_YEARS_MAX : 0;
    c->years = wanted - first;
    c->years_left_out = first;
    memset(c->place, (int)c->years, sizeof c->place);
    for (size_t i = 0; i < c->years; i++) {
        c->year[i] =
            c->source->year ? c->source->year[first + i] : tally_year_at(t, first + i)->year;
        c->place[c->year[i]] = (uint8_t)i;
    }
}

static size_t dim_cells(const struct counts *c, enum dim dim)
{
    return (c->years + 1) * CLASS_PLACES * dim_categories(dim);
}

static void add_lanes(struct counts *c)
{
    for (int d = 0; d < DIM_COUNT; d++) {
        size_t cells = dim_cells(c, (enum dim)d);
        for (size_t i = cells; i < COUNT_LANES * cells; i++)
            c->dim[d][i % cells] += c->dim[d][i];
    }
}

static bool allocate(struct counts *c)
{
    bool ok = true;
    c->rows = review_rows(c->source->review);
    c->numbers = catalog_text_numbers(c->source->catalog);
    c->cases = catalog_cases(c->source->catalog);
    for (int d = 0; d < DIM_COUNT; d++) {
        c->dim[d] = calloc(COUNT_LANES * dim_cells(c, (enum dim)d), sizeof *c->dim[d]);
        ok = ok && c->dim[d];
    }
    c->of_year = calloc(c->years + 1, sizeof *c->of_year);
    c->points = calloc(c->numbers, sizeof *c->points);
    c->seen = calloc(c->numbers, sizeof *c->seen);
    c->seen_trafficking = calloc(c->numbers, sizeof *c->seen_trafficking);
    c->seen_case = calloc((size_t)c->cases + 1, 1);
    c->cohorts = cohorts_new();
    return ok && c->of_year && c->points && c->seen && c->seen_trafficking && c->seen_case &&
           c->cohorts;
}

bool counts_begin(struct counts *c, const struct summary_source *source)
{
    memset(c, 0, sizeof *c);
    c->source = source;
    find_years(c);
    if (allocate(c))
        return true;
    counts_release(c);
    return false;
}

void counts_release(struct counts *c)
{
    for (int d = 0; d < DIM_COUNT; d++)
        free(c->dim[d]);
    free(c->of_year);
    free(c->points);
    free(c->seen);
    free(c->seen_trafficking);
    free(c->seen_case);
    cohorts_free(c->cohorts);
    memset(c, 0, sizeof *c);
}

/* --- decisions --- */

/* A person or case is counted once a year; the year of a case is given by the case itself. */
static bool first_in_year(uint64_t *seen, size_t year)
{
    uint64_t bit = UINT64_C(1) << year;
    bool first = !(*seen & bit);
    *seen |= bit;
    return first;
}

static void count_found(struct counts *c, uint32_t row)
{
    const struct catalog *catalog = c->source->catalog;
    uint32_t number = catalog_case(catalog, row);
    if (number >= c->cases || c->seen_case[number])
        return;
    c->seen_case[number] = 1;
    c->of_year[c->place[catalog_case_year(catalog, number)]].cases++;
}

static void count_answers(struct counts *c, struct year_counts *y, const struct row_review *r)
{
    for (uint64_t left = r->answers.present; left; left &= left - 1)
        y->answered[__builtin_ctzll(left)][0]++;
    for (uint64_t left = r->answers.absent & ~r->answers.implied; left; left &= left - 1)
        y->answered[__builtin_ctzll(left)][1]++;
    for (uint64_t left = r->answers.implied; left; left &= left - 1)
        y->answered[__builtin_ctzll(left)][2]++;
    count_results(c, y, ON_REVIEWED, r->results, 1);
}

static void count_trafficking(struct counts *c, size_t year, uint32_t row,
                              const struct row_review *r)
{
    const struct criteria *criteria = c->source->criteria;
    struct year_counts *y = &c->of_year[year];
    struct facts facts = facts_of_row(c->source->catalog, row);
    uint64_t purposes = r->answers.present & criteria->element[ELEMENT_PURPOSE];
    uint32_t person = catalog_text_number(c->source->catalog, row, F_PSEUDONYM);
    for (uint64_t left = purposes; left; left &= left - 1)
        y->purpose[__builtin_ctzll(left)]++;
    y->no_purpose += !purposes;
    y->children += facts_age_class(&facts) == AGE_CLASS_CHILD ||
                   r->answers.present >> criteria->fact_child & 1;
    if (person && person < c->numbers && year < c->years)
        y->persons_trafficking += first_in_year(&c->seen_trafficking[person], year);
}

static void count_decision(struct counts *c, uint32_t row, const struct row_review *r)
{
    size_t year = c->place[catalog_year(c->source->catalog, row)];
    struct year_counts *y = &c->of_year[year];
    if (r->outcome == OUTCOME_TRAFFICKING)
        count_found(c, row);
    if (catalog_kind(c->source->catalog, row) != KIND_DEBRIEFING)
        return;
    count_answers(c, y, r);
    y->departing[r->outcome] += r->departure;
    y->timed += r->seconds > 0;
    y->fast[r->outcome] += r->seconds > 0 && r->seconds < FAST_SECONDS;
    if (r->outcome == OUTCOME_TRAFFICKING)
        count_trafficking(c, year, row, r);
}

static void count_decisions(struct counts *c, uint64_t first, uint64_t n)
{
    for (uint64_t i = first; i < first + n; i++) {
        uint32_t row;
        struct row_review r = review_record(c->source->review, i, &row);
        if (row != CATALOG_NONE && r.state == STATE_DECIDED)
            count_decision(c, row, &r);
    }
}

/* --- slices --- */

static uint64_t phase_size(const struct counts *c, unsigned phase)
{
    return phase == PHASE_DECISIONS ? review_records(c->source->review) : c->rows;
}

static void end_phase(struct counts *c)
{
    if (c->phase == PHASE_POINTS)
        choose_points(c);
    if (c->phase == PHASE_ROWS) {
        cohorts_flush(c);
        add_lanes(c);
    }
    c->phase++;
    c->at = 0;
}

bool counts_step(struct counts *c)
{
    if (c->phase == PHASES)
        return false;
    uint64_t all = phase_size(c, c->phase), slice = SLICE_ROWS;
    if (c->phase == PHASE_DECISIONS)
        slice = SLICE_DECISIONS;
    uint64_t n = all - c->at < slice ? all - c->at : slice;
    if (c->phase == PHASE_POINTS)
        count_points(c, (uint32_t)c->at, (uint32_t)n);
    else if (c->phase == PHASE_ROWS)
        count_rows(c, (uint32_t)c->at, (uint32_t)n);
    else
        count_decisions(c, c->at, n);
    c->at += n;
    if (c->at == all)
        end_phase(c);
    return c->phase < PHASES;
}

void counts_progress(const struct counts *c, uint64_t *done, uint64_t *all)
{
    *done = *all = 0;
    for (unsigned phase = 0; phase < PHASES; phase++) {
        *all += phase_size(c, phase);
        *done += phase < c->phase ? phase_size(c, phase) : phase == c->phase ? c->at : 0;
    }
}

/* --- asking --- */

int64_t counts_get(const struct counts *c, enum dim dim, size_t year, unsigned category,
                   enum count_class class)
{
    return c->dim[dim][(year * CLASS_PLACES + class) * dim_categories(dim) + category];
}

int64_t counts_all(const struct counts *c, enum dim dim, size_t year, unsigned category)
{
    int64_t n = 0;
    for (unsigned class = 0; class < CLASS_COUNT; class ++)
        n += counts_get(c, dim, year, category, (enum count_class) class);
    return n;
}

int64_t counts_class(const struct counts *c, enum dim dim, size_t year, enum count_class class)
{
    int64_t n = 0;
    for (unsigned category = 0; category < dim_categories(dim); category++)
        n += counts_get(c, dim, year, category, class);
    return n;
}
