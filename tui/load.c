#include "tui/load.h"

#include <stdio.h>
#include <stdlib.h>

#include "config/criteria_files.h"
#include "config/settings.h"
#include "models/ingest.h"
#include "tui/progress.h"
#include "tui/wait.h"

enum { SLICE = 4096 }; /* documents between looks at the clock */

static void tell_reading(struct progress *p, const struct ingest_progress *done)
{
    struct str text = STR_INIT;
    str_add(&text, "reading ");
    progress_reading(&text, done, true);
    progress_tell(p, str_text(&text));
    str_release(&text);
}

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
    struct progress told = progress_on_stderr();
    while (ingest_step(in, SLICE, &failed, e)) {
        struct ingest_progress done;
        ingest_progress(in, &done);
        if (progress_due(&told, wait_clock_ms()))
            tell_reading(&told, &done);
    }
    progress_end(&told);
    ingest_close(in);
    return !failed;
}

static void tell_loading(void *ctx, const struct workspace *w)
{
    struct progress *p = ctx;
    struct ingest_progress done;
    if (!progress_due(p, wait_clock_ms()))
        return;
    if (workspace_progress(w, &done))
        tell_reading(p, &done);
    else
        progress_tell(p, "comparing the records with their files, and keeping them");
}

bool load_workspace(struct workspace *w, struct err *e)
{
    struct progress told = progress_on_stderr();
    bool loaded = workspace_load_all(w, tell_loading, &told, e);
    progress_end(&told);
    return loaded;
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
