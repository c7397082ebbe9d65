/* Records made in memory, for tests of what comes after the reader. */
#ifndef TIPREVIEW_TEST_RECORDS_H
#define TIPREVIEW_TEST_RECORDS_H

#include "models/catalog.h"

/* Adds a record of `key=value` pairs separated by spaces ("kind=debriefing id=D-1 date=2004-03"),
 * with paths as in models/record.def; text after the first '|' is the narrative. Fails the test
 * where a value is wrong. Returns what catalog_add said; *row (may be NULL) gets the row. */
enum catalog_added add_record(struct catalog *c, const char *pairs, uint32_t *row);

#endif
