#include "tui/fresh.h"

bool fresh_is(const struct fresh *f, const struct workspace *w)
{
    uint32_t rows = catalog_rows(w->catalog);
    if (!f->made || f->seq != review_seq(w->review) || rows < f->rows)
        return false;
    if (workspace_reading(w))
        return rows <= (uint64_t)f->rows + f->rows / 4;
    return !f->changed && !f->partial && rows == f->rows;
}

void fresh_made(struct fresh *f, const struct workspace *w)
{
    *f = (struct fresh){.made = true,
                        .partial = workspace_reading(w),
                        .rows = catalog_rows(w->catalog),
                        .seq = review_seq(w->review)};
}
