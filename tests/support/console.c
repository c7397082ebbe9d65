#include "tests/support/console.h"

#include <setjmp.h>
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

char console_folder[256], console_program[300];

int console_make(void **state)
{
    struct err e;
    const char *build = getenv("BUILD");
    (void)state;
    snprintf(console_program, sizeof console_program, "%s/tipreview",
             build && *build ? build : "build");
    folder_make(console_folder, sizeof console_folder);
    if (setenv("XDG_CONFIG_HOME", console_folder, 1) != 0) /* the user's own is no part of this */
        return -1;
    if (!workspace_init(console_folder, NULL, &e))
        return -1;
    folder_copy("tests/screen/records/debriefings.yaml", console_folder, "records");
    return 0;
}

int console_remove(void **state)
{
    (void)state;
    folder_remove(console_folder);
    return 0;
}

int console_forget(void **state)
{
    char path[400];
    (void)state;
    snprintf(path, sizeof path, "%s/.tipreview/%u/personal.yaml", console_folder,
             (unsigned)getuid());
    unlink(path);
    return 0;
}

void console_loaded(struct pty *p)
{
    pty_await(p, "42 undecided");
    pty_await_gone(p, "loading");
}

void console_start(struct pty *p, int block)
{
    char *argv[] = {console_program, console_folder, NULL};
    pty_start(p, argv, block);
    console_loaded(p);
}

void console_script(struct pty *p, const char *text)
{
    static char shell[] = "/bin/sh", with_jobs[] = "-mc";
    struct str script = STR_INIT;
    const char *at = strstr(text, "TIPREVIEW");
    assert_non_null(at);
    str_addf(&script, "%.*s%s %s%s", (int)(at - text), text, console_program, console_folder,
             at + strlen("TIPREVIEW"));
    char *argv[] = {shell, with_jobs, script.p, NULL};
    pty_start(p, argv, 0);
    str_release(&script);
}

void console_leaves_cleanly(struct pty *p)
{
    int status = pty_end(p);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(pty_restored(p));
    /* The screen that was there before is back, and the cursor. */
    assert_non_null(strstr(str_text(&p->sent), "\033[?1049h"));
    assert_non_null(strstr(str_text(&p->sent), "\033[?1049l"));
    assert_false(pty_shows(p, "undecided"));
    pty_sent_is_plain(p);
    pty_release(p);
}
