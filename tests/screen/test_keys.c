/* Keys on the screen: counts, sequences, presets, a keys file that is refused, and what is pasted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/places.h"
#include "tests/support/screen.h"
#include "tui/input.h"

/* Opens the console again with this keys file and setting in the workspace. */
static void reopen_with(struct screen *s, const char *keys, const char *settings)
{
    place_write(s->dir, "config/keys.yaml", keys);
    place_write(s->dir, "tipreview.yaml", settings);
    screen_reopen(s);
    screen_load(s);
}

static bool on_line(int row, const char *text)
{
    struct str line = STR_INIT;
    terminal_line(row, &line);
    bool found = strstr(str_text(&line), text) != NULL;
    str_release(&line);
    return found;
}

enum { STATUS = 22, MESSAGE = 23 };

static void test_what_was_begun_is_shown_and_can_be_taken_back(void **state)
{
    struct screen *s = *state;
    size_t at = s->app.current;
    screen_keys(s, "12");
    assert_true(on_line(STATUS, "  12-"));
    screen_keys(s, "<Esc>");
    assert_false(on_line(STATUS, "12-"));
    screen_keys(s, "j");
    assert_int_equal(s->app.current, at + 1);
    screen_keys(s, "3j");
    assert_int_equal(s->app.current, at + 4);
    screen_keys(s, "<Enter>a");
    assert_true(on_line(STATUS, "  a-"));
    assert_true(on_line(MESSAGE, "1-6 answer-act"));
    screen_keys(s, "<Esc>");
    assert_false(on_line(STATUS, "  a-"));
    assert_true(s->app.top->ops->scopes == CASE);
    /* V was meant otherwise, or it would not follow an `a`. */
    screen_keys(s, "aV");
    assert_true(on_line(MESSAGE, "aV means nothing here: ? shows the keys"));
    assert_true(terminal_shows("42 undecided"));
}

static void test_a_clash(void **state)
{
    struct screen *s = *state;
    reopen_with(s, "default:\n  down: [x]\n  up: [x]\n", "");
    assert_true(terminal_shows("config/keys.yaml:3:8: x means down already (line"));
    assert_true(on_line(MESSAGE, "the default keys are in force"));
    screen_keys(s, "<Esc>x");
    assert_true(on_line(MESSAGE, "x means nothing here"));
    size_t at = s->app.current;
    screen_keys(s, "j");
    assert_int_equal(s->app.current, at + 1);
}

static void test_an_action_that_lost_its_key(void **state)
{
    struct screen *s = *state;
    reopen_with(s, "default:\n  tally: [y, t]\n", "");
    assert_true(terminal_shows("config/keys.yaml:2:14: with t here"));
    reopen_with(s, "default:\n  toggle-tag: []\n  tally: [y, t]\n", "");
    assert_false(terminal_shows("keys.yaml:"));
    reopen_with(s, "default:\n  tally: [y, t]\n  toggle-tag: [x]\n", "");
    assert_false(terminal_shows("keys.yaml:"));
}

static void test_an_unknown_preset(void **state)
{
    struct screen *s = *state;
    reopen_with(s, "", "keys: vmi\n");
    assert_true(terminal_shows(
        "the setting keys: vmi is no preset: the presets are default, vim, arrows;"));
    screen_keys(s, "jj");
    assert_true(on_line(MESSAGE, "Enter read"));
}

static void test_hints_and_sentences_name_the_keys_in_force(void **state)
{
    struct screen *s = *state;
    reopen_with(s, "vim:\n  search: [S]\n  help: [H]\n  open: [E]\n  quit: []\n", "keys: vim\n");
    screen_keys(s, "j");
    assert_true(on_line(MESSAGE, "E read  Tab undecided  S search  gl limit"));
    assert_true(on_line(MESSAGE, "H help"));
    screen_keys(s, "n");
    assert_true(on_line(MESSAGE, "nothing was searched for yet: S does"));
    screen_keys(s, "<Esc>");
    assert_true(on_line(MESSAGE, ":quit quits"));
    screen_keys(s, "g");
    assert_true(on_line(STATUS, "  g-"));
    screen_keys(s, "g");
    assert_int_equal(s->app.current, 0);
    screen_keys(s, "HSopen what<Enter>");
    assert_true(terminal_shows("E                     open "));
}

/* In every view, and where text is typed. */
static void test_what_is_pasted_decides_nothing(void **state)
{
    static const char *const ways[] = {"",  "<Enter>", "<Enter>e", "y",        "s",
                                       "d", "!",       "?",        "<Enter>a", "5"};
    struct screen *s = *state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        screen_keys(s, ways[i]);
        screen_paste(s, "V T X 123\rVTOIX\nQ");
        assert_true(on_line(MESSAGE, "what was pasted is not taken for keys"));
        assert_true(terminal_shows("42 undecided"));
        while (s->app.top->below)
            screen_keys(s, "q");
        assert_false(s->app.quit);
    }
    screen_keys(s, "<Enter>r");
    screen_paste(s, "V T X 123");
    assert_true(terminal_shows("V T X 123"));
    assert_true(terminal_shows("42 undecided"));
    screen_keys(s, "<Enter>");
    assert_true(terminal_shows("42 undecided"));
    screen_keys(s, "ql");
    screen_paste(s, "year:2004\rV");
    assert_true(on_line(MESSAGE, "limit: year:2004 V"));
    screen_keys(s, "<Esc>");
}

/* What came straight after Esc, in two pieces, does nothing and says so. */
static void test_what_was_torn_says_so(void **state)
{
    struct screen *s = *state;
    screen_keys(s, "<Enter>r<Esc>");
    app_key(&s->app, K_TORN, NULL);
    screen_draw(s);
    assert_true(terminal_shows("may be half of an arrow key"));
    assert_true(terminal_shows("42 undecided"));
}

/* Opens the menu and chooses the line that begins so, by the arrows. */
static void choose(struct screen *s, const char *menu_key, const char *what)
{
    char marked[80];
    bool found = false;
    snprintf(marked, sizeof marked, "> %s", what);
    screen_keys(s, menu_key);
    assert_string_equal(s->app.top->ops->name, "Menu");
    for (unsigned i = 0; i < 60 && !found; i++) {
        if (i)
            screen_keys(s, "<Down>");
        found = terminal_shows(marked);
    }
    assert_true(found);
    screen_keys(s, "<Enter>");
}

/* A whole sitting with arrows, Enter, Esc and Space; letters are typed only where text is. */
static void test_arrows_alone(void **state)
{
    struct screen *s = *state;
    reopen_with(s, "", "keys: arrows\ntheme: monochrome\n");
    screen_keys(s, "VTOIXj1uQq");
    assert_true(terminal_shows("42 undecided"));
    screen_keys(s, "<Down><Up>");
    assert_true(on_line(MESSAGE, "Space menu  F1 help"));
    assert_false(on_line(MESSAGE, "quit")); /* Esc does not */
    screen_keys(s, "<Esc>");
    assert_true(on_line(MESSAGE, "the menu quits"));
    screen_keys(s, "<Enter>");
    assert_string_equal(s->app.top->ops->name, "Case");
    screen_keys(s, "<Down><PgDn><Home>");
    choose(s, "<Enter>", "all answers in one list");
    screen_keys(s, "<Down><Enter><Esc>");
    choose(s, "<Enter>", "write the rationale");
    screen_keys(s, "so she said<Enter>");
    choose(s, "<Space>", "decide: trafficking");
    assert_true(terminal_shows("is trafficking (the menu undoes)"));
    assert_true(terminal_shows("41 undecided"));
    choose(s, "<Enter>", "undo");
    assert_true(terminal_shows("42 undecided"));
    choose(s, "<Enter>", "next undecided");
    choose(s, "<Enter>", "decide: insufficient");
    screen_keys(s, "nothing is known<Enter>");
    assert_true(terminal_shows("41 undecided"));
    choose(s, "<Enter>", "the tally by year");
    assert_string_equal(s->app.top->ops->name, "Tally by year");
    screen_keys(s, "<Right><Esc><Esc><Esc>");
    assert_string_equal(s->app.top->ops->name, "Queue");
    assert_false(s->app.quit);
    choose(s, "<Space>", "quit");
    assert_true(s->app.quit);
}

/* What opens is the first of the menu, where there is anything to open. */
static void test_arrows_uncover_a_text(void **state)
{
    static const char *const cases[] = {"tests/screen/records/case.yaml", NULL};
    struct screen s;
    (void)state;
    screen_open(&s, cases, 24, 80);
    place_write(s.dir, "tipreview.yaml", "keys: arrows\n");
    screen_reopen(&s);
    screen_load(&s);
    screen_keys(&s, "<End><Enter>");
    assert_true(terminal_shows("This text tells of"));
    assert_false(on_line(MESSAGE, "F6"));
    screen_keys(&s, "<Enter>");
    assert_true(terminal_shows("> open what the cursor is on, or a covered text"));
    screen_keys(&s, "<Enter>");
    assert_false(terminal_shows("This text tells of"));
    assert_true(on_line(MESSAGE, "F6"));
    screen_keys(&s, "<Enter>");
    assert_true(terminal_shows("> all answers in one list"));
    screen_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_was_begun_is_shown_and_can_be_taken_back,
                                        screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_a_clash, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_an_action_that_lost_its_key, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_an_unknown_preset, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_hints_and_sentences_name_the_keys_in_force,
                                        screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_pasted_decides_nothing, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_what_was_torn_says_so, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_arrows_alone, screen_setup, screen_teardown),
        cmocka_unit_test(test_arrows_uncover_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
