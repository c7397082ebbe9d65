#include "tui/case_facts.h"

#include <string.h>

#include "models/base/text.h"

/* A part of a fact: the text before the value, after it, and what stands in its place where
 * the record does not give it (NULL: nothing). */
struct part {
    enum field field;
    const char *before, *after, *missing;
};

enum { PARTS = 3 };

/* A fact is left out where none of its parts gives a text. */
struct fact {
    const char *label;
    enum record_kind kind;
    enum facts_part in;
    /* Where it stands on the line of the one before, of FACTS_COLUMNS columns, so that the longest of both have room there as
     * far as can be; 0: on a line of its own. */
    size_t second;
    struct part part[PARTS];
};

#define UNKNOWN   "unknown"
#define NOT_GIVEN "not given"

static const struct fact facts[] = {
    {"age",
     KIND_DEBRIEFING,
     FACTS_WHO,
     0,
     {{F_AGE, "", "", UNKNOWN},
      {F_AGE_BASIS, " (", ")", " (no basis)"},
      {F_AGE_AT_RECRUITMENT, ", recruited at ", "", NULL}}},
    {"sex", KIND_DEBRIEFING, FACTS_WHO, 25, {{F_SEX, "", "", UNKNOWN}}},
    {"nation", KIND_DEBRIEFING, FACTS_FIRST, 0, {{F_NATIONALITY, "", "", UNKNOWN}}},
    {"status", KIND_DEBRIEFING, FACTS_FIRST, 14, {{F_STATUS, "", "", UNKNOWN}}},
    {"prostitution", KIND_DEBRIEFING, FACTS_FIRST, 0, {{F_PROSTITUTION, "", "", UNKNOWN}}},
    {"volition", KIND_DEBRIEFING, FACTS_FIRST, 18, {{F_STATED_VOLITION, "", "", UNKNOWN}}},
    {"screened", KIND_DEBRIEFING, FACTS_FIRST, 0, {{F_SCREENED, "", "", UNKNOWN}}},
    {"pending", KIND_DEBRIEFING, FACTS_FIRST, 18, {{F_PENDING_ACTION, "", "", UNKNOWN}}},
    {"entry",
     KIND_DEBRIEFING,
     FACTS_REST,
     0,
     {{F_ENTRY_DATE, "", " ", NULL},
      {F_ENTRY_POINT, "", " ", NULL},
      {F_ENTRY_DIRECTION, "(", ")", NULL}}},
    {"language", KIND_DEBRIEFING, FACTS_REST, 0, {{F_LANGUAGE, "", "", NULL}}},
    {"interpreter", KIND_DEBRIEFING, FACTS_REST, 18, {{F_INTERPRETER, "", "", NULL}}},
    {"op.", KIND_DEBRIEFING, FACTS_REST, 0, {{F_OPERATION, "", "", NULL}}},
    {"case", KIND_DEBRIEFING, FACTS_REST, 18, {{F_CASE, "", "", NULL}}},
    {"pseudonym", KIND_DEBRIEFING, FACTS_REST, 0, {{F_PSEUDONYM, "", "", NULL}}},
    {"content", KIND_DEBRIEFING, FACTS_REST, 0, {{F_CONTENT, "", "", NULL}}},
    {"title", KIND_OPERATION, FACTS_FIRST, 0, {{F_TITLE, "", "", NULL}}},
    {"type", KIND_OPERATION, FACTS_WHO, 0, {{F_TYPE, "", "", UNKNOWN}}},
    {"prostitution", KIND_OPERATION, FACTS_FIRST, 0, {{F_PROSTITUTION, "", "", UNKNOWN}}},
    {"arrested", KIND_OPERATION, FACTS_FIRST, 0, {{F_PERSONS_ARRESTED, "", "", NOT_GIVEN}}},
    {"visitors", KIND_OPERATION, FACTS_FIRST, 18, {{F_VISITORS_ARRESTED, "", "", NOT_GIVEN}}},
    {"debriefed", KIND_OPERATION, FACTS_FIRST, 0, {{F_PERSONS_DEBRIEFED, "", "", NOT_GIVEN}}},
    {"organisers", KIND_OPERATION, FACTS_FIRST, 18, {{F_ORGANISERS_ARRESTED, "", "", NOT_GIVEN}}},
    {"migrants", KIND_OPERATION, FACTS_FIRST, 0, {{F_MIGRANTS_INTERCEPTED, "", "", NOT_GIVEN}}},
    {"took part", KIND_OPERATION, FACTS_REST, 0, {{F_DEPARTMENTS, "", "", NULL}}},
    {"location", KIND_OPERATION, FACTS_REST, 0, {{F_LOCATION, "", "", NULL}}},
    {"partner", KIND_OPERATION, FACTS_REST, 0, {{F_PARTNER, "", "", NULL}}},
    {"case", KIND_OPERATION, FACTS_REST, 0, {{F_CASE, "", "", NULL}}},
    {"content", KIND_OPERATION, FACTS_REST, 0, {{F_CONTENT, "", "", NULL}}},
};

enum { FACTS_COLUMNS = 36 };

static void add_part(struct str *out, const struct record *r, const struct part *part)
{
    const struct value *v = &r->value[part->field];
    enum field_type type = field_defs[part->field].type;
    if (!v->text) {
        str_add(out, part->missing ? part->missing : "");
        return;
    }
    str_add(out, part->before);
    if (type == FIELD_ID || type == FIELD_TEXT)
        str_addn(out, v->text, v->len);
    else
        field_format(part->field, v->cell, out);
    str_add(out, part->after);
}

static void fact_value(struct str *out, const struct record *r, const struct fact *fact)
{
    str_clear(out);
    for (size_t i = 0; i < PARTS && fact->part[i].before; i++)
        add_part(out, r, &fact->part[i]);
    while (out->len > 0 && out->p[out->len - 1] == ' ')
        str_cut(out, out->len - 1);
}

static size_t columns(struct panel *p, const char *bytes, size_t n)
{
    struct str clean = STR_INIT;
    clean_line(&clean, bytes, n);
    p->failed |= clean.failed;
    size_t width = text_width(str_text(&clean), clean.len);
    str_release(&clean);
    return width;
}

static void add_fact(struct panel *p, const struct fact *fact, const char *value, size_t len)
{
    size_t need = strlen(fact->label) + 1 + columns(p, value, len);
    size_t wider = p->width > FACTS_COLUMNS ? (p->width - FACTS_COLUMNS) / 2 : 0;
    size_t start = fact->second ? fact->second + wider : 0;
    if (p->used > 0 && start < p->used + 2)
        start = p->used + 2;
    if (start + need > p->width) {
        if (p->used > 0)
            panel_line(p);
        start = 0;
    }
    panel_pad(p, start);
    panel_put(p, STYLE_DIM, fact->label);
    panel_put(p, STYLE_NORMAL, " ");
    panel_wrap(p, p->used, STYLE_NORMAL, value, len, NULL);
}

static void other_fields(struct panel *p, const struct record *r)
{
    if (r->others == 0)
        return;
    panel_line(p);
    panel_put(p, STYLE_STRONG, "Other fields");
    for (size_t i = 0; i < r->others; i++) {
        panel_line(p);
        panel_value(p, STYLE_DIM, p->width, r->other[i].path, strlen(r->other[i].path));
        panel_put(p, STYLE_DIM, ": ");
        panel_wrap(p, p->used < p->width / 2 ? p->used : 2, STYLE_NORMAL, r->other[i].text,
                   strlen(r->other[i].text), NULL);
    }
}

void case_facts(struct panel *p, const struct record *r, unsigned parts, bool places)
{
    struct str value = STR_INIT;
    bool begun = false; /* the line in which the next may stand */
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (facts[i].kind != r->kind || !(facts[i].in & parts))
            continue;
        fact_value(&value, r, &facts[i]);
        bool begins = !facts[i].second || !begun;
        begun = places || value.len > 0;
        if (begins && begun)
            panel_line(p);
        if (value.len > 0)
            add_fact(p, &facts[i], str_text(&value), value.len);
    }
    p->failed |= value.failed;
    str_release(&value);
    if (parts & FACTS_REST)
        other_fields(p, r);
}

static const char *const state_words[] = {
    [STATE_UNDECIDED] = "undecided",
    [STATE_DECIDED] = "",
    [STATE_AWAITING_SECOND] = ", awaiting the second reading",
    [STATE_DISPUTED] = ", disputed",
    [STATE_STALE] = ", stale",
    [STATE_NOW_INVALID] = ", now invalid",
};

static const char *const state_advice[STATE_NOW_INVALID + 1] = {
    [STATE_STALE] = "Stale: the decision was made on other bytes than the file now holds. "
                    "Read the record and decide again.",
    [STATE_NOW_INVALID] = "Now invalid: a safeguard refuses this decision for the record as it now "
                          "is. Decide again.",
};

static void add_state(struct str *out, const struct row_review *review)
{
    if (review->flagged)
        str_add(out, "flagged  ");
    if (review->state == STATE_UNDECIDED) {
        str_add(out, state_words[STATE_UNDECIDED]);
        return;
    }
    str_addf(out, "%s by ", outcome_label(review->outcome));
    clean_line(out, review->reviewer, strlen(review->reviewer));
    str_add(out, state_words[review->state]);
}

/* A part of the head: on the last line where it fits, else on the next. */
static void head_part(struct panel *p, enum style style, const char *bytes, size_t n)
{
    size_t gap = p->used > 0 ? 2 : 0;
    if (p->used > 0 && p->used + gap + columns(p, bytes, n) > p->width)
        panel_line(p);
    else
        panel_pad(p, p->used + gap);
    panel_wrap(p, p->used, style, bytes, n, NULL);
}

void case_head(struct panel *p, const struct record *r, const struct row_review *review)
{
    static const enum field parts[] = {F_ID, F_KIND, F_DATE, F_DEPARTMENT};
    panel_line(p);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        head_part(p, parts[i] == F_ID ? STYLE_STRONG : STYLE_NORMAL, r->value[parts[i]].text,
                  r->value[parts[i]].len);
    if (!review)
        return;

    struct str state = STR_INIT;
    add_state(&state, review);
    p->failed |= state.failed;
    size_t width = text_width(str_text(&state), state.len);
    if (p->used + 2 + width <= p->width)
        panel_pad(p, p->width - width - 2);
    bool trouble = state_advice[review->state] != NULL;
    head_part(p, trouble ? STYLE_WARNING : STYLE_STRONG, str_text(&state), state.len);
    if (trouble) {
        const char *advice = state_advice[review->state];
        panel_line(p);
        panel_wrap(p, 0, STYLE_WARNING, advice, strlen(advice), NULL);
    }
    str_release(&state);
}
