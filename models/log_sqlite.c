#include <stdlib.h>
#include <string.h>

#include "models/log_sqlite.h"
#include "models/log_store.h"

/* A row's columns, in this order, in whatever selects rows. */
#define ROW "SELECT seq, id, record, prev, salt, body, hash FROM event "

enum statement {
    BEGIN,
    COMMIT,
    INSERT,
    HEAD,
    CHANGED,
    SELECT_ALL,
    SELECT_AFTER,
    SELECT_RECORD,
    SELECT_ID,
    STATEMENT_COUNT
};

static const char *const statements[STATEMENT_COUNT] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [INSERT] = "INSERT INTO event(seq, id, record, prev, salt, body, hash)"
               " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [HEAD] = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1",
    [CHANGED] = "PRAGMA data_version",
    [SELECT_ALL] = ROW "ORDER BY seq",
    [SELECT_AFTER] = ROW "WHERE seq > ?1 ORDER BY seq",
    [SELECT_RECORD] = ROW "WHERE record = ?1 ORDER BY seq",
    [SELECT_ID] = ROW "WHERE id = ?1",
};

struct sqlite_store {
    struct log_file file;
    sqlite3_stmt *stmt[STATEMENT_COUNT]; /* prepared once, NULL before */
    int64_t version;                     /* of the data, at the last call of changed */
    bool doubt; /* what was attempted may lie whole in the -wal though SQLite refused it */
};

static bool fail(struct sqlite_store *s, int code, struct err *e)
{
    return log_file_fail(s->file.db, code, e);
}

static void disconnect(struct sqlite_store *s)
{
    for (int i = 0; i < STATEMENT_COUNT; i++) {
        sqlite3_finalize(s->stmt[i]);
        s->stmt[i] = NULL;
    }
    log_file_disconnect(&s->file);
}

static bool ready(struct sqlite_store *s, struct err *e)
{
    return s->file.db || log_file_connect(&s->file, false, e);
}

/* The statement, ready to be bound; NULL and the error where it cannot be had. */
static sqlite3_stmt *statement(struct sqlite_store *s, enum statement which, struct err *e)
{
    if (!ready(s, e))
        return NULL;
    if (!s->stmt[which]) {
        int code = sqlite3_prepare_v3(s->file.db, statements[which], -1, SQLITE_PREPARE_PERSISTENT,
                                      &s->stmt[which], NULL);
        if (code != SQLITE_OK)
            fail(s, code, e);
    }
    return s->stmt[which];
}

/* Runs a statement that gives no rows. Returns the result code, SQLITE_OK where it is done. */
static int run(struct sqlite_store *s, sqlite3_stmt *stmt, struct err *e)
{
    int code = sqlite3_step(stmt);
    if (code != SQLITE_DONE)
        fail(s, code, e);
    sqlite3_reset(stmt);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* A log that was renamed or deleted while it is open would take events that nobody finds again. */
static bool is_in_place(struct sqlite_store *s, struct err *e)
{
    int moved = 0;
    sqlite3_file_control(s->file.db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return !moved || err_set(e, ERR_STORE, "%s was moved or replaced: put it back, or start again",
                             s->file.path);
}

static bool store_begin(void *store, struct err *e)
{
    struct sqlite_store *s = store;
    sqlite3_stmt *begin = statement(s, BEGIN, e);
    if (!begin || !is_in_place(s, e))
        return false;
    if (s->file.altered)
        return err_set(e, ERR_STORE,
                       "the tables or triggers of %s are not those that tipreview makes: run "
                       "`tipreview verify` and restore a backup",
                       s->file.path);
    return run(s, begin, e) == SQLITE_OK;
}

/* Errors that cannot leave a whole transaction in the -wal: its last frame was not written, or nothing was. */
static bool is_harmless(int code)
{
    int primary = code & 0xff;
    return primary == SQLITE_OK || primary == SQLITE_FULL || primary == SQLITE_BUSY ||
           code == SQLITE_IOERR_WRITE;
}

static bool store_commit(void *store, struct err *e)
{
    struct sqlite_store *s = store;
    sqlite3_stmt *commit = statement(s, COMMIT, e);
    int code = commit ? run(s, commit, e) : SQLITE_FULL;
    s->doubt = s->doubt || !is_harmless(code);
    return code == SQLITE_OK;
}

static void store_rollback(void *store)
{
    struct sqlite_store *s = store;
    if (s->file.db && !sqlite3_get_autocommit(s->file.db))
        log_file_run(&s->file, "ROLLBACK");
}

static int bind_blob(sqlite3_stmt *stmt, int column, struct log_bytes bytes)
{
    return sqlite3_bind_blob64(stmt, column, bytes.n ? bytes.p : "", bytes.n, SQLITE_STATIC);
}

static bool store_insert(void *store, const struct log_row *row, struct err *e)
{
    struct sqlite_store *s = store;
    sqlite3_stmt *stmt = statement(s, INSERT, e);
    if (!stmt)
        return false;
    const struct log_bytes *blobs[] = {&row->id,   NULL,       &row->prev,
                                       &row->salt, &row->body, &row->hash};
    int code = sqlite3_bind_int64(stmt, 1, (sqlite3_int64)row->seq);
    if (code == SQLITE_OK)
        code =
            sqlite3_bind_text64(stmt, 3, row->record.p, row->record.n, SQLITE_STATIC, SQLITE_UTF8);
    for (int i = 0; code == SQLITE_OK && i < 6; i++)
        if (blobs[i])
            code = bind_blob(stmt, 2 + i, *blobs[i]);
    bool ok = code == SQLITE_OK ? run(s, stmt, e) == SQLITE_OK : fail(s, code, e);
    sqlite3_clear_bindings(stmt);
    return ok && (sqlite3_changes(s->file.db) == 1 ||
                  err_set(e, ERR_STORE, "the log took no event: run `tipreview verify`"));
}

static bool store_head(void *store, struct log_head *head, struct err *e)
{
    struct sqlite_store *s = store;
    sqlite3_stmt *stmt = statement(s, HEAD, e);
    if (!stmt)
        return false;
    *head = (struct log_head){0};
    int code = sqlite3_step(stmt);
    bool ok = code == SQLITE_DONE;
    if (code == SQLITE_ROW) {
        const void *hash = sqlite3_column_blob(stmt, 1);
        head->seq = (uint64_t)sqlite3_column_int64(stmt, 0);
        ok = hash && sqlite3_column_bytes(stmt, 1) == SHA256_BYTES;
        if (ok)
            memcpy(head->hash.byte, hash, SHA256_BYTES);
        else
            err_set(e, ERR_DATA, "the log's last event is damaged: run `tipreview verify`");
    } else if (!ok) {
        fail(s, code, e);
    }
    sqlite3_reset(stmt);
    return ok;
}

static struct log_bytes column(sqlite3_stmt *stmt, int i)
{
    const void *p = sqlite3_column_blob(stmt, i);
    return (struct log_bytes){p, p ? (size_t)sqlite3_column_bytes(stmt, i) : 0};
}

/* A statement for the query, its values bound; NULL and the error where it cannot be had. */
static sqlite3_stmt *select_rows(struct sqlite_store *s, const struct log_query *query,
                                 struct err *e)
{
    static const enum statement by[] = {
        [LOG_ALL] = SELECT_ALL,
        [LOG_AFTER] = SELECT_AFTER,
        [LOG_OF_RECORD] = SELECT_RECORD,
        [LOG_BY_ID] = SELECT_ID,
    };
    sqlite3_stmt *stmt = statement(s, by[query->by], e);
    int code = SQLITE_OK;
    if (!stmt)
        return NULL;
    if (query->by == LOG_AFTER)
        code = sqlite3_bind_int64(
            stmt, 1, query->after < INT64_MAX ? (sqlite3_int64)query->after : INT64_MAX);
    else if (query->by == LOG_OF_RECORD)
        code = sqlite3_bind_text(stmt, 1, query->record, -1, SQLITE_STATIC);
    else if (query->by == LOG_BY_ID)
        code = bind_blob(stmt, 1, (struct log_bytes){query->id->byte, sizeof query->id->byte});
    if (code == SQLITE_OK)
        return stmt;
    fail(s, code, e);
    return NULL;
}

static bool store_each(void *store, const struct log_query *query, log_row_each *each, void *ctx,
                       struct err *e)
{
    struct sqlite_store *s = store;
    sqlite3_stmt *stmt = select_rows(s, query, e);
    if (!stmt)
        return false;
    /* Taken out of the cache meanwhile, so that `each` may read the log too. */
    sqlite3_stmt **cached = s->stmt;
    while (*cached != stmt)
        cached++;
    *cached = NULL;
    int code;
    bool more = true;
    while (more && (code = sqlite3_step(stmt)) == SQLITE_ROW)
        more = each(ctx, &(struct log_row){
                             .seq = (uint64_t)sqlite3_column_int64(stmt, 0),
                             .id = column(stmt, 1),
                             .record = column(stmt, 2),
                             .prev = column(stmt, 3),
                             .salt = column(stmt, 4),
                             .body = column(stmt, 5),
                             .hash = column(stmt, 6),
                         });
    bool ok = !more || code == SQLITE_DONE || fail(s, code, e);
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    sqlite3_finalize(*cached);
    *cached = stmt;
    return ok;
}

static bool store_changed(void *store)
{
    struct sqlite_store *s = store;
    struct err e;
    sqlite3_stmt *stmt = statement(s, CHANGED, &e);
    /* Where the log does not answer, reading it says why. */
    bool changed = true;
    if (stmt && sqlite3_step(stmt) == SQLITE_ROW) {
        int64_t version = sqlite3_column_int64(stmt, 0);
        changed = version != s->version;
        s->version = version;
    }
    sqlite3_reset(stmt);
    return changed;
}

/* Two steps, since either alone leaves a hole where fsync failed before: a page that was not synced
 * counts as clean for the kernel afterwards, so what can be read goes into the database anew; and a refused
 * transaction that lies whole in the -wal would come back with the next recovery, so another is
 * written over it. */
static bool store_harden(void *store, struct err *e)
{
    struct sqlite_store *s = store;
    if (!ready(s, e))
        return false;
    int emptied =
        sqlite3_wal_checkpoint_v2(s->file.db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    if (!is_harmless(emptied))
        fail(s, emptied, e);
    int written = log_file_run(&s->file, "BEGIN IMMEDIATE; PRAGMA user_version = 1; COMMIT");
    if (written != SQLITE_OK)
        fail(s, written, e);
    store_rollback(s);
    s->doubt = !is_harmless(emptied) || !is_harmless(written) || (s->doubt && written != SQLITE_OK);
    return !s->doubt;
}

static bool store_recover(void *store, struct err *e)
{
    enum { TRIES = 3 };
    struct sqlite_store *s = store;
    for (int i = 0; i < TRIES; i++) {
        disconnect(s);
        s->version = -1;
        if (ready(s, e) && (!s->doubt || store_harden(s, e)))
            return true;
    }
    return false;
}

static bool store_sound(void *store, struct err *e)
{
    struct sqlite_store *s = store;
    sqlite3_stmt *stmt = NULL;
    if (!ready(s, e))
        return false;
    if (s->file.altered)
        return err_set(e, ERR_DATA,
                       "every event holds, but the tables or triggers of %s were changed: find out "
                       "by whom, and restore a backup",
                       s->file.path);
    int code = sqlite3_prepare_v2(s->file.db, "PRAGMA integrity_check(1)", -1, &stmt, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    const char *found = code == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
    bool ok = found && strcmp(found, "ok") == 0;
    if (!found)
        fail(s, code, e);
    else if (!ok)
        err_set(e, ERR_DATA, "every event holds, but %s is damaged (%s): restore a backup",
                s->file.path, found);
    sqlite3_finalize(stmt);
    return ok;
}

static void store_close(void *store)
{
    struct sqlite_store *s = store;
    disconnect(s);
    log_file_release(&s->file);
    free(s);
}

static const struct log_ops sqlite_ops = {
    .begin = store_begin,
    .insert = store_insert,
    .commit = store_commit,
    .rollback = store_rollback,
    .head = store_head,
    .each = store_each,
    .changed = store_changed,
    .harden = store_harden,
    .recover = store_recover,
    .sound = store_sound,
    .close = store_close,
};

bool log_sqlite_open(const char *path, bool create, struct log_store *store, struct err *e)
{
    struct sqlite_store *s = calloc(1, sizeof *s);
    if (!s)
        return err_memory(e);
    if (!log_file_init(&s->file, path, e) || !log_file_connect(&s->file, create, e)) {
        store_close(s);
        return false;
    }
    store_changed(s);
    *store = (struct log_store){&sqlite_ops, s};
    return true;
}
