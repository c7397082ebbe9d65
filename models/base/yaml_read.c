#include "models/base/yaml_read.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "models/base/closest.h"

bool yaml_read_fail(struct yaml_reader *r, const char *fmt, ...)
{
    char what[sizeof r->err->what + 1]; /* one more, so that a cut is noticed and marked */
    va_list args;
    va_start(args, fmt);
    vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    return yaml_fail(r->yaml, &r->event, r->err, "%s", what);
}

bool yaml_read_next(struct yaml_reader *r)
{
    return yaml_next(r->yaml, &r->event, r->err);
}

static const char *key_at(const void *fields, size_t i)
{
    return ((const struct yaml_field *)fields)[i].key;
}

static bool unknown_key(struct yaml_reader *r, const struct yaml_field *fields, size_t count)
{
    struct str known = STR_INIT;
    const char *near = closest(r->event.text, key_at, fields, count);
    for (size_t i = 0; i < count; i++)
        str_addf(&known, "%s%s", i ? ", " : "", fields[i].key);
    if (near)
        yaml_read_fail(r, "unknown name \"%s\": did you mean \"%s\"? Known are %s", r->event.text,
                       near, str_text(&known));
    else
        yaml_read_fail(r, "unknown name \"%s\": take it out, or use one of %s", r->event.text,
                       str_text(&known));
    str_release(&known);
    return false;
}

static bool none_missing(struct yaml_reader *r, const struct yaml_event *begin,
                         const struct yaml_field *fields, size_t count, uint64_t seen)
{
    for (size_t i = 0; i < count; i++)
        if (fields[i].required && !(seen >> i & 1))
            return yaml_fail(r->yaml, begin, r->err, "\"%s\" is missing: add a line `%s: ...`",
                             fields[i].key, fields[i].key);
    return true;
}

bool yaml_read_map(struct yaml_reader *r, const struct yaml_field *fields, size_t count, void *into)
{
    struct yaml_event begin = r->event;
    uint64_t seen = 0;
    if (begin.kind != YAML_MAP_BEGIN)
        return yaml_read_fail(r, "a mapping is expected here: write lines of `name: value`");
    while (yaml_read_next(r)) {
        if (r->event.kind == YAML_MAP_END)
            return none_missing(r, &begin, fields, count, seen);
        size_t i = 0;
        while (i < count && strcmp(fields[i].key, r->event.text) != 0)
            i++;
        if (i == count)
            return unknown_key(r, fields, count);
        if (!yaml_read_next(r) || !fields[i].read(r, &fields[i], into))
            return false;
        seen |= UINT64_C(1) << i;
    }
    return false;
}

bool yaml_read_list(struct yaml_reader *r,
                    bool (*item)(struct yaml_reader *r, size_t index, void *into), void *into)
{
    size_t index = 0;
    if (r->event.kind != YAML_LIST_BEGIN)
        return yaml_read_fail(r, "a list is expected here: write [A, B], or lines of `- A`");
    while (yaml_read_next(r)) {
        if (r->event.kind == YAML_LIST_END)
            return index > 0 || yaml_read_fail(r, "the list is empty: name at least one");
        if (!item(r, index++, into))
            return false;
    }
    return false;
}

bool yaml_read_text(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    const char **at = (const char **)(void *)((char *)into + field->offset);
    const char *text = r->event.text;
    if (r->event.kind != YAML_SCALAR)
        return yaml_read_fail(r, "%s: a text is expected here, no list and no mapping", field->key);
    size_t n = r->event.len;
    while (n > 0 && strchr(" \t\r\n", text[n - 1]))
        n--;
    if (n == 0)
        return yaml_read_fail(r, "%s: the text is empty: write it behind the colon", field->key);
    *at = arena_copy(r->arena, text, n);
    return *at || err_memory(r->err);
}

bool yaml_read_line(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    const char **at = (const char **)(void *)((char *)into + field->offset);
    if (!yaml_read_text(r, field, into))
        return false;
    return !strchr(*at, '\n') ||
           yaml_read_fail(r, "%s: the text has several lines: write one", field->key);
}

/* In single quotes, in which only they mean anything. */
void yaml_quote(struct str *out, const char *line)
{
    str_addc(out, '\'');
    for (; *line; line++)
        str_addn(out, *line == '\'' ? "''" : line, *line == '\'' ? 2 : 1);
    str_addc(out, '\'');
}

struct yaml *yaml_open_file(const struct config_file *file, struct err *e)
{
    return file->ready ? yaml_open_ready(file->ready, config_path(file), e)
                       : yaml_open(file->bytes, file->len, config_path(file), 1, e);
}

bool yaml_read_file(const struct config_file *file, struct arena *arena,
                    const struct yaml_field *fields, size_t count, void *into, struct err *e)
{
    struct yaml_reader r = {.arena = arena, .err = e};
    r.yaml = yaml_open_file(file, e);
    if (!r.yaml)
        return false;
    bool read = yaml_read_next(&r);
    if (read && r.event.kind == YAML_END)
        read = none_missing(&r, &r.event, fields, count, 0);
    else
        read = read && yaml_read_map(&r, fields, count, into) && yaml_read_next(&r);
    yaml_close(r.yaml);
    return read;
}
