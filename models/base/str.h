/* A growable byte string, and a bump arena for text that lives and dies together. */
#ifndef TIPREVIEW_BASE_STR_H
#define TIPREVIEW_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"

/* Zero-initialise it, or use STR_INIT. `p` is always NUL-terminated once
 * something was added, and str_text never returns NULL. When memory runs out
 * `failed` is set and stays set, and later additions do nothing: build the
 * whole text, then ask once. */
struct str {
    char *p;
    size_t len, cap;
    bool failed;
};

#define STR_INIT                                                                                   \
    {                                                                                              \
        0                                                                                          \
    }

void str_release(struct str *s);         /* frees the contents; s can be used again */
void str_clear(struct str *s);           /* empties it, keeps the memory, clears `failed` */
void str_cut(struct str *s, size_t len); /* shortens it to len bytes */
void str_add(struct str *s, const char *text);
void str_addn(struct str *s, const char *bytes, size_t n);
void str_addc(struct str *s, char c);
void str_addf(struct str *s, const char *fmt, ...) PRINTF(2, 3);
void str_number(struct str *s, int64_t n); /* with thousands separators: "11,218" */
const char *str_text(const struct str *s); /* borrowed; "" where empty */

/* Hands the malloc'd text over to the caller, NULL where it failed; s is empty after. */
char *str_detach(struct str *s);

/* Grows an array for at least `need` items of `size` bytes, doubling; returns
 * the new array, or NULL (the old one is still valid) where memory ran out.
 * *cap is in items. */
MUST_CHECK void *grow(void *items, size_t *cap, size_t need, size_t size);

/* The room, in items, that such an array of cap items takes for `need`; 0: more than memory can have. */
size_t grow_cap(size_t cap, size_t need, size_t size);

/* A bump allocator. Zero-initialise it. What it gave stays where it is until
 * arena_reset or arena_release. */
struct arena {
    struct arena_block *block; /* the one in use; older ones hang behind it */
};

void arena_release(struct arena *a);
void arena_reset(struct arena *a); /* forgets everything, keeps one block for reuse */
MUST_CHECK void *arena_alloc(struct arena *a, size_t size); /* aligned to 16; NULL: no memory */
MUST_CHECK char *arena_copy(struct arena *a, const char *bytes, size_t n); /* + a NUL */

#endif
