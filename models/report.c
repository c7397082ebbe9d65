#include "models/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/date.h"

enum { YEARS_ACROSS = 5 }; /* that a page takes beside each other */

/* --- what a report says of itself --- */

static void add_fact(struct report_about *a, const char *key, const char *heading, const char *fmt,
                     ...) PRINTF(4, 5);

static void add_fact(struct report_about *a, const char *key, const char *heading, const char *fmt,
                     ...)
{
    struct report_fact *more =
        a->failed ? NULL : grow(a->fact, &a->cap, a->facts + 1, sizeof *more);
    char *text = NULL;
    va_list args;
    va_start(args, fmt);
    int n = vasprintf(&text, fmt, args);
    va_end(args);
    if (more)
        a->fact = more;
    if (!more || n < 0) {
        a->failed = true;
    } else {
        struct report_fact *fact = &a->fact[a->facts++];
        *fact = (struct report_fact){.key = key, .heading = heading};
        str_add(&fact->text, text);
        a->failed |= fact->text.failed;
    }
    if (n >= 0)
        free(text);
}

static void add_provenance(struct report_about *a, const struct report_source *r)
{
    const struct summary *s = r->summary;
    struct str head = STR_INIT;
    char digest[SHA256_HEX], at[20];
    time_format_short(r->as_of_us, at);
    add_fact(a, "as_of", "As of", "%sZ", at);
    log_head_format(&r->head, &head);
    if (r->head.seq != s->seq)
        str_addf(&head, " (the figures take in the events up to %llu)", (unsigned long long)s->seq);
    add_fact(a, "log_head", "Log head", "%s", str_text(&head));
    a->failed |= head.failed;
    str_release(&head);
    add_fact(a, "version", "Program", "tipreview %s", r->version);
    hex_write(s->criteria.byte, sizeof s->criteria.byte, digest);
    add_fact(a, "criteria", "Digest of criteria and definitions", "SHA-256 %s", digest);
}

static void add_definitions(struct report_about *a, const struct summary *s, bool primary)
{
    for (size_t d = 0; d < s->definitions; d++)
        if (s->definition[d].primary == primary)
            add_fact(a, "definition", primary ? "Primary definition" : "Definition", "%s: %s. %s",
                     s->definition[d].id, s->definition[d].title, s->definition[d].source);
}

void report_about_make(const struct report_source *r, struct report_about *a)
{
    const struct summary *s = r->summary;
    *a = (struct report_about){0};
    add_fact(a, "caveat", "What these figures are", "%s", s->caveat);
    add_fact(a, "proof", "Standard of proof", "%s", s->proof);
    add_definitions(a, s, true);
    add_definitions(a, s, false);
    for (size_t i = 0; i < s->notes; i++)
        add_fact(a, "note", "Note", "%s", s->note[i]);
    for (size_t i = 0; i < s->suppressions; i++)
        add_fact(a, "suppressed", "Suppressed", "%s", s->suppressed[i]);
    if (!s->suppressions)
        add_fact(a, "suppressed", "Suppressed",
                 "Nothing: these figures are not made for publication.");
    for (size_t i = 0; i < s->revisions; i++)
        add_fact(a, "revision", "Revision", "%s", s->revision[i]);
    add_provenance(a, r);
}

void report_about_release(struct report_about *a)
{
    for (size_t i = 0; i < a->facts; i++)
        str_release(&a->fact[i].text);
    free(a->fact);
    *a = (struct report_about){0};
}

bool report_fact_begins(const struct report_about *a, size_t fact)
{
    return !fact || strcmp(a->fact[fact].heading, a->fact[fact - 1].heading) != 0;
}

/* --- tables in pieces --- */

bool report_next_piece(const struct summary_table *t, struct report_piece *piece)
{
    size_t across = t->per_year > 1 ? t->per_year : YEARS_ACROSS;
    piece->first = piece->end;
    piece->end = piece->first + across < t->columns ? piece->first + across : t->columns;
    return piece->first < t->columns;
}

void report_caption(const struct summary *s, const struct summary_table *t,
                    const struct report_piece *piece, struct str *out)
{
    str_add(out, t->title);
    if (t->per_year == 1)
        return;
    const struct summary_year *y = &s->year[t->column[piece->first].year];
    str_addf(out, ", %u: ", y->year);
    summary_year_text(y, out);
}

void report_heading(const struct summary *s, const struct summary_table *t, size_t column,
                    struct str *out)
{
    if (t->per_year > 1)
        str_add(out, t->column[column].label);
    else
        str_addf(out, "%u", s->year[t->column[column].year].year);
}

void report_mark(const struct summary *s, const struct summary_table *t, size_t column,
                 struct str *out)
{
    const struct summary_year *y = &s->year[t->column[column].year];
    if (t->per_year > 1)
        return;
    if (!y->whole)
        str_addf(out, ", %s", y->coverage);
    str_add(out, y->provisional ? ", PROVISIONAL" : "");
}

void report_cell(const struct summary *s, const struct summary_table *t, size_t row, size_t column,
                 struct str *out)
{
    const struct summary_year *y = &s->year[t->column[column].year];
    int64_t open = y->undecided + y->again;
    if (t->row[row].unit == UNIT_CASES)
        open += y->operations_open;
    summary_cell_text(s, t, row, column, out);
    if (!open || !t->headline || y->covered || !summary_so_far(s, t, row, column))
        return;
    str_add(out, ", ");
    str_number(out, open);
    str_add(out, " undecided");
}
