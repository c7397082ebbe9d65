/* One event of the decision log, and its stored form. */
#ifndef TIPREVIEW_EVENT_H
#define TIPREVIEW_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/base/hash.h"
#include "models/base/str.h"

enum event_type {
    EVENT_DECIDE = 1,
    EVENT_RETRACT,
    EVENT_FLAG,
    EVENT_UNFLAG,
    EVENT_NOTE,
    EVENT_ADJUDICATE,
    EVENT_FREEZE,
};

enum reading { READING_NONE = 0, READING_FIRST, READING_SECOND, READING_ADJUDICATION };

/* Undecided is the absence of a decision. */
enum outcome {
    OUTCOME_NONE = 0,
    OUTCOME_VOLUNTARY,
    OUTCOME_TRAFFICKING,
    OUTCOME_NOT_TRAFFICKING,
    OUTCOME_INSUFFICIENT,
    OUTCOME_OUT_OF_SCOPE,
    OUTCOME_COUNT
};

struct event_id {
    uint8_t byte[16];
};

/* All texts are NUL-terminated, never NULL ("" where there is none), and borrowed: whoever
 * makes an event keeps them alive while it is used. */
struct event {
    uint64_t seq; /* given by the log; 0 before */
    struct event_id id;
    int64_t time_us; /* UTC */
    enum event_type type;
    const char *reviewer; /* login name of the kernel's uid */
    const char *login;    /* login name of /proc/self/loginuid, "" where unset */
    const char *record;
    struct sha256 record_sha; /* of the record's bytes as decided upon */
    enum reading reading;
    enum outcome outcome;
    const char *answers; /* `criterion=answer[,implied]` sorted by id, joined by line feeds */
    const char *rationale;
    const char *definition;
    struct sha256 criteria; /* digest of the criteria set in force */
    uint64_t seconds;       /* that the reviewer spent */
    /* `key=value` lines sorted by key: `undoes=SEQ` and `redoes=SEQ` (the event that a retract takes
     * back or a decide repeats), `unread=1` (decided before the whole text was shown), `departure=1`,
     * `from=stream` (taken in by `decide --from`), `recheck=SEQ` (of a note: the decision that it makes again, blind). */
    const char *detail;
};

/* Zeroes it, sets a fresh random id, the time, and every text to "". */
void event_init(struct event *event, enum event_type type);

const char *event_type_name(enum event_type type); /* "decide" ... */
const char *outcome_name(enum outcome outcome);    /* "voluntary" ...; NONE: "undecided" */
const char *outcome_label(enum outcome outcome);   /* "no trafficking found" ... for people */
const char *reading_name(enum reading reading);    /* "first" ... ; NONE: "" */
bool outcome_parse(const char *name, enum outcome *outcome); /* not "undecided" */

/* Appends the body's exact bytes. */
void event_encode(const struct event *event, struct str *body);

/* Decodes a body; texts are copied into `arena`. Strict: every field, in order, canonical
 * (decimal without leading zeros, known words, valid UTF-8 without NUL), nothing after the last. */
MUST_CHECK bool event_decode(const void *body, size_t n, struct arena *arena, struct event *event,
                             struct err *e);

/* The value of `key` in the detail text: its length and start, or NULL. */
const char *event_detail(const struct event *event, const char *key, size_t *len);

/* The same as a decimal number; 0 where it is not there or is none. */
uint64_t event_detail_number(const struct event *event, const char *key);

/* The `year` in the detail; 0: none, or none that a record can have. */
unsigned event_detail_year(const struct event *event);

/* Who reviews: the kernel uid's login name (never $USER), and that of /proc/self/loginuid where
 * set and different from unset (4294967295). Names without a passwd entry are "uid N". */
struct identity {
    char reviewer[64];
    char login[64];
};
MUST_CHECK bool identity_get(struct identity *who, struct err *e);

#endif
