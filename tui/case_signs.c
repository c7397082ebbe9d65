#include "tui/case_signs.h"

#include <string.h>

#include "tui/case_guide.h"

enum {
    KEY = 4,
    NAME_MOST = KEY + 26,
    MARKS = 14,
    SHORT = 12
}; /* columns: a key; it and a name; "  report  you " */

size_t case_signs_items(const struct criteria *c, unsigned item[ANSWERS_MAX])
{
    static const enum element order[] = {ELEMENT_SIGN, ELEMENT_FACT, ELEMENT_MEANS, ELEMENT_ACT,
                                         ELEMENT_PURPOSE};
    size_t count = 0;
    for (size_t e = 0; e < sizeof order / sizeof *order; e++)
        for (unsigned i = 0; i < c->count; i++)
            if (c->item[i].element == order[e])
                item[count++] = i;
    return count;
}

static size_t name_width(const struct panel *p)
{
    size_t left = p->width > MARKS + 2 ? p->width - MARKS - 2 : 2;
    return left < NAME_MOST ? left : NAME_MOST;
}

void case_signs_heading(struct panel *p)
{
    panel_line(p);
    panel_put(p, STYLE_STRONG, "  Signs, facts, criteria");
    panel_pad(p, name_width(p) + 4);
    panel_put(p, STYLE_DIM, "report  you");
    if (p->used + 16 <= p->width)
        panel_put(p, STYLE_DIM, "  may support");
}

/* What stands behind the answers: the means of a sign, the words of a criterion's element. */
static void remark(const struct case_answers *a, unsigned item, struct str *out)
{
    static const char *const words[ELEMENT_COUNT] = {[ELEMENT_ACT] = "act",
                                                     [ELEMENT_MEANS] = "means",
                                                     [ELEMENT_PURPOSE] = "purpose",
                                                     [ELEMENT_SIGN] = "",
                                                     [ELEMENT_FACT] = "fact of the record"};
    const struct criterion *c = &a->criteria->item[item];
    const char *comma = "";
    str_add(out, words[c->element]);
    for (unsigned i = 0; i < a->criteria->count; i++)
        if (c->supports >> i & 1) {
            str_addf(out, "%s%u ", comma, a->criteria->item[i].number);
            case_item_name(&a->criteria->item[i], SHORT, out);
            comma = ", ";
        }
}

void case_signs_line(struct panel *p, const struct case_answers *a, unsigned item, bool cursor)
{
    const struct criterion *c = &a->criteria->item[item];
    struct str name = STR_INIT, key = STR_INIT;
    size_t width = name_width(p);
    panel_line(p);
    panel_put(p, STYLE_STRONG, cursor ? "> " : "  ");
    case_item_key(a->criteria, item, &key);
    panel_put(p, STYLE_KEY, str_text(&key));
    panel_pad(p, 2 + KEY);
    size_t room = width - KEY;
    case_item_name(c, room, &name);
    panel_value(p, cursor ? STYLE_STRONG : STYLE_NORMAL, room, str_text(&name), name.len);
    p->failed |= key.failed;
    str_release(&key);

    enum answer report = case_reported(a, item), given = answers_get(a->given, item);
    panel_pad(p, width + 6);
    panel_put(p, answer_style(report), answer_mark(report));
    panel_pad(p, width + 13);
    panel_put(p, answer_style(given), answer_mark(given));
    if (width + 17 + 14 <= p->width) {
        str_clear(&name);
        remark(a, item, &name);
        panel_pad(p, width + 17);
        panel_value(p, STYLE_DIM, p->width, str_text(&name), name.len);
    }
    p->failed |= name.failed;
    str_release(&name);
}

static void paragraph(struct panel *p, enum style style, const char *text)
{
    if (!text || !*text)
        return;
    panel_line(p);
    panel_wrap(p, 0, style, text, strlen(text), NULL);
}

void case_signs_detail(struct panel *p, const struct case_answers *a, unsigned item)
{
    const struct criterion *c = &a->criteria->item[item];
    struct str text = STR_INIT;
    paragraph(p, STYLE_STRONG, c->label);
    if (c->element == ELEMENT_SIGN) {
        str_add(&text, "may support ");
        remark(a, item, &text);
        paragraph(p, STYLE_NORMAL, str_text(&text));
    } else if (c->element == ELEMENT_FACT) {
        enum answer recorded = case_reported(a, item);
        paragraph(p, STYLE_NORMAL,
                  recorded == ANSWER_PRESENT  ? "The record says: present."
                  : recorded == ANSWER_ABSENT ? "The record says: absent."
                                              : "The record says: unknown.");
        paragraph(p, STYLE_NORMAL,
                  "A correction needs a rationale, and stands beside the record's value.");
    }
    str_clear(&text);
    if (c->guidance)
        case_guide_flow(c->guidance, &text);
    paragraph(p, STYLE_NORMAL, str_text(&text));
    paragraph(p, STYLE_DIM, c->source);
    p->failed |= text.failed;
    str_release(&text);
}

enum answer case_fact_next(const struct case_answers *a, unsigned item, bool *refused)
{
    enum answer now = answers_get(a->given, item);
    *refused = false;
    if (now == ANSWER_UNKNOWN)
        return ANSWER_NONE;
    if (now == ANSWER_PRESENT && item == a->criteria->fact_child &&
        case_reported(a, item) == ANSWER_PRESENT) {
        *refused = true;
        return ANSWER_UNKNOWN;
    }
    return answer_next(now);
}
