/* What a store of the decision log gives to models/log.c, which owns the chain: a store keeps rows
 * and knows nothing of what is in a body. Only models/log*.c and their tests include this. */
#ifndef TIPREVIEW_LOG_STORE_H
#define TIPREVIEW_LOG_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/log.h"

enum { LOG_SALT_BYTES = 32 };

struct log_bytes {
    const void *p;
    size_t n;
};

/* One link as it is stored. Read from a store it may hold anything: check each length. */
struct log_row {
    uint64_t seq;
    struct log_bytes id, record, prev, salt, body, hash;
};

/* Which rows, in the order of seq. */
struct log_query {
    enum { LOG_ALL, LOG_AFTER, LOG_OF_RECORD, LOG_BY_ID } by;
    uint64_t after;            /* LOG_AFTER: those with a greater seq */
    const char *record;        /* LOG_OF_RECORD */
    const struct event_id *id; /* LOG_BY_ID: at most one */
};

/* The row is borrowed for the call. Returns false to stop. */
typedef bool log_row_each(void *ctx, const struct log_row *row);

/* Errors are of kind ERR_DATA where what is stored is damaged, else ERR_STORE or ERR_SYSTEM. */
struct log_ops {
    /* Begins a write transaction: nobody else can append until commit or rollback. */
    bool (*begin)(void *store, struct err *e);
    bool (*insert)(void *store, const struct log_row *row, struct err *e);
    /* Durable where it returns true. Where it returns false nothing is known: recover tells. */
    bool (*commit)(void *store, struct err *e);
    void (*rollback)(void *store); /* allowed at any time */

    bool (*head)(void *store, struct log_head *head, struct err *e);
    bool (*each)(void *store, const struct log_query *query, log_row_each *each, void *ctx,
                 struct err *e);
    bool (*changed)(void *store);

    /* Makes durable all that can be read. */
    bool (*harden)(void *store, struct err *e);
    /* Gives up the connection and makes a fresh one. Where it returns true, an append that failed
     * either can be read and is durable, or will never appear. */
    bool (*recover)(void *store, struct err *e);
    /* The store's own consistency: that its indexes agree with its rows, for example. */
    bool (*sound)(void *store, struct err *e);
    void (*close)(void *store);
};

struct log_store {
    const struct log_ops *ops;
    void *store;
};

struct log {
    struct log_store in;
    struct arena arena; /* of the event at hand */
    struct str body;
};

/* The store in one SQLite file. */
MUST_CHECK bool log_sqlite_open(const char *path, bool create, struct log_store *store,
                                struct err *e);

/* The hash of a link (models/log.h states it). */
struct sha256 log_link_hash(uint64_t seq, const struct sha256 *prev, const struct log_bytes *salt,
                            const struct log_bytes *body);

#endif
