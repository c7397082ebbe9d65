/* One person's facts. */
#include "data/caseload.h"

#include <stdio.h>
#include <string.h>

/* So many of the latest persons don't come back yet. */
enum { RECENT = 150 };
enum { STREAM_PERSON = 1, STREAM_FACTS, STREAM_NARRATIVE };

static const struct origin *draw_origin(struct rng *r)
{
    static unsigned total;
    if (!total)
        for (size_t i = 0; i < origins_count; i++)
            total += origins[i].weight;
    unsigned at = rng_below(r, total);
    const struct origin *origin = origins;
    while (at >= origin->weight)
        at -= origin++->weight;
    return origin;
}

/* Per 10,000 persons. */
static const struct {
    enum age_kind kind;
    unsigned weight, low, high;
} age_kinds[] = {
    {AGE_RANGE, 130, 18, 40}, {AGE_UNKNOWN, 170, 0, 0}, {AGE_STRADDLES, 50, 16, 17},
    {AGE_CHILD, 35, 15, 17},  {AGE_YOUNG, 25, 18, 19},  {AGE_ADULT, 9590, 18, 34},
};

static void person_draw(struct person *p, uint64_t seed, unsigned number)
{
    struct rng r = rng_of(seed, STREAM_PERSON, number);
    unsigned at = rng_below(&r, 10000), i = 0;
    while (at >= age_kinds[i].weight)
        at -= age_kinds[i++].weight;
    unsigned sex = rng_below(&r, 1000);
    unsigned age = rng_between(&r, age_kinds[i].low, age_kinds[i].high);
    *p = (struct person){
        .number = number,
        .origin = draw_origin(&r),
        .age_kind = age_kinds[i].kind,
        .age = age,
        .sex = sex < 985   ? 'f'
               : sex < 999 ? 'm'
                           : 'o',
    };
    if (p->age_kind == AGE_ADULT && rng_chance(&r, 300))
        p->age += rng_below(&r, 18);
}

static const struct vignette *draw_vignette(struct rng *r, enum context context, enum age_kind age)
{
    unsigned total = 0;
    for (size_t i = 0; i < vignettes_count; i++)
        if (vignettes[i].contexts & context && vignettes[i].ages & age)
            total += vignettes[i].weight;
    unsigned at = rng_below(r, total);
    for (const struct vignette *v = vignettes;; v++) {
        if (!(v->contexts & context && v->ages & age))
            continue;
        if (at < v->weight)
            return v;
        at -= v->weight;
    }
}

static void set_age(struct debriefing *d, struct rng *r)
{
    unsigned age = d->person.age;
    switch (d->person.age_kind) {
    case AGE_ADULT:
        /* An adult grows older between two debriefings; the others' ages are as recorded once. */
        snprintf(d->age, sizeof d->age, "%u", age + d->date.year - FIRST_YEAR);
        break;
    case AGE_RANGE:
        if (age < 30)
            snprintf(d->age, sizeof d->age, "%u-%u", age, age + 2);
        else
            snprintf(d->age, sizeof d->age, "%u+", age / 10 * 10);
        break;
    case AGE_UNKNOWN:
        snprintf(d->age, sizeof d->age, "%s", rng_chance(r, 600) ? "unknown" : "");
        break;
    case AGE_STRADDLES:
        snprintf(d->age, sizeof d->age, "%u-%u", age, age + 2);
        break;
    case AGE_CHILD:
    case AGE_YOUNG:
        snprintf(d->age, sizeof d->age, "%u", age);
        if (d->person.age_kind == AGE_YOUNG)
            snprintf(d->age_at_recruitment, sizeof d->age_at_recruitment, "17");
        break;
    }
    static const char *const bases[] = {"document", "stated", NULL, NULL, NULL};
    if (d->person.age_kind == AGE_RANGE || d->person.age_kind == AGE_STRADDLES)
        d->age_basis = "assessed";
    else if (d->person.age_kind != AGE_UNKNOWN)
        d->age_basis = bases[rng_below(r, COUNT_OF(bases))];
}

static void set_entry(struct debriefing *d, struct rng *r)
{
    bool travelling = d->operation->context & (CONTEXT_TRAVEL | CONTEXT_CONTAINER);
    if (travelling) {
        d->direction = d->operation->context == CONTEXT_CONTAINER ? "out_of" : "transit";
        if (d->operation->type == BORDER_CONTROL)
            d->direction = "into";
        if (d->operation->type == FLIGHT_OPERATION)
            d->point = &points[POINT_AIRPORT];
        return;
    }
    if (strcmp(d->status, "visitor") != 0 || rng_chance(r, 350))
        return;
    d->days = rng_chance(r, 850) ? rng_between(r, 2, 13) : rng_between(r, 14, 80);
    d->point =
        d->person.origin->by_air ? &points[POINT_AIRPORT] : &points[rng_below(r, LAND_POINTS)];
    if (rng_chance(r, 200))
        d->direction = "into";
    d->entry = day_before(d->date, d->days);
    if (rng_chance(r, 20))
        d->entry.day = 0;
}

/* What a person faces depends on where she was met and on her right to stay. */
static const char *draw_pending(const struct debriefing *d, struct rng *r)
{
    unsigned at = rng_below(r, 100);
    if (d->operation->context != CONTEXT_RAID)
        return at < 55 ? "removal" : at < 70 ? "charge" : at < 90 ? "none" : NULL;
    if (d->person.age_kind == AGE_CHILD || d->vignette->prostitution[0] == 'n')
        return at < 80 ? "none" : "removal";
    if (strcmp(d->status, "resident") == 0)
        return at < 50 ? "none" : NULL;
    return at < 45 ? "charge" : at < 65 ? "removal" : at < 70 ? "none" : at < 72 ? "unknown" : NULL;
}

static void draw_rest(struct debriefing *d, struct rng *r, uint64_t seed, uint64_t key)
{
    set_entry(d, r);
    if (d->person.origin->interpreter)
        d->interpreter = rng_chance(r, 930) ? "yes" : "unknown";
    else if (rng_chance(r, 250))
        d->interpreter = rng_chance(r, 60) ? "yes" : "no";
    d->stream = rng_of(seed, STREAM_NARRATIVE, key).state;
}

void debriefing_draw(struct debriefing *d, const struct options *o, uint64_t key,
                     unsigned persons_before)
{
    struct rng r = rng_of(o->seed, STREAM_FACTS, key);
    if (persons_before > RECENT && rng_chance(&r, 35)) {
        struct person earlier;
        person_draw(&earlier, o->seed, FIRST_NUMBER + rng_below(&r, persons_before - RECENT));
        /* Only an adult comes back: what was assessed or doubtful once may be otherwise by then. */
        if (earlier.age_kind == AGE_ADULT) {
            d->person = earlier;
            d->seen_before = true;
        }
    }
    if (!d->seen_before)
        person_draw(&d->person, o->seed, d->person.number);
    if (d->operation->context != CONTEXT_RAID && d->person.age_kind & ~(unsigned)AGE_ANY_ADULT)
        d->person.age_kind = AGE_UNKNOWN;
    d->vignette = draw_vignette(&r, d->operation->context, d->person.age_kind);
    /* The vignettes of a raid speak of a visitor's documents. */
    if (strcmp(d->status, "visitor") != 0 && d->person.age_kind & AGE_OF_AGE &&
        d->operation->context == CONTEXT_RAID)
        d->vignette = vignettes;
    set_age(d, &r);
    d->pending = draw_pending(d, &r);
    draw_rest(d, &r, o->seed, key);
}

void debriefing_script(struct debriefing *d, const struct options *o, uint64_t key,
                       const struct script_person *person)
{
    struct rng r = rng_of(o->seed, STREAM_FACTS, key);
    d->person = (struct person){
        .number = person->number, .origin = &origins[person->origin], .sex = person->sex};
    d->case_id = person->case_id;
    d->comment = person->comment;
    for (d->vignette = vignettes; strcmp(d->vignette->name, person->vignette) != 0;)
        d->vignette++;
    snprintf(d->age, sizeof d->age, "%s", person->age);
    snprintf(d->age_at_recruitment, sizeof d->age_at_recruitment, "%s",
             person->age_at_recruitment ? person->age_at_recruitment : "");
    d->age_basis = "stated";
    d->pending = "none";
    draw_rest(d, &r, o->seed, key);
}
