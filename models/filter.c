#include "models/filter.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"
#include "models/filter_term.h"

enum { MAX_DEPTH = 64, MAX_TERMS = 256 };

/* A node of the expression; nodes refer to each other by index. */
struct filter_node {
    enum { NODE_TERM, NODE_NOT, NODE_AND, NODE_OR, NODE_EVERYTHING } kind;
    unsigned a, b;
    struct term term;
};

struct filter {
    struct filter_node *node;
    size_t count, cap;
    unsigned root;
};

struct parser {
    const char *text, *at;
    struct filter *f;
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

/* A quoted phrase at p->at; its inside. */
static bool quoted(struct parser *p, const char **start, size_t *n)
{
    const char *end = strchr(p->at + 1, '"');
    if (!end) {
        fail_at(p, p->at, "the quote is never closed: write \" at its end");
        return false;
    }
    *start = p->at + 1;
    *n = (size_t)(end - *start);
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

static unsigned parse_term(struct parser *p)
{
    struct filter_node node = {.kind = NODE_TERM};
    const char *start = p->at, *value = p->at;
    size_t n = word_length(start), key = key_length(start, n), value_n = n;
    bool in_quotes = *start == '"', ok;

    if (key) {
        value = start + key + 1;
        value_n = n - key - 1;
        p->at = value + value_n;
        if (*value == '"' && !quoted(p, &value, &value_n))
            return BAD;
        ok = value_n
                 ? term_parse(&node.term, start, key, value, value_n, p->e)
                 : err_set(p->e, ERR_USAGE, "a value is missing after \"%.*s:\"", (int)key, start);
    } else {
        if (in_quotes && !quoted(p, &value, &value_n))
            return BAD;
        if (!in_quotes)
            p->at = start + n;
        ok = term_words(&node.term, value, value_n, in_quotes, p->e);
    }
    if (!ok) {
        p->e->col = column_of(p, start);
        p->failed = true;
        return BAD;
    }
    unsigned index = add_node(p, node);
    if (p->failed)
        free(node.term.text);
    return index;
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
        node = p->failed ? BAD : add_node(p, (struct filter_node){.kind = NODE_NOT, .a = a});
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
        unsigned b = parse_not(p);
        if (!p->failed)
            a = add_node(p, (struct filter_node){.kind = NODE_AND, .a = a, .b = b});
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
        unsigned b = parse_and(p);
        if (!p->failed)
            a = add_node(p, (struct filter_node){.kind = NODE_OR, .a = a, .b = b});
    }
}

struct filter *filter_parse(const char *text, struct err *e)
{
    struct filter *f = calloc(1, sizeof *f);
    struct parser p = {.text = text, .at = text, .f = f, .e = e};
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
        f->root = add_node(&p, (struct filter_node){.kind = NODE_EVERYTHING});
    }
    if (p.failed) {
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

static bool match_node(const struct filter *f, unsigned index, const struct catalog *c,
                       const struct review *r, uint32_t row)
{
    const struct filter_node *n = &f->node[index];
    switch (n->kind) {
    case NODE_TERM:
        return n->term.ops->match(&n->term, c, r, row);
    case NODE_NOT:
        return !match_node(f, n->a, c, r, row);
    case NODE_AND:
        return match_node(f, n->a, c, r, row) && match_node(f, n->b, c, r, row);
    case NODE_OR:
        return match_node(f, n->a, c, r, row) || match_node(f, n->b, c, r, row);
    case NODE_EVERYTHING:
        return true;
    }
    return false;
}

bool filter_match(const struct filter *f, const struct catalog *c, const struct review *r,
                  uint32_t row)
{
    return match_node(f, f->root, c, r, row);
}
