#include "models/catalog_tally.h"

#include <stdlib.h>
#include <string.h>

struct tally_row catalog_tally_row(const struct catalog *c, uint32_t row)
{
    date_t date = catalog_cell(c, row, F_DATE);
    uint32_t status = catalog_cell(c, row, F_STATUS);
    uint32_t arrested = catalog_cell(c, row, F_PERSONS_ARRESTED);
    uint32_t number = catalog_case(c, row);
    return (struct tally_row){
        .kind = catalog_kind(c, row),
        .year = date_year(date),
        .month = date_month(date),
        .visitor = status == STATUS_VISITOR,
        .status_known = status != 0,
        .persons_arrested = arrested ? arrested - 1 : 0,
        .state = STATE_UNDECIDED,
        .outcome = OUTCOME_NONE,
        .case_number = number,
        .case_year = catalog_case_year(c, number),
    };
}

bool catalog_tally(const struct catalog *c, struct tally_year **year, size_t *years)
{
    struct tally *t = tally_new();
    bool counted = t != NULL;
    for (uint32_t row = 0; counted && row < catalog_rows(c); row++) {
        struct tally_row undecided = catalog_tally_row(c, row);
        counted = tally_count(t, &undecided, 1);
    }
    *years = counted ? tally_years(t) : 0;
    *year = calloc(*years + 1, sizeof **year);
    for (size_t i = 0; *year && i < *years; i++)
        memcpy(&(*year)[i], tally_year_at(t, i), sizeof **year);
    tally_free(t);
    return counted && *year;
}
