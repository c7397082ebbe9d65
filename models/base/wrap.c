/* A text cut into lines (models/base/text.h). */
#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"
#include "models/base/unicode.h"

struct lines {
    struct text_line *line;
    size_t count, cap;
};

static bool add_line(struct lines *l, size_t start, size_t end)
{
    struct text_line *bigger = grow(l->line, &l->cap, l->count + 1, sizeof *l->line);
    if (!bigger)
        return false;
    l->line = bigger;
    l->line[l->count++] =
        (struct text_line){.start = (uint32_t)start, .len = (uint32_t)(end - start)};
    return true;
}

/* Whether a line may end between two characters neither of which is a space. */
static bool may_break(uint32_t before, uint32_t after)
{
    if (char_class(before) != CHAR_WIDE && char_class(after) != CHAR_WIDE)
        return false;
    return !(char_glue(before) & GLUE_AFTER) && !(char_glue(after) & GLUE_BEFORE);
}

static size_t without_trailing_spaces(const char *s, size_t start, size_t end)
{
    while (end > start && s[end - 1] == ' ')
        end--;
    return end;
}

/* The first line of s[start, end), which has no line feeds: its end, and where the next begins.
 * While it looks, `stop` and *next are those of the last place to break; *next 0: none yet. */
static size_t take_line(const char *s, size_t start, size_t end, size_t cols, size_t *next)
{
    size_t at = start, width = 0, stop = 0;
    uint32_t last = ' ';
    *next = 0;
    while (at < end) {
        uint32_t cp;
        unsigned len = utf8_decode(s + at, end - at, &cp);
        unsigned w = char_width(cp);
        bool space = cp == ' ', after_space = last == ' ' && at > start;
        if (space ? !after_space : w && last != ' ' && may_break(last, cp))
            stop = *next = at;
        if (!space && width + w > cols)
            break;
        width += w;
        at += len ? len : 1;
        if (w)
            last = cp;
        if (space)
            *next = at;
    }
    if (at < end && *next)
        return stop;
    *next = at;
    return without_trailing_spaces(s, start, at);
}

/* Indentation after which the first word does not fit is left out: no line is made of it alone. */
static bool wrap_paragraph(struct lines *l, const char *s, size_t start, size_t end, size_t cols)
{
    do {
        size_t next, stop = take_line(s, start, end, cols, &next);
        if ((stop > start || next == end) && !add_line(l, start, stop))
            return false;
        start = next;
    } while (start < end);
    return true;
}

bool text_wrap(const char *s, size_t n, size_t cols, struct text_line **lines, size_t *count)
{
    struct lines l = {0};
    *lines = NULL;
    *count = 0;
    if (n > UINT32_MAX)
        return false;
    for (size_t start = 0, end; start < n; start = end + 1) {
        const char *feed = memchr(s + start, '\n', n - start);
        end = feed ? (size_t)(feed - s) : n;
        if (!wrap_paragraph(&l, s, start, end, cols)) {
            free(l.line);
            return false;
        }
    }
    *lines = l.line;
    *count = l.count;
    return true;
}
