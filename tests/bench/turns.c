/* Runs two shell commands by turns and prints the median of the ratios of their wall times, so
 * that a machine's drift falls on both: turns PAIRS COMMAND COMMAND */
#include <stdio.h>
#include <stdlib.h>

#include "tests/support/bench.h"

enum { MAX_PAIRS = 101 };

static double seconds_of(const char *command)
{
    double from = bench_ms(CLOCK_MONOTONIC);
    int status = system(command); /* the commands are the bench script's own */
    if (status != 0) {
        fprintf(stderr, "turns: failed: %s\n", command);
        exit(1);
    }
    return (bench_ms(CLOCK_MONOTONIC) - from) / 1e3;
}

int main(int argc, char **argv)
{
    double ratio[MAX_PAIRS], first[MAX_PAIRS], second[MAX_PAIRS];
    int pairs = argc == 4 ? atoi(argv[1]) : 0;
    if (pairs < 1 || pairs > MAX_PAIRS) {
        fprintf(stderr, "usage: turns PAIRS COMMAND COMMAND\n");
        return 2;
    }
    seconds_of(argv[2]);
    seconds_of(argv[3]);
    for (int i = 0; i < pairs; i++) {
        first[i] = seconds_of(argv[2]);
        second[i] = seconds_of(argv[3]);
        ratio[i] = first[i] / second[i];
    }
    bench_sort(ratio, (size_t)pairs);
    bench_sort(first, (size_t)pairs);
    bench_sort(second, (size_t)pairs);
    printf("%.2f (%.3f s to %.3f s, ratios %.2f to %.2f)\n", ratio[pairs / 2], first[pairs / 2],
           second[pairs / 2], ratio[0], ratio[pairs - 1]);
    return 0;
}
