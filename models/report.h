/* The year-end summary written out: one function a format, over the same tables. Times and versions are given, so that the
 * same summary gives the same bytes. Texts of records are sanitised or escaped. */
#ifndef TIPREVIEW_REPORT_H
#define TIPREVIEW_REPORT_H

#include "models/summary.h"

/* What a report bears besides the figures. */
struct report_source {
    const struct summary *summary;
    int64_t as_of_us;     /* UTC */
    struct log_head head; /* of the log that the figures come from */
    const char *version;  /* of the program */
};

/* Appends the report. Check out->failed. */
typedef void report_writer(const struct report_source *r, struct str *out);
report_writer report_text, report_markdown, report_csv, report_json, report_html;

/* --- shared by the report_*.c files --- */

/* What every report says of itself, in this order: a key for csv and json, a heading, a text. */
struct report_fact {
    const char *key, *heading;
    struct str text;
};
struct report_about {
    struct report_fact *fact;
    size_t facts, cap;
    bool failed;
};
void report_about_make(const struct report_source *r, struct report_about *about);
void report_about_release(struct report_about *about);

/* Whether a fact has another heading than the one before it. */
bool report_fact_begins(const struct report_about *about, size_t fact);

/* A table in pieces that fit on paper: a year's columns of a breakdown, or some years. *end of the piece before
 * (at first 0) is where the next begins; false after the last. */
struct report_piece {
    size_t first, end; /* columns */
};
bool report_next_piece(const struct summary_table *t, struct report_piece *piece);

/* Appends: "Outcomes of debriefings", of a breakdown's piece with its year: "Debriefings by sex, 2004". */
void report_caption(const struct summary *s, const struct summary_table *t,
                    const struct report_piece *piece, struct str *out);

/* Appends the heading of a column: "2004", or of a breakdown what it counts. */
void report_heading(const struct summary *s, const struct summary_table *t, size_t column,
                    struct str *out);

/* Appends to such a year what keeps it from being compared with others: ", Jan-Apr, PROVISIONAL". */
void report_mark(const struct summary *s, const struct summary_table *t, size_t column,
                 struct str *out);

/* Appends a cell, of a headline with how many are still open: "0 so far, 2,355 undecided". */
void report_cell(const struct summary *s, const struct summary_table *t, size_t row, size_t column,
                 struct str *out);

/* "<svg>...</svg>" of a chart: horizontal bars with their figures. */
void report_svg(const struct summary *s, const struct summary_chart *chart, struct str *out);

#endif
