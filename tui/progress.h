/* How far long work is, for whoever waits: a bar with counts, told at most four times a second. */
#ifndef TIPREVIEW_PROGRESS_H
#define TIPREVIEW_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "models/base/str.h"
#include "models/ingest.h"

enum { PROGRESS_MS = 250 };

/* Appends "[####......]"; where nothing is known of the whole, the bar is empty. */
void progress_bar(struct str *out, uint64_t done, uint64_t all);

/* Appends "[####......] 10,300", or with more room "[####......] 10,300 documents, 3/31 files". */
void progress_reading(struct str *out, const struct ingest_progress *p, bool wide);

/* Of a command in line mode. Zero-initialise it. */
struct progress {
    FILE *to; /* a terminal; NULL: nothing is told */
    int64_t told;
    bool running, shown;
};

/* To stderr, where that is a terminal. */
struct progress progress_on_stderr(void);

/* Whether it is time to tell again; what takes no quarter of a second is not told at all. `now` in milliseconds. */
bool progress_due(struct progress *p, int64_t now);

/* Writes the text over what was told before. */
void progress_tell(struct progress *p, const char *text);

/* Takes away what was told. */
void progress_end(struct progress *p);

#endif
