#include "tui/output.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "models/base/escape.h"
#include "models/base/text.h"

const char *const format_names[FORMAT_TOTAL] = {
    [FORMAT_TEXT] = "text",         [FORMAT_CSV] = "csv",   [FORMAT_JSON] = "json",
    [FORMAT_MARKDOWN] = "markdown", [FORMAT_HTML] = "html", [FORMAT_YAML] = "yaml"};

enum { HELD_ROWS = 500, GAP = 2 };

/* --- rows --- */

static void flush_scratch(struct output *o)
{
    if (o->scratch.failed ||
        fwrite(str_text(&o->scratch), 1, o->scratch.len, o->to) != o->scratch.len)
        o->failed = true;
    str_clear(&o->scratch);
}

/* A text of several lines goes on below its beginning, so that no line of it can pass for a row. */
static void add_lines(struct output *o, const char *text, size_t n)
{
    size_t indent = 0;
    for (size_t c = 0; c + 1 < o->columns; c++)
        indent += o->width[c] + GAP;
    for (size_t i = 0; i < n; i++) {
        str_addc(&o->scratch, text[i]);
        for (size_t k = 0; text[i] == '\n' && k < indent; k++)
            str_addc(&o->scratch, ' ');
    }
}

/* Sanitised; in the last column line breaks stay, but for those at the end. */
static void clean_cell(const struct output *o, const char *bytes, size_t n, struct str *out)
{
    bool last = o->at + 1 == o->columns;
    while (last && n > 0 && bytes[n - 1] == '\n')
        n--;
    const char *feed;
    while (last && (feed = memchr(bytes, '\n', n))) {
        size_t line = (size_t)(feed - bytes);
        clean_line(out, bytes, line);
        str_addc(out, '\n');
        bytes += line + 1;
        n -= line + 1;
    }
    clean_line(out, bytes, n);
}

static void add_padded(struct output *o, size_t column, const char *text, size_t n)
{
    size_t width = text_width(text, n),
           pad = o->width[column] > width ? o->width[column] - width : 0;
    bool last = column + 1 == o->columns, right = o->column[column].number;
    for (size_t i = 0; right && i < pad; i++)
        str_addc(&o->scratch, ' ');
    add_lines(o, text, n);
    for (size_t i = 0; !right && !last && i < pad; i++)
        str_addc(&o->scratch, ' ');
    for (int i = 0; !last && i < GAP; i++)
        str_addc(&o->scratch, ' ');
    if (last)
        str_addc(&o->scratch, '\n');
}

/* In text: writes the head and the rows held back, once their widths are known. */
static void release_held(struct output *o)
{
    for (size_t c = 0; c < o->columns; c++)
        add_padded(o, c, o->column[c].name, strlen(o->column[c].name));
    for (size_t i = 0, c = 0; i < o->held_count; i++, c = c + 1 < o->columns ? c + 1 : 0) {
        add_padded(o, c, str_text(&o->held[i]), o->held[i].len);
        str_release(&o->held[i]);
    }
    free(o->held);
    o->held = NULL;
    o->held_count = o->held_cap = 0;
    flush_scratch(o);
}

static void hold(struct output *o, const char *bytes, size_t n)
{
    struct str *more = grow(o->held, &o->held_cap, o->held_count + 1, sizeof *more);
    if (!more) {
        o->failed = true;
        return;
    }
    o->held = more;
    struct str *cell = &o->held[o->held_count++];
    *cell = (struct str)STR_INIT;
    clean_cell(o, bytes, n, cell);
    o->failed |= cell->failed;
    size_t width = text_width(str_text(cell), cell->len);
    if (width > o->width[o->at])
        o->width[o->at] = width;
}

static void text_cell(struct output *o, const char *bytes, size_t n, bool number)
{
    (void)number;
    if (o->rows < HELD_ROWS) {
        hold(o, bytes, n);
        return;
    }
    if (o->held)
        release_held(o);
    struct str clean = STR_INIT;
    clean_cell(o, bytes, n, &clean);
    add_padded(o, o->at, str_text(&clean), clean.len);
    o->failed |= clean.failed;
    str_release(&clean);
}

static void csv_cell(struct output *o, const char *bytes, size_t n, bool number)
{
    struct str *s = &o->scratch;
    if (o->at)
        str_addc(s, ',');
    if (!o->terminal) {
        escape_csv(s, bytes, n, number);
        return;
    }
    struct str clean = STR_INIT;
    clean_line(&clean, bytes, n);
    escape_csv(s, str_text(&clean), clean.len, number);
    o->failed |= clean.failed;
    str_release(&clean);
}

static void json_cell(struct output *o, const char *bytes, size_t n, bool number)
{
    struct str *s = &o->scratch;
    str_add(s, o->at ? ", " : o->rows ? ",\n  {" : "\n  {");
    escape_json(s, o->column[o->at].name, strlen(o->column[o->at].name));
    str_add(s, ": ");
    if (number)
        str_addn(s, bytes, n);
    else
        escape_json(s, bytes, n);
}

static void markdown_cell(struct output *o, const char *bytes, size_t n, bool number)
{
    (void)number;
    str_add(&o->scratch, "| ");
    escape_markdown(&o->scratch, bytes, n);
    str_addc(&o->scratch, ' ');
}

/* How each format writes a cell, ends a row, and begins and ends the whole. */
static const struct writer {
    void (*cell)(struct output *o, const char *bytes, size_t n, bool number);
    const char *row_end;
    void (*begin)(struct output *o);
    void (*end)(struct output *o);
} writers[FORMAT_TABLES];

static void next_cell(struct output *o, const char *bytes, size_t n, bool number)
{
    const struct writer *w = &writers[o->format];
    w->cell(o, bytes, n, number);
    if (++o->at < o->columns)
        return;
    str_add(&o->scratch, w->row_end);
    o->at = 0;
    o->rows++;
    flush_scratch(o);
}

void output_cell_n(struct output *o, const char *bytes, size_t n)
{
    next_cell(o, bytes, n, false);
}

void output_cell(struct output *o, const char *text)
{
    next_cell(o, text, strlen(text), false);
}

void output_number(struct output *o, int64_t number)
{
    struct str s = STR_INIT;
    if (o->format == FORMAT_TEXT || o->format == FORMAT_MARKDOWN)
        str_number(&s, number);
    else
        str_addf(&s, "%lld", (long long)number);
    next_cell(o, str_text(&s), s.len, true);
    o->failed |= s.failed;
    str_release(&s);
}

void output_plain(struct output *o, uint64_t number)
{
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    next_cell(o, digits, (size_t)n, true);
}

static void text_end(struct output *o)
{
    if (o->rows <= HELD_ROWS)
        release_held(o);
}

static void csv_begin(struct output *o)
{
    for (size_t c = 0; c < o->columns; c++)
        str_addf(&o->scratch, "%s%s", c ? "," : "", o->column[c].name);
    str_add(&o->scratch, "\r\n");
}

static void json_begin(struct output *o)
{
    str_add(&o->scratch, "[");
}

static void json_end(struct output *o)
{
    str_add(&o->scratch, o->rows ? "\n]\n" : "]\n");
}

static void markdown_begin(struct output *o)
{
    for (size_t c = 0; c < o->columns; c++)
        str_addf(&o->scratch, "| %s ", o->column[c].name);
    str_add(&o->scratch, "|\n");
    for (size_t c = 0; c < o->columns; c++)
        str_add(&o->scratch, o->column[c].number ? "|--:" : "|---");
    str_add(&o->scratch, "|\n");
}

static void nothing(struct output *o)
{
    (void)o;
}

static const struct writer writers[FORMAT_TABLES] = {
    [FORMAT_TEXT] = {text_cell, "", nothing, text_end},
    [FORMAT_CSV] = {csv_cell, "\r\n", csv_begin, nothing},
    [FORMAT_JSON] = {json_cell, "}", json_begin, json_end},
    [FORMAT_MARKDOWN] = {markdown_cell, "|\n", markdown_begin, nothing},
};

bool output_begin(struct output *o, FILE *to, enum format format, const struct column_def *column,
                  size_t columns, struct err *e)
{
    *o = (struct output){.to = to, .format = format, .column = column, .columns = columns};
    o->terminal = isatty(fileno(to));
    o->width = calloc(columns, sizeof *o->width);
    if (!o->width)
        return err_memory(e);
    for (size_t c = 0; c < columns; c++)
        o->width[c] = strlen(column[c].name);
    writers[format].begin(o);
    flush_scratch(o);
    return true;
}

bool output_end(struct output *o, struct err *e)
{
    writers[o->format].end(o);
    flush_scratch(o);
    free(o->width);
    str_release(&o->scratch);
    if (o->failed || fflush(o->to) != 0)
        return err_errno(e, "the output could not be written");
    return true;
}
