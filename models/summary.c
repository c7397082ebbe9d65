#include "models/summary.h"

#include <stdlib.h>
#include <string.h>

#include "models/summary_build.h"

struct summary_work {
    struct summary_source source;
    struct counts counts;
};

struct summary_work *summary_begin(const struct summary_source *source, struct err *e)
{
    struct summary_work *w = calloc(1, sizeof *w);
    if (w)
        w->source = *source;
    if (w && counts_begin(&w->counts, &w->source))
        return w;
    free(w);
    err_memory(e);
    return NULL;
}

bool summary_step(struct summary_work *w)
{
    return counts_step(&w->counts);
}

void summary_progress(const struct summary_work *w, uint64_t *done, uint64_t *all)
{
    counts_progress(&w->counts, done, all);
}

void summary_drop(struct summary_work *w)
{
    if (!w)
        return;
    counts_release(&w->counts);
    free(w);
}

/* --- what surrounds the tables --- */

static void add_years(struct builder *b, const struct summary_source *source)
{
    struct summary *s = b->s;
    s->year = arena_alloc(&s->arena, (b->counts->years + 1) * sizeof *s->year);
    if (!s->year) {
        b->failed = true;
        return;
    }
    s->years = b->counts->years;
    for (size_t i = 0; i < s->years; i++) {
        const struct tally_year none = {.year = b->counts->year[i]};
        const struct tally_year *found = tally_find(review_tally(source->review), none.year);
        const struct tally_year *y = found ? found : &none;
        struct str coverage = STR_INIT;
        if (found)
            source->coverage(source->ctx, y, &coverage);
        else
            str_add(&coverage, "no records");
        s->year[i] = (struct summary_year){
            .year = y->year,
            .provisional = source->partial || summary_provisional(y),
            .whole = strncmp(str_text(&coverage), "Jan-Dec", 7) == 0,
            .empty = !found,
            .coverage = build_text(b, "%s", str_text(&coverage)),
            .undecided = y->n[T_UNDECIDED],
            .again =
                y->n[T_AWAITING_SECOND] + y->n[T_DISPUTED] + y->n[T_STALE] + y->n[T_NOW_INVALID],
            .operations_open = y->n[T_OPERATIONS_UNDECIDED],
        };
        b->failed |= coverage.failed;
        str_release(&coverage);
    }
}

static void add_definitions(struct builder *b, unsigned primary)
{
    const struct criteria *c = b->criteria;
    struct summary *s = b->s;
    s->definition = arena_alloc(&s->arena, (c->definitions + 1) * sizeof *s->definition);
    if (!s->definition) {
        b->failed = true;
        return;
    }
    s->definitions = c->definitions;
    for (size_t d = 0; d < c->definitions; d++) {
        const struct definition *from = &c->definition[d];
        s->definition[d] = (struct summary_definition){.id = build_text(b, "%s", from->id),
                                                       .title = build_text(b, "%s", from->title),
                                                       .source = build_text(b, "%s", from->source),
                                                       .primary = d == primary};
    }
}

static void add_texts(struct builder *b, const struct summary_source *source)
{
    struct summary *s = b->s;
    s->proof = build_text(b, "%s", b->criteria->proof);
    s->caveat =
        "These are reviewers' classifications of people who came to notice, on the stated "
        "standard of proof: not court findings, not prevalence. \"Voluntary\" means that no means "
        "was found on the record.";
    s->criteria = b->criteria->digest;
    s->seq = review_seq(source->review);
    build_note(b, "Outcomes are those of final decisions: a decision is in force that is neither "
                  "stale nor now invalid.");
    build_note(b, "No rates of change are given: years whose coverage is not January to December "
                  "are marked, and are not to be compared with whole years.");
    if (b->counts->years_left_out)
        build_note(b, build_text(b, "There are more years than %d: the first %zu are left out.",
                                 SUMMARY_YEARS_MAX, b->counts->years_left_out));
    if (b->counts->points_left_out)
        build_note(b, build_text(b,
                                 "Of the entry points the %d most frequent are named; %zu more are "
                                 "counted together.",
                                 ENTRY_POINTS, b->counts->points_left_out));
    if (source->partial)
        build_note(b, "Records are still being read: the figures are not complete.");
}

struct summary *summary_finish(struct summary_work *w, struct err *e)
{
    struct summary *s = calloc(1, sizeof *s);
    struct builder b = {.s = s, .counts = &w->counts, .criteria = w->source.criteria};
    b.failed = !s;
    if (s) {
        add_years(&b, &w->source);
        add_definitions(&b, w->source.primary);
        add_texts(&b, &w->source);
        build_year_tables(&b);
        build_breakdowns(&b);
        build_criteria_tables(&b);
        build_definition_tables(&b);
        build_check_tables(&b);
        build_charts(&b);
    }
    builder_release(&b);
    summary_drop(w);
    if (!b.failed)
        return s;
    summary_free(s);
    err_memory(e);
    return NULL;
}

struct summary *summary_new(const struct summary_source *source, struct err *e)
{
    struct summary_work *w = summary_begin(source, e);
    while (w && summary_step(w))
        ;
    return w ? summary_finish(w, e) : NULL;
}

void summary_free(struct summary *s)
{
    if (!s)
        return;
    free(s->table);
    free(s->chart);
    free(s->note);
    arena_release(&s->arena);
    free(s);
}
