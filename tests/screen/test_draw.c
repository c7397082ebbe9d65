#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/terminal.h"
#include "tui/draw.h"
#include "tui/term.h"

static int open_terminal(void **state)
{
    struct err e;
    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("NO_COLOR");
    if (!terminal_open("xterm-256color", 24, 80, &e))
        return -1;
    terminal_wear("default", BACKGROUND_DARK);
    return 0;
}

static int close_terminal(void **state)
{
    (void)state;
    terminal_close();
    return 0;
}

static void flush(void)
{
    draw_end();
    term_flush();
}

static void line_is(int y, const char *expected)
{
    struct str line = STR_INIT;
    terminal_line(y, &line);
    assert_string_equal(str_text(&line), expected);
    str_release(&line);
}

static int text(int y, int x, int cols, const char *s)
{
    return draw_text(y, x, cols, STYLE_NORMAL, s, strlen(s));
}

static void test_cut_by_columns_with_a_mark(void **state)
{
    (void)state;
    draw_begin();
    assert_int_equal(text(0, 0, 5, "abcde"), 5);
    assert_int_equal(text(1, 0, 5, "abcdef"), 5);
    assert_int_equal(text(2, 0, 5, "澳門街道"), 5);
    assert_int_equal(text(3, 0, 4, "澳門街道"), 4);
    assert_int_equal(text(4, 0, 10, "e\xcc\x81z"), 2);
    assert_int_equal(text(5, 78, 10, "abc"), 2);
    assert_int_equal(text(6, 80, 10, "abc"), 0);
    assert_int_equal(text(24, 0, 10, "abc"), 0);
    assert_int_equal(text(-1, 0, 10, "abc"), 0);
    flush();
    line_is(0, "abcde");
    line_is(1, "abcd…");
    line_is(2, "澳門…");
    line_is(3, "澳 …");
    line_is(4, "e\xcc\x81z");
    struct str line = STR_INIT;
    terminal_line(5, &line);
    assert_string_equal(str_text(&line) + 78, "a…");
    str_release(&line);
}

static void test_outside_text_cannot_act(void **state)
{
    (void)state;
    draw_begin();
    draw_outside(0, 0, 80, STYLE_NORMAL, "a\x1b[2Jb\r\nc\xff", 10);
    flush();
    line_is(0, "a^[[2Jb^M^Jc<FF>");
    assert_true(terminal_shows("0:1-2 reverse underline yellow\n"));
}

static void test_last_cell_does_not_scroll(void **state)
{
    (void)state;
    draw_begin();
    text(0, 0, 80, "top");
    text(23, 70, 10, "0123456789");
    flush();
    line_is(0, "top");
}

static void test_what_has_not_changed_costs_nothing(void **state)
{
    (void)state;
    draw_begin();
    text(0, 0, 80, "same");
    flush();
    terminal_bytes();
    draw_begin();
    text(0, 0, 80, "same");
    flush();
    assert_int_equal(terminal_bytes(), 0);
}

/* No character goes missing unseen, a mark on a letter included, and a stand-in is not taken for a "?" of the text. */
static void test_without_unicode(void **state)
{
    static const char *const locales[] = {"C", "POSIX", "zh_HK.Big5"};
    (void)state;
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        struct err e;
        setenv("LC_ALL", locales[i], 1);
        assert_true(terminal_open("xterm", 24, 80, &e));
        terminal_wear("monochrome", BACKGROUND_DARK);
        assert_false(draw_unicode());
        draw_begin();
        text(0, 0, 80, "a門é?");
        text(1, 0, 3, "abcd");
        draw_hline(2, 0, 3);
        text(3, 0, 80, "xe\xcc\x81z");
        flush();
        line_is(0, "a????");
        line_is(1, "ab>");
        line_is(2, "---");
        line_is(3, "x?z");
        assert_true(terminal_shows("\n0:1-3 reverse underline\n"));
        assert_true(terminal_shows("\n3:1-1 reverse underline\n"));
        terminal_close();
    }
    setenv("LC_ALL", "C.UTF-8", 1);
}

/* Draws a word in a style, and says how it looks: "bold red". */
static void looks(const char *type, const char *theme, enum background background, enum style style,
                  const char *expected)
{
    struct err e;
    char line[80];
    assert_true(terminal_open(type, 24, 80, &e));
    terminal_wear(theme, background);
    draw_begin();
    draw_format(0, 0, 80, style, "wrong");
    flush();
    snprintf(line, sizeof line, "0:0-4 %s\n", expected);
    if (!terminal_shows(line))
        fail_msg("%s, theme %s: not %s", type, theme, expected);
    terminal_close();
}

static void test_themes(void **state)
{
    (void)state;
    unsetenv("NO_COLOR");
    looks("xterm-256color", "default", BACKGROUND_DARK, STYLE_ERROR, "bold red");
    looks("xterm-256color", "default", BACKGROUND_LIGHT, STYLE_ERROR, "bold colour124");
    looks("xterm", "default", BACKGROUND_LIGHT, STYLE_ERROR, "bold red");
    looks("xterm-256color", "monochrome", BACKGROUND_DARK, STYLE_ERROR, "bold reverse");
    looks("xterm", "high-contrast", BACKGROUND_DARK, STYLE_PRESENT, "bold yellow");
    looks("vt100", "default", BACKGROUND_DARK, STYLE_ERROR, "bold");
}

static void test_no_colour_where_not_wanted(void **state)
{
    (void)state;
    setenv("NO_COLOR", "1", 1);
    looks("xterm-256color", "default", BACKGROUND_DARK, STYLE_ERROR, "bold");
    setenv("NO_COLOR", "", 1);
    looks("xterm-256color", "default", BACKGROUND_DARK, STYLE_ERROR, "bold red");
    unsetenv("NO_COLOR");
}

static void test_terminals_that_do_not_serve(void **state)
{
    struct err e;
    (void)state;
    assert_false(terminal_open("no-such-terminal", 24, 80, &e));
    assert_non_null(strstr(e.what, "no-such-terminal"));
    assert_non_null(strstr(e.what, "set TERM"));
    terminal_close();
    assert_false(terminal_open("dumb", 24, 80, &e));
    assert_non_null(strstr(e.what, "cannot place the cursor"));
    terminal_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_cut_by_columns_with_a_mark, open_terminal,
                                        close_terminal),
        cmocka_unit_test_setup_teardown(test_outside_text_cannot_act, open_terminal,
                                        close_terminal),
        cmocka_unit_test_setup_teardown(test_last_cell_does_not_scroll, open_terminal,
                                        close_terminal),
        cmocka_unit_test_setup_teardown(test_what_has_not_changed_costs_nothing, open_terminal,
                                        close_terminal),
        cmocka_unit_test(test_without_unicode),
        cmocka_unit_test(test_themes),
        cmocka_unit_test(test_no_colour_where_not_wanted),
        cmocka_unit_test(test_terminals_that_do_not_serve),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
