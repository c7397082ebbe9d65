#include "tui/guard.h"

#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tui/term.h"

static void be_console(const struct guard *g, pid_t guard)
{
    prctl(PR_SET_PDEATHSIG, SIGHUP);
    sigprocmask(SIG_SETMASK, &g->blocked, NULL);
    if (getppid() != guard)
        raise(SIGHUP);
}

bool guard_begin(struct guard *g, struct err *e)
{
    sigset_t all;
    pid_t guard = getpid();
    tcgetattr(STDIN_FILENO, &g->before);
    signal(SIGCHLD, SIG_DFL);
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &g->blocked);
    g->console = fork();
    if (g->console < 0) {
        sigprocmask(SIG_SETMASK, &g->blocked, NULL);
        return err_errno(e, "no process could be made for the console: end another program");
    }
    if (g->console == 0)
        be_console(g, guard);
    return true;
}

/* Whether the console, which had stopped, has gone on since, or ended. Neither is taken from waitpid. */
static bool gone_on(const struct guard *g)
{
    siginfo_t info = {.si_pid = 0};
    return waitid(P_PID, (id_t)g->console, &info, WCONTINUED | WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid != 0;
}

/* Stops as the console did, so that the shell knows. A SIGCONT that came meanwhile would be lost on both, as stopping takes
 * it away: where one waits, or the console had it, the guard goes on too. One that comes after raise takes
 * SIGTSTP away. */
static void stop(const struct guard *g)
{
    const struct timespec at_once = {0};
    sigset_t only, pending;
    sigpending(&pending);
    if (sigismember(&pending, SIGCONT))
        return;
    sigemptyset(&only);
    sigaddset(&only, SIGTSTP);
    raise(SIGTSTP);
    if (gone_on(g)) {
        sigtimedwait(&only, NULL, &at_once);
        return;
    }
    sigprocmask(SIG_UNBLOCK, &only, NULL); /* stops here */
    sigprocmask(SIG_BLOCK, &only, NULL);
}

/* True where the console has ended. */
static bool reap(const struct guard *g, int *status)
{
    while (waitpid(g->console, status, WNOHANG | WUNTRACED) == g->console) {
        if (!WIFSTOPPED(*status))
            return true;
        stop(g);
    }
    return false;
}

/* A terminal that takes nothing must not keep the guard for ever. */
static void mend(const struct guard *g)
{
    enum { SECONDS = 3 };
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, SIGALRM);
    signal(SIGALRM, SIG_DFL);
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    alarm(SECONDS);
    term_mend(&g->before);
    alarm(0);
}

int guard_watch(struct guard *g)
{
    sigset_t all;
    siginfo_t info;
    int status = 0;
    sigfillset(&all);
    for (;;) {
        int number = sigwaitinfo(&all, &info);
        if (number == SIGCHLD && reap(g, &status))
            break;
        /* What the kernel sends, the console gets as well; what it sends itself comes back here. */
        if (number > 0 && number != SIGCHLD && info.si_code != SI_KERNEL &&
            info.si_pid != g->console)
            kill(g->console, number);
    }
    int killed = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    int code = killed ? 128 + killed : WEXITSTATUS(status);
    if (killed || code == GUARD_LEFT_OPEN)
        mend(g);
    if (killed)
        fprintf(stderr,
                "tipreview: the console was ended by signal %d (%s)\n"
                "What it showed as saved is saved; what was being typed is offered again.\n",
                killed, strsignal(killed));
    return code;
}
