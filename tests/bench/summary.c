/* The summary's figures beside the mere reading of the columns that they come from: summary PATH... reads the records once,
 * decides on every third of them in memory, and then does both by turns. Prints the median of the ratios, the median of the
 * times, and the longest slice, for which a key would wait. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "config/criteria_files.h"
#include "models/catalog_scan.h"
#include "models/ingest.h"
#include "models/summary.h"

enum { TIMES = 15 };

struct loaded {
    struct criteria *criteria;
    struct catalog *catalog;
    struct review *review;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool load(struct loaded *l, const char *const *paths, size_t count, struct err *e)
{
    bool failed = false;
    l->criteria = config_criteria(NULL, e);
    l->catalog = catalog_new();
    if (!l->criteria || !l->catalog)
        return false;
    struct ingest *in = ingest_open(l->catalog, l->criteria, paths, count, 0, e);
    while (in && ingest_step(in, 4096, &failed, e))
        ;
    ingest_close(in);
    l->review = review_new(l->catalog, l->criteria);
    return in && !failed && l->review && review_add_rows(l->review, e);
}

/* Every third record, as reviewers would have left it. */
static bool decide(const struct loaded *l, struct err *e)
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
static uint64_t read_columns(const struct loaded *l)
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
static uint64_t read_memory(const struct loaded *l)
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

static bool summarise(const struct loaded *l, double *longest)
{
    const struct summary_source source = {
        .catalog = l->catalog, .criteria = l->criteria, .review = l->review, .coverage = coverage};
    struct err e;
    struct summary_work *w = summary_begin(&source, &e);
    for (bool more = w != NULL; more;) {
        double from = now_ms();
        more = summary_step(w);
        double took = now_ms() - from;
        *longest = took > *longest ? took : *longest;
    }
    struct summary *s = w ? summary_finish(w, &e) : NULL;
    summary_free(s);
    return s != NULL;
}

int main(int argc, char **argv)
{
    struct loaded l = {0};
    struct err e = {0};
    double columns[TIMES], memory[TIMES], took[TIMES], ratio[TIMES], longest = 0;
    uint64_t sum = 0;
    bool ok =
        argc > 1 && load(&l, (const char *const *)argv + 1, (size_t)argc - 1, &e) && decide(&l, &e);
    for (int i = 0; ok && i < TIMES; i++) {
        double a = now_ms();
        sum += read_columns(&l);
        double b = now_ms();
        sum += read_memory(&l);
        double c = now_ms();
        ok = summarise(&l, &longest);
        took[i] = now_ms() - c;
        columns[i] = b - a;
        memory[i] = c - b;
        ratio[i] = took[i] / columns[i];
    }
    if (!ok) {
        fprintf(stderr, "summary: %s\n", argc < 2 ? "usage: summary PATH..." : e.what);
        return 2;
    }
    qsort(columns, TIMES, sizeof *columns, ascending);
    qsort(memory, TIMES, sizeof *memory, ascending);
    qsort(took, TIMES, sizeof *took, ascending);
    qsort(ratio, TIMES, sizeof *ratio, ascending);
    printf("%u records: summary %.1f ms, its columns read once %.1f ms (as bare memory %.1f ms)\n",
           review_rows(l.review), took[TIMES / 2], columns[TIMES / 2], memory[TIMES / 2]);
    printf("ratio: %.2f\nlongest slice: %.1f ms\n", ratio[TIMES / 2], longest);
    review_free(l.review);
    catalog_free(l.catalog);
    criteria_free(l.criteria);
    return sum == 0; /* so that no compiler leaves the readings out */
}
