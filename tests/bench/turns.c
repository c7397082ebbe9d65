/* Runs two shell commands by turns and prints the median of the ratios of their wall times, so
 * that a machine's drift falls on both: turns PAIRS COMMAND COMMAND */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MAX_PAIRS = 101 };

static double seconds_of(const char *command)
{
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    int status = system(command); /* the commands are the bench script's own */
    clock_gettime(CLOCK_MONOTONIC, &to);
    if (status != 0) {
        fprintf(stderr, "turns: failed: %s\n", command);
        exit(1);
    }
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
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
    qsort(ratio, (size_t)pairs, sizeof *ratio, ascending);
    qsort(first, (size_t)pairs, sizeof *first, ascending);
    qsort(second, (size_t)pairs, sizeof *second, ascending);
    printf("%.2f (%.3f s to %.3f s, ratios %.2f to %.2f)\n", ratio[pairs / 2], first[pairs / 2],
           second[pairs / 2], ratio[0], ratio[pairs - 1]);
    return 0;
}
