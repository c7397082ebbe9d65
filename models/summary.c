#include "models/summary.h"

#include <stdlib.h>
#include <string.h>

#include "models/summary_figures.h"

/* What is being built. Texts and figures live in the summary's arena; `failed` once memory ran out. */
struct builder {
    struct summary *s;
    const struct figures_table *t;
    const struct criteria *criteria;
    struct summary_row *row; /* of the section in hand */
    size_t rows, cap;
    bool failed;
};

static const char *keep(struct builder *b, struct str *text)
{
    char *copy = text->failed ? NULL : arena_copy(&b->s->arena, str_text(text), text->len);
    str_release(text);
    if (!copy)
        b->failed = true;
    return copy;
}

/* One figure of every year, by its place in struct figures. */
static const int64_t *column(struct builder *b, size_t offset)
{
    int64_t *n = arena_alloc(&b->s->arena, (b->s->years + 1) * sizeof *n);
    if (!n) {
        b->failed = true;
        return NULL;
    }
    for (size_t y = 0; y < b->s->years; y++)
        memcpy(&n[y], (const char *)&b->t->figures[y] + offset, sizeof n[y]);
    return n;
}

static struct summary_row *add_row(struct builder *b, enum summary_row_kind kind, size_t offset,
                                   const char *label, const char *limit, bool so_far)
{
    struct summary_row *more = b->failed ? NULL : grow(b->row, &b->cap, b->rows + 1, sizeof *more);
    if (!more) {
        b->failed = true;
        return NULL;
    }
    b->row = more;
    struct summary_row *row = &b->row[b->rows++];
    *row = (struct summary_row){
        .kind = kind, .label = label, .limit = limit, .so_far = so_far, .n = column(b, offset)};
    return row;
}

static void end_section(struct builder *b, const char *id, const char *title, const char *unit)
{
    struct summary_row *rows = arena_alloc(&b->s->arena, (b->rows + 1) * sizeof *rows);
    if (!rows || !title || !unit) {
        b->failed = true;
        return;
    }
    if (b->rows)
        memcpy(rows, b->row, b->rows * sizeof *rows);
    b->s->section[b->s->sections++] = (struct summary_section){
        .id = id, .title = title, .unit = unit, .row = rows, .rows = b->rows};
    b->rows = 0;
}

#define AT(member) offsetof(struct figures, member)

/* The table of paragraph 4 of the Security Bureau's paper of 8 June 2005. */
static void add_headline(struct builder *b)
{
    add_row(b, SUMMARY_SUM, AT(persons_arrested), "Persons arrested", "kind:operation", false);
    add_row(b, SUMMARY_COUNT, AT(records[OF_DEBRIEFINGS]), "Debriefings", "kind:debriefing", false);
    add_row(b, SUMMARY_COUNT, AT(visitors), "  of visitors", "kind:debriefing & status:visitor",
            false);
    add_row(b, SUMMARY_COUNT, AT(status_known), "  of persons of known status",
            "kind:debriefing & !status:unknown", false);
    struct summary_row *percent =
        add_row(b, SUMMARY_PERCENT, AT(visitors), "  visitors in per cent of these",
                "kind:debriefing & status:visitor", false);
    const int64_t *of = column(b, AT(status_known));
    if (percent)
        percent->of = of;
    add_row(b, SUMMARY_CASES, AT(trafficking_cases), "Trafficking cases", NULL, true);
    end_section(
        b, "headline", "The year",
        "Persons arrested are those arrested for prostitution in operations. A debriefing is "
        "an interview of one person; repeats count again. A case counts once, with a final "
        "trafficking decision in it, in the year of its earliest record. Units are never "
        "added or divided across.");
}

static const struct {
    const char *label, *limit;
} of_outcome[OUTCOME_COUNT] =
    {
        [OUTCOME_VOLUNTARY] = {"voluntary (no means found)", "outcome:voluntary"},
        [OUTCOME_TRAFFICKING] = {"trafficking", "outcome:trafficking"},
        [OUTCOME_NOT_TRAFFICKING] = {"no trafficking found", "outcome:not_trafficking"},
        [OUTCOME_INSUFFICIENT] = {"insufficient information", "outcome:insufficient"},
        [OUTCOME_OUT_OF_SCOPE] = {"out of scope", "outcome:out_of_scope"},
},
  of_state[STATES] = {
      [STATE_UNDECIDED] = {"undecided", "undecided"},
      [STATE_AWAITING_SECOND] = {"awaiting second reading", NULL},
      [STATE_DISPUTED] = {"disputed", NULL},
      [STATE_STALE] = {"stale (record changed since)", "stale"},
      [STATE_NOW_INVALID] = {"now invalid", "invalid"},
};

static const char *const kind_limit[OF_KINDS] = {"kind:debriefing", "kind:operation"};

/* "kind:debriefing & outcome:voluntary"; NULL where there is no more to say. */
static const char *limit_of(struct builder *b, unsigned kind, const char *more)
{
    struct str text = STR_INIT;
    if (!more)
        return NULL;
    str_addf(&text, "%s & %s", kind_limit[kind], more);
    return keep(b, &text);
}

static void add_outcomes(struct builder *b, unsigned kind, const char *id, const char *title,
                         const char *unit)
{
    size_t outcome = AT(outcome) + kind * sizeof b->t->figures->outcome[0];
    size_t state = AT(state) + kind * sizeof b->t->figures->state[0];
    for (size_t o = OUTCOME_VOLUNTARY; o < OUTCOME_COUNT; o++)
        add_row(b, SUMMARY_COUNT, outcome + o * sizeof(int64_t), of_outcome[o].label,
                limit_of(b, kind, of_outcome[o].limit), true);
    for (size_t i = 0; i < STATES; i++)
        if (i != STATE_DECIDED)
            add_row(b, SUMMARY_COUNT, state + i * sizeof(int64_t), of_state[i].label,
                    limit_of(b, kind, of_state[i].limit), false);
    add_row(b, SUMMARY_COUNT, AT(records) + kind * sizeof(int64_t), "all together",
            kind_limit[kind], false);
    end_section(b, id, title, unit);
}

static void add_definitions(struct builder *b, unsigned basis, const char *id, const char *title,
                            const char *unit)
{
    static const enum result order[] = {RESULT_TRAFFICKING, RESULT_NOT_TRAFFICKING,
                                        RESULT_UNDETERMINED};
    for (size_t d = 0; d < b->criteria->definitions; d++) {
        size_t offset = AT(result) + basis * sizeof b->t->figures->result[0] +
                        d * sizeof b->t->figures->result[0][0];
        for (size_t i = 0; i < 3; i++) {
            struct str label = STR_INIT;
            str_addf(&label, "%s: %s", b->criteria->definition[d].id, result_name(order[i]));
            add_row(b, SUMMARY_COUNT, offset + order[i] * sizeof(int64_t), keep(b, &label), NULL,
                    basis == ON_REVIEWED);
        }
    }
    end_section(b, id, title, unit);
}

static void add_choices(struct builder *b, unsigned kind, enum field field, size_t offset,
                        const char *id, const char *title, const char *unit)
{
    const struct field_def *def = &field_defs[field];
    for (size_t cell = 0; cell <= CHOICES_MAX; cell++) {
        bool unknown = !cell;
        if (unknown && !def->or_unknown)
            continue;
        if (!unknown && !def->choices[cell - 1])
            break;
        const char *word = unknown ? "unknown" : def->choices[cell - 1];
        struct str limit = STR_INIT;
        str_addf(&limit, "%s:%s", def->key, word);
        add_row(b, SUMMARY_COUNT, offset + cell * sizeof(int64_t), word,
                limit_of(b, kind, str_text(&limit)), false);
        b->failed |= limit.failed;
        str_release(&limit);
    }
    end_section(b, id, title, unit);
}

static void add_conformity(struct builder *b)
{
    add_row(b, SUMMARY_COUNT, AT(conforming), "conforming",
            "kind:debriefing & !departure & !undecided & !stale & !invalid", true);
    add_row(b, SUMMARY_COUNT, AT(departing), "departing, with a rationale",
            "kind:debriefing & departure & !undecided & !stale & !invalid", true);
    end_section(b, "conformity", "Decisions and the primary definition",
                "Counts final decisions on debriefings: whether the outcome fits what the primary "
                "definition gave for the reviewer's own answers when it was made.");
}

static void add_sections(struct builder *b)
{
    add_headline(b);
    add_outcomes(b, OF_DEBRIEFINGS, "outcomes", "Outcomes of debriefings", "Counts debriefings.");
    add_outcomes(b, OF_OPERATIONS, "operation_outcomes", "Outcomes of operations",
                 "Counts operations. An operation's outcome says nothing of its debriefings.");
    add_definitions(b, ON_REVIEWED, "definitions_reviewed", "Definitions, as reviewed",
                    "Counts debriefings with a final decision, by what each definition gives for "
                    "the reviewer's own answers.");
    add_definitions(b, ON_REPORTED, "definitions_reported", "Definitions, as reported",
                    "Counts all debriefings, by what each definition gives for what the officer "
                    "recorded.");
    add_conformity(b);
    add_choices(b, OF_DEBRIEFINGS, F_DEPARTMENT, AT(department[OF_DEBRIEFINGS]), "departments",
                "Debriefings by department", "Counts debriefings.");
    add_choices(b, OF_OPERATIONS, F_DEPARTMENT, AT(department[OF_OPERATIONS]),
                "operation_departments", "Operations by department", "Counts operations.");
    add_choices(b, OF_OPERATIONS, F_TYPE, AT(type), "operation_types", "Operations by type",
                "Counts operations.");
}

static void add_years(struct builder *b, const struct summary_source *source)
{
    const struct tally_year none = {0};
    struct summary *s = b->s;
    s->year = arena_alloc(&s->arena, (b->t->years + 1) * sizeof *s->year);
    if (!s->year) {
        b->failed = true;
        return;
    }
    s->years = b->t->years;
    for (size_t i = 0; i < s->years; i++) {
        const struct tally_year *y = tally_find(review_tally(source->review), b->t->year[i]);
        struct str coverage = STR_INIT;
        source->coverage(source->ctx, y ? y : &none, &coverage);
        s->year[i] =
            (struct summary_year){.year = b->t->year[i],
                                  .provisional = !y || source->partial || summary_provisional(y),
                                  .coverage = keep(b, &coverage)};
    }
}

static void add_texts(struct builder *b, const struct summary_source *source)
{
    struct str proof = STR_INIT, caveat = STR_INIT;
    str_addf(&proof, "Standard of proof: %s.", source->criteria->proof);
    str_add(&caveat,
            "These are reviewers' classifications of people who came to notice, on the stated "
            "standard of proof: not court findings, not prevalence. \"Voluntary\" means that no "
            "means was found on the record.");
    b->s->proof = keep(b, &proof);
    b->s->caveat = keep(b, &caveat);
    b->s->seq = review_seq(source->review);
}

struct summary *summary_new(const struct summary_source *source, struct err *e)
{
    struct figures_table table;
    struct summary *s = calloc(1, sizeof *s);
    struct builder b = {.s = s, .t = &table, .criteria = source->criteria};
    if (!s || !figures_count(&table, source)) {
        free(s);
        err_memory(e);
        return NULL;
    }
    add_years(&b, source);
    if (!b.failed)
        add_sections(&b);
    add_texts(&b, source);
    free(b.row);
    figures_release(&table);
    if (b.failed) {
        summary_free(s);
        err_memory(e);
        return NULL;
    }
    return s;
}

void summary_free(struct summary *s)
{
    if (!s)
        return;
    arena_release(&s->arena);
    free(s);
}

bool summary_provisional(const struct tally_year *y)
{
    static const enum tally_column open[] = {
        T_UNDECIDED, T_AWAITING_SECOND, T_DISPUTED, T_STALE, T_NOW_INVALID, T_OPERATIONS_UNDECIDED};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (y->n[open[i]])
            return true;
    return false;
}

bool summary_limit(const struct summary *s, const struct summary_row *row, size_t year,
                   struct str *out)
{
    if (!row->limit)
        return false;
    str_addf(out, "year:%u & %s", s->year[year].year, row->limit);
    return true;
}
