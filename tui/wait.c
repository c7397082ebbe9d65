#include "tui/wait.h"

#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "tui/guard.h"
#include "tui/term.h"

static const int signals[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGHUP,
                              SIGTERM,  SIGINT,  SIGALRM, SIGPIPE};

enum { SIGNALS = sizeof signals / sizeof *signals };

static struct sigaction before[SIGNALS];
static volatile sig_atomic_t resized, stop, continued, end;

static void on_signal(int number)
{
    switch (number) {
    case SIGWINCH:
        resized = 1;
        break;
    case SIGTSTP:
        stop = 1;
        break;
    case SIGCONT:
        continued = 1;
        break;
    case SIGALRM:
        term_abandon();
        _exit(GUARD_LEFT_OPEN);
    default:
        if (!end) /* told again and again, it gets no more time */
            alarm(WAIT_GRACE);
        end = 1;
        break;
    }
}

void wait_open(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    resized = stop = continued = end = 0;
    for (int i = 0; i < SIGNALS; i++) {
        action.sa_handler = signals[i] == SIGPIPE ? SIG_IGN : on_signal;
        sigaction(signals[i], &action, &before[i]);
    }
}

void wait_close(void)
{
    alarm(0);
    for (int i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &before[i], NULL);
}

/* The flags, which are reset. Called with the signals blocked. */
static struct event_set take_flags(void)
{
    struct event_set set = {.resized = resized, .stop = stop, .continued = continued, .end = end};
    resized = stop = continued = 0;
    return set;
}

struct event_set wait_for(int fd, int milliseconds)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    sigset_t all, open;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &open);
    /* A signal that came before the block must not be slept over. */
    bool flagged = resized || stop || continued || end;
    if (flagged)
        time = (struct timespec){0};
    int ready = ppoll(&p, 1, &time, &open);
    struct event_set set = take_flags();
    set.input = ready > 0;
    sigprocmask(SIG_SETMASK, &open, NULL);
    return set;
}

int64_t wait_clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_BOOTTIME, &now); /* a laptop that slept locks as one that was left */
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
