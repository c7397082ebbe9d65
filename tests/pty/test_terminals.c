/* The types of terminal and the locales that the console works with, each as it is; and those that it refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/console.h"

static void start_in(struct pty *p, const char *environment)
{
    struct str script = STR_INIT;
    str_addf(&script, "env %s TIPREVIEW", environment);
    console_script(p, str_text(&script));
    str_release(&script);
}

/* The list scrolled, a case opened, and what is on the screen then. */
static void walk(struct pty *p, const char *environment, struct str *list, struct str *opened)
{
    start_in(p, environment);
    console_loaded(p);
    pty_type(p, "jj\033[6~G");
    pty_await(p, "42/42 ");
    pty_await(p, "? help");
    pty_screen(p, list);
    pty_type(p, "3G\r");
    pty_await(p, "3/42 D-2003-00003");
    pty_await(p, "O none found      ? help"); /* to the end of the last line */
    pty_screen(p, opened);
    pty_type(p, "Q");
    pty_end(p);
    pty_sent_is_plain(p);
    assert_false(pty_shows(p, "O none found"));
    pty_release(p);
}

static void test_types(void **state)
{
    static const char *const types[] = {"xterm-256color",  "xterm", "screen",
                                        "screen-256color", "tmux",  "tmux-256color",
                                        "linux",           "vt100", "vt220"};
    struct str list = STR_INIT, opened = STR_INIT;
    struct pty first; /* after it the records are kept, so that every start says the same */
    console_start(&first, 0);
    pty_type(&first, "Q");
    console_leaves_cleanly(&first);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct str this_list = STR_INIT, this_opened = STR_INIT;
        struct pty p;
        char environment[64];
        snprintf(environment, sizeof environment, "TERM=%s", types[i]);
        console_forget(state);
        walk(&p, environment, i ? &this_list : &list, i ? &this_opened : &opened);
        if (i && strcmp(str_text(&list), str_text(&this_list)) != 0)
            fail_msg("TERM=%s shows\n%s\nand not\n%s", types[i], str_text(&this_list),
                     str_text(&list));
        if (i && strcmp(str_text(&opened), str_text(&this_opened)) != 0)
            fail_msg("TERM=%s shows\n%s\nand not\n%s", types[i], str_text(&this_opened),
                     str_text(&opened));
        str_release(&this_list);
        str_release(&this_opened);
    }
    assert_non_null(strstr(str_text(&opened), "受訪者"));
    assert_non_null(strstr(str_text(&opened), "│"));
    str_release(&list);
    str_release(&opened);
}

/* Said at the start; lines in ASCII, and a stand-in for each column of what is missing. */
static void test_locales_without_utf8(void **state)
{
    static const char *const locales[] = {"LC_ALL=C", "LC_ALL= LC_CTYPE= LANG=C",
                                          "LC_ALL=zh_HK.Big5", "LC_ALL=POSIX TERM=vt100"};
    (void)state;
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        struct pty p;
        console_forget(state);
        start_in(&p, locales[i]);
        pty_await(&p, "not UTF-8");
        pty_await(&p, "LC_ALL=C.UTF-8");
        console_loaded(&p);
        pty_type(&p, "3G\r");
        pty_await(&p, "status visitor");
        assert_true(pty_shows(&p, "??????????????"));
        assert_true(pty_shows(&p, " | "));
        for (size_t k = 0; k < p.sent.len; k++)
            assert_true((unsigned char)p.sent.p[k] < 0x80);
        pty_type(&p, "Q");
        pty_end(&p);
        pty_sent_is_plain(&p);
        pty_release(&p);
    }
}

/* With no locale named at all, UTF-8 is what terminals speak. */
static void test_no_locale_named(void **state)
{
    struct pty p;
    console_forget(state);
    start_in(&p, "-u LC_ALL -u LC_CTYPE -u LANG");
    console_loaded(&p);
    pty_await(&p, "受訪者");
    pty_type(&p, "Q");
    pty_end(&p);
    pty_release(&p);
}

static void test_refused(void **state)
{
    static const struct {
        const char *environment, *says;
    } rows[] = {
        {"TERM=no-such", "the terminal type no-such is not known here"},
        {"TERM=dumb", "a terminal of type dumb cannot place the cursor"},
        {"TERM=", "TERM is not set"},
        {"-u TERM", "TERM is not set"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pty p;
        struct str script = STR_INIT;
        str_addf(&script, "env %s TIPREVIEW; echo \"left with $?\"", rows[i].environment);
        console_script(&p, str_text(&script));
        pty_await(&p, "left with 2");
        assert_non_null(strstr(str_text(&p.sent), rows[i].says));
        assert_non_null(strstr(str_text(&p.sent), "such as TERM=xterm"));
        assert_null(strstr(str_text(&p.sent), "\033"));
        assert_true(pty_restored(&p));
        pty_end(&p);
        pty_release(&p);
        str_release(&script);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_locales_without_utf8),
        cmocka_unit_test(test_no_locale_named),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, console_make, console_remove);
}
