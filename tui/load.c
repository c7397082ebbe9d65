#include "tui/load.h"

#include <stdlib.h>

#include "config/criteria_files.h"
#include "config/settings.h"
#include "models/ingest.h"

static bool read_all(struct loaded *l, const char *const *paths, size_t count, unsigned workers,
                     struct err *e)
{
    bool failed = false;
    l->catalog = catalog_new();
    if (!l->catalog)
        return err_memory(e);
    struct ingest *in = ingest_open(l->catalog, l->criteria, paths, count, workers, e);
    if (!in)
        return false;
    while (ingest_step(in, 4096, &failed, e))
        ;
    ingest_close(in);
    return !failed;
}

bool load_records(struct loaded *l, const struct args *a, struct err *e)
{
    struct str records = STR_INIT;
    str_addf(&records, "%s/records", a->workspace);
    const char *const whole[] = {str_text(&records)};
    struct settings settings;
    *l = (struct loaded){0};
    const char *const *paths = a->arguments ? (const char *const *)a->argument : whole;
    bool loaded = settings_load(a->workspace, &settings, e) &&
                  (l->criteria = config_criteria(a->workspace, e)) &&
                  read_all(l, paths, a->arguments ? a->arguments : 1, settings.load_workers, e);
    settings_release(&settings);
    str_release(&records);
    if (!loaded)
        loaded_release(l);
    return loaded;
}

void loaded_release(struct loaded *l)
{
    catalog_free(l->catalog);
    criteria_free(l->criteria);
    *l = (struct loaded){0};
}
