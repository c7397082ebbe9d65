#include "models/filter.h"

#include <stdlib.h>
#include <string.h>

#include "models/filter_tree.h"

enum { MAX_DEPTH = 64, MAX_TERMS = 256 };

struct parser {
    const char *text, *at;
    struct filter *f;
    const struct criteria *criteria;
    struct err *e;
    unsigned depth;
    bool failed;
};

enum { BAD = 0 };

/* Column in characters, as a reader counts them. */
static unsigned column_of(const struct parser *p, const char *at)
{
    unsigned col = 1;
    for (const char *s = p->text; s < at; s++)
        col += ((unsigned char)*s & 0xc0) != 0x80;
    return col;
}

static unsigned fail_at(struct parser *p, const char *at, const char *what)
{
    if (!p->failed) {
        err_set(p->e, ERR_USAGE, "%s", what);
        p->e->col = column_of(p, at);
    }
    p->failed = true;
    return BAD;
}

static unsigned add_node(struct parser *p, struct filter_node node)
{
    struct filter *f = p->f;
    if (f->count > (size_t)MAX_TERMS * 2)
        return fail_at(p, p->at, "too many terms: use at most 256");
    struct filter_node *more = grow(f->node, &f->cap, f->count + 1, sizeof *more);
    if (!more)
        return fail_at(p, p->at, "out of memory: close other programs");
    f->node = more;
    f->node[f->count] = node;
    return (unsigned)f->count++;
}

static void skip_spaces(struct parser *p)
{
    while (*p->at == ' ' || *p->at == '\t')
        p->at++;
}

static bool ends_word(char c)
{
    return !c || strchr(" \t()&|\"", c);
}

/* A quoted phrase at p->at; its inside, in which a quotation mark is written twice. */
static bool quoted(struct parser *p, struct value_text *inside)
{
    const char *end = strchr(p->at + 1, '"');
    while (end && end[1] == '"')
        end = strchr(end + 2, '"');
    if (!end) {
        fail_at(p, p->at, "the quote is never closed: write \" at its end");
        return false;
    }
    *inside = (struct value_text){p->at + 1, (size_t)(end - p->at - 1)};
    p->at = end + 1;
    return true;
}

static size_t word_length(const char *s)
{
    size_t n = 0;
    while (!ends_word(s[n]))
        n++;
    return n;
}

/* The length of `key` in `key:`, or 0: a key is of lower-case letters, dots and underscores. */
static size_t key_length(const char *s, size_t n)
{
    size_t k = strspn(s, "abcdefghijklmnopqrstuvwxyz_.");
    return k < n && s[k] == ':' ? k : 0;
}

static bool parse_keyed(struct parser *p, struct term *t, struct value_text key)
{
    struct value_text value = {p->at, word_length(p->at)};
    if (*p->at == '"') {
        if (!quoted(p, &value))
            return false;
    } else {
        p->at += value.n;
    }
    if (!value.n)
        return err_set(p->e, ERR_USAGE,
                       "a value is missing after \"%.*s:\": write it right behind the colon",
                       (int)key.n, key.text);
    return term_parse(t, key, value, p->e);
}

static bool parse_words(struct parser *p, struct term *t)
{
    struct value_text words = {p->at, word_length(p->at)};
    bool in_quotes = *p->at == '"';
    if (in_quotes && !quoted(p, &words))
        return false;
    if (!in_quotes)
        p->at += words.n;
    return term_words(t, words, in_quotes, p->e);
}

static unsigned parse_term(struct parser *p)
{
    const char *start = p->at;
    struct filter_node node = {.kind = ASK_TERM, .term.known = p->criteria};
    struct value_text key = {start, key_length(start, word_length(start))};
    p->at += key.n ? key.n + 1 : 0;
    bool ok = key.n ? parse_keyed(p, &node.term, key) : parse_words(p, &node.term);
    if (!ok && !p->failed)
        p->e->col = column_of(p, start);
    p->failed = p->failed || !ok;
    unsigned index = BAD;
    if (!p->failed) {
        node.cost = node.term.ops->cost;
        index = add_node(p, node);
    }
    if (p->failed)
        free(node.term.text);
    return index;
}

/* The cheaper side is asked first. */
static unsigned join(struct parser *p, enum filter_node_kind kind, unsigned a, unsigned b)
{
    if (p->failed)
        return BAD;
    const struct filter_node *node = p->f->node;
    bool swap = node[a].cost > node[b].cost;
    return add_node(p, (struct filter_node){.kind = kind,
                                            .a = swap ? b : a,
                                            .b = swap ? a : b,
                                            .cost = swap ? node[a].cost : node[b].cost});
}

static unsigned parse_or(struct parser *p);

static unsigned parse_not(struct parser *p)
{
    skip_spaces(p);
    const char *start = p->at;
    if (++p->depth > MAX_DEPTH)
        return fail_at(p, start, "nested too deep: use at most 64 levels");
    unsigned node = BAD;
    if (*p->at == '!') {
        p->at++;
        unsigned a = parse_not(p);
        node = join(p, ASK_NOT, a, a);
    } else if (*p->at == '(') {
        p->at++;
        node = parse_or(p);
        skip_spaces(p);
        if (!p->failed && *p->at != ')')
            node = fail_at(p, start, "the parenthesis is never closed: write ) after the group");
        else
            p->at += !p->failed;
    } else if (*p->at && (*p->at == '"' || !ends_word(*p->at))) {
        node = parse_term(p);
    } else {
        node = fail_at(p, start, "a term is missing here: write KEY:VALUE or a word");
    }
    p->depth--;
    return node;
}

static unsigned parse_and(struct parser *p)
{
    unsigned a = parse_not(p);
    for (;;) {
        skip_spaces(p);
        if (p->failed || !*p->at || *p->at == '|' || *p->at == ')')
            return a;
        p->at += *p->at == '&';
        a = join(p, ASK_BOTH, a, parse_not(p));
    }
}

static unsigned parse_or(struct parser *p)
{
    unsigned a = parse_and(p);
    for (;;) {
        skip_spaces(p);
        if (p->failed || *p->at != '|')
            return a;
        p->at++;
        a = join(p, ASK_EITHER, a, parse_and(p));
    }
}

struct filter *filter_parse(const char *text, const struct criteria *criteria, struct err *e)
{
    struct filter *f = calloc(1, sizeof *f);
    struct parser p = {.text = text, .at = text, .f = f, .criteria = criteria, .e = e};
    if (!f) {
        err_memory(e);
        return NULL;
    }
    skip_spaces(&p);
    if (*p.at) {
        f->root = parse_or(&p);
        if (!p.failed && *p.at)
            fail_at(&p, p.at, "this parenthesis was never opened: take it away");
    } else {
        f->root = add_node(&p, (struct filter_node){.kind = ASK_NOTHING});
    }
    if (p.failed) {
        filter_free(f);
        return NULL;
    }
    return f;
}

struct filter *filter_words(const char *words, struct err *e)
{
    struct filter *f = calloc(1, sizeof *f);
    struct filter_node node = {.kind = ASK_TERM, .cost = COST_TEXT};
    struct parser p = {.text = words, .at = words, .f = f, .e = e};
    struct value_text all = {words, strlen(words)};
    if (!f) {
        err_memory(e);
        return NULL;
    }
    if (term_words(&node.term, all, true, e))
        f->root = add_node(&p, node);
    else
        p.failed = true;
    if (p.failed) {
        free(node.term.text);
        filter_free(f);
        return NULL;
    }
    return f;
}

void filter_free(struct filter *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < f->count; i++)
        free(f->node[i].term.text);
    free(f->node);
    free(f);
}
