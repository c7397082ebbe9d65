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

static bool reserve(struct stack *s)
{
    struct act_span *more = grow(s->act, &s->cap, s->count + 1, sizeof *more);
    if (more)
        s->act = more;
    return more != NULL;
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

bool undo_reserve(struct undo *u, uint32_t reviewer)
{
    struct undo_stacks *more = grow(u->of, &u->cap, reviewer, sizeof *more);
    if (!more)
        return false;
    u->of = more;
    while (u->count < reviewer)
        u->of[u->count++] = (struct undo_stacks){0};
    struct undo_stacks *s = &u->of[reviewer - 1];
    return reserve(&s->done) && reserve(&s->undone);
}

void undo_did(struct undo *u, uint32_t reviewer, uint64_t seq, uint64_t redoes, bool more)
{
    struct undo_stacks *s = &u->of[reviewer - 1];
    struct act_span *top = s->done.count ? &s->done.act[s->done.count - 1] : NULL;
    if (more && top && top->last + 1 == seq) {
        top->last = seq;
        return;
    }
    if (redoes)
        take_out(&s->undone, redoes);
    else
        s->undone.count = 0;
    s->done.act[s->done.count++] = (struct act_span){seq, seq};
}

void undo_undid(struct undo *u, uint32_t reviewer, uint64_t seq)
{
    struct undo_stacks *s = &u->of[reviewer - 1];
    struct act_span act = take_out(&s->done, seq);
    if (act.first)
        s->undone.act[s->undone.count++] = act;
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
