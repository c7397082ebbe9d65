#include <string.h>

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
static uint32_t next_folded(const char *s, size_t n, size_t *at)
{
    uint32_t cp;
    unsigned len = utf8_decode(s + *at, n - *at, &cp);
    *at += len ? len : 1;
    return len ? char_fold(cp) : INVALID | cp;
}

/* The length of the match at hay, or SIZE_MAX. */
static size_t match_at(const char *hay, size_t n, const char *needle, size_t needle_n)
{
    size_t at = 0, i = 0;
    while (i < needle_n) {
        if (at == n)
            return SIZE_MAX;
        if (is_space(needle[i])) {
            if (!is_space(hay[at]))
                return SIZE_MAX;
            i = skip_space(needle, needle_n, i);
            at = skip_space(hay, n, at);
        } else if (next_folded(hay, n, &at) != next_folded(needle, needle_n, &i)) {
            return SIZE_MAX;
        }
    }
    return at;
}

/* The bytes that a match may start with. */
struct starts {
    bool is[256];
    unsigned count, only; /* `only` where there is but one */
};

static void add_starts(struct starts *starts, unsigned first, unsigned last)
{
    for (unsigned byte = first; byte <= last; byte++) {
        starts->count += !starts->is[byte];
        starts->is[byte] = true;
    }
    starts->only = first;
}

static struct starts starts_of(const char *needle, size_t n)
{
    struct starts starts = {0};
    size_t at = 0;
    unsigned char byte = (unsigned char)needle[0];
    uint32_t cp = next_folded(needle, n, &at);
    add_starts(&starts, byte, byte);
    if (is_space(needle[0])) {
        add_starts(&starts, '\t', '\n');
        add_starts(&starts, ' ', ' ');
    } else if (cp >= 'a' && cp <= 'z') {
        add_starts(&starts, cp, cp);
        add_starts(&starts, cp - ('a' - 'A'), cp - ('a' - 'A'));
    } else if (cp >= 0x80 && cp < FOLD_END) {
        add_starts(&starts, 0xC2, 0xF4); /* every first byte that is not ASCII */
    }
    return starts;
}

static size_t next_start(const struct starts *starts, const char *hay, size_t n, size_t at)
{
    if (starts->count == 1) {
        const char *found = memchr(hay + at, (int)starts->only, n - at);
        return found ? (size_t)(found - hay) : n;
    }
    while (at < n && !starts->is[(unsigned char)hay[at]])
        at++;
    return at;
}

size_t text_find(const char *hay, size_t n, const char *needle, size_t needle_n, size_t *len)
{
    *len = 0;
    if (!needle_n)
        return 0;
    struct starts starts = starts_of(needle, needle_n);
    for (size_t at = 0; at < n; at++) {
        at = next_start(&starts, hay, n, at);
        size_t matched = at < n ? match_at(hay + at, n - at, needle, needle_n) : SIZE_MAX;
        if (matched != SIZE_MAX) {
            *len = matched;
            return at;
        }
    }
    return SIZE_MAX;
}
