#include "models/base/err.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "models/base/str.h"

/* Marks a text that did not fit: nothing is truncated in silence. */
static void mark_cut(char *text, size_t size, int wanted)
{
    static const char mark[] = "[cut]";
    if (wanted < 0)
        snprintf(text, size, "%s", "(the message could not be formatted)");
    else if ((size_t)wanted >= size)
        memcpy(text + size - sizeof mark, mark, sizeof mark);
}

static void set_what(struct err *e, const char *fmt, va_list args) PRINTF(2, 0);

static void set_what(struct err *e, const char *fmt, va_list args)
{
    mark_cut(e->what, sizeof e->what, vsnprintf(e->what, sizeof e->what, fmt, args));
}

static void set_place(struct err *e, const char *file, unsigned line, unsigned col)
{
    mark_cut(e->file, sizeof e->file, snprintf(e->file, sizeof e->file, "%s", file));
    e->line = line;
    e->col = col;
}

bool err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
{
    va_list args;
    e->kind = kind;
    set_place(e, "", 0, 0);
    va_start(args, fmt);
    set_what(e, fmt, args);
    va_end(args);
    return false;
}

bool err_at(struct err *e, enum err_kind kind, const char *file, unsigned line, unsigned col,
            const char *fmt, ...)
{
    va_list args;
    e->kind = kind;
    set_place(e, file, line, col);
    va_start(args, fmt);
    set_what(e, fmt, args);
    va_end(args);
    return false;
}

bool err_errno(struct err *e, const char *fmt, ...)
{
    int saved = errno;
    va_list args;
    e->kind = ERR_SYSTEM;
    set_place(e, "", 0, 0);
    va_start(args, fmt);
    set_what(e, fmt, args);
    va_end(args);
    size_t used = strlen(e->what);
    mark_cut(e->what + used, sizeof e->what - used,
             snprintf(e->what + used, sizeof e->what - used, ": %s", strerror(saved)));
    return false;
}

bool err_memory(struct err *e)
{
    return err_set(e, ERR_SYSTEM, "out of memory: close other programs or use a larger machine");
}

int err_status(enum err_kind kind)
{
    static const int status[] = {
        [ERR_NONE] = 0, [ERR_DATA] = 1, [ERR_USAGE] = 2, [ERR_STORE] = 3, [ERR_SYSTEM] = 3,
    };
    return status[kind];
}

void err_format(const struct err *e, struct str *out)
{
    if (e->file[0]) {
        str_add(out, e->file);
        if (e->line)
            str_addf(out, ":%u", e->line);
        if (e->line && e->col)
            str_addf(out, ":%u", e->col);
        str_add(out, ": ");
    }
    str_add(out, e->what);
}
