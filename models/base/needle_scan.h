/* How the places where a needle may match are found: the same answer, as fast as the processor can. */
#ifndef TIPREVIEW_BASE_NEEDLE_SCAN_H
#define TIPREVIEW_BASE_NEEDLE_SCAN_H

#include "models/base/needle.h"

/* A byte at a time; every other one ends with it. */
needle_scan needle_scan_bytes;

/* The fastest for this processor. */
needle_scan *needle_scan_best(void);

/* All that this processor has, ended by NULL; for tests. */
needle_scan *const *needle_scan_all(void);

#endif
