/* What the values of a record mean, and whether they fit together. */
#include "models/record_read.h"

static void wrong(struct reader *rd, enum field f)
{
    const struct value *v = &rd->record->value[f];
    bool empty = v->len == 0 || field_defs[f].type == FIELD_NARRATIVE;
    struct str advice = STR_INIT;
    field_advice(f, &advice);
    reader_note(rd, SEVERITY_ERROR, v->line, v->col, "`%s` is %s: %s", field_defs[f].path,
                empty ? "empty" : reader_show(v->text, v->len).text, str_text(&advice));
    rd->no_memory |= advice.failed;
    str_release(&advice);
}

static void missing(struct reader *rd, enum field f)
{
    struct str advice = STR_INIT;
    field_advice(f, &advice);
    reader_note(rd, SEVERITY_ERROR, rd->line, rd->col, "`%s` is missing: add it and %s",
                field_defs[f].path, str_text(&advice));
    rd->no_memory |= advice.failed;
    str_release(&advice);
}

/* Moves a value to the other fields, so that it is shown though it has no cell. */
static void set_aside(struct reader *rd, enum field f)
{
    struct value *v = &rd->record->value[f];
    reader_keep(rd, field_defs[f].path, v->text);
    *v = (struct value){0};
}

static bool two_capitals(const struct value *v)
{
    return v->len == 2 && v->text[0] >= 'A' && v->text[0] <= 'Z' && v->text[1] >= 'A' &&
           v->text[1] <= 'Z';
}

static void convert(struct reader *rd, enum field f)
{
    struct value *v = &rd->record->value[f];
    if (field_parse(f, v->text, v->len, &v->cell))
        return;
    if (field_defs[f].type != FIELD_COUNTRY || !two_capitals(v)) {
        wrong(rd, f);
        return;
    }
    reader_note(rd, SEVERITY_WARNING, v->line, v->col,
                "%s is no country of ISO 3166-1, so `%s` counts as unknown: correct it, or write "
                "unknown",
                reader_show(v->text, v->len).text, field_defs[f].path);
    set_aside(rd, f);
}

static void check_field(struct reader *rd, enum field f)
{
    const struct field_def *def = &field_defs[f];
    const struct record *r = rd->record;
    const struct value *v = &r->value[f];
    if (!v->text) {
        if (def->required && !v->line)
            missing(rd, f);
    } else if (r->kind && !(def->kinds & (unsigned)r->kind)) {
        bool operation = r->kind == KIND_OPERATION;
        reader_note(
            rd, SEVERITY_WARNING, v->line, v->col,
            "`%s` is a field of %s, and this is %s, so it is kept under other fields: remove "
            "it, or correct `kind`",
            def->path, operation ? "a debriefing" : "an operation",
            operation ? "an operation" : "a debriefing");
        set_aside(rd, f);
    } else if (def->type != FIELD_REPORTED && def->type != FIELD_CHOICES) {
        convert(rd, f);
    }
}

static void check_arrests(struct reader *rd)
{
    const struct value *visitors = &rd->record->value[F_VISITORS_ARRESTED];
    const struct value *persons = &rd->record->value[F_PERSONS_ARRESTED];
    if (visitors->cell && persons->cell && visitors->cell > persons->cell)
        reader_note(rd, SEVERITY_WARNING, visitors->line, visitors->col,
                    "more visitors arrested (%u) than persons arrested (%u): correct one of them",
                    visitors->cell - 1, persons->cell - 1);
}

static bool comes_before(const struct diag *a, const struct diag *b)
{
    return a->line != b->line ? a->line < b->line : a->col < b->col;
}

/* By their place; those of one place stay as they came. Few are ever out of order. */
static void sort_notes(struct record *r)
{
    for (size_t i = 1; i < r->diags; i++) {
        struct diag d = r->diag[i];
        size_t at = i;
        for (; at > 0 && comes_before(&d, &r->diag[at - 1]); at--)
            r->diag[at] = r->diag[at - 1];
        r->diag[at] = d;
    }
}

/* Whether not one of the required fields is there: a document of some other kind. */
static bool is_foreign(const struct record *r)
{
    for (int f = 0; f < FIELD_TOTAL; f++)
        if (field_defs[f].required && r->value[f].line)
            return false;
    return true;
}

void reader_check(struct reader *rd)
{
    struct record *r = rd->record;
    const struct value *kind = &r->value[F_KIND];
    uint32_t cell;
    if (is_foreign(r)) {
        reader_note(rd, SEVERITY_ERROR, rd->line, rd->col,
                    "the document is no record, since it has none of the required fields: write "
                    "lines such as `kind: debriefing`, or move it elsewhere");
        return;
    }
    if (kind->text && field_parse(F_KIND, kind->text, kind->len, &cell))
        r->kind = (enum record_kind)cell;
    for (int f = 0; f < FIELD_TOTAL; f++)
        check_field(rd, (enum field)f);
    check_arrests(rd);
    sort_notes(r);
}
