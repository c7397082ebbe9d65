#include <string.h>

#include "config/criteria_files.h"
#include "models/base/text.h"
#include "models/ingest.h"
#include "tui/cmd.h"
#include "tui/load.h"

static void print_problem(const struct catalog *c, uint32_t index)
{
    struct problem p = catalog_problem(c, index);
    struct str line = STR_INIT, clean = STR_INIT;
    str_add(&line, catalog_file(c, p.file));
    if (p.line)
        str_addf(&line, ":%u:%u", p.line, p.col ? p.col : 1);
    str_addf(&line, ": %s: %s", p.severity == SEVERITY_ERROR ? "error" : "warning", p.text);
    clean_line(&clean, str_text(&line), line.len);
    puts(str_text(&clean));
    str_release(&line);
    str_release(&clean);
}

int cmd_check(const struct args *a, struct err *e)
{
    struct loaded l;
    if (!load_records(&l, a, e))
        return -1;
    for (uint32_t i = 0; i < catalog_problems(l.catalog); i++)
        print_problem(l.catalog, i);
    const struct catalog_counts *n = catalog_counts(l.catalog);
    printf("documents %llu, loaded %llu (debriefings %llu, operations %llu), rejected %llu\n",
           (unsigned long long)n->documents, (unsigned long long)(n->debriefings + n->operations),
           (unsigned long long)n->debriefings, (unsigned long long)n->operations,
           (unsigned long long)n->rejected);
    int status = catalog_status(l.catalog);
    loaded_release(&l);
    return status;
}
