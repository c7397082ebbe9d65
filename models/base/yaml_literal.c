#include "models/base/yaml_literal.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/str.h"
#include "models/base/yaml_check.h"

void yaml_literal_release(struct yaml_literal *l)
{
    free(l->text);
    *l = (struct yaml_literal){0};
}

/* Whether `key: ` in column 0 stands before the bar. */
static bool follows_key(const char *bytes, const char *bar)
{
    if (bar - bytes < 3 || bar[-1] != ' ' || bar[-2] != ':')
        return false;
    const char *end = bar - 2, *p = end;
    while (p > bytes && yaml_key_byte[(unsigned char)p[-1]])
        p--;
    return p < end && (p == bytes || p[-1] == '\n');
}

/* The spaces before the text of its first line; 0: they do not tell its indentation. */
static size_t indentation(const char *p, const char *end)
{
    const char *at = p;
    while (at < end && *at == ' ')
        at++;
    return at == end || *at == '\n' || *at == '\t' ? 0 : (size_t)(at - p);
}

/* Copies the lines from p to the end. Returns where the first one begins that does not belong to the text, or `end`. */
static const char *take_lines(struct yaml_literal *l, const char *p, const char *end)
{
    size_t indent = indentation(p, end), empty = 0;
    l->len = l->lines = 0;
    for (const char *next; indent && p < end; p = next, l->lines++) {
        const char *feed = memchr(p, '\n', (size_t)(end - p)), *at = p;
        if (!feed)
            return p;
        next = feed + 1;
        while (*at == ' ' && at < p + indent)
            at++;
        empty = at == feed ? empty + 1 : 0;
        if (!empty && (at < p + indent || feed[-1] == '\r'))
            return p;
        memcpy(l->text + l->len, at, (size_t)(next - at));
        l->len += (size_t)(next - at);
    }
    l->len -= empty;
    l->text[l->len] = '\0';
    return p;
}

static unsigned count_lines(const char *p, const char *end)
{
    unsigned lines = 0;
    while ((p = memchr(p, '\n', (size_t)(end - p)))) {
        lines++;
        p++;
    }
    return lines;
}

bool yaml_literal_read(struct yaml_literal *l, const char *bytes, size_t n)
{
    const char *p = bytes, *end = bytes + n;
    char *text = grow(l->text, &l->cap, n + 1, 1);
    if (!text)
        return false;
    l->text = text;
    while (p < end && (p = memchr(p, '|', (size_t)(end - p)))) {
        const char *below = p + 2;
        if (below < end && p[1] == '\n' && follows_key(bytes, p)) {
            p = take_lines(l, below, end);
            if (p == end) {
                l->head = (size_t)(below - bytes);
                l->line = count_lines(bytes, below) - 1;
                return true;
            }
        } else {
            p++;
        }
    }
    return false;
}
