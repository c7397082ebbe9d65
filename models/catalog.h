/* The index of the records: columns (one per field, struct of arrays) and one text arena. A list
 * never holds records: it holds row numbers and asks the catalog for the rows on the screen.
 * Derived from the YAML, which stays the evidence; rebuilt at will. */
#ifndef TIPREVIEW_CATALOG_H
#define TIPREVIEW_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/base/hash.h"
#include "models/record.h"

struct catalog;
struct stat;

enum { CATALOG_NONE = UINT32_MAX }; /* no such row; as a uint32_t */

MUST_CHECK struct catalog *catalog_new(void); /* NULL: no memory */
void catalog_free(struct catalog *c);

/* --- filling it --- */

/* Makes room for so many rows, or as many as are worth it, so that the columns need not be moved as they grow: what is not used
 * of it costs nothing. False: no memory. */
MUST_CHECK bool catalog_expect(struct catalog *c, uint64_t rows);

/* Registers a file, with its status when it was opened (NULL: it was not); returns its number, or
 * UINT32_MAX where memory ran out. */
uint32_t catalog_add_file(struct catalog *c, const char *path, const struct stat *st);

enum catalog_added { CATALOG_ADDED, CATALOG_DUPLICATE, CATALOG_NO_MEMORY };

/* Adds a record that record_read accepted, copying what it needs. Where its id is taken already:
 * CATALOG_DUPLICATE, *row is the earlier one, and nothing is added. */
enum catalog_added catalog_add(struct catalog *c, const struct record *r, uint32_t file,
                               const struct document *doc, uint32_t *row);

/* The hashes of a record's texts by which they are found; 0 where there is none. Any thread can work them out ahead, while
 * the catalog is filled. */
struct catalog_hashes {
    uint32_t of[FIELD_TOTAL];
};
void catalog_hash(const struct catalog *c, const struct record *r, struct catalog_hashes *hashes);

/* Fetches from memory what catalog_add_hashed will look at for a record that comes a little later. */
void catalog_prefetch(const struct catalog *c, const struct catalog_hashes *hashes);

/* The same as catalog_add with the record's hashes. */
enum catalog_added catalog_add_hashed(struct catalog *c, const struct record *r,
                                      const struct catalog_hashes *hashes, uint32_t file,
                                      const struct document *doc, uint32_t *row);

/* A problem: a rejected document, a warning, a file that could not be read. The text is copied. */
struct problem {
    enum severity severity;
    uint32_t file, line, col; /* line 0: the file as a whole */
    uint64_t offset;
    uint32_t len;     /* bytes of the document at offset; 0: no document */
    const char *text; /* "what is wrong: what to change"; not sanitised */
    const char *id;   /* of the record where known, else "" */
};
MUST_CHECK bool catalog_add_problem(struct catalog *c, const struct problem *p);

/* Conservation: documents = debriefings + operations + rejected. */
struct catalog_counts {
    uint64_t documents, debriefings, operations, rejected;
    uint32_t files, files_failed; /* registered; could not be read to their end */
    uint32_t errors, warnings;    /* problems by severity */
};
void catalog_count_document(struct catalog *c, uint32_t file, bool rejected);
void catalog_count_failed_file(struct catalog *c, uint32_t file);

/* The checksum (models/base/checksum.h) of a file that was read to its end. */
void catalog_set_content(struct catalog *c, uint32_t file, uint64_t content);

/* --- asking it --- */

uint32_t catalog_rows(const struct catalog *c);
const struct catalog_counts *catalog_counts(const struct catalog *c);
uint32_t catalog_problems(const struct catalog *c);
struct problem catalog_problem(const struct catalog *c, uint32_t index); /* texts borrowed */
const char *catalog_file(const struct catalog *c, uint32_t file);        /* path; not sanitised */

/* A row's cell, coded as models/record.h says; for ID, TEXT and the like use catalog_text.
 * 0 where the field does not belong to the row's kind. */
uint32_t catalog_cell(const struct catalog *c, uint32_t row, enum field field);

/* The text of an ID, TEXT or NARRATIVE field, NUL-terminated, borrowed for the catalog's life; ""
 * where not given. Narrative and texts are as in the file: sanitise before showing. */
const char *catalog_text(const struct catalog *c, uint32_t row, enum field field, size_t *len);

/* For an ID or TEXT field but `id`: a number that is equal for equal texts, 0 where not given. */
uint32_t catalog_text_number(const struct catalog *c, uint32_t row, enum field field);

enum record_kind catalog_kind(const struct catalog *c, uint32_t row);
unsigned catalog_year(const struct catalog *c, uint32_t row);
const struct answers *catalog_reported(const struct catalog *c, uint32_t row);

/* Any field as text for a list or an export: appends, not sanitised. */
void catalog_format(const struct catalog *c, uint32_t row, enum field field, struct str *out);

/* The case that a row belongs to: its `case`, else its operation (an operation's own id for
 * an operation), even one that is named and missing, else the row alone. Numbers run from 0. */
uint32_t catalog_case(const struct catalog *c, uint32_t row);
uint32_t catalog_cases(const struct catalog *c);
/* The year of a case's earliest record: it can fall while rows are added. */
unsigned catalog_case_year(const struct catalog *c, uint32_t number);

/* The row with that id, or CATALOG_NONE. */
uint32_t catalog_find(const struct catalog *c, const char *id);

/* The first of the rows from `row` to `end` - 1 whose id begins so, or CATALOG_NONE. A million rows take 100 ms, since each id stands
 * somewhere else in memory: who waits for a key asks for some at a time. */
uint32_t catalog_next_id(const struct catalog *c, const char *beginning, uint32_t row,
                         uint32_t end);

/* Where the record's document stands. */
struct place {
    uint32_t file, line, len;
    uint64_t offset;
};
void catalog_place(const struct catalog *c, uint32_t row, struct place *place);

/* --- the evidence again --- */

/* A record read again from its file, with the digest of the very bytes that were read: what a
 * reviewer is shown and what a decision is bound to. Zero-initialise; reread_release frees. */
struct reread {
    struct record record;
    struct sha256 digest;
    char *bytes;
    size_t len;
};

/* False where the file is gone or no longer holds that record at that place: reload. */
MUST_CHECK bool catalog_reread(const struct catalog *c, uint32_t row,
                               const struct criteria *criteria, struct reread *out, struct err *e);
void reread_release(struct reread *r);

/* SHA-256 of the document's bytes as they are in the file now; kept once computed. Needs no memory: false is always that
 * they cannot be read, or are others. */
MUST_CHECK bool catalog_digest(struct catalog *c, uint32_t row, struct sha256 *digest,
                               struct err *e);

#endif
