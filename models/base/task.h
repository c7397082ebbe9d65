/* One piece of work on a thread of its own, which the main thread waits for or gives up. */
#ifndef TIPREVIEW_BASE_TASK_H
#define TIPREVIEW_BASE_TASK_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

/* Zero-initialise it; it must not move while it runs. */
struct task {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    bool running; /* started and not yet joined */
    bool done;
    atomic_bool stop;
    void (*run)(void *ctx, const atomic_bool *stop);
    void *ctx;
};

/* Starts run(ctx, stop); it ends soon after *stop is set. It gets no signals. Where no thread is to be had, it runs
 * here and now. */
void task_start(struct task *t, void (*run)(void *ctx, const atomic_bool *stop), void *ctx);

/* Waits up to so many milliseconds, or with -1 for as long as it takes. True: it has ended, or none runs; what it
 * wrote can be read. */
bool task_wait(struct task *t, int milliseconds);

/* Ends it before its time. */
void task_stop(struct task *t);

#endif
