/* The tables of the year: what came to notice, what became of it, and the operations it came from. */
#include <stddef.h>

#include "models/summary_build.h"

#define AT(member) offsetof(struct year_counts, member)

#define DEBRIEFINGS "kind:debriefing"
#define FOUND       DEBRIEFINGS " & outcome:trafficking"

/* Where the cells of a row come from. */
struct origin {
    enum { FROM_RECORDS, FROM_YEAR, FROM_ROWS } from;
    enum dim dim; /* FROM_RECORDS: how many are in the categories first..last of it */
    unsigned first, last;
    bool found;       /* of these, those found to be trafficking alone */
    size_t offset;    /* FROM_YEAR: of the member of struct year_counts */
    enum field field; /* that is added up in it, of UNIT_SUM */
    size_t part, of;  /* FROM_ROWS: one in per cent of the other */
};

enum { NOT_KNOWN = 0, LAST = NATIONALITIES /* no dimension has a category beyond */ };

#define ORIGIN(...)                                                                                \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }
#define RECORDS(d, low, high)  ORIGIN(.dim = (d), .first = (low), .last = (high))
#define FINDINGS(d, low, high) ORIGIN(.dim = (d), .first = (low), .last = (high), .found = true)
#define OF_YEAR(member)        ORIGIN(.from = FROM_YEAR, .offset = AT(member))
#define SUM_OF_YEAR(f)                                                                             \
    ORIGIN(.from = FROM_YEAR, .field = (f),                                                        \
           .offset = AT(sum) + ((f)-F_PERSONS_ARRESTED) * sizeof(int64_t))
#define PER_CENT(a, b) ORIGIN(.from = FROM_ROWS, .part = (a), .of = (b))

struct figure {
    const char *id, *label, *limit; /* limit "": that of the part */
    unsigned indent;
    enum summary_unit unit;
    enum { STAYS, SO_FAR } until; /* SO_FAR: it can change while the year is provisional */
    struct origin origin;
};

static int64_t count_records(const struct counts *c, const struct origin *o, size_t year)
{
    int64_t n = 0;
    for (unsigned i = o->first; i <= o->last && i < dim_categories(o->dim); i++)
        n += o->found ? counts_get(c, o->dim, year, i, CLASS_TRAFFICKING)
                      : counts_all(c, o->dim, year, i);
    return n;
}

static void add_figure(struct builder *b, const struct figure *f)
{
    const struct origin *o = &f->origin;
    struct summary_row row = {.id = f->id,
                              .label = f->label,
                              .limit = f->limit,
                              .indent = f->indent,
                              .unit = f->unit,
                              .field = o->field,
                              .so_far = f->until == SO_FAR};
    if (o->from == FROM_ROWS) {
        table_percent(b, f->id, f->label, f->indent, o->part, o->of);
    } else if (o->from == FROM_YEAR) {
        table_row_of(b, row, o->offset);
    } else {
        size_t at = table_row(b, row);
        for (size_t y = 0; y < b->s->years; y++)
            table_set(b, at, y, count_records(b->counts, o, y));
    }
}

/* --- the year --- */

enum {
    ARRESTED,
    DEBRIEFED,
    STATUS_KNOWN,
    VISITORS,
    NOT_VISITORS,
    STATUS_UNKNOWN,
    VISITORS_PERCENT,
    CASES,
    TRAFFICKING,
    CHILDREN,
    TRAFFICKING_NAMELESS,
    TRAFFICKING_PERSONS,
    PERSONS,
    NAMELESS,
    HEADLINES
};

static const struct figure headline[HEADLINES] = {
    [ARRESTED] = {"persons_arrested", "Persons arrested", "kind:operation", 0, UNIT_SUM, STAYS,
                  SUM_OF_YEAR(F_PERSONS_ARRESTED)},
    [DEBRIEFED] = {"debriefings", "Persons debriefed", DEBRIEFINGS, 0, UNIT_DEBRIEFINGS, STAYS,
                   RECORDS(DIM_STATUS, NOT_KNOWN, LAST)},
    [STATUS_KNOWN] = {"status_known", "of known status", DEBRIEFINGS " & !status:unknown", 1,
                      UNIT_DEBRIEFINGS, STAYS, RECORDS(DIM_STATUS, NOT_KNOWN + 1, LAST)},
    [VISITORS] = {"visitors", "visitors", DEBRIEFINGS " & status:visitor", 2, UNIT_DEBRIEFINGS,
                  STAYS, RECORDS(DIM_STATUS, STATUS_VISITOR, STATUS_VISITOR)},
    [NOT_VISITORS] = {"not_visitors", "others", DEBRIEFINGS " & !status:unknown & !status:visitor",
                      2, UNIT_DEBRIEFINGS, STAYS, RECORDS(DIM_STATUS, STATUS_VISITOR + 1, LAST)},
    [STATUS_UNKNOWN] = {"status_unknown", "of unknown status", DEBRIEFINGS " & status:unknown", 1,
                        UNIT_DEBRIEFINGS, STAYS, RECORDS(DIM_STATUS, NOT_KNOWN, NOT_KNOWN)},
    [VISITORS_PERCENT] = {"visitors_percent", "visitors, of those of known status", "", 1,
                          UNIT_DEBRIEFINGS, STAYS, PER_CENT(VISITORS, STATUS_KNOWN)},
    [CASES] = {"trafficking_cases", "Trafficking cases", "outcome:trafficking", 0, UNIT_CASES,
               SO_FAR, OF_YEAR(cases)},
    [TRAFFICKING] = {"trafficking", "Trafficking, debriefings", FOUND, 0, UNIT_DEBRIEFINGS, SO_FAR,
                     FINDINGS(DIM_STATUS, NOT_KNOWN, LAST)},
    [CHILDREN] = {"children", "of children, by the record or as the reviewer found",
                  FOUND " & (age_group:child | answer:fact.child)", 1, UNIT_DEBRIEFINGS, SO_FAR,
                  OF_YEAR(children)},
    [TRAFFICKING_NAMELESS] = {"trafficking_no_pseudonym",
                              "without a pseudonym: how many persons is not known",
                              FOUND " & pseudonym:unknown", 1, UNIT_DEBRIEFINGS, SO_FAR,
                              FINDINGS(DIM_PSEUDONYM, NOT_KNOWN, NOT_KNOWN)},
    [TRAFFICKING_PERSONS] = {"trafficking_persons", "Trafficking, distinct persons by pseudonym",
                             FOUND, 0, UNIT_PERSONS, SO_FAR, OF_YEAR(persons_trafficking)},
    [PERSONS] = {"persons", "All debriefed, distinct persons by pseudonym", DEBRIEFINGS, 0,
                 UNIT_PERSONS, STAYS, OF_YEAR(persons)},
    [NAMELESS] = {"no_pseudonym", "without a pseudonym: how many persons is not known",
                  DEBRIEFINGS " & pseudonym:unknown", 1, UNIT_DEBRIEFINGS, STAYS,
                  RECORDS(DIM_PSEUDONYM, NOT_KNOWN, NOT_KNOWN)},
};

static void add_headline(struct builder *b)
{
    static const size_t by_status[] = {STATUS_KNOWN, STATUS_UNKNOWN};
    table_begin(b, "year", "The year",
                "A debriefing is an interview of one person; repeats count again, so distinct "
                "pseudonyms are shown beside. Persons arrested are those arrested for prostitution "
                "in operations. A case counts once, with a final trafficking decision in it, in "
                "the year of its earliest record. Units are never added or divided across.");
    b->table.headline = true;
    for (size_t i = 0; i < HEADLINES; i++)
        add_figure(b, &headline[i]);
    table_parts(b, &(struct summary_relation){.whole = DEBRIEFED, .part = by_status, .parts = 2});
    table_adds_up(b, STATUS_KNOWN, VISITORS, NOT_VISITORS + 1);
    table_part_of(b, TRAFFICKING, CHILDREN);
    table_part_of(b, TRAFFICKING, TRAFFICKING_NAMELESS);
    table_part_of(b, DEBRIEFED, NAMELESS);
    table_end(b);
}

/* --- outcomes --- */

static void add_outcomes(struct builder *b, const char *id, const char *title, const char *unit,
                         enum dim dim, enum summary_unit counted)
{
    const char *kind = counted == UNIT_OPERATIONS ? "kind:operation" : DEBRIEFINGS;
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

/* --- persons as the operations count them, and as they came to the debriefings --- */

static void add_stated_sums(struct builder *b, size_t operations)
{
    static const char *const labels[SUMS] = {"Persons arrested", "Visitors arrested",
                                             "Persons debriefed, as the operations state it",
                                             "Organisers arrested", "Migrants intercepted"};
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
        size_t stated = table_row_of(
            b,
            (struct summary_row){.id = build_text(b, "%s_stated", path),
                                 .label = "operations that state it",
                                 .limit = build_text(b, "kind:operation & !%s:unknown", path),
                                 .indent = 1,
                                 .unit = UNIT_OPERATIONS},
            AT(stated) + i * sizeof(int64_t));
        table_part_of(b, operations, stated);
    }
}

/* Of debriefings that name an operation, and that name none: how many, and with a finding. */
static const struct figure findings[] = {
    {"debriefings_of_operations", "Debriefings that name an operation",
     DEBRIEFINGS " & !operation:unknown", 0, UNIT_DEBRIEFINGS, STAYS, RECORDS(DIM_OPERATION, 1, 1)},
    {"found_of_operations", "found to be trafficking",
     DEBRIEFINGS " & !operation:unknown & outcome:trafficking", 1, UNIT_DEBRIEFINGS, SO_FAR,
     FINDINGS(DIM_OPERATION, 1, 1)},
    {"debriefings_of_none", "Debriefings that name no operation",
     DEBRIEFINGS " & operation:unknown", 0, UNIT_DEBRIEFINGS, STAYS,
     RECORDS(DIM_OPERATION, NOT_KNOWN, NOT_KNOWN)},
    {"found_of_none", "found to be trafficking",
     DEBRIEFINGS " & operation:unknown & outcome:trafficking", 1, UNIT_DEBRIEFINGS, SO_FAR,
     FINDINGS(DIM_OPERATION, NOT_KNOWN, NOT_KNOWN)},
};

static void add_flow(struct builder *b)
{
    table_begin(
        b, "flow", "From operations to findings: arrested, debriefed, found",
        "Operations are counted as records; persons are the operations' own numbers, added "
        "up over those that state one; debriefings are interviews of one person. Organisers "
        "are not part of the persons arrested, and smuggled migrants are not trafficked.");
    size_t operations = table_row_all(b,
                                      (struct summary_row){.id = "operations",
                                                           .label = "Operations",
                                                           .limit = "kind:operation",
                                                           .unit = UNIT_OPERATIONS},
                                      DIM_OPERATION_TYPE);
    add_stated_sums(b, operations);
    size_t first = b->table.rows;
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++)
        add_figure(b, &findings[i]);
    table_part_of(b, first, first + 1);
    table_part_of(b, first + 2, first + 3);
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
