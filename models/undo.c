#include "models/undo.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/str.h"

struct stack {
    uint64_t *seq;
    size_t count, cap;
};

struct undo_stacks {
    struct stack done, undone;
};

static bool push(struct stack *s, uint64_t seq)
{
    uint64_t *more = grow(s->seq, &s->cap, s->count + 1, sizeof *more);
    if (!more)
        return false;
    s->seq = more;
    s->seq[s->count++] = seq;
    return true;
}

static void take_out(struct stack *s, uint64_t seq)
{
    for (size_t i = s->count; i-- > 0;) {
        if (s->seq[i] != seq)
            continue;
        memmove(&s->seq[i], &s->seq[i + 1], (s->count - i - 1) * sizeof *s->seq);
        s->count--;
        return;
    }
}

void undo_release(struct undo *u)
{
    for (size_t i = 0; i < u->count; i++) {
        free(u->of[i].done.seq);
        free(u->of[i].undone.seq);
    }
    free(u->of);
    *u = (struct undo){0};
}

static struct undo_stacks *stacks_of(struct undo *u, uint32_t reviewer)
{
    struct undo_stacks *more = grow(u->of, &u->cap, reviewer, sizeof *more);
    if (!more)
        return NULL;
    u->of = more;
    while (u->count < reviewer)
        u->of[u->count++] = (struct undo_stacks){0};
    return &u->of[reviewer - 1];
}

bool undo_did(struct undo *u, uint32_t reviewer, uint64_t seq, uint64_t redoes)
{
    struct undo_stacks *s = stacks_of(u, reviewer);
    if (!s)
        return false;
    if (redoes)
        take_out(&s->undone, redoes);
    else
        s->undone.count = 0;
    return push(&s->done, seq);
}

bool undo_undid(struct undo *u, uint32_t reviewer, uint64_t seq)
{
    struct undo_stacks *s = stacks_of(u, reviewer);
    if (!s)
        return false;
    take_out(&s->done, seq);
    return push(&s->undone, seq);
}

static uint64_t top(const struct stack *s)
{
    return s->count ? s->seq[s->count - 1] : 0;
}

uint64_t undo_next(const struct undo *u, uint32_t reviewer)
{
    return reviewer && reviewer <= u->count ? top(&u->of[reviewer - 1].done) : 0;
}

uint64_t redo_next(const struct undo *u, uint32_t reviewer)
{
    return reviewer && reviewer <= u->count ? top(&u->of[reviewer - 1].undone) : 0;
}
