#include "tests/support/catalog_dump.h"

#include <inttypes.h>
#include <stdlib.h>

#include "models/catalog_tally.h"

static void dump_row(const struct catalog *c, uint32_t row, struct str *out)
{
    struct place p;
    const struct answers *a = catalog_reported(c, row);
    catalog_place(c, row, &p);
    str_addf(out, "%u %u:%u+%u@%" PRIu64 " case %u of %u reported %" PRIx64 " %" PRIx64 " %" PRIx64,
             row, p.file, p.line, p.len, p.offset, catalog_case(c, row),
             catalog_case_year(c, catalog_case(c, row)), a->present, a->absent, a->unknown);
    for (int f = 0; f < FIELD_TOTAL; f++) {
        str_addf(out, " | %u %u ", catalog_cell(c, row, (enum field)f),
                 catalog_text_number(c, row, (enum field)f));
        catalog_format(c, row, (enum field)f, out);
    }
    str_addf(out, " %u\n", catalog_find(c, catalog_text(c, row, F_ID, NULL)));
}

static void dump_tally(const struct catalog *c, struct str *out)
{
    struct tally_year *year;
    size_t years;
    if (!catalog_tally(c, &year, &years))
        str_add(out, "no memory\n");
    for (size_t i = 0; i < years && year; i++)
        str_addf(out, "year %u: %" PRIi64 " %" PRIi64 " %" PRIi64 "\n", year[i].year,
                 year[i].n[T_DEBRIEFINGS], year[i].n[T_OPERATIONS], year[i].n[T_PERSONS_ARRESTED]);
    free(year);
}

void catalog_dump(const struct catalog *c, struct str *out)
{
    const struct catalog_counts *n = catalog_counts(c);
    str_addf(out, "%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " files %u %u problems %u %u\n",
             n->documents, n->debriefings, n->operations, n->rejected, n->files, n->files_failed,
             n->errors, n->warnings);
    for (uint32_t row = 0; row < catalog_rows(c); row++)
        dump_row(c, row, out);
    for (uint32_t i = 0; i < catalog_problems(c); i++) {
        struct problem p = catalog_problem(c, i);
        str_addf(out, "%s:%u:%u: %u %s [%s] %" PRIu64 "+%u\n",
                 catalog_rows(c) || p.file ? catalog_file(c, p.file) : "", p.line, p.col,
                 p.severity, p.text, p.id, p.offset, p.len);
    }
    str_addf(out, "cases %u\n", catalog_cases(c));
    dump_tally(c, out);
}
