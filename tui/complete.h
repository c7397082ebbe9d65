/* Completion of the word before the cursor: the candidates that begin as it does, and which of them stands in its place. Pure. */
#ifndef TIPREVIEW_COMPLETE_H
#define TIPREVIEW_COMPLETE_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/str.h"

enum { COMPLETE_MAX = 200 }; /* candidates; more are counted alone */

/* complete_begin makes it usable. */
struct complete {
    struct str word;            /* as it was typed */
    struct str text;            /* of the candidates, each with a NUL */
    size_t start[COMPLETE_MAX]; /* of each in the text */
    size_t count, more;         /* kept; not kept */
    size_t at;                  /* the one in the word's place; `count`: the word as typed */
    bool active;
    bool
        ids; /* ids of records are candidates as well; there are many, so they are offered some at a time */
};
void complete_release(struct complete *c);
void complete_end(struct complete *c); /* forgets the candidates */

/* Begins for a word of n bytes. complete_offer takes a candidate in where it begins so and is not there yet. */
void complete_begin(struct complete *c, const char *word, size_t n);
void complete_offer(struct complete *c, const char *candidate);

const char *complete_candidate(const struct complete *c, size_t i);

/* After all were offered: what is to stand in place of the word. The only candidate; else what all begin with, if that is more
 * than the word; else the word. Borrowed until the next call. */
const char *complete_common(struct complete *c);

/* The next (1) or previous (-1) candidate in turn, and between the last and the first the word as typed. */
const char *complete_turn(struct complete *c, int step);

/* Appends the candidates: "tally  [tag]", as many as are in sight around the one in place. */
void complete_list(const struct complete *c, struct str *out);

#endif
