/* The guard: what the terminal is like when the console dies, and what the shell sees. */
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
#include "tui/guard.h"

static void test_killed_outright(void **state)
{
    static const int signals[] = {SIGKILL, SIGABRT};
    (void)state;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct pty p;
        console_start(&p, 0);
        pty_type(&p, "\r");
        pty_await(&p, "Interviewed");
        kill(pty_console(&p), signals[i]);
        int status = pty_end(&p);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), 128 + signals[i]);
        assert_true(pty_restored(&p));
        assert_false(pty_shows(&p, "Interviewed"));
        assert_false(pty_shows(&p, "undecided"));
        assert_true(pty_shows(&p, "the console was ended by signal"));
        assert_true(pty_shows(
            &p, "What it showed as saved is saved; what was being typed is offered again."));
        const char *sent = str_text(&p.sent);
        const char *left = strstr(sent, "\033[?1049l");
        assert_non_null(left);
        assert_non_null(strstr(sent, "\033[?2004l"));
        assert_non_null(strstr(left, "\033[?25h"));
        pty_sent_is_plain(&p);
        pty_release(&p);
    }
}

/* Where there is no alternate screen to leave, nothing stays in view either: killed, left, or stopped. */
static void test_without_an_alternate_screen(void **state)
{
    static const char *const endings[] = {"", "Q", "\032"};
    (void)state;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct pty p;
        console_script(&p, "TERM=vt100 TIPREVIEW; echo \"over with $?\"; read line; kill -9 %1");
        console_loaded(&p);
        pty_type(&p, "\r");
        pty_await(&p, "Interviewed");
        if (*endings[i]) {
            pty_type(&p, endings[i]);
        } else {
            struct pty guard = {.pid = pty_console(&p)};
            kill(pty_console(&guard), SIGKILL);
        }
        pty_await(&p, "over with");
        assert_null(strstr(str_text(&p.sent), "\033[?1049h"));
        assert_false(pty_shows(&p, "Interviewed"));
        assert_false(pty_shows(&p, "undecided"));
        assert_true(pty_restored(&p));
        pty_type(&p, "\r");
        pty_end(&p);
        pty_release(&p);
    }
}

/* The console is not left alone with the shell: it ends, and what was being typed is kept. */
static void test_the_guard_killed(void **state)
{
    struct pty p;
    (void)state;
    console_start(&p, 0);
    pty_type(&p, "m");
    pty_await(&p, "note on D-2003-00001");
    pty_type(&p, "kept in spite of that");
    pty_await(&p, "kept in spite of that");
    kill(p.pid, SIGKILL);
    int status = pty_end(&p);
    assert_true(WIFSIGNALED(status));
    pty_release(&p);
    console_start(&p, 0);
    pty_type(&p, "m");
    pty_await(&p, "kept in spite of that");
    pty_type(&p, "\025\003\003");
    pty_end(&p);
    pty_release(&p);
}

/* From elsewhere, to the guard or to the console alone: the shell sees a stopped job all the same. */
static void test_stopped_from_elsewhere(void **state)
{
    for (int to_console = 0; to_console < 2; to_console++) {
        struct pty p;
        console_forget(state); /* the second console begins at the first row, too */
        console_script(&p,
                       "TIPREVIEW; echo \"stopped with $?\"; read line; fg; echo \"left with $?\"");
        console_loaded(&p);
        struct pty guard = {.pid = pty_console(&p)};
        kill(to_console ? pty_console(&guard) : guard.pid, SIGTSTP);
        pty_await(&p, "stopped with 148");
        assert_true(pty_restored(&p));
        assert_false(pty_shows(&p, "undecided"));
        pty_type(&p, "\r");
        console_loaded(&p);
        pty_type(&p, "j");
        pty_await(&p, " 2/42 ");
        pty_type(&p, "Q");
        pty_await(&p, "left with 0");
        pty_end(&p);
        pty_release(&p);
    }
}

/* It is continued in the background, where it must not touch the terminal, in order to end. */
static void test_ended_while_stopped(void **state)
{
    struct pty p;
    (void)state;
    console_script(
        &p,
        "TIPREVIEW; echo \"stopped with $?\"; read line; kill %1; kill -CONT %1; while "
        "grep -q '^[1-9]' /proc/$(jobs -p)/statm; do :; done 2>/dev/null; echo \"left with $?\"");
    console_loaded(&p);
    pty_type(&p, "\032");
    pty_await(&p, "stopped with 148");
    size_t sent = p.sent.len;
    pty_type(&p, "\r");
    pty_await(&p, "left with");
    assert_null(strstr(str_text(&p.sent) + sent, "\033["));
    assert_true(pty_restored(&p));
    pty_end(&p);
    pty_release(&p);
}

/* In the background it draws nothing, and is there again in the foreground. */
static void test_continued_in_the_background(void **state)
{
    struct pty p;
    (void)state;
    console_script(&p, "TIPREVIEW; echo \"stopped with $?\"; read line; bg; echo now; read line; "
                       "fg; echo \"left with $?\"");
    console_loaded(&p);
    pty_type(&p, "\032");
    pty_await(&p, "stopped with 148");
    size_t sent = p.sent.len;
    pty_type(&p, "\r");
    pty_await(&p, "now");
    assert_null(strstr(str_text(&p.sent) + sent, "\033["));
    pty_type(&p, "\r");
    console_loaded(&p);
    pty_type(&p, "Q");
    pty_await(&p, "left with 0");
    pty_end(&p);
    pty_release(&p);
}

/* The guard of a console that stops and then ends with status 7, told to go on before it could stop itself. */
static int told_to_go_on(void)
{
    struct guard g;
    struct err e;
    siginfo_t info;
    if (!guard_begin(&g, &e))
        return 1;
    if (g.console == 0) {
        raise(SIGSTOP);
        _exit(7);
    }
    waitid(P_PID, (id_t)g.console, &info, WSTOPPED | WNOWAIT);
    kill(getpid(), SIGCONT);
    return guard_watch(&g);
}

/* Stopping takes a SIGCONT away that waits: both would stay as they are for ever. */
static void test_going_on_is_not_lost(void **state)
{
    int status = 0;
    (void)state;
    pid_t guard = fork();
    assert_true(guard >= 0);
    if (guard == 0)
        _exit(told_to_go_on());
    assert_int_equal(waitpid(guard, &status, WUNTRACED), guard);
    if (WIFSTOPPED(status))
        kill(guard, SIGKILL);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_killed_outright, console_forget),
        cmocka_unit_test_setup(test_without_an_alternate_screen, console_forget),
        cmocka_unit_test_setup(test_the_guard_killed, console_forget),
        cmocka_unit_test_setup(test_stopped_from_elsewhere, console_forget),
        cmocka_unit_test_setup(test_ended_while_stopped, console_forget),
        cmocka_unit_test_setup(test_continued_in_the_background, console_forget),
        cmocka_unit_test(test_going_on_is_not_lost),
    };
    return cmocka_run_group_tests(tests, console_make, console_remove);
}
