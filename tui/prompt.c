#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>

#include "tui/input.h"

void prompt_start(struct prompt *p, const char *initial, bool lines)
{
    str_clear(&p->text);
    p->lines = lines;
    p->cursor = 0;
    prompt_paste(p, initial, strlen(initial));
}

void prompt_release(struct prompt *p)
{
    str_release(&p->text);
    *p = (struct prompt){0};
}

/* The bytes of the character at `at` with the combining marks that follow it. */
static size_t step_right(const struct prompt *p, size_t at)
{
    size_t from = at;
    while (at < p->text.len) {
        uint32_t cp;
        unsigned len = utf8_decode(p->text.p + at, p->text.len - at, &cp);
        if (at > from && (cp == '\n' || char_width(cp) > 0))
            break;
        at += len ? len : 1;
        if (cp == '\n')
            break;
    }
    return at - from;
}

static size_t step_left(const struct prompt *p, size_t at)
{
    size_t line = at;
    while (line > 0 && p->text.p[line - 1] != '\n')
        line--;
    if (line == at)
        return at ? 1 : 0;
    size_t here = line;
    size_t step = 0;
    while (here < at) {
        step = step_right(p, here);
        here += step;
    }
    return step;
}

/* Replaces bytes [from, to) by n bytes; the cursor ends behind them. */
static bool splice(struct prompt *p, size_t from, size_t to, const char *bytes, size_t n)
{
    struct str text = STR_INIT;
    str_addn(&text, str_text(&p->text), from);
    str_addn(&text, bytes, n);
    str_addn(&text, str_text(&p->text) + to, p->text.len - to);
    if (text.failed || text.len > PROMPT_MAX) {
        str_release(&text);
        return false;
    }
    str_release(&p->text);
    p->text = text;
    p->cursor = from + n;
    return true;
}

bool prompt_replace(struct prompt *p, size_t from, size_t to, const char *text)
{
    return splice(p, from, to, text, strlen(text));
}

static enum prompt_result take_out(struct prompt *p, size_t from, size_t to)
{
    if (from == to)
        return PROMPT_MOVED;
    return splice(p, from, to, "", 0) ? PROMPT_CHANGED : PROMPT_FULL;
}

static bool has_escapes(const struct clean *c)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->run[i].escaped)
            return true;
    }
    return false;
}

/* Whether the text, with these bytes put in at the cursor, could be shown as it is. A mark is judged by
 * what it would stand on. */
static bool shows(const struct prompt *p, const char *bytes, size_t n, bool *memory)
{
    struct str whole = STR_INIT;
    struct clean c = {0};
    str_addn(&whole, str_text(&p->text), p->cursor);
    str_addn(&whole, bytes, n);
    *memory = !whole.failed &&
              clean_text(&c, str_text(&whole), whole.len, p->lines ? CLEAN_NARRATIVE : CLEAN_LINE);
    bool result = *memory && !has_escapes(&c);
    clean_release(&c);
    str_release(&whole);
    return result;
}

/* Line breaks as the prompt has them; tabs are spaces. */
static void lay_out(const struct prompt *p, const char *bytes, size_t n, struct str *out)
{
    for (size_t i = 0; i < n; i++) {
        bool crlf = bytes[i] == '\r' && i + 1 < n && bytes[i + 1] == '\n';
        if (crlf)
            continue;
        if (bytes[i] == '\n' || bytes[i] == '\r')
            str_addc(out, p->lines ? '\n' : ' ');
        else
            str_addc(out, bytes[i] == '\t' ? ' ' : bytes[i]);
    }
}

enum prompt_result prompt_paste(struct prompt *p, const char *bytes, size_t n)
{
    struct str text = STR_INIT;
    struct clean c = {0};
    bool memory;
    lay_out(p, bytes, n, &text);
    bool ok = !text.failed;
    if (ok && shows(p, str_text(&text), text.len, &memory)) {
        ok = splice(p, p->cursor, p->cursor, str_text(&text), text.len);
    } else if (ok) {
        ok = clean_text(&c, str_text(&text), text.len, p->lines ? CLEAN_NARRATIVE : CLEAN_LINE) &&
             splice(p, p->cursor, p->cursor, str_text(&c.text), c.text.len);
    }
    clean_release(&c);
    str_release(&text);
    return ok ? PROMPT_CHANGED : PROMPT_FULL;
}

static enum prompt_result type_character(struct prompt *p, uint32_t cp)
{
    struct str c = STR_INIT;
    bool memory = true;
    utf8_encode(&c, cp);
    enum prompt_result result = PROMPT_FULL;
    if (!shows(p, str_text(&c), c.len, &memory))
        result = memory ? PROMPT_REFUSED : PROMPT_FULL;
    else if (splice(p, p->cursor, p->cursor, str_text(&c), c.len))
        result = PROMPT_CHANGED;
    str_release(&c);
    return result;
}

static size_t word_left(const struct prompt *p)
{
    size_t at = p->cursor;
    while (at > 0 && (p->text.p[at - 1] == ' ' || p->text.p[at - 1] == '\n'))
        at--;
    while (at > 0 && p->text.p[at - 1] != ' ' && p->text.p[at - 1] != '\n')
        at--;
    return at;
}

/* The byte of line `row` that is nearest to `column`. */
static size_t at_column(const struct prompt *p, const struct prompt_lines *w, size_t row,
                        size_t column)
{
    size_t start = w->line[row].start;
    return start + text_cut(str_text(&p->text) + start, w->line[row].len, column, NULL);
}

enum where { LINE_START, LINE_END, LINE_UP, LINE_DOWN };

static enum prompt_result move_line(struct prompt *p, enum where where, size_t cols)
{
    struct prompt_lines w;
    if (!p->lines && (where == LINE_UP || where == LINE_DOWN))
        return PROMPT_IGNORED;
    if (!p->lines) {
        p->cursor = where == LINE_START ? 0 : p->text.len;
        return PROMPT_MOVED;
    }
    if (!prompt_wrap(p, cols, &w))
        return PROMPT_FULL;
    if (where == LINE_START)
        p->cursor = w.line[w.row].start;
    else if (where == LINE_END)
        p->cursor = w.line[w.row].start + w.line[w.row].len;
    else if (where == LINE_UP && w.row > 0)
        p->cursor = at_column(p, &w, w.row - 1, w.column);
    else if (where == LINE_DOWN && w.row + 1 < w.count)
        p->cursor = at_column(p, &w, w.row + 1, w.column);
    free(w.line);
    return PROMPT_MOVED;
}

enum {
    CTRL_A = 1,
    CTRL_B,
    CTRL_C,
    CTRL_D,
    CTRL_E,
    CTRL_F,
    CTRL_K = 11,
    CTRL_N = 14,
    CTRL_P = 16,
    CTRL_U = 21,
    CTRL_W = 23
};

static enum prompt_result move_key(struct prompt *p, uint32_t key, size_t cols)
{
    switch (key) {
    case K_LEFT:
    case CTRL_B:
        p->cursor -= step_left(p, p->cursor);
        return PROMPT_MOVED;
    case K_RIGHT:
    case CTRL_F:
        p->cursor += step_right(p, p->cursor);
        return PROMPT_MOVED;
    case K_HOME:
    case CTRL_A:
        return move_line(p, LINE_START, cols);
    case K_END:
    case CTRL_E:
        return move_line(p, LINE_END, cols);
    case K_UP:
    case CTRL_P:
        return move_line(p, LINE_UP, cols);
    case K_DOWN:
    case CTRL_N:
        return move_line(p, LINE_DOWN, cols);
    default:
        return PROMPT_IGNORED;
    }
}

enum prompt_result prompt_key(struct prompt *p, uint32_t key, size_t cols)
{
    switch (key) {
    case K_ENTER:
        return PROMPT_ENTER;
    case K_NEWLINE:
        return p->lines ? type_character(p, '\n') : PROMPT_ENTER;
    case K_ESC:
    case CTRL_C:
        return PROMPT_CANCEL;
    case K_BACKSPACE:
        return take_out(p, p->cursor - step_left(p, p->cursor), p->cursor);
    case K_DELETE:
    case CTRL_D:
        return take_out(p, p->cursor, p->cursor + step_right(p, p->cursor));
    case CTRL_W:
        return take_out(p, word_left(p), p->cursor);
    case CTRL_U:
        return take_out(p, 0, p->cursor);
    case CTRL_K:
        return take_out(p, p->cursor, p->text.len);
    default:
        break;
    }
    if (key >= ' ' && key < K_UP)
        return type_character(p, key);
    return move_key(p, key, cols);
}

struct prompt_window prompt_window(const struct prompt *p, size_t cols)
{
    const char *s = str_text(&p->text);
    struct prompt_window w = {0};
    size_t room = cols > 3 ? cols - 3 : 1; /* two marks and the cursor behind the text */
    while (text_width(s + w.start, p->cursor - w.start) > room)
        w.start += step_right(p, w.start);
    w.before = w.start > 0;
    w.len = text_cut(s + w.start, p->text.len - w.start, room, NULL);
    w.after = w.start + w.len < p->text.len;
    w.column = text_width(s + w.start, p->cursor - w.start);
    return w;
}

bool prompt_wrap(const struct prompt *p, size_t cols, struct prompt_lines *out)
{
    const char *s = str_text(&p->text);
    *out = (struct prompt_lines){0};
    size_t cap;
    if (!text_wrap(s, p->text.len, cols, &out->line, &out->count))
        return false;
    cap = out->count;
    bool open = !out->count || (p->text.len && s[p->text.len - 1] == '\n');
    if (open && (!out->count || out->line[out->count - 1].start < p->text.len)) {
        struct text_line *line = grow(out->line, &cap, out->count + 1, sizeof *line);
        if (!line) {
            free(out->line);
            return false;
        }
        out->line = line;
        line[out->count++] = (struct text_line){.start = (uint32_t)p->text.len};
    }
    while (out->row + 1 < out->count && out->line[out->row + 1].start <= p->cursor)
        out->row++;
    size_t start = out->line[out->row].start;
    out->column = text_width(s + start, p->cursor - start);
    if (out->column >= cols) /* spaces that the wrap left out */
        out->column = cols - 1;
    return true;
}
