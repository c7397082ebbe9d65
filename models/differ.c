#include "models/differ.h"

#include <stdlib.h>

bool results_differ(const struct criteria *criteria, uint32_t results)
{
    size_t counted = 0;
    for (unsigned d = 0; d < criteria->definitions; d++)
        counted += results_get(results, d) == RESULT_TRAFFICKING;
    return counted && counted < criteria->definitions;
}

uint32_t results_reported(const struct criteria *criteria, const struct facts *facts)
{
    struct answers basis = basis_reported(criteria, facts);
    uint32_t results = 0;
    for (unsigned d = 0; d < criteria->definitions; d++)
        results |= (uint32_t)definition_result(&criteria->definition[d], &basis) << 2 * d;
    return results;
}

struct differ_row differ_row(const struct catalog *c, const struct criteria *criteria,
                             const struct review *r, uint32_t row)
{
    struct facts facts = facts_of_row(c, row);
    struct row_review known = review_row(r, row);
    struct differ_row out = {.reported = results_reported(criteria, &facts),
                             .decided = known.state == STATE_DECIDED,
                             .reviewed = known.results};
    out.differs = results_differ(criteria, out.reported) ||
                  (out.decided && results_differ(criteria, out.reviewed));
    return out;
}

void differ_release(struct differ_rows *d)
{
    free(d->row);
    *d = (struct differ_rows){0};
}

bool differ_extend(struct differ_rows *d, const struct catalog *c, const struct criteria *criteria,
                   const struct review *r, uint32_t rows)
{
    uint32_t left = catalog_rows(c) - d->seen;
    for (uint32_t end = d->seen + (rows < left ? rows : left); d->seen < end; d->seen++) {
        if (!differ_row(c, criteria, r, d->seen).differs)
            continue;
        uint32_t *more = grow(d->row, &d->cap, d->count + 1, sizeof *more);
        if (!more)
            return false;
        d->row = more;
        d->row[d->count++] = d->seen;
    }
    return true;
}
