#include "models/log.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/log_store.h"

struct log *log_open(const char *path, bool create, struct err *e)
{
    struct log *log = calloc(1, sizeof *log);
    if (!log) {
        err_memory(e);
        return NULL;
    }
    if (!log_sqlite_open(path, create, &log->in, e)) {
        free(log);
        return NULL;
    }
    return log;
}

void log_close(struct log *log)
{
    if (!log)
        return;
    log->in.ops->close(log->in.store);
    arena_release(&log->arena);
    str_release(&log->body);
    free(log);
}

bool log_changed(struct log *log)
{
    return log->in.ops->changed(log->in.store);
}

bool log_head(struct log *log, struct log_head *head, struct err *e)
{
    return log->in.ops->head(log->in.store, head, e);
}

struct at {
    uint64_t seq;
    struct log_head *head;
    bool found;
};

static bool take_hash(void *ctx, const struct log_row *row)
{
    struct at *at = ctx;
    at->found = row->seq == at->seq && row->hash.n == SHA256_BYTES;
    if (at->found) {
        at->head->seq = row->seq;
        memcpy(at->head->hash.byte, row->hash.p, SHA256_BYTES);
    }
    return false;
}

bool log_head_at(struct log *log, uint64_t seq, struct log_head *head, struct err *e)
{
    struct at at = {.seq = seq, .head = head, .found = seq == 0};
    *head = (struct log_head){0};
    if (seq &&
        !log->in.ops->each(log->in.store, &(struct log_query){.by = LOG_AFTER, .after = seq - 1},
                           take_hash, &at, e))
        return false;
    return at.found ||
           err_set(e, ERR_DATA, "the log has no event %" PRIu64 ": see `tipreview log`", seq);
}

/* --- Appending. --- */

static bool encode(struct log *log, const struct event *event, struct err *e)
{
    str_clear(&log->body);
    event_encode(event, &log->body);
    return !log->body.failed || err_memory(e);
}

/* What could not be read back must not get in: an append-only log never gets rid of it. */
static bool is_storable(struct log *log, const struct event *event, struct err *e)
{
    struct event back;
    arena_reset(&log->arena);
    if (!encode(log, event, e))
        return false;
    if (event_decode(log->body.p, log->body.len, &log->arena, &back, e))
        return true;
    if (e->kind != ERR_DATA)
        return false;
    struct err why = *e;
    return err_set(e, ERR_USAGE, "the event for \"%s\" cannot be stored: %s", event->record,
                   why.what);
}

/* The event that is in the log under an id. */
struct found {
    struct log *log;
    const struct event *wanted;
    uint64_t seq; /* 0: none */
    bool same;    /* it is the wanted one, not another under the same id */
    struct err *e;
    bool ok;
};

static bool take_found(void *ctx, const struct log_row *row)
{
    struct found *found = ctx;
    struct event stored;
    const struct event *wanted = found->wanted;
    arena_reset(&found->log->arena);
    found->ok = event_decode(row->body.p, row->body.n, &found->log->arena, &stored, found->e);
    found->seq = row->seq;
    found->same = found->ok && stored.type == wanted->type && stored.outcome == wanted->outcome &&
                  strcmp(stored.record, wanted->record) == 0;
    return false;
}

static bool find(struct log *log, const struct event *event, struct found *found, struct err *e)
{
    const struct log_query query = {.by = LOG_BY_ID, .id = &event->id};
    *found = (struct found){.log = log, .wanted = event, .e = e, .ok = true};
    return log->in.ops->each(log->in.store, &query, take_found, found, e) && found->ok;
}

static bool insert(struct log *log, struct event *event, struct log_head *head, struct err *e)
{
    uint8_t salt[LOG_SALT_BYTES];
    event->seq = head->seq + 1;
    if (!encode(log, event, e))
        return false;
    random_bytes(salt, sizeof salt);
    struct log_row row = {
        .seq = event->seq,
        .id = {event->id.byte, sizeof event->id.byte},
        .record = {event->record, strlen(event->record)},
        .prev = {head->hash.byte, SHA256_BYTES},
        .salt = {salt, sizeof salt},
        .body = {log->body.p, log->body.len},
    };
    struct sha256 hash = log_link_hash(row.seq, &head->hash, &row.salt, &row.body);
    row.hash = (struct log_bytes){hash.byte, SHA256_BYTES};
    if (!log->in.ops->insert(log->in.store, &row, e))
        return false;
    *head = (struct log_head){row.seq, hash};
    return true;
}

/* Appends what is not there yet. *again: some event was there already. */
static bool append_new(struct log *log, struct event *events, size_t count, bool *again,
                       struct err *e)
{
    struct log_head head;
    struct found found;
    if (!log->in.ops->head(log->in.store, &head, e))
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!find(log, &events[i], &found, e))
            return false;
        if (found.seq && !found.same)
            return err_set(e, ERR_USAGE,
                           "event %" PRIu64 " of the log has the same id: give each its own",
                           found.seq);
        *again = *again || found.seq;
        if (found.seq)
            events[i].seq = found.seq;
        else if (!insert(log, &events[i], &head, e))
            return false;
    }
    return true;
}

/* Re-reads, on a fresh connection, which of the events are in the log. `e` holds why. */
static enum log_result settle(struct log *log, struct event *events, size_t count, struct err *e)
{
    struct err why = *e, now = {0};
    struct found found;
    size_t saved = 0;
    bool readable = log->in.ops->recover(log->in.store, &now);
    for (size_t i = 0; i < count; i++) {
        events[i].seq = 0;
        readable = readable && find(log, &events[i], &found, &now);
        if (readable && found.seq && found.same) {
            events[i].seq = found.seq;
            saved++;
        }
    }
    if (!readable) {
        err_set(e, ERR_STORE, "whether this was saved is not known: %s; and when reading again: %s",
                why.what, now.what);
        return LOG_UNKNOWN;
    }
    if (saved == count)
        return LOG_SAVED;
    err_set(e, why.kind, "not saved: %s", why.what);
    return LOG_NOT_SAVED;
}

enum log_result log_append_all(struct log *log, struct event *events, size_t count, struct err *e)
{
    struct err why = {0};
    bool again = false;
    for (size_t i = 0; i < count; i++)
        if (!is_storable(log, &events[i], e))
            return LOG_NOT_SAVED;
    bool committed = log->in.ops->begin(log->in.store, &why) &&
                     append_new(log, events, count, &again, &why) &&
                     log->in.ops->commit(log->in.store, &why);
    /* The attempt that wrote it may have been cut off before its end was durable. */
    if (committed && (!again || log->in.ops->harden(log->in.store, &why)))
        return LOG_SAVED;
    log->in.ops->rollback(log->in.store);
    enum log_result result = settle(log, events, count, &why);
    if (result != LOG_SAVED)
        *e = why;
    return result;
}

enum log_result log_append(struct log *log, struct event *event, struct err *e)
{
    return log_append_all(log, event, 1, e);
}

/* --- Reading. --- */

struct reading_ctx {
    struct arena arena;
    log_each *each;
    void *ctx;
    struct err *e;
    bool ok;
};

static bool unreadable(uint64_t seq, struct err *e)
{
    struct err why = *e;
    return err_set(e, why.kind, "event %" PRIu64 " cannot be read: %s: run `tipreview verify`", seq,
                   why.what);
}

static bool pass_on(void *ctx, const struct log_row *row)
{
    struct reading_ctx *r = ctx;
    struct event event;
    arena_reset(&r->arena);
    r->ok = event_decode(row->body.p, row->body.n, &r->arena, &event, r->e) ||
            unreadable(row->seq, r->e);
    return r->ok && r->each(r->ctx, &event);
}

/* The arena is the call's own: `each` may use the log itself. */
static bool read_events(struct log *log, const struct log_query *query, log_each *each, void *ctx,
                        struct err *e)
{
    struct reading_ctx r = {.each = each, .ctx = ctx, .e = e, .ok = true};
    bool ok = log->in.ops->each(log->in.store, query, pass_on, &r, e);
    arena_release(&r.arena);
    return ok && r.ok;
}

bool log_read(struct log *log, uint64_t after, log_each *each, void *ctx, struct err *e)
{
    return read_events(log, &(struct log_query){.by = LOG_AFTER, .after = after}, each, ctx, e);
}

bool log_read_record(struct log *log, const char *record, log_each *each, void *ctx, struct err *e)
{
    return read_events(log, &(struct log_query){.by = LOG_OF_RECORD, .record = record}, each, ctx,
                       e);
}

struct one {
    uint64_t seq;
    log_each *each;
    void *ctx;
    bool found;
};

static bool only_first(void *ctx, const struct event *event)
{
    struct one *one = ctx;
    one->found = event->seq == one->seq;
    if (one->found)
        one->each(one->ctx, event);
    return false;
}

bool log_read_one(struct log *log, uint64_t seq, log_each *each, void *ctx, struct err *e)
{
    struct one one = {.seq = seq, .each = each, .ctx = ctx};
    if (seq && !log_read(log, seq - 1, only_first, &one, e))
        return false;
    return one.found ||
           err_set(e, ERR_DATA, "the log has no event %" PRIu64 ": see `tipreview log`", seq);
}
