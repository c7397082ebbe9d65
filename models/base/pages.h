/* Large pieces of memory in huge pages where the system gives them: the first touch of a small page may
 * cost more than what is written to it. */
#ifndef TIPREVIEW_BASE_PAGES_H
#define TIPREVIEW_BASE_PAGES_H

#include <stddef.h>

/* At least n bytes, undefined; what is not touched costs nothing. A piece that stays small takes small pages: only
 * what comes after its first 256 KiB is in huge ones. NULL where memory ran out. */
void *pages_alloc(size_t n);
void pages_free(void *p, size_t n); /* as many; NULL may be given */

/* The same for what is wholly written to at once and ended by free(): in huge pages from 2 MiB on. */
void *pages_malloc(size_t n);

#endif
