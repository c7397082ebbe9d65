/* The decision log: the only truth the program makes. Append-only, hash-chained, durable.
 *
 *   hash = SHA-256("TIPLOG1" || be64 seq || prev || SHA-256(salt[32] || body))
 *
 * where prev is the hash of the event before (32 zero bytes before the first) and body is the
 * exact stored bytes: each field of an event as its length in u32 big-endian and its bytes, in
 * the order of models/event.def. What is stored is hashed; nothing is ever re-serialised.
 * docs/log.md states it so that a stranger can check a log with sqlite3 and sha256sum.
 *
 * One interface, `struct log_ops`, and one store so far: models/log_sqlite.c. */
#ifndef TIPREVIEW_LOG_H
#define TIPREVIEW_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/base/hash.h"
#include "models/base/str.h"
#include "models/event.h"

struct log;

/* The head: how many events there are and the hash of the last. */
struct log_head {
    uint64_t seq; /* 0: the log is empty, and hash is all zero */
    struct sha256 hash;
};

/* Opens the log at `path`; with `create`, makes it (mode 0600) where there is none. A file that
 * is no tipreview log, a newer version, a symbolic link or one others may write to is refused with advice.
 * NULL and the error where it fails. */
struct log *log_open(const char *path, bool create, struct err *e);
void log_close(struct log *log);

/* Copies the log at `from`, as it is at one moment, into the new file `to` (mode 0600, durable); others may append meanwhile.
 * Refused where there is anything at `to`; where it fails nothing is left there. */
MUST_CHECK bool log_backup(const char *from, const char *to, struct err *e);

/* What became of an append. */
enum log_result {
    LOG_SAVED,     /* committed and durable; event->seq is set */
    LOG_NOT_SAVED, /* certainly not in the log; the error says why */
    LOG_UNKNOWN,   /* the store failed and could not be re-read: neither may be claimed */
};

/* Appends the event as the next link, in one durable transaction. The event's id (random,
 * event_init gives it) makes it idempotent: where an event with that id is in the log already, that
 * is LOG_SAVED with its seq, and nothing is appended (another record, type or outcome under that id
 * is refused). After any error of the store the log is re-read before anything is said. Sets event->seq. */
enum log_result log_append(struct log *log, struct event *event, struct err *e);

/* Appends all or none, in order, in one transaction: for `decide --from`. */
enum log_result log_append_all(struct log *log, struct event *events, size_t count, struct err *e);

/* Calls `each` for every event with seq > after, in order, until it returns false. The event is
 * borrowed for the call; `each` must not append. A row that cannot be decoded is an error (run `tipreview verify`). */
typedef bool log_each(void *ctx, const struct event *event);
MUST_CHECK bool log_read(struct log *log, uint64_t after, log_each *each, void *ctx, struct err *e);

/* The same for the events of one record, oldest first. */
MUST_CHECK bool log_read_record(struct log *log, const char *record, log_each *each, void *ctx,
                                struct err *e);

/* One event by seq. False with kind ERR_DATA where there is none. */
MUST_CHECK bool log_read_one(struct log *log, uint64_t seq, log_each *each, void *ctx,
                             struct err *e);

/* Whether another connection has committed since the last call: a few microseconds, no I/O. */
bool log_changed(struct log *log);

MUST_CHECK bool log_head(struct log *log, struct log_head *head, struct err *e);

/* The head as it was when event `seq` was the last; of 0 that of an empty log. ERR_DATA where there is none. */
MUST_CHECK bool log_head_at(struct log *log, uint64_t seq, struct log_head *head, struct err *e);

/* The result of a check of the whole chain. */
struct log_check {
    struct log_head head;
    uint64_t events;  /* rows seen */
    uint64_t bad_seq; /* the first event that does not hold; 0: all hold */
    char reason[768]; /* what is wrong with it */
};

/* Checks every link: seq without gap, prev, hash, body decodable, the row's own columns equal to the
 * body's. Where `expected` is not NULL, also that the event expected->seq exists and has that hash
 * (truncation and rewriting show only against a head kept elsewhere). False where the log cannot be read at all,
 * or where every event holds but the store is damaged in what surrounds them (indexes, triggers). */
MUST_CHECK bool log_verify(struct log *log, const struct log_head *expected,
                           struct log_check *check, struct err *e);

/* "SEQ:HASH" as printed on summaries and taken by `verify --head`. */
void log_head_format(const struct log_head *head, struct str *out);
MUST_CHECK bool log_head_parse(const char *text, struct log_head *head, struct err *e);

#endif
