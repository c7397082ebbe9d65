/* Definitions in three-valued logic (models/criteria.h). */
#include <string.h>

#include "models/criteria.h"

const char *result_name(enum result r)
{
    static const char *const names[] = {
        [RESULT_UNDETERMINED] = "undetermined",
        [RESULT_TRAFFICKING] = "trafficking",
        [RESULT_NOT_TRAFFICKING] = "not_trafficking",
    };
    return names[r];
}

enum kleene kleene_all(enum kleene a, enum kleene b)
{
    return a < b ? a : b;
}

enum kleene kleene_any(enum kleene a, enum kleene b)
{
    return a > b ? a : b;
}

static enum kleene set_value(uint64_t mask, const struct answers *a)
{
    return a->present & mask ? KLEENE_TRUE : mask & ~a->absent ? KLEENE_UNKNOWN : KLEENE_FALSE;
}

static enum kleene node_value(const struct node *node, const struct answers *a)
{
    if (node->kind == NODE_LEAF)
        return set_value(node->mask, a);
    bool all = node->kind == NODE_ALL;
    enum kleene value = all ? KLEENE_TRUE : KLEENE_FALSE;
    for (size_t i = 0; i < node->children; i++) {
        enum kleene child = node_value(&node->child[i], a);
        value = all ? kleene_all(value, child) : kleene_any(value, child);
    }
    return value;
}

enum kleene definition_value(const struct definition *d, const struct answers *a)
{
    return node_value(&d->tree, a);
}

enum result definition_result(const struct definition *d, const struct answers *a)
{
    static const enum result results[] = {
        [KLEENE_FALSE] = RESULT_NOT_TRAFFICKING,
        [KLEENE_UNKNOWN] = RESULT_UNDETERMINED,
        [KLEENE_TRUE] = RESULT_TRAFFICKING,
    };
    return results[definition_value(d, a)];
}

/* --- the words --- */

struct words {
    const struct criteria *c;
    const struct answers *a;
    struct str *out;
    size_t begun; /* length of the text before the first reason */
};

static void separate(const struct words *w)
{
    if (w->out->len > w->begun)
        str_add(w->out, ", ");
}

/* "abuse of vulnerability" of means.abuse_of_vulnerability. */
static void add_short(const struct words *w, unsigned bit)
{
    const char *id = w->c->item[bit].id;
    for (const char *p = strchr(id, '.') + 1; *p; p++)
        str_addc(w->out, *p == '_' ? ' ' : *p);
}

/* "force, fraud, deception and 2 more" */
static void add_set(const struct words *w, uint64_t mask)
{
    enum { NAMED = 3 };
    int left = __builtin_popcountll(mask);
    for (int named = 0; mask && named < NAMED; named++, left--) {
        str_add(w->out, named ? ", " : "");
        add_short(w, (unsigned)__builtin_ctzll(mask));
        mask &= mask - 1;
    }
    if (left > 0)
        str_addf(w->out, " and %d more", left);
}

static bool fact_words(const struct words *w, uint64_t mask, enum kleene value)
{
    static const char *const child[] = {"18 or over", "age unknown", "under 18"};
    static const char *const prostitution[] = {"no prostitution", "prostitution unknown",
                                               "prostitution"};
    bool is_child = mask == UINT64_C(1) << w->c->fact_child;
    bool is_prostitution = mask == UINT64_C(1) << w->c->fact_prostitution;
    if (is_child || is_prostitution)
        str_add(w->out, is_child ? child[value] : prostitution[value]);
    return is_child || is_prostitution;
}

static void one_words(const struct words *w, uint64_t mask, enum kleene value)
{
    if (mask & w->c->element[ELEMENT_PURPOSE]) /* prostitution is a fact, too */
        str_add(w->out, "purpose ");
    add_set(w, mask);
    str_add(w->out, value == KLEENE_TRUE    ? " present"
                    : value == KLEENE_FALSE ? " absent"
                    : w->a->unknown & mask  ? " unknown"
                                            : " not answered");
}

/* Why a set of criteria of one element has its value. */
static void set_words(const struct words *w, uint64_t mask, enum element element)
{
    static const char *const names[ELEMENT_COUNT] = {"act", "means", "purpose", "sign", "fact"};
    enum kleene value = set_value(mask, w->a);
    uint64_t answered = w->a->absent | w->a->unknown;
    separate(w);
    if (fact_words(w, mask, value))
        return;
    if (!(mask & (mask - 1))) {
        one_words(w, mask, value);
    } else if (value == KLEENE_TRUE) {
        add_set(w, w->a->present & mask);
        str_add(w->out, " present");
    } else if (value == KLEENE_FALSE) {
        str_addf(w->out, "every %s absent", names[element]);
    } else if (!(answered & mask)) {
        str_addf(w->out, "no %s answered", names[element]);
    } else {
        str_addf(w->out, "%s open: ", names[element]);
        add_set(w, mask & ~w->a->absent);
    }
}

static void node_words(const struct words *w, const struct node *node, enum kleene value);

/* Of an `any`: its leaves of one element are one set, of which any will do. */
static void any_words(const struct words *w, const struct node *node, enum kleene value)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < node->children; i++)
        if (node->child[i].kind == NODE_LEAF && node_value(&node->child[i], w->a) == value)
            mask |= node->child[i].mask;
    for (enum element e = ELEMENT_ACT; e < ELEMENT_FACT; e++)
        if (mask & w->c->element[e])
            set_words(w, mask & w->c->element[e], e);
    for (uint64_t facts = mask & w->c->element[ELEMENT_FACT]; facts; facts &= facts - 1)
        set_words(w, facts & -facts, ELEMENT_FACT);
    for (size_t i = 0; i < node->children; i++)
        if (node->child[i].kind != NODE_LEAF && node_value(&node->child[i], w->a) == value)
            node_words(w, &node->child[i], value);
}

/* The parts that give a node its value: those that have the same. */
static void node_words(const struct words *w, const struct node *node, enum kleene value)
{
    if (node->kind == NODE_LEAF)
        set_words(w, node->mask, w->c->item[__builtin_ctzll(node->mask)].element);
    else if (node->kind == NODE_ANY)
        any_words(w, node, value);
    else
        for (size_t i = 0; i < node->children; i++)
            if (node_value(&node->child[i], w->a) == value)
                node_words(w, &node->child[i], value);
}

void definition_explain(const struct criteria *c, const struct definition *d,
                        const struct answers *a, struct str *out)
{
    struct words w = {c, a, out, out->len};
    enum kleene value = definition_value(d, a);
    node_words(&w, &d->tree, value);
    if (value != KLEENE_TRUE && !d->child_rule && *d->note && (a->present >> c->fact_child & 1))
        str_addf(out, " (%s)", d->note);
}
