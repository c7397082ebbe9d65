/* Markdown with tables, as GitHub and pandoc read it. */
#include <string.h>

#include "models/base/escape.h"
#include "models/report.h"

static void add_escaped(struct str *out, const char *text)
{
    escape_markdown(out, text, strlen(text));
}

static void add_year(struct str *out, const struct summary_year *y)
{
    struct str text = STR_INIT;
    summary_year_text(y, &text);
    add_escaped(out, str_text(&text));
    out->failed |= text.failed;
    str_release(&text);
}

/* A figure, in which "<5" and "[c]" are no markup. */
static void add_cell(struct str *out, const struct report_source *r, const struct summary_table *t,
                     size_t row, size_t column)
{
    struct str text = STR_INIT;
    report_cell(r->summary, t, row, column, &text);
    add_escaped(out, str_text(&text));
    out->failed |= text.failed;
    str_release(&text);
}

static void add_headings(struct str *out, const struct report_source *r,
                         const struct summary_table *t, const struct report_piece *piece)
{
    str_add(out, "| |");
    for (size_t c = piece->first; c < piece->end; c++) {
        str_addc(out, ' ');
        report_heading(r->summary, t, c, out);
        report_mark(r->summary, t, c, out);
        str_add(out, " |");
    }
    str_add(out, "\n|---|");
    for (size_t c = piece->first; c < piece->end; c++)
        str_add(out, "--:|");
    str_addc(out, '\n');
}

static void add_piece(struct str *out, const struct report_source *r, const struct summary_table *t,
                      const struct report_piece *piece)
{
    add_headings(out, r, t, piece);
    for (size_t row = 0; row < t->rows; row++) {
        str_add(out, "| ");
        for (unsigned i = 0; i < t->row[row].indent; i++)
            str_add(out, "&emsp;");
        add_escaped(out, t->row[row].label);
        str_add(out, " |");
        for (size_t c = piece->first; c < piece->end; c++) {
            str_addc(out, ' ');
            add_cell(out, r, t, row, c);
            str_add(out, " |");
        }
        str_addc(out, '\n');
    }
    str_addc(out, '\n');
}

static void add_caption(struct str *out, const struct summary *s, const struct summary_table *t,
                        const struct report_piece *piece)
{
    struct str text = STR_INIT;
    report_caption(s, t, piece, &text);
    str_add(out, "### ");
    add_escaped(out, str_text(&text));
    str_add(out, "\n\n");
    out->failed |= text.failed;
    str_release(&text);
}

static void add_table(struct str *out, const struct report_source *r, const struct summary_table *t)
{
    struct report_piece piece = {0};
    str_addf(out, "\n## %s\n\n%s\n\n", t->title, t->unit);
    while (report_next_piece(t, &piece)) {
        if (t->per_year > 1)
            add_caption(out, r->summary, t, &piece);
        add_piece(out, r, t, &piece);
    }
}

void report_markdown(const struct report_source *r, struct str *out)
{
    const struct summary *s = r->summary;
    struct report_about about;
    report_about_make(r, &about);
    str_add(out, "# Year-end summary\n\n");
    for (size_t y = 0; y < s->years; y++) {
        str_addf(out, "- %u: ", s->year[y].year);
        add_year(out, &s->year[y]);
        str_addc(out, '\n');
    }
    for (size_t i = 0; i < s->tables && s->years; i++)
        add_table(out, r, &s->table[i]);
    str_add(out, "\n## About these figures\n\n");
    for (size_t i = 0; i < about.facts; i++) {
        str_addf(out, "- %s: ", about.fact[i].heading);
        add_escaped(out, str_text(&about.fact[i].text));
        str_addc(out, '\n');
    }
    out->failed |= about.failed;
    report_about_release(&about);
}
