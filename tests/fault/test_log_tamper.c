/* Whoever changes the log behind the program's back: the triggers refuse, and where they are dropped
 * first, verify names the first event that does not hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support/log_fixture.h"

enum { EVENTS = 8 };

#define DROP_TRIGGERS                                                                              \
    "DROP TRIGGER event_insert; DROP TRIGGER event_update; DROP TRIGGER event_delete;"

static struct fixture fixture;
static char pristine[128]; /* a copy of the log as it was made */
static struct log_head head;

static int set_up_group(void **state)
{
    (void)state;
    struct err e = {0};
    fixture_make(&fixture);
    struct log *log = fixture_open(&fixture);
    fixture_append(log, 1, EVENTS);
    assert_true(log_head(log, &head, &e));
    log_close(log);
    snprintf(pristine, sizeof pristine, "%s/pristine", fixture.dir);
    fixture_copy(fixture.path, pristine);
    return 0;
}

static int tear_down_group(void **state)
{
    (void)state;
    fixture_remove(&fixture);
    return 0;
}

static int set_up(void **state)
{
    (void)state;
    fixture_copy(pristine, fixture.path);
    return 0;
}

/* The first bad event, 0 where all hold. */
static uint64_t verify(const struct log_head *expected)
{
    struct log_check check;
    struct err e = {0};
    struct log *log = fixture_open(&fixture);
    bool ok = log_verify(log, expected, &check, &e);
    log_close(log);
    if (check.bad_seq)
        assert_true(check.reason[0]);
    else /* what is left is that the triggers are gone, which is said too */
        assert_true(ok || strstr(e.what, "triggers"));
    return check.bad_seq;
}

/* --- Through SQL, with the triggers in place. --- */

static void test_triggers_refuse(void **state)
{
    (void)state;
    static const char *const statements[] = {
        "UPDATE event SET record = 'D-X' WHERE seq = 3",
        "UPDATE OR REPLACE event SET seq = 2 WHERE seq = 3",
        "UPDATE OR IGNORE event SET body = x'00' WHERE seq = 3",
        "DELETE FROM event WHERE seq = 8",
        "DELETE FROM event",
        "REPLACE INTO event SELECT seq, id, 'D-X', prev, salt, body, hash FROM event WHERE seq = 3",
        "REPLACE INTO event SELECT 9, id, record, hash, salt, body, hash FROM event WHERE seq = 8",
        "REPLACE INTO event SELECT 9, id, record, hash, salt, body, hash FROM event WHERE seq = 3",
        "INSERT OR IGNORE INTO event"
        " SELECT 9, id, record, hash, salt, body, hash FROM event WHERE seq = 8",
        "INSERT INTO event SELECT 8, randomblob(16), record, prev, salt, body, hash FROM event"
        " WHERE seq = 8 ON CONFLICT DO UPDATE SET record = 'D-X'",
        "INSERT INTO event SELECT 10, randomblob(16), record, hash, salt, body, hash FROM event"
        " WHERE seq = 8",
        "INSERT INTO event SELECT 0, randomblob(16), record, hash, salt, body, hash FROM event"
        " WHERE seq = 8",
        "INSERT INTO event SELECT -1, randomblob(16), record, hash, salt, body, hash FROM event"
        " WHERE seq = 8",
        "INSERT INTO event SELECT NULL, randomblob(16), record, hash, salt, body, hash FROM event"
        " WHERE seq = 7",
        "INSERT INTO event SELECT 9, randomblob(16), record, prev, salt, body, hash FROM event"
        " WHERE seq = 8",
        "INSERT INTO event SELECT 9, randomblob(15), record, hash, salt, body, hash FROM event"
        " WHERE seq = 8",
        "INSERT INTO event SELECT 9, randomblob(16), record, hash, x'00', body, hash FROM event"
        " WHERE seq = 8",
        "INSERT INTO event SELECT 9, randomblob(16), record, hash, salt, body, x'00' FROM event"
        " WHERE seq = 8",
        "INSERT INTO event SELECT 9, 'text', record, hash, salt, body, hash FROM event"
        " WHERE seq = 8",
    };
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        if ((fixture_sql(fixture.path, statements[i]) & 0xff) != SQLITE_CONSTRAINT)
            fail_msg("not refused: %s", statements[i]);
        assert_int_equal(verify(&head), 0);
    }
    struct log *log = fixture_open(&fixture);
    fixture_assert_holds(log, EVENTS);
    log_close(log);
}

/* What is the next link in form gets in, and verify finds it. */
static void test_forged_next_link(void **state)
{
    (void)state;
    assert_int_equal(fixture_sql(fixture.path, "INSERT INTO event SELECT 9, randomblob(16), record,"
                                               " hash, salt, body, hash FROM event WHERE seq = 8"),
                     SQLITE_OK);
    assert_int_equal(verify(NULL), 9);
}

/* --- Through SQL, with the triggers dropped. --- */

static void assert_found(const char *sql, uint64_t first_bad)
{
    char all[1024];
    set_up(NULL);
    snprintf(all, sizeof all, DROP_TRIGGERS "%s", sql);
    if (fixture_sql(fixture.path, all) != SQLITE_OK)
        fail_msg("cannot be run: %s", sql);
    uint64_t found = verify(NULL);
    if (found != first_bad)
        fail_msg("event %lu, not %lu, after: %s", (unsigned long)found, (unsigned long)first_bad,
                 sql);
}

static void test_rows(void **state)
{
    (void)state;
    assert_found("DELETE FROM event WHERE seq = 1", 1);
    assert_found("DELETE FROM event WHERE seq = 4", 4);
    assert_found("DELETE FROM event WHERE seq = 4; UPDATE event SET seq = seq - 1 WHERE seq > 4",
                 4);
    assert_found("UPDATE event SET seq = 100 WHERE seq = 4; UPDATE event SET seq = 4 WHERE seq = 5;"
                 "UPDATE event SET seq = 5 WHERE seq = 100",
                 4);
    assert_found("UPDATE event SET seq = 100 WHERE seq = 6", 6);
    assert_found("UPDATE event SET seq = -6 WHERE seq = 6", 1);
    assert_found("INSERT INTO event SELECT 0, randomblob(16), record, prev, salt, body, hash FROM "
                 "event WHERE seq = 1",
                 1);
    assert_found("REPLACE INTO event SELECT 3, x'000102030405060708090a0b0c0d0e0f', record, prev, "
                 "salt, body, hash FROM event WHERE seq = 3",
                 3);
    assert_found("REPLACE INTO event SELECT 9, id, record, prev, salt, body, hash FROM event WHERE "
                 "seq = 3",
                 3);
    assert_found("UPDATE event SET prev = (SELECT hash FROM event WHERE seq = 2) WHERE seq = 2", 2);
    assert_found("UPDATE event SET salt = CAST(salt || x'00' AS BLOB) WHERE seq = 7", 7);
    assert_found("UPDATE event SET body = x'' WHERE seq = 8", 8);
    assert_found("UPDATE event SET record = '' WHERE seq = 8", 8);
}

/* Flips one bit of a column's value. */
static void flip(sqlite3 *db, const char *column, int seq, int at, int bit)
{
    char sql[128];
    unsigned char value[4096];
    sqlite3_stmt *stmt = NULL;
    snprintf(sql, sizeof sql, "SELECT %s, typeof(%s) FROM event WHERE seq = %d", column, column,
             seq);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    int n = sqlite3_column_bytes(stmt, 0);
    bool text = strcmp((const char *)sqlite3_column_text(stmt, 1), "text") == 0;
    assert_true(at < n && n <= (int)sizeof value);
    memcpy(value, sqlite3_column_blob(stmt, 0), (size_t)n);
    sqlite3_finalize(stmt);
    value[at] ^= (unsigned char)(1 << bit);
    snprintf(sql, sizeof sql, "UPDATE event SET %s = ?1 WHERE seq = %d", column, seq);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    if (text)
        sqlite3_bind_text(stmt, 1, (const char *)value, n, SQLITE_STATIC);
    else
        sqlite3_bind_blob(stmt, 1, value, n, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
    sqlite3_finalize(stmt);
}

/* One bit of every byte of one event: each column, to its last byte. */
static void test_every_byte(void **state)
{
    (void)state;
    static const char *const columns[] = {"id", "record", "prev", "salt", "body", "hash"};
    sqlite3 *db = NULL;
    struct log_check check;
    struct err e = {0};
    unsigned flips = 0;
    assert_int_equal(fixture_sql(fixture.path, DROP_TRIGGERS), SQLITE_OK);
    struct log *log = fixture_open(&fixture);
    assert_int_equal(sqlite3_open(fixture.path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL), SQLITE_OK);
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
        char sql[64];
        sqlite3_stmt *stmt = NULL;
        snprintf(sql, sizeof sql, "SELECT %s FROM event WHERE seq = 5", columns[c]);
        assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
        int n = sqlite3_column_bytes(stmt, 0);
        sqlite3_finalize(stmt);
        for (int at = 0; at < n; at++, flips++) {
            flip(db, columns[c], 5, at, at % 8);
            assert_true(log_verify(log, NULL, &check, &e));
            assert_int_equal(check.bad_seq, 5);
            assert_int_equal(check.head.seq, 4);
            flip(db, columns[c], 5, at, at % 8);
        }
    }
    assert_true(flips > 16 + 12 + 3 * 32 + 200);
    assert_false(log_verify(log, NULL, &check, &e)); /* but for the triggers, all is as it was */
    assert_int_equal(check.bad_seq, 0);
    sqlite3_close(db);
    log_close(log);
}

/* --- What only a head kept elsewhere shows. --- */

static void test_truncation(void **state)
{
    (void)state;
    assert_int_equal(fixture_sql(fixture.path, DROP_TRIGGERS "DELETE FROM event WHERE seq > 6"),
                     SQLITE_OK);
    assert_int_equal(verify(NULL), 0);
    assert_int_equal(verify(&head), 7);
}

static void test_rewriting(void **state)
{
    (void)state;
    assert_int_equal(unlink(fixture.path), 0);
    struct log *log = fixture_open(&fixture);
    fixture_append(log, 1, EVENTS + 2);
    log_close(log);
    assert_int_equal(verify(NULL), 0);
    assert_int_equal(verify(&head), EVENTS);
}

/* --- Below SQL: bytes of the file. --- */

static bool keep(void *ctx, const struct event *event)
{
    event_encode(event, ctx);
    return true;
}

/* Everything that the program can be asked, as one text. False where it refuses to say. */
static bool read_all(struct str *out)
{
    struct err e = {0};
    struct log_check check;
    struct log *log = log_open(fixture.path, false, &e);
    bool ok = log && log_verify(log, NULL, &check, &e) && !check.bad_seq;
    for (unsigned i = 0; ok && i <= EVENTS + 1; i++) {
        struct event event = fixture_event(i);
        ok = log_read_record(log, event.record, keep, out, &e);
    }
    ok = ok && log_read(log, 0, keep, out, &e);
    log_close(log);
    return ok;
}

/* Whatever byte of the file changes: it is refused, or nothing of what is read differs. */
static void test_every_part_of_the_file(void **state)
{
    (void)state;
    static unsigned char file[256 * 1024];
    uint32_t random = 1789;
    unsigned found = 0, harmless = 0;
    struct str expected = STR_INIT, now = STR_INIT;
    FILE *in = fopen(pristine, "r");
    assert_non_null(in);
    size_t size = fread(file, 1, sizeof file, in);
    assert_true(size > 0 && size < sizeof file);
    fclose(in);
    assert_true(read_all(&expected));
    for (unsigned round = 0; round < 400; round++) {
        random = random * 1664525 + 1013904223;
        size_t at = round < 100 ? round : (random >> 8) % size; /* the header, then anywhere */
        unsigned char mask = (unsigned char)(1U << (random >> 29));
        file[at] ^= mask;
        FILE *out = fopen(fixture.path, "w");
        assert_non_null(out);
        assert_int_equal(fwrite(file, 1, size, out), size);
        assert_int_equal(fclose(out), 0);
        str_clear(&now);
        if (!read_all(&now))
            found++;
        else if (now.len == expected.len && memcmp(now.p, expected.p, now.len) == 0)
            harmless++;
        else
            fail_msg("byte %zu changed by %02x was not noticed", at, (unsigned)mask);
        file[at] ^= mask;
    }
    assert_true(found > 50 && harmless > 50); /* most of a small file is free space */
    str_release(&expected);
    str_release(&now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_triggers_refuse, set_up),
        cmocka_unit_test_setup(test_forged_next_link, set_up),
        cmocka_unit_test_setup(test_rows, set_up),
        cmocka_unit_test_setup(test_every_byte, set_up),
        cmocka_unit_test_setup(test_truncation, set_up),
        cmocka_unit_test_setup(test_rewriting, set_up),
        cmocka_unit_test_setup(test_every_part_of_the_file, set_up),
    };
    return cmocka_run_group_tests(tests, set_up_group, tear_down_group);
}
