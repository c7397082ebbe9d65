/* The only blocking wait: for keys, for a signal, or for the time to look again. */
#ifndef TIPREVIEW_WAIT_H
#define TIPREVIEW_WAIT_H

#include <stdbool.h>
#include <stdint.h>

/* What happened; several may have. */
struct event_set {
    bool input;     /* there is something to read, or the terminal is gone */
    bool resized;   /* SIGWINCH */
    bool stop;      /* SIGTSTP: stop as Ctrl-Z does */
    bool continued; /* SIGCONT */
    bool end;       /* SIGHUP, SIGTERM, SIGINT: leave */
};

/* Takes over the signals. A program that was told to end and has not, because a write to a
 * stalled terminal blocks it, is ended after WAIT_GRACE seconds, the terminal's settings put back. */
enum { WAIT_GRACE = 3 };
void wait_open(void);
void wait_close(void); /* puts the signals back as they were */

/* Waits until something happens on the file or by a signal, at most so many milliseconds. */
struct event_set wait_for(int fd, int milliseconds);

/* A clock for differences of time; it goes on while the machine sleeps. */
int64_t wait_clock_ms(void);

#endif
