/* Text made fit for a terminal (models/base/text.h). */
#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"
#include "models/base/unicode.h"

enum { TAB = 8, MAX_MARKS = 3 };

/* The sanitiser at work. What needs no escape is copied in stretches as long as they get. */
struct cleaner {
    struct str *out;
    struct clean *runs; /* NULL: not wanted */
    enum clean_mode mode;
    unsigned marks; /* how many combining marks the last character may still get */
    bool failed;
    size_t counted, col; /* out up to `counted` ends in this column; for tabs */
};

static void add_run(struct cleaner *k, size_t start, bool escaped)
{
    struct clean *c = k->runs;
    if (!c || k->out->len == start)
        return;
    if (k->out->failed || k->out->len > UINT32_MAX) {
        k->failed = true;
        return;
    }
    struct clean_run *last = c->count ? &c->run[c->count - 1] : NULL;
    if (last && last->escaped == escaped) {
        last->len = (uint32_t)(k->out->len - last->start);
        return;
    }
    struct clean_run *bigger = grow(c->run, &c->cap, c->count + 1, sizeof *c->run);
    if (!bigger) {
        k->failed = true;
        return;
    }
    c->run = bigger;
    c->run[c->count++] = (struct clean_run){
        .start = (uint32_t)start, .len = (uint32_t)(k->out->len - start), .escaped = escaped};
}

static bool is_printable(char c)
{
    return c >= ' ' && c <= '~';
}

/* The length of the prefix that may be shown as it is. */
static size_t plain_prefix(struct cleaner *k, const char *s, size_t n)
{
    size_t at = 0;
    while (at < n) {
        size_t ascii = at;
        while (at < n && is_printable(s[at]))
            at++;
        if (at > ascii)
            k->marks = s[at - 1] == ' ' ? 0 : MAX_MARKS;
        if (at == n)
            break;
        if (s[at] == '\n' && k->mode == CLEAN_NARRATIVE) {
            k->marks = 0;
            at++;
            continue;
        }
        uint32_t cp;
        unsigned len = utf8_decode(s + at, n - at, &cp);
        enum char_class class = len ? char_class(cp) : CHAR_HIDDEN;
        if (class == CHAR_HIDDEN || (class == CHAR_MARK && !k->marks))
            break;
        k->marks = class == CHAR_MARK ? k->marks - 1 : MAX_MARKS;
        at += len;
    }
    return at;
}

/* The column, counted on from where it was counted last, so that many tabs cost no more than one. */
static size_t column(struct cleaner *k)
{
    const char *begin = str_text(k->out) + k->counted;
    size_t n = k->out->len - k->counted;
    const char *feed = n ? memrchr(begin, '\n', n) : NULL;
    if (feed) {
        k->col = 0;
        n -= (size_t)(feed + 1 - begin);
        begin = feed + 1;
    }
    k->col += n ? text_width(begin, n) : 0;
    k->counted = k->out->len;
    return k->col;
}

static void add_tab(struct cleaner *k)
{
    static const char spaces[] = "        ";
    size_t start = k->out->len;
    str_addn(k->out, spaces, TAB - column(k) % TAB);
    add_run(k, start, false);
}

/* Escapes the character or the byte at s; returns how many bytes it took. */
static size_t add_escape(struct cleaner *k, const char *s, size_t n)
{
    size_t start = k->out->len;
    uint32_t cp;
    unsigned len = utf8_decode(s, n, &cp);
    if (!len)
        str_addf(k->out, "<%02X>", (unsigned)cp);
    else if (cp < 0x80)
        str_addf(k->out, "^%c", (char)(cp ^ 0x40));
    else
        str_addf(k->out, "<U+%04X>", (unsigned)cp);
    add_run(k, start, true);
    return len ? len : 1;
}

static bool clean(struct cleaner *k, const char *bytes, size_t n)
{
    k->counted = k->out->len;
    size_t at = 0;
    while (at < n && !k->failed && !k->out->failed) {
        size_t start = k->out->len, plain = plain_prefix(k, bytes + at, n - at);
        str_addn(k->out, bytes + at, plain);
        add_run(k, start, false);
        at += plain;
        if (at == n)
            break;
        k->marks = 0;
        if (bytes[at] == '\t' && k->mode == CLEAN_NARRATIVE) {
            add_tab(k);
            at++;
        } else {
            at += add_escape(k, bytes + at, n - at);
        }
    }
    return !k->failed && !k->out->failed;
}

bool clean_text(struct clean *c, const char *bytes, size_t n, enum clean_mode mode)
{
    str_clear(&c->text);
    c->count = 0;
    struct cleaner k = {.out = &c->text, .runs = c, .mode = mode};
    return clean(&k, bytes, n);
}

void clean_release(struct clean *c)
{
    str_release(&c->text);
    free(c->run);
    *c = (struct clean){0};
}

void clean_line(struct str *out, const char *bytes, size_t n)
{
    struct cleaner k = {.out = out, .mode = CLEAN_LINE};
    clean(&k, bytes, n);
}

bool text_is_line(const char *text)
{
    struct str clean = STR_INIT;
    clean_line(&clean, text, strlen(text));
    bool line = !clean.failed && strcmp(str_text(&clean), text) == 0;
    str_release(&clean);
    return line;
}
