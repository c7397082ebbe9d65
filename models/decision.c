#include "models/decision.h"

#include <string.h>

#include "models/catalog.h"

enum { ADULT = 18 };

/* A misspelt line may be what the officer found. */
static const char *strange_report(const struct record *r)
{
    static const char prefix[] = "reported.";
    for (size_t i = 0; i < r->others; i++)
        if (strncmp(r->other[i].path, prefix, sizeof prefix - 1) == 0 &&
            strcmp(r->other[i].text, "absent") != 0)
            return r->other[i].path;
    return NULL;
}

struct facts facts_of_record(const struct record *r)
{
    return (struct facts){
        .kind = r->kind,
        .age = r->value[F_AGE].cell,
        .age_at_recruitment = r->value[F_AGE_AT_RECRUITMENT].cell,
        .prostitution = r->value[F_PROSTITUTION].cell,
        .reported = r->reported,
        .strange = strange_report(r),
    };
}

struct facts facts_of_row(const struct catalog *c, uint32_t row)
{
    return (struct facts){
        .kind = catalog_kind(c, row),
        .age = catalog_cell(c, row, F_AGE),
        .age_at_recruitment = catalog_cell(c, row, F_AGE_AT_RECRUITMENT),
        .prostitution = catalog_cell(c, row, F_PROSTITUTION),
        .reported = *catalog_reported(c, row),
    };
}

static enum age_class class_of(uint32_t cell)
{
    return !cell                    ? AGE_CLASS_UNKNOWN
           : age_high(cell) < ADULT ? AGE_CLASS_CHILD
           : age_low(cell) < ADULT  ? AGE_CLASS_STRADDLES
                                    : AGE_CLASS_ADULT;
}

enum age_class facts_age_class(const struct facts *f)
{
    static const enum age_class by_weight[] = {AGE_CLASS_CHILD, AGE_CLASS_STRADDLES,
                                               AGE_CLASS_ADULT};
    enum age_class now = class_of(f->age), then = class_of(f->age_at_recruitment);
    for (unsigned i = 0; i < sizeof by_weight / sizeof by_weight[0]; i++)
        if (now == by_weight[i] || then == by_weight[i])
            return by_weight[i];
    return AGE_CLASS_UNKNOWN;
}

const char *age_class_name(enum age_class c)
{
    static const char *const name[] = {[AGE_CLASS_UNKNOWN] = "unknown",
                                       [AGE_CLASS_CHILD] = "child",
                                       [AGE_CLASS_ADULT] = "adult",
                                       [AGE_CLASS_STRADDLES] = "straddles"};
    return name[c];
}

struct answers facts_answers(const struct criteria *c, const struct facts *f)
{
    static const enum answer child[] = {
        [AGE_CLASS_CHILD] = ANSWER_PRESENT,
        [AGE_CLASS_ADULT] = ANSWER_ABSENT,
        [AGE_CLASS_STRADDLES] = ANSWER_NONE,
    };
    struct answers a = {0};
    answers_set(&a, c->fact_child, child[facts_age_class(f)]);
    answers_set(&a, c->fact_prostitution,
                f->prostitution == YES  ? ANSWER_PRESENT
                : f->prostitution == NO ? ANSWER_ABSENT
                                        : ANSWER_NONE);
    return a;
}

/* `over` where it answers, and `under` for the rest. */
static struct answers overlay(const struct answers *over, const struct answers *under)
{
    uint64_t open = ~(over->present | over->absent | over->unknown);
    return (struct answers){
        .present = over->present | (under->present & open),
        .absent = over->absent | (under->absent & open),
        .unknown = over->unknown | (under->unknown & open),
        .implied = over->implied | (under->implied & open),
    };
}

struct answers basis_reported(const struct criteria *c, const struct facts *f)
{
    struct answers a = f->reported, facts = facts_answers(c, f);
    answers_set(&a, c->fact_child, ANSWER_NONE);
    answers_set(&a, c->fact_prostitution, ANSWER_NONE);
    return overlay(&a, &facts);
}

struct answers basis_reviewed(const struct criteria *c, const struct facts *f,
                              const struct answers *given)
{
    struct answers facts = facts_answers(c, f);
    return overlay(given, &facts);
}

struct answers decision_implied(const struct criteria *c, const struct facts *f,
                                enum outcome outcome, const struct answers *given)
{
    struct answers a = *given;
    a.absent &= ~a.implied;
    a.implied = 0;
    if (outcome != OUTCOME_VOLUNTARY)
        return a;
    uint64_t explicit = a.present | a.absent | a.unknown;
    uint64_t doubtful = f->reported.unknown | f->reported.present;
    uint64_t signs = (f->reported.present | a.present) & c->element[ELEMENT_SIGN];
    for (; signs; signs &= signs - 1)
        doubtful |= c->item[__builtin_ctzll(signs)].supports;
    a.implied = c->element[ELEMENT_MEANS] & ~explicit & ~doubtful;
    a.absent |= a.implied;
    return a;
}
