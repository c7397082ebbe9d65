/* A chart as inline SVG: horizontal bars, so that labels of any length and any number of bars have room, with their
 * figures beside them, a title and a description for those who do not see it. */
#include <string.h>

#include "models/base/escape.h"
#include "models/report.h"

enum { LINE = 24, BAR = 16, LEFT = 64, BARS = 400, WIDTH = 640 };

static bool is_known(const struct summary_cell *cell)
{
    return cell->cover == COVER_NONE || cell->cover == COVER_ROUNDED;
}

/* Of the figures that are shown: the scale says nothing of the others. */
static int64_t greatest(const struct summary_table *t, const struct summary_chart *chart)
{
    int64_t most = 1;
    for (size_t i = 0; i < chart->bars; i++) {
        const struct summary_cell *cell = summary_cell(t, chart->bar[i].row, chart->bar[i].column);
        most = is_known(cell) && cell->n > most ? cell->n : most;
    }
    return most;
}

/* "2004: 10,092; 2005, not a whole year: 2,355" */
static void add_description(struct str *out, const struct summary *s,
                            const struct summary_chart *chart)
{
    const struct summary_table *t = &s->table[chart->table];
    str_addf(out, "<desc id=\"%s-desc\">", chart->id);
    for (size_t i = 0; i < chart->bars; i++) {
        const struct summary_bar *bar = &chart->bar[i];
        struct str text = STR_INIT;
        str_addf(&text, "%s%s%s: ", i ? "; " : "", bar->label,
                 bar->partial ? ", not a whole year" : "");
        summary_cell_text(s, t, bar->row, bar->column, &text);
        escape_html(out, str_text(&text), text.len);
        out->failed |= text.failed;
        str_release(&text);
    }
    str_add(out, "</desc>\n");
}

static void add_bar(struct str *out, const struct summary *s, const struct summary_chart *chart,
                    size_t i, int64_t most)
{
    const struct summary_table *t = &s->table[chart->table];
    const struct summary_bar *bar = &chart->bar[i];
    const struct summary_cell *cell = summary_cell(t, bar->row, bar->column);
    bool known = is_known(cell);
    int64_t length = known ? cell->n * BARS / most : 0;
    int top = (int)i * LINE;
    struct str text = STR_INIT;
    summary_cell_text(s, t, bar->row, bar->column, &text);
    str_add(&text, bar->partial ? ", not a whole year" : "");
    str_addf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", LEFT - 8, top + 16);
    escape_html(out, bar->label, strlen(bar->label));
    str_addf(out, "</text><rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%lld\" height=\"%d\"/>",
             bar->partial ? "bar partial" : "bar", LEFT, top + (LINE - BAR) / 2,
             (long long)(length || !cell->n || !known ? length : 1), BAR);
    str_addf(out, "<text x=\"%lld\" y=\"%d\">", (long long)(LEFT + length + 8), top + 16);
    escape_html(out, str_text(&text), text.len);
    str_add(out, "</text>\n");
    out->failed |= text.failed;
    str_release(&text);
}

void report_svg(const struct summary *s, const struct summary_chart *chart, struct str *out)
{
    const struct summary_table *t = &s->table[chart->table];
    int height = (int)chart->bars * LINE;
    str_addf(out,
             "<svg role=\"img\" aria-labelledby=\"%s-title %s-desc\" viewBox=\"0 0 %d %d\" "
             "width=\"%d\" height=\"%d\">\n<title id=\"%s-title\">%s</title>\n",
             chart->id, chart->id, WIDTH, height, WIDTH, height, chart->id, chart->title);
    add_description(out, s, chart);
    for (size_t i = 0; i < chart->bars; i++)
        add_bar(out, s, chart, i, greatest(t, chart));
    str_add(out, "</svg>\n");
}
