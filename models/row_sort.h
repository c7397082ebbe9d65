/* Rows put in order by a field, by the state of the review, or for work: a merge sort in slices. What is not known comes
 * last in either direction; equal rows stand as in the catalog, whatever the order before. */
#ifndef TIPREVIEW_ROW_SORT_H
#define TIPREVIEW_ROW_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/catalog.h"
#include "models/review.h"

/* By what: the row's number, a field, or one of what row_sort.c's table names. */
enum sort_by {
    SORT_ROW,
    SORT_FIELD,
    SORT_STATE,
    SORT_OUTCOME,
    SORT_REVIEWER,
    SORT_FLAGGED,
    SORT_SAVED,
    SORT_PRIORITY,  /* models/priority.h */
    SORT_OPERATION, /* an operation beside its debriefings */
    SORT_SHUFFLE    /* by chance; the same for the same seed and ids */
};

struct sort_key {
    enum sort_by by;
    enum field field;
    bool down;
    uint32_t seed; /* SORT_SHUFFLE */
};

/* Reads "date", "-age", "person.age", "state", "priority", "shuffle:7"; "files" or "" is the catalog's order. On false the error
 * names what was probably meant. */
MUST_CHECK bool sort_key_parse(struct sort_key *key, const char *text, struct err *e);

/* What can be sorted by besides the fields of a record, with a help text each. */
struct sort_name {
    const char *name, *help;
    enum sort_by by;
};
extern const struct sort_name sort_names[];
extern const size_t sort_names_count;

struct row_sort;

/* Begins to sort `count` rows, which are borrowed and stay as they are until they are taken (NULL: the first of the
 * catalog). NULL where memory ran out. */
MUST_CHECK struct row_sort *row_sort_new(const struct sort_key *key, const uint32_t *row,
                                         size_t count);
void row_sort_free(struct row_sort *s);

/* Goes on by `steps` comparisons or so. True while there is more to do. */
bool row_sort_work(struct row_sort *s, const struct catalog *c, const struct review *r,
                   size_t steps);

/* How much is done, of how much. */
void row_sort_progress(const struct row_sort *s, uint64_t *done, uint64_t *all);

/* When it is done: the rows in order, as many as were given and room for one more; malloc'd, the caller frees them. */
uint32_t *row_sort_take(struct row_sort *s);

#endif
