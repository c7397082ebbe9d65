#include "models/undo.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/str.h"

struct stack {
    struct act_span *act;
    size_t count, cap;
};

struct undo_stacks {
    struct stack done, undone;
};

static bool push(struct stack *s, struct act_span act)
{
    struct act_span *more = grow(s->act, &s->cap, s->count + 1, sizeof *more);
    if (!more)
        return false;
    s->act = more;
    s->act[s->count++] = act;
    return true;
}

/* Takes out the act with that event; {0, 0} where there is none. */
static struct act_span take_out(struct stack *s, uint64_t seq)
{
    for (size_t i = s->count; i-- > 0;) {
        struct act_span act = s->act[i];
        if (seq < act.first || seq > act.last)
            continue;
        memmove(&s->act[i], &s->act[i + 1], (s->count - i - 1) * sizeof *s->act);
        s->count--;
        return act;
    }
    return (struct act_span){0, 0};
}

void undo_release(struct undo *u)
{
    for (size_t i = 0; i < u->count; i++) {
        free(u->of[i].done.act);
        free(u->of[i].undone.act);
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

bool undo_did(struct undo *u, uint32_t reviewer, uint64_t seq, uint64_t redoes, bool more)
{
    struct undo_stacks *s = stacks_of(u, reviewer);
    if (!s)
        return false;
    struct act_span *top = s->done.count ? &s->done.act[s->done.count - 1] : NULL;
    if (more && top && top->last + 1 == seq) {
        top->last = seq;
        return true;
    }
    if (redoes)
        take_out(&s->undone, redoes);
    else
        s->undone.count = 0;
    return push(&s->done, (struct act_span){seq, seq});
}

bool undo_undid(struct undo *u, uint32_t reviewer, uint64_t seq)
{
    struct undo_stacks *s = stacks_of(u, reviewer);
    if (!s)
        return false;
    struct act_span act = take_out(&s->done, seq);
    return !act.first || push(&s->undone, act);
}

static struct act_span top(const struct stack *s)
{
    return s->count ? s->act[s->count - 1] : (struct act_span){0, 0};
}

struct act_span undo_next(const struct undo *u, uint32_t reviewer)
{
    return reviewer && reviewer <= u->count ? top(&u->of[reviewer - 1].done)
                                            : (struct act_span){0, 0};
}

struct act_span redo_next(const struct undo *u, uint32_t reviewer)
{
    return reviewer && reviewer <= u->count ? top(&u->of[reviewer - 1].undone)
                                            : (struct act_span){0, 0};
}
