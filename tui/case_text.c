#include "tui/case_text.h"

#include <stdbool.h>
#include <string.h>

#include "models/base/text.h"

enum { FILLED_FROM = 50 }; /* columns: narrower lines are verse, lists or dialogue */

static size_t line_length(const char *text, size_t n)
{
    const char *end = memchr(text, '\n', n);
    return end ? (size_t)(end - text) : n;
}

/* Columns of the raw bytes; what cannot be shown counts as one. */
static size_t columns(const char *text, size_t n)
{
    size_t cols = 0;
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        unsigned len = utf8_decode(text + i, n - i, &cp);
        cols += len > 0 ? char_width(cp) : 1;
        i += len > 0 ? len : 1;
    }
    return cols;
}

/* Whether words may be parted after this character without a space: Chinese and the like. */
static bool is_wide(const char *text, size_t n)
{
    uint32_t cp;
    return n > 0 && utf8_decode(text, n, &cp) > 0 && char_width(cp) == 2;
}

static bool ends_wide(const char *text, size_t n)
{
    size_t start = n;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    return start > 0 && is_wide(text + start - 1, n - start + 1);
}

static bool ends_with(const char *text, size_t n, const char *any)
{
    return n > 0 && strchr(any, text[n - 1]) != NULL;
}

/* The columns that would have been needed to put the beginning of `next` on the line too. */
static size_t needed(const char *line, size_t n, const char *next, size_t next_n)
{
    const char *space = memchr(next, ' ', next_n);
    size_t word = space ? (size_t)(space - next) : next_n;
    uint32_t cp;
    if (is_wide(next, next_n))
        word = utf8_decode(next, next_n, &cp);
    return columns(line, n) + (ends_wide(line, n) ? 0 : 1) + columns(next, word);
}

/* A paragraph reaches up to an empty line or the end of the text. */
static size_t paragraph_length(const char *text, size_t n)
{
    size_t at = 0;
    while (at < n && text[at] != '\n') {
        at += line_length(text + at, n - at);
        at += at < n;
    }
    return at;
}

static bool begins_item(const char *line, size_t n)
{
    return n > 0 && (strchr("-*+ \t", line[0]) || (line[0] >= '0' && line[0] <= '9'));
}

/* Whether all of its line breaks come from filling it to one width above `cols`. Where every line
 * is a sentence they do not, however long the lines are. */
static bool is_filled(const char *text, size_t n, size_t cols)
{
    size_t width = 0, lines = 0, sentences = 0;
    for (size_t at = 0; at < n; lines++) {
        size_t len = line_length(text + at, n - at), w = columns(text + at, len), end = len;
        while (end > 0 && text[at + end - 1] == ' ')
            end--;
        width = w > width ? w : width;
        sentences += ends_with(text + at, end, ".!?:;");
        at += len + 1;
    }
    if (lines < 2 || sentences + 1 >= lines || width <= cols || width < FILLED_FROM)
        return false;
    for (size_t at = 0;;) {
        size_t len = line_length(text + at, n - at), next = at + len + 1;
        if (next >= n)
            return true;
        size_t next_len = line_length(text + next, n - next);
        if (begins_item(text + next, next_len) ||
            needed(text + at, len, text + next, next_len) <= width)
            return false;
        at = next;
    }
}

static void join(const char *text, size_t n, struct str *out)
{
    for (size_t at = 0; at < n;) {
        size_t len = line_length(text + at, n - at), next = at + len + 1;
        str_addn(out, text + at, len);
        bool spaced = ends_with(text + at, len, " ") ||
                      (ends_wide(text + at, len) && is_wide(text + next, next < n ? n - next : 0));
        if (next < n && !spaced)
            str_addc(out, ' ');
        else if (next == n)
            str_addc(out, '\n');
        at = next;
    }
}

void case_text_flow(const char *text, size_t n, size_t cols, struct str *out)
{
    for (size_t at = 0; at < n;) {
        size_t len = paragraph_length(text + at, n - at);
        if (len == 0)
            str_addn(out, text + at, len = 1); /* the empty line between paragraphs */
        else if (is_filled(text + at, len, cols))
            join(text + at, len, out);
        else
            str_addn(out, text + at, len);
        at += len;
    }
}
