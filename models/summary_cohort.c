#include "models/summary_cohort.h"

#include <stdlib.h>

#include "models/catalog_scan.h"
#include "models/decision.h"
#include "models/differ.h"

enum { SLOTS = 1 << 14 };

struct cohorts {
    struct slot {
        uint64_t key;
        uint32_t n;
    } slot[SLOTS];
};

struct cohorts *cohorts_new(void)
{
    return calloc(1, sizeof(struct cohorts));
}

void cohorts_free(struct cohorts *k)
{
    free(k);
}

/* Years 7 bits, classes 4, age groups 2, three choices 3 each; the last one is not the key of an empty slot. */
static uint64_t pack(const struct cohort *c)
{
    unsigned small = (unsigned)c->year << 15 | (unsigned)c->class << 11 |
                     (unsigned)c->age_group << 9 | (unsigned)c->prostitution << 6 |
                     (unsigned)c->screened << 3 | c->pending;
    return (uint64_t)small << 32 | c->reported;
}

static struct cohort unpack(uint64_t key)
{
    unsigned small = (unsigned)(key >> 32);
    return (struct cohort){.year = (uint8_t)(small >> 15),
                           .class = small >> 11 & 15,
                           .age_group = small >> 9 & 3,
                           .prostitution = small >> 6 & 7,
                           .screened = small >> 3 & 7,
                           .pending = small & 7,
                           .reported = (uint32_t)key};
}

void count_results(const struct counts *c, struct year_counts *y, enum basis basis,
                   uint32_t results, int64_t n)
{
    const struct criteria *criteria = c->source->criteria;
    bool primary = results_get(results, c->source->primary) == RESULT_TRAFFICKING;
    for (unsigned d = 0; d < criteria->definitions; d++) {
        enum result result = results_get(results, d);
        bool trafficking = result == RESULT_TRAFFICKING;
        y->result[basis][d][result] += n;
        y->more[basis][d] += trafficking && !primary ? n : 0;
        y->less[basis][d] += primary && !trafficking ? n : 0;
    }
    y->differ[basis] += results_differ(criteria, results) ? n : 0;
}

static void count_reported(struct year_counts *y, const struct answers *a, int64_t n)
{
    for (uint64_t left = a->present; left; left &= left - 1)
        y->reported[__builtin_ctzll(left)][0] += n;
    for (uint64_t left = a->absent; left; left &= left - 1)
        y->reported[__builtin_ctzll(left)][1] += n;
}

const char *const screened_ids[REPORTED_ANY] = {[REPORTED_FORCE] = "means.force",
                                                [REPORTED_COERCION] = "means.coercion",
                                                [REPORTED_INDUCEMENT] = "sign.inducement"};

static void count_screened(const struct criteria *criteria, struct year_counts *y,
                           const struct answers *a, int64_t n)
{
    uint64_t all = 0;
    for (size_t i = 0; i < REPORTED_ANY; i++) {
        uint64_t mask = criteria_mask(criteria, screened_ids[i]);
        all |= mask;
        y->screened[i] += a->present & mask ? n : 0;
    }
    y->screened[REPORTED_ANY] += a->present & all ? n : 0;
}

/* Not cleared by a final decision, and with something that points at trafficking. */
static bool is_possible(const struct criteria *criteria, const struct cohort *cohort,
                        const struct answers *a)
{
    uint64_t pointing = criteria->element[ELEMENT_MEANS] | criteria->element[ELEMENT_SIGN];
    bool open = cohort->class >= CLASS_FINAL || cohort->class == CLASS_INSUFFICIENT;
    return open && (a->present & pointing || cohort->age_group == AGE_CLASS_CHILD);
}

static void count_cohort(struct counts *c, const struct cohort *cohort, int64_t n)
{
    static const uint32_t age[] = {
        [AGE_CLASS_UNKNOWN] = 0,
        [AGE_CLASS_CHILD] = AGE_KNOWN | 17 << 8 | 17,
        [AGE_CLASS_ADULT] = AGE_KNOWN | 18 << 8 | 18,
        [AGE_CLASS_STRADDLES] = AGE_KNOWN | 17 << 8 | 18,
    };
    const struct criteria *criteria = c->source->criteria;
    struct year_counts *y = &c->of_year[cohort->year];
    const struct facts facts = {.kind = KIND_DEBRIEFING,
                                .age = age[cohort->age_group],
                                .prostitution = cohort->prostitution,
                                .reported = *catalog_report(c->source->catalog, cohort->reported)};
    count_results(c, y, ON_REPORTED, results_reported(criteria, &facts), n);
    count_reported(y, &facts.reported, n);
    if (cohort->screened == YES)
        count_screened(criteria, y, &facts.reported, n);
    if (is_possible(criteria, cohort, &facts.reported))
        y->possible[cohort->pending] += n;
    size_t at = (size_t)cohort->year * CLASS_PLACES + cohort->class;
    c->dim[DIM_AGE_GROUP][at * dim_categories(DIM_AGE_GROUP) + cohort->age_group] += (uint32_t)n;
}

void cohorts_add(struct counts *c, const struct cohort *cohort)
{
    uint64_t key = pack(cohort);
    struct slot *slot = &c->cohorts->slot[key * UINT64_C(0x9E3779B97F4A7C15) >> (64 - 14)];
    if (slot->n && slot->key != key) {
        struct cohort before = unpack(slot->key);
        count_cohort(c, &before, slot->n);
        slot->n = 0;
    }
    slot->key = key;
    slot->n++;
}

void cohorts_flush(struct counts *c)
{
    for (size_t i = 0; i < SLOTS; i++) {
        struct slot *slot = &c->cohorts->slot[i];
        if (!slot->n)
            continue;
        struct cohort cohort = unpack(slot->key);
        count_cohort(c, &cohort, slot->n);
        slot->n = 0;
    }
}
