/* The tables of the year: what came to notice, what became of it, and the operations it came from. */
#include <stddef.h>

#include "models/summary_build.h"

#define AT(member) offsetof(struct year_counts, member)

static void add_headline(struct builder *b)
{
    const char *all = "kind:debriefing", *found = "kind:debriefing & outcome:trafficking";
    table_begin(b, "year", "The year",
                "A debriefing is an interview of one person; repeats count again, so distinct "
                "pseudonyms are shown beside. Persons arrested are those arrested for prostitution "
                "in operations. A case counts once, with a final trafficking decision in it, in "
                "the year of its earliest record. Units are never added or divided across.");
    b->table.headline = true;
    table_row_of(b,
                 (struct summary_row){.id = "persons_arrested",
                                      .label = "Persons arrested",
                                      .limit = "kind:operation",
                                      .unit = UNIT_SUM,
                                      .field = F_PERSONS_ARRESTED},
                 AT(sum));
    size_t debriefings = table_row_all(
        b, (struct summary_row){.id = "debriefings", .label = "Persons debriefed", .limit = all},
        DIM_STATUS);
    size_t known = table_row(b, (struct summary_row){.id = "status_known",
                                                     .label = "of known status",
                                                     .limit = "kind:debriefing & !status:unknown",
                                                     .indent = 1});
    size_t visitors =
        table_row_category(b,
                           (struct summary_row){.id = "visitors",
                                                .label = "visitors",
                                                .limit = "kind:debriefing & status:visitor",
                                                .indent = 2},
                           DIM_STATUS, STATUS_VISITOR);
    size_t others = table_row(
        b, (struct summary_row){.id = "not_visitors",
                                .label = "others",
                                .limit = "kind:debriefing & !status:unknown & !status:visitor",
                                .indent = 2});
    size_t unknown =
        table_row_category(b,
                           (struct summary_row){.id = "status_unknown",
                                                .label = "of unknown status",
                                                .limit = "kind:debriefing & status:unknown",
                                                .indent = 1},
                           DIM_STATUS, 0);
    for (size_t y = 0; y < b->s->years; y++) {
        int64_t n = counts_all(b->counts, DIM_STATUS, y, STATUS_VISITOR), rest = 0;
        for (unsigned cell = STATUS_VISITOR + 1; cell < dim_categories(DIM_STATUS); cell++)
            rest += counts_all(b->counts, DIM_STATUS, y, cell);
        table_set(b, known, y, n + rest);
        table_set(b, others, y, rest);
    }
    table_percent(b, "visitors_percent", "visitors, of those of known status", 1, visitors, known);
    const size_t by_status[] = {known, unknown}, by_known[] = {visitors, others};
    table_parts(b, &(struct summary_relation){.whole = debriefings, .part = by_status, .parts = 2});
    table_parts(b, &(struct summary_relation){.whole = known, .part = by_known, .parts = 2});

    table_row_of(b,
                 (struct summary_row){.id = "trafficking_cases",
                                      .label = "Trafficking cases",
                                      .limit = "outcome:trafficking",
                                      .unit = UNIT_CASES,
                                      .so_far = true},
                 AT(cases));
    size_t trafficking = table_row_class(b,
                                         (struct summary_row){.id = "trafficking",
                                                              .label = "Trafficking, debriefings",
                                                              .limit = found,
                                                              .so_far = true},
                                         DIM_STATUS, CLASS_TRAFFICKING);
    size_t children = table_row_of(
        b,
        (struct summary_row){
            .id = "children",
            .label = "of children, by the record or as the reviewer found",
            .limit =
                "kind:debriefing & outcome:trafficking & (age_group:child | answer:fact.child)",
            .indent = 1,
            .so_far = true},
        AT(children));
    table_part_of(b, trafficking, children);
    size_t nameless = table_row(
        b, (struct summary_row){.id = "trafficking_no_pseudonym",
                                .label = "without a pseudonym: how many persons is not known",
                                .limit = "kind:debriefing & outcome:trafficking & "
                                         "pseudonym:unknown",
                                .indent = 1,
                                .so_far = true});
    for (size_t y = 0; y < b->s->years; y++)
        table_set(b, nameless, y, counts_get(b->counts, DIM_PSEUDONYM, y, 0, CLASS_TRAFFICKING));
    table_part_of(b, trafficking, nameless);
    table_row_of(b,
                 (struct summary_row){.id = "trafficking_persons",
                                      .label = "Trafficking, distinct persons by pseudonym",
                                      .limit = found,
                                      .unit = UNIT_PERSONS,
                                      .so_far = true},
                 AT(persons_trafficking));
    table_row_of(b,
                 (struct summary_row){.id = "persons",
                                      .label = "All debriefed, distinct persons by pseudonym",
                                      .limit = all,
                                      .unit = UNIT_PERSONS},
                 AT(persons));
    size_t without = table_row_category(
        b,
        (struct summary_row){.id = "no_pseudonym",
                             .label = "without a pseudonym: how many persons is not known",
                             .limit = "kind:debriefing & pseudonym:unknown",
                             .indent = 1},
        DIM_PSEUDONYM, 0);
    table_part_of(b, debriefings, without);
    table_end(b);
}

static void add_outcomes(struct builder *b, const char *id, const char *title, const char *unit,
                         enum dim dim, enum summary_unit counted)
{
    const char *kind = counted == UNIT_OPERATIONS ? "kind:operation" : "kind:debriefing";
    table_begin(b, id, title, unit);
    size_t first = 0, final, all;
    for (unsigned c = 0; c < CLASS_FINAL; c++)
        table_row_class(
            b,
            (struct summary_row){.id = class_defs[c].id,
                                 .label = class_defs[c].label,
                                 .limit = build_text(b, "%s & %s", kind, class_defs[c].limit),
                                 .indent = 1,
                                 .unit = counted,
                                 .so_far = true},
            dim, (enum count_class)c);
    final = table_row(b, (struct summary_row){.id = "final",
                                              .label = "Finally decided",
                                              .limit = build_text(b, "%s & decided", kind),
                                              .unit = counted,
                                              .so_far = true});
    for (unsigned c = CLASS_FINAL; c < CLASS_COUNT; c++)
        table_row_class(
            b,
            (struct summary_row){.id = class_defs[c].id,
                                 .label = class_defs[c].label,
                                 .limit = build_text(b, "%s & %s", kind, class_defs[c].limit),
                                 .unit = counted},
            dim, (enum count_class)c);
    all = table_row_all(
        b, (struct summary_row){.id = "all", .label = "All", .limit = kind, .unit = counted}, dim);
    for (size_t y = 0; y < b->s->years; y++) {
        int64_t n = 0;
        for (unsigned c = 0; c < CLASS_FINAL; c++)
            n += counts_class(b->counts, dim, y, (enum count_class)c);
        table_set(b, final, y, n);
    }
    table_adds_up(b, final, first, final);
    table_adds_up(b, all, final, all);
    table_percent(b, "trafficking_percent", "trafficking, of those finally decided", 1,
                  first + CLASS_TRAFFICKING, final);
    table_percent(b, "voluntary_percent", "voluntary, of those finally decided", 1,
                  first + CLASS_VOLUNTARY, final);
    table_end(b);
}

/* Persons as the operations count them, and as they came to the debriefings. */
static void add_flow(struct builder *b)
{
    static const char *const labels[SUMS] = {"Persons arrested", "Visitors arrested",
                                             "Persons debriefed, as the operations state it",
                                             "Organisers arrested", "Migrants intercepted"};
    size_t operations, stated;
    table_begin(
        b, "flow", "From operations to findings: arrested, debriefed, found",
        "Operations are counted as records; persons are the operations' own numbers, added "
        "up over those that state one; debriefings are interviews of one person. Organisers "
        "are not part of the persons arrested, and smuggled migrants are not trafficked.");
    operations = table_row_all(b,
                               (struct summary_row){.id = "operations",
                                                    .label = "Operations",
                                                    .limit = "kind:operation",
                                                    .unit = UNIT_OPERATIONS},
                               DIM_OPERATION_TYPE);
    for (unsigned i = 0; i < SUMS; i++) {
        enum field field = (enum field)(F_PERSONS_ARRESTED + i);
        const char *path = field_defs[field].path;
        table_row_of(b,
                     (struct summary_row){.id = path,
                                          .label = labels[i],
                                          .limit = "kind:operation",
                                          .unit = UNIT_SUM,
                                          .field = field},
                     AT(sum) + i * sizeof(int64_t));
        stated = table_row_of(
            b,
            (struct summary_row){.id = build_text(b, "%s_stated", path),
                                 .label = "operations that state it",
                                 .limit = build_text(b, "kind:operation & !%s:unknown", path),
                                 .indent = 1,
                                 .unit = UNIT_OPERATIONS},
            AT(stated) + i * sizeof(int64_t));
        table_part_of(b, operations, stated);
    }
    size_t from =
        table_row_category(b,
                           (struct summary_row){.id = "debriefings_of_operations",
                                                .label = "Debriefings that name an operation",
                                                .limit = "kind:debriefing & !operation:unknown"},
                           DIM_OPERATION, 1);
    size_t found = table_row(
        b,
        (struct summary_row){.id = "found_of_operations",
                             .label = "found to be trafficking",
                             .limit = "kind:debriefing & !operation:unknown & outcome:trafficking",
                             .indent = 1,
                             .so_far = true});
    table_part_of(b, from, found);
    size_t other =
        table_row_category(b,
                           (struct summary_row){.id = "debriefings_of_none",
                                                .label = "Debriefings that name no operation",
                                                .limit = "kind:debriefing & operation:unknown"},
                           DIM_OPERATION, 0);
    size_t found_other = table_row(
        b,
        (struct summary_row){.id = "found_of_none",
                             .label = "found to be trafficking",
                             .limit = "kind:debriefing & operation:unknown & outcome:trafficking",
                             .indent = 1,
                             .so_far = true});
    table_part_of(b, other, found_other);
    for (size_t y = 0; y < b->s->years; y++) {
        table_set(b, found, y, counts_get(b->counts, DIM_OPERATION, y, 1, CLASS_TRAFFICKING));
        table_set(b, found_other, y, counts_get(b->counts, DIM_OPERATION, y, 0, CLASS_TRAFFICKING));
    }
    table_end(b);
}

void build_year_tables(struct builder *b)
{
    add_headline(b);
    add_outcomes(b, "outcomes", "Outcomes of debriefings", "Counts debriefings.", DIM_STATUS,
                 UNIT_DEBRIEFINGS);
    add_outcomes(b, "operation_outcomes", "Outcomes of operations",
                 "Counts operations. An operation's outcome says nothing of its debriefings.",
                 DIM_OPERATION_TYPE, UNIT_OPERATIONS);
    add_flow(b);
}
