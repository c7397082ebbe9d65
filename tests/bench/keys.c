/* What a key costs in the queue: keys KEYS COMMAND... runs the console on a pseudo-terminal of 80x24, moves the cursor so often
 * within the screen, then so often where each move scrolls, each key when what came before it is on the screen, then
 * 2,000 times in one burst, and prints what one key took in bytes on the line, in calls of read(2) and write(2), and in
 * processor time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/base/str.h"
#include "tests/support/pty.h"

enum { BELOW = 30, BURST = 2000 }; /* at row BELOW the list scrolls */

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

/* Goes to a row, and on to the next and back: when that is on the screen, all that was sent before has come. */
static void settle_at(struct pty *p, int row)
{
    char go[32];
    snprintf(go, sizeof go, "%dg", row);
    pty_type(p, go);
    await_position(p, row);
    pty_type(p, "j");
    await_position(p, row + 1);
    pty_type(p, "k");
    await_position(p, row);
}

/* Presses j `turn` times, then k as often, and so on, each when the last is on the screen. */
static void one_by_one(struct pty *p, int pid, const char *what, int row, int keys, int turn)
{
    settle_at(p, row);
    struct cost from = cost_so_far(p, pid);
    for (int i = 0; i < keys; i++) {
        bool down = i / turn % 2 == 0;
        pty_type(p, down ? "j" : "k");
        row += down ? 1 : -1;
        await_position(p, row);
    }
    print(what, keys, from, cost_so_far(p, pid));
}

static void in_one_burst(struct pty *p, int pid)
{
    char burst[BURST + 1];
    settle_at(p, 1);
    struct cost from = cost_so_far(p, pid);
    memset(burst, 'j', BURST);
    burst[BURST] = '\0';
    pty_type(p, burst);
    await_position(p, 1 + BURST);
    print("burst of 2,000", BURST, from, cost_so_far(p, pid));
}

int main(int argc, char **argv)
{
    enum { WITHIN = 15 }; /* rows of the screen */
    int keys = argc > 2 ? atoi(argv[1]) : 0;
    struct pty p;
    if (keys < 1) {
        fprintf(stderr, "usage: keys KEYS COMMAND...\n");
        return 2;
    }
    pty_start(&p, argv + 2, 0);
    pty_await(&p, "? help");
    pty_await_gone(&p, "comparing files"); /* of which the end may draw the screen anew */
    int pid = console_of(p.pid);
    settle_at(&p, BELOW);
    one_by_one(&p, pid, "within the screen", 1, keys, WITHIN);
    settle_at(&p, 1);
    one_by_one(&p, pid, "scrolling", BELOW, keys, keys);
    in_one_burst(&p, pid);
    pty_type(&p, "Q");
    pty_end(&p);
    pty_release(&p);
    return 0;
}
