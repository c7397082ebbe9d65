/* The console on a terminal that is a file: keys go in, the screen can be read (tests/support/terminal.h).
 *
 * A script is a text file, so that a report of a fault can be one. Each line is one of
 *   # comment
 *   j5<Down><Tab>        keys, each drawn before the next
 *   :burst 2000 j        so many times these keys, drawn once at the end
 *   :paste text          pasted text
 *   :resize 40x10        columns x rows
 *   :load                reads the records to their end (a script begins before the first is read)
 *   :save-display NAME   compares the screen with tests/screen/golden/NAME; GENERATE=1 writes it */
#ifndef TIPREVIEW_TESTS_SCREEN_H
#define TIPREVIEW_TESTS_SCREEN_H

#include "tests/support/terminal.h"
#include "tui/app_private.h"

struct screen {
    struct workspace workspace;
    struct app app;
    char dir[256]; /* of the workspace; removed at the end */
};

/* Makes a workspace in a new folder with these YAML files, and opens the console on it. Fails the test where it cannot. */
void screen_open(struct screen *s, const char *const *files, int rows, int cols);
void screen_close(struct screen *s);

/* Leaves the console and opens it again on the same workspace. */
void screen_reopen(struct screen *s);

void screen_load(struct screen *s);                   /* to the end */
void screen_keys(struct screen *s, const char *keys); /* drawn one by one */
void screen_burst(struct screen *s, unsigned times, const char *keys);
void screen_resize(struct screen *s, int rows, int cols);
void screen_draw(struct screen *s);

void screen_script(struct screen *s, const char *path);

#endif
