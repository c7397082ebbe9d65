/* A queue: the numbers of the rows that a limit lets through, in the order of work, and the search in it.
 *
 * Limit, search and sort are worked at in slices (queue_work); a newer one takes the older one's place at
 * once, and what is found so far can be used meanwhile. */
#ifndef TIPREVIEW_QUEUE_H
#define TIPREVIEW_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/catalog.h"
#include "models/filter.h"
#include "models/review.h"
#include "models/row_set.h"
#include "models/row_sort.h"

struct queue {
    uint32_t *row; /* ask queue_row: all rows in the catalog's order have no array */
    size_t count, cap;
    uint32_t seen;         /* catalog rows looked at so far */
    struct filter *filter; /* owned; NULL: everything */
    char *limit;           /* owned; the expression as typed, "" for everything */

    char *order; /* owned; as typed, "" for the catalog's order */
    struct sort_key key;
    struct row_sort *sort; /* in progress; else NULL */
    size_t sorted;         /* rows that were put in that order; later ones came since */
    bool shuffled;         /* rows are not in the catalog's order */

    const struct row_set *later; /* borrowed: undecided rows whose turn comes last; NULL: none */

    struct filter *search; /* owned; NULL: nothing is searched for */
    char *words;           /* owned; what is */
    uint64_t *found;       /* a bit for each catalog row */
    size_t found_cap;
    uint32_t searched; /* catalog rows looked at so far */
};

#define QUEUE_NONE SIZE_MAX

void queue_init(struct queue *q);
void queue_release(struct queue *q);

/* The row at a position below the count. */
static inline uint32_t queue_row(const struct queue *q, size_t position)
{
    return q->row ? q->row[position] : (uint32_t)position;
}

/* Starts over, for the same limit, order and words: the catalog is another. */
void queue_restart(struct queue *q);

/* Sets the limit and starts over; queue_work then fills it. On an error the queue is as before. The
 * criteria are borrowed until the next limit. */
MUST_CHECK bool queue_limit(struct queue *q, const char *expression,
                            const struct criteria *criteria, struct err *e);

/* Sets the order: "date", "-age", "state" (models/row_sort.h), "" or "files" for the catalog's, which is kept as "". Rows move once all are sorted, by what
 * is known then. On an error the queue is as before. */
MUST_CHECK bool queue_order(struct queue *q, const char *order, struct err *e);

/* Searches for words in narrative, id and title, from now on in all rows. The same words again: no work is lost. */
MUST_CHECK bool queue_search(struct queue *q, const char *words, struct err *e);

/* What there is to do. Sorting waits until the queue is `settled`: no more rows are about to be added. */
enum queue_task { QUEUE_IDLE, QUEUE_LIMITING, QUEUE_SEARCHING, QUEUE_SORTING };
struct queue_progress {
    enum queue_task task;
    uint64_t done, all; /* rows, or steps of a sort */
};
struct queue_progress queue_progress(const struct queue *q, const struct review *r, bool settled);

/* A slice of it, some milliseconds. False: out of memory. */
MUST_CHECK bool queue_work(struct queue *q, const struct catalog *c, const struct review *r,
                           bool settled);

/* Looks at up to `rows` further catalog rows. True while there are more to look at now. *failed:
 * out of memory. */
bool queue_extend(struct queue *q, const struct catalog *c, const struct review *r, uint32_t rows,
                  bool *failed);

/* The position of a row, or QUEUE_NONE. */
size_t queue_position(const struct queue *q, uint32_t row);

/* The next (step 1) or previous (-1) position after `from` whose row is undecided, rolling over; those of `later`
 * only where no other is left, QUEUE_NONE where none is. `from` itself is looked at last. */
size_t queue_undecided(const struct queue *q, const struct review *r, size_t from, int step);
size_t queue_count_undecided(const struct queue *q, const struct review *r);

/* How many rows of `later` are in the queue. */
size_t queue_count_later(const struct queue *q);

/* The same for a row in which the words were found so far. */
size_t queue_found(const struct queue *q, size_t from, int step);

#endif
