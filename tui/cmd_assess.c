#include "models/decision.h"
#include "tui/cmd.h"
#include "tui/load.h"

static void print_row(struct output *o, const struct loaded *l, uint32_t row)
{
    struct facts facts = facts_of_row(l->catalog, row);
    struct answers basis = basis_reported(l->criteria, &facts);
    output_cell(o, catalog_text(l->catalog, row, F_ID, NULL));
    output_plain(o, catalog_year(l->catalog, row));
    for (size_t d = 0; d < l->criteria->definitions; d++)
        output_cell(o, result_name(definition_result(&l->criteria->definition[d], &basis)));
}

int cmd_assess(const struct args *a, struct err *e)
{
    struct loaded l;
    struct output o;
    struct column_def column[2 + DEFINITIONS_MAX] = {{"id", false}, {"year", true}};
    if (!load_records(&l, a, e))
        return -1;
    for (size_t d = 0; d < l.criteria->definitions; d++)
        column[2 + d].name = l.criteria->definition[d].id;
    bool done = output_begin(&o, stdout, a->format, column, 2 + l.criteria->definitions, e);
    if (done) {
        for (uint32_t row = 0; row < catalog_rows(l.catalog); row++)
            print_row(&o, &l, row);
        done = output_end(&o, e);
    }
    int status = catalog_status(l.catalog);
    loaded_release(&l);
    return done ? status : -1;
}
