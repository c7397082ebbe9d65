/* What has changed of a year since it was frozen: each figure then and now, and the events that touched its records. */
#ifndef TIPREVIEW_REVISION_H
#define TIPREVIEW_REVISION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/as_of.h"
#include "models/freeze.h"
#include "models/summary.h"

struct revision {
    const char *key;    /* models/freeze.h; of the first of the cells that are this figure */
    const char *counts; /* its unit and limit: told once, in whatever tables it stands */
    const char *
        where; /* "Outcomes of debriefings: trafficking"; may hold texts of the records: clean it */
    int64_t then, now;
};

struct revision_event {
    uint64_t seq;
    int64_t time_us;
    const char *type, *record, *reviewer, *outcome; /* outcome "" where the event has none */
};

/* Zero-initialise it. */
struct revisions {
    struct frozen frozen; /* seq 0: the year was never frozen */
    struct revision *figure;
    size_t figures, figure_cap;
    struct revision_event *event;
    size_t events, event_cap;
    bool records_compared, records_changed; /* the set of the records is another one now */
    bool criteria_changed;                  /* so are the criteria or definitions */
    const char **changed; /* ids of the records whose bytes are not those decided upon */
    size_t changes, change_cap;
    struct arena arena;
};
void revisions_release(struct revisions *r);

/* Compares a year of a summary with the last event that froze it, in what `review` has taken in. With `records` also the
 * digest of the records, for which those of the year are read unless that was done before. */
MUST_CHECK bool revisions_find(struct revisions *r, const struct summary *s, size_t year,
                               struct catalog *c, const struct review *review, struct log *log,
                               bool records, struct err *e);

/* The rows of the year whose decision was made on other bytes than they have now. */
MUST_CHECK bool revisions_changed_records(struct revisions *r, unsigned year,
                                          const struct catalog *c, const struct review *review,
                                          struct err *e);

/* Appends what was found, a line a sentence. With `ids` false they name no record and give no figure. */
void revisions_say(const struct revisions *r, bool ids, struct str *out);

/* Sets summary.revision, of all its years and before any count is covered: of which past state the figures are, if any (`past`,
 * else NULL), and what has changed since the years were frozen. */
enum {
    REVISIONS_IDS = 1,     /* with figures and ids: not for publication */
    REVISIONS_RECORDS = 2, /* with the digest of the records */
};
MUST_CHECK bool revisions_tell(struct summary *s, struct catalog *c, const struct review *review,
                               struct log *log, const struct as_of *past, unsigned what,
                               struct err *e);

#endif
