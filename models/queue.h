/* A queue: the numbers of the rows that a limit lets through, in the order of work. */
#ifndef TIPREVIEW_QUEUE_H
#define TIPREVIEW_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/catalog.h"
#include "models/filter.h"
#include "models/review.h"

struct queue {
    uint32_t *row;
    size_t count, cap;
    uint32_t seen;         /* catalog rows looked at so far */
    struct filter *filter; /* owned; NULL: everything */
    char *limit;           /* owned; the expression as typed, "" for everything */
};

#define QUEUE_NONE SIZE_MAX

void queue_init(struct queue *q);
void queue_release(struct queue *q);

/* Sets the limit and starts over; queue_extend then fills it. On an error the queue is as before. */
MUST_CHECK bool queue_limit(struct queue *q, const char *expression, struct err *e);

/* Looks at up to `rows` further catalog rows. True while there are more to look at now. *failed:
 * out of memory. */
bool queue_extend(struct queue *q, const struct catalog *c, const struct review *r, uint32_t rows,
                  bool *failed);

/* The position of a row, or QUEUE_NONE. */
size_t queue_position(const struct queue *q, uint32_t row);

/* The next (step 1) or previous (-1) position after `from` whose row is undecided, rolling over;
 * QUEUE_NONE where none is left. `from` itself is looked at last. */
size_t queue_undecided(const struct queue *q, const struct review *r, size_t from, int step);
size_t queue_count_undecided(const struct queue *q, const struct review *r);

/* The next (1) or previous (-1) position after `from` whose narrative, id or title holds the words;
 * rolling over; QUEUE_NONE where none does. */
size_t queue_search(const struct queue *q, const struct catalog *c, const char *words, size_t from,
                    int step);

#endif
