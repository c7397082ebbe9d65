/* How the summary's tables are put together; shared by the summary*.c files alone.
 *
 * Texts and figures live in the summary's arena. When memory runs out `failed` is set and stays set, and later
 * additions do nothing: build everything, then ask once. */
#ifndef TIPREVIEW_SUMMARY_BUILD_H
#define TIPREVIEW_SUMMARY_BUILD_H

#include "models/summary_count.h"

struct builder {
    struct summary *s;
    const struct counts *counts;
    const struct criteria *criteria;
    /* The table in hand. */
    struct summary_table table;
    struct summary_row *row;
    size_t row_cap;
    struct summary_column *column;
    size_t column_cap;
    struct summary_cell *cell;
    size_t cell_cap;
    struct summary_relation *relation;
    size_t relation_cap;
    size_t table_cap, note_cap;
    bool failed;
};

void builder_release(struct builder *b);

/* A text of the summary's own. */
const char *build_text(struct builder *b, const char *fmt, ...) PRINTF(2, 3);
const char *build_words(struct builder *b, const char *id); /* "anti vice" for anti_vice */

/* Begins a table, of a column for each year; table_column then adds instead columns to each year. */
void table_begin(struct builder *b, const char *id, const char *title, const char *unit);
void table_column(struct builder *b, const char *id, const char *label, const char *limit,
                  bool so_far);

/* Adds a row and returns its number; its cells are 0. The texts are borrowed: literals or build_text's. */
size_t table_row(struct builder *b, struct summary_row row);
void table_set(struct builder *b, size_t row, size_t column, int64_t n);

/* A row whose cell of each year is the member of struct year_counts at that offset. */
size_t table_row_of(struct builder *b, struct summary_row row, size_t offset);
/* A row whose cell of each year is a class of a dimension, over all categories. */
size_t table_row_class(struct builder *b, struct summary_row row, enum dim dim,
                       enum count_class class);
/* A row whose cell of each year is a category of a dimension, over all classes; or over all of both. */
size_t table_row_category(struct builder *b, struct summary_row row, enum dim dim,
                          unsigned category);
size_t table_row_all(struct builder *b, struct summary_row row, enum dim dim);

/* A row of per cents of two rows that are there. */
size_t table_percent(struct builder *b, const char *id, const char *label, unsigned indent,
                     size_t part, size_t of);

/* The rows [first, end), of counts, add up to the whole; a part and what is not shown make it up; the columns
 * [first, end) of each year add up to that one; any other relation (its parts are copied). */
void table_adds_up(struct builder *b, size_t whole, size_t first, size_t end);
void table_part_of(struct builder *b, size_t whole, size_t part);
void table_columns_add_up(struct builder *b, size_t whole, size_t first, size_t end);
void table_parts(struct builder *b, const struct summary_relation *relation);

void table_end(struct builder *b);

void build_note(struct builder *b, const char *text);

/* The tables, in their order. */
void build_year_tables(struct builder *b);       /* models/summary_year.c */
void build_definition_tables(struct builder *b); /* models/summary_definitions.c */
void build_breakdowns(struct builder *b);        /* models/summary_breakdown.c */
void build_criteria_tables(struct builder *b);   /* models/summary_criteria.c */
void build_check_tables(struct builder *b);      /* models/summary_checks.c */
void build_charts(struct builder *b);            /* models/summary_chart.c */

#endif
