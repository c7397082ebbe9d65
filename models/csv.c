#include "models/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/base/file.h"
#include "models/base/str.h"
#include "models/base/text.h"

struct csv {
    FILE *from;
    char *path;
    bool latin1;
    unsigned line, col; /* of the next byte */
    struct str text;    /* the row's cells, each with its NUL */
    size_t *start;      /* of each in it */
    size_t cells, start_cap;
    const char **cell;
    size_t cell_cap;
    /* The first thing that is wrong with the row; NULL: nothing. */
    const char *flaw;
    unsigned flaw_line, flaw_col;
};

struct csv *csv_open(const char *path, bool latin1, struct err *e)
{
    struct csv *c = calloc(1, sizeof *c);
    struct stat st;
    int fd = c ? file_open(AT_FDCWD, path, &st, e) : -1;
    if (!c)
        err_memory(e);
    if (fd < 0) {
        free(c);
        return NULL;
    }
    c->from = fdopen(fd, "rb");
    c->path = strdup(path);
    c->latin1 = latin1;
    c->line = c->col = 1;
    if (!c->from)
        close(fd);
    if (!c->from || !c->path) {
        err_memory(e);
        csv_close(c);
        return NULL;
    }
    char mark[3];
    if (fread(mark, 1, sizeof mark, c->from) != sizeof mark || memcmp(mark, "\xef\xbb\xbf", 3) != 0)
        rewind(c->from);
    return c;
}

void csv_close(struct csv *c)
{
    if (!c)
        return;
    if (c->from)
        fclose(c->from);
    free(c->path);
    str_release(&c->text);
    free(c->start);
    free(c->cell);
    free(c);
}

static void note(struct csv *c, unsigned line, unsigned col, const char *flaw)
{
    if (c->flaw)
        return;
    c->flaw = flaw;
    c->flaw_line = line;
    c->flaw_col = col;
}

/* The next byte, counted. */
static int next(struct csv *c)
{
    int byte = getc_unlocked(c->from);
    c->col += byte != EOF && (byte & 0xc0) != 0x80;
    if (byte == '\n') {
        c->line++;
        c->col = 1;
    }
    return byte;
}

static int peek(struct csv *c)
{
    int byte = getc_unlocked(c->from);
    ungetc(byte, c->from);
    return byte;
}

/* Whether the row may still grow: what is passed over takes no memory. */
static bool has_room(struct csv *c)
{
    if (c->text.len < CSV_MAX_ROW)
        return true;
    note(c, c->line, c->col, "the row is longer than 1 MiB: split it");
    return false;
}

static void add(struct csv *c, int byte)
{
    if (!has_room(c))
        return;
    if (byte == 0)
        note(c, c->line, c->col, "a NUL: remove it");
    if (c->latin1 && byte >= 0x80)
        utf8_encode(&c->text, (uint32_t)byte);
    else
        str_addc(&c->text, (char)byte);
}

/* Inside quotation marks, from behind the first. Returns the byte after the last. */
static int read_quoted(struct csv *c)
{
    unsigned line = c->line, col = c->col - 1;
    for (;;) {
        int byte = next(c);
        if (byte == EOF) {
            c->flaw = NULL;
            note(c, line, col,
                 "a quotation mark is opened here and not closed, so that all that follows is in "
                 "it: "
                 "close it");
            return EOF;
        }
        if (byte == '\r' && peek(c) == '\n')
            continue;
        if (byte == '"') {
            byte = next(c);
            if (byte != '"')
                return byte;
        }
        add(c, byte);
    }
}

static bool begin_cell(struct csv *c)
{
    size_t *more = grow(c->start, &c->start_cap, c->cells + 1, sizeof *more);
    if (!more)
        return false;
    c->start = more;
    c->start[c->cells++] = c->text.len;
    return true;
}

/* One field. Returns what ended it: a comma, LF, EOF. */
static int read_cell(struct csv *c)
{
    int byte = next(c);
    bool quoted = byte == '"';
    if (quoted)
        byte = read_quoted(c);
    for (;; byte = next(c)) {
        if (byte == '\r' && peek(c) == '\n')
            continue;
        if (byte == ',' || byte == '\n' || byte == EOF)
            return byte;
        if (byte == '\r')
            note(c, c->line, c->col - 1,
                 "a carriage return without a line feed: end the rows with LF or CR LF");
        else if (byte == '"')
            note(
                c, c->line, c->col - 1,
                "a quotation mark inside a field: put the whole field in marks, and write this one "
                "twice");
        else if (quoted)
            note(c, c->line, c->col - 1,
                 "text behind a closing quotation mark: put a comma between, or write the mark "
                 "twice");
        add(c, byte);
    }
}

static bool point_at_cells(struct csv *c, struct csv_row *row)
{
    const char **cell = grow(c->cell, &c->cell_cap, c->cells, sizeof *cell);
    if (!cell)
        return false;
    c->cell = cell;
    for (size_t i = 0; i < c->cells; i++)
        c->cell[i] = c->text.p + c->start[i];
    row->cell = c->cell;
    row->cells = c->cells;
    return true;
}

enum csv_result csv_next(struct csv *c, struct csv_row *row, struct err *e)
{
    int end;
    bool room = true;
    do {
        str_clear(&c->text);
        c->cells = 0;
        c->flaw = NULL;
        row->line = c->line;
        if (peek(c) == EOF)
            return ferror(c->from)
                       ? (err_at(e, ERR_SYSTEM, c->path, 0, 0,
                                 "reading failed (%s): check the disk", strerror(errno)),
                          CSV_FAILED)
                       : CSV_END;
        do {
            bool fits = has_room(c);
            room = room && (!fits || begin_cell(c));
            end = read_cell(c);
            if (fits)
                str_addc(&c->text, '\0');
        } while (end == ',');
    } while (room && c->cells == 1 && c->text.len == 1 && !c->flaw);
    if (!room || c->text.failed || !point_at_cells(c, row)) {
        err_memory(e);
        return CSV_FAILED;
    }
    if (!c->flaw && utf8_invalid_at(c->text.p, c->text.len) != c->text.len)
        note(c, row->line, 1,
             "the row is not valid UTF-8: save the file as UTF-8, or write `encoding: latin-1` in "
             "the "
             "map");
    if (!c->flaw)
        return CSV_ROW;
    err_at(e, ERR_DATA, c->path, c->flaw_line, c->flaw_col, "%s", c->flaw);
    return CSV_BAD;
}
