/* The summary's figures beside the mere reading of the columns that they come from: summary PATH... reads the records once,
 * decides on every third of them in memory, and then does both by turns. Prints the median of the ratios, the median of the
 * times, and the longest slice, for which a key would wait. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/catalog_scan.h"
#include "models/summary.h"
#include "tests/support/bench.h"

enum { TIMES = 15 };

/* Every third record, as reviewers would have left it. */
static bool decide(const struct bench_records *l, struct err *e)
{
    for (uint32_t row = 0; row < review_rows(l->review); row += 3) {
        struct event event;
        event_init(&event, EVENT_DECIDE);
        event.seq = row + 1;
        event.reviewer = "bench";
        event.record = catalog_text(l->catalog, row, F_ID, NULL);
        event.outcome = row % 2 ? OUTCOME_INSUFFICIENT : OUTCOME_TRAFFICKING;
        event.seconds = row % 9;
        event.answers = "means.deception=present\nmeans.force=absent\npurpose.servitude=present";
        if (!catalog_digest(l->catalog, row, &event.record_sha, e) ||
            !review_apply(l->review, &event, e))
            return false;
    }
    return true;
}

/* What a summary reads of each record. */
static const enum field fields[] = {F_KIND,
                                    F_DATE,
                                    F_DEPARTMENT,
                                    F_OPERATION,
                                    F_TYPE,
                                    F_PSEUDONYM,
                                    F_SEX,
                                    F_AGE,
                                    F_AGE_AT_RECRUITMENT,
                                    F_NATIONALITY,
                                    F_STATUS,
                                    F_ENTRY_POINT,
                                    F_PROSTITUTION,
                                    F_SCREENED,
                                    F_PENDING_ACTION,
                                    F_PERSONS_ARRESTED,
                                    F_VISITORS_ARRESTED,
                                    F_PERSONS_DEBRIEFED,
                                    F_ORGANISERS_ARRESTED,
                                    F_MIGRANTS_INTERCEPTED};

/* Each cell once, by the catalog's own questions. */
static uint64_t read_columns(const struct bench_records *l)
{
    uint32_t rows = review_rows(l->review);
    uint64_t sum = 0;
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++)
        for (uint32_t row = 0; row < rows; row++)
            sum += catalog_cell(l->catalog, row, fields[f]);
    for (uint32_t row = 0; row < rows; row++)
        sum += catalog_reported(l->catalog, row)->present + review_marks(l->review)[row];
    return sum;
}

/* Each cell once, as it lies in memory. */
static uint64_t read_memory(const struct bench_records *l)
{
    uint32_t rows = review_rows(l->review);
    uint64_t sum = 0;
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        unsigned width;
        const void *column = catalog_column(l->catalog, fields[f], &width);
        for (uint32_t row = 0; row < rows; row++)
            sum += width == 1   ? ((const uint8_t *)column)[row]
                   : width == 2 ? ((const uint16_t *)column)[row]
                                : ((const uint32_t *)column)[row];
    }
    for (uint32_t row = 0; row < rows; row++)
        sum += catalog_reported_of(l->catalog, row) + review_marks(l->review)[row];
    return sum;
}

static void coverage(const void *ctx, const struct tally_year *year, struct str *out)
{
    (void)ctx;
    tally_coverage(year, out);
}

static bool summarise(const struct bench_records *l, double *longest)
{
    const struct summary_source source = {
        .catalog = l->catalog, .criteria = l->criteria, .review = l->review, .coverage = coverage};
    struct err e;
    struct summary_work *w = summary_begin(&source, &e);
    for (bool more = w != NULL; more;) {
        double from = bench_ms(CLOCK_MONOTONIC);
        more = summary_step(w);
        double took = bench_ms(CLOCK_MONOTONIC) - from;
        *longest = took > *longest ? took : *longest;
    }
    struct summary *s = w ? summary_finish(w, &e) : NULL;
    summary_free(s);
    return s != NULL;
}

int main(int argc, char **argv)
{
    struct bench_records l = {0};
    struct err e = {0};
    double columns[TIMES], memory[TIMES], took[TIMES], ratio[TIMES], longest = 0;
    uint64_t sum = 0;
    bool ok = argc > 1 && bench_read(&l, (const char *const *)argv + 1, (size_t)argc - 1, &e) &&
              decide(&l, &e);
    for (int i = 0; ok && i < TIMES; i++) {
        double a = bench_ms(CLOCK_MONOTONIC);
        sum += read_columns(&l);
        double b = bench_ms(CLOCK_MONOTONIC);
        sum += read_memory(&l);
        double c = bench_ms(CLOCK_MONOTONIC);
        ok = summarise(&l, &longest);
        took[i] = bench_ms(CLOCK_MONOTONIC) - c;
        columns[i] = b - a;
        memory[i] = c - b;
        ratio[i] = took[i] / columns[i];
    }
    if (!ok) {
        fprintf(stderr, "summary: %s\n", argc < 2 ? "usage: summary PATH..." : e.what);
        return 2;
    }
    bench_sort(columns, TIMES);
    bench_sort(memory, TIMES);
    bench_sort(took, TIMES);
    bench_sort(ratio, TIMES);
    printf("%u records: summary %.1f ms, its columns read once %.1f ms (as bare memory %.1f ms)\n",
           review_rows(l.review), took[TIMES / 2], columns[TIMES / 2], memory[TIMES / 2]);
    printf("ratio: %.2f\nlongest slice: %.1f ms\n", ratio[TIMES / 2], longest);
    bench_release(&l);
    return sum == 0; /* so that no compiler leaves the readings out */
}
