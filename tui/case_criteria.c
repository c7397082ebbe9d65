#include "tui/case_criteria.h"

#include <string.h>

#include "models/base/text.h"

enum { REPORT_COLUMN = 10, YOU_COLUMN = 3 }; /* from the right edge, where the headings begin */
enum { KEY_COLUMNS = 4 };

const char *answer_mark(enum answer answer)
{
    static const char *const marks[] = {
        [ANSWER_NONE] = " ", [ANSWER_PRESENT] = "+", [ANSWER_ABSENT] = "-", [ANSWER_UNKNOWN] = "?"};
    return marks[answer];
}

enum style answer_style(enum answer answer)
{
    static const enum style styles[] = {[ANSWER_NONE] = STYLE_NORMAL,
                                        [ANSWER_PRESENT] = STYLE_PRESENT,
                                        [ANSWER_ABSENT] = STYLE_ABSENT,
                                        [ANSWER_UNKNOWN] = STYLE_NORMAL};
    return styles[answer];
}

enum answer answer_next(enum answer answer)
{
    static const enum answer next[] = {[ANSWER_NONE] = ANSWER_PRESENT,
                                       [ANSWER_PRESENT] = ANSWER_ABSENT,
                                       [ANSWER_ABSENT] = ANSWER_UNKNOWN,
                                       [ANSWER_UNKNOWN] = ANSWER_PRESENT};
    return next[answer];
}

enum answer case_reported(const struct case_answers *a, unsigned item)
{
    if (a->criteria->item[item].element != ELEMENT_FACT)
        return answers_get(&a->facts->reported, item);
    struct answers recorded = facts_answers(a->criteria, a->facts);
    return answers_get(&recorded, item);
}

void case_item_name(const struct criterion *item, size_t cols, struct str *out)
{
    struct str clean = STR_INIT;
    clean_line(&clean, item->label, strlen(item->label));
    if (text_width(str_text(&clean), clean.len) <= cols) {
        str_addn(out, str_text(&clean), clean.len);
    } else {
        const char *dot = strchr(item->id, '.');
        for (const char *s = dot ? dot + 1 : item->id; *s; s++)
            str_addc(out, *s == '_' ? ' ' : *s);
    }
    out->failed |= clean.failed;
    str_release(&clean);
}

/* The numbers of the means that a sign may support: "5, 7". */
static void add_supports(const struct criteria *c, const struct criterion *sign, struct str *out)
{
    const char *comma = "";
    for (unsigned i = 0; i < c->count; i++)
        if (sign->supports >> i & 1) {
            str_addf(out, "%s%u", comma, c->item[i].number);
            comma = ", ";
        }
}

void case_item_key(const struct criteria *c, unsigned item, struct str *out)
{
    static const char *const letters[ELEMENT_COUNT] = {[ELEMENT_ACT] = "a",
                                                       [ELEMENT_MEANS] = "",
                                                       [ELEMENT_PURPOSE] = "p",
                                                       [ELEMENT_SIGN] = "e",
                                                       [ELEMENT_FACT] = "e"};
    const struct criterion *it = &c->item[item];
    bool fact = it->element == ELEMENT_FACT;
    unsigned signs = (unsigned)__builtin_popcountll(c->element[ELEMENT_SIGN]);
    str_addf(out, "%s%u", letters[it->element], it->number + (fact ? signs : 0));
}

static void put_answer(struct panel *p, size_t col, enum answer answer)
{
    panel_pad(p, col);
    panel_put(p, answer_style(answer), answer_mark(answer));
}

static void item_line(struct panel *p, const struct case_answers *a, unsigned item)
{
    const struct criterion *c = &a->criteria->item[item];
    struct str name = STR_INIT, means = STR_INIT, key = STR_INIT;
    panel_line(p);
    case_item_key(a->criteria, item, &key);
    panel_put(p, STYLE_KEY, str_text(&key));
    panel_pad(p, KEY_COLUMNS);

    add_supports(a->criteria, c, &means);
    size_t extra = means.len > 0 ? means.len + 5 : 0;     /* "  > 5, 7" */
    size_t room = p->width - REPORT_COLUMN + 1 - p->used; /* a space before the answers */
    case_item_name(c, extra < room ? room - extra : room, &name);
    p->failed |= name.failed | means.failed | key.failed;
    panel_value(p, STYLE_NORMAL, room, str_text(&name), name.len);
    if (means.len > 0 && p->used + extra <= p->width - REPORT_COLUMN + 1)
        panel_putf(p, STYLE_DIM, "  > %s", str_text(&means));
    put_answer(p, p->width - REPORT_COLUMN + 2, case_reported(a, item));
    put_answer(p, p->width - YOU_COLUMN + 1, answers_get(a->given, item));
    str_release(&name);
    str_release(&means);
    str_release(&key);
}

/* The keys of what else was reported as present: " also p1 e4". */
static void also_reported(struct panel *p, const struct case_answers *a)
{
    struct str keys = STR_INIT;
    for (unsigned i = 0; i < a->criteria->count; i++) {
        enum element element = a->criteria->item[i].element;
        if (element == ELEMENT_MEANS || element == ELEMENT_FACT ||
            case_reported(a, i) != ANSWER_PRESENT)
            continue;
        str_addc(&keys, ' ');
        case_item_key(a->criteria, i, &keys);
    }
    if (keys.len > 0) {
        panel_put(p, STYLE_DIM, "  also");
        panel_value(p, STYLE_PRESENT, p->width - REPORT_COLUMN - 1 - p->used, str_text(&keys),
                    keys.len);
    }
    p->failed |= keys.failed;
    str_release(&keys);
}

static void heading(struct panel *p, const char *name, const struct case_answers *means)
{
    panel_line(p);
    panel_put(p, STYLE_STRONG, name);
    if (!means)
        return;
    also_reported(p, means);
    panel_pad(p, p->width - REPORT_COLUMN);
    panel_put(p, STYLE_DIM, "report");
    panel_pad(p, p->width - YOU_COLUMN);
    panel_put(p, STYLE_DIM, "you");
}

static bool anything_said(const struct case_answers *a, unsigned item)
{
    bool fact = a->criteria->item[item].element == ELEMENT_FACT;
    return answers_get(a->given, item) || (!fact && case_reported(a, item));
}

void case_criteria(struct panel *p, const struct case_answers *a, enum criteria_part part)
{
    static const struct {
        enum criteria_part part;
        enum element element;
        const char *name; /* NULL: the keys tell what they are */
        bool all;         /* else those of which something is said */
    } blocks[] = {
        {CRITERIA_MEANS, ELEMENT_MEANS, "Means", true},
        {CRITERIA_ACTS, ELEMENT_ACT, "Acts", true},
        {CRITERIA_ACTS, ELEMENT_PURPOSE, "Purposes", true},
        {CRITERIA_SIGNS, ELEMENT_SIGN, "Signs > means", false},
        {CRITERIA_SIGNS, ELEMENT_FACT, "Facts", false},
        {CRITERIA_SAID, ELEMENT_SIGN, NULL, false},
        {CRITERIA_SAID, ELEMENT_ACT, NULL, false},
        {CRITERIA_SAID, ELEMENT_PURPOSE, NULL, false},
        {CRITERIA_SAID, ELEMENT_FACT, NULL, false},
    };
    for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) {
        bool headed = !blocks[b].name, means = blocks[b].element == ELEMENT_MEANS;
        for (unsigned i = 0; blocks[b].part == part && i < a->criteria->count; i++) {
            if (a->criteria->item[i].element != blocks[b].element ||
                (!blocks[b].all && !anything_said(a, i)))
                continue;
            if (!headed)
                heading(p, blocks[b].name, means ? a : NULL);
            headed = true;
            item_line(p, a, i);
        }
    }
}

static unsigned count_bits(uint64_t set)
{
    return (unsigned)__builtin_popcountll(set);
}

/* What deciding "voluntary" does right now, in fewer words where all take more than `room` columns. */
static void voluntary_hint(const struct case_answers *a, const char *key, bool has_rationale,
                           size_t room, struct str *out)
{
    struct verdict v = {0};
    decision_check(a->criteria, a->primary, a->facts, OUTCOME_VOLUNTARY, a->given, has_rationale,
                   &v);
    unsigned open = v.refused ? 0 : count_bits(v.answers.implied);
    size_t start = out->len;
    str_addf(out, "%s %s", key, v.refused ? "refused" : "voluntary");
    if (open > 0)
        str_addf(out, ": %u open means become%s absent", open, open == 1 ? "s" : "");
    if (!v.refused && v.wants_rationale)
        str_add(out, ", with a rationale");
    if (!v.refused && text_width(str_text(out) + start, out->len - start) > room) {
        str_cut(out, start);
        str_add(out, key);
        if (open > 0)
            str_addf(out, ": %u open become absent", open);
        else
            str_add(out, " voluntary");
    }
    str_add(out, "  ");
}

void case_hints(const struct case_answers *a, const struct keymap *keys, bool has_rationale,
                int width, struct str *out)
{
    enum { ROOMY = 60, FRAME = 8 }; /* columns: for more than this one; of "  ? help" beside it */
    static const struct hint hints[] = {
        {"trafficking", {A_TRAFFICKING}},   {"none found", {A_NOT_TRAFFICKING}},
        {"insufficient", {A_INSUFFICIENT}}, {"out of scope", {A_OUT_OF_SCOPE}},
        {"means", {A_ANSWER_MEANS}},        {"signs", {A_SIGNS}},
        {"guidance", {A_GUIDANCE}},         {"rationale", {A_RATIONALE}},
    };
    voluntary_hint(a, keymap_label(keys, A_VOLUNTARY, CASE), has_rationale,
                   width < ROOMY ? 0 : (size_t)(width - FRAME), out);
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        keymap_hint(keys, CASE, &hints[i], out);
}
