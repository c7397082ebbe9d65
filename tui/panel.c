#include "tui/panel.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"

void panel_begin(struct panel *p, size_t width, bool unicode)
{
    str_clear(&p->text);
    p->runs = p->lines = 0;
    p->width = width < 2 ? 2 : width;
    p->used = 0;
    p->unicode = unicode;
    p->failed = false;
}

void panel_release(struct panel *p)
{
    str_release(&p->text);
    free(p->run);
    free(p->line);
    *p = (struct panel){0};
}

void panel_line(struct panel *p)
{
    uint32_t *line = grow(p->line, &p->line_cap, p->lines + 1, sizeof *line);
    if (!line) {
        p->failed = true;
        return;
    }
    p->line = line;
    p->line[p->lines++] = (uint32_t)p->runs;
    p->used = 0;
}

/* Appends clean bytes that are known to fit. */
static void add(struct panel *p, enum style style, const char *text, size_t n)
{
    if (n == 0)
        return;
    if (p->lines == 0)
        panel_line(p);
    struct panel_run *run = grow(p->run, &p->run_cap, p->runs + 1, sizeof *run);
    if (!run) {
        p->failed = true;
        return;
    }
    p->run = run;
    p->run[p->runs++] =
        (struct panel_run){.start = (uint32_t)p->text.len, .len = (uint32_t)n, .style = style};
    str_addn(&p->text, text, n);
    p->failed |= p->text.failed;
    p->used += text_width(text, n);
}

void panel_lines(struct panel *p, size_t lines)
{
    while (p->lines < lines && !p->failed)
        panel_line(p);
}

void panel_pad(struct panel *p, size_t col)
{
    static const char spaces[] = "                                                                ";
    while (p->used < col && p->used < p->width && !p->failed) {
        size_t n = (col < p->width ? col : p->width) - p->used;
        add(p, STYLE_NORMAL, spaces, n < sizeof spaces - 1 ? n : sizeof spaces - 1);
    }
}

void panel_put(struct panel *p, enum style style, const char *text)
{
    size_t n = strlen(text), left = p->width - p->used;
    if (text_width(text, n) <= left) {
        add(p, style, text, n);
        return;
    }
    struct str cut = STR_INIT;
    text_fit(&cut, text, n, left, p->unicode);
    p->failed |= cut.failed;
    add(p, style, str_text(&cut), cut.len);
    str_release(&cut);
}

void panel_putf(struct panel *p, enum style style, const char *fmt, ...)
{
    char buffer[512];
    va_list args;
    va_start(args, fmt);
    vsnprintf(buffer, sizeof buffer, fmt, args);
    va_end(args);
    panel_put(p, style, buffer);
}

/* Goes over a clean text from its beginning to its end, run by run, mark by mark and match by match. */
struct walk {
    const struct clean *clean;
    enum style style;
    const char *search; /* NULL: none */
    const struct panel_marks *marks;
    size_t run, mark;        /* the first that ends behind the place */
    size_t match, match_end; /* the match at or after the place; SIZE_MAX: none */
};

static const struct panel_marks no_marks = {.count = 0};

static void next_match(struct walk *w, size_t from)
{
    size_t len = 0, at = SIZE_MAX;
    if (w->search && *w->search)
        at = text_find(str_text(&w->clean->text) + from, w->clean->text.len - from, w->search,
                       strlen(w->search), &len);
    w->match = at == SIZE_MAX || len == 0 ? SIZE_MAX : from + at;
    w->match_end = w->match == SIZE_MAX ? SIZE_MAX : w->match + len;
}

static struct walk walk_begin(const struct clean *clean, enum style style, const char *search,
                              const struct panel_marks *marks)
{
    struct walk w = {.clean = clean, .style = style, .search = search, .marks = marks};
    next_match(&w, 0);
    return w;
}

static size_t min(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* A stretch of the text in one style: what lies at `from`, up to where something else begins. */
struct stretch {
    size_t end;
    enum style style;
};

/* Takes [start, end), in its own style, into account. */
static void within(struct stretch *s, size_t from, size_t start, size_t end, enum style style)
{
    if (from >= start && from < end) {
        s->style = style;
        s->end = min(s->end, end);
    } else if (from < start) {
        s->end = min(s->end, start);
    }
}

/* The later rules win: a match over a mark, what was escaped over everything. Places only ever rise from call to call. */
static struct stretch stretch_at(struct walk *w, size_t from, size_t to)
{
    struct stretch s = {to, w->style};
    const struct clean_run *run = w->clean->run;
    const struct panel_mark *mark = w->marks->mark;
    while (w->mark < w->marks->count && mark[w->mark].start + mark[w->mark].len <= from)
        w->mark++;
    while (w->match != SIZE_MAX && w->match_end <= from)
        next_match(w, w->match_end);
    while (w->run < w->clean->count && run[w->run].start + run[w->run].len <= from)
        w->run++;
    if (w->mark < w->marks->count)
        within(&s, from, mark[w->mark].start, mark[w->mark].start + mark[w->mark].len,
               mark[w->mark].style);
    if (w->match != SIZE_MAX)
        within(&s, from, w->match, w->match_end, STYLE_MATCH);
    if (w->run < w->clean->count)
        within(&s, from, run[w->run].start, run[w->run].start + run[w->run].len,
               run[w->run].escaped ? STYLE_ESCAPED : s.style);
    return s;
}

/* Adds bytes [from, to) of the clean text. */
static void walk_add(struct walk *w, struct panel *p, size_t from, size_t to)
{
    while (from < to) {
        struct stretch s = stretch_at(w, from, to);
        add(p, s.style, str_text(&w->clean->text) + from, s.end - from);
        from = s.end;
    }
}

void panel_value(struct panel *p, enum style style, size_t cols, const char *bytes, size_t n)
{
    struct clean clean = {0};
    cols = min(cols, p->width - p->used);
    if (clean_text(&clean, bytes, n, CLEAN_LINE)) {
        struct walk w = walk_begin(&clean, style, NULL, &no_marks);
        const char *text = str_text(&clean.text);
        if (text_width(text, clean.text.len) <= cols) {
            walk_add(&w, p, 0, clean.text.len);
        } else if (cols > 0) {
            walk_add(&w, p, 0, text_cut(text, clean.text.len, cols - 1, NULL));
            add(p, STYLE_DIM, p->unicode ? "…" : ">", strlen(p->unicode ? "…" : ">"));
        }
    } else {
        p->failed = true;
    }
    clean_release(&clean);
}

void panel_wrap(struct panel *p, size_t col, enum style style, const char *bytes, size_t n,
                const char *search)
{
    struct clean clean = {0};
    if (clean_text(&clean, bytes, n, CLEAN_NARRATIVE))
        panel_wrap_marked(p, col, style, &clean, search, &no_marks);
    else
        p->failed = true;
    clean_release(&clean);
}

/* The margin of the line before `end`: for the marks from *mark on that begin in it. */
static void put_margin(struct panel *p, const struct panel_marks *marks, size_t *mark, size_t end)
{
    size_t first = *mark;
    while (*mark < marks->count && marks->mark[*mark].start < end)
        ++*mark;
    if (*mark > first && marks->margin)
        marks->margin(marks->ctx, p, first, *mark);
}

void panel_wrap_marked(struct panel *p, size_t col, enum style style, const struct clean *text,
                       const char *search, const struct panel_marks *marks)
{
    struct text_line *line = NULL;
    size_t count = 0, mark = 0;
    if (col + 2 > p->width)
        col = p->width - 2;
    if (!text_wrap(str_text(&text->text), text->text.len, p->width - col, &line, &count))
        p->failed = true;
    struct walk w = walk_begin(text, style, search, marks);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 || p->lines == 0 || p->used > col)
            panel_line(p);
        put_margin(p, marks, &mark, (size_t)line[i].start + line[i].len);
        if (line[i].len > 0)
            panel_pad(p, col);
        walk_add(&w, p, line[i].start, (size_t)line[i].start + line[i].len);
    }
    free(line);
}

static size_t line_end(const struct panel *p, size_t line)
{
    return line + 1 < p->lines ? p->line[line + 1] : p->runs;
}

size_t panel_find(const struct panel *p, enum style style, size_t from, int step)
{
    for (size_t i = from; i<p->lines; i = step> 0 ? i + 1 : i - 1)
        for (size_t r = p->line[i]; r < line_end(p, i); r++)
            if (p->run[r].style == style)
                return i;
    return SIZE_MAX;
}
