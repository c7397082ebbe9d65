/* What each reviewer can undo and redo: two stacks of decisions, by the log's seq. */
#ifndef TIPREVIEW_UNDO_H
#define TIPREVIEW_UNDO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialise it. Reviewers are interned numbers, from 1. */
struct undo {
    struct undo_stacks *of; /* of reviewer number i + 1 */
    size_t count, cap;
};

void undo_release(struct undo *u);

/* A decision was made: a new one (redoes 0), which ends what could be redone, or the repeat of
 * `redoes`. False: no memory. */
bool undo_did(struct undo *u, uint32_t reviewer, uint64_t seq, uint64_t redoes)
    __attribute__((warn_unused_result));

/* A decision was taken back, whether or not it was the latest. False: no memory. */
bool undo_undid(struct undo *u, uint32_t reviewer, uint64_t seq)
    __attribute__((warn_unused_result));

/* The decision that the next undo takes back, or the next redo repeats; 0: none. */
uint64_t undo_next(const struct undo *u, uint32_t reviewer);
uint64_t redo_next(const struct undo *u, uint32_t reviewer);

#endif
