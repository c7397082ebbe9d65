/* How a record counts before anyone has decided on it. */
#ifndef TIPREVIEW_CATALOG_TALLY_H
#define TIPREVIEW_CATALOG_TALLY_H

#include "models/catalog.h"
#include "models/tally.h"

/* The row as undecided. */
struct tally_row catalog_tally_row(const struct catalog *c, uint32_t row);

/* The years of the whole catalog, all undecided; malloc'd. False: no memory. */
MUST_CHECK bool catalog_tally(const struct catalog *c, struct tally_year **year, size_t *years);

#endif
