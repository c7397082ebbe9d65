/* Bars and sparklines made of characters: Unicode blocks, or ASCII where they can't be shown. Knows no terminal. */
#ifndef TIPREVIEW_CHART_H
#define TIPREVIEW_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/str.h"

/* Appends a bar for n of `most`, of at most `cols` columns; what is above 0 has at least a sliver. A `partial` one is
 * drawn otherwise, since it is not to be compared with the others. */
void chart_bar(struct str *out, int64_t n, int64_t most, size_t cols, bool partial, bool unicode);

/* Appends a column for each of the figures, in eighths of the greatest, a space for 0: months that are alike are a flat row. */
void chart_spark(struct str *out, const int64_t *n, size_t count, bool unicode);

#endif
