/* Words and phrases of a text that point at criteria and signs: config/terms.yaml, which also states how an entry
 * is written. A hit is a pointer for the eye and never an answer: "nobody threatened her" is one too. */
#ifndef TIPREVIEW_TERMS_H
#define TIPREVIEW_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/criteria.h"

struct terms;

/* Reads the file against the criteria. NULL and the error (ERR_USAGE) with file, line, column and what to change
 * where it is wrong; of an unknown id also the closest known one. Owns its texts; terms_free frees. */
MUST_CHECK struct terms *terms_load(const struct config_file *file, const struct criteria *c,
                                    struct err *e);
void terms_free(struct terms *t);

/* A place of a text, and the items that it points at, as a set of bits. */
struct term_hit {
    uint32_t start, len; /* bytes */
    uint64_t items;
};

/* Zero-initialise it. In the order of the text; none overlaps another. */
struct term_hits {
    struct term_hit *hit;
    size_t count, cap;
};
void term_hits_release(struct term_hits *h);

/* Replaces what `h` held by the hits of a clean text. `t` may be NULL: there are none then. False: no memory. */
MUST_CHECK bool terms_find(const struct terms *t, const char *text, size_t n, struct term_hits *h);

#endif
