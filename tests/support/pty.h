/* The program itself on a terminal of its own: a pseudo-terminal with libvterm behind it. What is waited for is a
 * text on the screen or the end of the program, never a time; a test that waits for ever is
 * ended by an alarm. */
#ifndef TIPREVIEW_TESTS_PTY_H
#define TIPREVIEW_TESTS_PTY_H

#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

#include "models/base/str.h"

struct pty {
    pid_t pid;
    int fd;
    struct str sent;       /* every byte that came from the program, */
    size_t fed;            /* of which so many are on the screen */
    struct termios before; /* the terminal's settings when the program began */
    VTerm *vt;
    VTermScreen *screen;
    int rows, cols;
};

/* Starts a program; `block` (0: none) is a signal that it cannot get. */
void pty_start(struct pty *p, char *const argv[], int block);

void pty_type(struct pty *p, const char *bytes);
void pty_resize(struct pty *p, int rows, int cols);

/* Reads until the text is on the screen, or no longer there. It may be the first part of a drawing: what is asked of the
 * screen next must stand above it, and what is typed next must do the same whatever of the drawing is still to come. */
void pty_await(struct pty *p, const char *text);
void pty_await_gone(struct pty *p, const char *text);
bool pty_shows(const struct pty *p, const char *text);

/* Appends what is on the screen, a line for each of its lines. */
void pty_screen(const struct pty *p, struct str *out);

/* Waits for the end of the program; its wait status. */
int pty_end(struct pty *p);

/* Hangs up: the terminal is gone. */
void pty_hang_up(struct pty *p);

/* The process that the program has made beside itself: the console. */
pid_t pty_console(const struct pty *p);

/* Everything that was sent is on the terminal's own business: no OSC, DCS, APC, PM or SOS, which could set the title
 * or reach the clipboard. Fails the test where it is not. */
void pty_sent_is_plain(const struct pty *p);

/* Whether the terminal's settings are as they were. */
bool pty_restored(const struct pty *p);

void pty_release(struct pty *p);

#endif
