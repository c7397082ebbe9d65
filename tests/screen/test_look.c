/* How the console looks: themes, and what it says at start of what it cannot show or use. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/places.h"
#include "tests/support/screen.h"

static const char *const records[] = {"tests/screen/records/debriefings.yaml", NULL};

static void shown(const char *text)
{
    struct str dump = STR_INIT;
    if (!terminal_shows(text)) {
        terminal_dump(&dump);
        fail_msg("\"%s\" is not shown:\n%s", text, str_text(&dump));
    }
    str_release(&dump);
}

/* A fault in a theme file is said in full, until a key is pressed; the console works on. */
static void test_theme_file_with_a_fault(void **state)
{
    struct screen s;
    (void)state;
    place_write(user, "tipreview/theme.yaml",
                "themes:\n  monochrome:\n    error: {attributes: blink}\n");
    place_write(user, "tipreview/settings.yaml", "theme: monochrome\n");
    screen_open(&s, records, 24, 80);
    shown("theme.yaml:3:25: \"blink\" is no attribute:");
    shown("the theme default is used");
    shown("0 undecided");
    screen_keys(&s, "j");
    assert_false(terminal_shows("blink"));
    shown(" cyan\n");
    screen_close(&s);
}

static void test_unknown_theme(void **state)
{
    struct screen s;
    (void)state;
    place_write(user, "tipreview/settings.yaml", "theme: monocrome\n");
    screen_open(&s, records, 24, 80);
    shown("there is no theme \"monocrome\": did you mean monochrome?");
    screen_close(&s);
}

static void test_theme_of_the_settings(void **state)
{
    struct screen s;
    (void)state;
    place_write(user, "tipreview/settings.yaml", "theme: default\nbackground: light\n");
    screen_open(&s, records, 24, 80);
    screen_load(&s);
    shown("colour24\n");
    screen_close(&s);
}

static void test_theme_put_on_live(void **state)
{
    struct err e;
    struct screen s;
    (void)state;
    screen_open(&s, records, 24, 80);
    screen_load(&s);
    shown(" cyan\n");
    assert_true(app_theme(&s.app, "monochrome", &e));
    screen_draw(&s);
    assert_false(terminal_shows(" cyan\n"));
    assert_false(app_theme(&s.app, "none", &e));
    assert_non_null(strstr(e.what, "known are default, high-contrast, monochrome"));
    screen_close(&s);
}

/* Each is read: the fault, then the warning; what is said meanwhile waits behind them. */
static void test_notices_follow_each_other(void **state)
{
    struct screen s;
    (void)state;
    place_write(user, "tipreview/settings.yaml", "theme: none\n");
    screen_open_look(&s, records, &(struct screen_look){.rows = 24, .cols = 80, .locale = "C"});
    shown("there is no theme \"none\"");
    screen_load(&s);
    app_say(&s.app, STYLE_NORMAL, "said meanwhile");
    screen_keys(&s, "j");
    shown("not UTF-8: each Chinese");
    shown("start with LC_ALL=C.UTF-8");
    screen_keys(&s, "j");
    assert_false(terminal_shows("not UTF-8"));
    shown(" 3/42 ");
    screen_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_theme_file_with_a_fault, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_unknown_theme, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_theme_of_the_settings, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_theme_put_on_live, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_notices_follow_each_other, make_places, remove_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
