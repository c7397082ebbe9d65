/* What is worth a picture. */
#include <stdlib.h>

#include "models/summary_build.h"

static size_t table_index(const struct summary *s, const char *id)
{
    size_t i = 0;
    while (i < s->tables && &s->table[i] != summary_table_find(s, id))
        i++;
    return i;
}

static struct summary_bar *add_chart(struct builder *b, const char *id, const char *title,
                                     size_t table, size_t bars)
{
    struct summary_chart *chart = &b->s->chart[b->s->charts];
    struct summary_bar *bar = arena_alloc(&b->s->arena, (bars + 1) * sizeof *bar);
    b->failed |= !bar;
    if (!bar)
        return NULL;
    *chart =
        (struct summary_chart){.id = id, .title = title, .table = table, .bar = bar, .bars = bars};
    b->s->charts++;
    return bar;
}

static void add_years(struct builder *b, const char *id, const char *title, const char *row)
{
    size_t at = table_index(b->s, "year");
    struct summary_bar *bar = add_chart(b, id, title, at, b->s->years);
    for (size_t y = 0; bar && y < b->s->years; y++)
        bar[y] = (struct summary_bar){.label = build_text(b, "%u", b->s->year[y].year),
                                      .row = summary_row_find(&b->s->table[at], row),
                                      .column = y,
                                      .partial = !b->s->year[y].whole};
}

/* The months of each year. What has no month is in the table alone. */
static void add_months(struct builder *b)
{
    static const char *const month[12] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    size_t at = table_index(b->s, "months");
    for (size_t y = 0; y < b->s->years; y++) {
        const struct summary_year *of = &b->s->year[y];
        struct summary_bar *bar =
            add_chart(b, build_text(b, "months_%u", of->year),
                      build_text(b, "Debriefings by month, %u%s%s%s", of->year,
                                 of->whole ? "" : ": ", of->whole ? "" : of->coverage,
                                 of->whole || of->empty ? "" : ", not a whole year"),
                      at, 12);
        for (size_t m = 0; bar && m < 12; m++)
            bar[m] = (struct summary_bar){
                .label = month[m], .row = m, .column = y * b->s->table[at].per_year};
    }
}

void build_charts(struct builder *b)
{
    enum { BY_YEAR = 2 };
    b->s->chart = calloc(b->s->years + BY_YEAR, sizeof *b->s->chart);
    b->failed |= !b->s->chart;
    if (b->failed)
        return;
    add_years(b, "debriefings_by_year", "Debriefings by year", "debriefings");
    add_years(b, "trafficking_by_year", "Trafficking by year, debriefings", "trafficking");
    add_months(b);
}
