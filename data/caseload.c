#include "data/caseload.h"

#include <stdio.h>
#include <string.h>

/* Months covered by the paper, and the persons arrested in them. */
static const struct {
    unsigned year, days, arrested;
} paper[YEARS] = {{2003, 365, 11218}, {2004, 366, 10092}, {2005, 120, 2355}};

enum { STREAM_OPERATION = 10, STREAM_ROLL };

const char *const operation_type_names[OPERATION_TYPES] = {
    "anti_vice",      "flight_operation",      "interdiction",        "container_inspection",
    "border_control", "intelligence_exchange", "joint_investigation", "other",
};

/* Each type's frequency among the operations that are drawn, and how it works. */
static const struct {
    unsigned weight;
    enum context context;
    const char *department;
    unsigned most; /* persons debriefed */
} types[OPERATION_TYPES] = {
    [ANTI_VICE] = {900, CONTEXT_RAID, "police", 70},
    [FLIGHT_OPERATION] = {20, CONTEXT_TRAVEL, "immigration", 6},
    [INTERDICTION] = {10, CONTEXT_TRAVEL, "police", 5},
    [CONTAINER_INSPECTION] = {5, CONTEXT_CONTAINER, "customs", 3},
    [BORDER_CONTROL] = {20, CONTEXT_TRAVEL, "immigration", 5},
    [INTELLIGENCE_EXCHANGE] = {0, CONTEXT_TRAVEL, "joint", 5},
    [JOINT_INVESTIGATION] = {45, CONTEXT_RAID, "joint", 25},
    [OTHER_TYPE] = {0, CONTEXT_RAID, "police", 10},
};

struct walk {
    const struct options *options;
    caseload_sink *sink;
    void *context;
    unsigned year;    /* index into paper */
    unsigned persons; /* pseudonyms given out so far, over all years */
    unsigned serial;  /* debriefings of the year so far */
    unsigned operations;
    unsigned visitors_not; /* of them, those of any other status */
    unsigned owed;         /* debriefed but not arrested, less arrested but not debriefed */
    unsigned missing;
    struct debriefing debriefing[PERSONS_MAX];
};

uint64_t caseload_quota(uint64_t records, unsigned year)
{
    uint64_t sum = 0, before = 0;
    for (unsigned i = 0; i <= year; i++) {
        before = sum;
        sum += paper[i].arrested;
    }
    /* Differences of rounded sums add up to all of them. */
    return (records * sum + DEFAULT_RECORDS / 2) / DEFAULT_RECORDS -
           (records * before + DEFAULT_RECORDS / 2) / DEFAULT_RECORDS;
}

static unsigned script_persons(const struct script *s)
{
    unsigned n = s->others;
    for (size_t i = 0; i < COUNT_OF(s->persons) && s->persons[i].vignette; i++)
        n++;
    return n;
}

/* Over 99% of each year are visitors, at any point of the year: another status is given only while
 * fewer than one in 120 so far has one. */
static const char *draw_status(struct walk *w, const struct operation *op, struct rng *r)
{
    static const char *const others[] = {"resident",   "resident",   "illegal_entrant",
                                         "overstayer", "overstayer", "unknown"};
    bool stowaway = op->context == CONTEXT_CONTAINER;
    if (!(stowaway || (op->context == CONTEXT_RAID && rng_chance(r, 6))) ||
        (w->visitors_not + 1) * 120 > w->serial)
        return "visitor";
    w->visitors_not++;
    return stowaway ? "illegal_entrant" : others[rng_below(r, COUNT_OF(others))];
}

/* A few dates give the month alone; a few interviews follow a day later, never in another month. */
static struct day draw_date(const struct operation *op, struct rng *r)
{
    struct day d = op->date;
    unsigned roll = rng_below(r, 1000);
    if (roll < 3)
        d.day = 0;
    else if (roll < 60 && d.day < 28)
        d.day++;
    return d;
}

static void fill_debriefings(struct walk *w, struct operation *op, unsigned scripted)
{
    for (unsigned i = 0; i < op->debriefed; i++) {
        struct debriefing *d = &w->debriefing[i];
        uint64_t key = (uint64_t)paper[w->year].year << 32 | ++w->serial;
        struct rng r = rng_of(w->options->seed, STREAM_ROLL, key);
        *d = (struct debriefing){
            .operation = op, .serial = w->serial, .date = op->date, .status = "visitor"};
        if (i < scripted) {
            debriefing_script(d, w->options, key, &op->script->persons[i]);
        } else {
            d->date = draw_date(op, &r);
            d->status = draw_status(w, op, &r);
            d->on_patrol = op->type == OTHER_TYPE;
            if (op->script && i - scripted < op->script->missing)
                d->missing = ++w->missing;
            d->person.number = FIRST_NUMBER + w->persons;
            debriefing_draw(d, w->options, key, w->persons);
            w->persons += !d->seen_before;
        }
        op->visitors += strcmp(d->status, "visitor") == 0;
    }
}

/* Whoever was arrested but not debriefed is a visitor, too. What is owed at the end of the
 * year the last operation settles. */
static void count_arrests(struct walk *w, struct operation *op, struct rng *r)
{
    if (op->context != CONTEXT_RAID) {
        w->owed += op->debriefed;
        op->visitors = 0;
        return;
    }
    unsigned more = op->type == OTHER_TYPE ? w->owed : rng_below(r, 3);
    if (more > w->owed)
        more = w->owed;
    w->owed -= more;
    op->arrested = op->debriefed + more;
    op->visitors += more;
}

static bool emit(struct walk *w, struct operation *op, unsigned scripted, struct rng *r,
                 struct err *e)
{
    op->year = paper[w->year].year;
    op->serial = ++w->operations;
    op->context = types[op->type].context;
    op->department = types[op->type].department;
    if (op->type == JOINT_INVESTIGATION || op->type == INTELLIGENCE_EXCHANGE) {
        op->departments[0] = "police";
        op->departments[1] = "immigration";
    }
    fill_debriefings(w, op, scripted);
    count_arrests(w, op, r);
    if (op->context == CONTEXT_CONTAINER || op->type == INTERDICTION)
        op->migrants = op->debriefed + rng_below(r, 9);
    op->stream = rng_next(r);
    return w->sink(w->context, op, w->debriefing, e);
}

static bool emit_script(struct walk *w, const struct script *s, struct err *e)
{
    struct rng r = rng_of(w->options->seed, STREAM_OPERATION, day_key(s->date));
    struct operation op = {
        .date = s->date,
        .type = s->type,
        .location = s->location,
        .partner = s->partner,
        .case_id = s->case_id,
        .comment = s->comment,
        .debriefed = script_persons(s),
        .organisers = s->organisers,
        .script = s,
    };
    snprintf(op.title, sizeof op.title, "%s", s->title);
    return emit(w, &op, op.debriefed - s->others, &r, e);
}

static unsigned draw_size(struct rng *r, enum operation_type type)
{
    if (types[type].context != CONTEXT_RAID)
        return rng_between(r, 1, types[type].most);
    unsigned roll = rng_below(r, 10);
    unsigned size = roll < 5   ? rng_between(r, 3, 12)
                    : roll < 9 ? rng_between(r, 13, 35)
                               : rng_between(r, 36, 70);
    return size < types[type].most ? size : types[type].most;
}

static bool emit_drawn(struct walk *w, struct day date, unsigned left, struct err *e)
{
    struct rng r = rng_of(w->options->seed, STREAM_OPERATION,
                          (uint64_t)paper[w->year].year << 32 | (w->operations + 1));
    struct operation op = {.date = date,
                           .location = districts[rng_below(&r, (unsigned)districts_count)]};
    unsigned roll = rng_below(&r, 1000);
    while (roll >= types[op.type].weight)
        roll -= types[op.type++].weight;
    op.debriefed = draw_size(&r, op.type);
    if (op.debriefed > left)
        op.debriefed = left;
    if (types[op.type].context == CONTEXT_RAID && rng_chance(&r, 120))
        op.organisers = rng_between(&r, 1, 3);
    if (op.type == FLIGHT_OPERATION)
        op.location = points[POINT_AIRPORT];
    if (op.type == BORDER_CONTROL)
        op.location = points[rng_below(&r, LAND_POINTS)];
    unsigned title = rng_below(&r, 16 * 16);
    snprintf(op.title, sizeof op.title, "Operation %s %s", title_first[title / 16],
             title_second[title % 16]);
    return emit(w, &op, 0, &r, e);
}

static bool walk_year(struct walk *w, struct err *e)
{
    unsigned year = paper[w->year].year;
    const struct script *s = scripts, *end = scripts + scripts_count;
    while (s < end && s->date.year < year)
        s++;
    uint64_t drawn = caseload_quota(w->options->records, w->year), done = 0;
    for (const struct script *t = s; t < end && t->date.year == year; t++)
        drawn -= script_persons(t);
    while (done < drawn || (s < end && s->date.year == year)) {
        struct day date =
            day_of_year(year, done < drawn ? (unsigned)(done * paper[w->year].days / drawn)
                                           : paper[w->year].days - 1);
        if (s < end && s->date.year == year &&
            (done == drawn || day_key(s->date) < day_key(date))) {
            if (!emit_script(w, s++, e))
                return false;
            continue;
        }
        unsigned before = w->serial;
        uint64_t left = drawn - done;
        if (!emit_drawn(w, date, left < PERSONS_MAX ? (unsigned)left : PERSONS_MAX, e))
            return false;
        done += w->serial - before;
    }
    return true;
}

bool caseload_walk(const struct options *o, caseload_sink *sink, void *context, struct err *e)
{
    struct walk w = {.options = o, .sink = sink, .context = context};
    for (; w.year < YEARS; w.year++) {
        w.serial = w.operations = w.visitors_not = w.owed = w.missing = 0;
        if (!walk_year(&w, e))
            return false;
    }
    return true;
}
