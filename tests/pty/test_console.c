/* The program as a user starts it: the terminal, its size, signals, and a line that is lost. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support/console.h"

static void test_starts_and_quits(void **state)
{
    struct pty p;
    (void)state;
    console_start(&p, 0);
    pty_type(&p, "j");
    pty_await(&p, " 2/42 ");
    pty_type(&p, "Q");
    console_leaves_cleanly(&p);
}

/* The bytes of the very first drawing hold the frame and say that loading goes on. */
static void test_paints_before_it_has_loaded(void **state)
{
    struct pty p;
    char catalog[300];
    (void)state;
    snprintf(catalog, sizeof catalog, "%s/.tipreview/catalog", console_folder);
    unlink(catalog);
    console_start(&p, 0);
    const char *frame = strstr(str_text(&p.sent), "loading [..........] 0");
    const char *record = strstr(str_text(&p.sent), "D-2003-00001");
    assert_non_null(frame);
    assert_non_null(record);
    assert_true(frame < record);
    pty_type(&p, "Q");
    console_leaves_cleanly(&p);
}

/* The next start has them all at once, and the same in hand. */
static void test_starts_from_what_was_kept(void **state)
{
    struct pty p;
    (void)state;
    console_start(&p, 0);
    pty_type(&p, "j");
    pty_await(&p, " 2/42 ");
    pty_type(&p, "Q");
    console_leaves_cleanly(&p);
    console_start(&p, 0);
    pty_await(&p, " 2/42 ");
    assert_null(strstr(str_text(&p.sent), "loading"));
    assert_null(strstr(str_text(&p.sent), " 0 undecided"));
    pty_type(&p, "Q");
    console_leaves_cleanly(&p);
}

static void test_resize(void **state)
{
    struct pty p;
    (void)state;
    console_start(&p, 0);
    pty_resize(&p, 9, 39);
    pty_await(&p, "terminal too small");
    pty_resize(&p, 50, 200);
    pty_await(&p, " 1/42 ");
    pty_await(&p, "Made-up raid on four premises in one night");
    pty_resize(&p, 9, 39);
    pty_await(&p, "terminal too small");
    pty_type(&p, "jQ"); /* j does nothing: a size that came after it could overtake it, Q can't */
    console_leaves_cleanly(&p);
    console_start(&p, 0);
    pty_await(&p, " 1/42 ");
    pty_type(&p, "Q");
    console_leaves_cleanly(&p);
}

static void test_stop_and_continue(void **state)
{
    struct pty p;
    (void)state;
    console_script(&p, "TIPREVIEW; echo \"stopped with $?\"; read line; fg; echo \"left with $?\"");
    console_loaded(&p);
    pty_type(&p, "j\032");
    pty_await(&p, "stopped with 148");
    assert_true(pty_restored(&p));
    pty_type(&p, "\r");
    pty_await(&p, " 2/42 ");
    pty_await(&p, "42 undecided");
    pty_type(&p, "Q");
    pty_await(&p, "left with 0");
    assert_true(pty_restored(&p));
    pty_end(&p);
    pty_release(&p);
}

static void ends_by_signal(int number)
{
    struct pty p;
    console_start(&p, 0);
    kill(p.pid, number);
    console_leaves_cleanly(&p);
}

static void test_signals_end_it_cleanly(void **state)
{
    (void)state;
    ends_by_signal(SIGHUP);
    ends_by_signal(SIGTERM);
    ends_by_signal(SIGINT);
}

static void test_control_c(void **state)
{
    struct pty p;
    (void)state;
    console_start(&p, 0);
    pty_type(&p, "/pass");
    pty_await(&p, "/pass");
    pty_type(&p, "\003");
    pty_await(&p, "? help");
    pty_type(&p, "\003");
    console_leaves_cleanly(&p);
}

/* The line is cut while a note is being typed: no spin, and the note is there the next time. */
static void hang_up_while_typing(int block, const char *typed)
{
    struct pty p;
    console_start(&p, block);
    pty_type(&p, "m");
    pty_await(&p, "note on D-2003-00001");
    pty_type(&p, typed);
    pty_await(&p, typed);
    pty_hang_up(&p);
    int status = pty_end(&p);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status),
                     0); /* nor ended by its own alarm, as one that spins would be */
    pty_release(&p);

    console_start(&p, 0);
    pty_type(&p, "m");
    pty_await(&p, typed);
    pty_type(&p, "\025\003\003");
    console_leaves_cleanly(&p);
}

static void test_lost_line(void **state)
{
    (void)state;
    hang_up_while_typing(0, "half a sent");
    hang_up_while_typing(SIGHUP, "another half");
}

/* The line is cut while a rationale is typed that T has asked for: nothing is decided, and the draft is offered. */
static void test_lost_line_in_a_rationale(void **state)
{
    static const char typed[] = "She was told of a waitress's job";
    struct pty p;
    (void)state;
    console_start(&p, 0);
    pty_type(&p, "\r");
    pty_await(&p, "legco-2005");
    pty_type(&p, "5T");
    pty_await(&p, "Enter takes it");
    pty_type(&p, typed);
    pty_await(&p, typed);
    pty_hang_up(&p);
    pty_end(&p);
    pty_release(&p);

    console_start(&p, 0);
    pty_type(&p, "\r");
    pty_await(&p, "one was begun: r goes on with it");
    pty_type(&p, "r");
    pty_await(&p, typed);
    pty_await(&p, "42 undecided");
    pty_type(&p, "\025\003\003");
    console_leaves_cleanly(&p);
}

static void test_decisions_of_others_appear(void **state)
{
    struct pty p;
    char command[900];
    (void)state;
    console_start(&p, 0);
    snprintf(command, sizeof command,
             "%s -w %s decide D-2003-00004 --outcome insufficient --rationale 'made up' >&2",
             console_program, console_folder);
    assert_int_equal(system(command), 0);
    pty_await(&p, "41 undecided");
    pty_await(&p, "I 1");
    pty_type(&p, "Q");
    console_leaves_cleanly(&p);
    snprintf(command, sizeof command, "%s -w %s retract D-2003-00004 >&2", console_program,
             console_folder);
    assert_int_equal(system(command), 0);
}

/* Its description has no word of it; the terminal has it. */
static void test_a_paste_is_marked_on_any_terminal(void **state)
{
    struct pty p;
    (void)state;
    console_script(&p, "TERM=screen TIPREVIEW");
    console_loaded(&p);
    assert_non_null(strstr(str_text(&p.sent), "\033[?2004h"));
    pty_type(&p, "\033[200~Q\033[201~");
    pty_await(&p, "what was pasted is not taken for keys");
    pty_type(&p, "Q");
    pty_end(&p);
    assert_non_null(strstr(str_text(&p.sent), "\033[?2004l"));
    pty_release(&p);
}

static void test_mouse_is_off_until_asked_for(void **state)
{
    struct pty p;
    (void)state;
    console_start(&p, 0);
    assert_null(strstr(str_text(&p.sent), "\033[?1000"));
    pty_type(&p, ":set mouse on\r");
    pty_await(&p, "mouse: on");
    assert_non_null(strstr(str_text(&p.sent), "\033[?1000h\033[?1006h"));
    pty_type(&p, "\033[<0;10;6M");
    pty_await(&p, " 4/42 ");
    pty_type(&p, "Q");
    pty_end(&p);
    assert_non_null(strstr(str_text(&p.sent), "\033[?1006l\033[?1000l"));
    pty_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_starts_and_quits, console_forget),
        cmocka_unit_test_setup(test_paints_before_it_has_loaded, console_forget),
        cmocka_unit_test_setup(test_starts_from_what_was_kept, console_forget),
        cmocka_unit_test_setup(test_resize, console_forget),
        cmocka_unit_test_setup(test_stop_and_continue, console_forget),
        cmocka_unit_test_setup(test_signals_end_it_cleanly, console_forget),
        cmocka_unit_test_setup(test_control_c, console_forget),
        cmocka_unit_test_setup(test_lost_line, console_forget),
        cmocka_unit_test_setup(test_lost_line_in_a_rationale, console_forget),
        cmocka_unit_test_setup(test_decisions_of_others_appear, console_forget),
        cmocka_unit_test_setup(test_mouse_is_off_until_asked_for, console_forget),
        cmocka_unit_test_setup(test_a_paste_is_marked_on_any_terminal, console_forget),
    };
    return cmocka_run_group_tests(tests, console_make, console_remove);
}
