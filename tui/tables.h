/* The tables that commands print, and that the console writes into files. */
#ifndef TIPREVIEW_TABLES_H
#define TIPREVIEW_TABLES_H

#include <stdio.h>

#include "config/workspace.h"
#include "models/queue.h"
#include "models/summary.h"
#include "tui/output.h"

/* What each definition says of the facts as reported, in all records: counted before a table of it is printed. Zero-initialise
 * it; `n` is freed by whoever has it. */
struct reported_count {
    int64_t *n;
    uint32_t next; /* row to be counted */
};

/* Counts up to so many rows more. */
MUST_CHECK bool count_reported(struct reported_count *c, const struct workspace *w, uint32_t rows,
                               struct err *e);

/* tui/cmd_tally.c: a row a year; a row for each year, definition and basis, once the rows that are left are counted. */
MUST_CHECK bool tally_table(const struct workspace *w, FILE *to, enum format format, struct err *e);
MUST_CHECK bool definitions_table(const struct workspace *w, struct reported_count *reported,
                                  FILE *to, enum format format, struct err *e);

/* tui/cmd_summary.c: all tables of a summary; the only one that takes FORMAT_HTML. */
MUST_CHECK bool summary_report(const struct workspace *w, const struct summary *s, FILE *to,
                               enum format format, struct err *e);

/* tui/cmd_list.c: a row a record, one by one until output_end, or all of a queue; with `missing` also those that only the log
 * knows. */
MUST_CHECK bool list_begin(struct output *o, FILE *to, enum format format, struct err *e);
void list_row(struct output *o, const struct workspace *w, uint32_t row);
MUST_CHECK bool list_table(const struct workspace *w, const struct queue *q, bool missing, FILE *to,
                           enum format format, struct err *e);

#endif
