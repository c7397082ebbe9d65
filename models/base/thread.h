/* Threads that leave the signals to the main one. */
#ifndef TIPREVIEW_BASE_THREAD_H
#define TIPREVIEW_BASE_THREAD_H

#include <pthread.h>

#include "models/base/err.h"

/* Starts run(ctx) on a thread that gets no signal but those of its own faults. */
MUST_CHECK bool thread_start(pthread_t *thread, void *(*run)(void *ctx), void *ctx);

/* How many processors this process may use; at least 1. */
unsigned thread_processors(void);

#endif
