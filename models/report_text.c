/* For people, in 80 columns of characters. What is wider gives way in this order: labels are broken into lines, then figures,
 * then the gaps are narrower; and then the columns stand in blocks below each other. */
#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"
#include "models/report.h"

enum { WIDTH = 80, GAP = 2, NARROW_GAP = 1 };

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
struct text_cell {
    struct str text;
    struct text_line *line; /* where it is broken */
    size_t lines, indent;
};
struct cells {
    struct text_cell *cell;
    size_t *width, *floor,
        *word; /* of each column: as it is; broken at its parts; broken at every space */
    size_t rows, columns, gap;
    bool failed;
};

/* The parts of "99.4% (11,141 of 11,207)" and of "0 so far, 12 undecided" may stand below each other. */
static bool is_joint(const char *s)
{
    return *s == ' ' && (s[1] == '(' || s[-1] == ',');
}

/* The widest of what is between the spaces, or only between those at which parts join. */
static size_t widest(const struct str *text, bool joints)
{
    size_t most = 0, start = 0;
    const char *s = str_text(text);
    for (size_t i = 0; i <= text->len; i++) {
        if (i < text->len && (s[i] != ' ' || !i || (joints && !is_joint(s + i))))
            continue;
        size_t width = text_width(s + start, i - start);
        most = width > most ? width : most;
        start = i + 1;
    }
    return most;
}

static void raise_to(size_t *n, size_t least)
{
    *n = *n > least ? *n : least;
}

static void measure(struct cells *c, size_t row, size_t column)
{
    enum { LABEL = 14, FIGURE = 8 }; /* no need to break what is narrower */
    const struct str *text = &c->cell[row * c->columns + column].text;
    size_t width = text_width(str_text(text), text->len);
    size_t indent = c->cell[row * c->columns + column].indent;
    size_t word = indent + widest(text, false);
    c->failed |= text->failed;
    raise_to(&c->width[column], width);
    if (!column)
        word = word < LABEL ? word : LABEL;
    else if (row && word < FIGURE)
        word = width < FIGURE ? width : FIGURE;
    raise_to(&c->word[column], word);
    raise_to(&c->floor[column], column && row ? widest(text, true) : word);
}

static void make_cell(struct cells *c, const struct report_source *r, const struct summary_table *t,
                      const struct report_piece *piece, size_t row, size_t column)
{
    struct text_cell *cell = &c->cell[row * c->columns + column];
    if (row && !column) {
        cell->indent = (size_t)t->row[row - 1].indent * 2;
        add_spaces(&cell->text, cell->indent);
        clean_line(&cell->text, t->row[row - 1].label, strlen(t->row[row - 1].label));
    } else if (row) {
        report_cell(r->summary, t, row - 1, piece->first + column - 1, &cell->text);
    } else if (column) {
        report_heading(r->summary, t, piece->first + column - 1, &cell->text);
        report_mark(r->summary, t, piece->first + column - 1, &cell->text);
    }
    measure(c, row, column);
}

static void make_cells(struct cells *c, const struct report_source *r,
                       const struct summary_table *t, const struct report_piece *piece)
{
    c->rows = t->rows + 1;
    c->columns = piece->end - piece->first + 1;
    c->gap = GAP;
    c->cell = calloc(c->rows * c->columns, sizeof *c->cell);
    c->width = calloc(3 * c->columns, sizeof *c->width);
    c->failed = !c->cell || !c->width;
    if (c->failed)
        return;
    c->floor = c->width + c->columns;
    c->word = c->floor + c->columns;
    for (size_t i = 0; i < c->rows * c->columns; i++)
        make_cell(c, r, t, piece, i / c->columns, i % c->columns);
}

static size_t width_of(const struct cells *c)
{
    size_t all = c->gap * (c->columns - 1);
    for (size_t i = 0; i < c->columns; i++)
        all += c->width[i];
    return all;
}

/* The widest of the columns from `first` to before `end` gives way, until all fit or none can. */
static void give_way(struct cells *c, size_t first, size_t end, const size_t *least)
{
    size_t all = width_of(c);
    for (size_t best = first; all > WIDTH && best < end; all--) {
        best = end;
        for (size_t i = first; i < end; i++)
            if (c->width[i] > least[i] && (best == end || c->width[i] > c->width[best]))
                best = i;
        if (best < end)
            c->width[best]--;
    }
}

/* A figure first of all at its joints. */
static void break_cell(struct cells *c, struct text_cell *cell, size_t width, bool figure)
{
    char *s = cell->text.len ? cell->text.p + cell->indent : NULL;
    if (!s)
        return;
    if (figure && text_width(s, cell->text.len) > width)
        for (char *at = s + 1; *at; at++)
            if (is_joint(at))
                *at = '\n';
    c->failed |= !text_wrap(s, cell->text.len - cell->indent, width - cell->indent, &cell->line,
                            &cell->lines);
}

/* Whether it all fits now. */
static bool fit_cells(struct cells *c)
{
    static const size_t comfortable = 32; /* of a label */
    size_t label = c->width[0] < comfortable ? c->width[0] : comfortable;
    give_way(c, 0, 1, &label);
    give_way(c, 1, c->columns, c->floor);
    give_way(c, 0, 1, c->word);
    give_way(c, 1, c->columns, c->word);
    if (width_of(c) > WIDTH)
        c->gap = NARROW_GAP;
    return width_of(c) <= WIDTH;
}

static void break_cells(struct cells *c)
{
    for (size_t i = 0; i < c->rows * c->columns; i++)
        break_cell(c, &c->cell[i], c->width[i % c->columns], i % c->columns != 0);
}

/* One line of a row, of `lines`: headings stand at its foot, all else at its head. */
static void add_line(struct str *out, const struct cells *c, size_t row, size_t line, size_t lines)
{
    struct str text = STR_INIT;
    size_t pending = 0; /* spaces, unless nothing follows them */
    for (size_t column = 0; column < c->columns; column++) {
        const struct text_cell *cell = &c->cell[row * c->columns + column];
        size_t skip = row ? 0 : lines - cell->lines;
        str_clear(&text);
        if (line >= skip && line - skip < cell->lines) {
            const struct text_line *part = &cell->line[line - skip];
            add_spaces(&text, cell->indent);
            str_addn(&text, str_text(&cell->text) + cell->indent + part->start, part->len);
        }
        size_t pad = c->width[column] - text_width(str_text(&text), text.len);
        pending += column ? c->gap + pad : 0;
        if (text.len) {
            add_spaces(out, pending);
            str_addn(out, str_text(&text), text.len);
            pending = 0;
        }
        pending += column ? 0 : pad;
    }
    str_addc(out, '\n');
    out->failed |= text.failed;
    str_release(&text);
}

static void add_cells(struct str *out, const struct cells *c)
{
    for (size_t row = 0; row < c->rows; row++) {
        size_t lines = 1;
        for (size_t column = 0; column < c->columns; column++)
            raise_to(&lines, c->cell[row * c->columns + column].lines);
        for (size_t line = 0; line < lines; line++)
            add_line(out, c, row, line, lines);
    }
}

static void add_piece(struct str *out, const struct report_source *r, const struct summary_table *t,
                      const struct report_piece *piece)
{
    struct cells c = {0};
    struct report_piece head = *piece, tail = *piece;
    make_cells(&c, r, t, piece);
    bool whole = c.failed || fit_cells(&c) || c.columns == 2;
    if (!c.failed && whole)
        break_cells(&c);
    if (!c.failed && whole)
        add_cells(out, &c);
    out->failed |= c.failed;
    for (size_t i = 0; c.cell && i < c.rows * c.columns; i++) {
        str_release(&c.cell[i].text);
        free(c.cell[i].line);
    }
    free(c.cell);
    free(c.width);
    if (whole)
        return;
    head.end = tail.first = piece->first + (piece->end - piece->first + 1) / 2;
    add_piece(out, r, t, &head);
    str_addc(out, '\n');
    add_piece(out, r, t, &tail);
}

static void add_table(struct str *out, const struct report_source *r, const struct summary_table *t)
{
    struct report_piece piece = {0};
    str_addc(out, '\n');
    while (report_next_piece(t, &piece)) {
        struct str caption = STR_INIT;
        report_caption(r->summary, t, &piece, &caption);
        if (t->per_year > 1 || !piece.first)
            add_wrapped(out, "", str_text(&caption), caption.len);
        out->failed |= caption.failed;
        str_release(&caption);
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
