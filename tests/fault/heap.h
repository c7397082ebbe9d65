/* The memory that a test program has in use, counted at every allocation, libraries' too: linking
 * heap.c replaces malloc. Under ASan, which has a malloc of its own, its hooks are used. */
#ifndef TIPREVIEW_TESTS_HEAP_H
#define TIPREVIEW_TESTS_HEAP_H

#include <stddef.h>

/* The n-th allocation from now on fails, and no other; 0: none. Not under ASan, where none does. */
void heap_fail_at(size_t n);

size_t heap_in_use(void);     /* bytes */
size_t heap_peak(void);       /* the most since heap_peak_reset */
size_t heap_peak_reset(void); /* returns what is in use */

#endif
