/* A summary made fit to be published: statistical disclosure control (models/suppress.h) over all its tables together.
 *
 * Cells with the same unit and limit are one figure wherever they stand. A reader is taken to know the relations of the
 * tables, that what a per cent leaves of its denominator is a count too, that persons and cases are no more than the
 * records that they come from, and what earlier releases said. Where hiding cells is not enough, the rows in
 * question are merged into one, `others`; where that is not enough, the table is withheld. A group whose every
 * record is `trafficking` is merged too, whatever its size: its total alone would say what each of them is. Tables whose rows
 * are free texts of the records are withheld always. A table comes after those before it: it is the later one
 * that is made coarser. What was done is said in summary.suppressed. */
#ifndef TIPREVIEW_PUBLISH_H
#define TIPREVIEW_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/freeze.h"
#include "models/summary.h"

enum { PUBLISH_K = 5, PUBLISH_BASE = 5 };

struct publish_options {
    int64_t k;    /* a count of 1 to k-1 is small */
    int64_t base; /* round to multiples of it and hide nothing; 0: hide */
    const char *const
        *exempt; /* ids of rows that are printed as they are, in the tables without a breakdown */
    size_t exempts;
    const struct frozen *earlier; /* releases, the latest first */
    size_t earliers;
    /* Told before each piece of the work, which takes seconds where there are many rows; or NULL. */
    void (*told)(void *ctx, size_t tables_done, size_t tables);
    void *told_ctx;
};

/* Changes the summary in place: covers, rows, tables, charts, and the sentences on it. ERR_USAGE for an exempt row that there
 * is not. */
MUST_CHECK bool publish_summary(struct summary *s, const struct publish_options *o, struct err *e);

/* Appends what a reader should be warned of: figures that an earlier release printed and that this one hides, or that differ
 * from it by less than k; a line each. For whoever publishes, not for publication. */
MUST_CHECK bool publish_warnings(const struct summary *s, const struct publish_options *o,
                                 struct str *out, struct err *e);

#endif
