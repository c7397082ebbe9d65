/* A sequence worked on by several threads: its order, its bound, and its end at any moment. */
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
    unsigned next, slots;
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
    (void)thread;
    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    if (!sigismember(&blocked, SIGTERM) || !sigismember(&blocked, SIGWINCH))
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
            struct job j = {.slots = slots};
            unsigned slot;
            struct pipeline *p = pipeline_start(threads, slots, &ops, &j);
            assert_non_null(p);
            assert_int_equal(take(p, &j, UINT32_MAX), PIECES);
            assert_int_equal(pipeline_next(p, 0, &slot), PIPELINE_END);
            pipeline_stop(p);
            assert_false(j.overlapped);
            assert_true(j.most <= slots);
            if (threads)
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
        cmocka_unit_test(test_nothing_to_do),
        cmocka_unit_test(test_processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
