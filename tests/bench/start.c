/* A start, from exec to the complete screen with its tally: start WORKSPACE CONSOLE SCREEN PAIRS runs the console and the ncurses program
 * that draws the same screen from nothing (tests/bench/screen.c) by turns, each on a pseudo-terminal of 80x24, and prints
 * the median of the ratios. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support/bench.h"
#include "tests/support/pty.h"

enum { MAX_PAIRS = 101 };

/* A screen is drawn at once and from the top, and this ends it. */
#define LAST "? help"

/* Runs a program up to the complete screen; a key ends it. */
static double start_ms(char *const argv[])
{
    struct pty p;
    double from = bench_ms(CLOCK_MONOTONIC);
    pty_start(&p, argv, 0);
    pty_await(&p, LAST);
    double took = bench_ms(CLOCK_MONOTONIC) - from;
    pty_type(&p, "Q");
    pty_end(&p);
    pty_release(&p);
    return took;
}

/* Leaves the console's screen in the file, for the other program to draw. */
static bool keep_screen(char *const argv[], const char *path)
{
    struct pty p;
    struct str text = STR_INIT;
    pty_start(&p, argv, 0);
    pty_await(&p, LAST);
    pty_screen(&p, &text);
    pty_type(&p, "Q");
    pty_end(&p);
    pty_release(&p);
    FILE *f = fopen(path, "w");
    bool kept = f && fputs(str_text(&text), f) >= 0;
    kept = f && fclose(f) == 0 && kept;
    str_release(&text);
    return kept;
}

int main(int argc, char **argv)
{
    double console[MAX_PAIRS], other[MAX_PAIRS], ratio[MAX_PAIRS];
    char path[] = "/tmp/tipreview-screen-XXXXXX";
    int pairs = argc == 5 ? atoi(argv[4]) : 0, fd = mkstemp(path);
    if (pairs < 1 || pairs > MAX_PAIRS || fd < 0) {
        fprintf(stderr, "usage: start WORKSPACE CONSOLE SCREEN PAIRS\n");
        return 2;
    }
    char *const first[] = {argv[2], argv[1], NULL}, *const second[] = {argv[3], path, NULL};
    close(fd);
    bool kept = keep_screen(first, path);
    for (int i = -1; kept && i < pairs; i++) { /* the first pair warms up */
        int at = i < 0 ? 0 : i;
        console[at] = start_ms(first);
        other[at] = start_ms(second);
        ratio[at] = console[at] / other[at];
    }
    unlink(path);
    if (!kept)
        return 1;
    bench_sort(console, (size_t)pairs);
    bench_sort(other, (size_t)pairs);
    bench_sort(ratio, (size_t)pairs);
    printf("%.2f (%.1f ms to %.1f ms, ratios %.2f to %.2f)\n", ratio[pairs / 2], console[pairs / 2],
           other[pairs / 2], ratio[0], ratio[pairs - 1]);
    return 0;
}
