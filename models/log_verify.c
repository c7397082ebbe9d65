/* The check of the chain, and heads as text (models/log.h). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/log_store.h"

struct sha256 log_link_hash(uint64_t seq, const struct sha256 *prev, const struct log_bytes *salt,
                            const struct log_bytes *body)
{
    static const char tag[] = "TIPLOG1";
    struct sha256_stream s;
    sha256_begin(&s);
    sha256_add(&s, salt->p, salt->n);
    sha256_add(&s, body->p, body->n);
    struct sha256 inner = sha256_end(&s);

    sha256_begin(&s);
    sha256_add(&s, tag, sizeof tag - 1);
    sha256_add_be64(&s, seq);
    sha256_add(&s, prev->byte, SHA256_BYTES);
    sha256_add(&s, inner.byte, SHA256_BYTES);
    return sha256_end(&s);
}

static bool bytes_are(const struct log_bytes *bytes, const void *p, size_t n)
{
    return bytes->n == n && (n == 0 || memcmp(bytes->p, p, n) == 0);
}

struct verifying {
    struct log *log;
    const struct log_head *expected;
    struct log_check *check;
    struct err no_memory;
};

static bool bad(struct log_check *check, uint64_t seq, const char *reason)
{
    check->bad_seq = seq;
    snprintf(check->reason, sizeof check->reason, "%s", reason);
    return false;
}

/* What is wrong with the row's own columns, which are copies of what the body says; NULL: nothing. */
static const char *columns_differ(const struct log_row *row, const struct event *event)
{
    if (event->seq != row->seq)
        return "its number is not the one in its body";
    if (!bytes_are(&row->id, event->id.byte, sizeof event->id.byte))
        return "its id is not the one in its body";
    if (!bytes_are(&row->record, event->record, strlen(event->record)))
        return "its record is not the one in its body";
    return NULL;
}

static bool verify_row(void *ctx, const struct log_row *row)
{
    struct verifying *v = ctx;
    struct log_check *check = v->check;
    uint64_t seq = check->head.seq + 1;
    struct event event;
    struct err e = {0};
    check->events++;
    if (row->seq != seq)
        return bad(check, seq, "it is missing");
    if (!bytes_are(&row->prev, check->head.hash.byte, SHA256_BYTES))
        return bad(check, seq, "it does not link to the event before");
    if (row->salt.n != LOG_SALT_BYTES)
        return bad(check, seq, "its salt is not of 32 bytes");
    struct sha256 hash = log_link_hash(seq, &check->head.hash, &row->salt, &row->body);
    if (!bytes_are(&row->hash, hash.byte, SHA256_BYTES))
        return bad(check, seq, "its bytes do not give its hash");
    arena_reset(&v->log->arena);
    if (!event_decode(row->body.p, row->body.n, &v->log->arena, &event, &e)) {
        if (e.kind == ERR_DATA)
            return bad(check, seq, e.what);
        v->no_memory = e;
        return false;
    }
    const char *differs = columns_differ(row, &event);
    if (differs)
        return bad(check, seq, differs);
    check->head = (struct log_head){seq, hash};
    if (v->expected && v->expected->seq == seq && !sha256_equal(&v->expected->hash, &hash))
        return bad(check, seq,
                   "its hash is not that of the head given: the log was rewritten, or the head was "
                   "not copied as it was");
    return true;
}

bool log_verify(struct log *log, const struct log_head *expected, struct log_check *check,
                struct err *e)
{
    struct verifying v = {.log = log, .expected = expected, .check = check};
    struct err failed = {0};
    *check = (struct log_check){0};
    if (!log->in.ops->each(log->in.store, &(struct log_query){.by = LOG_ALL}, verify_row, &v,
                           &failed)) {
        if (failed.kind != ERR_DATA) {
            *e = failed;
            return false;
        }
        bad(check, check->head.seq + 1, failed.what);
    }
    if (v.no_memory.kind) {
        *e = v.no_memory;
        return false;
    }
    if (!check->bad_seq && expected && expected->seq > check->head.seq)
        bad(check, check->head.seq + 1, "it is missing: the log ends before the head given");
    return check->bad_seq || log->in.ops->sound(log->in.store, e);
}

/* --- Heads as text. --- */

void log_head_format(const struct log_head *head, struct str *out)
{
    char hex[SHA256_HEX];
    hex_write(head->hash.byte, SHA256_BYTES, hex);
    str_addf(out, "%" PRIu64 ":%s", head->seq, hex);
}

bool log_head_parse(const char *text, struct log_head *head, struct err *e)
{
    struct log_head parsed = {0};
    struct str again = STR_INIT;
    const char *colon = strchr(text, ':');
    bool ok = colon && hex_read(colon + 1, strlen(colon + 1), parsed.hash.byte, SHA256_BYTES);
    /* Only the form that log_head_format writes is a head: so parsing may be lax. */
    parsed.seq = strtoull(text, NULL, 10);
    log_head_format(&parsed, &again);
    bool failed = again.failed;
    ok = ok && strcmp(str_text(&again), text) == 0 &&
         (parsed.seq || sha256_equal(&parsed.hash, &(struct sha256){0}));
    str_release(&again);
    if (failed)
        return err_memory(e);
    if (!ok)
        return err_set(e, ERR_USAGE, "\"%s\" is no head: give NUMBER:HASH as a summary prints it",
                       text);
    *head = parsed;
    return true;
}
