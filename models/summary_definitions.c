/* Each definition side by side, and the records on which they differ. */
#include <stddef.h>

#include "models/summary_build.h"

/* "kind:debriefing & definition:palermo/reported=trafficking" */
static const char *result_limit(struct builder *b, enum basis basis, size_t d, enum result result)
{
    return build_text(b, "definition:%s%s=%s", b->s->definition[d].id,
                      basis == ON_REPORTED ? "/reported" : "", result_name(result));
}

static void add_results(struct builder *b, enum basis basis, size_t d, size_t all)
{
    static const enum result order[] = {RESULT_TRAFFICKING, RESULT_NOT_TRAFFICKING,
                                        RESULT_UNDETERMINED};
    const struct summary_definition *def = &b->s->definition[d];
    size_t offset = offsetof(struct year_counts, result) +
                    ((size_t)basis * DEFINITIONS_MAX + d) * 3 * sizeof(int64_t);
    size_t row = 0;
    for (size_t i = 0; i < 3; i++) {
        const char *name = result_name(order[i]);
        row = table_row_of(
            b,
            (struct summary_row){
                .id = build_text(b, "%s:%s", def->id, name),
                .label = build_text(b, "%s%s: %s", def->id, def->primary ? " (primary)" : "",
                                    build_words(b, name)),
                .limit = build_text(b, "kind:debriefing & %s", result_limit(b, basis, d, order[i])),
                .so_far = basis == ON_REVIEWED},
            offset + order[i] * sizeof(int64_t));
    }
    table_adds_up(b, all, row - 2, row + 1);
}

/* What another definition counts and the primary one does not, and the other way round. */
static void add_difference(struct builder *b, enum basis basis, size_t d, size_t primary,
                           size_t differ)
{
    const char *ids[] = {b->s->definition[d].id, b->s->definition[primary].id};
    const char *limits[] = {result_limit(b, basis, d, RESULT_TRAFFICKING),
                            result_limit(b, basis, primary, RESULT_TRAFFICKING)};
    const size_t offsets[] = {offsetof(struct year_counts, more),
                              offsetof(struct year_counts, less)};
    for (unsigned i = 0; i < 2; i++) {
        size_t row = table_row_of(
            b,
            (struct summary_row){
                .id = build_text(b, "%s:not:%s", ids[i], ids[!i]),
                .label = build_text(b, "by %s, not by %s", ids[i], ids[!i]),
                .limit = build_text(b, "kind:debriefing & %s & !%s", limits[i], limits[!i]),
                .indent = 1,
                .so_far = basis == ON_REVIEWED},
            offsets[i] + ((size_t)basis * DEFINITIONS_MAX + d) * sizeof(int64_t));
        table_part_of(b, differ, row);
    }
}

static void add_definitions(struct builder *b, enum basis basis, const char *id, const char *title,
                            const char *unit)
{
    bool reviewed = basis == ON_REVIEWED;
    size_t primary = b->counts->source->primary;
    const char *limit = reviewed ? "kind:debriefing & decided" : "kind:debriefing";
    table_begin(b, id, title, unit);
    size_t all = table_row(
        b, (struct summary_row){.id = "all",
                                .label = reviewed ? "Finally decided" : "Persons debriefed",
                                .limit = limit,
                                .so_far = reviewed});
    for (size_t y = 0; y < b->s->years; y++) {
        int64_t n = 0;
        for (unsigned c = 0; c < (reviewed ? (unsigned)CLASS_FINAL : CLASS_COUNT); c++)
            n += counts_class(b->counts, DIM_STATUS, y, (enum count_class)c);
        table_set(b, all, y, n);
    }
    for (size_t d = 0; d < b->s->definitions; d++)
        add_results(b, basis, d, all);
    size_t differ =
        table_row_of(b,
                     (struct summary_row){.id = "differ",
                                          .label = "Trafficking by some definitions and not by all",
                                          .limit = build_text(b, "kind:debriefing & differ:%s",
                                                              reviewed ? "reviewed" : "reported"),
                                          .so_far = reviewed},
                     offsetof(struct year_counts, differ) + (size_t)basis * sizeof(int64_t));
    table_part_of(b, all, differ);
    for (size_t d = 0; d < b->s->definitions; d++)
        if (d != primary)
            add_difference(b, basis, d, primary, differ);
    table_end(b);
}

void build_definition_tables(struct builder *b)
{
    add_definitions(b, ON_REVIEWED, "definitions_reviewed", "Definitions, as reviewed",
                    "Counts debriefings with a final decision, by what each definition gives for "
                    "the reviewer's own answers.");
    add_definitions(b, ON_REPORTED, "definitions_reported", "Definitions, as reported",
                    "Counts all debriefings, by what each definition gives for what the officer "
                    "recorded.");
}
