#include "models/terms.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/needle.h"
#include "models/base/text.h"
#include "models/base/unicode.h"
#include "models/base/yaml_read.h"

struct term {
    struct needle words; /* without the `*` at the end */
    unsigned item;
    bool begins; /* it ended in `*`: words that begin so are meant */
    bool whole;  /* its last character belongs to a word that has to end there */
};

enum { VARIES = 0x80, BUCKETS = 256, TERM_MAX = 64 }; /* bytes of an entry */

/* The terms by the byte that a match begins with, so that most places of a text are passed over at once. */
struct terms {
    struct term *term; /* in the order of `first` */
    size_t count, cap;
    size_t first[BUCKETS + 1];
    struct arena arena;
};

/* Whether words of such characters stand apart by spaces, so that only whole ones are meant. */
static bool in_word(uint32_t cp)
{
    uint32_t folded = char_fold(cp);
    if (cp < 0x80)
        return (folded >= 'a' && folded <= 'z') || (cp >= '0' && cp <= '9');
    return cp < FOLD_END && cp != 0xD7 && cp != 0xF7 && cp >= 0xC0 && char_class(cp) == CHAR_NARROW;
}

/* By what a text is looked up: letters of either case under one byte. VARIES begins no character. */
static unsigned bucket(const char *s, size_t n)
{
    uint32_t cp = 0;
    unsigned len = utf8_decode(s, n, &cp);
    if (len == 1)
        return char_fold(cp) & 0x7F;
    return cp < FOLD_END ? VARIES : (unsigned char)s[0];
}

static bool word_ends(const char *s, size_t n)
{
    uint32_t cp = 0;
    size_t start = n;
    while (start > 0 && ((unsigned char)s[start - 1] & 0xC0) == 0x80)
        start--;
    return start > 0 && utf8_decode(s + start - 1, n - start + 1, &cp) > 0 && in_word(cp);
}

/* --- reading --- */

struct reading {
    struct terms *terms;
    const struct criteria *criteria;
    unsigned item;
};

static bool check_entry(struct yaml_reader *r, const char *text, size_t n)
{
    const char *star = memchr(text, '*', n);
    if (n == 0 || n > TERM_MAX)
        return yaml_read_fail(r, "a word or phrase of 1 to %d bytes is expected: write one",
                              TERM_MAX);
    if (strchr(" \t\n", text[0]) || strchr(" \t\n", text[n - 1]))
        return yaml_read_fail(r, "\"%s\" begins or ends in a space: take it out", text);
    if (star && (star != text + n - 1 || !word_ends(text, n - 1)))
        return yaml_read_fail(r,
                              "\"%s\": a `*` stands at the end of a word alone, for all that begin "
                              "so: write it there, or leave it out",
                              text);
    return true;
}

static bool read_entry(struct yaml_reader *r, size_t index, void *into)
{
    struct reading *reading = into;
    struct terms *t = reading->terms;
    size_t n = r->event.len;
    (void)index;
    if (r->event.kind != YAML_SCALAR)
        return yaml_read_fail(
            r, "a word or phrase is expected here, no list and no mapping: write one");
    if (!check_entry(r, r->event.text, n))
        return false;
    bool begins = r->event.text[n - 1] == '*';
    const char *words = arena_copy(r->arena, r->event.text, n - begins);
    struct term *more = grow(t->term, &t->cap, t->count + 1, sizeof *more);
    if (!words || !more)
        return err_memory(r->err);
    t->term = more;
    struct term *term = &t->term[t->count++];
    *term = (struct term){
        .item = reading->item, .begins = begins, .whole = !begins && word_ends(words, n)};
    needle_make(&term->words, words, n - begins);
    return true;
}

static bool unknown_item(struct yaml_reader *r, const struct criteria *c)
{
    const char *id = r->event.text, *near = criteria_closest(c, id);
    return yaml_read_fail(r,
                          "there is no criterion or sign \"%s\": name one of criteria.yaml%s%s%s",
                          id, near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
}

static bool read_terms(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct reading *reading = into;
    if (r->event.kind != YAML_MAP_BEGIN)
        return yaml_read_fail(r, "%s: a mapping is expected: write lines of `means.force: [beat*]`",
                              field->key);
    while (yaml_read_next(r)) {
        if (r->event.kind == YAML_MAP_END)
            return true;
        int item = criteria_find(reading->criteria, r->event.text);
        if (item < 0)
            return unknown_item(r, reading->criteria);
        reading->item = (unsigned)item;
        if (!yaml_read_next(r) || !yaml_read_list(r, read_entry, reading))
            return false;
    }
    return false;
}

static unsigned bucket_of(const struct term *t)
{
    return bucket(t->words.words, t->words.n);
}

static int by_bucket(const void *a, const void *b)
{
    const struct term *x = a, *y = b;
    unsigned bx = bucket_of(x), by = bucket_of(y);
    return (bx > by) - (bx < by);
}

static void sort_into_buckets(struct terms *t)
{
    size_t at = 0;
    if (t->count > 0)
        qsort(t->term, t->count, sizeof *t->term, by_bucket);
    for (unsigned b = 0; b < BUCKETS; b++) {
        t->first[b] = at;
        while (at < t->count && bucket_of(&t->term[at]) == b)
            at++;
    }
    t->first[BUCKETS] = at;
}

struct terms *terms_load(const struct config_file *file, const struct criteria *c, struct err *e)
{
    static const struct yaml_field fields[] = {{"terms", read_terms, 0, true}};
    struct terms *t = calloc(1, sizeof *t);
    struct reading reading = {.terms = t, .criteria = c};
    if (!t) {
        err_memory(e);
        return NULL;
    }
    if (!yaml_read_file(file, &t->arena, fields, 1, &reading, e)) {
        if (e->kind == ERR_DATA)
            e->kind = ERR_USAGE;
        terms_free(t);
        return NULL;
    }
    sort_into_buckets(t);
    return t;
}

void terms_free(struct terms *t)
{
    if (!t)
        return;
    free(t->term);
    arena_release(&t->arena);
    free(t);
}

/* --- finding --- */

void term_hits_release(struct term_hits *h)
{
    free(h->hit);
    *h = (struct term_hits){0};
}

static bool word_at(const char *s, size_t n)
{
    uint32_t cp = 0;
    return n > 0 && utf8_decode(s, n, &cp) > 0 && in_word(cp);
}

static size_t word_end(const char *s, size_t n, size_t at)
{
    uint32_t cp;
    while (word_at(s + at, n - at))
        at += utf8_decode(s + at, n - at, &cp);
    return at;
}

/* The length of a term's match at the start of the text, 0 where it has none. */
static size_t match(const struct term *t, const char *s, size_t n)
{
    size_t len = needle_match(&t->words, s, n);
    if (len == SIZE_MAX)
        return 0;
    if (t->begins)
        return word_end(s, n, len);
    return t->whole && word_at(s + len, n - len) ? 0 : len;
}

/* What overlaps becomes one hit that points at everything. */
static bool add(struct term_hits *h, size_t start, size_t len, unsigned item)
{
    uint64_t bit = UINT64_C(1) << item;
    struct term_hit *last = h->count > 0 ? &h->hit[h->count - 1] : NULL;
    if (last && start < (size_t)last->start + last->len) {
        size_t end = start + len, old = (size_t)last->start + last->len;
        last->len = (uint32_t)((end > old ? end : old) - last->start);
        last->items |= bit;
        return true;
    }
    struct term_hit *more = grow(h->hit, &h->cap, h->count + 1, sizeof *more);
    if (!more)
        return false;
    h->hit = more;
    h->hit[h->count++] = (struct term_hit){(uint32_t)start, (uint32_t)len, bit};
    return true;
}

bool terms_find(const struct terms *t, const char *text, size_t n, struct term_hits *h)
{
    bool after_word = false;
    h->count = 0;
    for (size_t at = 0; t && at < n;) {
        uint32_t cp;
        unsigned b = bucket(text + at, n - at), len = utf8_decode(text + at, n - at, &cp);
        bool word = len > 0 && in_word(cp);
        for (size_t i = t->first[b]; !(word && after_word) && i < t->first[b + 1]; i++) {
            size_t found = match(&t->term[i], text + at, n - at);
            if (found > 0 && !add(h, at, found, t->term[i].item))
                return false;
        }
        after_word = word;
        at += len > 0 ? len : 1;
    }
    return true;
}
