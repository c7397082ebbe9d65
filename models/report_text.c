/* For people, in columns of characters. */
#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"
#include "models/report.h"

enum { WIDTH = 80, GAP = 2 };

static void add_wrapped(struct str *out, const char *indent, const char *text, size_t n)
{
    struct text_line *line = NULL;
    size_t lines = 0;
    if (!text_wrap(text, n, WIDTH - strlen(indent), &line, &lines)) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < lines; i++) {
        str_add(out, indent);
        str_addn(out, text + line[i].start, line[i].len);
        str_addc(out, '\n');
    }
    free(line);
}

static void add_spaces(struct str *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        str_addc(out, ' ');
}

/* A table's cells as texts: the labels, then the columns of a piece; the headings in row 0. */
struct cells {
    struct str *text;
    size_t *width; /* of each column */
    size_t rows, columns;
    bool failed;
};

static void measure(struct cells *c, size_t column, const struct str *text)
{
    size_t width = text_width(str_text(text), text->len);
    c->failed |= text->failed;
    if (width > c->width[column])
        c->width[column] = width;
}

static void make_cells(struct cells *c, const struct report_source *r,
                       const struct summary_table *t, const struct report_piece *piece)
{
    c->rows = t->rows + 1;
    c->columns = piece->end - piece->first + 1;
    c->text = calloc(c->rows * c->columns, sizeof *c->text);
    c->width = calloc(c->columns, sizeof *c->width);
    c->failed = !c->text || !c->width;
    for (size_t i = 0; !c->failed && i < c->rows * c->columns; i++) {
        size_t row = i / c->columns, column = i % c->columns;
        struct str *text = &c->text[i];
        if (row && !column) {
            add_spaces(text, (size_t)t->row[row - 1].indent * 2);
            clean_line(text, t->row[row - 1].label, strlen(t->row[row - 1].label));
        } else if (row) {
            report_cell(r->summary, t, row - 1, piece->first + column - 1, text);
        } else if (column) {
            report_heading(r->summary, t, piece->first + column - 1, text);
        }
        measure(c, column, text);
    }
}

static void add_cells(struct str *out, const struct cells *c)
{
    for (size_t i = 0; i < c->rows * c->columns; i++) {
        size_t column = i % c->columns;
        const struct str *text = &c->text[i];
        size_t pad = c->width[column] - text_width(str_text(text), text->len);
        add_spaces(out, column ? GAP + pad : 0);
        str_addn(out, str_text(text), text->len);
        if (!column)
            add_spaces(out, pad);
        if (column + 1 == c->columns)
            str_addc(out, '\n');
    }
}

static void add_piece(struct str *out, const struct report_source *r, const struct summary_table *t,
                      const struct report_piece *piece)
{
    struct cells c = {0};
    make_cells(&c, r, t, piece);
    if (!c.failed)
        add_cells(out, &c);
    out->failed |= c.failed;
    for (size_t i = 0; c.text && i < c.rows * c.columns; i++)
        str_release(&c.text[i]);
    free(c.text);
    free(c.width);
}

static void add_table(struct str *out, const struct report_source *r, const struct summary_table *t)
{
    struct report_piece piece = {0};
    str_addc(out, '\n');
    if (t->per_year == 1)
        str_addf(out, "%s\n", t->title);
    while (report_next_piece(t, &piece)) {
        if (t->per_year > 1) {
            report_caption(r->summary, t, &piece, out);
            str_addc(out, '\n');
        }
        add_piece(out, r, t, &piece);
    }
    add_wrapped(out, "", t->unit, strlen(t->unit));
}

void report_text(const struct report_source *r, struct str *out)
{
    const struct summary *s = r->summary;
    struct report_about about;
    report_about_make(r, &about);
    str_add(out, "Year-end summary\n");
    for (size_t y = 0; y < s->years; y++) {
        str_addf(out, "%u  ", s->year[y].year);
        summary_year_text(&s->year[y], out);
        str_addc(out, '\n');
    }
    if (!s->years)
        str_add(out, "There are no records of any year.\n");
    for (size_t i = 0; i < s->tables && s->years; i++)
        add_table(out, r, &s->table[i]);
    for (size_t i = 0; i < about.facts; i++) {
        struct str clean = STR_INIT;
        clean_line(&clean, str_text(&about.fact[i].text), about.fact[i].text.len);
        if (report_fact_begins(&about, i))
            str_addf(out, "\n%s\n", about.fact[i].heading);
        add_wrapped(out, "  ", str_text(&clean), clean.len);
        out->failed |= clean.failed;
        str_release(&clean);
    }
    out->failed |= about.failed;
    report_about_release(&about);
}
