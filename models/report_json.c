/* JSON; docs/summary.schema.json says what it holds. */
#include <string.h>

#include "models/base/date.h"
#include "models/base/escape.h"
#include "models/report.h"

static void add_string(struct str *out, const char *text)
{
    escape_json(out, text, strlen(text));
}

/* `"key": "text"`, after a comma and what `before` is. */
static void add_pair(struct str *out, const char *before, const char *key, const char *text)
{
    str_addf(out, "%s\"%s\": ", before, key);
    add_string(out, text);
}

static void add_count(struct str *out, const char *key, int64_t n, bool known)
{
    str_addf(out, ", \"%s\": ", key);
    if (known)
        str_addf(out, "%lld", (long long)n);
    else
        str_add(out, "null");
}

static void add_bool(struct str *out, const char *key, bool value)
{
    str_addf(out, ", \"%s\": %s", key, value ? "true" : "false");
}

static void add_years(struct str *out, const struct summary *s)
{
    str_add(out, ",\n  \"years\": [");
    for (size_t i = 0; i < s->years; i++) {
        const struct summary_year *y = &s->year[i];
        str_addf(out, "%s\n    {\"year\": %u", i ? "," : "", y->year);
        add_pair(out, ", ", "coverage", y->coverage);
        add_bool(out, "whole_year", y->whole);
        add_bool(out, "provisional", y->provisional);
        add_count(out, "undecided", y->undecided, !y->covered);
        add_count(out, "to_be_decided_again", y->again, !y->covered);
        add_count(out, "operations_open", y->operations_open, !y->covered);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

static void add_cell(struct str *out, const struct summary *s, const struct summary_table *t,
                     size_t row, size_t column)
{
    const struct summary_cell *cell = summary_cell(t, row, column);
    bool known = cell->cover == COVER_NONE || cell->cover == COVER_ROUNDED;
    struct str text = STR_INIT;
    summary_cell_text(s, t, row, column, &text);
    add_pair(out, "{", "shown", str_text(&text));
    add_count(out, "count", cell->n, known);
    if (t->row[row].percent)
        add_count(out, "of", cell->of, known);
    add_bool(out, "so_far", summary_so_far(s, t, row, column));
    str_clear(&text);
    if (!s->threshold)
        summary_limit(s, t, row, column, &text);
    add_pair(out, ", ", "limit", str_text(&text));
    str_addc(out, '}');
    out->failed |= text.failed;
    str_release(&text);
}

static void add_row(struct str *out, const struct summary *s, const struct summary_table *t,
                    size_t row)
{
    const struct summary_row *r = &t->row[row];
    add_pair(out, row ? ",\n        {" : "\n        {", "id", r->id);
    add_pair(out, ", ", "label", r->label);
    add_count(out, "indent", r->indent, true);
    add_pair(out, ", ", "unit", summary_unit_name(r));
    if (r->percent) {
        add_pair(out, ", ", "percent_part", t->row[r->part].id);
        add_pair(out, ", ", "percent_of", t->row[r->of].id);
    }
    str_add(out, ", \"cells\": [");
    for (size_t c = 0; c < t->columns; c++) {
        str_add(out, c ? ", " : "");
        add_cell(out, s, t, row, c);
    }
    str_add(out, "]}");
}

static void add_table(struct str *out, const struct summary *s, size_t index)
{
    const struct summary_table *t = &s->table[index];
    add_pair(out, index ? ",\n    {" : "\n    {", "id", t->id);
    add_pair(out, ", ", "title", t->title);
    add_pair(out, ", ", "unit", t->unit);
    str_add(out, ",\n      \"columns\": [");
    for (size_t c = 0; c < t->columns; c++) {
        str_addf(out, "%s{\"year\": %u", c ? ", " : "", s->year[t->column[c].year].year);
        add_pair(out, ", ", "id", t->column[c].id);
        add_pair(out, ", ", "label", t->column[c].label);
        str_addc(out, '}');
    }
    str_add(out, "],\n      \"rows\": [");
    for (size_t row = 0; row < t->rows; row++)
        add_row(out, s, t, row);
    str_add(out, "]}");
}

static void add_definitions(struct str *out, const struct summary *s)
{
    str_add(out, ",\n  \"definitions\": [");
    for (size_t d = 0; d < s->definitions; d++) {
        add_pair(out, d ? ",\n    {" : "\n    {", "id", s->definition[d].id);
        add_pair(out, ", ", "title", s->definition[d].title);
        add_pair(out, ", ", "source", s->definition[d].source);
        add_bool(out, "primary", s->definition[d].primary);
        str_addc(out, '}');
    }
    str_addc(out, ']');
}

static void add_list(struct str *out, const char *key, const char *const *text, size_t n)
{
    str_addf(out, ",\n  \"%s\": [", key);
    for (size_t i = 0; i < n; i++) {
        str_add(out, i ? ", " : "");
        add_string(out, text[i]);
    }
    str_addc(out, ']');
}

void report_json(const struct report_source *r, struct str *out)
{
    const struct summary *s = r->summary;
    char at[28], digest[SHA256_HEX];
    struct str head = STR_INIT;
    time_format_exact(r->as_of_us, at);
    hex_write(s->criteria.byte, sizeof s->criteria.byte, digest);
    log_head_format(&r->head, &head);
    str_add(out, "{\n  \"format\": \"tipreview-summary-1\"");
    add_pair(out, ",\n  ", "as_of", at);
    add_pair(out, ",\n  ", "log_head", str_text(&head));
    str_addf(out, ",\n  \"events\": %llu", (unsigned long long)s->seq);
    add_pair(out, ",\n  ", "version", r->version);
    add_pair(out, ",\n  ", "criteria", digest);
    add_pair(out, ",\n  ", "proof", s->proof);
    add_pair(out, ",\n  ", "caveat", s->caveat);
    add_definitions(out, s);
    add_list(out, "notes", s->note, s->notes);
    str_addf(out, ",\n  \"threshold\": %lld", (long long)s->threshold);
    add_list(out, "suppressed", s->suppressed, s->suppressions);
    add_list(out, "revisions", s->revision, s->revisions);
    add_years(out, s);
    str_add(out, ",\n  \"tables\": [");
    for (size_t i = 0; i < s->tables; i++)
        add_table(out, s, i);
    str_add(out, "]\n}\n");
    out->failed |= head.failed;
    str_release(&head);
}
