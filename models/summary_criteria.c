/* Means, signs and purposes: what officers reported and what reviewers answered. Answers that `voluntary` implied are
 * counted apart. */
#include <stddef.h>

#include "models/summary_build.h"

enum {
    COLUMN_ALL,
    COLUMN_REPORTED, /* present, absent, unknown */
    COLUMN_FINAL = COLUMN_REPORTED + 3,
    COLUMN_ANSWERED, /* present, absent, implied, unknown */
    COLUMNS = COLUMN_ANSWERED + 4
};

static void add_columns(struct builder *b)
{
    table_column(b, "debriefings", "all", "", false);
    table_column(b, "reported_present", "reported present", "reported:%=present", false);
    table_column(b, "reported_absent", "absent", "reported:%=absent", false);
    table_column(b, "reported_unknown", "unknown", "reported:%=unknown", false);
    table_column(b, "final", "finally decided", "decided", true);
    table_column(b, "answered_present", "answered present", "decided & answer:%=present", true);
    table_column(b, "answered_absent", "absent", "decided & answer:%=absent & !answer:%=implied",
                 true);
    table_column(b, "answered_implied", "absent, implied", "decided & answer:%=implied", true);
    table_column(b, "answered_unknown", "unknown", "decided & answer:%=unknown", true);
}

static void set_row(struct builder *b, size_t row, unsigned bit)
{
    for (size_t y = 0; y < b->s->years; y++) {
        const struct year_counts *of = &b->counts->of_year[y];
        const int64_t *reported = of->reported[bit], *answered = of->answered[bit];
        int64_t all = 0, final = 0;
        for (unsigned c = 0; c < CLASS_COUNT; c++) {
            int64_t n = counts_class(b->counts, DIM_STATUS, y, (enum count_class)c);
            all += n;
            final += c < CLASS_FINAL ? n : 0;
        }
        const int64_t cells[COLUMNS] = {all,
                                        reported[0],
                                        reported[1],
                                        all - reported[0] - reported[1],
                                        final,
                                        answered[0],
                                        answered[1],
                                        answered[2],
                                        final - answered[0] - answered[1] - answered[2]};
        for (size_t i = 0; i < COLUMNS; i++)
            table_set(b, row, y * COLUMNS + i, cells[i]);
    }
}

static void add_criteria(struct builder *b, enum element element, const char *id, const char *title,
                         const char *unit)
{
    table_begin(b, id, title, unit);
    add_columns(b);
    for (unsigned bit = 0; bit < b->criteria->count; bit++) {
        const struct criterion *item = &b->criteria->item[bit];
        if (item->element != element)
            continue;
        set_row(b,
                table_row(b, (struct summary_row){.id = build_text(b, "%s", item->id),
                                                  .label = build_text(b, "%s", item->label),
                                                  .limit = "kind:debriefing"}),
                bit);
    }
    table_columns_add_up(b, COLUMN_ALL, COLUMN_REPORTED, COLUMN_FINAL);
    table_columns_add_up(b, COLUMN_FINAL, COLUMN_ANSWERED, COLUMNS);
    table_end(b);
}

static void add_purposes(struct builder *b)
{
    static const char found[] = "kind:debriefing & outcome:trafficking";
    table_begin(b, "purposes", "Trafficking by purpose",
                "Counts debriefings finally decided as trafficking, by the purposes that the "
                "reviewer answered present; one debriefing may have several.");
    size_t all = table_row_class(
        b,
        (struct summary_row){.id = "all", .label = "Trafficking", .limit = found, .so_far = true},
        DIM_STATUS, CLASS_TRAFFICKING);
    for (unsigned bit = 0; bit < b->criteria->count; bit++) {
        const struct criterion *item = &b->criteria->item[bit];
        if (item->element != ELEMENT_PURPOSE)
            continue;
        size_t row = table_row_of(
            b,
            (struct summary_row){.id = build_text(b, "%s", item->id),
                                 .label = build_text(b, "%s", item->label),
                                 .limit = build_text(b, "%s & answer:%s", found, item->id),
                                 .indent = 1,
                                 .so_far = true},
            offsetof(struct year_counts, purpose) + bit * sizeof(int64_t));
        table_part_of(b, all, row);
    }
    size_t none =
        table_row_of(b,
                     (struct summary_row){.id = "none",
                                          .label = "no purpose answered present",
                                          .limit = build_text(b, "%s & !answer:purpose", found),
                                          .indent = 1,
                                          .so_far = true},
                     offsetof(struct year_counts, no_purpose));
    table_part_of(b, all, none);
    table_end(b);
}

void build_criteria_tables(struct builder *b)
{
    add_criteria(b, ELEMENT_MEANS, "means", "Means",
                 "Counts debriefings: what the officer reported of all, and what the reviewer "
                 "answered of those finally decided. Several means may be present at once. What "
                 "\"voluntary\" filled in as absent is counted apart, as implied.");
    add_criteria(b, ELEMENT_SIGN, "signs", "Signs",
                 "Counts debriefings, as for the means. A sign decides nothing by itself.");
    add_purposes(b);
}
