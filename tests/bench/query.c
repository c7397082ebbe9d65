/* Limits, searches and sorts over many records: query PATH... reads the records once and prints the median of
 * the wall times of each, and the longest that one slice of it kept the processor, for which a key would wait. */
#include <stdio.h>

#include "models/queue.h"
#include "tests/support/bench.h"

enum { TIMES = 15 };

enum kind { LIMIT, SEARCH, SORT };

static bool set(struct queue *q, const struct bench_records *l, enum kind kind, const char *text,
                struct err *e)
{
    if (kind == LIMIT)
        return queue_limit(q, text, l->criteria, e);
    if (kind == SORT)
        return queue_order(q, text, e);
    return queue_search(q, "nothing else", e) && queue_search(q, text, e);
}

/* Works until nothing is left; the longest slice in ms, negative where it failed. */
static double work(struct queue *q, const struct bench_records *l)
{
    double longest = 0;
    while (queue_progress(q, l->review, true).task != QUEUE_IDLE) {
        double from = bench_ms(CLOCK_THREAD_CPUTIME_ID);
        if (!queue_work(q, l->catalog, l->review, true))
            return -1;
        double took = bench_ms(CLOCK_THREAD_CPUTIME_ID) - from;
        longest = took > longest ? took : longest;
    }
    return longest;
}

static bool measure(const struct bench_records *l, const char *name, enum kind kind,
                    const char *text)
{
    static const char *const words[] = {"limit", "search", "sort"};
    double took[TIMES], longest = 0;
    size_t matches = 0;
    struct err e;
    for (int i = 0; i < TIMES; i++) {
        struct queue q;
        queue_init(&q);
        bool ok = queue_limit(&q, "", l->criteria, &e) && work(&q, l) >= 0;
        double from = bench_ms(CLOCK_MONOTONIC);
        ok = ok && set(&q, l, kind, text, &e);
        double slice = ok ? work(&q, l) : -1;
        took[i] = bench_ms(CLOCK_MONOTONIC) - from;
        longest = slice > longest ? slice : longest;
        matches = q.count;
        if (kind == SEARCH) {
            matches = 0;
            for (uint32_t row = 0; row < q.searched; row++)
                matches += q.found[row / 64] >> row % 64 & 1;
        }
        queue_release(&q);
        if (slice < 0)
            return false;
    }
    bench_sort(took, TIMES);
    printf("%-6s %-46s %8.1f ms  (%.1f to %.1f, longest slice %.1f)  %zu rows\n", words[kind], name,
           took[TIMES / 2], took[0], took[TIMES - 1], longest, matches);
    return true;
}

static const struct {
    enum kind kind;
    const char *name, *text;
} queries[] = {
    {SEARCH, "English, everywhere: visitor", "visitor"},
    {SEARCH, "English, rare: counterfeit", "counterfeit"},
    {SEARCH, "English, a phrase: held her passport", "held her passport"},
    {SEARCH, "English, nowhere: zeppelin", "zeppelin"},
    {SEARCH, "two Chinese characters: 護照", "護照"},
    {SEARCH, "two Chinese characters, nowhere: 氣球", "氣球"},
    {LIMIT, "three terms: year, department, undecided",
     "year:2004 & department:police & undecided"},
    {LIMIT, "three terms: kind, age, nationality", "kind:debriefing & age:<25 & !nationality:CN"},
    {LIMIT, "three terms, one of words", "year:2004 & department:customs & passport"},
    {LIMIT, "reported:means.deception", "reported:means.deception"},
    {LIMIT, "definition:palermo/reported=trafficking", "definition:palermo/reported=trafficking"},
    {LIMIT, "id:D-2004*", "id:D-2004*"},
    {SORT, "by date", "date"},
    {SORT, "by age, falling", "-age"},
    {SORT, "by id, falling", "-id"},
    {SORT, "by entry point", "entry.point"},
    {SORT, "by pseudonym", "pseudonym"},
    {SORT, "by priority", "priority"},
    {SORT, "by operation", "operation"},
    {SORT, "shuffled", "shuffle:7"},
};

int main(int argc, char **argv)
{
    struct bench_records l = {0};
    struct err e = {0};
    if (argc < 2 || !bench_read(&l, (const char *const *)argv + 1, (size_t)argc - 1, &e)) {
        fprintf(stderr, "query: %s\n", argc < 2 ? "usage: query PATH..." : e.what);
        return 2;
    }
    printf("%u records, median of %d\n", catalog_rows(l.catalog), TIMES);
    bool ok = true;
    for (size_t i = 0; ok && i < sizeof queries / sizeof *queries; i++)
        ok = measure(&l, queries[i].name, queries[i].kind, queries[i].text);
    bench_release(&l);
    return !ok;
}
