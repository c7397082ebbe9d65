/* The words that point at criteria: how a file of them is read and refused, and what they find in a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "config/criteria_files.h"
#include "tests/support/criteria.h"
#include "tests/support/places.h"

static struct criteria *criteria;

static struct terms *load(const char *yaml, struct err *e)
{
    struct config_file file = {.name = "terms.yaml", .bytes = yaml, .len = strlen(yaml)};
    return terms_load(&file, criteria, e);
}

/* What is found, as "[threatened|means.force] ...". */
static void found(const struct terms *t, const char *text, struct str *out)
{
    struct term_hits hits = {0};
    assert_true(terms_find(t, text, strlen(text), &hits));
    for (size_t i = 0; i < hits.count; i++) {
        str_addf(out, "[%.*s", (int)hits.hit[i].len, text + hits.hit[i].start);
        for (unsigned item = 0; item < criteria->count; item++)
            if (hits.hit[i].items >> item & 1)
                str_addf(out, "|%s", criteria->item[item].id);
        str_add(out, "]");
    }
    term_hits_release(&hits);
}

static void finds(const char *yaml, const char *text, const char *wanted)
{
    struct err e = {0};
    struct str out = STR_INIT;
    struct terms *t = load(yaml, &e);
    if (!t)
        fail_msg("%u:%u: %s", e.line, e.col, e.what);
    found(t, text, &out);
    assert_string_equal(str_text(&out), wanted);
    str_release(&out);
    terms_free(t);
}

static void refuses(const char *yaml, unsigned line, unsigned col, const char *holds)
{
    struct err e = {0};
    assert_null(load(yaml, &e));
    assert_int_equal(e.kind, ERR_USAGE);
    assert_int_equal(e.line, line);
    assert_int_equal(e.col, col);
    if (!strstr(e.what, holds))
        fail_msg("%s\n  wanted %s", e.what, holds);
}

static void test_whole_words(void **state)
{
    (void)state;
    static const char yaml[] = "terms:\n  means.force: [beat, knife]\n";
    finds(yaml, "They beat her.", "[beat|means.force]");
    finds(yaml, "BEAT, and a Knife", "[BEAT|means.force][Knife|means.force]");
    finds(yaml, "upbeat beaten heartbeat knifes", "");
    finds(yaml, "(beat) -knife- beat", "[beat|means.force][knife|means.force][beat|means.force]");
    finds(yaml,
          "beat\xC3\xA9 \xC3\xA9"
          "beat",
          "");
    finds(yaml, "", "");
}

static void test_beginnings(void **state)
{
    (void)state;
    static const char yaml[] = "terms:\n  means.force: [threat*]\n";
    finds(yaml, "a threat, threatened; THREATS",
          "[threat|means.force][threatened|means.force][THREATS|means.force]");
    finds(yaml, "thread unthreatened", "");
}

static void test_phrases(void **state)
{
    (void)state;
    static const char yaml[] = "terms:\n  means.coercion: [could not leave]\n"
                               "  sign.restricts_movement: [locked in]\n";
    finds(yaml, "She could not\n  leave: locked\nin.",
          "[could not\n  leave|means.coercion][locked\nin|sign.restricts_movement]");
    finds(yaml, "could not leaven, blocked in, locked into, couldnot leave", "");
}

static void test_chinese(void **state)
{
    (void)state;
    static const char yaml[] = "terms:\n  sign.withholds_documents: [扣押護照]\n"
                               "  means.force: [威脅]\n";
    finds(yaml, "他扣押護照，並威脅她。", "[扣押護照|sign.withholds_documents][威脅|means.force]");
    finds(yaml, "他扣押\n護照，威\n脅她",
          "[扣押\n護照|sign.withholds_documents][威\n脅|means.force]");
    finds(yaml, "扣押护照 護照扣押 威", "");
    finds(yaml, "abc威脅abc", "[威脅|means.force]");
}

/* Words that overlap are one place that points at everything. */
static void test_overlap(void **state)
{
    (void)state;
    finds("terms:\n  means.force: [threat*, rape]\n  sign.physical_threats: [threatened to kill]\n"
          "  sign.sexual_abuse: [rape]\n",
          "He threatened to kill and rape",
          "[threatened to kill|means.force|sign.physical_threats][rape|means.force|"
          "sign.sexual_abuse]");
}

/* Negation is not understood, and must not be: the mark is a pointer. */
static void test_negation_is_marked(void **state)
{
    (void)state;
    finds("terms:\n  means.force: [threat*]\n", "Nobody threatened her.",
          "[threatened|means.force]");
}

static void test_refusals(void **state)
{
    (void)state;
    refuses("", 1, 1, "terms");
    refuses("terms: [a]\n", 1, 8, "a mapping is expected");
    refuses("terms:\n  means.forse: [beat]\n", 2, 3, "did you mean \"means.force\"?");
    refuses("terms:\n  nothing.like.it.at.all: [beat]\n", 2, 3, "name one of criteria.yaml");
    refuses("terms:\n  means.force: beat\n", 2, 16, "a list is expected");
    refuses("terms:\n  means.force: []\n", 2, 17, "empty");
    refuses("terms:\n  means.force: [beat, [a]]\n", 2, 23, "no list");
    refuses("terms:\n  means.force: [be*at]\n", 2, 17, "at the end of a word");
    refuses("terms:\n  means.force: ['*']\n", 2, 17, "at the end of a word");
    refuses("terms:\n  means.force: ['打*']\n", 2, 17, "at the end of a word");
    refuses("terms:\n  means.force: [' beat']\n", 2, 17, "a space");
    refuses("terms:\n  means.force: ['']\n", 2, 17, "1 to 64 bytes");
    refuses("words: {}\n", 1, 1, "terms");
}

/* What ships names known ids alone and marks what it is there for. */
static void test_shipped(void **state)
{
    (void)state;
    struct err e;
    struct str out = STR_INIT;
    struct terms *t = config_terms(workspace, criteria, &e);
    assert_non_null(t);
    assert_int_equal(e.kind, ERR_NONE);
    found(t, "Locked in, she saw the debt grow.", &out);
    assert_non_null(strstr(str_text(&out), "[Locked in|sign.restricts_movement]"));
    assert_non_null(strstr(str_text(&out), "[debt|sign.debt_bondage]"));
    str_release(&out);
    terms_free(t);
}

/* What debriefings say, and the criterion or sign that the shipped words point at. */
static void test_shipped_points(void **state)
{
    static const struct {
        const char *text, *id;
    } cases[] = {
        {"The debt grew by rent and fines", "sign.debt_bondage"},
        {"the loan shark's men came", "sign.debt_bondage"},
        {"欠大耳窿錢", "sign.debt_bondage"},
        {"It was deducted from her pay", "sign.debt_bondage"},
        {"The keeper held her two-way permit", "sign.withholds_documents"},
        {"her papers were confiscated", "sign.withholds_documents"},
        {"扣起護照", "sign.withholds_documents"},
        {"the door was locked at night", "sign.restricts_movement"},
        {"she was locked in", "sign.restricts_movement"},
        {"a minder went along", "sign.restricts_movement"},
        {"唔准出街", "sign.restricts_movement"},
        {"he read out her parents' address", "sign.threatens_family"},
        {"話會搵佢屋企人", "sign.threatens_family"},
        {"her wages were withheld, and she was never paid", "purpose.forced_labour"},
        {"老細冇出糧", "purpose.forced_labour"},
        {"She was told of a job as a nanny", "means.deception"},
        {"佢哋呃我", "means.deception"},
        {"a cleaning job that did not exist", "means.fraud"},
        {"She is 16", "fact.child"},
        {"was seventeen when she first came", "fact.child"},
        {"虛報年齡", "fact.child"},
        {"the mama san and the agent", "purpose.sexual_exploitation"},
        {"the mama san and the agent", "act.recruitment"},
        {"he pushed her and beat her", "means.force"},
        {"拳打腳踢", "means.force"},
        {"photographs of her would be sent home", "means.coercion"},
        {"裸照", "means.coercion"},
        {"Of what she earned half went to him", "sign.takes_earnings"},
    };
    (void)state;
    struct err e;
    struct terms *t = config_terms(NULL, criteria, &e);
    assert_non_null(t);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str out = STR_INIT;
        found(t, cases[i].text, &out);
        if (!strstr(str_text(&out), cases[i].id))
            fail_msg("%s: %s is not among %s", cases[i].text, cases[i].id, str_text(&out));
        str_release(&out);
    }
    terms_free(t);
}

/* What stands in texts where nothing is amiss. */
static void test_shipped_leaves_alone(void **state)
{
    static const char *const texts[] = {
        "The interview took half an hour; Madam Chan put the questions.",
        "Officers on the beat struck up a conversation.",
        "She lodged a complaint over a small thing fifteen days ago.",
        "She rents by the day; the door was not locked, and she has her own key.",
        "She watched television. Her passport is genuine and was given back.",
        "經監視後，人員進入單位。證件由本人保管。",
    };
    (void)state;
    struct err e;
    struct terms *t = config_terms(NULL, criteria, &e);
    assert_non_null(t);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct str out = STR_INIT;
        found(t, texts[i], &out);
        assert_string_equal(str_text(&out), "");
        str_release(&out);
    }
    terms_free(t);
}

/* A file that is refused says so, and what ships takes its place; a good one replaces it whole. */
static void test_own_file(void **state)
{
    (void)state;
    struct err e;
    struct str out = STR_INIT;
    place_write(workspace, "config/terms.yaml", "terms:\n  means.forse: [oyster]\n");
    struct terms *t = config_terms(workspace, criteria, &e);
    assert_int_equal(e.kind, ERR_USAGE);
    assert_int_equal(e.line, 2);
    found(t, "locked in, an oyster", &out);
    assert_string_equal(str_text(&out), "[locked in|sign.restricts_movement]");
    terms_free(t);

    place_write(workspace, "config/terms.yaml", "terms:\n  means.force: [oyster]\n");
    t = config_terms(workspace, criteria, &e);
    assert_int_equal(e.kind, ERR_NONE);
    str_clear(&out);
    found(t, "locked in, an oyster", &out);
    assert_string_equal(str_text(&out), "[oyster|means.force]");
    str_release(&out);
    terms_free(t);
}

/* The work grows with the text, not with the text times the words. */
static void test_long_text(void **state)
{
    (void)state;
    struct err e;
    struct str text = STR_INIT;
    struct term_hits hits = {0};
    struct terms *t = config_terms(NULL, criteria, &e);
    while (text.len < 256 * 1024)
        str_add(&text, "the threat to the tea ");
    assert_true(terms_find(t, str_text(&text), text.len, &hits));
    assert_int_equal(hits.count, (text.len + 21) / 22);
    term_hits_release(&hits);
    str_release(&text);
    terms_free(t);
}

static int set_up(void **state)
{
    (void)state;
    criteria = shipped_criteria();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    criteria_free(criteria);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_words),
        cmocka_unit_test(test_beginnings),
        cmocka_unit_test(test_phrases),
        cmocka_unit_test(test_chinese),
        cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_negation_is_marked),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test_setup_teardown(test_shipped, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_shipped_points, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_shipped_leaves_alone, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_own_file, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_long_text, make_places, remove_places),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
