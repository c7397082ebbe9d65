/* Work on a sequence by several threads, its results taken in the order of the sequence. The caller
 * has a fixed number of slots, so that what is in flight is bounded: a thread fills one with the
 * next piece of the sequence, works on it, and the caller's thread takes it and gives it back. Where
 * it would have to wait for one, it works on another itself; but it fills none, which may take as long
 * as a disk does. */
#ifndef TIPREVIEW_BASE_PIPELINE_H
#define TIPREVIEW_BASE_PIPELINE_H

#include <stdbool.h>

struct pipeline;

struct pipeline_ops {
    /* Puts the next piece into a slot. Never runs twice at once. False: there is no more, and it
     * is not called again. */
    bool (*fill)(void *ctx, unsigned slot);
    /* Works on a slot; on several at once. `thread` counts from 0; the last is the caller's. */
    void (*work)(void *ctx, unsigned slot, unsigned thread);
};

/* Starts the threads. Where none can be started, or 0 are wanted, pipeline_next does all of it.
 * NULL where memory ran out. */
struct pipeline *pipeline_start(unsigned threads, unsigned slots, const struct pipeline_ops *ops,
                                void *ctx);

enum pipeline_result { PIPELINE_SLOT, PIPELINE_LATER, PIPELINE_END };

/* The next slot that was worked on, the caller's until the next call. LATER: there is none after so
 * many milliseconds. */
enum pipeline_result pipeline_next(struct pipeline *p, int milliseconds, unsigned *slot);

/* Ends the threads, each after the piece that it is at. */
void pipeline_stop(struct pipeline *p);

#endif
