/* What each reviewer can undo and redo: two stacks of acts. An act is one event of the log or, where it was done to many
 * records at once, several that follow each other there. */
#ifndef TIPREVIEW_UNDO_H
#define TIPREVIEW_UNDO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An act, by the seq of its first and last event; {0, 0}: none. */
struct act_span {
    uint64_t first, last;
};

/* Zero-initialise it. Reviewers are interned numbers, from 1. */
struct undo {
    struct undo_stacks *of; /* of reviewer number i + 1 */
    size_t count, cap;
};

void undo_release(struct undo *u);

/* Makes room for one more act of a reviewer, so that the next two cannot fail. False: no memory. */
bool undo_reserve(struct undo *u, uint32_t reviewer) __attribute__((warn_unused_result));

/* Something was done: new (redoes 0), which ends what could be redone, or the repeat of the act with the event
 * `redoes`. `more`: it belongs to the act of the event before it. */
void undo_did(struct undo *u, uint32_t reviewer, uint64_t seq, uint64_t redoes, bool more);

/* An event was taken back, and with it its act, whether or not it was the latest. */
void undo_undid(struct undo *u, uint32_t reviewer, uint64_t seq);

/* The act that the next undo takes back, or the next redo repeats. */
struct act_span undo_next(const struct undo *u, uint32_t reviewer);
struct act_span redo_next(const struct undo *u, uint32_t reviewer);

#endif
