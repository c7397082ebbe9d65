/* Tables on stdout, in the formats that every command shares.
 *
 * Cells may hold any bytes from outside. In text and Markdown they are sanitised; in JSON what may not
 * reach a terminal is written as \u escapes, which loses nothing; CSV (RFC 4180) is sanitised where stdout
 * is a terminal, exact where it is not, and a cell that a spreadsheet would take for a formula gets a "'" before it. */
#ifndef TIPREVIEW_OUTPUT_H
#define TIPREVIEW_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "models/base/err.h"
#include "models/base/str.h"

enum format {
    FORMAT_TEXT,
    FORMAT_CSV,
    FORMAT_JSON,
    FORMAT_MARKDOWN,
    FORMAT_TABLES, /* so many are of a table */
    FORMAT_HTML = FORMAT_TABLES,
    FORMAT_YAML,
    FORMAT_TOTAL
};
extern const char *const format_names[FORMAT_TOTAL];

struct column_def {
    const char *name; /* of the csv column and the JSON key */
    bool number;      /* right-aligned; a bare number in JSON */
};

/* A table being written, row by row; in text its widths come from the first five hundred rows. */
struct output {
    FILE *to;
    enum format format;
    const struct column_def *column;
    size_t columns;
    size_t rows, at; /* rows ended; column of the next cell */
    bool terminal;
    struct str *held; /* cells of rows not yet written, in text */
    size_t held_count, held_cap;
    size_t *width;
    struct str scratch;
    bool failed;
};

/* The columns are borrowed until output_end. */
MUST_CHECK bool output_begin(struct output *o, FILE *to, enum format format,
                             const struct column_def *column, size_t columns, struct err *e);
void output_cell(struct output *o, const char *text);
void output_cell_n(struct output *o, const char *bytes, size_t n);
void output_number(struct output *o, int64_t number); /* a count: 11,218 in text */
void output_plain(struct output *o, uint64_t number); /* a year or an ordinal: 2004 */

/* Ends the table and frees its parts. False where not everything could be written. */
MUST_CHECK bool output_end(struct output *o, struct err *e);

#endif
