/* What a key costs in the queue: keys KEYS COMMAND... runs the console on a pseudo-terminal of 80x24, presses `j` so often, each
 * when what came before it is on the screen, then so often in one burst, and prints what one key took in bytes on the
 * line, in calls of read(2) and write(2), and in processor time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/base/str.h"
#include "tests/support/pty.h"

enum { WARM = 30, BURST = 2000 }; /* WARM keys are not counted: after them the list scrolls */

/* The console is a child of the program that guards the terminal. */
static int console_of(pid_t guard)
{
    int pid = guard;
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)guard, (int)guard);
    FILE *f = fopen(path, "r");
    if (f && fscanf(f, "%d", &pid) != 1)
        pid = guard;
    if (f)
        fclose(f);
    return pid;
}

struct cost {
    size_t bytes;
    unsigned long calls;
    double ms;
};

static struct cost cost_so_far(const struct pty *p, int pid)
{
    struct cost c = {.bytes = p->sent.len};
    char path[64], line[512];
    unsigned long n;
    snprintf(path, sizeof path, "/proc/%d/io", pid);
    FILE *f = fopen(path, "r");
    if (!f)
        fprintf(stderr, "keys: calls count as none: %s is for root alone\n", path);
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "syscr: %lu", &n) == 1 || sscanf(line, "syscw: %lu", &n) == 1)
            c.calls += n;
    if (f)
        fclose(f);
    snprintf(path, sizeof path, "/proc/%d/schedstat", pid);
    f = fopen(path, "r");
    if (f && fscanf(f, "%lu", &n) == 1)
        c.ms = (double)n / 1e6;
    if (f)
        fclose(f);
    return c;
}

static void await_position(struct pty *p, int position)
{
    struct str text = STR_INIT, digits = STR_INIT;
    str_addf(&digits, "%d", position);
    for (size_t i = 0; i < digits.len; i++)
        str_addf(&text, "%s%c", i == 0 ? " " : (digits.len - i) % 3 == 0 ? "," : "", digits.p[i]);
    str_addf(&text, "/");
    pty_await(p, str_text(&text));
    str_release(&text);
    str_release(&digits);
}

static void print(const char *what, int keys, struct cost from, struct cost to)
{
    printf("%s: %.1f bytes, %.2f calls, %.3f ms of processor time a key; %zu bytes in all\n", what,
           (double)(to.bytes - from.bytes) / keys, (double)(to.calls - from.calls) / keys,
           (to.ms - from.ms) / keys, to.bytes - from.bytes);
}

int main(int argc, char **argv)
{
    int keys = argc > 2 ? atoi(argv[1]) : 0;
    char burst[BURST + 1];
    struct pty p;
    if (keys < 1) {
        fprintf(stderr, "usage: keys KEYS COMMAND...\n");
        return 2;
    }
    pty_start(&p, argv + 2, 0);
    pty_await(&p, "? help");
    int pid = console_of(p.pid), at = 1;
    pty_type(&p, "g");
    await_position(&p, at);
    for (int moved = 0; moved < WARM; moved++) {
        pty_type(&p, "j");
        await_position(&p, ++at);
    }
    /* Up again: within the screen nothing scrolls. */
    pty_type(&p, "g");
    await_position(&p, at = 1);
    struct cost from = cost_so_far(&p, pid);
    for (int i = 0; i < keys; i++) {
        pty_type(&p, i / 15 % 2 ? "k" : "j");
        at += i / 15 % 2 ? -1 : 1;
        await_position(&p, at);
    }
    print("one by one", keys, from, cost_so_far(&p, pid));
    pty_type(&p, "g");
    await_position(&p, at = 1);
    from = cost_so_far(&p, pid);
    memset(burst, 'j', BURST);
    burst[BURST] = '\0';
    pty_type(&p, burst);
    await_position(&p, at + BURST);
    print("burst of 2,000", BURST, from, cost_so_far(&p, pid));
    pty_type(&p, "Q");
    pty_end(&p);
    pty_release(&p);
    return 0;
}
