#include "models/base/yaml_plain.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/str.h"

/* What a key begins with, and a value, which may as well with a character beyond ASCII. */
static bool begins_word(char c)
{
    return yaml_key_byte[(unsigned char)c] && c != '-' && c != '.';
}

/* A colon or `#` may end a value; tab and CR mean more than they show. */
static bool in_value(char c)
{
    return (unsigned char)c >= ' ' && c != ':' && c != '#';
}

/* A document that is being read. */
struct reading {
    struct yaml_plain *plain;
    struct yaml_keys *keys;
    char *at, *end;
    unsigned line;
    bool opens; /* the last line asks for a mapping */
    unsigned depth;
    struct {
        size_t indent;
        struct yaml_keys_mark keys;
    } map[YAML_MAX_DEPTH];
};

void yaml_plain_release(struct yaml_plain *p)
{
    free(p->event);
    free(p->text);
    *p = (struct yaml_plain){0};
}

/* Room for the events of a line: it can end all mappings but one, and begin one, with a key and a value. */
static bool make_room(struct yaml_plain *p)
{
    enum { OF_LINE = YAML_MAX_DEPTH + 2, EVENTS = 64 }; /* EVENTS at first; enough for a record */
    if (p->cap - p->events >= OF_LINE)
        return true;
    struct yaml_event *more = grow(p->event, &p->cap, p->events + EVENTS, sizeof *more);
    if (more)
        p->event = more;
    return more;
}

static void add(struct reading *r, struct yaml_event event)
{
    event.line = r->line;
    r->plain->event[r->plain->events++] = event;
}

static bool open_map(struct reading *r, size_t indent)
{
    if (r->depth == YAML_MAX_DEPTH ||
        (r->depth == 0 ? indent > 0 : indent <= r->map[r->depth - 1].indent))
        return false;
    r->map[r->depth].indent = indent;
    r->map[r->depth++].keys = yaml_keys_begin(r->keys);
    r->opens = false;
    add(r, (struct yaml_event){.kind = YAML_MAP_BEGIN, .col = (unsigned)indent + 1});
    return true;
}

/* Closes the mappings that a line with this indentation is not in. */
static bool close_maps(struct reading *r, size_t indent)
{
    while (r->depth > 0 && r->map[r->depth - 1].indent > indent) {
        yaml_keys_end(r->keys, r->map[--r->depth].keys);
        add(r, (struct yaml_event){.kind = YAML_MAP_END, .col = (unsigned)indent + 1});
    }
    return r->depth > 0 && r->map[r->depth - 1].indent == indent;
}

/* The key at r->at, up to and with its colon, which becomes its NUL. */
static bool take_key(struct reading *r, size_t indent)
{
    char *key = r->at, *p = key;
    uint32_t hash;
    unsigned line = r->line;
    if (!begins_word(*p))
        return false;
    while (yaml_key_byte[(unsigned char)*p])
        p++;
    if (*p != ':' || yaml_key_flaw(key, (size_t)(p - key), &hash))
        return false;
    *p = '\0';
    r->at = p + 1;
    if (yaml_keys_add(r->keys, r->map[r->depth - 1].keys, key, (size_t)(p - key), hash, &line) !=
        YAML_KEY_ADDED)
        return false;
    add(r,
        (struct yaml_event){
            .kind = YAML_KEY, .text = key, .len = (size_t)(p - key), .col = (unsigned)indent + 1});
    return true;
}

/* A value from `text` to `end`, the last of its line, whose LF is at r->at. */
static bool end_value(struct reading *r, const char *text, char *end, bool quoted, unsigned col)
{
    size_t len = (size_t)(end - text);
    if (*r->at != '\n' || len > YAML_MAX_SCALAR)
        return false;
    *end = '\0';
    r->at++;
    add(r, (struct yaml_event){
               .kind = YAML_SCALAR, .text = text, .len = len, .quoted = quoted, .col = col});
    r->line++;
    return true;
}

static bool take_value(struct reading *r, unsigned col)
{
    char *value = r->at, *p = value;
    if (!begins_word(*p) && (unsigned char)*p < 0x80)
        return false;
    while (in_value(*p))
        p++;
    r->at = p;
    return p[-1] != ' ' && end_value(r, value, p, false, col);
}

/* In single quotes two stand for one, so that what follows moves to the left. */
static bool take_quoted(struct reading *r, unsigned col)
{
    bool single = *r->at == '\'';
    char quote = *r->at, *text = r->at + 1, *p = text, *to = text;
    while (*p != quote || (single && p[1] == quote)) {
        if ((unsigned char)*p < ' ' || (!single && *p == '\\'))
            return false;
        p += *p == quote;
        *to++ = *p++;
    }
    r->at = p + 1;
    return end_value(r, text, to, true, col);
}

/* A list in brackets, of words and of such lists. */
static bool take_list(struct reading *r, unsigned col)
{
    const char *begin = r->at;
    unsigned values[YAML_MAX_DEPTH] = {0}, open = 0;
    for (char *p = r->at;;) {
        unsigned at = col + (unsigned)(p - begin);
        char *word = p;
        if (!make_room(r->plain) || (open && values[open - 1]++ == YAML_MAX_VALUES))
            return false;
        if (*p == '[') {
            if (r->depth + open == YAML_MAX_DEPTH)
                return false;
            values[open++] = 0;
            add(r, (struct yaml_event){.kind = YAML_LIST_BEGIN, .col = at});
            if (*++p != ']')
                continue;
        } else {
            while (yaml_key_byte[(unsigned char)*p])
                p++;
            if (!begins_word(*word) || p - word > YAML_MAX_SCALAR)
                return false;
            add(r, (struct yaml_event){
                       .kind = YAML_SCALAR, .text = word, .len = (size_t)(p - word), .col = at});
        }
        char behind = *p;
        *p = '\0'; /* of the word */
        for (; behind == ']'; behind = *++p) {
            add(r, (struct yaml_event){.kind = YAML_LIST_END, .col = col + (unsigned)(p - begin)});
            if (--open == 0) {
                r->at = p + 2;
                r->line++;
                return p[1] == '\n';
            }
        }
        if (behind != ',')
            return false;
        p += 1 + (p[1] == ' ');
    }
}

/* The spaces before the text of its first line; 0: they do not tell its indentation. */
static size_t indentation(const struct reading *r)
{
    const char *p = r->at;
    while (p < r->end && *p == ' ')
        p++;
    size_t indent = (size_t)(p - r->at);
    bool tells = p < r->end && *p != '\n' && *p != '\t';
    return tells && indent > r->map[r->depth - 1].indent ? indent : 0;
}

/* The lines at r->at, moved to the left, to where they lose their indentation; `strip`: without the last line break. */
static bool take_text(struct reading *r, bool strip, unsigned col)
{
    size_t indent = indentation(r), empty = 0;
    char *text = r->at, *to = text;
    if (!indent)
        return false;
    add(r, (struct yaml_event){.kind = YAML_SCALAR, .text = text, .quoted = true, .col = col});
    for (r->line++; r->at < r->end; r->line++) {
        char *p = r->at, *feed = memchr(p, '\n', (size_t)(r->end - p));
        while (*p == ' ' && p < r->at + indent)
            p++;
        if (p < feed && p < r->at + indent)
            break;
        if (feed[-1] == '\r')
            return false;
        empty = p == feed ? empty + 1 : 0;
        size_t n = (size_t)(feed + 1 - p);
        memmove(to, p, n);
        to += n;
        r->at = feed + 1;
    }
    to -= empty + strip; /* the line breaks at its end but one */
    *to = '\0';
    r->plain->event[r->plain->events - 1].len = (size_t)(to - text);
    return to - text <= YAML_MAX_SCALAR;
}

static bool take_line(struct reading *r)
{
    const char *begin = r->at;
    while (*r->at == ' ')
        r->at++;
    size_t indent = (size_t)(r->at - begin);
    if (!make_room(r->plain) || !(r->opens ? open_map(r, indent) : close_maps(r, indent)) ||
        !take_key(r, indent))
        return false;
    unsigned col = (unsigned)(r->at - begin) + 2; /* of a value, after one space */
    if (*r->at == '\n') {
        r->opens = true;
        r->at++;
        r->line++;
        return true;
    }
    if (*r->at++ != ' ')
        return false;
    if (*r->at == '\'' || *r->at == '"')
        return take_quoted(r, col);
    if (*r->at == '[')
        return take_list(r, col);
    if (*r->at != '|')
        return take_value(r, col);
    bool strip = r->at[1] == '-';
    r->at += strip ? 3 : 2;
    return r->at[-1] == '\n' && take_text(r, strip, col);
}

static bool take_end(struct reading *r)
{
    if (r->opens || !make_room(r->plain))
        return false;
    for (; r->depth > 0; r->depth--)
        add(r, (struct yaml_event){.kind = YAML_MAP_END, .col = 1});
    add(r, (struct yaml_event){.kind = YAML_END, .col = 1});
    return true;
}

bool yaml_plain_read(struct yaml_plain *p, struct yaml_keys *keys, const char *bytes, size_t n,
                     unsigned first_line)
{
    if (n == 0 || bytes[n - 1] != '\n')
        return false;
    char *text = grow(p->text, &p->text_cap, n, 1);
    if (!text)
        return false;
    p->text = memcpy(text, bytes, n);
    p->events = 0;
    struct reading r = {
        .plain = p, .keys = keys, .at = text, .end = text + n, .line = first_line, .opens = true};
    yaml_keys_clear(keys);
    if (n >= 4 && memcmp(text, "---\n", 4) == 0) {
        r.at += 4;
        r.line++;
    }
    while (r.at < r.end)
        if (!take_line(&r))
            return false;
    return take_end(&r);
}
