#include "tui/draw.h"

#include <ncurses.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "tui/term.h"

static struct {
    int y, x;
    bool shown;
} cursor;

bool draw_unicode(void)
{
    return term_unicode();
}

void draw_begin(void)
{
    erase();
    cursor.shown = false;
}

void draw_end(void)
{
    curs_set(cursor.shown ? 1 : 0);
    leaveok(stdscr, !cursor.shown);
    if (cursor.shown)
        move(cursor.y, cursor.x);
    wnoutrefresh(stdscr);
}

void draw_cursor(int y, int x)
{
    if (y >= 0 && y < LINES && x >= 0 && x < COLS) {
        cursor.y = y;
        cursor.x = x;
        cursor.shown = true;
    }
}

/* Columns of the screen that may be used from there, at most `cols`. */
static int clip(int y, int x, int cols)
{
    if (y < 0 || y >= LINES || x < 0 || x >= COLS)
        return 0;
    return cols < COLS - x ? cols : COLS - x;
}

static bool is_ascii(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)s[i] >= 0x80)
            return false;
    }
    return true;
}

/* Whether the locale has the character, and the terminal library gives it the width that we count. */
static bool can_show(uint32_t cp)
{
    return cp < 0x80 || (term_unicode() && wcwidth((wchar_t)cp) == (int)char_width(cp));
}

/* The bytes of a character and the marks on it; *shown: all of them can be. */
static size_t next_cluster(const char *s, size_t n, uint32_t *base, bool *shown)
{
    unsigned len = utf8_decode(s, n, base);
    size_t at = len ? len : 1;
    *shown = can_show(*base);
    while (at < n) {
        uint32_t mark;
        len = utf8_decode(s + at, n - at, &mark);
        if (!len || char_width(mark))
            break;
        *shown = *shown && can_show(mark);
        at += len;
    }
    return at;
}

/* As many "?" as the character has columns, so that none goes missing unseen. */
static void put_stand_in(uint32_t base, enum style style)
{
    attrset((int)term_look(STYLE_ESCAPED));
    for (unsigned i = 0; i < char_width(base); i++)
        addch('?');
    attrset((int)term_look(style));
}

static void put_cluster(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        unsigned len = utf8_decode(s + i, n - i, &cp);
        wchar_t wide = (wchar_t)cp;
        addnwstr(&wide, 1);
        i += len ? len : 1;
    }
}

/* Puts bytes that are known to fit. */
static void put(int y, int x, enum style style, const char *s, size_t n)
{
    attrset((int)term_look(style));
    move(y, x);
    if (is_ascii(s, n)) {
        addnstr(s, (int)n);
    } else {
        for (size_t i = 0; i < n;) {
            uint32_t base;
            bool shown;
            size_t len = next_cluster(s + i, n - i, &base, &shown);
            if (shown)
                put_cluster(s + i, len);
            else
                put_stand_in(base, style);
            i += len;
        }
    }
    attrset(A_NORMAL);
}

static void put_cut_mark(int y, int x, enum style style)
{
    const char *mark = term_unicode() ? "…" : ">";
    put(y, x, style, mark, strlen(mark));
}

/* How many bytes of the text are shown in `cols` columns; *cut: the last column is for the mark. */
static size_t fit(const char *text, size_t n, int cols, bool *cut)
{
    size_t shown = text_cut(text, n, (size_t)cols, NULL);
    *cut = shown < n;
    return *cut ? text_cut(text, n, (size_t)cols - 1, NULL) : n;
}

int draw_text(int y, int x, int cols, enum style style, const char *text, size_t n)
{
    bool cut;
    cols = clip(y, x, cols);
    if (cols <= 0 || !n)
        return 0;
    size_t shown = fit(text, n, cols, &cut);
    put(y, x, style, text, shown);
    if (cut)
        put_cut_mark(y, x + cols - 1, style);
    return cut ? cols : (int)text_width(text, n);
}

int draw_format(int y, int x, int cols, enum style style, const char *fmt, ...)
{
    va_list args;
    char *text;
    va_start(args, fmt);
    int n = vasprintf(&text, fmt, args);
    va_end(args);
    if (n < 0)
        return 0;
    int used = draw_text(y, x, cols, style, text, (size_t)n);
    free(text);
    return used;
}

int draw_outside(int y, int x, int cols, enum style style, const char *bytes, size_t n)
{
    struct clean c = {0};
    int used = 0;
    if (clean_text(&c, bytes, n, CLEAN_LINE))
        used = draw_clean(y, x, cols, style, &c, 0, c.text.len);
    else
        used = draw_format(y, x, cols, STYLE_ERROR, "(out of memory)");
    clean_release(&c);
    return used;
}

int draw_clean(int y, int x, int cols, enum style style, const struct clean *c, size_t start,
               size_t len)
{
    bool cut;
    cols = clip(y, x, cols);
    if (cols <= 0 || !len)
        return 0;
    const char *text = str_text(&c->text);
    size_t end = start + fit(text + start, len, cols, &cut);
    int at = x;
    for (size_t i = 0; i < c->count; i++) {
        size_t from = c->run[i].start > start ? c->run[i].start : start;
        size_t to = (size_t)c->run[i].start + c->run[i].len;
        to = to < end ? to : end;
        if (from >= to)
            continue;
        put(y, at, c->run[i].escaped ? STYLE_ESCAPED : style, text + from, to - from);
        at += (int)text_width(text + from, to - from);
    }
    if (cut)
        put_cut_mark(y, x + cols - 1, style);
    return cut ? cols : at - x;
}

void draw_fill(struct rect r)
{
    for (int y = r.y; y < r.y + r.h; y++) {
        int cols = clip(y, r.x, r.w);
        if (cols > 0)
            mvhline(y, r.x, ' ', cols);
    }
}

void draw_hline(int y, int x, int w)
{
    int cols = clip(y, x, w);
    if (cols > 0 && term_unicode())
        mvhline_set(y, x, WACS_HLINE, cols);
    else if (cols > 0)
        mvhline(y, x, '-', cols);
}

void draw_vline(int y, int x, int h)
{
    if (clip(y, x, 1) <= 0)
        return;
    int rows = h < LINES - y ? h : LINES - y;
    if (term_unicode())
        mvvline_set(y, x, WACS_VLINE, rows);
    else
        mvvline(y, x, '|', rows);
}
