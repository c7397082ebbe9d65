/* Large pieces of memory in huge pages where the system gives them: the first touch of a small page may
 * cost more than what is written to it. */
#ifndef TIPREVIEW_BASE_PAGES_H
#define TIPREVIEW_BASE_PAGES_H

#include <stddef.h>

/* At least n bytes, undefined; what is not touched costs nothing. A piece that stays small takes small pages: only
 * what comes after its first 256 KiB is in huge ones. NULL where memory ran out. */
void *pages_alloc(size_t n);
void pages_free(void *p, size_t n); /* as many; NULL may be given */

/* Memory that grows: below PAGES_LARGE bytes by malloc, from there on in such a piece, page-aligned, which is not copied when it
 * grows but moved. */
enum { PAGES_LARGE = 64 * 1024 };

/* Makes the `had` bytes at p (0 at NULL) n, which is no less; what is new is undefined. NULL: no memory, and p stays. */
void *pages_resize(void *p, size_t had, size_t n);
void pages_release(void *p, size_t n); /* NULL may be given */

/* Gives back what came with the first n bytes of a piece of PAGES_LARGE or more and is behind them, where nothing is kept any more:
 * a huge page is touched as a whole. */
void pages_trim(void *p, size_t n);

/* Touches all of such a piece of n bytes: what is written to it later waits for no page. What it holds stays. */
void pages_touch(void *p, size_t n);

/* For an array with room for *cap items of that size, as grow() of models/base/str.h is for others. */
void *pages_grow(void *items, size_t *cap, size_t need, size_t size);

#endif
