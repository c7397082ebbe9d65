#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/input.h"
#include "tui/keymap.h"

static void test_every_key_parses_and_formats_back(void **state)
{
    (void)state;
    for (unsigned a = ACTION_NONE + 1; a < ACTION_TOTAL; a++) {
        const char *s = action_defs[a].keys;
        struct str back = STR_INIT;
        assert_true(*s);
        while (*s) {
            uint32_t key = key_parse(&s);
            assert_int_not_equal(key, 0);
            str_add(&back, back.len ? " " : "");
            key_format(key, &back);
            s += strspn(s, " ");
        }
        assert_string_equal(str_text(&back), action_defs[a].keys);
        str_release(&back);
    }
}

/* Within one scope a key means one thing. */
static void test_no_key_means_two_things(void **state)
{
    (void)state;
    for (unsigned a = ACTION_NONE + 1; a < ACTION_TOTAL; a++) {
        const char *s = action_defs[a].keys;
        for (unsigned index = 0; *s; index++) {
            uint32_t key = key_parse(&s);
            s += strspn(s, " ");
            for (unsigned scope = ANYWHERE; scope <= CASE; scope *= 2) {
                struct act act;
                if (!(action_defs[a].scopes & scope) && !(action_defs[a].scopes & ANYWHERE))
                    continue;
                assert_true(keymap_lookup(key, scope, &act));
                assert_int_equal(act.action, a);
                assert_int_equal(act.key, index);
            }
        }
    }
}

static void test_scopes(void **state)
{
    struct act act;
    (void)state;
    assert_true(keymap_lookup('V', CASE, &act));
    assert_int_equal(act.action, A_VOLUNTARY);
    assert_false(keymap_lookup('V', QUEUE | LISTS, &act));
    assert_true(keymap_lookup('3', CASE, &act));
    assert_int_equal(act.action, A_ANSWER_MEANS);
    assert_int_equal(act.key, 2);
    assert_false(keymap_lookup(0, CASE, &act));
    assert_true(keymap_counts(QUEUE | LISTS));
    assert_false(keymap_counts(CASE));
}

static void test_words(void **state)
{
    (void)state;
    assert_int_equal(action_find("tally"), A_TALLY);
    assert_int_equal(action_find("tal"), A_TALLY);
    assert_int_equal(action_find("down"), A_DOWN);
    assert_int_equal(action_find("search"), A_SEARCH);
    assert_int_equal(action_find("answer"), ACTION_NONE);
    assert_int_equal(action_find("no-such"), ACTION_NONE);
    assert_int_equal(action_find(""), ACTION_NONE);
    for (unsigned a = ACTION_NONE + 1; a < ACTION_TOTAL; a++)
        assert_int_equal(action_find(action_defs[a].word), a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_key_parses_and_formats_back),
        cmocka_unit_test(test_no_key_means_two_things),
        cmocka_unit_test(test_scopes),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
