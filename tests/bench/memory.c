/* Memory that belongs to the process alone, without the arena of the records' texts, in bytes a record, once a workspace is loaded,
 * with its log taken in: memory WORKSPACE */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/workspace.h"

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

static void report(const struct workspace *w, unsigned long before)
{
    malloc_trim(0);
    unsigned long own = own_bytes() - before, rows = catalog_rows(w->catalog);
    own -= w->settings.catalog
               ? 0
               : arena_bytes(w->catalog); /* where it is kept, the arena is the file's */
    printf("%.1f bytes a record (%lu records, %.1f MB)\n", (double)own / (double)rows, rows,
           (double)own / 1e6);
}

int main(int argc, char **argv)
{
    struct err e = {0};
    struct workspace w;
    if (argc != 2) {
        fprintf(stderr, "usage: memory WORKSPACE\n");
        return 2;
    }
    unsigned long before = own_bytes();
    if (!workspace_open(&w, argv[1], &e)) {
        fprintf(stderr, "memory: %s\n", e.what);
        return 1;
    }
    bool loaded = workspace_load_all(&w, NULL, NULL, &e);
    if (loaded)
        report(&w, before);
    else
        fprintf(stderr, "memory: %s\n", e.what);
    workspace_close(&w);
    return loaded ? 0 : 1;
}
