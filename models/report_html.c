/* One self-contained page: no script, and nothing from elsewhere. It follows the reader's light or dark, prints on
 * A4, and reads in a screen reader: headings, captions, scopes, and a region for each table that can be scrolled. */
#include <string.h>

#include "models/base/escape.h"
#include "models/report.h"

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--dim:#555;--line:#bbb;--bar:#2f6690;"
    "--mark:#8a4b00}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#e6e6e6;--paper:#161616;--dim:#aaa;--line:#555;"
    "--bar:#7fb2d9;--mark:#f0b35a}}\n"
    "body{margin:0 auto;max-width:64rem;padding:1rem;background:var(--paper);color:var(--ink);"
    "font:1rem/1.45 system-ui,sans-serif}\n"
    "h1{font-size:1.7rem;margin:.2em 0}h2{font-size:1.25rem;margin:1.8em 0 .3em;"
    "border-bottom:1px solid var(--line)}\n"
    "p{margin:.4em 0;max-width:44rem}.unit{color:var(--dim)}.mark{color:var(--mark);"
    "font-weight:600}\n"
    ".wide{overflow-x:auto;margin:.6em 0}\n"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
    "caption{text-align:left;font-weight:600;padding:.3em 0}\n"
    ".heard{font-size:0;line-height:0;padding:0;color:transparent}\n"
    "nav ul{columns:17rem;padding-left:1.2em}td{white-space:nowrap}small{display:block}\n"
    "th,td{padding:.2em .6em;border-bottom:1px solid var(--line);text-align:right;"
    "vertical-align:top}\n"
    "thead th{vertical-align:bottom}thead small{font-weight:400;max-width:10rem;margin-left:auto}\n"
    "tbody th{text-align:left;font-weight:400;min-width:9rem;position:sticky;left:0;"
    "background:var(--paper)}\n"
    "@media(max-width:36rem){tbody th{min-width:7rem;max-width:45vw}}\n"
    ".i1{padding-left:1.6em}.i2{padding-left:2.6em}.i3{padding-left:3.6em}\n"
    "figure{margin:1em 0}figcaption{font-weight:600}svg{max-width:100%;height:auto;"
    "font:14px system-ui,sans-serif}\n"
    "svg text{fill:var(--ink)}.bar{fill:var(--bar)}.partial{fill:var(--paper);stroke:var(--bar);"
    "stroke-width:2;stroke-dasharray:4 3}\n"
    "dl{max-width:44rem}dt{font-weight:600;margin-top:.6em}dd{margin:0;overflow-wrap:anywhere}\n"
    "a{color:inherit}\n"
    "@page{size:A4;margin:15mm}\n"
    "@media print{:root{--ink:#000;--paper:#fff;--dim:#333;--line:#999;--bar:#444;--mark:#000}\n"
    "body{font-size:9.5pt;max-width:none;padding:0}nav{display:none}.wide{overflow:visible}\n"
    ".wide,figure,dt,p{break-inside:avoid}svg{width:12cm}tr{break-inside:avoid}thead{display:table-"
    "header-group}\n"
    "h2,caption,.unit{break-after:avoid}dt{break-after:avoid}table{font-size:8.5pt}\n"
    "th,td{padding:.15em .3em}tbody th{min-width:6rem;position:static}}\n";

static void add_text(struct str *out, const char *text)
{
    escape_html(out, text, strlen(text));
}

static void add_year(struct str *out, const struct summary_year *y)
{
    struct str text = STR_INIT;
    summary_year_text(y, &text);
    str_add(out, y->provisional || !y->whole ? "<span class=\"mark\">" : "<span>");
    add_text(out, str_text(&text));
    str_add(out, "</span>");
    out->failed |= text.failed;
    str_release(&text);
}

static void add_headings(struct str *out, const struct summary *s, const struct summary_table *t,
                         const struct report_piece *piece)
{
    str_add(out, "<thead><tr><td></td>");
    for (size_t c = piece->first; c < piece->end; c++) {
        struct str heading = STR_INIT;
        report_heading(s, t, c, &heading);
        str_add(out, "<th scope=\"col\">");
        add_text(out, str_text(&heading));
        if (t->per_year == 1) {
            str_add(out, "<small>");
            add_year(out, &s->year[t->column[c].year]);
            str_add(out, "</small>");
        }
        str_add(out, "</th>");
        out->failed |= heading.failed;
        str_release(&heading);
    }
    str_add(out, "</tr></thead>\n");
}

/* The figure, and what belongs to it below: "99.4%" over "(10,031 of 10,092)". */
static void add_figure(struct str *out, const char *text)
{
    const char *more = strstr(text, " ("), *comma = strstr(text, ", ");
    if (!more)
        more = comma;
    size_t n = more ? (size_t)(more - text) : strlen(text);
    str_add(out, "<td>");
    escape_html(out, text, n);
    if (more) {
        str_add(out, " <small>");
        add_text(out, more + (more == comma ? 2 : 1));
        str_add(out, "</small>");
    }
    str_add(out, "</td>");
}

static void add_row(struct str *out, const struct summary *s, const struct summary_table *t,
                    size_t row, const struct report_piece *piece)
{
    str_addf(out, "<tr><th scope=\"row\" class=\"i%u\">", t->row[row].indent);
    add_text(out, t->row[row].label);
    str_add(out, "</th>");
    for (size_t c = piece->first; c < piece->end; c++) {
        struct str text = STR_INIT;
        report_cell(s, t, row, c, &text);
        add_figure(out, str_text(&text));
        out->failed |= text.failed;
        str_release(&text);
    }
    str_add(out, "</tr>\n");
}

static void add_piece(struct str *out, const struct summary *s, const struct summary_table *t,
                      const struct report_piece *piece)
{
    struct str caption = STR_INIT;
    report_caption(s, t, piece, &caption);
    str_addf(out,
             "<div class=\"wide\" role=\"region\" tabindex=\"0\" "
             "aria-labelledby=\"%s-%zu\"><table>\n<caption id=\"%s-%zu\"%s>",
             t->id, piece->first, t->id, piece->first, t->per_year == 1 ? " class=\"heard\"" : "");
    add_text(out, str_text(&caption));
    str_add(out, "</caption>\n");
    add_headings(out, s, t, piece);
    str_add(out, "<tbody>\n");
    for (size_t row = 0; row < t->rows; row++)
        add_row(out, s, t, row, piece);
    str_add(out, "</tbody></table></div>\n");
    out->failed |= caption.failed;
    str_release(&caption);
}

static void add_charts(struct str *out, const struct summary *s, const struct summary_table *t)
{
    for (size_t i = 0; i < s->charts; i++) {
        const struct summary_chart *chart = &s->chart[i];
        if (&s->table[chart->table] != t)
            continue;
        str_addf(out, "<figure><figcaption>%s</figcaption>\n", chart->title);
        report_svg(s, chart, out);
        str_add(out, "</figure>\n");
    }
}

static void add_table(struct str *out, const struct summary *s, const struct summary_table *t)
{
    struct report_piece piece = {0};
    str_addf(out, "<section id=\"%s\">\n<h2>%s</h2>\n<p class=\"unit\">", t->id, t->title);
    add_text(out, t->unit);
    str_add(out, "</p>\n");
    while (report_next_piece(t, &piece))
        add_piece(out, s, t, &piece);
    add_charts(out, s, t);
    str_add(out, "</section>\n");
}

static void add_title(struct str *out, const struct summary *s)
{
    str_add(out, "Year-end summary");
    if (s->years)
        str_addf(out, " %u", s->year[0].year);
    if (s->years > 1)
        str_addf(out, " to %u", s->year[s->years - 1].year);
}

static void add_contents(struct str *out, const struct summary *s)
{
    str_add(out, "<nav aria-label=\"Contents\"><ul>\n");
    for (size_t i = 0; i < s->tables; i++)
        str_addf(out, "<li><a href=\"#%s\">%s</a></li>\n", s->table[i].id, s->table[i].title);
    str_add(out, "<li><a href=\"#about\">About these figures</a></li>\n</ul></nav>\n");
}

static void add_about(struct str *out, const struct report_source *r)
{
    struct report_about about;
    report_about_make(r, &about);
    str_add(out, "<section id=\"about\">\n<h2>About these figures</h2>\n<dl>\n");
    for (size_t i = 0; i < about.facts; i++) {
        if (report_fact_begins(&about, i))
            str_addf(out, "<dt>%s</dt>", about.fact[i].heading);
        str_add(out, "<dd>");
        add_text(out, str_text(&about.fact[i].text));
        str_add(out, "</dd>\n");
    }
    str_add(out, "</dl>\n</section>\n");
    out->failed |= about.failed;
    report_about_release(&about);
}

void report_html(const struct report_source *r, struct str *out)
{
    const struct summary *s = r->summary;
    str_add(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                 "<title>");
    add_title(out, s);
    str_addf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1>", style);
    add_title(out, s);
    str_add(out, "</h1>\n<ul>\n");
    for (size_t y = 0; y < s->years; y++) {
        str_addf(out, "<li>%u: ", s->year[y].year);
        add_year(out, &s->year[y]);
        str_add(out, "</li>\n");
    }
    str_add(out, s->years ? "</ul>\n<p>" : "<li>There are no records of any year.</li></ul>\n<p>");
    add_text(out, s->caveat);
    str_add(out, "</p>\n");
    add_contents(out, s);
    for (size_t i = 0; i < s->tables && s->years; i++)
        add_table(out, s, &s->table[i]);
    add_about(out, r);
    str_add(out, "</main>\n</body>\n</html>\n");
}
