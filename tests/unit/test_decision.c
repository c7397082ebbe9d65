/* Facts, what `voluntary` implies, each safeguard in each of its clauses, conformity; and what must hold
 * whatever the record and the answers are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/decision.h"
#include "tests/support/criteria.h"
#include "tests/support/records.h"

static struct criteria *set;
static unsigned primary;

static int load(void **state)
{
    (void)state;
    set = shipped_criteria();
    primary = (unsigned)criteria_definition(set, "legco-2005");
    return 0;
}

static int unload(void **state)
{
    (void)state;
    criteria_free(set);
    return 0;
}

static uint64_t bit(const char *id)
{
    int found = criteria_find(set, id);
    assert_true(found >= 0);
    return UINT64_C(1) << found;
}

static struct answers answers(const char *text)
{
    struct answers a;
    unsigned unknown;
    assert_true(answers_parse(set, text, &a, &unknown));
    assert_int_equal(unknown, 0);
    return a;
}

#define AGE(low, high) ((uint32_t)(AGE_KNOWN | (low) << 8 | (high)))

/* --- facts --- */

static void test_age_class(void **state)
{
    static const struct {
        uint32_t age, at_recruitment;
        enum age_class wanted;
        enum answer child;
    } rows[] = {
        {0, 0, AGE_CLASS_UNKNOWN, ANSWER_NONE},
        {AGE(17, 17), 0, AGE_CLASS_CHILD, ANSWER_PRESENT},
        {AGE(18, 18), 0, AGE_CLASS_ADULT, ANSWER_ABSENT},
        {AGE(18, 20), 0, AGE_CLASS_ADULT, ANSWER_ABSENT},
        {AGE(48, AGE_OPEN), 0, AGE_CLASS_ADULT, ANSWER_ABSENT},
        {AGE(16, AGE_OPEN), 0, AGE_CLASS_STRADDLES, ANSWER_NONE},
        {AGE(17, 18), 0, AGE_CLASS_STRADDLES, ANSWER_NONE},
        {AGE(9, 17), 0, AGE_CLASS_CHILD, ANSWER_PRESENT},
        {AGE(0, 0), 0, AGE_CLASS_CHILD, ANSWER_PRESENT},
        {AGE(24, 24), AGE(17, 17), AGE_CLASS_CHILD, ANSWER_PRESENT},
        {AGE(16, 16), AGE(20, 20), AGE_CLASS_CHILD, ANSWER_PRESENT},
        {AGE(16, 20), AGE(15, 15), AGE_CLASS_CHILD, ANSWER_PRESENT},
        {AGE(24, 24), AGE(16, 19), AGE_CLASS_STRADDLES, ANSWER_NONE},
        {AGE(24, 24), AGE(18, 19), AGE_CLASS_ADULT, ANSWER_ABSENT},
        {AGE(24, 24), 0, AGE_CLASS_ADULT, ANSWER_ABSENT},
        {0, AGE(19, 19), AGE_CLASS_ADULT, ANSWER_ABSENT},
        {0, AGE(12, 12), AGE_CLASS_CHILD, ANSWER_PRESENT},
        {0, AGE(17, 19), AGE_CLASS_STRADDLES, ANSWER_NONE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct facts f = {KIND_DEBRIEFING, rows[i].age, rows[i].at_recruitment, 0, {0}, NULL};
        assert_int_equal(facts_age_class(&f), rows[i].wanted);
        struct answers a = facts_answers(set, &f);
        assert_int_equal(answers_get(&a, set->fact_child), rows[i].child);
    }
}

static void test_facts_of_row(void **state)
{
    struct catalog *c = catalog_new();
    uint32_t row;
    (void)state;
    assert_int_equal(
        add_record(c,
                   "kind=debriefing id=D-1 date=2004 department=police person.age=17-19 "
                   "person.age_at_recruitment=16 prostitution=no|text",
                   &row),
        CATALOG_ADDED);
    struct facts f = facts_of_row(c, row);
    assert_int_equal(f.kind, KIND_DEBRIEFING);
    assert_int_equal(f.age, AGE(17, 19));
    assert_int_equal(f.age_at_recruitment, AGE(16, 16));
    assert_int_equal(f.prostitution, NO);
    catalog_free(c);
}

static void test_bases(void **state)
{
    struct facts f = {KIND_DEBRIEFING,
                      AGE(30, 30),
                      0,
                      YES,
                      answers("means.force=present\nfact.child=present"),
                      NULL};
    struct answers given = answers("means.fraud=absent\nfact.prostitution=unknown");
    (void)state;
    struct answers reported = basis_reported(set, &f);
    assert_int_equal(reported.present, bit("means.force") | bit("fact.prostitution"));
    assert_int_equal(reported.absent, bit("fact.child"));
    struct answers reviewed = basis_reviewed(set, &f, &given);
    assert_int_equal(reviewed.present, 0);
    assert_int_equal(reviewed.absent, bit("means.fraud") | bit("fact.child"));
    assert_int_equal(reviewed.unknown, bit("fact.prostitution"));
}

static void test_implied(void **state)
{
    struct facts f = {KIND_DEBRIEFING,
                      AGE(30, 30),
                      0,
                      YES,
                      answers("means.abduction=unknown\nmeans.force=present\nmeans.fraud=absent\n"
                              "sign.uses_children=present\nsign.false_promises=unknown"),
                      NULL};
    struct answers given = answers("means.payment=unknown\nsign.takes_earnings=present");
    (void)state;
    struct answers a = decision_implied(set, &f, OUTCOME_VOLUNTARY, &given);
    /* Left open: abduction (reported unknown), force (reported present), coercion, abuse of vulnerability (a
     * reported sign), abuse of power (a sign answered), payment (answered). */
    assert_int_equal(a.implied, bit("means.fraud") | bit("means.deception"));
    assert_int_equal(a.absent, a.implied);
    assert_int_equal(a.present, given.present);
    assert_int_equal(a.unknown, given.unknown);
    /* Worked out anew: what was implied for other facts does not stay. */
    given.absent = given.implied = bit("means.force") | bit("means.fraud");
    struct answers again = decision_implied(set, &f, OUTCOME_VOLUNTARY, &given);
    assert_int_equal(again.implied, bit("means.fraud") | bit("means.deception"));
    struct answers none = decision_implied(set, &f, OUTCOME_NOT_TRAFFICKING, &given);
    assert_int_equal(none.absent | none.implied, 0);
}

/* --- the safeguards, clause by clause --- */

enum {
    V = OUTCOME_VOLUNTARY,
    T = OUTCOME_TRAFFICKING,
    O = OUTCOME_NOT_TRAFFICKING,
    I = OUTCOME_INSUFFICIENT,
    X = OUTCOME_OUT_OF_SCOPE
};

#define OTHERS (1u << T | 1u << O | 1u << I | 1u << X)
#define ALL_ABSENT                                                                                 \
    "means.abduction=absent\nmeans.abuse_of_power=absent\nmeans.abuse_of_vulnerability=absent\n"   \
    "means.coercion=absent\nmeans.deception=absent\nmeans.force=absent\nmeans.fraud=absent\n"      \
    "means.payment=absent"
#define CHILD_TRAFFICKED "act.receipt=present\npurpose.sexual_exploitation=present\n" ALL_ABSENT

enum verdict_kind { FINE, WANTS, REFUSED };

static const struct {
    enum record_kind kind;
    uint32_t age, at_recruitment, prostitution;
    const char *reported, *given;
    int outcome;
    enum verdict_kind wanted; /* without a rationale */
    unsigned safeguard;
    bool departure;
    const char *holds; /* of the text */
} cases[] = {
    /* A clear case takes one key. */
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "", V, FINE, 0, false, ""},
    {KIND_DEBRIEFING, AGE(24, 24), AGE(19, 19), YES, ALL_ABSENT, "", V, FINE, 0, false, ""},
    {KIND_OPERATION, 0, 0, YES, "", "", V, FINE, 0, false, ""},
    {KIND_OPERATION, 0, 0, 0, "", "", V, FINE, 0, false, ""},
    /* 1: under 18, recorded or found; straddling 18. */
    {KIND_DEBRIEFING, AGE(17, 17), 0, YES, "", "", V, REFUSED, 1, false, "Art. 3(c)"},
    {KIND_DEBRIEFING, AGE(24, 24), AGE(17, 17), YES, "", "", V, REFUSED, 1, false, "Art. 3(c)"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "fact.child=present", V, REFUSED, 1, false,
     "Art. 3(c)"},
    {KIND_DEBRIEFING, AGE(17, 17), 0, YES, "", "fact.child=unknown", V, REFUSED, 1, false,
     "Art. 3(c)"},
    {KIND_OPERATION, 0, 0, YES, "", "fact.child=present", V, REFUSED, 1, false, "Art. 3(c)"},
    {KIND_DEBRIEFING, AGE(17, 19), 0, YES, "", "", V, REFUSED, 1, false, "Art. 10(3)"},
    {KIND_DEBRIEFING, AGE(24, 24), AGE(16, AGE_OPEN), YES, "", "", V, REFUSED, 1, false,
     "Art. 10(3)"},
    {KIND_DEBRIEFING, AGE(17, 19), 0, YES, "", "fact.child=unknown", V, REFUSED, 1, false,
     "Art. 10(3)"},
    {KIND_DEBRIEFING, AGE(17, 19), 0, YES, "", "fact.child=absent", V, WANTS, 4, false,
     "the record has it otherwise (fact.child;"},
    /* 1: a recorded child can't be answered absent, whatever the outcome. */
    {KIND_DEBRIEFING, AGE(17, 17), 0, YES, "", "fact.child=absent", V, REFUSED, 1, false,
     "Art. 3(d)"},
    {KIND_DEBRIEFING, AGE(17, 17), 0, YES, "", "fact.child=absent", T, REFUSED, 1, true,
     "Art. 3(d)"},
    {KIND_DEBRIEFING, 0, AGE(5, 9), YES, "", "fact.child=absent", X, REFUSED, 1, false,
     "Art. 3(d)"},
    /* 2: a means present, no prostitution. */
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "means.payment=present", V, REFUSED, 2, true,
     "Answered present: means.payment. Consent is irrelevant then (Palermo Protocol Art. 3(b))"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, NO, "", "", V, REFUSED, 2, false, "Art. 3(b)"},
    {KIND_OPERATION, 0, 0, NO, "", "", V, REFUSED, 2, false, "Art. 3(b)"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "fact.prostitution=absent", V, REFUSED, 2, false,
     "fact.prostitution"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, NO, "", "fact.prostitution=present", V, WANTS, 4, false,
     "the record has it otherwise (fact.prostitution;"},
    /* 3: reported present and not answered; answered, it is the reviewer's. */
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "means.deception=present", "", V, REFUSED, 3, true,
     "means.deception"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "sign.debt_bondage=present", "", V, REFUSED, 3, true,
     "sign.debt_bondage"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "means.deception=present", "means.deception=absent", V,
     FINE, 0, false, ""},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "means.deception=present", "means.deception=unknown", V,
     WANTS, 5, true, "departs from legco-2005: undetermined"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "act.receipt=present", "", V, FINE, 0, false, ""},
    /* Reported unknown: not filled, so the definition stays undetermined. */
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "means.deception=unknown", "", V, WANTS, 5, true,
     "means open: deception"},
    /* 4: unknown age, unknown prostitution, a sign. */
    {KIND_DEBRIEFING, 0, 0, YES, "", "", V, WANTS, 4, false, "the age is unknown (fact.child"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "fact.child=unknown", V, WANTS, 4, false,
     "the age is unknown"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, 0, "", "", V, WANTS, 4, false,
     "whether prostitution took place is unknown"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "sign.takes_earnings=present\n" ALL_ABSENT, V, WANTS,
     4, false, "a sign is present (sign.takes_earnings"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "sign.takes_earnings=present",
     "sign.takes_earnings=absent\n" ALL_ABSENT, V, WANTS, 4, false, "sign.takes_earnings"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "sign.takes_earnings=unknown", "", V, FINE, 0, false,
     ""},
    /* 5: every other outcome. */
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "means.fraud=present", T, WANTS, 5, false,
     "decided with reasons (standard of proof: reasonable grounds, on the record)"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", ALL_ABSENT, O, WANTS, 5, false,
     "no trafficking found"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "", I, WANTS, 5, false, "insufficient information"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "", X, WANTS, 5, false, "out of scope"},
    {KIND_OPERATION, 0, 0, NO, "", ALL_ABSENT, O, WANTS, 5, false, "no trafficking found"},
    /* Departures. */
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "", T, WANTS, 5, true,
     "departs from legco-2005: undetermined (no means answered)"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "", O, WANTS, 5, true, "departs"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "means.fraud=present", O, WANTS, 5, true,
     "departs from legco-2005: trafficking (fraud present, prostitution)"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "means.fraud=present", I, WANTS, 5, true,
     "what fits: trafficking, out of scope"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", ALL_ABSENT, I, WANTS, 5, true, "departs"},
    {KIND_DEBRIEFING, AGE(24, 24), 0, YES, "", "means.fraud=present", X, WANTS, 5, false, ""},
    /* A child whom palermo counts. */
    {KIND_DEBRIEFING, AGE(16, 16), 0, YES, "", CHILD_TRAFFICKED, T, WANTS, 5, false,
     "legco-2005 states no child rule"},
    {KIND_DEBRIEFING, AGE(16, 16), 0, YES, "", ALL_ABSENT, T, WANTS, 5, true, "departs"},
    {KIND_DEBRIEFING, AGE(26, 26), 0, YES, "", CHILD_TRAFFICKED, T, WANTS, 5, true, "departs"},
    {KIND_DEBRIEFING, AGE(16, 16), 0, YES, "", CHILD_TRAFFICKED, O, WANTS, 5, false, ""},
};

static struct facts facts_of_case(size_t i)
{
    return (struct facts){cases[i].kind,
                          cases[i].age,
                          cases[i].at_recruitment,
                          cases[i].prostitution,
                          answers(cases[i].reported),
                          NULL};
}

static void test_cases(void **state)
{
    unsigned wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct facts f = facts_of_case(i);
        struct answers given = answers(cases[i].given);
        struct verdict v;
        decision_check(set, primary, &f, (enum outcome)cases[i].outcome, &given, false, &v);
        enum verdict_kind got = v.refused ? REFUSED : v.wants_rationale ? WANTS : FINE;
        if (got == cases[i].wanted && v.safeguard == cases[i].safeguard &&
            (v.departure == cases[i].departure || v.refused) && strstr(v.text, cases[i].holds) &&
            (got == FINE) == !*v.text && !(v.refused && v.wants_rationale))
            continue;
        wrong++;
        print_error("case %zu: verdict %d, safeguard %u, departure %d: %s\n", i, (int)got,
                    v.safeguard, v.departure, v.text);
    }
    assert_int_equal(wrong, 0);
}

/* A rationale opens what wants one, and nothing that is refused. */
static void test_cases_with_rationale(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct facts f = facts_of_case(i);
        struct answers given = answers(cases[i].given);
        struct verdict v;
        decision_check(set, primary, &f, (enum outcome)cases[i].outcome, &given, true, &v);
        assert_int_equal(v.refused, cases[i].wanted == REFUSED);
        assert_false(v.wants_rationale);
        if (!v.refused)
            assert_string_equal(v.text, "");
    }
}

static void test_refusals_say_what_is_open(void **state)
{
    struct facts f = {KIND_DEBRIEFING, AGE(17, 17), 0, YES, {0}, NULL};
    struct answers given = {0};
    struct verdict v;
    (void)state;
    decision_check(set, primary, &f, OUTCOME_VOLUNTARY, &given, true, &v);
    assert_int_equal(v.open_outcomes, OTHERS);
    assert_ptr_equal(strstr(v.text, "Safeguard "), v.text);
    assert_non_null(strstr(v.text, "Open: trafficking, no trafficking found, insufficient "
                                   "information, out of scope."));
    given = answers("fact.child=absent");
    decision_check(set, primary, &f, OUTCOME_TRAFFICKING, &given, true, &v);
    assert_int_equal(v.open_outcomes, 0);
    assert_non_null(strstr(v.text, "Take that answer back."));
}

/* Everything reported at once: the text is still whole. */
static void test_longest_text(void **state)
{
    struct facts f = {KIND_DEBRIEFING, 0, 0, 0, {0}, NULL};
    struct answers given = {0};
    struct verdict v;
    (void)state;
    f.reported.present = set->element[ELEMENT_SIGN] | set->element[ELEMENT_MEANS];
    decision_check(set, primary, &f, OUTCOME_VOLUNTARY, &given, true, &v);
    assert_int_equal(v.safeguard, 3);
    assert_null(strstr(v.text, "[cut]"));
    assert_non_null(strstr(v.text, "and 24 more"));
    f.reported.present = 0;
    given.present = set->element[ELEMENT_SIGN];
    given.unknown = set->element[ELEMENT_MEANS];
    decision_check(set, primary, &f, OUTCOME_VOLUNTARY, &given, false, &v);
    assert_true(v.wants_rationale);
    assert_null(strstr(v.text, "[cut]"));
}

static void test_now_invalid(void **state)
{
    struct facts f = {KIND_DEBRIEFING, AGE(19, 19), 0, YES, {0}, NULL};
    struct answers none = {0};
    struct answers stored = decision_implied(set, &f, OUTCOME_VOLUNTARY, &none);
    (void)state;
    assert_false(decision_now_invalid(set, &f, OUTCOME_VOLUNTARY, &stored));
    f.age = AGE(17, 17);
    assert_true(decision_now_invalid(set, &f, OUTCOME_VOLUNTARY, &stored));
    assert_false(decision_now_invalid(set, &f, OUTCOME_TRAFFICKING, &none));
    f.age = AGE(17, 19);
    assert_true(decision_now_invalid(set, &f, OUTCOME_VOLUNTARY, &stored));
    f.age = 0; /* wants a rationale, which is not refused */
    assert_false(decision_now_invalid(set, &f, OUTCOME_VOLUNTARY, &stored));
    f.prostitution = NO;
    assert_true(decision_now_invalid(set, &f, OUTCOME_VOLUNTARY, &stored));
    f.prostitution = YES;
    /* What was implied is no answer to a means that has been reported since. */
    f.reported = answers("means.fraud=present");
    assert_true(decision_now_invalid(set, &f, OUTCOME_VOLUNTARY, &stored));
    answers_set(&stored, (unsigned)criteria_find(set, "means.fraud"), ANSWER_ABSENT);
    assert_false(decision_now_invalid(set, &f, OUTCOME_VOLUNTARY, &stored));
    f = (struct facts){KIND_DEBRIEFING, AGE(16, 16), 0, YES, {0}, NULL};
    stored = answers("fact.child=absent");
    assert_true(decision_now_invalid(set, &f, OUTCOME_INSUFFICIENT, &stored));
}

/* --- whatever comes --- */

static struct answers random_answers(int likely)
{
    struct answers a = {0};
    for (unsigned b = 0; b < set->count; b++)
        answers_set(&a, b, (enum answer)(rand() % 8 ? likely : rand() % 4));
    return a;
}

static struct facts random_facts(void)
{
    static const uint32_t ages[] = {0, AGE(16, 16), AGE(17, 19), AGE(18, 18), AGE(30, AGE_OPEN)};
    return (struct facts){
        .kind = rand() % 4 ? KIND_DEBRIEFING : KIND_OPERATION,
        .age = ages[rand() % 5],
        .age_at_recruitment = rand() % 2 ? 0 : ages[rand() % 5],
        .prostitution = (uint32_t)(rand() % 3),
        .reported = random_answers(ANSWER_NONE),
    };
}

static void check_voluntary(const struct facts *f, const struct answers *given)
{
    struct verdict v;
    decision_check(set, primary, f, OUTCOME_VOLUNTARY, given, true, &v);
    uint64_t means = set->element[ELEMENT_MEANS];
    struct answers reviewed = basis_reviewed(set, f, &v.answers);
    assert_int_equal(v.answers.implied & ~v.answers.absent, 0);
    assert_int_equal(v.answers.implied & ~means, 0);
    assert_int_equal(v.answers.implied & (f->reported.unknown | f->reported.present), 0);
    uint64_t signs = (f->reported.present | given->present) & set->element[ELEMENT_SIGN];
    for (unsigned b = 0; b < set->count; b++)
        if (signs >> b & 1)
            assert_int_equal(v.answers.implied & set->item[b].supports, 0);
    if (v.refused)
        return;
    assert_int_not_equal(facts_age_class(f), AGE_CLASS_CHILD);
    assert_int_equal(reviewed.present & means, 0);
    assert_int_equal(answers_get(&reviewed, set->fact_child) == ANSWER_PRESENT, 0);
    assert_int_equal(answers_get(&reviewed, set->fact_prostitution) == ANSWER_ABSENT, 0);
    assert_int_not_equal(v.primary, RESULT_TRAFFICKING);
    uint64_t answered = given->present | given->absent | given->unknown;
    assert_int_equal(f->reported.present & (means | set->element[ELEMENT_SIGN]) & ~answered, 0);
}

static void test_no_wrong_voluntary(void **state)
{
    unsigned accepted = 0;
    (void)state;
    srand(197);
    for (int round = 0; round < 20000; round++) {
        struct facts f = random_facts();
        struct answers given = random_answers(round % 2 ? ANSWER_ABSENT : ANSWER_NONE);
        struct verdict v;
        check_voluntary(&f, &given);
        decision_check(set, primary, &f, OUTCOME_VOLUNTARY, &given, true, &v);
        accepted += !v.refused;
    }
    assert_in_range(accepted, 50, 19000);
}

/* Every verdict is whole: refused or not, with a text where something is to be done; never refused and
 * open at once; and what is said to be open is. */
static void test_verdicts_are_consistent(void **state)
{
    (void)state;
    srand(3);
    for (int round = 0; round < 20000; round++) {
        struct facts f = random_facts();
        struct answers given = random_answers(rand() % 4);
        enum outcome o = (enum outcome)(OUTCOME_VOLUNTARY + rand() % 5);
        struct verdict v, other;
        decision_check(set, primary, &f, o, &given, rand() % 2, &v);
        assert_false(v.refused && v.wants_rationale);
        assert_int_equal(v.safeguard != 0, v.refused || v.wants_rationale);
        assert_int_equal(*v.text != '\0', v.refused || v.wants_rationale);
        assert_int_equal(v.open_outcomes >> o & 1, 0);
        assert_int_equal(v.refused, decision_now_invalid(set, &f, o, &given));
        assert_null(strstr(v.text, "[cut]"));
        for (enum outcome p = OUTCOME_VOLUNTARY; v.refused && p < OUTCOME_COUNT; p++) {
            decision_check(set, primary, &f, p, &given, true, &other);
            assert_int_equal(v.open_outcomes >> p & 1, !other.refused);
        }
    }
}

/* A record that differs only in what the person said of her own will gets the same verdict: it is no part of the facts. */
static void test_consent_changes_nothing(void **state)
{
    static const char *const said[] = {"yes", "no", "unknown"};
    struct catalog *c = catalog_new();
    struct verdict v[3];
    struct answers given = answers("means.deception=present");
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct str pairs = STR_INIT;
        uint32_t row;
        str_addf(&pairs,
                 "kind=debriefing id=D-%d date=2004 department=police person.age=24 "
                 "prostitution=yes stated_volition=%s|text",
                 i, said[i]);
        assert_int_equal(add_record(c, str_text(&pairs), &row), CATALOG_ADDED);
        struct facts f = facts_of_row(c, row);
        memset(&v[i], 0, sizeof v[i]);
        decision_check(set, primary, &f, OUTCOME_VOLUNTARY, &given, true, &v[i]);
        assert_true(v[i].refused);
        assert_int_equal(v[i].safeguard, 2);
        assert_string_equal(v[i].text, v[0].text);
        str_release(&pairs);
    }
    catalog_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_age_class),
        cmocka_unit_test(test_facts_of_row),
        cmocka_unit_test(test_bases),
        cmocka_unit_test(test_implied),
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_cases_with_rationale),
        cmocka_unit_test(test_refusals_say_what_is_open),
        cmocka_unit_test(test_longest_text),
        cmocka_unit_test(test_now_invalid),
        cmocka_unit_test(test_no_wrong_voluntary),
        cmocka_unit_test(test_verdicts_are_consistent),
        cmocka_unit_test(test_consent_changes_nothing),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
