/* The idle lock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/screen.h"

enum { MINUTE = 60 * 1000 };

static const char *const records[] = {"tests/screen/records/debriefings.yaml", NULL};

static void open_loaded(struct screen *s)
{
    screen_open(s, records, 24, 80);
    screen_load(s);
}

static void test_script(void **state)
{
    struct screen s;
    (void)state;
    screen_open(&s, records, 24, 80);
    screen_script(&s, "tests/screen/scripts/lock.keys");
    screen_close(&s);
}

/* The whole screen is sent anew, so that no cell of a case is left by a terminal that lost one; then nothing is, whatever
 * happens behind it. */
static void test_nothing_is_drawn_behind_it(void **state)
{
    struct screen s;
    struct err e;
    (void)state;
    open_loaded(&s);
    terminal_bytes();
    screen_wait(&s, 15 * MINUTE);
    assert_in_range(terminal_bytes(), 1, 200);
    for (int i = 0; i < 8; i++) {
        assert_true(casework_flag(&s.workspace.casework, 3, i % 2 == 0, &e) == DONE_SAVED);
        app_changed(&s.app);
        app_say(&s.app, STYLE_NORMAL, "D-2003-00001 was decided");
        screen_wait(&s, MINUTE);
    }
    assert_int_equal(terminal_bytes(), 0);
    screen_close(&s);
}

static void test_keys_put_it_off(void **state)
{
    struct screen s;
    (void)state;
    open_loaded(&s);
    for (int i = 0; i < 20; i++) {
        screen_wait(&s, 14 * MINUTE);
        screen_keys(&s, "j");
    }
    assert_int_equal(s.app.current, 20);
    screen_wait(&s, 15 * MINUTE - 1);
    screen_keys(&s, "j");
    assert_int_equal(s.app.current, 21);
    screen_wait(&s, 15 * MINUTE);
    screen_keys(&s, "j");
    assert_int_equal(s.app.current, 21);
    screen_close(&s);
}

static void test_off(void **state)
{
    struct screen s;
    (void)state;
    open_loaded(&s);
    s.workspace.settings.lock = 0;
    screen_wait(&s, INT64_C(10000) * MINUTE);
    assert_true(terminal_shows("42 undecided"));
    screen_close(&s);
}

/* Who was away so long that the console locked itself has had a break. */
static void test_it_is_a_break(void **state)
{
    struct screen s;
    (void)state;
    open_loaded(&s);
    s.workspace.settings.break_minutes = 45;
    for (int i = 0; i < 10; i++) {
        screen_wait(&s, 4 * MINUTE);
        screen_keys(&s, "j");
    }
    screen_wait(&s, 15 * MINUTE);
    screen_keys(&s, "<Enter>");
    for (int i = 0; i < 11; i++) {
        screen_wait(&s, 4 * MINUTE);
        screen_keys(&s, "j");
        assert_false(terminal_shows("without a break"));
    }
    screen_wait(&s, 4 * MINUTE);
    screen_keys(&s, "j");
    assert_true(terminal_shows("48 minutes without a break"));
    screen_close(&s);
}

/* Nothing is shown to whom the terminal belongs by now: the console ends. */
static void test_a_terminal_of_somebody_else(void **state)
{
    struct screen s;
    (void)state;
    open_loaded(&s);
    screen_wait(&s, 15 * MINUTE);
    bool given = terminal_give_away();
    screen_keys(&s, "<Enter>");
    if (given) {
        assert_true(s.app.quit);
        assert_true(s.app.private->failed);
        assert_non_null(strstr(s.app.private->error.what, "belongs to somebody else now"));
        assert_true(terminal_shows("locked: Enter unlocks"));
    }
    screen_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_script),          cmocka_unit_test(test_nothing_is_drawn_behind_it),
        cmocka_unit_test(test_keys_put_it_off), cmocka_unit_test(test_off),
        cmocka_unit_test(test_it_is_a_break),   cmocka_unit_test(test_a_terminal_of_somebody_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
