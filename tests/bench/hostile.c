/* How long each hostile case takes to load, in milliseconds a MiB, the quickest of RUNS, and the processor time that this took;
 * a small case is repeated to a MiB. Exit status 1 where one takes longer than LIMIT. Usage: hostile [CASE...] */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "models/base/str.h"
#include "models/catalog.h"
#include "models/ingest.h"
#include "tests/support/bench.h"
#include "tests/support/criteria.h"
#include "tests/support/hostile.h"

enum { RUNS = 3, LIMIT = 50, MIB = 1024 * 1024 };

struct taken {
    double elapsed, processor; /* ms */
};

static struct taken load(const char *path, const struct criteria *criteria)
{
    struct err e = {0};
    bool failed = false;
    struct catalog *c = catalog_new();
    double begun = bench_ms(CLOCK_MONOTONIC), used = bench_ms(CLOCK_PROCESS_CPUTIME_ID);
    struct ingest *in = c ? ingest_open(c, criteria, &path, 1, 0, &e) : NULL;
    while (in && ingest_step(in, 64, &failed, &e))
        ;
    ingest_close(in);
    struct taken taken = {bench_ms(CLOCK_MONOTONIC) - begun,
                          bench_ms(CLOCK_PROCESS_CPUTIME_ID) - used};
    if (!in || failed) {
        fprintf(stderr, "hostile: loading failed: %s\n", e.what);
        exit(1);
    }
    catalog_free(c);
    return taken;
}

/* Writes the case, over and over where it is small, and returns the bytes. */
static size_t write_case(const struct hostile *h, const char *path)
{
    struct str text = STR_INIT;
    unsigned line;
    FILE *f = fopen(path, "wb");
    do
        hostile_build(h, &text, &line);
    while (text.len < MIB && h->frame != HOSTILE_FILE);
    bool written = f && !text.failed && fwrite(text.p, 1, text.len, f) == text.len;
    if (!f || fclose(f) != 0 || !written) {
        fprintf(stderr, "hostile: %s cannot be written\n", path);
        exit(1);
    }
    size_t n = text.len;
    str_release(&text);
    return n;
}

static bool wanted(const char *name, int argc, char **argv)
{
    bool found = argc == 1;
    for (int i = 1; i < argc; i++)
        found = found || strcmp(argv[i], name) == 0;
    return found;
}

int main(int argc, char **argv)
{
    char path[] = "/tmp/tipreview-hostile-XXXXXX";
    int fd = mkstemp(path), slow = 0;
    struct criteria *criteria = shipped_criteria();
    for (size_t i = 0; fd >= 0 && i < hostile_count; i++) {
        const struct hostile *h = &hostile_cases[i];
        if (!wanted(h->name, argc, argv))
            continue;
        size_t n = write_case(h, path);
        struct taken best = load(path, criteria);
        for (int run = 1; run < RUNS; run++) {
            struct taken taken = load(path, criteria);
            best = taken.elapsed < best.elapsed ? taken : best;
        }
        /* Opening a file and an empty catalog is no matter of its size. */
        double mib = (double)(n < MIB ? MIB : n) / MIB;
        slow += best.elapsed / mib > LIMIT;
        printf("%8.1f ms a MiB  %8.1f of processor time  %8zu KiB  %s%s\n", best.elapsed / mib,
               best.processor / mib, n / 1024, h->name, best.elapsed / mib > LIMIT ? "  SLOW" : "");
    }
    printf("%d slower than %d ms a MiB\n", slow, LIMIT);
    criteria_free(criteria);
    unlink(path);
    return fd < 0 || slow > 0;
}
