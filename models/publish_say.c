/* The result in the summary: what stands in the place of a count, and the sentences on it. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/date.h"
#include "models/publish_work.h"

static void cover_count(const struct publisher *p, struct summary_cell *cell,
                        const struct suppress_cell *c)
{
    if (p->o->base && c->kind != SUPPRESS_FIXED) {
        cell->n = suppress_round(c->n, p->o->base);
        cell->cover = cell->n ? COVER_ROUNDED : COVER_NONE;
    } else {
        cell->cover = c->mark == SUPPRESS_SMALL    ? COVER_SMALL
                      : c->mark == SUPPRESS_HIDDEN ? COVER_SECONDARY
                                                   : COVER_NONE;
    }
}

static void cover_percent(const struct summary_table *t, size_t row, size_t column)
{
    const struct summary_cell *part = summary_cell(t, t->row[row].part, column);
    const struct summary_cell *of = summary_cell(t, t->row[row].of, column);
    struct summary_cell *cell = summary_cell(t, row, column);
    bool hidden = part->cover == COVER_SMALL || part->cover == COVER_SECONDARY ||
                  of->cover == COVER_SMALL || of->cover == COVER_SECONDARY;
    bool rounded = part->cover == COVER_ROUNDED || of->cover == COVER_ROUNDED;
    cell->n = part->n < of->n ? part->n : of->n;
    cell->of = of->n;
    cell->cover = hidden ? COVER_SECONDARY : rounded ? COVER_ROUNDED : COVER_NONE;
}

void publish_cover(struct publisher *p)
{
    for (size_t i = 0; i < p->s->tables; i++) {
        const struct summary_table *t = &p->s->table[i];
        for (size_t at = 0; at < t->rows * t->columns; at++)
            if (p->key[i][at].own)
                cover_count(p, &t->cell[at], &p->problem.cell[p->figure[p->key[i][at].own].cell]);
        for (size_t row = 0; row < t->rows; row++)
            for (size_t column = 0; t->row[row].percent && column < t->columns; column++)
                cover_percent(t, row, column);
    }
}

/* --- what is said of it --- */

static void say_rule(const struct publisher *p, struct str *out)
{
    if (p->o->base)
        str_addf(out,
                 "Counts are rounded to multiples of %" PRId64
                 ", the same count everywhere alike; a count above 0 is never "
                 "rounded to 0. Rounded counts need not add up.\n",
                 p->o->base);
    else
        str_addf(out,
                 "A count of 1 to %" PRId64 " is printed as <%" PRId64
                 ", so that nobody can be recognised. [c] stands for a "
                 "count that would give such a count away together with the others, whatever its "
                 "size. A 0 is a 0.\n",
                 p->o->k - 1, p->o->k);
}

static void say_counts(const struct publisher *p, struct str *out)
{
    size_t small = 0, hidden = 0, printed = 0;
    for (size_t i = 0; i < p->problem.cells; i++) {
        const struct suppress_cell *c = &p->problem.cell[i];
        printed += c->kind == SUPPRESS_COUNT || c->kind == SUPPRESS_FIXED;
        small += c->mark == SUPPRESS_SMALL;
        hidden += c->mark == SUPPRESS_HIDDEN;
    }
    if (!p->o->base)
        str_addf(out, "Of %zu counts, %zu are <%" PRId64 " and %zu are [c].\n", printed, small,
                 p->o->k, hidden);
}

static void say_exempt(const struct publisher *p, struct str *out)
{
    for (size_t i = 0; i < p->o->exempts; i++)
        str_addf(out, "%s%s",
                 i ? ", " : "Printed as counted, by the setting publish.exempt: ", p->o->exempt[i]);
    str_add(out, p->o->exempts ? ".\n" : "");
}

static void say_earlier(const struct publisher *p, struct str *out)
{
    for (size_t i = 0; i < p->o->earliers; i++) {
        char time[20];
        time_format_short(p->o->earlier[i].time_us, time);
        str_addf(out, "%s%.10s",
                 i ? ", " : "Taken into account, since a reader can compare: earlier releases of ",
                 time);
    }
    str_add(out, p->o->earliers ? ".\n" : "");
}

static void say_table(const struct publisher *p, size_t table, struct str *out)
{
    if (p->said[table].len)
        str_addf(out, "%s\n", str_text(&p->said[table]));
    if (p->merged[table])
        str_addf(out, "%s: rows with small counts are merged as \"others, merged\".\n",
                 p->s->table[table].title);
}

bool publish_say(struct publisher *p)
{
    struct str text = STR_INIT;
    say_rule(p, &text);
    say_counts(p, &text);
    say_exempt(p, &text);
    for (size_t t = 0; t < p->s->tables; t++)
        say_table(p, t, &text);
    str_add(&text, str_text(&p->withheld));
    say_earlier(p, &text);
    str_add(&text, "No record, id or free text is published.\n");
    p->s->threshold = p->o->k;
    for (size_t y = 0; y < p->s->years; y++)
        p->s->year[y].covered = true;
    bool kept = !text.failed &&
                summary_sentences(p->s, str_text(&text), &p->s->suppressed, &p->s->suppressions);
    str_release(&text);
    return kept;
}
