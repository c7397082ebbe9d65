/* The console itself on a pseudo-terminal, with a workspace of made-up records: 42 undecided. */
#ifndef TIPREVIEW_TESTS_CONSOLE_H
#define TIPREVIEW_TESTS_CONSOLE_H

#include "tests/support/pty.h"

extern char console_folder[256], console_program[300];

/* Set-up and tear-down of a cmocka group. */
int console_make(void **state);
int console_remove(void **state);

/* Set-up of a test: it begins at the first record. */
int console_forget(void **state);

/* Waits until the records are there. */
void console_loaded(struct pty *p);

/* Starts it; `block` as in pty_start. Returns once the records are there. */
void console_start(struct pty *p, int block);

/* Starts a shell with job control on a script, in which TIPREVIEW stands for the command that starts the console. */
void console_script(struct pty *p, const char *format);

/* Waits for its end: with status 0, the terminal as it was, nothing of a case in view, and nothing sent but what moves
 * and draws. */
void console_leaves_cleanly(struct pty *p);

#endif
