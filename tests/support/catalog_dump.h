/* A catalog as text: for comparing two, and for asking one everything. */
#ifndef TIPREVIEW_TESTS_CATALOG_DUMP_H
#define TIPREVIEW_TESTS_CATALOG_DUMP_H

#include "models/base/str.h"
#include "models/catalog.h"

/* Every answer that a catalog gives. */
void catalog_dump(const struct catalog *c, struct str *out);

#endif
