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

/* The folded character at *at, which moves on. */
static inline uint32_t next_folded(const char *s, size_t n, size_t *at)
{
    uint32_t cp;
    unsigned char first = (unsigned char)s[*at];
    if (first < 0x80) { /* asked of every letter of every match: no call */
        *at += 1;
        return first >= 'A' && first <= 'Z' ? first | 0x20U : first;
    }
    unsigned len = utf8_decode(s + *at, n - *at, &cp);
    *at += len ? len : 1;
    return len ? char_fold(cp) : INVALID | cp;
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

size_t needle_match(const struct needle *x, const char *hay, size_t n)
{
    size_t at = 0, i = 0;
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

/* The bytes at the start of the words that every match has at the same distance, as common[0..count). */
static size_t fixed_start(const char *words, size_t n, struct common *common, size_t max)
{
    uint32_t last = 0;
    size_t at = 0;
    while (at < n && at < max) {
        size_t next = at;
        uint32_t cp = next_folded(words, n, &next);
        bool apart = is_space(words[at]) || varies(cp);
        if (at && (apart || folds_between(last, cp)))
            break;
        for (; at < next && at < max; at++)
            common[at] = common_of((unsigned char)words[at], cp);
        last = cp;
        if (apart)
            return 1;
    }
    return at;
}

/* How rare a byte is in what reports are written in: letters by their share of English text. */
static unsigned rarity(struct common c)
{
    static const char letters[] = "ETAOINSRHLDCUMFPGWYBVKXJQZ";
    const char *letter = c.mask == (uint8_t) ~('a' ^ 'A') ? strchr(letters, c.byte) : NULL;
    return letter ? (unsigned)(letter - letters) : sizeof letters;
}

/* Sets the probe to the rarest of the bytes [from, to), the first of equals. */
static void probe(struct needle *x, size_t i, const struct common *common, size_t from, size_t to)
{
    size_t best = from;
    for (size_t at = from + 1; at < to; at++)
        if (rarity(common[at]) > rarity(common[best]))
            best = at;
    x->at[i] = best;
    x->mask[i] = common[best].mask;
    x->byte[i] = common[best].byte;
}

void needle_make(struct needle *x, const char *words, size_t n)
{
    enum { LOOKED_AT = 32 };
    struct common common[LOOKED_AT] = {{0, 0}};
    size_t fixed = fixed_start(words, n, common, LOOKED_AT);
    *x = (struct needle){.words = words, .n = n, .scan = needle_scan_best()};
    /* One probe in each part, so that no two look at the same byte while there are enough. */
    for (size_t i = 0; i < NEEDLE_PROBES; i++) {
        size_t from = fixed * i / NEEDLE_PROBES;
        size_t to = fixed * (i + 1) / NEEDLE_PROBES;
        probe(x, i, common, from, to > from ? to : from + 1);
    }
}

size_t needle_next(const struct needle *x, const char *hay, size_t n, size_t from)
{
    return x->scan(x, hay, n, from);
}

size_t needle_find(const struct needle *x, const char *hay, size_t n, size_t *len)
{
    *len = 0;
    if (!x->n)
        return 0;
    for (size_t at = needle_next(x, hay, n, 0); at < n; at = needle_next(x, hay, n, at + 1)) {
        size_t matched = needle_match(x, hay + at, n - at);
        if (matched != SIZE_MAX) {
            *len = matched;
            return at;
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
