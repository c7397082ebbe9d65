/* Words in a text, whatever the case of their letters and how its lines are folded (models/base/text.h). */
#include <string.h>

#include "models/base/needle.h"
#include "models/base/needle_scan.h"
#include "models/base/text.h"
#include "models/base/unicode.h"

/* Sets an invalid byte apart from the character of the same number. */
enum { INVALID = 0x40000000 };

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static size_t skip_space(const char *s, size_t n, size_t at)
{
    while (at < n && is_space(s[at]))
        at++;
    return at;
}

static size_t skip_space_back(const char *s, size_t at)
{
    while (at > 0 && is_space(s[at - 1]))
        at--;
    return at;
}

/* Asked of every letter of every match: no call. */
static inline uint32_t ascii_fold(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? c | 0x20U : c;
}

/* The folded character at *at, which moves on. */
static inline uint32_t next_folded(const char *s, size_t n, size_t *at)
{
    uint32_t cp;
    unsigned char first = (unsigned char)s[*at];
    if (first < 0x80) {
        *at += 1;
        return ascii_fold(first);
    }
    unsigned len = utf8_decode(s + *at, n - *at, &cp);
    *at += len ? len : 1;
    return len ? char_fold(cp) : INVALID | cp;
}

/* The folded character before *at, which moves back. */
static inline uint32_t folded_before(const char *s, size_t *at)
{
    enum { LONGEST = 4 };
    uint32_t cp;
    size_t end = *at, begin = end - 1;
    if ((unsigned char)s[begin] < 0x80) {
        *at = begin;
        return ascii_fold((unsigned char)s[begin]);
    }
    while (begin > 0 && end - begin < LONGEST && ((unsigned char)s[begin] & 0xC0) == 0x80)
        begin--;
    bool whole = utf8_decode(s + begin, end - begin, &cp) == end - begin;
    *at = whole ? begin : end - 1;
    return whole ? char_fold(cp) : INVALID | (unsigned char)s[end - 1];
}

static bool is_wide(uint32_t cp)
{
    return cp >= 0x80 && cp < INVALID && char_class(cp) == CHAR_WIDE;
}

/* Whether a line may be folded between two characters that are written together. */
static bool folds_between(uint32_t a, uint32_t b)
{
    return is_wide(a) || is_wide(b);
}

/* Where the words from words[i] on end that match from hay[at] on, or SIZE_MAX. */
static size_t match_on(const struct needle *x, size_t i, const char *hay, size_t n, size_t at)
{
    uint32_t last = 0;
    while (i < x->n) {
        if (is_space(x->words[i])) {
            if (at == n || !is_space(hay[at]))
                return SIZE_MAX;
            i = skip_space(x->words, x->n, i);
            at = skip_space(hay, n, at);
            last = 0;
            continue;
        }
        uint32_t wanted = next_folded(x->words, x->n, &i);
        if (last && at < n && is_space(hay[at]) && folds_between(last, wanted))
            at = skip_space(hay, n, at);
        if (at == n || next_folded(hay, n, &at) != wanted)
            return SIZE_MAX;
        last = wanted;
    }
    return at;
}

/* Where the words before the lead begin that match up to hay[at], or SIZE_MAX. */
static size_t match_back(const struct needle *x, const char *hay, size_t at)
{
    size_t i = x->lead, lead = i;
    uint32_t next = i > 0 ? next_folded(x->words, x->n, &lead) : 0;
    while (i > 0) {
        if (is_space(x->words[i - 1])) {
            if (at == 0 || !is_space(hay[at - 1]))
                return SIZE_MAX;
            i = skip_space_back(x->words, i);
            at = skip_space_back(hay, at);
            next = 0;
            continue;
        }
        uint32_t wanted = folded_before(x->words, &i);
        if (next && at > 0 && is_space(hay[at - 1]) && folds_between(wanted, next))
            at = skip_space_back(hay, at);
        if (at == 0 || folded_before(hay, &at) != wanted)
            return SIZE_MAX;
        next = wanted;
    }
    return at;
}

size_t needle_match(const struct needle *x, const char *hay, size_t n)
{
    return match_on(x, 0, hay, n, 0);
}

/* What the bytes that a character matches have in common. */
struct common {
    uint8_t mask, byte;
};

/* Letters that differ by case may differ in their bytes, but all begin like a character of more than one. */
static bool varies(uint32_t cp)
{
    return cp >= 0x80 && cp < FOLD_END;
}

static struct common common_of(unsigned char byte, uint32_t cp)
{
    if (is_space((char)byte))
        return (struct common){(uint8_t) ~(' ' | '\t' | '\n'), 0};
    if (cp >= 'a' && cp <= 'z')
        return (struct common){(uint8_t) ~('a' ^ 'A'), (uint8_t)(byte & ~('a' ^ 'A'))};
    if (varies(cp))
        return (struct common){0xC0, 0xC0};
    return (struct common){0xFF, byte};
}

/* Bytes of the words, from `begin` on, that every match has at the same distance from each other. */
enum { PART_MAX = 32 };
struct part {
    size_t begin, end, n;
    struct common common[PART_MAX];
};

/* The part that begins there. */
static struct part part_at(const char *words, size_t n, size_t begin)
{
    struct part p = {.begin = begin, .end = begin};
    uint32_t last = 0;
    while (p.end < n) {
        size_t at = p.end, next = at;
        uint32_t cp = next_folded(words, n, &next);
        bool apart = is_space(words[at]) || varies(cp);
        if (at > begin && (apart || folds_between(last, cp) || next - begin > PART_MAX))
            break;
        for (; at < next; at++)
            p.common[p.n++] = common_of((unsigned char)words[at], cp);
        p.end = next;
        last = cp;
        if (apart) { /* no more than its first byte is known */
            p.n = 1;
            break;
        }
    }
    return p;
}

/* How rare a byte is in what reports are written in: letters by their share of English text. */
static unsigned rarity(struct common c)
{
    static const char letters[] = "ETAOINSRHLDCUMFPGWYBVKXJQZ";
    if (!c.byte) /* white space */
        return 0;
    const char *letter = c.mask == (uint8_t) ~('a' ^ 'A') ? strchr(letters, c.byte) : NULL;
    return letter ? (unsigned)(letter - letters) + 1 : sizeof letters;
}

/* Sets the probe to the rarest of the bytes [from, to) of the part, the first of equals; returns how rare. */
static unsigned probe(struct needle *x, size_t i, const struct part *p, size_t from, size_t to)
{
    size_t best = from;
    for (size_t at = from + 1; at < to; at++)
        if (rarity(p->common[at]) > rarity(p->common[best]))
            best = at;
    x->at[i] = best;
    x->mask[i] = p->common[best].mask;
    x->byte[i] = p->common[best].byte;
    return i > 0 && x->at[i - 1] == best ? 0 : rarity(p->common[best]);
}

/* Makes the part what is looked for first; returns how rare it is. */
static unsigned lead_by(struct needle *x, const struct part *p)
{
    unsigned rare = 0;
    x->lead = p->begin;
    /* One probe in each quarter, so that no two look at the same byte while there are enough. */
    for (size_t i = 0; i < NEEDLE_PROBES; i++) {
        size_t from = p->n * i / NEEDLE_PROBES, to = p->n * (i + 1) / NEEDLE_PROBES;
        rare += probe(x, i, p, from, to > from ? to : from + 1);
    }
    return rare;
}

/* Whether what comes before a place in it can be read from its end. */
static bool is_text(const char *words, size_t n)
{
    for (size_t at = 0; at < n;)
        if (next_folded(words, n, &at) >= INVALID)
            return false;
    return true;
}

void needle_make(struct needle *x, const char *words, size_t n)
{
    struct needle best = {.words = words, .n = n, .scan = needle_scan_best()}, other = best;
    struct part part = part_at(words, n, 0);
    unsigned rarest = lead_by(&best, &part);
    for (size_t at = is_text(words, n) ? part.end : n; at < n; at = part.end) {
        part = part_at(words, n, at);
        unsigned rare = lead_by(&other, &part);
        if (rare > rarest) {
            rarest = rare;
            best = other;
        }
    }
    *x = best;
}

size_t needle_find(const struct needle *x, const char *hay, size_t n, size_t *len)
{
    *len = 0;
    if (!x->n)
        return 0;
    for (size_t at = x->scan(x, hay, n, 0); at < n; at = x->scan(x, hay, n, at + 1)) {
        size_t begin = match_back(x, hay, at);
        size_t end = begin == SIZE_MAX ? begin : match_on(x, x->lead, hay, n, at);
        if (end != SIZE_MAX) {
            *len = end - begin;
            return begin;
        }
    }
    return SIZE_MAX;
}

size_t text_find(const char *hay, size_t n, const char *needle, size_t needle_n, size_t *len)
{
    struct needle x;
    needle_make(&x, needle, needle_n);
    return needle_find(&x, hay, n, len);
}
