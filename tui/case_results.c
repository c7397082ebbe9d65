#include "tui/case_results.h"

#include <string.h>

static const char *const short_results[] = {[RESULT_UNDETERMINED] = "undeterm.",
                                            [RESULT_TRAFFICKING] = "traffick.",
                                            [RESULT_NOT_TRAFFICKING] = "not traff."};
static const char *const result_words[] = {[RESULT_UNDETERMINED] = "undetermined",
                                           [RESULT_TRAFFICKING] = "trafficking",
                                           [RESULT_NOT_TRAFFICKING] = "not trafficking"};

static enum style result_style(enum result r)
{
    return r == RESULT_TRAFFICKING ? STYLE_PRESENT : STYLE_NORMAL;
}

/* The definitions with the primary one first. */
static const struct definition *definition_at(const struct case_answers *a, size_t i)
{
    size_t at = i == 0 ? a->primary : i <= a->primary ? i - 1 : i;
    return &a->criteria->definition[at];
}

static void reason_line(struct panel *p, const struct case_answers *a, const struct definition *d,
                        const char *basis, const struct answers *answers)
{
    enum { REASON_COLUMN = 11 };
    struct str text = STR_INIT;
    str_add(&text, result_words[definition_result(d, answers)]);
    size_t before = text.len;
    str_add(&text, ": ");
    definition_explain(a->criteria, d, answers, &text);
    if (text.len == before + 2)
        str_cut(&text, before);
    p->failed |= text.failed;
    panel_line(p);
    panel_putf(p, STYLE_DIM, "  %s", basis);
    panel_wrap(p, REASON_COLUMN, STYLE_NORMAL, str_text(&text), text.len, NULL);
    str_release(&text);
}

void case_reasons(struct panel *p, const struct case_answers *a, size_t rows)
{
    size_t top = p->lines;
    struct answers reported = basis_reported(a->criteria, a->facts);
    struct answers reviewed = basis_reviewed(a->criteria, a->facts, a->given);
    for (size_t i = 0; i < a->criteria->definitions; i++) {
        const struct definition *d = definition_at(a, i);
        panel_lines(p, top + i * rows);
        panel_line(p);
        panel_value(p, STYLE_STRONG, p->width, d->id, strlen(d->id));
        if (i == 0)
            panel_put(p, STYLE_DIM, " (primary)");
        reason_line(p, a, d, "reviewed", &reviewed);
        reason_line(p, a, d, "reported", &reported);
    }
}

/* One line of a definition, that stays in sight: what the answers make of it and why; before it, where there is room,
 * what the report makes of it. */
static void strip_line(struct panel *p, const struct case_answers *a, size_t i,
                       const struct answers *reported, const struct answers *reviewed)
{
    enum { NAME_COLUMNS = 16, REPORT_COLUMNS = 17, ROOMY = 60 };
    const struct definition *d = definition_at(a, i);
    enum result now = definition_result(d, reviewed), before = definition_result(d, reported);
    struct str why = STR_INIT;
    panel_line(p);
    panel_value(p, STYLE_DIM, NAME_COLUMNS - 1, d->id, strlen(d->id));
    if (p->width >= ROOMY) {
        panel_pad(p, NAME_COLUMNS);
        panel_put(p, STYLE_DIM, "report ");
        panel_put(p, result_style(before), short_results[before]);
        panel_pad(p, NAME_COLUMNS + REPORT_COLUMNS);
    } else {
        panel_putf(p, STYLE_DIM, " %zu/%zu ", i + 1, a->criteria->definitions);
    }
    panel_put(p, STYLE_DIM, "you ");
    panel_put(p, result_style(now), result_words[now]);
    definition_explain(a->criteria, d, reviewed, &why);
    if (why.len > 0)
        panel_putf(p, STYLE_NORMAL, ": %s", str_text(&why));
    p->failed |= why.failed;
    str_release(&why);
}

void case_strip(struct panel *p, const struct case_answers *a)
{
    struct answers reported = basis_reported(a->criteria, a->facts);
    struct answers reviewed = basis_reviewed(a->criteria, a->facts, a->given);
    for (size_t i = 0; i < a->criteria->definitions; i++)
        strip_line(p, a, i, &reported, &reviewed);
}
