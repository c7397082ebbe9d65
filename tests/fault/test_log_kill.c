/* kill -9 at any moment, over and over, with several writers: no decision that was acknowledged is
 * missing, none is there twice, and the chain verifies. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support/log_fixture.h"

enum { WRITERS = 3, KILLS = 110 };

/* What a writer tells through its pipe: before it appends an event, and after that was saved. */
struct message {
    struct event_id id;
    unsigned number; /* of the record */
    bool saved;
};

struct writer {
    pid_t pid;
    int pipe;
    struct message last;
    bool spoke;
};

struct ids {
    struct event_id *item;
    size_t count, cap;
};

static struct fixture fixture;
static struct ids acknowledged, attempted;
static unsigned next_number;
static uint32_t random_state = 71105;

static unsigned random_below(unsigned limit)
{
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 8) % limit;
}

static void remember(struct ids *ids, const struct event_id *id)
{
    struct event_id *item = grow(ids->item, &ids->cap, ids->count + 1, sizeof *ids->item);
    assert_non_null(item);
    ids->item = item;
    ids->item[ids->count++] = *id;
}

static int compare_ids(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct event_id));
}

static bool is_among(const struct ids *sorted, const struct event_id *id)
{
    return bsearch(id, sorted->item, sorted->count, sizeof *id, compare_ids) != NULL;
}

static void sort(struct ids *ids)
{
    qsort(ids->item, ids->count, sizeof *ids->item, compare_ids);
}

/* The child: appends until it is killed. */
static void append_for_ever(int pipe, unsigned number)
{
    struct err e = {0};
    struct log *log = log_open(fixture.path, true, &e);
    while (log) {
        struct event event = fixture_event(number);
        struct message message = {event.id, number, false};
        if (write(pipe, &message, sizeof message) != (ssize_t)sizeof message ||
            log_append(log, &event, &e) != LOG_SAVED)
            break;
        message.saved = true;
        if (write(pipe, &message, sizeof message) != (ssize_t)sizeof message)
            break;
        number++;
    }
    fprintf(stderr, "# a writer ended by itself: %s\n", e.what);
    _exit(1);
}

static void start(struct writer *writer)
{
    int ends[2];
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    next_number += 1000;
    writer->pid = fork();
    assert_true(writer->pid >= 0);
    if (writer->pid == 0) {
        close(ends[0]);
        append_for_ever(ends[1], next_number);
    }
    close(ends[1]);
    assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
    writer->pipe = ends[0];
    writer->spoke = false;
}

/* Takes in what is in the pipe. Returns how many events were acknowledged. */
static unsigned drain(struct writer *writer)
{
    struct message message;
    unsigned saved = 0;
    while (read(writer->pipe, &message, sizeof message) == (ssize_t)sizeof message) {
        remember(message.saved ? &acknowledged : &attempted, &message.id);
        saved += message.saved;
        writer->last = message;
        writer->spoke = true;
    }
    return saved;
}

static void wait_for(struct writer *writers, struct writer *writer, unsigned wanted)
{
    unsigned saved = 0;
    while (saved < wanted) {
        struct pollfd ready = {.fd = writer->pipe, .events = POLLIN};
        assert_true(poll(&ready, 1, -1) == 1 || errno == EINTR);
        assert_true(ready.revents & POLLIN);
        for (unsigned i = 0; i < WRITERS; i++) {
            unsigned now = drain(&writers[i]);
            saved += &writers[i] == writer ? now : 0;
        }
    }
}

static void kill_one(struct writer *writer)
{
    int status = 0;
    assert_int_equal(kill(writer->pid, SIGKILL), 0);
    assert_int_equal(waitpid(writer->pid, &status, 0), writer->pid);
    assert_true(WIFSIGNALED(status));
    drain(writer);
    close(writer->pipe);
}

/* Whoever starts again with what it was about to append gets no second event. No connection may be open
 * here across a fork. */
static void retry(const struct writer *writer)
{
    struct err e = {0};
    if (!writer->spoke)
        return;
    struct log *log = fixture_open(&fixture);
    struct event event = fixture_event(writer->last.number);
    event.id = writer->last.id;
    assert_int_equal(log_append(log, &event, &e), LOG_SAVED);
    assert_int_equal(fixture_count(log, &event), 1);
    log_close(log);
    remember(&acknowledged, &event.id);
}

struct census {
    struct ids found;
};

static bool take(void *ctx, const struct event *event)
{
    struct census *census = ctx;
    remember(&census->found, &event->id);
    return true;
}

static void assert_all_there(void)
{
    struct census census = {0};
    struct err e = {0};
    struct log *log = fixture_open(&fixture);
    assert_true(log_read(log, 0, take, &census, &e));
    fixture_assert_holds(log, census.found.count);
    log_close(log);
    sort(&census.found);
    sort(&acknowledged);
    sort(&attempted);
    for (size_t i = 1; i < census.found.count; i++)
        assert_true(compare_ids(&census.found.item[i - 1], &census.found.item[i]) < 0);
    for (size_t i = 0; i < census.found.count; i++)
        assert_true(is_among(&attempted, &census.found.item[i]));
    for (size_t i = 0; i < acknowledged.count; i++)
        assert_true(is_among(&census.found, &acknowledged.item[i]));
    assert_true(acknowledged.count > KILLS);
    free(census.found.item);
}

static void test_kill(void **state)
{
    (void)state;
    struct writer writers[WRITERS];
    unsigned kills = 0;
    fixture_make(&fixture);
    for (unsigned i = 0; i < WRITERS; i++)
        start(&writers[i]);
    while (kills < KILLS) {
        struct writer *victim = &writers[random_below(WRITERS)];
        wait_for(writers, victim, random_below(4));
        /* Anywhere within the next append; where exactly is the scheduler's choice. */
        nanosleep(&(struct timespec){.tv_nsec = random_below(600) * 1000L}, NULL);
        bool all =
            random_below(8) == 0; /* now and then nobody is left to tell what was committed */
        for (unsigned i = 0; i < WRITERS; i++)
            if (all || &writers[i] == victim) {
                kill_one(&writers[i]);
                kills++;
            }
        if (random_below(3) == 0)
            retry(victim);
        for (unsigned i = 0; i < WRITERS; i++)
            if (all || &writers[i] == victim)
                start(&writers[i]);
    }
    for (unsigned i = 0; i < WRITERS; i++)
        kill_one(&writers[i]);
    assert_all_there();
    free(acknowledged.item);
    free(attempted.item);
    fixture_remove(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kill)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
