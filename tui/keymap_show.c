/* Keys in words: for hints, sentences, the help screen and the manual. */
#include <string.h>

#include "tui/key_name.h"
#include "tui/keymap.h"

static const struct binding *first_binding(const struct keymap *m, enum action action,
                                           unsigned scopes)
{
    struct act act;
    for (size_t i = 0; i < m->count; i++) {
        const struct binding *b = &m->binding[i];
        if (b->action == action &&
            keymap_match(m, b->key, b->length, scopes, &act) == MATCH_WHOLE && act.action == action)
            return b;
    }
    return NULL;
}

bool keymap_has(const struct keymap *m, enum action action, unsigned scopes)
{
    return first_binding(m, action, scopes) != NULL;
}

bool keymap_lost(const struct keymap *m, enum action action, struct err *e)
{
    const struct binding *lost = NULL;
    for (size_t i = 0; i < m->count; i++) {
        const struct binding *b = &m->binding[i];
        if (b->action == action && b->views)
            return false;
        if (b->action == action && b->taken.text)
            lost = b;
    }
    if (lost)
        keys_fail(&m->keys, &lost->taken, e,
                  "with %s here %s has no key any more: write %s: [KEY], or [] if that is meant",
                  lost->taken.text, action_defs[action].word, action_defs[action].word);
    return lost;
}

const char *keymap_label(const struct keymap *m, enum action action, unsigned scopes)
{
    const struct binding *b = first_binding(m, action, scopes);
    bool menu = !keymap_has(m, A_COMMAND, scopes) && keymap_has(m, A_MENU, scopes);
    return b ? b->label : menu ? "the menu" : action_defs[action].typed;
}

/* The digit at the end of a binding, or 0. */
static unsigned last_digit(const struct binding *b)
{
    uint32_t key = b->key[b->length - 1];
    return key >= '1' && key <= '9' ? key - '0' : 0;
}

/* Whether b goes on where a ends: `a 1`, `a 2`. */
static bool follows(const struct binding *a, const struct binding *b)
{
    return a->action == b->action && a->views == b->views && a->length == b->length &&
           memcmp(a->key, b->key, (a->length - 1) * sizeof a->key[0]) == 0 && last_digit(a) &&
           last_digit(b) == last_digit(a) + 1;
}

/* The last of the bindings from b on that are a run of digits; b where they are fewer than three. */
static const struct binding *run_end(const struct keymap *m, const struct binding *b)
{
    const struct binding *last = b, *end = m->binding + m->count;
    while (last + 1 < end && follows(last, last + 1))
        last++;
    return last - b >= 2 ? last : b;
}

/* Adds binding i without its first `from` keys, and of a run of digits its ends; returns the index of its last. */
static size_t add_run(const struct keymap *m, size_t i, unsigned from, struct str *out)
{
    const struct binding *b = &m->binding[i], *last = run_end(m, b);
    for (unsigned k = from; k < b->length; k++) {
        if (k > from)
            str_addc(out, ' ');
        key_format(b->key[k], out);
    }
    if (last > b)
        str_addf(out, "-%u", last_digit(last));
    return (size_t)(last - m->binding);
}

void keymap_hint(const struct keymap *m, unsigned scopes, const struct hint *hint, struct str *out)
{
    size_t start = out->len;
    for (size_t i = 0; i < sizeof hint->action / sizeof *hint->action && hint->action[i]; i++) {
        const struct binding *b = first_binding(m, hint->action[i], scopes);
        if (!b) {
            str_cut(out, start);
            return;
        }
        str_add(out, b->label);
        unsigned last = last_digit(run_end(m, b));
        if (last != last_digit(b))
            str_addf(out, "-%u", last);
        str_addc(out, ' ');
    }
    str_addf(out, "%s  ", hint->words);
}

static bool holds(const struct keymap *m, const struct binding *b, int scopes)
{
    struct act act;
    if (scopes == ANY_VIEW)
        return b->views != 0;
    return keymap_match(m, b->key, b->length, (unsigned)scopes, &act) == MATCH_WHOLE &&
           act.action == b->action;
}

void keymap_keys(const struct keymap *m, enum action action, int scopes, struct str *out)
{
    size_t start = out->len;
    for (size_t i = 0; i < m->count; i++) {
        if (m->binding[i].action != action || !holds(m, &m->binding[i], scopes))
            continue;
        if (out->len > start)
            str_add(out, m->binding[i].length > 1 ? ", " : " ");
        i = add_run(m, i, 0, out);
    }
}

void keymap_follow(const struct keymap *m, const uint32_t *key, size_t n, unsigned scopes,
                   struct str *out)
{
    for (size_t i = 0; i < m->count; i++) {
        const struct binding *b = &m->binding[i];
        if (b->length <= n || memcmp(b->key, key, n * sizeof *key) != 0 ||
            !holds(m, b, (int)scopes))
            continue;
        enum action action = b->action;
        i = add_run(m, i, (unsigned)n, out);
        str_addf(out, " %s  ", action_defs[action].word);
    }
}
