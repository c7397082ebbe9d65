/* Every call that the store makes of the system fails once, or from then on: what was said to be
 * saved is there, what was said not to be is not, now and after a kill and after a loss of power. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support/fault_vfs.h"
#include "tests/support/log_fixture.h"

enum { BEFORE = 2, SINGLE = 2, BATCH = 2, AFTER = 1, EVENTS = SINGLE + BATCH + AFTER };

static struct fixture fixture, later; /* `later`: what a kill or a loss of power would leave */
static char pristine[128];

static struct event events[EVENTS];
static enum log_result results[EVENTS];
static unsigned unknown; /* in all runs of a test */

static int set_up_group(void **state)
{
    (void)state;
    /* Nothing is really synced here, so memory will do, and is quicker. */
    if (access("/dev/shm", W_OK) == 0)
        setenv("TMPDIR", "/dev/shm", 0);
    fixture_make(&fixture);
    fixture_make(&later);
    fault_install(fixture.path);
    struct log *log = fixture_open(&fixture);
    fixture_append(log, 1000, BEFORE);
    log_close(log);
    snprintf(pristine, sizeof pristine, "%s/pristine", fixture.dir);
    fixture_copy(fixture.path, pristine);
    return 0;
}

static int tear_down_group(void **state)
{
    (void)state;
    fixture_remove(&fixture);
    fixture_remove(&later);
    return 0;
}

/* Copies the log's files, or what was synced of them, to where `later` finds them. */
static void leave(const char *suffix)
{
    static const char *const parts[] = {"", "-wal"};
    char from[160], to[160];
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        snprintf(from, sizeof from, "%s%s%s", fixture.path, parts[i], suffix);
        snprintf(to, sizeof to, "%s%s", later.path, parts[i]);
        fixture_copy(from, to);
    }
}

static void forget_files(void)
{
    static const char *const parts[] = {"-wal", "-shm"};
    char path[160], synced[192];
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        snprintf(path, sizeof path, "%s%s", fixture.path, parts[i]);
        snprintf(synced, sizeof synced, "%s" FAULT_SYNCED, path);
        unlink(path);
        unlink(synced);
    }
    snprintf(synced, sizeof synced, "%s" FAULT_SYNCED, fixture.path);
    fixture_copy(pristine, fixture.path);
    fixture_copy(pristine, synced);
    fault_forget();
}

/* The work during which something fails. */
static void work(void)
{
    struct err e = {0};
    struct log *log = NULL;
    for (unsigned i = 0; i < EVENTS; i++) {
        events[i] = fixture_event(i);
        results[i] = LOG_NOT_SAVED;
    }
    log = log_open(fixture.path, true, &e);
    if (log) {
        for (unsigned i = 0; i < SINGLE; i++)
            results[i] = log_append(log, &events[i], &e);
        enum log_result batch = log_append_all(log, &events[SINGLE], BATCH, &e);
        for (unsigned i = 0; i < BATCH; i++)
            results[SINGLE + i] = batch;
    }
    log_close(log);
    log = log_open(fixture.path, true, &e);
    for (unsigned i = SINGLE + BATCH; log && i < EVENTS; i++)
        results[i] = log_append(log, &events[i], &e);
    log_close(log);
}

static void assert_as_said(const struct fixture *where, const char *when)
{
    uint64_t count = BEFORE;
    struct log *log = fixture_open(where);
    for (unsigned i = 0; i < EVENTS; i++) {
        unsigned there = fixture_count(log, &events[i]);
        bool right = results[i] == LOG_SAVED ? there == 1 : results[i] == LOG_UNKNOWN || !there;
        if (!right || there > 1)
            fail_msg("%s, event %u is there %u times though the log said %d", when, i, there,
                     results[i]);
        count += there;
    }
    fixture_assert_holds(log, count);
    log_close(log);
}

/* What was not known is known once the disk works again: by asking again, with the same id. */
static void assert_retries_tell(void)
{
    struct log *log = fixture_open(&fixture);
    struct err e = {0};
    for (unsigned i = 0; i < EVENTS; i++)
        if (results[i] == LOG_UNKNOWN) {
            unknown++;
            results[i] = log_append(log, &events[i], &e);
            assert_int_equal(results[i], LOG_SAVED);
            leave(FAULT_SYNCED);
            assert_as_said(&later, "asked again, and after a loss of power");
        }
    log_close(log);
}

/* Returns whether the fault came at all. */
static bool run_one(enum fault kind, unsigned nth, bool sticky, bool watched)
{
    forget_files();
    /* Another program that has the log open keeps the index of the -wal alive, and so hides from
     * a fresh connection what lies beyond its end. */
    struct log *watcher = watched ? fixture_open(&fixture) : NULL;
    struct log_head head;
    struct err e = {0};
    assert_true(!watcher || log_head(watcher, &head, &e));
    fault_arm(kind, nth, sticky);
    work();
    bool failed = fault_disarm();
    leave("");
    assert_as_said(&later, "after a kill");
    leave(FAULT_SYNCED);
    assert_as_said(&later, "after a loss of power");
    /* Before anything else opens it: closing would mend what is asked for here. */
    assert_retries_tell();
    assert_as_said(&fixture, "afterwards");
    log_close(watcher);
    return failed;
}

static unsigned run_all(enum fault kind, bool sticky)
{
    unsigned runs = 0;
    unknown = 0;
    for (int watched = 0; watched < 2; watched++)
        for (unsigned nth = 1; run_one(kind, nth, sticky, watched); nth++) {
            runs++;
            if (!sticky && unknown)
                fail_msg("call %u, watched %d: not known though it could be read", nth, watched);
        }
    return runs;
}

static void test_single_faults(void **state)
{
    (void)state;
    for (enum fault kind = 0; kind < FAULT_COUNT; kind++)
        assert_true(run_all(kind, false) > 0);
}

/* Only a disk that gives nothing back, or never confirms a write, leaves it unknown; a full one does not. */
static void test_sticky_faults(void **state)
{
    (void)state;
    for (enum fault kind = 0; kind < FAULT_COUNT; kind++) {
        assert_true(run_all(kind, true) > 0);
        bool blind = kind == FAULT_READ || kind == FAULT_LOCK || kind == FAULT_SYNC;
        assert_int_equal(unknown > 0, blind);
    }
}

/* Whatever fails while a log is made: the next attempt makes it. */
static void test_faults_while_made(void **state)
{
    (void)state;
    for (enum fault kind = 0; kind < FAULT_COUNT; kind++) {
        bool failed = true;
        for (unsigned nth = 1; failed; nth++) {
            struct err e = {0};
            forget_files();
            unlink(fixture.path);
            fault_arm(kind, nth, false);
            struct log *log = log_open(fixture.path, true, &e);
            failed = fault_disarm();
            assert_true(log || e.what[0]);
            log_close(log);
            log = fixture_open(&fixture);
            fixture_append(log, 1, 1);
            fixture_assert_holds(log, 1);
            log_close(log);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_single_faults),
        cmocka_unit_test(test_sticky_faults),
        cmocka_unit_test(test_faults_while_made),
    };
    return cmocka_run_group_tests(tests, set_up_group, tear_down_group);
}
