#include "models/excerpt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "models/base/file.h"
#include "models/base/str.h"
#include "models/base/text.h"

enum { BLOCK = 64 * 1024 };

void excerpt_release(struct excerpt *x)
{
    for (size_t i = 0; i < x->count; i++)
        free(x->line[i].text);
    free(x->line);
    *x = (struct excerpt){0};
}

static struct excerpt_line *add_line(struct excerpt *x, unsigned long number)
{
    struct excerpt_line *more = grow(x->line, &x->cap, x->count + 1, sizeof *more);
    char *text = malloc(EXCERPT_LINE_MAX);
    if (more)
        x->line = more;
    if (!more || !text) {
        free(text);
        return NULL;
    }
    x->line[x->count] = (struct excerpt_line){.number = number, .text = text};
    return &x->line[x->count++];
}

static void add_bytes(struct excerpt_line *line, const char *bytes, size_t n)
{
    size_t room = EXCERPT_LINE_MAX - line->len;
    line->cut |= n > room;
    n = n < room ? n : room;
    memcpy(line->text + line->len, bytes, n);
    line->len += n;
}

struct reader {
    struct excerpt *x;
    unsigned long first, last, number; /* number: of the line that the next byte is in */
    struct excerpt_line *line;         /* that line, where it is wanted and has begun */
};

/* False where memory ran out. */
static bool take_block(struct reader *r, const char *bytes, size_t n)
{
    while (n && r->number <= r->last) {
        const char *feed = memchr(bytes, '\n', n);
        size_t part = feed ? (size_t)(feed - bytes) : n;
        if (r->number >= r->first && !r->line)
            r->line = add_line(r->x, r->number);
        if (r->number >= r->first && !r->line)
            return false;
        if (r->line)
            add_bytes(r->line, bytes, part);
        if (feed) {
            r->number++;
            r->line = NULL;
            part++;
        }
        bytes += part;
        n -= part;
    }
    return true;
}

static bool read_lines(struct reader *r, int fd, const char *path, struct err *e)
{
    char *block = malloc(BLOCK);
    bool ok = block || err_memory(e);
    while (ok && r->number <= r->last) {
        ssize_t n = read(fd, block, BLOCK);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            ok = err_errno(e, "%s cannot be read", path);
        else if (!take_block(r, block, (size_t)n))
            ok = err_memory(e);
        if (n == 0)
            break;
    }
    free(block);
    return ok;
}

bool excerpt_read(struct excerpt *x, const char *path, unsigned long first, unsigned long last,
                  struct err *e)
{
    struct stat st;
    struct reader r = {.x = x, .first = first, .last = last, .number = 1};
    excerpt_release(x);
    int fd = file_open(AT_FDCWD, path, &st, e);
    if (fd < 0)
        return false;
    bool ok = read_lines(&r, fd, path, e);
    close(fd);
    return ok;
}

size_t excerpt_offset(const struct excerpt_line *line, unsigned long n)
{
    size_t at = 0;
    while (n-- > 1 && at < line->len) {
        uint32_t cp;
        unsigned len = utf8_decode(line->text + at, line->len - at, &cp);
        at += len ? len : 1;
    }
    return at;
}
