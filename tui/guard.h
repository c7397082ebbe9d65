/* A small parent process beside the console: however that ends, the terminal is put in order and shows no text of a
 * case. It holds no record, reads no key, and in the shell's eyes is the console: signals to it go on to the console,
 * it stops when that stops, and ends with its status. */
#ifndef TIPREVIEW_GUARD_H
#define TIPREVIEW_GUARD_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>

#include "models/base/err.h"

struct guard {
    pid_t console;         /* 0: this process is it */
    struct termios before; /* how the terminal was */
    sigset_t blocked;
};

/* Forks: to be called before there are threads and before much memory is in use. Afterwards both processes are here, told
 * apart by `console`. Should the guard be killed, the console gets SIGHUP. */
MUST_CHECK bool guard_begin(struct guard *g, struct err *e);

/* Waits for the end of the console, and returns its exit status; 128 and the number of the signal where it was
 * killed by one. */
int guard_watch(struct guard *g);

/* An exit status of the console that says that it left the terminal as it was: 128 and SIGALRM. */
enum { GUARD_LEFT_OPEN = 128 + SIGALRM };

#endif
