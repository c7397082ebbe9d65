/* How many columns a text takes (models/base/text.h). */
#include "models/base/text.h"

size_t text_cut(const char *s, size_t n, size_t cols, size_t *width)
{
    size_t at = 0, used = 0;
    while (at < n) {
        uint32_t cp;
        unsigned len = utf8_decode(s + at, n - at, &cp);
        unsigned w = char_width(cp);
        if (w > cols - used)
            break;
        used += w;
        at += len ? len : 1;
    }
    if (width)
        *width = used;
    return at;
}

size_t text_width(const char *s, size_t n)
{
    size_t width;
    text_cut(s, n, SIZE_MAX, &width);
    return width;
}

static void add_spaces(struct str *out, size_t n)
{
    static const char spaces[] = "                                ";
    for (size_t part; n; n -= part) {
        part = n < sizeof spaces - 1 ? n : sizeof spaces - 1;
        str_addn(out, spaces, part);
    }
}

void text_fit(struct str *out, const char *s, size_t n, size_t cols, bool unicode)
{
    size_t width, fits = text_cut(s, n, cols, &width);
    bool too_long = fits < n && cols > 0;
    if (too_long)
        fits = text_cut(s, n, cols - 1, &width);
    if (cols > 0)
        str_addn(out, s, fits);
    add_spaces(out, cols - width - too_long);
    if (too_long)
        str_add(out, unicode ? "…" : ">");
}
