/* Whether what a view computed over all records still holds. While the records are being read it is
 * computed anew only where a quarter more has come, so that reading a large workspace does not spend its
 * time on counting; a decision makes it anew at once. */
#ifndef TIPREVIEW_FRESH_H
#define TIPREVIEW_FRESH_H

#include <stdbool.h>
#include <stdint.h>

#include "config/workspace.h"

/* Zero-initialise it: nothing was computed yet. */
struct fresh {
    bool made;
    bool changed; /* the application said so since */
    bool partial; /* made while records were still to be read */
    uint32_t rows;
    uint64_t seq;
};

bool fresh_is(const struct fresh *f, const struct workspace *w);
void fresh_made(struct fresh *f, const struct workspace *w);

#endif
