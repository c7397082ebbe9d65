/* UTF-8 in and out (models/base/text.h). */
#include <string.h>

#include "models/base/text.h"

unsigned utf8_decode(const char *s, size_t n, uint32_t *cp)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t value = (unsigned char)s[0];
    *cp = value;
    if (value < 0x80)
        return 1;
    unsigned len = value < 0xC0 ? 0 : value < 0xE0 ? 2 : value < 0xF0 ? 3 : value < 0xF8 ? 4 : 0;
    if (!len || len > n)
        return 0;
    value &= 0x7Fu >> len;
    for (unsigned i = 1; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if ((c & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (c & 0x3F);
    }
    if (value < least[len] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *cp = value;
    return len;
}

void utf8_encode(struct str *out, uint32_t cp)
{
    char bytes[4];
    unsigned len = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    if (len == 1) {
        bytes[0] = (char)cp;
    } else {
        for (unsigned i = len - 1; i > 0; i--, cp >>= 6)
            bytes[i] = (char)(0x80 | (cp & 0x3F));
        bytes[0] = (char)(0xF00 >> len | cp);
    }
    str_addn(out, bytes, len);
}

/* The length of the ASCII prefix, eight bytes at a time; it may stop up to seven bytes early. */
static size_t ascii_prefix(const char *s, size_t n)
{
    size_t at = 0;
    for (uint64_t word; n - at >= sizeof word; at += sizeof word) {
        memcpy(&word, s + at, sizeof word);
        if (word & 0x8080808080808080)
            break;
    }
    return at;
}

size_t utf8_invalid_at(const char *s, size_t n)
{
    size_t at = 0;
    while (at < n) {
        at += ascii_prefix(s + at, n - at);
        uint32_t cp;
        unsigned len = 0;
        for (unsigned i = 0; i < 8 && at < n; i++, at += len) {
            len = utf8_decode(s + at, n - at, &cp);
            if (!len)
                return at;
        }
    }
    return n;
}
