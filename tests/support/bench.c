#include "tests/support/bench.h"

#include <stdlib.h>

#include "config/criteria_files.h"
#include "models/ingest.h"

double bench_ms(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void bench_sort(double *times, size_t count)
{
    qsort(times, count, sizeof *times, ascending);
}

bool bench_read(struct bench_records *r, const char *const *paths, size_t count, struct err *e)
{
    bool failed = false;
    *r = (struct bench_records){.criteria = config_criteria(NULL, e), .catalog = catalog_new()};
    if (!r->criteria || !r->catalog)
        return false;
    struct ingest *in = ingest_open(r->catalog, r->criteria, paths, count, 0, e);
    while (in && ingest_step(in, 4096, &failed, e))
        ;
    ingest_close(in);
    r->review = review_new(r->catalog, r->criteria);
    return in && !failed && r->review && review_add_rows(r->review, e);
}

void bench_release(struct bench_records *r)
{
    review_free(r->review);
    catalog_free(r->catalog);
    criteria_free(r->criteria);
}
