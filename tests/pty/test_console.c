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

#include "config/workspace.h"
#include "tests/support/folder.h"
#include "tests/support/pty.h"

static char folder[256], program[300];
static char shell[] = "/bin/sh", with_jobs[] = "-mc", without_jobs[] = "-c";

static int make_workspace(void **state)
{
    struct err e;
    const char *build = getenv("BUILD");
    (void)state;
    snprintf(program, sizeof program, "%s/tipreview", build && *build ? build : "build");
    folder_make(folder, sizeof folder);
    if (!workspace_init(folder, NULL, &e))
        return -1;
    folder_copy("tests/screen/records/debriefings.yaml", folder, "records");
    return 0;
}

static int remove_workspace(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

/* Each test begins at the first record. */
static int forget_personal(void **state)
{
    char path[400];
    (void)state;
    snprintf(path, sizeof path, "%s/.tipreview/%u/personal.yaml", folder, (unsigned)getuid());
    unlink(path);
    return 0;
}

static void start(struct pty *p, int block)
{
    char *argv[] = {program, folder, NULL};
    pty_start(p, argv, block);
}

static void leaves_cleanly(struct pty *p)
{
    int status = pty_end(p, NULL);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(pty_restored(p));
    /* The screen that was there before is back, and the cursor. */
    assert_non_null(strstr(str_text(&p->sent), "\033[?1049h"));
    assert_non_null(strstr(str_text(&p->sent), "\033[?1049l"));
    assert_false(pty_shows(p, "undecided"));
    pty_release(p);
}

static void test_starts_and_quits(void **state)
{
    struct pty p;
    (void)state;
    start(&p, 0);
    pty_await(&p, "42 undecided");
    pty_type(&p, "j");
    pty_await(&p, " 2/42 ");
    pty_type(&p, "Q");
    leaves_cleanly(&p);
}

/* The bytes of the very first drawing hold the frame and say that loading goes on. */
static void test_paints_before_it_has_loaded(void **state)
{
    struct pty p;
    char catalog[300];
    (void)state;
    snprintf(catalog, sizeof catalog, "%s/.tipreview/catalog", folder);
    unlink(catalog);
    start(&p, 0);
    pty_await(&p, "42 undecided");
    const char *frame = strstr(str_text(&p.sent), "loading 0%");
    const char *record = strstr(str_text(&p.sent), "D-2003-00001");
    assert_non_null(frame);
    assert_non_null(record);
    assert_true(frame < record);
    pty_type(&p, "Q");
    leaves_cleanly(&p);
}

/* The next start has them all at once, and the same in hand. */
static void test_starts_from_what_was_kept(void **state)
{
    struct pty p;
    (void)state;
    start(&p, 0);
    pty_await(&p, "42 undecided");
    pty_type(&p, "j");
    pty_await(&p, " 2/42 ");
    pty_type(&p, "Q");
    leaves_cleanly(&p);
    start(&p, 0);
    pty_await(&p, "42 undecided");
    pty_await(&p, " 2/42 ");
    assert_null(strstr(str_text(&p.sent), "loading"));
    assert_null(strstr(str_text(&p.sent), " 0 undecided"));
    pty_type(&p, "Q");
    leaves_cleanly(&p);
}

static void test_resize(void **state)
{
    struct pty p;
    (void)state;
    start(&p, 0);
    pty_await(&p, "42 undecided");
    pty_resize(&p, 9, 39);
    pty_await(&p, "terminal too small");
    pty_type(&p, "j");
    pty_resize(&p, 50, 200);
    pty_await(&p, " 1/42 ");
    pty_await(&p, "Made-up raid on four premises in one night");
    pty_resize(&p, 9, 39);
    pty_await(&p, "terminal too small");
    pty_type(&p, "Q");
    leaves_cleanly(&p);
}

static void test_stop_and_continue(void **state)
{
    struct pty p;
    char script[700];
    char *argv[] = {shell, with_jobs, script, NULL};
    (void)state;
    snprintf(script, sizeof script,
             "%s %s; echo \"stopped with $?\"; read line; fg; echo \"left with $?\"", program,
             folder);
    pty_start(&p, argv, 0);
    pty_await(&p, "42 undecided");
    pty_type(&p, "j\032");
    pty_await(&p, "stopped with 148");
    assert_true(pty_restored(&p));
    pty_type(&p, "\r");
    pty_await(&p, " 2/42 ");
    pty_await(&p, "42 undecided");
    pty_type(&p, "Q");
    pty_await(&p, "left with 0");
    assert_true(pty_restored(&p));
    pty_end(&p, NULL);
    pty_release(&p);
}

static void ends_by_signal(int number)
{
    struct pty p;
    start(&p, 0);
    pty_await(&p, "42 undecided");
    kill(p.pid, number);
    leaves_cleanly(&p);
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
    start(&p, 0);
    pty_await(&p, "42 undecided");
    pty_type(&p, "/pass");
    pty_await(&p, "/pass");
    pty_type(&p, "\003");
    pty_await(&p, "? help");
    pty_type(&p, "\003");
    leaves_cleanly(&p);
}

/* The line is cut while a note is being typed: no spin, and the note is there the next time. */
static void hang_up_while_typing(int block, const char *typed)
{
    struct pty p;
    struct rusage used;
    start(&p, block);
    pty_await(&p, "42 undecided");
    pty_type(&p, "m");
    pty_await(&p, "note on D-2003-00001");
    pty_type(&p, typed);
    pty_await(&p, typed);
    pty_hang_up(&p);
    int status = pty_end(&p, &used);
    assert_true(WIFEXITED(status));
    assert_int_equal(used.ru_utime.tv_sec + used.ru_stime.tv_sec, 0);
    pty_release(&p);

    start(&p, 0);
    pty_await(&p, "42 undecided");
    pty_type(&p, "m");
    pty_await(&p, typed);
    pty_type(&p, "\025\003\003");
    leaves_cleanly(&p);
}

static void test_lost_line(void **state)
{
    (void)state;
    hang_up_while_typing(0, "half a sent");
    hang_up_while_typing(SIGHUP, "another half");
}

static void test_decisions_of_others_appear(void **state)
{
    struct pty p;
    char command[900];
    (void)state;
    start(&p, 0);
    pty_await(&p, "42 undecided");
    snprintf(command, sizeof command,
             "%s -w %s decide D-2003-00004 --outcome insufficient --rationale 'made up' >&2",
             program, folder);
    assert_int_equal(system(command), 0);
    pty_await(&p, "41 undecided");
    pty_await(&p, "I 1");
    pty_type(&p, "Q");
    leaves_cleanly(&p);
    snprintf(command, sizeof command, "%s -w %s retract D-2003-00004 >&2", program, folder);
    assert_int_equal(system(command), 0);
}

static void test_unknown_terminal_is_refused(void **state)
{
    struct pty p;
    char script[700];
    char *argv[] = {shell, without_jobs, script, NULL};
    (void)state;
    snprintf(script, sizeof script, "TERM=no-such %s %s; echo \"left with $?\"", program, folder);
    pty_start(&p, argv, 0);
    pty_await(&p, "left with 2");
    assert_true(pty_shows(&p, "no-such"));
    assert_true(pty_shows(&p, "set TERM"));
    pty_end(&p, NULL);
    pty_release(&p);
}

/* Its description has no word of it; the terminal has it. */
static void test_a_paste_is_marked_on_any_terminal(void **state)
{
    struct pty p;
    char script[700];
    char *argv[] = {shell, without_jobs, script, NULL};
    (void)state;
    snprintf(script, sizeof script, "TERM=screen %s %s", program, folder);
    pty_start(&p, argv, 0);
    pty_await(&p, "42 undecided");
    assert_non_null(strstr(str_text(&p.sent), "\033[?2004h"));
    pty_type(&p, "\033[200~Q\033[201~");
    pty_await(&p, "what was pasted is not taken for keys");
    pty_type(&p, "Q");
    pty_end(&p, NULL);
    assert_non_null(strstr(str_text(&p.sent), "\033[?2004l"));
    pty_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_starts_and_quits, forget_personal),
        cmocka_unit_test_setup(test_paints_before_it_has_loaded, forget_personal),
        cmocka_unit_test_setup(test_starts_from_what_was_kept, forget_personal),
        cmocka_unit_test_setup(test_resize, forget_personal),
        cmocka_unit_test_setup(test_stop_and_continue, forget_personal),
        cmocka_unit_test_setup(test_signals_end_it_cleanly, forget_personal),
        cmocka_unit_test_setup(test_control_c, forget_personal),
        cmocka_unit_test_setup(test_lost_line, forget_personal),
        cmocka_unit_test_setup(test_decisions_of_others_appear, forget_personal),
        cmocka_unit_test_setup(test_unknown_terminal_is_refused, forget_personal),
        cmocka_unit_test_setup(test_a_paste_is_marked_on_any_terminal, forget_personal),
    };
    return cmocka_run_group_tests(tests, make_workspace, remove_workspace);
}
