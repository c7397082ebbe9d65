/* A sequence worked on by several threads: its order, its bound, and its end at any moment. */
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/base/pipeline.h"
#include "models/base/thread.h"

enum { PIECES = 2000, SLOTS = 7 };

struct job {
    unsigned next, slots, threads;
    unsigned piece[SLOTS], result[SLOTS];
    atomic_uint filling, in_flight, most;
    atomic_bool overlapped, by_signal;
};

static bool fill(void *ctx, unsigned slot)
{
    struct job *j = ctx;
    if (atomic_fetch_add(&j->filling, 1))
        j->overlapped = true;
    bool more = j->next < PIECES;
    if (more) {
        j->piece[slot] = j->next++;
        unsigned n = atomic_fetch_add(&j->in_flight, 1) + 1;
        if (n > j->most)
            j->most = n;
    }
    atomic_fetch_sub(&j->filling, 1);
    return more;
}

/* Takes longer for some pieces than for others. */
static void work(void *ctx, unsigned slot, unsigned thread)
{
    struct job *j = ctx;
    unsigned n = j->piece[slot];
    sigset_t blocked;
    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    if (thread < j->threads &&
        (!sigismember(&blocked, SIGTERM) || !sigismember(&blocked, SIGWINCH)))
        j->by_signal = true;
    for (unsigned i = n * 7919 % 5000; i > 0; i--)
        n = n * 31 + i;
    j->result[slot] = n;
}

static const struct pipeline_ops ops = {fill, work};

static unsigned expected(unsigned n)
{
    for (unsigned i = n * 7919 % 5000; i > 0; i--)
        n = n * 31 + i;
    return n;
}

/* Takes up to so many pieces and checks each; returns how many came. */
static unsigned take(struct pipeline *p, struct job *j, unsigned wanted)
{
    unsigned taken = 0, slot;
    enum pipeline_result r = PIPELINE_LATER;
    while (taken < wanted && (r = pipeline_next(p, 10, &slot)) != PIPELINE_END) {
        if (r == PIPELINE_LATER)
            continue;
        assert_int_equal(j->piece[slot], taken);
        assert_int_equal(j->result[slot], expected(taken));
        atomic_fetch_sub(&j->in_flight, 1);
        taken++;
    }
    return taken;
}

static void test_order_and_bound(void **state)
{
    (void)state;
    for (unsigned threads = 0; threads <= 8; threads += threads ? threads : 1) {
        for (unsigned slots = 1; slots <= SLOTS; slots += 3) {
            struct job j = {.slots = slots, .threads = threads};
            unsigned slot;
            struct pipeline *p = pipeline_start(threads, slots, &ops, &j);
            assert_non_null(p);
            assert_int_equal(take(p, &j, UINT32_MAX), PIECES);
            assert_int_equal(pipeline_next(p, 0, &slot), PIPELINE_END);
            pipeline_stop(p);
            assert_false(j.overlapped);
            assert_true(j.most <= slots);
            assert_false(j.by_signal);
        }
    }
}

static void test_ended_early(void **state)
{
    (void)state;
    for (unsigned stop = 0; stop < 40; stop++) {
        struct job j = {.slots = 3};
        struct pipeline *p = pipeline_start(stop % 5, 3, &ops, &j);
        assert_non_null(p);
        assert_int_equal(take(p, &j, stop), stop);
        pipeline_stop(p);
        assert_true(j.next <= stop + 3);
    }
    pipeline_stop(NULL);
}

struct stuck {
    unsigned filled;
    sem_t caller_worked;
    atomic_uint by_thread, by_caller, filled_by_caller;
    pthread_t caller;
};

static bool fill_two(void *ctx, unsigned slot)
{
    struct stuck *s = ctx;
    (void)slot;
    s->filled_by_caller += pthread_equal(pthread_self(), s->caller) != 0;
    return s->filled++ < 2;
}

/* The thread is at its piece, if it has one, until the caller has done the other. */
static void work_stuck(void *ctx, unsigned slot, unsigned thread)
{
    struct stuck *s = ctx;
    (void)slot;
    if (thread == 0) {
        sem_wait(&s->caller_worked);
        s->by_thread++;
    } else {
        s->by_caller++;
        sem_post(&s->caller_worked);
    }
}

static void test_caller_works_where_it_would_wait(void **state)
{
    (void)state;
    static const struct pipeline_ops two = {fill_two, work_stuck};
    struct stuck s = {.caller = pthread_self()};
    unsigned slot, taken = 0;
    assert_int_equal(sem_init(&s.caller_worked, 0, 0), 0);
    struct pipeline *p = pipeline_start(1, 3, &two, &s);
    assert_non_null(p);
    enum pipeline_result r;
    while ((r = pipeline_next(p, 10, &slot)) != PIPELINE_END)
        taken += r == PIPELINE_SLOT;
    pipeline_stop(p);
    sem_destroy(&s.caller_worked);
    assert_int_equal(taken, 2);
    assert_int_equal(s.by_thread + s.by_caller, 2);
    assert_true(s.by_caller > 0);
    assert_int_equal(s.filled_by_caller, 0);
}

static bool nothing(void *ctx, unsigned slot)
{
    (void)ctx;
    (void)slot;
    return false;
}

static void test_nothing_to_do(void **state)
{
    (void)state;
    static const struct pipeline_ops none = {nothing, work};
    for (unsigned threads = 0; threads < 3; threads++) {
        unsigned slot;
        struct pipeline *p = pipeline_start(threads, 2, &none, NULL);
        assert_non_null(p);
        enum pipeline_result r;
        while ((r = pipeline_next(p, 10, &slot)) == PIPELINE_LATER)
            ;
        assert_int_equal(r, PIPELINE_END);
        pipeline_stop(p);
    }
}

static void test_processors(void **state)
{
    (void)state;
    cpu_set_t set;
    assert_int_equal(sched_getaffinity(0, sizeof set, &set), 0);
    assert_int_equal(thread_processors(), CPU_COUNT(&set));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_and_bound),
        cmocka_unit_test(test_ended_early),
        cmocka_unit_test(test_caller_works_where_it_would_wait),
        cmocka_unit_test(test_nothing_to_do),
        cmocka_unit_test(test_processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
