/* The criteria as shipped, what their loader refuses and where, and the stored form of answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/criteria.h"
#include "tests/support/criteria.h"

static struct criteria *set;

static int load_shipped(void **state)
{
    (void)state;
    set = shipped_criteria();
    return 0;
}

static int free_shipped(void **state)
{
    (void)state;
    criteria_free(set);
    return 0;
}

/* --- as shipped --- */

/* The table of the design: order, numbers and groups are what keys and tallies rest on. */
static const struct {
    const char *id;
    unsigned number;
    enum means_group group;
} wanted[] = {
    {"act.recruitment", 1, GROUP_NONE},
    {"act.transportation", 2, GROUP_NONE},
    {"act.transfer", 3, GROUP_NONE},
    {"act.harbouring", 4, GROUP_NONE},
    {"act.receipt", 5, GROUP_NONE},
    {"act.cross_border", 6, GROUP_NONE},
    {"means.force", 1, GROUP_COERCION},
    {"means.coercion", 2, GROUP_COERCION},
    {"means.abduction", 3, GROUP_COERCION},
    {"means.fraud", 4, GROUP_DECEPTION},
    {"means.deception", 5, GROUP_DECEPTION},
    {"means.abuse_of_power", 6, GROUP_ABUSE},
    {"means.abuse_of_vulnerability", 7, GROUP_ABUSE},
    {"means.payment", 8, GROUP_ABUSE},
    {"purpose.sexual_exploitation", 1, GROUP_NONE},
    {"purpose.forced_labour", 2, GROUP_NONE},
    {"purpose.slavery", 3, GROUP_NONE},
    {"purpose.servitude", 4, GROUP_NONE},
    {"purpose.organ_removal", 5, GROUP_NONE},
    {"purpose.other", 6, GROUP_NONE},
    {"purpose.prostitution", 7, GROUP_NONE},
};

static void test_shipped_criteria(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        int bit = criteria_find(set, wanted[i].id);
        assert_true(bit >= 0);
        assert_int_equal(set->item[bit].number, wanted[i].number);
        assert_int_equal(set->item[bit].group, wanted[i].group);
        assert_int_equal(set->item[bit].supports, 0);
    }
    assert_int_equal(set->count, sizeof wanted / sizeof wanted[0] + 19 + 2);
    assert_string_equal(set->proof, "reasonable grounds, on the record");
    assert_string_equal(set->item[set->fact_child].id, "fact.child");
    assert_string_equal(set->item[set->fact_prostitution].id, "fact.prostitution");
}

static void test_elements_divide_the_set(void **state)
{
    uint64_t all = 0;
    (void)state;
    for (enum element e = ELEMENT_ACT; e < ELEMENT_COUNT; e++) {
        assert_int_equal(all & set->element[e], 0);
        all |= set->element[e];
    }
    assert_int_equal(all, (UINT64_C(1) << set->count) - 1);
    for (size_t i = 0; i < set->count; i++)
        assert_true(set->element[set->item[i].element] >> i & 1);
}

static void test_signs_support_means(void **state)
{
    uint64_t supported = 0;
    (void)state;
    for (size_t i = 0; i < set->count; i++) {
        uint64_t supports = set->item[i].supports;
        assert_int_equal(supports != 0, set->item[i].element == ELEMENT_SIGN);
        assert_int_equal(supports & ~set->element[ELEMENT_MEANS], 0);
        supported |= supports;
    }
    assert_int_equal(supported, set->element[ELEMENT_MEANS]);
    int inducement = criteria_find(set, "sign.inducement");
    uint64_t mask = UINT64_C(1) << criteria_find(set, "means.deception") |
                    UINT64_C(1) << criteria_find(set, "means.abuse_of_vulnerability") |
                    UINT64_C(1) << criteria_find(set, "means.payment");
    assert_int_equal(set->item[inducement].supports, mask);
}

/* A reviewer reads the guidance beside the case: every one has at least two examples. */
static void test_every_criterion_is_explained(void **state)
{
    (void)state;
    for (size_t i = 0; i < set->count; i++) {
        const struct criterion *item = &set->item[i];
        unsigned examples = 0;
        for (const char *p = item->guidance; (p = strstr(p, "\n- ")); p++)
            examples++;
        assert_true(examples >= 2);
        assert_true(*item->label && *item->source);
    }
}

static void test_shipped_definitions(void **state)
{
    static const char *const ids[] = {"cap200-s129", "legco-2005", "palermo", "tvpa-severe-sex"};
    static const bool child_rule[] = {false, false, true, true};
    (void)state;
    assert_int_equal(set->definitions, 4);
    for (int i = 0; i < 4; i++) {
        const struct definition *d = &set->definition[i];
        assert_string_equal(d->id, ids[i]);
        assert_int_equal(d->child_rule, child_rule[i]);
        assert_true(*d->title && *d->source && *d->text && *d->note);
        assert_int_equal(criteria_definition(set, ids[i]), i);
    }
    assert_non_null(strstr(set->definition[1].note, "states no child rule"));
    assert_int_equal(criteria_definition(set, "legco"), -1);
}

static void test_find(void **state)
{
    (void)state;
    assert_int_equal(criteria_find(set, "means"), -1);
    assert_int_equal(criteria_find(set, ""), -1);
    assert_int_equal(criteria_find(set, "means.forces"), -1);
    assert_true(criteria_find_n(set, "means.force: present", 11) >= 0);
    assert_int_equal(criteria_find_n(set, "means.force", 10), -1);
}

/* --- what is refused --- */

enum { LINES = 8 };

static const char *const criteria_lines[LINES] = {
    "proof: grounds",
    "criteria:",
    "  - {id: act.a, label: l, source: s, guidance: g}",
    "  - {id: means.a, label: l, source: s, guidance: g, group: coercion}",
    "  - {id: purpose.a, label: l, source: s, guidance: g}",
    "  - {id: sign.a, label: l, source: s, guidance: g, supports: [means.a]}",
    "  - {id: fact.child, label: l, source: s, guidance: g}",
    "  - {id: fact.prostitution, label: l, source: s, guidance: g}",
};

static const char *const definition_lines[LINES] = {
    "id: d",
    "title: t",
    "source: s",
    "text: x",
    "note: n",
    "child_rule: no",
    "trafficking: {all: [means.a, {any: [purpose, fact.child]}]}",
    "",
};

/* The lines with line `number` (from 1) replaced. */
static char *with_line(const char *const *lines, int number, const char *line)
{
    struct str out = STR_INIT;
    for (int i = 0; i < LINES; i++)
        str_addf(&out, "%s\n", i + 1 == number ? line : lines[i]);
    return str_detach(&out);
}

/* Loads a small set with one line replaced; gives the error as a user reads it, "" where there is none. */
static char *load_with(bool in_criteria, int number, const char *line)
{
    struct str out = STR_INIT;
    struct err e = {0};
    char *criteria = with_line(criteria_lines, in_criteria ? number : 0, line);
    char *definition = with_line(definition_lines, in_criteria ? 0 : number, line);
    struct config_file file = {"criteria.yaml", NULL, criteria, strlen(criteria), NULL};
    struct config_file def = {"definitions/d.yaml", "/x/d.yaml", definition, strlen(definition),
                              NULL};
    struct criteria *c = criteria_load(&file, &def, 1, &e);
    if (!c) {
        assert_int_equal(e.kind, ERR_USAGE);
        err_format(&e, &out);
    }
    criteria_free(c);
    free(criteria);
    free(definition);
    return str_detach(&out);
}

static const struct refusal {
    bool in_criteria;
    int number;
    const char *line;
    const char *begins, *holds; /* of the error */
} refusals[] = {
    {true, 1, "prof: grounds", "criteria.yaml:1:1: ", "did you mean \"proof\"?"},
    {true, 1, "zzzzzzzzzzzz: grounds", "criteria.yaml:1:1: ", "use one of proof, criteria"},
    {true, 1, "# none", "criteria.yaml:2:1: ", "\"proof\" is missing"},
    {true, 1, "proof: ''", "criteria.yaml:1:8: ", "the text is empty"},
    {true, 1, "proof: [a]", "criteria.yaml:1:8: ", "a text is expected"},
    {true, 1, "proof: \"a\\nb\"", "criteria.yaml:1:8: ", "several lines"},
    {true, 3, "  - {id: act.a, label: l, source: s}",
     "criteria.yaml:3:5: ", "\"guidance\" is missing"},
    {true, 3, "  - {id: act.a, labels: l, source: s, guidance: g}",
     "criteria.yaml:3:17: ", "did you mean \"label\"?"},
    {true, 3, "  - {id: deed.a, label: l, source: s, guidance: g}",
     "criteria.yaml:3:10: ", "begin the id with act."},
    {true, 3, "  - {id: act.A, label: l, source: s, guidance: g}",
     "criteria.yaml:3:10: ", "after the dot write a to z"},
    {true, 3, "  - {id: act., label: l, source: s, guidance: g}",
     "criteria.yaml:3:10: ", "after the dot write a to z"},
    {true, 3, "  - act.a", "criteria.yaml:3:5: ", "a mapping is expected"},
    {true, 3, "  - {id: act.a, label: l, source: s, guidance: g, group: abuse}",
     "criteria.yaml:3:", "only a means has one"},
    {true, 3, "  - {id: act.a, label: l, source: s, guidance: g, group: trick}",
     "criteria.yaml:3:58: ", "coercion, deception or abuse"},
    {true, 4, "  - {id: means.a, label: l, source: s, guidance: g}",
     "criteria.yaml:4:", "has no group"},
    {true, 5, "  - {id: act.a, label: l, source: s, guidance: g}",
     "criteria.yaml:5:10: ", "there twice"},
    {true, 5, "  - {id: purpose.a, label: l, source: s, guidance: g, supports: [means.a]}",
     "criteria.yaml:5:", "only a sign does"},
    {true, 6, "  - {id: sign.a, label: l, source: s, guidance: g}",
     "criteria.yaml:6:", "supports nothing"},
    {true, 6, "  - {id: sign.a, label: l, source: s, guidance: g, supports: []}",
     "criteria.yaml:6:", "the list is empty"},
    {true, 6, "  - {id: sign.a, label: l, source: s, guidance: g, supports: means.a}",
     "criteria.yaml:6:62: ", "a list is expected"},
    {true, 6, "  - {id: sign.a, label: l, source: s, guidance: g, supports: [act.a]}",
     "criteria.yaml:6:63: ", "no means of this list"},
    {true, 6, "  - {id: sign.a, label: l, source: s, guidance: g, supports: [mean.a]}",
     "criteria.yaml:6:63: ", "the closest name is \"means.a\""},
    {true, 7, "  - {id: fact.other, label: l, source: s, guidance: g}",
     "criteria.yaml:7:10: ", "the records give no fact"},
    {true, 7, "# none", "criteria.yaml:", "the list has no fact.child"},
    {true, 8, "# none", "criteria.yaml:", "the list has no fact.prostitution"},
    {true, 8, "  - {id: *a}", "criteria.yaml:8:", ""},
    {false, 1, "id: e", "/x/d.yaml:1:5: ", "name the file e.yaml, or write `id: d`"},
    {false, 1, "id: D", "/x/d.yaml:1:5: ", "write a to z"},
    {false, 2, "titel: t", "/x/d.yaml:2:1: ", "did you mean \"title\"?"},
    {false, 6, "child_rule: true", "/x/d.yaml:6:13: ", "write yes or no"},
    {false, 7, "", "/x/d.yaml:1:1: ", "\"trafficking\" is missing"},
    {false, 7, "trafficking: {all: []}", "/x/d.yaml:7:", "the list is empty"},
    {false, 7, "trafficking: {}", "/x/d.yaml:7:", "the tree is empty"},
    {false, 7, "trafficking: [means]", "/x/d.yaml:7:14: ", "a list stands alone"},
    {false, 7, "trafficking: {none: [means]}", "/x/d.yaml:7:15: ", "unknown name \"none\""},
    {false, 7, "trafficking: {all: [means], any: [act]}", "/x/d.yaml:7:", "side by side"},
    {false, 7, "trafficking: {all: [means, {any: []}]}", "/x/d.yaml:7:", "the list is empty"},
    {false, 7, "trafficking: {all: [mean.a]}", "/x/d.yaml:7:21: ", "did you mean \"means.a\"?"},
    {false, 7, "trafficking: {all: [xyzzyxyzzy]}",
     "/x/d.yaml:7:21: ", "name an id of criteria.yaml"},
    {false, 7, "trafficking: {all: [sign.a]}", "/x/d.yaml:7:21: ", "decides nothing by itself"},
    {false, 7, "trafficking: {all: [sign]}", "/x/d.yaml:7:21: ", "there is no criterion \"sign\""},
    {false, 7, "trafficking: ''", "/x/d.yaml:7:14: ", "there is no criterion"},
};

static void test_refusals(void **state)
{
    unsigned wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const struct refusal *r = &refusals[i];
        char *got = load_with(r->in_criteria, r->number, r->line);
        if (strncmp(got, r->begins, strlen(r->begins)) != 0 || !strstr(got, r->holds)) {
            wrong++;
            print_error("%s\n  gives  %s\n  wanted %s...%s\n", r->line, got, r->begins, r->holds);
        }
        free(got);
    }
    assert_int_equal(wrong, 0);
    char *fine = load_with(true, 0, "");
    assert_string_equal(fine, "");
    free(fine);
}

/* `count` criteria of a kind, before the lines of the small set. */
static bool loads_with_many(const char *kind, const char *rest, int count, char *what)
{
    struct str text = STR_INIT;
    struct err e = {0};
    char *definition = with_line(definition_lines, 0, "");
    str_addf(&text, "proof: p\ncriteria:\n");
    for (int i = 3; i < LINES; i++)
        str_addf(&text, "%s\n", criteria_lines[i]);
    for (int i = 0; i < count; i++)
        str_addf(&text, "  - {id: %s.x%d, label: l, source: s, guidance: g%s}\n", kind, i, rest);
    struct config_file file = {"criteria.yaml", NULL, text.p, text.len, NULL};
    struct config_file def = {"definitions/d.yaml", NULL, definition, strlen(definition), NULL};
    struct criteria *c = criteria_load(&file, &def, 1, &e);
    snprintf(what, sizeof e.what, "%s", e.what);
    criteria_free(c);
    free(definition);
    str_release(&text);
    return c != NULL;
}

static void test_too_many(void **state)
{
    char what[sizeof((struct err *)0)->what];
    (void)state;
    assert_true(loads_with_many("means", ", group: abuse", 7, what));
    assert_false(loads_with_many("means", ", group: abuse", 8, what));
    assert_non_null(strstr(what, "more than 8 of \"means.\""));
    assert_true(loads_with_many("sign", ", supports: [means]", ANSWERS_MAX - 5, what));
    assert_false(loads_with_many("sign", ", supports: [means]", ANSWERS_MAX - 4, what));
    assert_non_null(strstr(what, "more than 64"));
}

static void test_definition_files(void **state)
{
    struct err e = {0};
    char *criteria = with_line(criteria_lines, 0, ""), *text = with_line(definition_lines, 0, "");
    struct config_file file = {"criteria.yaml", NULL, criteria, strlen(criteria), NULL};
    struct config_file def[DEFINITIONS_MAX + 1];
    (void)state;
    for (int i = 0; i <= DEFINITIONS_MAX; i++)
        def[i] = (struct config_file){"definitions/d.yaml", NULL, text, strlen(text), NULL};
    assert_null(criteria_load(&file, def, 0, &e));
    assert_non_null(strstr(e.what, "there is no definition"));
    assert_null(criteria_load(&file, def, DEFINITIONS_MAX + 1, &e));
    assert_non_null(strstr(e.what, "more than 16 definitions"));
    assert_null(criteria_load(&file, def, 2, &e));
    assert_non_null(strstr(e.what, "\"d\" is there twice"));
    free(criteria);
    free(text);
}

/* The digest tells any change of a name or a byte, and does not depend on the order of the files. */
static void test_digest(void **state)
{
    struct err e = {0};
    char *criteria = with_line(criteria_lines, 0, "");
    char *one = with_line(definition_lines, 1, "id: d"),
         *two = with_line(definition_lines, 1, "id: d-2");
    char *other = with_line(definition_lines, 5, "note: m");
    struct config_file file = {"criteria.yaml", NULL, criteria, strlen(criteria), NULL};
    struct config_file d = {"definitions/d.yaml", "/a", one, strlen(one), NULL};
    struct config_file d2 = {"definitions/d-2.yaml", "/b", two, strlen(two), NULL};
    struct config_file changed = {"definitions/d.yaml", "/a", other, strlen(other), NULL};
    struct criteria *set_of[3] = {
        criteria_load(&file, (struct config_file[]){d, d2}, 2, &e),
        criteria_load(&file, (struct config_file[]){d2, d}, 2, &e),
        criteria_load(&file, (struct config_file[]){changed, d2}, 2, &e),
    };
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_non_null(set_of[i]);
    assert_string_equal(set_of[1]->definition[0].id, "d");
    assert_string_equal(set_of[1]->definition[1].id, "d-2");
    assert_true(sha256_equal(&set_of[0]->digest, &set_of[1]->digest));
    assert_false(sha256_equal(&set_of[0]->digest, &set_of[2]->digest));
    for (int i = 0; i < 3; i++)
        criteria_free(set_of[i]);
    free(criteria);
    free(one);
    free(two);
    free(other);
}

/* --- answers --- */

static void test_answer_names(void **state)
{
    enum answer a;
    (void)state;
    for (enum answer w = ANSWER_PRESENT; w <= ANSWER_UNKNOWN; w++) {
        assert_true(answer_parse(answer_name(w), &a));
        assert_int_equal(a, w);
    }
    assert_string_equal(answer_name(ANSWER_NONE), "");
    assert_false(answer_parse("", &a));
    assert_false(answer_parse("Present", &a));
    assert_false(answer_parse("presently", &a));
}

static void test_answers_stored(void **state)
{
    struct answers a = {0}, back;
    struct str out = STR_INIT;
    unsigned unknown;
    (void)state;
    answers_set(&a, (unsigned)criteria_find(set, "sign.debt_bondage"), ANSWER_UNKNOWN);
    answers_set(&a, (unsigned)criteria_find(set, "means.force"), ANSWER_PRESENT);
    answers_set(&a, (unsigned)criteria_find(set, "means.fraud"), ANSWER_ABSENT);
    answers_set(&a, (unsigned)criteria_find(set, "act.receipt"), ANSWER_ABSENT);
    a.implied = UINT64_C(1) << criteria_find(set, "means.fraud");
    answers_format(set, &a, &out);
    assert_string_equal(str_text(&out), "act.receipt=absent\nmeans.force=present\n"
                                        "means.fraud=absent,implied\nsign.debt_bondage=unknown");
    assert_true(answers_parse(set, str_text(&out), &back, &unknown));
    assert_memory_equal(&a, &back, sizeof a);
    assert_int_equal(unknown, 0);
    str_release(&out);
}

static void test_answers_round_trip(void **state)
{
    (void)state;
    srand(20050608);
    for (int round = 0; round < 2000; round++) {
        struct answers a = {0}, back;
        struct str out = STR_INIT;
        unsigned unknown;
        for (unsigned bit = 0; bit < set->count; bit++)
            answers_set(&a, bit, (enum answer)(rand() % 4));
        a.implied = a.absent & (uint64_t)rand();
        answers_format(set, &a, &out);
        assert_true(answers_parse(set, str_text(&out), &back, &unknown));
        assert_memory_equal(&a, &back, sizeof a);
        str_release(&out);
    }
}

static void test_answers_malformed(void **state)
{
    static const char *const bad[] = {
        "means.force",
        "means.force=",
        "=present",
        "means.force=maybe",
        "means.force=present,implied",
        "means.force=unknown,implied",
        "means.force=,implied",
        "means.force=absent,impl",
        "means.force=absent\n",
        "\nmeans.force=absent",
        "means.force=absent\n\nmeans.fraud=absent",
        "means.force=absent\nmeans.force=absent",
        "means.gone=maybe",
        ",implied=absent,impliedx",
    };
    struct answers a;
    unsigned unknown;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (answers_parse(set, bad[i], &a, &unknown))
            fail_msg("taken: %s", bad[i]);
    assert_true(answers_parse(set, "", &a, &unknown));
    assert_true(answers_parse(set, "means.force=absent\nmeans.gone=present", &a, &unknown));
    assert_int_equal(unknown, 1);
    assert_int_equal(a.absent, UINT64_C(1) << criteria_find(set, "means.force"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped_criteria),
        cmocka_unit_test(test_elements_divide_the_set),
        cmocka_unit_test(test_signs_support_means),
        cmocka_unit_test(test_every_criterion_is_explained),
        cmocka_unit_test(test_shipped_definitions),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_definition_files),
        cmocka_unit_test(test_digest),
        cmocka_unit_test(test_answer_names),
        cmocka_unit_test(test_answers_stored),
        cmocka_unit_test(test_answers_round_trip),
        cmocka_unit_test(test_answers_malformed),
    };
    return cmocka_run_group_tests(tests, load_shipped, free_shipped);
}
