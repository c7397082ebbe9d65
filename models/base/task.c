#include "models/base/task.h"

#include <errno.h>
#include <time.h>

#include "models/base/thread.h"

static void *body(void *arg)
{
    struct task *t = arg;
    t->run(t->ctx, &t->stop);
    pthread_mutex_lock(&t->lock);
    t->done = true;
    pthread_cond_signal(&t->ended);
    pthread_mutex_unlock(&t->lock);
    return NULL;
}

void task_start(struct task *t, void (*run)(void *ctx, const atomic_bool *stop), void *ctx)
{
    *t = (struct task){.run = run, .ctx = ctx};
    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->ended, NULL);
    t->running = thread_start(&t->thread, body, t);
    if (!t->running)
        run(ctx, &t->stop);
}

static struct timespec later(int milliseconds)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    t.tv_sec += milliseconds / 1000;
    t.tv_nsec += milliseconds % 1000 * 1000000L;
    t.tv_sec += t.tv_nsec / 1000000000;
    t.tv_nsec %= 1000000000;
    return t;
}

bool task_wait(struct task *t, int milliseconds)
{
    if (!t->running)
        return true;
    struct timespec until = later(milliseconds < 0 ? 0 : milliseconds);
    int status = 0;
    pthread_mutex_lock(&t->lock);
    while (!t->done && status != ETIMEDOUT)
        status = milliseconds < 0
                     ? pthread_cond_wait(&t->ended, &t->lock)
                     : pthread_cond_clockwait(&t->ended, &t->lock, CLOCK_MONOTONIC, &until);
    bool done = t->done;
    pthread_mutex_unlock(&t->lock);
    if (!done)
        return false;
    pthread_join(t->thread, NULL);
    pthread_cond_destroy(&t->ended);
    pthread_mutex_destroy(&t->lock);
    t->running = false;
    return true;
}

void task_stop(struct task *t)
{
    atomic_store(&t->stop, true);
    task_wait(t, -1);
}
