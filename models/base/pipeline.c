#include "models/base/pipeline.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "models/base/thread.h"

struct thread {
    struct pipeline *pipeline;
    unsigned number;
    pthread_t id;
};

struct pipeline {
    const struct pipeline_ops *ops;
    void *ctx;
    unsigned slots, threads;
    pthread_mutex_t filling; /* held by the thread that fills */
    pthread_mutex_t lock;    /* of all that follows */
    pthread_cond_t ready, room;
    uint64_t filled, taken; /* pieces so far; piece n is in slot n % slots */
    bool *done;             /* of a slot: worked on */
    bool holding;           /* the caller has piece `taken` */
    bool ended, stopped;
    struct thread thread[];
};

static void make_locks(struct pipeline *p)
{
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_mutex_init(&p->filling, NULL);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->ready, &clock);
    pthread_cond_init(&p->room, NULL);
    pthread_condattr_destroy(&clock);
}

/* Waits for a free slot. False: the threads are to end. */
static bool wait_for_room(struct pipeline *p, unsigned *slot)
{
    pthread_mutex_lock(&p->lock);
    while (!p->stopped && p->filled - p->taken == p->slots)
        pthread_cond_wait(&p->room, &p->lock);
    *slot = (unsigned)(p->filled % p->slots);
    p->done[*slot] = false;
    bool wanted = !p->stopped && !p->ended;
    pthread_mutex_unlock(&p->lock);
    return wanted;
}

static void note_filled(struct pipeline *p, bool filled)
{
    pthread_mutex_lock(&p->lock);
    p->filled += filled;
    p->ended = !filled;
    if (!filled)
        pthread_cond_signal(&p->ready);
    pthread_mutex_unlock(&p->lock);
}

static void note_done(struct pipeline *p, unsigned slot)
{
    pthread_mutex_lock(&p->lock);
    p->done[slot] = true;
    if (slot == p->taken % p->slots)
        pthread_cond_signal(&p->ready);
    pthread_mutex_unlock(&p->lock);
}

/* Does one piece. False: there is none. */
static bool produce(struct pipeline *p, unsigned thread)
{
    unsigned slot;
    pthread_mutex_lock(&p->filling);
    bool wanted = wait_for_room(p, &slot);
    bool filled = wanted && p->ops->fill(p->ctx, slot);
    if (wanted)
        note_filled(p, filled);
    pthread_mutex_unlock(&p->filling);
    if (!filled)
        return false;
    p->ops->work(p->ctx, slot, thread);
    note_done(p, slot);
    return true;
}

static void *body(void *ctx)
{
    struct thread *t = ctx;
    while (produce(t->pipeline, t->number))
        ;
    return NULL;
}

struct pipeline *pipeline_start(unsigned threads, unsigned slots, const struct pipeline_ops *ops,
                                void *ctx)
{
    struct pipeline *p = calloc(1, sizeof *p + threads * sizeof p->thread[0]);
    bool *done = calloc(slots, sizeof *done);
    if (!p || !done) {
        free(p);
        free(done);
        return NULL;
    }
    p->ops = ops;
    p->ctx = ctx;
    p->slots = slots;
    p->done = done;
    make_locks(p);
    for (unsigned i = 0; i < threads; i++) {
        struct thread *t = &p->thread[i];
        *t = (struct thread){.pipeline = p, .number = i};
        if (!thread_start(&t->id, body, t))
            break;
        p->threads++;
    }
    return p;
}

static struct timespec later(int milliseconds)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_nsec += milliseconds % 1000 * 1000000L;
    t.tv_sec += milliseconds / 1000 + t.tv_nsec / 1000000000;
    t.tv_nsec %= 1000000000;
    return t;
}

static void give_back(struct pipeline *p)
{
    p->taken += p->holding;
    p->holding = false;
    pthread_cond_signal(&p->room);
}

enum pipeline_result pipeline_next(struct pipeline *p, int milliseconds, unsigned *slot)
{
    struct timespec until = later(milliseconds);
    int status = 0;
    pthread_mutex_lock(&p->lock);
    give_back(p);
    *slot = (unsigned)(p->taken % p->slots);
    if (!p->threads && !p->ended) {
        pthread_mutex_unlock(&p->lock);
        produce(p, 0);
        pthread_mutex_lock(&p->lock);
    }
    while (p->filled == p->taken ? !p->ended : !p->done[*slot]) {
        if (status == ETIMEDOUT)
            break;
        status = pthread_cond_timedwait(&p->ready, &p->lock, &until);
    }
    bool any = p->filled != p->taken;
    p->holding = any && p->done[*slot];
    enum pipeline_result result = p->holding         ? PIPELINE_SLOT
                                  : any || !p->ended ? PIPELINE_LATER
                                                     : PIPELINE_END;
    pthread_mutex_unlock(&p->lock);
    return result;
}

void pipeline_stop(struct pipeline *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->lock);
    p->stopped = true;
    pthread_cond_broadcast(&p->room);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->threads; i++)
        pthread_join(p->thread[i].id, NULL);
    pthread_cond_destroy(&p->ready);
    pthread_cond_destroy(&p->room);
    pthread_mutex_destroy(&p->filling);
    pthread_mutex_destroy(&p->lock);
    free(p->done);
    free(p);
}
