/* Memory that belongs to the process alone, without the arena of the records' texts, in bytes a record:
 *     memory read PATH...     after reading them into a catalog, with a review
 *     memory map WORKSPACE    after mapping its kept catalog, with the log taken in */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/criteria_files.h"
#include "config/workspace.h"
#include "models/ingest.h"

/* Pages that were written to, in bytes. */
static unsigned long own_bytes(void)
{
    unsigned long kib = 0, all = 0;
    char line[256];
    FILE *f = fopen("/proc/self/smaps_rollup", "r");
    while (f && fgets(line, sizeof line, f))
        all += sscanf(line, "Private_Dirty: %lu", &kib) == 1 ? kib : 0;
    if (f)
        fclose(f);
    return all * 1024;
}

static unsigned long arena_bytes(const struct catalog *c)
{
    unsigned long bytes = 0;
    size_t id, narrative;
    for (uint32_t row = 0; row < catalog_rows(c); row++) {
        catalog_text(c, row, F_ID, &id);
        catalog_text(c, row, F_NARRATIVE, &narrative);
        bytes += id + narrative + 2;
    }
    return bytes;
}

static int report(const struct catalog *c, unsigned long before, bool arena)
{
    malloc_trim(0);
    unsigned long own = own_bytes() - before, rows = catalog_rows(c);
    own -= arena ? arena_bytes(c) : 0;
    printf("%.1f bytes a record (%lu records, %.1f MB)\n", (double)own / (double)rows, rows,
           (double)own / 1e6);
    return 0;
}

static int of_read(const char *const *paths, size_t count, struct err *e)
{
    bool failed = false;
    struct criteria *criteria = config_criteria(NULL, e);
    unsigned long before = own_bytes();
    struct catalog *c = criteria ? catalog_new() : NULL;
    struct ingest *in = c ? ingest_open(c, criteria, paths, count, 0, e) : NULL;
    while (in && ingest_step(in, 4096, &failed, e))
        ;
    ingest_close(in);
    struct review *r = in && !failed ? review_new(c, criteria) : NULL;
    int status = r && review_add_rows(r, e) ? report(c, before, true) : 1;
    review_free(r);
    catalog_free(c);
    criteria_free(criteria);
    return status;
}

static int of_map(const char *path, struct err *e)
{
    struct workspace w;
    unsigned long before = own_bytes();
    if (!workspace_open(&w, path, e))
        return 1;
    int status = workspace_load_all(&w, NULL, NULL, e) ? report(w.catalog, before, false) : 1;
    workspace_close(&w);
    return status;
}

int main(int argc, char **argv)
{
    struct err e = {0};
    int status = 2;
    if (argc > 2 && strcmp(argv[1], "read") == 0)
        status = of_read((const char *const *)argv + 2, (size_t)argc - 2, &e);
    else if (argc == 3 && strcmp(argv[1], "map") == 0)
        status = of_map(argv[2], &e);
    if (status != 0)
        fprintf(stderr, "memory: %s\n",
                status == 2 ? "usage: memory read PATH... | map WORKSPACE" : e.what);
    return status;
}
