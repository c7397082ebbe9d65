/* The log as a file of SQLite: who may touch it, its settings, its tables (models/log_sqlite.h). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "models/base/str.h"
#include "models/log_sqlite.h"

enum {
    APPLICATION_ID = 0x5449504c, /* "TIPL" */
    FORMAT_VERSION = 1,
    LOCK_TRIES = 10000, /* of 0.2 to 1 ms: about 6 seconds */
};

/* In the order in which they are made. docs/log.md states what they promise. */
static const char *const schema[] = {
    "CREATE TABLE event(seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, record TEXT NOT NULL,"
    " prev BLOB NOT NULL, salt BLOB NOT NULL, body BLOB NOT NULL, hash BLOB NOT NULL) STRICT",
    "CREATE INDEX event_record ON event(record)",
    "CREATE TRIGGER event_insert BEFORE INSERT ON event"
    " WHEN NEW.seq IS NOT 1 + ifnull((SELECT max(seq) FROM event), 0)"
    " OR NEW.prev IS NOT ifnull((SELECT hash FROM event ORDER BY seq DESC LIMIT 1), zeroblob(32))"
    " OR length(NEW.id) <> 16 OR length(NEW.salt) <> 32 OR length(NEW.hash) <> 32"
    " OR EXISTS (SELECT 1 FROM event WHERE id = NEW.id)"
    " BEGIN SELECT RAISE(ABORT, 'this is not the next event of the log'); END",
    "CREATE TRIGGER event_update BEFORE UPDATE ON event"
    " BEGIN SELECT RAISE(ABORT, 'events of the log are never changed'); END",
    "CREATE TRIGGER event_delete BEFORE DELETE ON event"
    " BEGIN SELECT RAISE(ABORT, 'events of the log are never deleted'); END",
};
enum { SCHEMA_COUNT = sizeof schema / sizeof *schema };

bool log_file_fail(sqlite3 *db, int code, struct err *e)
{
    static const struct {
        int code;
        enum err_kind kind;
        const char *text;
    } table[] = {
        {SQLITE_BUSY, ERR_STORE, "another process holds the log: try again when it has ended"},
        {SQLITE_FULL, ERR_STORE, "the disk is full: make room"},
        {SQLITE_READONLY, ERR_STORE, "the log cannot be written: check its permissions"},
        {SQLITE_CANTOPEN, ERR_STORE, "the log cannot be opened: check its folder's permissions"},
        {SQLITE_IOERR, ERR_STORE, "the disk failed: check it and where it is mounted"},
        {SQLITE_CORRUPT, ERR_DATA, "the log's file is damaged: restore a backup"},
        {SQLITE_NOTADB, ERR_DATA, "the file is no decision log: name another, or move it away"},
    };
    const char *detail = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    if ((code & 0xff) == SQLITE_NOMEM)
        return err_memory(e);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].code == (code & 0xff))
            return err_set(e, table[i].kind, "%s (%s, code %d)", table[i].text, detail, code);
    return err_set(e, ERR_STORE, "the log refused: %s (code %d)", detail, code);
}

bool log_file_init(struct log_file *f, const char *path, struct err *e)
{
    struct str dir = STR_INIT, full = STR_INIT;
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    *f = (struct log_file){0};
    str_addn(&dir, path, (size_t)(name - path));
    if (!slash)
        str_add(&dir, ".");
    char *real = dir.failed ? NULL : realpath(str_text(&dir), NULL);
    bool found = real != NULL;
    if (found)
        str_addf(&full, "%s/%s", strcmp(real, "/") ? real : "", name);
    else
        err_errno(e, "the folder \"%s\" of the log cannot be used", str_text(&dir));
    free(real);
    str_release(&dir);
    f->path = str_detach(&full);
    if (found && !f->path)
        return err_memory(e);
    return found;
}

void log_file_release(struct log_file *f)
{
    log_file_disconnect(f);
    free(f->path);
    f->path = NULL;
}

/* --- The file, before SQLite sees it. Looked at without opening it: closing any descriptor of a file gives
 * up all locks that this process holds on it. --- */

/* The folder's entry for the new file must be durable too. */
static bool make_file(const char *path, int dir, const struct stat *folder, struct err *e)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == EEXIST || err_errno(e, "%s cannot be made", path);
    bool shared = folder->st_mode & S_IWGRP;
    bool ok = !shared || (fchown(fd, (uid_t)-1, folder->st_gid) == 0 && fchmod(fd, 0660) == 0);
    ok = ok && fsync(fd) == 0 && fsync(dir) == 0;
    if (!ok)
        err_errno(e, "%s cannot be made", path);
    close(fd);
    return ok;
}

static bool check_file(const char *path, const struct stat *file, const struct stat *folder,
                       struct err *e)
{
    bool shared = folder->st_mode & S_IWGRP && folder->st_gid == file->st_gid;
    mode_t others = S_IWOTH | (shared ? 0 : S_IWGRP);
    if (S_ISLNK(file->st_mode))
        return err_set(e, ERR_STORE, "%s is a symbolic link: name the log itself", path);
    if (!S_ISREG(file->st_mode))
        return err_set(e, ERR_STORE, "%s is not a regular file: name another", path);
    if (file->st_mode & others)
        return err_set(e, ERR_STORE,
                       "%s can be written by others (mode %03o): run `chmod %s \"%s\"` after "
                       "finding out who could change it",
                       path, (unsigned)(file->st_mode & 0777), shared ? "0660" : "0600", path);
    return true;
}

/* Recent events may be in the -wal alone, and SQLite deletes that of an empty file. */
static bool has_wal(const char *path)
{
    struct str wal = STR_INIT;
    struct stat st;
    str_addf(&wal, "%s-wal", path);
    bool has = wal.failed || lstat(wal.p, &st) == 0;
    str_release(&wal);
    return has;
}

static bool look_at(const char *path, int dir, bool create, struct stat *file, struct err *e)
{
    struct stat folder;
    bool wal = has_wal(path); /* asked first: another process may be making both */
    if (fstat(dir, &folder) != 0)
        return err_errno(e, "the folder of %s cannot be read", path);
    if (lstat(path, file) != 0) {
        if (errno != ENOENT)
            return err_errno(e, "%s cannot be read", path);
        if (wal)
            return err_set(
                e, ERR_STORE,
                "%s is missing but %s-wal, which may hold its last events, is there: put "
                "the log back beside it",
                path, path);
        if (!create)
            return err_set(e, ERR_STORE,
                           "%s is missing: restore it from a backup; only where there never was a "
                           "decision, make a new one with `tipreview init`",
                           path);
        if (!make_file(path, dir, &folder, e))
            return false;
        if (lstat(path, file) != 0)
            return err_errno(e, "%s cannot be read", path);
    }
    return check_file(path, file, &folder, e);
}

static bool prepare_file(struct log_file *f, bool create, struct err *e)
{
    struct stat file = {0};
    char *slash = strrchr(f->path, '/');
    *slash = '\0';
    int dir = open(f->path[0] ? f->path : "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *slash = '/';
    if (dir < 0)
        return err_errno(e, "the folder of %s cannot be opened", f->path);
    bool ok = look_at(f->path, dir, create, &file, e);
    close(dir);
    if (!ok)
        return false;
    if (f->made.st_ino && (f->made.st_ino != file.st_ino || f->made.st_dev != file.st_dev))
        return err_set(e, ERR_STORE, "%s was replaced by another file: put the log back", f->path);
    f->made = file;
    return true;
}

/* --- The connection. --- */

/* SQLite's own busy_timeout backs off up to 100 ms a step, which lets one of many writers starve. */
static int wait_for_lock(void *unused, int tries)
{
    (void)unused;
    uint16_t random;
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    sqlite3_randomness(sizeof random, &random);
    vfs->xSleep(vfs, 200 + random % 801);
    return tries < LOCK_TRIES;
}

int log_file_run(struct log_file *f, const char *sql)
{
    return sqlite3_exec(f->db, sql, NULL, NULL, NULL);
}

static int take_number(void *out, int columns, char **values, char **names)
{
    (void)columns;
    (void)names;
    *(long long *)out = values[0] ? strtoll(values[0], NULL, 10) : 0;
    return 0;
}

static bool read_number(struct log_file *f, const char *sql, long long *out, struct err *e)
{
    *out = 0;
    int code = sqlite3_exec(f->db, sql, take_number, out, NULL);
    return code == SQLITE_OK || log_file_fail(f->db, code, e);
}

static bool run(struct log_file *f, const char *sql, struct err *e)
{
    int code = log_file_run(f, sql);
    return code == SQLITE_OK || log_file_fail(f->db, code, e);
}

/* What a hostile file could make SQLite do is off; what keeps the log durable is on. */
static bool configure(struct log_file *f, struct err *e)
{
    static const struct {
        int option, value;
    } options[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        int code = sqlite3_db_config(f->db, options[i].option, options[i].value, NULL);
        if (code != SQLITE_OK)
            return log_file_fail(f->db, code, e);
    }
    sqlite3_limit(f->db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_handler(f->db, wait_for_lock, NULL);
    return run(f,
               "PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON;"
               "PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0",
               e);
}

/* *blank: nothing was ever put into the file. */
static bool check_format(struct log_file *f, bool *blank, struct err *e)
{
    long long application, version, objects;
    if (!read_number(f, "PRAGMA application_id", &application, e) ||
        !read_number(f, "PRAGMA user_version", &version, e) ||
        !read_number(f, "SELECT count(*) FROM sqlite_schema", &objects, e))
        return false;
    *blank = !application && !version && !objects;
    if (*blank)
        return true;
    if (application != APPLICATION_ID || version < 1)
        return err_set(e, ERR_STORE, "%s is another program's database: name another file",
                       f->path);
    if (version > FORMAT_VERSION)
        return err_set(e, ERR_STORE,
                       "%s was written by a newer tipreview (log version %lld): install that one",
                       f->path, version);
    return true;
}

/* Switching to WAL wants the file alone for a moment, and does not call the busy handler. */
static bool use_wal(struct log_file *f, struct err *e)
{
    int code, tries = 0;
    do
        code = log_file_run(f, "PRAGMA journal_mode = WAL");
    while ((code & 0xff) == SQLITE_BUSY && wait_for_lock(NULL, tries++));
    if (code != SQLITE_OK)
        return log_file_fail(f->db, code, e);
    sqlite3_stmt *stmt = NULL;
    code = sqlite3_prepare_v2(f->db, "PRAGMA journal_mode", -1, &stmt, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    bool wal = code == SQLITE_ROW &&
               sqlite3_stricmp((const char *)sqlite3_column_text(stmt, 0), "wal") == 0;
    sqlite3_finalize(stmt);
    if (code != SQLITE_ROW)
        return log_file_fail(f->db, code, e);
    return wal || err_set(e, ERR_STORE,
                          "%s is where SQLite cannot keep a write-ahead log: move the workspace to "
                          "a local disk",
                          f->path);
}

/* Two processes may come here at once: the second finds the tables made. */
static bool make_tables(struct log_file *f, struct err *e)
{
    bool blank = false;
    char numbers[80];
    snprintf(numbers, sizeof numbers, "PRAGMA application_id = %d; PRAGMA user_version = %d",
             APPLICATION_ID, FORMAT_VERSION);
    bool ok = run(f, "BEGIN IMMEDIATE", e) && check_format(f, &blank, e);
    for (int i = 0; ok && blank && i < SCHEMA_COUNT; i++)
        ok = run(f, schema[i], e);
    ok = ok && (!blank || run(f, numbers, e)) && run(f, "COMMIT", e);
    if (!ok && !sqlite3_get_autocommit(f->db))
        log_file_run(f, "ROLLBACK");
    return ok;
}

/* A trigger that someone added could undo an append after it was reported as saved. */
static bool check_tables(struct log_file *f, struct err *e)
{
    sqlite3_stmt *stmt = NULL;
    int code, row = 0;
    code = sqlite3_prepare_v2(f->db,
                              "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid",
                              -1, &stmt, NULL);
    f->altered = false;
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(stmt);
        const char *sql = code == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
        const char *expected = row < SCHEMA_COUNT ? schema[row] : NULL;
        if (sql)
            f->altered = f->altered || !expected || strcmp(sql, expected) != 0;
        else if (expected)
            f->altered = true;
        row++;
    }
    sqlite3_finalize(stmt);
    return code == SQLITE_DONE || log_file_fail(f->db, code, e);
}

static bool open_db(struct log_file *f, struct err *e)
{
    /* A log is one thread's. */
    int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
    /* Of no effect once it is set. Pages are allocated as they are wanted: else a start would touch twenty at once. */
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
    int code = sqlite3_open_v2(f->path, &f->db, flags, NULL);
    if (code != SQLITE_OK)
        return log_file_fail(f->db, code, e);
    return !sqlite3_db_readonly(f->db, "main") ||
           err_set(e, ERR_STORE, "%s cannot be written: check its permissions", f->path);
}

/* One look at all of it: another process may be making the tables at this moment. */
static bool look_into(struct log_file *f, bool *blank, struct err *e)
{
    bool ok = run(f, "BEGIN", e) && check_format(f, blank, e);
    if (!sqlite3_get_autocommit(f->db))
        log_file_run(f, "ROLLBACK");
    return ok;
}

static bool set_up(struct log_file *f, bool create, struct err *e)
{
    bool blank = false;
    if (!open_db(f, e) || !configure(f, e) || !look_into(f, &blank, e))
        return false;
    if (blank && !create)
        return err_set(e, ERR_STORE, "%s is empty: run `tipreview init`, or restore it", f->path);
    return use_wal(f, e) && (!blank || make_tables(f, e)) && check_tables(f, e);
}

bool log_file_connect(struct log_file *f, bool create, struct err *e)
{
    if (!prepare_file(f, create, e))
        return false;
    if (set_up(f, create, e))
        return true;
    log_file_disconnect(f);
    return false;
}

void log_file_disconnect(struct log_file *f)
{
    sqlite3_close(f->db);
    f->db = NULL;
}
