/* What was decided and noted about one record before, read from the decision log, and its lines. */
#ifndef TIPREVIEW_CASE_HISTORY_H
#define TIPREVIEW_CASE_HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "models/criteria.h"
#include "models/log.h"
#include "tui/panel.h"

/* One event of the record; its texts live in the history's arena. */
struct past {
    uint64_t seq;
    int64_t time_us;
    enum event_type type;
    enum outcome outcome;
    const char *reviewer, *rationale;
    struct sha256 record_sha; /* of the bytes decided upon */
    struct answers answers;
    unsigned unknown_ids; /* answers to ids that the criteria no longer know */
    bool departure, unread, redone;
    uint64_t undoes;  /* of a retract: what it takes back; 0: nothing */
    uint64_t recheck; /* of a note: the decision that it makes again, and is no note; 0: none */
};

/* Zero-initialise it. */
struct history {
    struct arena arena;
    struct past *item; /* oldest first */
    size_t count, cap;
};

/* Replaces what h held by the events of `record`. */
MUST_CHECK bool history_read(struct history *h, struct log *log, const struct criteria *c,
                             const char *record, struct err *e);
void history_release(struct history *h);

/* The reviewer's own answers in their latest decision on these very bytes, whether it is in force or was
 * taken back, without the implied ones; nothing where there is none. */
struct answers history_own_answers(const struct history *h, const char *reviewer,
                                   const struct sha256 *record_sha);

/* Newest first; `in_force` is the seq of the decision in force, 0 where there is none. No line
 * where nothing happened. */
void case_history(struct panel *p, const struct history *h, const struct criteria *c,
                  uint64_t in_force);

#endif
