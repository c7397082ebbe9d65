/* A reviewer's own decisions made again, blind, after a while: which, and how often the second agrees with the first. The
 * second is an event of type note with the detail `recheck=SEQ`; the decision SEQ stays in force, whatever it says. */
#ifndef TIPREVIEW_RECHECK_H
#define TIPREVIEW_RECHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "models/review.h"

struct recheck_rule {
    unsigned share; /* of the decisions, in per cent; 0: none */
    unsigned after; /* days that must have passed; UTC */
};

/* Whether a decision is of the share: by its seq and the digest of the record, so that it is the same after a restart, and
 * that a greater share holds all of a smaller one. */
bool recheck_chosen(uint64_t seq, const struct sha256 *record, unsigned share);

/* The earliest of the reviewer's decisions after the event `after` that is due on a day (since 1970): chosen, old enough, in
 * force, of a record whose bytes are the same and that may still be decided so, and not made again yet. False: none is. */
bool recheck_next(const struct review *r, const char *reviewer, const struct recheck_rule *rule,
                  int64_t day, uint64_t after, struct own_decision *due);

/* Of the decisions that were made again and not taken back: how many had the same outcome. */
struct agreement {
    uint64_t again, same;
};
struct agreement recheck_agreement(const struct review *r, const char *reviewer);

#endif
