/* Completion, and the words behind `:`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/complete.h"
#include "tui/typed.h"

static void begin(struct complete *c, const char *word)
{
    static const char *const known[] = {"tally", "tag", "tag", "trafficking", "summary"};
    complete_begin(c, word, strlen(word));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        complete_offer(c, known[i]);
}

static void test_the_only_one_stands_at_once(void **state)
{
    struct complete c = {0};
    (void)state;
    begin(&c, "s");
    assert_int_equal(c.count, 1);
    assert_string_equal(complete_common(&c), "summary");
    begin(&c, "x");
    assert_int_equal(c.count, 0);
    assert_string_equal(complete_common(&c), "x");
    complete_release(&c);
}

static void test_several_take_turns(void **state)
{
    struct complete c = {0};
    struct str list = STR_INIT;
    (void)state;
    begin(&c, "t");
    assert_string_equal(complete_common(&c), "t");
    complete_list(&c, &list);
    assert_string_equal(str_text(&list), "tally  tag  trafficking");
    assert_string_equal(complete_turn(&c, 1), "tally");
    assert_string_equal(complete_turn(&c, 1), "tag");
    str_clear(&list);
    complete_list(&c, &list);
    assert_string_equal(str_text(&list), "tally  [tag]  trafficking");
    assert_string_equal(complete_turn(&c, 1), "trafficking");
    assert_string_equal(complete_turn(&c, 1), "t");
    assert_string_equal(complete_turn(&c, -1), "trafficking");
    begin(&c, "");
    assert_string_equal(complete_turn(&c, -1), "summary");
    complete_begin(&c, "ta", 2);
    complete_offer(&c, "tallies");
    complete_offer(&c, "tallied");
    assert_string_equal(complete_common(&c), "tallie");
    complete_release(&c);
    str_release(&list);
}

static void test_many_are_counted(void **state)
{
    struct complete c = {0};
    struct str list = STR_INIT;
    char word[16];
    (void)state;
    complete_begin(&c, "D", 1);
    for (unsigned i = 0; i < COMPLETE_MAX + 50; i++) {
        snprintf(word, sizeof word, "D-%03u", i);
        complete_offer(&c, word);
    }
    assert_int_equal(c.count, COMPLETE_MAX);
    assert_int_equal(c.more, 50);
    assert_string_equal(complete_common(&c), "D");
    complete_list(&c, &list);
    assert_non_null(strstr(str_text(&list), "D-023  (226 more)"));
    complete_release(&c);
    str_release(&list);
}

static void test_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < words_count(); i++) {
        assert_int_equal(words_find(words_at(NULL, i), false), i);
        assert_true(words_action(i) || words_typed(i));
    }
    assert_int_equal(words_action(words_find("tally", false)), A_TALLY);
    assert_int_equal(words_action(words_find("tal", false)), A_TALLY);
    assert_int_equal(words_action(words_find("search", false)), A_SEARCH);
    assert_true(words_find("answer", false) == WORDS_MANY);
    assert_true(words_find("no-such", false) == WORDS_NONE);
    assert_true(words_find("", false) == WORDS_NONE);
    assert_string_equal(words_typed(words_find("set", false))->argument, "[NAME [VALUE]]");
    assert_non_null(words_typed(words_find("limit", false)));
    assert_null(words_typed(words_find("tally", false)));
    /* With an argument behind it, only a word that takes one. */
    assert_true(words_find("l", false) == WORDS_MANY);
    assert_string_equal(words_at(NULL, words_find("l", true)), "limit");
    for (size_t i = 0; i < typed_count; i++)
        assert_true(*typed_words[i].argument && strlen(typed_words[i].help) > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_only_one_stands_at_once),
        cmocka_unit_test(test_several_take_turns),
        cmocka_unit_test(test_many_are_counted),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
