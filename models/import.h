/* Makes records of the rows of a table, as a map says (docs/import.md):
 *
 *   encoding: utf-8                    # or latin-1
 *   fields:
 *     kind: {constant: debriefing}
 *     id: {template: "D-{row:6}"}      # {row}, or {row:DIGITS}, counts the rows from 1
 *     date: {column: Registered}
 *     person.sex:
 *       column: Gender
 *       values: [[F, female], [M, male], ["", unknown]]
 *     person.nationality: {column: Country, values: [["00", unknown]], others: keep}
 *     reported.means.force: {column: Forced, values: [["1", present], ["0", absent]]}
 *     narrative: {template: "Country: {Country|not stated}."}
 */
#ifndef TIPREVIEW_IMPORT_H
#define TIPREVIEW_IMPORT_H

#include <stdbool.h>

#include "models/base/err.h"
#include "models/base/str.h"
#include "models/csv.h"

struct import_map;

struct import_map *import_map_load(const char *path, struct err *e);
void import_map_free(struct import_map *m);
bool import_map_latin1(const struct import_map *m);

/* Finds the map's columns in the table's head. */
MUST_CHECK bool import_map_bind(struct import_map *m, const char *map_path,
                                const struct csv_row *head, struct err *e);

/* Appends the record of a row as a YAML document; `number` is the row's, from 1. False and the error's text where a value
 * is in no row of its table, or the row has other columns than the head. Whether it is a record is for the reader of
 * records to say. */
MUST_CHECK bool import_row(const struct import_map *m, const struct csv_row *row, unsigned number,
                           struct str *out, struct err *e);

#endif
