/* Reads a table of comma-separated values row by row, strictly as RFC 4180 has it: fields in double quotation marks may
 * hold commas, line breaks and marks written twice; others hold no mark. Rows end in CR LF or LF; a row with nothing in
 * it is none. A byte order mark at the start is skipped, a line break in a field becomes LF. */
#ifndef TIPREVIEW_CSV_H
#define TIPREVIEW_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/err.h"

enum { CSV_MAX_ROW = 1024 * 1024 }; /* bytes */

struct csv;

/* Opens a regular file of UTF-8, or of Latin-1, which is turned into UTF-8. */
struct csv *csv_open(const char *path, bool latin1, struct err *e);
void csv_close(struct csv *c);

enum csv_result { CSV_ROW, CSV_BAD, CSV_END, CSV_FAILED };

/* The next row; borrowed until the next call. */
struct csv_row {
    const char **cell; /* NUL-terminated UTF-8 */
    size_t cells;
    unsigned line; /* where it begins, from 1 */
};

/* CSV_BAD: the row, which is passed over, is not as it should be, and the error says where (kind ERR_DATA).
 * CSV_FAILED: reading failed. */
enum csv_result csv_next(struct csv *c, struct csv_row *row, struct err *e);

#endif
