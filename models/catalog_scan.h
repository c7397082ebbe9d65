/* The catalog's columns and texts in bulk, for who looks at very many rows. What stands in them is as it was
 * stored; what is found in it goes through models/catalog.h. */
#ifndef TIPREVIEW_CATALOG_SCAN_H
#define TIPREVIEW_CATALOG_SCAN_H

#include "models/catalog.h"

/* The cells of a field, *width bytes (1, 2 or 4) for each row; of texts their numbers. In a row of a kind that does
 * not have the field stands something else. NULL: the field has no column (`id`, `reported`, `narrative`). */
const void *catalog_column(const struct catalog *c, enum field field, unsigned *width);

/* One more than the greatest number of an id or text. */
uint32_t catalog_text_numbers(const struct catalog *c);

/* The text of a number, as it was stored; NUL-terminated, borrowed, *len its length. "" where there is none. */
const char *catalog_numbered_text(const struct catalog *c, uint32_t number, size_t *len);

/* The number of a row's reported answers, which equal answers share; and the answers of such a number. */
uint32_t catalog_reported_of(const struct catalog *c, uint32_t row);
const struct answers *catalog_report(const struct catalog *c, uint32_t number);

/* The number that the other ids and texts which are equal to this one have (catalog_text_number); 0 for "";
 * CATALOG_NONE where there is none. */
uint32_t catalog_text_find(const struct catalog *c, const char *text, size_t n);

/* Ids and narratives of rows, in their order, in one piece of memory: of each the id, a NUL, the narrative, a
 * NUL. Between them may be other bytes. */
struct text_run {
    const char *bytes;
    size_t len;
    uint32_t first, rows;
};

/* The run that begins with a row and has at most `rows` > 0 rows; it has at least one. */
struct text_run catalog_text_run(const struct catalog *c, uint32_t first, uint32_t rows);

/* The row to which the byte at that offset of the run belongs, looked for from a row of the run on that does
 * not come after it; *next gets the offset at which the next row's bytes begin. */
uint32_t catalog_text_row(const struct catalog *c, const struct text_run *run, uint32_t from,
                          size_t at, size_t *next);

#endif
