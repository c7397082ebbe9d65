/* The SQLite store's file: who may touch it, what is refused, what its connection is set to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/log_sqlite.h"
#include "tests/support/log_fixture.h"

static struct fixture fixture;

static int set_up(void **state)
{
    (void)state;
    fixture_make(&fixture);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    fixture_remove(&fixture);
    return 0;
}

static unsigned mode_of(const char *suffix)
{
    char path[128];
    struct stat st;
    snprintf(path, sizeof path, "%s%s", fixture.path, suffix);
    assert_int_equal(stat(path, &st), 0);
    return st.st_mode & 0777;
}

static void assert_modes(unsigned mode)
{
    struct log *log = fixture_open(&fixture);
    fixture_append(log, 1, 1);
    assert_int_equal(mode_of(""), mode);
    assert_int_equal(mode_of("-wal"), mode);
    assert_int_equal(mode_of("-shm"), mode);
    log_close(log);
}

static void test_private_whatever_the_umask(void **state)
{
    (void)state;
    mode_t old = umask(0);
    assert_modes(0600);
    umask(old);
}

static void test_shared_in_a_shared_folder(void **state)
{
    (void)state;
    mode_t old = umask(077);
    assert_int_equal(chmod(fixture.dir, 0770), 0);
    assert_modes(0660);
    umask(old);
    assert_int_equal(chmod(fixture.dir, 0700), 0);
    struct err e = {0};
    assert_null(log_open(fixture.path, false, &e));
    assert_non_null(strstr(e.what, "chmod 0600"));
}

/* Neither opened nor changed, and the error says what to do. */
static void assert_refused(bool create, const char *words)
{
    struct err e = {0};
    struct stat before = {0}, after = {0};
    int there = lstat(fixture.path, &before);
    assert_null(log_open(fixture.path, create, &e));
    if (!strstr(e.what, words) || !strstr(e.what, ": "))
        fail_msg("not \"%s\": %s", words, e.what);
    assert_int_equal(lstat(fixture.path, &after), there);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
    assert_int_equal(before.st_size, after.st_size);
}

static void write_file(const char *text)
{
    FILE *file = fopen(fixture.path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(fixture.path, 0600), 0);
}

static void test_refuses_a_missing_or_empty_one(void **state)
{
    (void)state;
    assert_refused(false, "is missing");
    write_file("");
    assert_refused(false, "is empty");
    log_close(fixture_open(&fixture));
    struct err e = {0};
    assert_null(log_open("/nonexistent-folder/review.db", true, &e));
    assert_int_equal(e.kind, ERR_SYSTEM);
}

static void test_refuses_other_files(void **state)
{
    (void)state;
    write_file("kind: debriefing\n# no database at all, but long enough to look at its header, "
               "which would be a hundred bytes\n");
    assert_refused(true, "no decision log");
    assert_int_equal(unlink(fixture.path), 0);
    assert_int_equal(mkfifo(fixture.path, 0600), 0);
    assert_refused(true, "not a regular file");
}

static void test_refuses_other_databases(void **state)
{
    (void)state;
    write_file("");
    assert_int_equal(fixture_sql(fixture.path, "CREATE TABLE event(seq)"), SQLITE_OK);
    assert_refused(true, "another program's");
    assert_int_equal(fixture_sql(fixture.path, "PRAGMA application_id = 252006674"), SQLITE_OK);
    assert_refused(true, "another program's");
    assert_int_equal(unlink(fixture.path), 0);
    log_close(fixture_open(&fixture));
    assert_int_equal(fixture_sql(fixture.path, "PRAGMA user_version = 2"), SQLITE_OK);
    assert_refused(true, "newer tipreview");
}

static void test_refuses_links(void **state)
{
    (void)state;
    char target[128], link_dir[128];
    struct fixture through = fixture;
    log_close(fixture_open(&fixture));
    snprintf(target, sizeof target, "%s/other.db", fixture.dir);
    assert_int_equal(rename(fixture.path, target), 0);
    assert_int_equal(symlink(target, fixture.path), 0);
    assert_refused(true, "symbolic link");
    assert_int_equal(unlink(fixture.path), 0);
    assert_int_equal(rename(target, fixture.path), 0);

    /* The way to the folder may be a link: only the log itself may not. */
    snprintf(link_dir, sizeof link_dir, "%s-link", fixture.dir);
    assert_int_equal(symlink(fixture.dir, link_dir), 0);
    snprintf(through.path, sizeof through.path, "%.80s/review.db", link_dir);
    log_close(fixture_open(&through));
    assert_int_equal(unlink(link_dir), 0);
}

static void test_refuses_what_others_may_write(void **state)
{
    (void)state;
    static const mode_t modes[] = {0602, 0606, 0620, 0660, 0666};
    log_close(fixture_open(&fixture));
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        assert_int_equal(chmod(fixture.path, modes[i]), 0);
        assert_refused(true, "written by others");
    }
    assert_int_equal(chmod(fixture.path, 0600), 0);
    log_close(fixture_open(&fixture));
}

static void assert_pragma(sqlite3 *db, const char *pragma, const char *expected)
{
    char sql[64];
    sqlite3_stmt *stmt = NULL;
    snprintf(sql, sizeof sql, "PRAGMA %s", pragma);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(stmt, 0), expected);
    sqlite3_finalize(stmt);
}

static void test_connection(void **state)
{
    (void)state;
    struct log_file file;
    struct err e = {0};
    int on = 0;
    assert_true(log_file_init(&file, fixture.path, &e));
    assert_true(log_file_connect(&file, true, &e));
    assert_pragma(file.db, "journal_mode", "wal");
    assert_pragma(file.db, "synchronous", "2");
    assert_pragma(file.db, "cell_size_check", "1");
    assert_pragma(file.db, "recursive_triggers", "1");
    assert_pragma(file.db, "trusted_schema", "0");
    assert_pragma(file.db, "temp_store", "2");
    assert_pragma(file.db, "user_version", "1");
    assert_pragma(file.db, "application_id", "1414090828");
    assert_int_equal(sqlite3_db_config(file.db, SQLITE_DBCONFIG_DEFENSIVE, -1, &on), SQLITE_OK);
    assert_int_equal(on, 1);
    assert_false(file.altered);
    log_file_release(&file);
}

static int sleep_not(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return microseconds;
}

/* Somebody who holds the log for ever: the wait has an end. It takes no time here. */
static void test_gives_up_on_a_held_lock(void **state)
{
    (void)state;
    sqlite3_vfs hasty = *sqlite3_vfs_find(NULL);
    sqlite3_vfs *usual = sqlite3_vfs_find(NULL);
    hasty.zName = "hasty";
    hasty.xSleep = sleep_not;
    struct log *log = fixture_open(&fixture);
    sqlite3 *holder = NULL;
    assert_int_equal(sqlite3_open(fixture.path, &holder), SQLITE_OK);
    assert_int_equal(sqlite3_exec(holder, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_vfs_register(&hasty, 1), SQLITE_OK);

    struct err e = {0};
    struct event event = fixture_event(1);
    assert_int_equal(log_append(log, &event, &e), LOG_NOT_SAVED);
    assert_string_equal(e.file, "");
    assert_ptr_equal(strstr(e.what, "not saved: another process holds the log"), e.what);
    fixture_assert_holds(log, 0);

    assert_int_equal(sqlite3_exec(holder, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(holder);
    assert_int_equal(log_append(log, &event, &e), LOG_SAVED);
    fixture_assert_holds(log, 1);
    log_close(log);
    assert_int_equal(sqlite3_vfs_register(usual, 1), SQLITE_OK);
    assert_int_equal(sqlite3_vfs_unregister(&hasty), SQLITE_OK);
}

/* A trigger that takes back what was just saved. */
static void test_writes_nothing_through_other_triggers(void **state)
{
    (void)state;
    struct err e = {0};
    struct event event = fixture_event(1);
    struct log_check check;
    log_close(fixture_open(&fixture));
    assert_int_equal(fixture_sql(fixture.path,
                                 "DROP TRIGGER event_delete; CREATE TRIGGER event_delete AFTER "
                                 "INSERT ON event BEGIN DELETE FROM event; END"),
                     SQLITE_OK);
    struct log *log = fixture_open(&fixture);
    assert_int_equal(log_append(log, &event, &e), LOG_NOT_SAVED);
    assert_non_null(strstr(e.what, "triggers"));
    assert_false(log_verify(log, NULL, &check, &e));
    assert_int_equal(e.kind, ERR_DATA);
    log_close(log);
}

/* What was renamed or replaced meanwhile would take events that nobody finds again. */
static void test_notices_that_the_file_is_gone(void **state)
{
    (void)state;
    char away[128];
    struct err e = {0};
    struct event event = fixture_event(2);
    struct log *log = fixture_open(&fixture);
    fixture_append(log, 1, 1);
    snprintf(away, sizeof away, "%s/away.db", fixture.dir);
    assert_int_equal(rename(fixture.path, away), 0);
    assert_int_equal(log_append(log, &event, &e), LOG_UNKNOWN);
    assert_non_null(strstr(e.what, "moved or replaced"));
    write_file("");
    assert_int_equal(log_append(log, &event, &e), LOG_UNKNOWN);
    assert_non_null(strstr(e.what, "replaced by another file"));
    assert_int_equal(unlink(fixture.path), 0);
    assert_int_equal(rename(away, fixture.path), 0);
    assert_int_equal(log_append(log, &event, &e), LOG_SAVED);
    fixture_assert_holds(log, 2);
    log_close(log);
}

/* The -wal holds what the file does not: nothing may be made beside it that would delete it. */
static void test_keeps_a_wal_whose_log_is_gone(void **state)
{
    (void)state;
    char db[128], wal[128], wal_copy[128];
    snprintf(db, sizeof db, "%s/away.db", fixture.dir);
    snprintf(wal, sizeof wal, "%s-wal", fixture.path);
    snprintf(wal_copy, sizeof wal_copy, "%s/away.db-wal", fixture.dir);
    struct log *log = fixture_open(&fixture);
    fixture_append(log, 1, 3);
    fixture_copy(fixture.path, db);
    fixture_copy(wal, wal_copy);
    log_close(log);
    assert_int_equal(unlink(fixture.path), 0);
    assert_int_equal(rename(wal_copy, wal), 0);
    assert_refused(true, "put the log back");
    assert_int_equal(rename(db, fixture.path), 0);
    log = fixture_open(&fixture);
    fixture_assert_holds(log, 3);
    log_close(log);
}

/* Several start at once where there is no log yet: one makes it, all write to it. */
static void test_made_by_several_at_once(void **state)
{
    (void)state;
    enum { PROCESSES = 6 };
    pid_t children[PROCESSES];
    for (unsigned i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0) {
            struct err e = {0};
            struct event event = fixture_event(i);
            struct log *log = log_open(fixture.path, true, &e);
            bool ok = log && log_append(log, &event, &e) == LOG_SAVED;
            if (!ok)
                fprintf(stderr, "# %s\n", e.what);
            log_close(log);
            _exit(!ok);
        }
    }
    for (unsigned i = 0; i < PROCESSES; i++) {
        int status = -1;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    struct log *log = fixture_open(&fixture);
    fixture_assert_holds(log, PROCESSES);
    log_close(log);
}

/* After the last one closed it, the file alone is the whole log. */
static void test_closed_log_is_one_file(void **state)
{
    (void)state;
    char copy[128];
    struct fixture other = fixture;
    struct log *log = fixture_open(&fixture);
    fixture_append(log, 1, 5);
    log_close(log);
    snprintf(copy, sizeof copy, "%s/copy.db", fixture.dir);
    fixture_copy(fixture.path, copy);
    snprintf(other.path, sizeof other.path, "%.95s", copy);
    log = fixture_open(&other);
    fixture_assert_holds(log, 5);
    log_close(log);
}

/* Every page that is touched before the first screen is waited for. */
static void test_opens_with_little_memory(void **state)
{
    (void)state;
    enum { MOST = 100 * 1024 };
    log_close(fixture_open(&fixture));
    sqlite3_int64 before = sqlite3_memory_used();
    struct log *log = fixture_open(&fixture);
    assert_in_range(sqlite3_memory_used() - before, 1, MOST);
    log_close(log);
}

#define FILE_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FILE_TEST(test_private_whatever_the_umask),
        FILE_TEST(test_shared_in_a_shared_folder),
        FILE_TEST(test_refuses_a_missing_or_empty_one),
        FILE_TEST(test_refuses_other_files),
        FILE_TEST(test_refuses_other_databases),
        FILE_TEST(test_refuses_links),
        FILE_TEST(test_refuses_what_others_may_write),
        FILE_TEST(test_connection),
        FILE_TEST(test_gives_up_on_a_held_lock),
        FILE_TEST(test_writes_nothing_through_other_triggers),
        FILE_TEST(test_notices_that_the_file_is_gone),
        FILE_TEST(test_keeps_a_wal_whose_log_is_gone),
        FILE_TEST(test_made_by_several_at_once),
        FILE_TEST(test_closed_log_is_one_file),
        FILE_TEST(test_opens_with_little_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
