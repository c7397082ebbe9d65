/* Kleene's logic, the four definitions against an oracle written from the statutes' own terms, and the
 * words in which a result is explained. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/criteria.h"
#include "tests/support/criteria.h"

static struct criteria *set;

/* --- Kleene --- */

static void test_kleene(void **state)
{
    static const int all[3][3] = {{0, 0, 0}, {0, 1, 1}, {0, 1, 2}};
    static const int any[3][3] = {{0, 1, 2}, {1, 1, 2}, {2, 2, 2}};
    (void)state;
    for (int a = KLEENE_FALSE; a <= KLEENE_TRUE; a++)
        for (int b = KLEENE_FALSE; b <= KLEENE_TRUE; b++) {
            assert_int_equal(kleene_all((enum kleene)a, (enum kleene)b), all[a][b]);
            assert_int_equal(kleene_any((enum kleene)a, (enum kleene)b), any[a][b]);
        }
}

/* --- the oracle --- */

/* The terms of the sources, each a set of criteria; of a world, in which nothing is unknown, any will do. */
static struct {
    uint64_t means, article_3_act, article_3_purpose, any_purpose, prostitution, child;
    uint64_t into_or_out, for_prostitution, sex_act, force_fraud_coercion;
} term;

static uint64_t any_of(const char *const *ids)
{
    uint64_t mask = 0;
    for (; *ids; ids++) {
        int found = criteria_find(set, *ids);
        assert_true(found >= 0);
        mask |= UINT64_C(1) << found;
    }
    return mask;
}
#define ANY(...) any_of((const char *const[]){__VA_ARGS__, NULL})

static void set_terms(void)
{
    term.means =
        ANY("means.force", "means.coercion", "means.abduction", "means.fraud", "means.deception",
            "means.abuse_of_power", "means.abuse_of_vulnerability", "means.payment");
    term.article_3_act = ANY("act.recruitment", "act.transportation", "act.transfer",
                             "act.harbouring", "act.receipt");
    term.article_3_purpose =
        ANY("purpose.sexual_exploitation", "purpose.forced_labour", "purpose.slavery",
            "purpose.servitude", "purpose.organ_removal", "purpose.other");
    term.for_prostitution = ANY("purpose.prostitution");
    term.any_purpose = term.article_3_purpose | term.for_prostitution;
    term.prostitution = ANY("fact.prostitution");
    term.child = ANY("fact.child");
    term.into_or_out = ANY("act.cross_border");
    term.sex_act = ANY("fact.prostitution", "purpose.prostitution", "purpose.sexual_exploitation");
    term.force_fraud_coercion =
        ANY("means.force", "means.coercion", "means.abduction", "means.fraud", "means.deception");
}

static bool legco(uint64_t w)
{
    return (w & term.means) && ((w & term.prostitution) || (w & term.any_purpose));
}

static bool palermo(uint64_t w)
{
    return (w & term.article_3_act) && (w & term.article_3_purpose) &&
           ((w & term.means) || (w & term.child));
}

static bool s129(uint64_t w)
{
    return (w & term.into_or_out) && (w & term.for_prostitution);
}

static bool tvpa(uint64_t w)
{
    return (w & term.article_3_act) && (w & term.sex_act) &&
           ((w & term.child) || (w & term.force_fraud_coercion));
}

/* No definition has a negation, so its truth over all worlds that fit the answers lies between the
 * world in which all that is open is absent and the one in which it is present. */
static enum result oracle(bool (*definition)(uint64_t world), const struct answers *a)
{
    return definition(a->present)   ? RESULT_TRAFFICKING
           : definition(~a->absent) ? RESULT_UNDETERMINED
                                    : RESULT_NOT_TRAFFICKING;
}

static bool (*const oracles[])(uint64_t) = {s129, legco, palermo, tvpa};

static void compare_all(const struct answers *a)
{
    for (size_t d = 0; d < 4; d++)
        if (definition_result(&set->definition[d], a) != oracle(oracles[d], a))
            fail_msg("%s: present %llx absent %llx", set->definition[d].id,
                     (unsigned long long)a->present, (unsigned long long)a->absent);
}

/* --- every way that an `any` over a group can come to its value --- */

static unsigned patterns(uint64_t group)
{
    return 3 + 4 * (unsigned)__builtin_popcountll(group);
}

static uint64_t member(uint64_t group, unsigned i)
{
    while (i--)
        group &= group - 1;
    return group & -group;
}

static void set_pattern(struct answers *a, uint64_t group, unsigned pattern)
{
    uint64_t one = pattern >= 3 ? member(group, (pattern - 3) / 4) : 0, rest = group & ~one;
    a->present &= ~group;
    a->absent &= ~group;
    a->unknown &= ~group;
    if (pattern < 3) {
        a->absent |= pattern == 1 ? group : 0;
        a->unknown |= pattern == 2 ? group : 0;
        return;
    }
    switch ((pattern - 3) % 4) {
    case 0: /* one present among absent ones */
        a->present |= one;
        a->absent |= rest;
        break;
    case 1: /* one present, the rest open */
        a->present |= one;
        break;
    case 2: /* all absent but one, which nobody answered */
        a->absent |= rest;
        break;
    default: /* all absent but one, which is unknown */
        a->absent |= rest;
        a->unknown |= one;
    }
}

/* Every pattern of three groups and every answer to both facts. */
static void compare_groups(uint64_t one, uint64_t two, uint64_t three)
{
    struct answers a = {0};
    for (unsigned i = 0; i < patterns(one); i++)
        for (unsigned j = 0; j < patterns(two); j++)
            for (unsigned k = 0; k < patterns(three); k++) {
                set_pattern(&a, one, i);
                set_pattern(&a, two, j);
                set_pattern(&a, three, k);
                for (unsigned facts = 0; facts < 16; facts++) {
                    answers_set(&a, set->fact_child, (enum answer)(facts % 4));
                    answers_set(&a, set->fact_prostitution, (enum answer)(facts / 4));
                    compare_all(&a);
                }
            }
}

static void test_tables_of_groups(void **state)
{
    uint64_t receipt = ANY("act.receipt");
    (void)state;
    compare_groups(term.into_or_out, term.for_prostitution, ANY("means.force"));
    compare_groups(term.means, term.any_purpose, receipt);
    compare_groups(term.article_3_act, term.force_fraud_coercion,
                   ANY("purpose.prostitution", "purpose.sexual_exploitation"));
    compare_groups(term.article_3_act, term.means, ANY("purpose.servitude"));
    compare_groups(receipt, term.means, term.article_3_purpose);
}

static void test_random_answers(void **state)
{
    (void)state;
    srand(2237);
    for (int round = 0; round < 20000; round++) {
        struct answers a = {0};
        int likely = rand() % 4;
        for (unsigned b = 0; b < set->count; b++)
            answers_set(&a, b, (enum answer)(rand() % 3 ? likely : rand() % 4));
        compare_all(&a);
    }
}

/* Signs decide nothing: no definition changes with them. */
static void test_signs_decide_nothing(void **state)
{
    (void)state;
    for (size_t d = 0; d < 4; d++)
        for (enum answer v = ANSWER_PRESENT; v <= ANSWER_UNKNOWN; v++) {
            struct answers a = {0};
            for (unsigned b = 0; b < set->count; b++)
                if (set->element[ELEMENT_SIGN] >> b & 1)
                    answers_set(&a, b, v);
            assert_int_equal(definition_result(&set->definition[d], &a), RESULT_UNDETERMINED);
        }
}

static void test_result_names(void **state)
{
    (void)state;
    assert_string_equal(result_name(RESULT_TRAFFICKING), "trafficking");
    assert_string_equal(result_name(RESULT_NOT_TRAFFICKING), "not_trafficking");
    assert_string_equal(result_name(RESULT_UNDETERMINED), "undetermined");
}

/* --- the words --- */

#define NO_MEANS                                                                                   \
    "means.abduction=absent\nmeans.abuse_of_power=absent\nmeans.abuse_of_vulnerability=absent\n"   \
    "means.coercion=absent\nmeans.deception=absent\nmeans.force=absent\nmeans.fraud=absent\n"      \
    "means.payment=absent"

static const struct explained {
    const char *definition, *answers, *result, *words;
} explained[] = {
    {"legco-2005", "", "undetermined",
     "no means answered, no purpose answered, prostitution unknown"},
    {"legco-2005", "fact.prostitution=present", "undetermined", "no means answered"},
    {"legco-2005", "fact.prostitution=present\nmeans.force=absent", "undetermined",
     "means open: coercion, abduction, fraud and 4 more"},
    {"legco-2005", "fact.prostitution=present\nmeans.deception=present", "trafficking",
     "deception present, prostitution"},
    {"legco-2005",
     "fact.prostitution=present\nmeans.abuse_of_vulnerability=present\nmeans.force=present\n"
     "means.fraud=present\nmeans.payment=present",
     "trafficking", "force, fraud, abuse of vulnerability and 1 more present, prostitution"},
    {"legco-2005", NO_MEANS, "not_trafficking", "every means absent"},
    {"legco-2005", "fact.child=present\n" NO_MEANS, "not_trafficking",
     "every means absent (states no child rule)"},
    {"palermo", "act.receipt=present\npurpose.sexual_exploitation=present", "undetermined",
     "no means answered, age unknown"},
    {"palermo",
     "act.receipt=present\nfact.child=present\npurpose.sexual_exploitation=present\n" NO_MEANS,
     "trafficking", "receipt present, under 18, purpose sexual exploitation present"},
    {"palermo", "fact.child=absent\n" NO_MEANS, "not_trafficking",
     "every means absent, 18 or over"},
    {"cap200-s129", "act.cross_border=present", "undetermined",
     "purpose prostitution not answered"},
    {"cap200-s129", "act.cross_border=unknown\npurpose.prostitution=present", "undetermined",
     "cross border unknown"},
    {"cap200-s129", "act.cross_border=absent", "not_trafficking", "cross border absent"},
    {"cap200-s129", "act.cross_border=present\npurpose.prostitution=present", "trafficking",
     "cross border present, purpose prostitution present"},
};

static void test_explained(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof explained / sizeof explained[0]; i++) {
        const struct explained *x = &explained[i];
        const struct definition *d = &set->definition[criteria_definition(set, x->definition)];
        struct answers a;
        unsigned unknown;
        struct str out = STR_INIT;
        str_add(&out, "before: ");
        assert_true(answers_parse(set, x->answers, &a, &unknown));
        assert_string_equal(result_name(definition_result(d, &a)), x->result);
        definition_explain(set, d, &a, &out);
        assert_string_equal(str_text(&out) + strlen("before: "), x->words);
        str_release(&out);
    }
}

/* Whatever the answers, there are words, and they fit a narrow panel of some lines. */
static void test_always_explained(void **state)
{
    (void)state;
    srand(129);
    for (int round = 0; round < 5000; round++) {
        struct answers a = {0};
        for (unsigned b = 0; b < set->count; b++)
            answers_set(&a, b, (enum answer)(rand() % 4));
        for (size_t d = 0; d < 4; d++) {
            struct str out = STR_INIT;
            definition_explain(set, &set->definition[d], &a, &out);
            assert_in_range(out.len, 8, 300);
            assert_true(strncmp(str_text(&out), ", ", 2) != 0);
            str_release(&out);
        }
    }
}

static int load(void **state)
{
    (void)state;
    set = shipped_criteria();
    set_terms();
    return 0;
}

static int unload(void **state)
{
    (void)state;
    criteria_free(set);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kleene),           cmocka_unit_test(test_tables_of_groups),
        cmocka_unit_test(test_random_answers),   cmocka_unit_test(test_signs_decide_nothing),
        cmocka_unit_test(test_result_names),     cmocka_unit_test(test_explained),
        cmocka_unit_test(test_always_explained),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
