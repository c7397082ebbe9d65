#include "models/summary_dim.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/date.h"
#include "models/catalog_scan.h"
#include "models/decision.h"
#include "models/summary_cohort.h"

const unsigned char age_band_low[AGE_BANDS] = {0, 9, 18, 21, 24, 27, 30, 39, 48};

const struct class_def class_defs[CLASS_COUNT] = {
    [CLASS_VOLUNTARY] = {"voluntary", "voluntary (no means found)", "outcome:voluntary"},
    [CLASS_TRAFFICKING] = {"trafficking", "trafficking", "outcome:trafficking"},
    [CLASS_NOT_TRAFFICKING] = {"not_trafficking", "no trafficking found",
                               "outcome:not_trafficking"},
    [CLASS_INSUFFICIENT] = {"insufficient", "insufficient information", "outcome:insufficient"},
    [CLASS_OUT_OF_SCOPE] = {"out_of_scope", "out of scope", "outcome:out_of_scope"},
    [CLASS_UNDECIDED] = {"undecided", "undecided", "undecided"},
    [CLASS_AWAITING_SECOND] = {"awaiting_second", "awaiting a second reading", "awaiting_second"},
    [CLASS_DISPUTED] = {"disputed", "disputed between two readings", "disputed"},
    [CLASS_STALE] = {"stale", "stale (the record changed since)", "stale"},
    [CLASS_NOW_INVALID] = {"now_invalid", "now invalid (a safeguard would refuse)", "invalid"},
};

enum count_class class_of_mark(uint8_t mark)
{
    static const uint8_t of_state[MARK_STATE + 1] = {
        [STATE_UNDECIDED] = CLASS_UNDECIDED,     [STATE_AWAITING_SECOND] = CLASS_AWAITING_SECOND,
        [STATE_DISPUTED] = CLASS_DISPUTED,       [STATE_STALE] = CLASS_STALE,
        [STATE_NOW_INVALID] = CLASS_NOW_INVALID,
    };
    static const uint8_t of_outcome[(MARK_OUTCOME >> MARK_OUTCOME_SHIFT) + 1] = {
        [OUTCOME_NONE] = CLASS_UNDECIDED,
        [OUTCOME_VOLUNTARY] = CLASS_VOLUNTARY,
        [OUTCOME_TRAFFICKING] = CLASS_TRAFFICKING,
        [OUTCOME_NOT_TRAFFICKING] = CLASS_NOT_TRAFFICKING,
        [OUTCOME_INSUFFICIENT] = CLASS_INSUFFICIENT,
        [OUTCOME_OUT_OF_SCOPE] = CLASS_OUT_OF_SCOPE,
    };
    unsigned state = mark & (unsigned)MARK_STATE;
    unsigned outcome = (mark & (unsigned)MARK_OUTCOME) >> MARK_OUTCOME_SHIFT;
    return (enum count_class)(state == STATE_DECIDED ? of_outcome[outcome] : of_state[state]);
}

/* A block of rows in hand. */
struct block {
    uint32_t first, n;
    uint16_t debriefing[COUNT_BLOCK],
        operation[COUNT_BLOCK]; /* where a row counts: year and class */
    uint16_t category[COUNT_BLOCK];
};

/* --- categories: each puts those of the block's rows into b->category --- */

typedef void categorise(const struct counts *c, enum field field, struct block *b);

static const void *column(const struct counts *c, enum field field, uint32_t first)
{
    unsigned width;
    const char *data = catalog_column(c->source->catalog, field, &width);
    return data + (size_t)first * width;
}

static unsigned choices(enum field field)
{
    unsigned n = 0;
    while (field_defs[field].choices[n])
        n++;
    return n;
}

static void by_choice(const struct counts *c, enum field field, struct block *b)
{
    const uint8_t *cell = column(c, field, b->first);
    unsigned most = choices(field);
    for (uint32_t i = 0; i < b->n; i++)
        b->category[i] = cell[i] <= most ? cell[i] : 0;
}

static void by_country(const struct counts *c, enum field field, struct block *b)
{
    const uint16_t *cell = column(c, field, b->first);
    for (uint32_t i = 0; i < b->n; i++) {
        unsigned x = (unsigned)(cell[i] >> 8) - 'A', y = (cell[i] & 255u) - 'A';
        b->category[i] = (uint16_t)(x < 26 && y < 26 ? x * 26 + y + 1 : 0);
    }
}

static void by_age_band(const struct counts *c, enum field field, struct block *b)
{
    const uint32_t *cell = column(c, field, b->first);
    uint8_t band[256];
    for (unsigned age = 0, at = 0; age < 256; age++) {
        at += at + 1 < AGE_BANDS && age == age_band_low[at + 1];
        band[age] = (uint8_t)(at + 1);
    }
    for (uint32_t i = 0; i < b->n; i++) {
        unsigned low = band[age_low(cell[i])], high = band[age_high(cell[i])];
        b->category[i] = (uint16_t)(!(cell[i] & AGE_KNOWN) ? 0 : low == high ? low : AGE_SPANS);
    }
}

static void by_point(const struct counts *c, enum field field, struct block *b)
{
    const uint32_t *cell = column(c, field, b->first);
    for (uint32_t i = 0; i < b->n; i++)
        b->category[i] = cell[i] < c->numbers ? (uint16_t)c->points[cell[i]] : 0;
}

static void by_month(const struct counts *c, enum field field, struct block *b)
{
    const uint32_t *cell = column(c, field, b->first);
    for (uint32_t i = 0; i < b->n; i++) {
        unsigned month = cell[i] >> 5 & 15;
        b->category[i] = (uint16_t)(month <= 12 ? month : 0);
    }
}

static void by_given(const struct counts *c, enum field field, struct block *b)
{
    const uint32_t *cell = column(c, field, b->first);
    for (uint32_t i = 0; i < b->n; i++)
        b->category[i] = cell[i] && cell[i] < c->numbers;
}

static const struct {
    categorise *categorise; /* NULL: the cohorts count it */
    enum field field;
    bool operations;
    uint16_t categories; /* 0: one for each choice, and unknown */
} dims[DIM_COUNT] = {
    [DIM_DEPARTMENT] = {by_choice, F_DEPARTMENT, false, 0},
    [DIM_STATUS] = {by_choice, F_STATUS, false, 0},
    [DIM_SEX] = {by_choice, F_SEX, false, 0},
    [DIM_SCREENED] = {by_choice, F_SCREENED, false, 0},
    [DIM_PENDING] = {by_choice, F_PENDING_ACTION, false, 0},
    [DIM_NATIONALITY] = {by_country, F_NATIONALITY, false, NATIONALITIES},
    [DIM_AGE_BAND] = {by_age_band, F_AGE, false, AGE_SPANS + 1},
    [DIM_ENTRY_POINT] = {by_point, F_ENTRY_POINT, false, OTHER_POINTS + 1},
    [DIM_MONTH] = {by_month, F_DATE, false, 13},
    [DIM_PSEUDONYM] = {by_given, F_PSEUDONYM, false, 2},
    [DIM_OPERATION] = {by_given, F_OPERATION, false, 2},
    [DIM_AGE_GROUP] = {NULL, F_AGE, false, 4},
    [DIM_OPERATION_DEPARTMENT] = {by_choice, F_DEPARTMENT, true, 0},
    [DIM_OPERATION_TYPE] = {by_choice, F_TYPE, true, 0},
};

size_t dim_categories(enum dim dim)
{
    return dims[dim].categories ? dims[dim].categories : choices(dims[dim].field) + 1;
}

static void count_dim(struct counts *c, enum dim dim, struct block *b)
{
    const uint16_t *place = dims[dim].operations ? b->operation : b->debriefing;
    size_t categories = dim_categories(dim);
    size_t lane = (c->years + 1) * CLASS_PLACES * categories;
    uint32_t *n = c->dim[dim];
    dims[dim].categorise(c, dims[dim].field, b);
    for (uint32_t i = 0; i < b->n; i++)
        n[i % COUNT_LANES * lane + place[i] * categories + b->category[i]]++;
}

/* --- where a row counts --- */

static void find_places(const struct counts *c, struct block *b)
{
    const uint32_t *date = column(c, F_DATE, b->first);
    const uint8_t *kind = column(c, F_KIND, b->first);
    const uint8_t *mark = review_marks(c->source->review) + b->first;
    uint16_t nowhere = (uint16_t)(c->years * CLASS_PLACES);
    uint8_t class[256];
    for (unsigned i = 0; i < 256; i++)
        class[i] = (uint8_t)class_of_mark((uint8_t)i);
    for (uint32_t i = 0; i < b->n; i++) {
        unsigned year = date[i] >> 9;
        unsigned place = year <= DATE_YEAR_MAX ? c->place[year] : (unsigned)c->years;
        uint16_t at = (uint16_t)(place * CLASS_PLACES + class[mark[i]]);
        b->debriefing[i] = kind[i] == KIND_DEBRIEFING ? at : nowhere;
        b->operation[i] = kind[i] == KIND_OPERATION ? at : nowhere;
    }
}

/* --- entry points --- */

void count_points(struct counts *c, uint32_t first, uint32_t n)
{
    struct block b;
    for (uint32_t end = first + n; first < end; first += b.n) {
        b.first = first;
        b.n = end - first < COUNT_BLOCK ? end - first : COUNT_BLOCK;
        find_places(c, &b);
        const uint32_t *cell = column(c, F_ENTRY_POINT, first);
        for (uint32_t i = 0; i < b.n; i++)
            if (cell[i] < c->numbers && b.debriefing[i] < c->years * CLASS_PLACES)
                c->points[cell[i]]++;
    }
}

struct ranked {
    uint32_t number, n;
    const char *text;
};

static bool ranks_before(const struct ranked *a, const struct ranked *b)
{
    return a->n != b->n ? a->n > b->n : strcmp(a->text, b->text) < 0;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct ranked *)a)->text, ((const struct ranked *)b)->text);
}

void choose_points(struct counts *c)
{
    struct ranked top[ENTRY_POINTS] = {0};
    size_t found = 0;
    for (uint32_t number = 1; number < c->numbers; number++) {
        struct ranked r = {number, c->points[number], NULL};
        bool full = c->point_count == ENTRY_POINTS;
        found += r.n > 0;
        if (!r.n || (full && r.n < top[ENTRY_POINTS - 1].n))
            continue;
        r.text = catalog_numbered_text(c->source->catalog, number, NULL);
        if (full && !ranks_before(&r, &top[ENTRY_POINTS - 1]))
            continue;
        size_t at = full ? ENTRY_POINTS - 1 : c->point_count++;
        for (; at && ranks_before(&r, &top[at - 1]); at--)
            top[at] = top[at - 1];
        top[at] = r;
    }
    c->points_left_out = found - c->point_count;
    if (c->point_count)
        qsort(top, c->point_count, sizeof *top, by_text);
    for (uint32_t number = 1; number < c->numbers; number++)
        c->points[number] = OTHER_POINTS;
    c->points[0] = 0;
    for (size_t i = 0; i < c->point_count; i++) {
        c->point[i] = top[i].number;
        c->points[top[i].number] = (uint32_t)i + 1;
    }
}

/* --- what takes several columns --- */

/* By the younger of two ages, as facts_age_class says. */
static uint8_t age_group(uint32_t now, uint32_t then)
{
    static const uint8_t group[] = {AGE_CLASS_UNKNOWN, AGE_CLASS_ADULT, AGE_CLASS_STRADDLES,
                                    AGE_CLASS_CHILD};
    enum { ADULT = 18 };
    unsigned a = now & AGE_KNOWN ? 1u + (age_low(now) < ADULT) + (age_high(now) < ADULT) : 0;
    unsigned b = then & AGE_KNOWN ? 1u + (age_low(then) < ADULT) + (age_high(then) < ADULT) : 0;
    return group[a > b ? a : b];
}

static void count_cohorts(struct counts *c, const struct block *b)
{
    const uint32_t *now = column(c, F_AGE, b->first);
    const uint32_t *then = column(c, F_AGE_AT_RECRUITMENT, b->first);
    const uint8_t *prostitution = column(c, F_PROSTITUTION, b->first);
    const uint8_t *screened = column(c, F_SCREENED, b->first);
    const uint8_t *pending = column(c, F_PENDING_ACTION, b->first);
    for (uint32_t i = 0; i < b->n; i++) {
        if (b->debriefing[i] >= c->years * CLASS_PLACES)
            continue;
        struct cohort cohort = {.year = (uint8_t)(b->debriefing[i] / CLASS_PLACES),
                                .class = b->debriefing[i] % CLASS_PLACES,
                                .age_group = age_group(now[i], then[i]),
                                .prostitution = prostitution[i] <= NO ? prostitution[i] : 0,
                                .screened = screened[i] <= NO ? screened[i] : 0,
                                .pending = pending[i] <= PENDING_REMOVAL ? pending[i] : 0,
                                .reported = catalog_reported_of(c->source->catalog, b->first + i)};
        cohorts_add(c, &cohort);
    }
}

static void count_persons(struct counts *c, const struct block *b)
{
    const uint32_t *cell = column(c, F_PSEUDONYM, b->first);
    for (uint32_t i = 0; i < b->n; i++) {
        unsigned year = b->debriefing[i] / CLASS_PLACES;
        if (year == c->years || !cell[i] || cell[i] >= c->numbers)
            continue;
        uint64_t bit = UINT64_C(1) << year;
        c->of_year[year].persons += !(c->seen[cell[i]] & bit);
        c->seen[cell[i]] |= bit;
    }
}

static void count_sums(struct counts *c, const struct block *b)
{
    for (unsigned s = 0; s < SUMS; s++) {
        const uint32_t *cell = column(c, (enum field)(F_PERSONS_ARRESTED + s), b->first);
        for (uint32_t i = 0; i < b->n; i++) {
            struct year_counts *y = &c->of_year[b->operation[i] / CLASS_PLACES];
            bool stated = cell[i] && cell[i] <= COUNT_MAX + 1u;
            y->sum[s] += stated ? cell[i] - 1 : 0;
            y->stated[s] += stated;
        }
    }
}

void count_rows(struct counts *c, uint32_t first, uint32_t n)
{
    struct block b;
    for (uint32_t end = first + n; first < end; first += b.n) {
        b.first = first;
        b.n = end - first < COUNT_BLOCK ? end - first : COUNT_BLOCK;
        find_places(c, &b);
        for (int d = 0; d < DIM_COUNT; d++)
            if (dims[d].categorise)
                count_dim(c, (enum dim)d, &b);
        count_cohorts(c, &b);
        count_persons(c, &b);
        count_sums(c, &b);
    }
}
