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
    pthread_mutex_t lock;          /* of all that follows */
    pthread_cond_t ready, room;    /* for the caller; for the threads */
    uint64_t filled, begun, taken; /* pieces so far; piece n is in slot n % slots */
    bool *done;                    /* of a slot: worked on */
    bool filling;                  /* a thread fills */
    bool holding;                  /* the caller has piece `taken` */
    bool ended, stopped;
    struct thread thread[];
};

static void make_locks(struct pipeline *p)
{
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->ready, &clock);
    pthread_cond_init(&p->room, NULL);
    pthread_condattr_destroy(&clock);
}

/* Those that follow are called with the lock, which is let go while a piece is filled or worked on. */

/* One piece more is filled than is needed at once, so that the caller finds one to work on. */
static bool can_fill(const struct pipeline *p)
{
    enum { AHEAD = 2 };
    return !p->filling && !p->ended && p->filled - p->taken < p->slots &&
           p->filled - p->begun < AHEAD;
}

static void fill(struct pipeline *p)
{
    unsigned slot = (unsigned)(p->filled % p->slots);
    p->filling = true;
    p->done[slot] = false;
    pthread_mutex_unlock(&p->lock);
    bool filled = p->ops->fill(p->ctx, slot);
    pthread_mutex_lock(&p->lock);
    p->filling = false;
    p->filled += filled;
    p->ended = !filled;
    pthread_cond_broadcast(&p->room);
    pthread_cond_signal(&p->ready);
}

static bool can_work(const struct pipeline *p)
{
    return p->begun < p->filled;
}

static void work(struct pipeline *p, unsigned thread)
{
    unsigned slot = (unsigned)(p->begun++ % p->slots);
    pthread_mutex_unlock(&p->lock);
    p->ops->work(p->ctx, slot, thread);
    pthread_mutex_lock(&p->lock);
    p->done[slot] = true;
    if (slot == p->taken % p->slots)
        pthread_cond_signal(&p->ready);
}

static void *body(void *ctx)
{
    struct thread *t = ctx;
    struct pipeline *p = t->pipeline;
    pthread_mutex_lock(&p->lock);
    while (!p->stopped && (!p->ended || can_work(p))) {
        if (can_fill(p))
            fill(p);
        else if (can_work(p))
            work(p, t->number);
        else
            pthread_cond_wait(&p->room, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
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

static bool is_past(const struct timespec *t)
{
    struct timespec now = later(0);
    return now.tv_sec > t->tv_sec || (now.tv_sec == t->tv_sec && now.tv_nsec >= t->tv_nsec);
}

/* Threads that wait for room are woken when half of the slots are free: to wake one for each costs more than it does then. */
static void give_back(struct pipeline *p)
{
    p->taken += p->holding;
    p->holding = false;
    if (p->filled - p->taken <= p->slots / 2)
        pthread_cond_broadcast(&p->room);
}

/* Waits for a change, or makes one. False: the time is over. */
static bool help_or_wait(struct pipeline *p, const struct timespec *until)
{
    bool alone = !p->threads && can_fill(p);
    if (!alone && !can_work(p))
        return pthread_cond_timedwait(&p->ready, &p->lock, until) != ETIMEDOUT;
    if (alone)
        fill(p);
    else
        work(p, p->threads);
    return !is_past(until);
}

enum pipeline_result pipeline_next(struct pipeline *p, int milliseconds, unsigned *slot)
{
    struct timespec until = later(milliseconds);
    bool in_time = true;
    pthread_mutex_lock(&p->lock);
    give_back(p);
    *slot = (unsigned)(p->taken % p->slots);
    while (in_time && (p->filled == p->taken ? !p->ended : !p->done[*slot]))
        in_time = help_or_wait(p, &until);
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
    pthread_mutex_destroy(&p->lock);
    free(p->done);
    free(p);
}
