/* The safeguards, as two tables of rules: those that refuse a decision, and those that want a rationale. */
#include <stdio.h>
#include <string.h>

#include "models/decision.h"

/* A decision under check. */
struct check {
    const struct criteria *c;
    unsigned primary;
    const struct facts *f;
    enum outcome outcome;
    struct answers given;    /* by the reviewer's own keys, nothing implied */
    struct answers recorded; /* the facts as the record gives them */
    struct answers stored;   /* with the implied ones */
    struct answers reviewed; /* with the facts, too */
    enum result result;      /* of the primary definition */
};

static struct check check_begin(const struct criteria *c, unsigned primary, const struct facts *f,
                                enum outcome outcome, const struct answers *given)
{
    struct check k = {.c = c, .primary = primary, .f = f, .outcome = outcome};
    k.given = decision_implied(c, f, OUTCOME_NONE, given);
    k.recorded = facts_answers(c, f);
    k.stored = decision_implied(c, f, outcome, given);
    k.reviewed = basis_reviewed(c, f, &k.stored);
    k.result = definition_result(&c->definition[primary], &k.reviewed);
    return k;
}

static enum answer child(const struct check *k, const struct answers *a)
{
    return answers_get(a, k->c->fact_child);
}

static uint64_t means(const struct check *k)
{
    return k->c->element[ELEMENT_MEANS];
}

static uint64_t signs(const struct check *k)
{
    return k->c->element[ELEMENT_SIGN];
}

/* --- Refusals. Each gives what the text names, or 0 where it does not refuse. --- */

static uint64_t fact_bit(unsigned bit, bool holds)
{
    return (uint64_t)holds << bit;
}

static uint64_t child_denied(const struct check *k)
{
    return fact_bit(k->c->fact_child, child(k, &k->recorded) == ANSWER_PRESENT &&
                                          child(k, &k->given) == ANSWER_ABSENT);
}

static uint64_t under_18(const struct check *k)
{
    return fact_bit(k->c->fact_child, child(k, &k->recorded) == ANSWER_PRESENT ||
                                          child(k, &k->given) == ANSWER_PRESENT);
}

static uint64_t straddles_18(const struct check *k)
{
    return fact_bit(k->c->fact_child, facts_age_class(k->f) == AGE_CLASS_STRADDLES &&
                                          child(k, &k->given) != ANSWER_ABSENT);
}

static uint64_t means_present(const struct check *k)
{
    return k->given.present & means(k);
}

static uint64_t no_prostitution(const struct check *k)
{
    return k->reviewed.absent & UINT64_C(1) << k->c->fact_prostitution;
}

static uint64_t reported_unanswered(const struct check *k)
{
    return k->f->reported.present & (means(k) | signs(k)) &
           ~(k->given.present | k->given.absent | k->given.unknown);
}

static const struct refusal {
    unsigned safeguard;
    bool every_outcome; /* else of `voluntary` alone */
    uint64_t (*refuses)(const struct check *k);
    const char *before, *after; /* the text, around what is named */
} refusals[] = {
    {1, true, child_denied, "The record says under 18: ",
     " can't be answered absent (Palermo Protocol Art. 3(d)). Take that answer back."},
    {1, false, under_18, "Under 18 (",
     "): not voluntary. A child needs no means to be trafficked (Palermo Protocol Art. 3(c))."},
    {1, false, straddles_18, "The age may be under 18 (",
     "): a child is presumed, pending verification (Council of Europe Convention on Action against "
     "Trafficking, Art. 10(3)). Once verified, answer it absent, with a rationale."},
    {2, false, means_present,
     "Answered present: ", ". Consent is irrelevant then (Palermo Protocol Art. 3(b))."},
    {2, false, no_prostitution, "No prostitution took place (",
     "): none can have been voluntary. Consent is to the exploitation itself (Palermo Protocol "
     "Art. 3(b))."},
    {3, false, reported_unanswered, "Reported present by the officer: ",
     ". Answer it yourself first: one means present makes consent irrelevant (Palermo Protocol "
     "Art. 3(a), (b))."},
};

static const struct refusal *refused_by(const struct check *k, uint64_t *named)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const struct refusal *r = &refusals[i];
        if ((r->every_outcome || k->outcome == OUTCOME_VOLUNTARY) && (*named = r->refuses(k)))
            return r;
    }
    return NULL;
}

/* --- Reasons for a rationale. Each gives what the text names, or 0 where it wants none. --- */

static uint64_t age_unknown(const struct check *k)
{
    enum answer known = child(k, &k->reviewed);
    return fact_bit(k->c->fact_child, k->f->kind == KIND_DEBRIEFING && known != ANSWER_PRESENT &&
                                          known != ANSWER_ABSENT);
}

static uint64_t prostitution_unknown(const struct check *k)
{
    uint64_t bit = UINT64_C(1) << k->c->fact_prostitution;
    bool known = (k->reviewed.present | k->reviewed.absent) & bit;
    return k->f->kind == KIND_DEBRIEFING && !known ? bit : 0;
}

static uint64_t sign_present(const struct check *k)
{
    return (k->f->reported.present | k->given.present) & signs(k);
}

static uint64_t fact_corrected(const struct check *k)
{
    const struct answers *g = &k->given, *r = &k->recorded;
    uint64_t unknown = g->unknown & (r->present | r->absent);
    return ((g->present & ~r->present) | (g->absent & ~r->absent) | unknown) &
           k->c->element[ELEMENT_FACT];
}

static const struct reason {
    uint64_t (*wants)(const struct check *k);
    const char *before, *after;
} reasons[] = {
    {age_unknown, "the age is unknown (", "; Council of Europe Convention Art. 10(3))"},
    {prostitution_unknown, "whether prostitution took place is unknown (",
     "; Palermo Protocol Art. 3(b))"},
    {sign_present, "a sign is present (", "; Palermo Protocol Art. 3(a))"},
    {fact_corrected, "the record has it otherwise (", "; say on what evidence)"},
};

/* --- Conformity. --- */

static bool child_under_palermo(const struct check *k)
{
    int palermo = criteria_definition(k->c, "palermo");
    return k->outcome == OUTCOME_TRAFFICKING && child(k, &k->reviewed) == ANSWER_PRESENT &&
           palermo >= 0 &&
           definition_result(&k->c->definition[palermo], &k->reviewed) == RESULT_TRAFFICKING;
}

static bool conforms(const struct check *k)
{
    enum {
        OPEN = 1 << RESULT_UNDETERMINED,
        FOUND = 1 << RESULT_TRAFFICKING,
        NONE = 1 << RESULT_NOT_TRAFFICKING
    };
    static const unsigned fits[OUTCOME_COUNT] = {
        [OUTCOME_VOLUNTARY] = NONE,
        [OUTCOME_TRAFFICKING] = FOUND,
        [OUTCOME_NOT_TRAFFICKING] = NONE,
        [OUTCOME_INSUFFICIENT] = OPEN,
        [OUTCOME_OUT_OF_SCOPE] = OPEN | FOUND | NONE,
    };
    return (fits[k->outcome] >> k->result & 1) || child_under_palermo(k);
}

/* --- The words. --- */

static void say(struct verdict *v, const char *fmt, ...) PRINTF(2, 3);

static void say(struct verdict *v, const char *fmt, ...)
{
    static const char mark[] = "[cut]";
    size_t used = strlen(v->text), room = sizeof v->text - used;
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(v->text + used, room, fmt, args);
    va_end(args);
    if (n >= 0 && (size_t)n >= room)
        memcpy(v->text + sizeof v->text - sizeof mark, mark, sizeof mark);
}

static void say_named(const struct check *k, struct verdict *v, uint64_t named)
{
    enum { NAMED = 3 };
    for (int i = 0; named; i++, named &= named - 1) {
        if (i == NAMED) {
            say(v, " and %d more", __builtin_popcountll(named));
            return;
        }
        say(v, "%s%s", i ? ", " : "", k->c->item[__builtin_ctzll(named)].id);
    }
}

/* Sets which outcomes the same answers leave open, and says so. */
static void say_open(const struct check *k, struct verdict *v)
{
    struct check other = *k;
    uint64_t named;
    for (enum outcome o = OUTCOME_VOLUNTARY; o < OUTCOME_COUNT; o++) {
        other.outcome = o;
        if (refused_by(&other, &named))
            continue;
        say(v, "%s%s", v->open_outcomes ? ", " : " Open: ", outcome_label(o));
        v->open_outcomes |= 1u << o;
    }
    if (v->open_outcomes)
        say(v, ".");
}

static void refuse(const struct check *k, const struct refusal *r, uint64_t named,
                   struct verdict *v)
{
    v->refused = true;
    v->safeguard = r->safeguard;
    say(v, "Safeguard %u. %s", r->safeguard, r->before);
    say_named(k, v, named);
    say(v, "%s", r->after);
    say_open(k, v);
}

/* Which outcomes the same answers allow without departing: out of scope at the least. */
static void say_conforming(const struct check *k, struct verdict *v)
{
    const char *before = "; what fits: ";
    uint64_t named;
    for (enum outcome o = OUTCOME_VOLUNTARY; o < OUTCOME_COUNT; o++) {
        struct check other = check_begin(k->c, k->primary, k->f, o, &k->given);
        if (refused_by(&other, &named) || !conforms(&other))
            continue;
        say(v, "%s%s", before, outcome_label(o));
        before = ", ";
    }
}

static void begin_reason(struct verdict *v, unsigned safeguard)
{
    say(v, "%s", v->wants_rationale ? "; " : "Write a rationale: ");
    if (!v->wants_rationale)
        v->safeguard = safeguard;
    v->wants_rationale = true;
}

/* The reason, too, where it is short: the case screen shows it in full. */
static void say_departure(const struct check *k, struct verdict *v)
{
    enum { SHORT = 120 };
    const struct definition *d = &k->c->definition[k->primary];
    struct str why = STR_INIT;
    definition_explain(k->c, d, &k->reviewed, &why);
    say(v, "this departs from %s: %s", d->id, result_name(k->result));
    if (why.len <= SHORT)
        say(v, " (%s)", str_text(&why));
    say_conforming(k, v);
    str_release(&why);
}

static void ask_rationale(const struct check *k, struct verdict *v)
{
    if (k->outcome == OUTCOME_VOLUNTARY) {
        for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
            uint64_t named = reasons[i].wants(k);
            if (!named)
                continue;
            begin_reason(v, 4);
            say(v, "%s", reasons[i].before);
            say_named(k, v, named);
            say(v, "%s", reasons[i].after);
        }
        if (k->f->strange) {
            begin_reason(v, 4);
            say(v, "the report has a line that the criteria do not know (%s)", k->f->strange);
        }
    } else {
        begin_reason(v, 5);
        say(v, "\"%s\" is decided with reasons (standard of proof: %s)", outcome_label(k->outcome),
            k->c->proof);
    }
    if (v->departure) {
        begin_reason(v, 5);
        say_departure(k, v);
    } else if (k->outcome == OUTCOME_TRAFFICKING && k->result != RESULT_TRAFFICKING) {
        say(v, "; %s %s, palermo counts a child", k->c->definition[k->primary].id,
            k->c->definition[k->primary].note);
    }
    if (v->wants_rationale)
        say(v, ".");
}

void decision_check(const struct criteria *c, unsigned primary, const struct facts *f,
                    enum outcome outcome, const struct answers *given, bool has_rationale,
                    struct verdict *v)
{
    struct check k = check_begin(c, primary, f, outcome, given);
    uint64_t named = 0;
    const struct refusal *r = refused_by(&k, &named);
    *v = (struct verdict){.primary = k.result, .answers = k.stored, .departure = !conforms(&k)};
    if (r)
        refuse(&k, r, named, v);
    else if (!has_rationale)
        ask_rationale(&k, v);
}

bool decision_now_invalid(const struct criteria *c, const struct facts *f, enum outcome outcome,
                          const struct answers *stored)
{
    struct check k = check_begin(c, 0, f, outcome, stored);
    uint64_t named;
    return refused_by(&k, &named) != NULL;
}
