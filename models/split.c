#include "models/split.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/base/checksum.h"
#include "models/base/file.h"
#include "models/base/str.h"
#include "models/base/yaml.h"

enum {
    BLOCK = 128 * 1024,
    /* What the head of a line may take to be known: a byte order mark, `---` and what follows. */
    HEAD_MAX = 7,
};

/* Where in the stream a line stands: a `%` line is a directive only between documents, and the
 * `---` after directives belongs to them. */
enum where { IN_DOCUMENT, BETWEEN, IN_DIRECTIVES };

/* What is known of the current line: nothing yet; only white space so far; all that matters. */
enum part { PART_HEAD, PART_BLANK, PART_REST };

struct split {
    int fd;
    char *path;
    struct stat opened;
    uint64_t read; /* bytes, so far */
    struct checksum *sum;
    char *buf;
    size_t cap, start, at, end; /* the piece starts at `start`; what is before `at` was looked at */
    uint64_t offset, at_offset; /* in the file, of `start` and of `at` */
    uint32_t line, at_line;
    enum where where;
    enum part part;
    bool cut;      /* the line at `at` starts the next piece */
    bool content;  /* the piece holds more than white space and comments */
    bool too_long; /* part of the piece was dropped */
    bool eof, done;
};

struct split *split_open(int dirfd, const char *path, struct err *e)
{
    struct split *s = calloc(1, sizeof *s);
    if (!s) {
        err_memory(e);
        return NULL;
    }
    s->path = strdup(path);
    s->fd = -1;
    s->at_line = 1;
    s->where = BETWEEN;
    s->sum = checksum_new();
    if (!s->path || !s->sum)
        err_memory(e);
    else
        s->fd = file_open(dirfd, path, &s->opened, e);
    if (s->fd < 0) {
        split_close(s);
        return NULL;
    }
    return s;
}

void split_close(struct split *s)
{
    if (!s)
        return;
    if (s->fd >= 0)
        close(s->fd);
    checksum_free(s->sum);
    free(s->path);
    free(s->buf);
    free(s);
}

uint64_t split_checksum(const struct split *s)
{
    return checksum_get(s->sum);
}

const struct stat *split_status(const struct split *s)
{
    return &s->opened;
}

/* A file that another program writes at this moment may end in half a document, which would pass
 * for a whole one. */
static bool check_unchanged(const struct split *s, struct err *e)
{
    struct stat now;
    if (fstat(s->fd, &now) < 0)
        return err_errno(e, "%s cannot be read", s->path);
    if ((uint64_t)now.st_size == s->read && now.st_size == s->opened.st_size &&
        now.st_mtim.tv_sec == s->opened.st_mtim.tv_sec &&
        now.st_mtim.tv_nsec == s->opened.st_mtim.tv_nsec)
        return true;
    if (s->opened.st_size == 0 && now.st_size == 0)
        return err_at(e, ERR_DATA, s->path, 0, 0,
                      "the file holds text though its size is 0, as those of /proc do: copy it to "
                      "an ordinary file");
    return err_at(
        e, ERR_DATA, s->path, 0, 0,
        "the file was changed while it was read: wait for its writer to finish, then load "
        "it again");
}

/* Makes room for one block after `end`. Of a piece that is too long only the beginning is kept. */
static bool make_room(struct split *s)
{
    if (s->start > 0) {
        memmove(s->buf, s->buf + s->start, s->end - s->start);
        s->at -= s->start;
        s->end -= s->start;
        s->start = 0;
    }
    if (s->at > YAML_MAX_DOCUMENT) {
        memmove(s->buf + YAML_MAX_DOCUMENT, s->buf + s->at, s->end - s->at);
        s->end -= s->at - YAML_MAX_DOCUMENT;
        s->at = YAML_MAX_DOCUMENT;
        s->too_long = true;
    }
    if (s->cap - s->end >= BLOCK)
        return true;
    char *buf = grow(s->buf, &s->cap, s->end + BLOCK, 1);
    if (buf)
        s->buf = buf;
    return buf;
}

static bool fill(struct split *s, struct err *e)
{
    ssize_t n;
    if (!make_room(s))
        return err_memory(e);
    do
        n = read(s->fd, s->buf + s->end, BLOCK);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return err_at(e, ERR_SYSTEM, s->path, 0, 0, "reading failed (%s): check the disk",
                      strerror(errno));
    checksum_add(s->sum, s->buf + s->end, (size_t)n);
    s->end += (size_t)n;
    s->read += (uint64_t)n;
    s->eof = n == 0;
    /* Checked early too, since a file that grows may have no end. */
    return s->eof || s->read > (uint64_t)s->opened.st_size ? check_unchanged(s, e) : true;
}

static void consume(struct split *s, size_t n)
{
    s->at += n;
    s->at_offset += n;
}

static bool is_marker(const char *p, size_t n, const char *marker)
{
    return n >= 3 && memcmp(p, marker, 3) == 0 &&
           (n == 3 || p[3] == ' ' || p[3] == '\t' || p[3] == '\r' || p[3] == '\n');
}

/* Takes in the head of a line. True, and nothing is taken in: a new piece starts here. */
static bool line_head(struct split *s)
{
    const char *p = s->buf + s->at;
    size_t n = s->end - s->at, bom = n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    bool starts = is_marker(p + bom, n - bom, "---");
    bool directive = s->where == BETWEEN && n > bom && p[bom] == '%';
    s->cut = !s->cut && ((starts && s->where != IN_DIRECTIVES) || directive);
    if (s->cut)
        return true;
    s->part = PART_BLANK;
    if (directive) {
        s->where = IN_DIRECTIVES;
        s->content = true;
        s->part = PART_REST;
    } else if (starts || is_marker(p + bom, n - bom, "...")) {
        s->where = starts ? IN_DOCUMENT : BETWEEN;
        bom += 3;
    }
    consume(s, bom);
    return false;
}

/* Takes in the line up to its end. False: its end is not in the buffer. */
static bool line_rest(struct split *s)
{
    if (s->part == PART_BLANK && (!s->content || s->where == BETWEEN)) {
        size_t n = 0, left = s->end - s->at;
        const char *p = s->buf + s->at;
        while (n < left && (p[n] == ' ' || p[n] == '\t' || p[n] == '\r'))
            n++;
        consume(s, n);
        if (n == left)
            return false;
        if (p[n] != '\n' && p[n] != '#') {
            s->content = true;
            if (s->where == BETWEEN)
                s->where = IN_DOCUMENT;
        }
    }
    s->part = PART_REST;
    const char *newline = memchr(s->buf + s->at, '\n', s->end - s->at);
    consume(s, newline ? (size_t)(newline - s->buf) + 1 - s->at : s->end - s->at);
    if (!newline)
        return false;
    s->part = PART_HEAD;
    s->at_line++;
    return true;
}

/* Looks through the buffer. True: it holds the piece to its end. */
static bool find_end(struct split *s)
{
    do {
        size_t n = s->end - s->at;
        if (s->part == PART_HEAD) {
            if (n == 0 || (n < HEAD_MAX && !s->eof))
                return s->eof;
            if (line_head(s))
                return true;
        }
    } while (line_rest(s));
    return s->eof;
}

static bool next_piece(struct split *s, struct err *e)
{
    s->start = s->at;
    s->offset = s->at_offset;
    s->line = s->at_line;
    s->content = s->too_long = false;
    while (!find_end(s))
        if (!fill(s, e))
            return false;
    s->done = !s->cut;
    return true;
}

enum split_result split_next(struct split *s, struct document *doc, struct err *e)
{
    do {
        if (s->done)
            return SPLIT_END;
        if (!next_piece(s, e)) {
            s->done = true;
            return SPLIT_ERROR;
        }
    } while (!s->content);
    size_t len = s->at - s->start;
    *doc = (struct document){
        .bytes = s->buf + s->start,
        .len = len < YAML_MAX_DOCUMENT ? len : YAML_MAX_DOCUMENT,
        .offset = s->offset,
        .line = s->line,
        .too_long = s->too_long || len > YAML_MAX_DOCUMENT,
    };
    return SPLIT_DOCUMENT;
}
