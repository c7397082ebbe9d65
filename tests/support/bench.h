/* What the measurements of tests/bench share: a clock, an order, and records read into memory without a workspace. */
#ifndef TIPREVIEW_TESTS_BENCH_H
#define TIPREVIEW_TESTS_BENCH_H

#include <time.h>

#include "models/catalog.h"
#include "models/criteria.h"
#include "models/review.h"

double bench_ms(clockid_t clock);

/* Sorts, the smallest first: the median is in the middle. */
void bench_sort(double *times, size_t count);

struct bench_records {
    struct criteria *criteria;
    struct catalog *catalog;
    struct review *review;
};

/* Reads files and folders of records under the criteria that ship. bench_release also where it fails. */
MUST_CHECK bool bench_read(struct bench_records *r, const char *const *paths, size_t count,
                           struct err *e);
void bench_release(struct bench_records *r);

#endif
