#include "tests/support/log_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { RECORDS = 4096 };

void fixture_make(struct fixture *f)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(f->dir, sizeof f->dir, "%.40s/tipreview-XXXXXX", tmp ? tmp : "/tmp");
    assert_non_null(mkdtemp(f->dir));
    snprintf(f->path, sizeof f->path, "%s/review.db", f->dir);
}

void fixture_remove(struct fixture *f)
{
    DIR *dir = opendir(f->dir);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));)
        unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
    assert_int_equal(rmdir(f->dir), 0);
}

struct log *fixture_open(const struct fixture *f)
{
    struct err e = {0};
    struct log *log = log_open(f->path, true, &e);
    if (!log)
        fail_msg("%s", e.what);
    return log;
}

struct event fixture_event(unsigned number)
{
    static char records[RECORDS][24];
    char *record = records[number % RECORDS];
    struct event event;
    snprintf(record, sizeof *records, "D-2004-%05u", number);
    event_init(&event, EVENT_DECIDE);
    event.reviewer = "reviewer-a";
    event.record = record;
    event.record_sha = sha256_of(record, strlen(record));
    event.reading = READING_FIRST;
    event.outcome = OUTCOME_NOT_TRAFFICKING;
    event.answers = "means.deception=absent\nmeans.force=absent,implied";
    event.rationale = "made up for a test";
    event.definition = "legco-2005";
    event.seconds = number;
    return event;
}

void fixture_append(struct log *log, unsigned first, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        struct event event = fixture_event(first + i);
        struct err e = {0};
        if (log_append(log, &event, &e) != LOG_SAVED)
            fail_msg("%s", e.what);
    }
}

struct counting {
    const struct event_id *id;
    unsigned count;
};

static bool count_id(void *ctx, const struct event *event)
{
    struct counting *c = ctx;
    c->count += memcmp(event->id.byte, c->id->byte, sizeof c->id->byte) == 0;
    return true;
}

unsigned fixture_count(struct log *log, const struct event *event)
{
    struct counting c = {.id = &event->id};
    struct err e = {0};
    if (!log_read_record(log, event->record, count_id, &c, &e))
        fail_msg("%s", e.what);
    return c.count;
}

void fixture_assert_holds(struct log *log, uint64_t events)
{
    struct log_check check;
    struct err e = {0};
    if (!log_verify(log, NULL, &check, &e))
        fail_msg("%s", e.what);
    if (check.bad_seq)
        fail_msg("event %lu: %s", (unsigned long)check.bad_seq, check.reason);
    assert_int_equal(check.events, events);
    assert_int_equal(check.head.seq, events);
}

int fixture_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open(path, &db);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return code;
}

void fixture_copy(const char *from, const char *to)
{
    char block[65536];
    unlink(to);
    int in = open(from, O_RDONLY | O_CLOEXEC);
    if (in < 0)
        return;
    int out = open(to, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(out >= 0);
    ssize_t n;
    while ((n = read(in, block, sizeof block)) > 0)
        assert_int_equal(write(out, block, (size_t)n), n);
    assert_int_equal(n, 0);
    close(in);
    close(out);
}
