/* What a critical reader asks of the figures: how the decisions were made, who was screened, who is punished. */
#include <stddef.h>

#include "models/summary_build.h"

#define AT(member) offsetof(struct year_counts, member)

static int64_t sum_classes(const struct builder *b, size_t year, unsigned first, unsigned end)
{
    int64_t n = 0;
    for (unsigned c = first; c < end; c++)
        n += counts_class(b->counts, DIM_STATUS, year, (enum count_class)c);
    return n;
}

static size_t add_final(struct builder *b)
{
    size_t final = table_row(b, (struct summary_row){.id = "final",
                                                     .label = "Finally decided",
                                                     .limit = "kind:debriefing & decided",
                                                     .so_far = true});
    for (size_t y = 0; y < b->s->years; y++)
        table_set(b, final, y, sum_classes(b, y, 0, CLASS_FINAL));
    return final;
}

/* A row over all outcomes, of the counts by outcome at that offset, and one for each outcome that is part of it. */
static size_t add_by_outcome(struct builder *b, struct summary_row whole, size_t offset)
{
    size_t all = table_row(b, whole);
    for (unsigned c = 0; c < CLASS_FINAL; c++) {
        struct summary_row part = whole;
        part.id = build_text(b, "%s_%s", whole.id, class_defs[c].id);
        part.label = class_defs[c].label;
        part.limit = build_text(b, "%s & %s", whole.limit, class_defs[c].limit);
        part.indent++;
        size_t row = table_row_of(b, part, offset + (c + 1) * sizeof(int64_t));
        for (size_t y = 0; !b->failed && y < b->s->years; y++)
            b->cell[all * b->table.columns + y].n += b->cell[row * b->table.columns + y].n;
    }
    table_adds_up(b, all, all + 1, all + 1 + CLASS_FINAL);
    return all;
}

_Static_assert(CLASS_VOLUNTARY + 1 == (int)OUTCOME_VOLUNTARY &&
                   CLASS_OUT_OF_SCOPE + 1 == (int)OUTCOME_OUT_OF_SCOPE,
               "the outcomes come in the order of the classes");

static void add_decisions(struct builder *b)
{
    table_begin(
        b, "decisions", "How the decisions were made",
        "Counts debriefings with a final decision. A departure is an outcome other than "
        "what the primary definition gave for the reviewer's answers; each has a rationale. "
        "A fast decision took less than 5 seconds, of those whose time was measured.");
    size_t final = add_final(b);
    size_t departing =
        add_by_outcome(b,
                       (struct summary_row){.id = "departing",
                                            .label = "Departures from the primary definition",
                                            .limit = "kind:debriefing & decided & departure",
                                            .so_far = true},
                       AT(departing));
    size_t conforming =
        table_row(b, (struct summary_row){.id = "conforming",
                                          .label = "Conforming to it",
                                          .limit = "kind:debriefing & decided & !departure",
                                          .so_far = true});
    for (size_t y = 0; !b->failed && y < b->s->years; y++)
        table_set(b, conforming, y,
                  b->cell[final * b->table.columns + y].n -
                      b->cell[departing * b->table.columns + y].n);
    const size_t parts[] = {departing, conforming};
    table_parts(b, &(struct summary_relation){.whole = final, .part = parts, .parts = 2});
    table_percent(b, "departing_percent", "departures, of those finally decided", 1, departing,
                  final);
    size_t timed =
        table_row_of(b,
                     (struct summary_row){.id = "timed",
                                          .label = "Time of the decision measured",
                                          .limit = "kind:debriefing & decided & seconds:>0",
                                          .so_far = true},
                     AT(timed));
    table_part_of(b, final, timed);
    size_t fast = add_by_outcome(
        b,
        (struct summary_row){
            .id = "fast",
            .label = "Fast: under 5 seconds",
            .limit = build_text(b, "kind:debriefing & decided & seconds:1..%d", FAST_SECONDS - 1),
            .so_far = true},
        AT(fast));
    table_part_of(b, timed, fast);
    table_percent(b, "fast_percent", "fast, of those measured", 1, fast, timed);
    table_end(b);
}

/* What was reported of those who were asked. Criteria of one's own may lack some of the ids. */
static void add_reported(struct builder *b, size_t screened, const char *limit)
{
    static const struct {
        const char *id, *label, *percent;
    } means[REPORTED_MEANS] = {
        [REPORTED_FORCE] = {"force", "force reported", "force, of those screened"},
        [REPORTED_COERCION] = {"coercion", "other coercion reported",
                               "coercion, of those screened"},
        [REPORTED_INDUCEMENT] = {"inducement", "inducement reported",
                                 "inducement, of those screened"},
        [REPORTED_ANY] = {"any", "any of these reported", "any of these, of those screened"},
    };
    const char *any = "";
    for (unsigned i = 0; i < REPORTED_MEANS; i++) {
        const char *asked = any;
        if (i < REPORTED_ANY) {
            if (criteria_find(b->criteria, screened_ids[i]) < 0)
                continue;
            asked = build_text(b, "reported:%s", screened_ids[i]);
            any = *any ? build_text(b, "%s | %s", any, asked) : asked;
        }
        if (!*asked)
            continue;
        size_t row =
            table_row_of(b,
                         (struct summary_row){.id = means[i].id,
                                              .label = means[i].label,
                                              .limit = build_text(b, "%s & (%s)", limit, asked),
                                              .indent = 1},
                         AT(screened) + i * sizeof(int64_t));
        table_part_of(b, screened, row);
        table_percent(b, build_text(b, "%s_percent", means[i].id), means[i].percent, 2, row,
                      screened);
    }
}

static void add_screening(struct builder *b)
{
    static const char screened[] = "kind:debriefing & screened:yes";
    table_begin(b, "screening", "Screening for force, inducement and coercion",
                "Counts debriefings. What was reported is counted, and put in per cent, only of "
                "those who are known to have been asked about force, deception and abuse. "
                "Voluntary counts final decisions.");
    size_t all = table_row_all(b,
                               (struct summary_row){.id = "debriefings",
                                                    .label = "Persons debriefed",
                                                    .limit = "kind:debriefing"},
                               DIM_SCREENED);
    size_t no = table_row_category(b,
                                   (struct summary_row){.id = "not_screened",
                                                        .label = "Not screened",
                                                        .limit = "kind:debriefing & screened:no"},
                                   DIM_SCREENED, NO);
    table_row_category(b,
                       (struct summary_row){.id = "screening_unknown",
                                            .label = "Not known whether screened",
                                            .limit = "kind:debriefing & screened:unknown"},
                       DIM_SCREENED, 0);
    size_t yes = table_row_category(
        b, (struct summary_row){.id = "screened", .label = "Screened", .limit = screened},
        DIM_SCREENED, YES);
    table_adds_up(b, all, no, yes + 1);
    add_reported(b, yes, screened);
    size_t voluntary =
        table_row_class(b,
                        (struct summary_row){.id = "voluntary",
                                             .label = "Voluntary",
                                             .limit = "kind:debriefing & outcome:voluntary",
                                             .so_far = true},
                        DIM_SCREENED, CLASS_VOLUNTARY);
    size_t blind = table_row(
        b, (struct summary_row){.id = "voluntary_not_screened",
                                .label = "not known to be screened",
                                .limit = "kind:debriefing & outcome:voluntary & !screened:yes",
                                .indent = 1,
                                .so_far = true});
    for (size_t y = 0; y < b->s->years; y++)
        table_set(b, blind, y,
                  counts_get(b->counts, DIM_SCREENED, y, 0, CLASS_VOLUNTARY) +
                      counts_get(b->counts, DIM_SCREENED, y, NO, CLASS_VOLUNTARY));
    table_part_of(b, voluntary, blind);
    table_percent(b, "voluntary_not_screened_percent", "not known to be screened, of voluntary", 1,
                  blind, voluntary);
    table_end(b);
}

static void add_pending(struct builder *b)
{
    static const char found[] = "kind:debriefing & outcome:trafficking";
    static const char possible[] = "kind:debriefing & (!decided | outcome:insufficient) & "
                                   "(reported:means | reported:sign | age_group:child)";
    static const struct {
        const char *id, *label;
    } pending[] = {[0] = {"unknown", "not known"},
                   [PENDING_NONE] = {"none", "none"},
                   [PENDING_CHARGE] = {"charge", "a charge"},
                   [PENDING_REMOVAL] = {"removal", "removal"}};
    table_begin(b, "pending", "Non-punishment: charges and removals that victims may face",
                "Counts debriefings. Possible are those without a final decision, or with "
                "insufficient information, of a child or with a means or sign reported present. "
                "Victims should not be punished for what they were made to do (OHCHR Recommended "
                "Principles and Guidelines, Principle 7).");
    for (unsigned group = 0; group < 2; group++) {
        const char *name = group ? "possible" : "trafficking", *limit = group ? possible : found;
        size_t all = table_row(
            b, (struct summary_row){.id = name,
                                    .label = group ? "Possible trafficking" : "Trafficking",
                                    .limit = limit,
                                    .so_far = true});
        for (unsigned i = 1; i <= PENDING_REMOVAL + 1; i++) {
            unsigned category = i % (PENDING_REMOVAL + 1);
            size_t row =
                table_row(b, (struct summary_row){
                                 .id = build_text(b, "%s_%s", name, pending[category].id),
                                 .label = build_text(b, "pending: %s", pending[category].label),
                                 .limit = build_text(b, "%s & pending_action:%s", limit,
                                                     category ? pending[category].id : "unknown"),
                                 .indent = 1,
                                 .so_far = true});
            for (size_t y = 0; !b->failed && y < b->s->years; y++) {
                int64_t n =
                    group ? b->counts->of_year[y].possible[category]
                          : counts_get(b->counts, DIM_PENDING, y, category, CLASS_TRAFFICKING);
                table_set(b, row, y, n);
                b->cell[all * b->table.columns + y].n += n;
            }
        }
        table_adds_up(b, all, all + 1, all + 2 + PENDING_REMOVAL);
    }
    table_end(b);
}

void build_check_tables(struct builder *b)
{
    add_decisions(b);
    add_screening(b);
    add_pending(b);
}
