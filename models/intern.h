/* Interned texts: equal texts get equal numbers, from 1; 0 is the empty text. */
#ifndef TIPREVIEW_INTERN_H
#define TIPREVIEW_INTERN_H

#include <stdint.h>

#include "models/base/table.h"
#include "models/textstore.h"

struct intern_text {
    uint64_t offset;
    uint32_t len, unused;
};

/* Zero-initialise it. */
struct intern {
    struct textstore store;
    struct table table;
    const struct table_key *key; /* of the table; NULL: the process's own */
    struct intern_text *text;    /* of number i + 1 */
    size_t count, cap;
};

void intern_release(struct intern *in);

/* The number of a text, made where it is new; UINT32_MAX where memory ran out. */
uint32_t intern_number(struct intern *in, const char *text, size_t n);

/* The same with the text's hash (intern_hash), which can be worked out ahead by any thread. */
uint32_t intern_number_hashed(struct intern *in, uint32_t hash, const char *text, size_t n);
uint32_t intern_hash(const struct intern *in, const char *text, size_t n);

/* The number of a text, or 0 where it was never interned. */
uint32_t intern_find(const struct intern *in, const char *text, size_t n);

/* NUL-terminated, borrowed; *len may be NULL. */
const char *intern_text(const struct intern *in, uint32_t number, size_t *len);

#endif
