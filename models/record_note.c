/* What the reader says and keeps: diagnostics, and what the format does not know. */
#include "models/record_read.h"

#include <stdio.h>
#include <string.h>

void reader_note(struct reader *rd, enum severity severity, unsigned line, unsigned col,
                 const char *fmt, ...)
{
    struct record *r = rd->record;
    char what[768];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    if (n >= (int)sizeof what)
        memcpy(what + sizeof what - 6, "[cut]", 6);
    char *text = arena_copy(rd->arena, what, strlen(what));
    struct diag *diag = grow(r->diag, &r->diag_cap, r->diags + 1, sizeof *diag);
    if (diag)
        r->diag = diag;
    if (!text || !diag) {
        rd->no_memory = true;
        return;
    }
    r->diag[r->diags++] =
        (struct diag){.severity = severity, .line = line, .col = col, .text = text};
}

void reader_keep(struct reader *rd, const char *path, const char *text)
{
    struct record *r = rd->record;
    struct other *other = grow(r->other, &r->other_cap, r->others + 1, sizeof *other);
    char *path_copy = arena_copy(rd->arena, path, strlen(path));
    char *text_copy = arena_copy(rd->arena, text, strlen(text));
    if (other)
        r->other = other;
    if (!other || !path_copy || !text_copy) {
        rd->no_memory = true;
        return;
    }
    r->other[r->others++] = (struct other){.path = path_copy, .text = text_copy};
}

struct shown reader_show(const char *text, size_t n)
{
    enum { KEEP = 40 };
    struct shown s;
    size_t len = n;
    if (n > KEEP)
        for (len = KEEP; len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80;)
            len--;
    snprintf(s.text, sizeof s.text, "\"%.*s%s\"", (int)len, text, len < n ? "..." : "");
    return s;
}

bool reader_next(struct reader *rd, struct yaml_event *ev)
{
    struct err e;
    if (yaml_next(rd->yaml, ev, &e))
        return true;
    if (e.kind == ERR_SYSTEM)
        rd->no_memory = true;
    else
        reader_note(rd, SEVERITY_ERROR, e.line, e.col, "%s", e.what);
    return false;
}

static bool begins(const struct yaml_event *ev)
{
    return ev->kind == YAML_MAP_BEGIN || ev->kind == YAML_LIST_BEGIN;
}

static bool ends(const struct yaml_event *ev)
{
    return ev->kind == YAML_MAP_END || ev->kind == YAML_LIST_END;
}

/* Reads on to the end of the value that starts with this event. */
bool reader_pass_over(struct reader *rd, const struct yaml_event *begin)
{
    struct yaml_event ev;
    for (unsigned depth = begins(begin); depth > 0;) {
        if (!reader_next(rd, &ev))
            return false;
        depth += begins(&ev);
        depth -= ends(&ev);
    }
    return true;
}

void path_add(struct path *p, const char *text)
{
    size_t n = strlen(text);
    if (n >= sizeof p->text - p->len)
        return;
    memcpy(p->text + p->len, text, n + 1);
    p->len += n;
}

static void path_add_position(struct path *p, unsigned position)
{
    char text[16], *at = text + sizeof text;
    *--at = '\0';
    *--at = ']';
    do
        *--at = (char)('0' + position % 10);
    while (position /= 10);
    *--at = '[';
    path_add(p, at);
}

/* Each value has its whole path, so that a short document could ask for much memory. */
static bool keep_at(struct reader *rd, const struct path *path, const struct yaml_event *ev,
                    const char *text)
{
    if (rd->record->others == OTHERS_MAX) {
        reader_note(rd, SEVERITY_ERROR, ev->line, ev->col,
                    "more than %d values that the format does not know: remove some, or move them "
                    "into the narrative",
                    OTHERS_MAX);
        return false;
    }
    rd->paths += path->len;
    if (rd->paths > OTHERS_PATHS_MAX) {
        reader_note(
            rd, SEVERITY_ERROR, ev->line, ev->col,
            "too much that the format does not know, too deep: write it flatter, or move it "
            "into the narrative");
        return false;
    }
    reader_keep(rd, path->text, text);
    return true;
}

bool reader_keep_value(struct reader *rd, struct path *path, const struct yaml_event *begin)
{
    struct yaml_event ev;
    size_t len = path->len;
    unsigned position = 0;
    if (begin->kind == YAML_SCALAR)
        return keep_at(rd, path, begin, begin->text);
    for (;; position++) {
        if (!reader_next(rd, &ev))
            return false;
        if (ends(&ev))
            break;
        if (ev.kind == YAML_KEY) {
            path_add(path, ".");
            path_add(path, ev.text);
            if (!reader_next(rd, &ev))
                return false;
        } else {
            path_add_position(path, position);
        }
        if (!reader_keep_value(rd, path, &ev))
            return false;
        path->len = len;
        path->text[len] = '\0';
    }
    return position > 0 || keep_at(rd, path, begin, "");
}
