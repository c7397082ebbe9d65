#include "tui/case_guide.h"

#include <string.h>

static void paragraph(struct panel *p, enum style style, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    panel_line(p);
    panel_put(p, STYLE_DIM, label);
    panel_wrap(p, p->used < p->width / 2 ? p->used : 2, style, text, strlen(text), NULL);
}

void case_guide_flow(const char *text, struct str *out)
{
    for (const char *at = text; *at; at++) {
        bool ends = at > text && strchr(".:\"\n", at[-1]);
        bool begins = strncmp(at + 1, "- ", 2) == 0 || at[1] == '\n';
        str_addc(out, *at == '\n' && !ends && !begins ? ' ' : *at);
    }
}

static void title(struct panel *p, const struct case_answers *a, unsigned item)
{
    const struct criterion *c = &a->criteria->item[item];
    struct str key = STR_INIT;
    case_item_key(a->criteria, item, &key);
    str_add(&key, "  ");
    panel_line(p);
    panel_put(p, STYLE_KEY, str_text(&key));
    panel_wrap(p, key.len, STYLE_STRONG, c->label, strlen(c->label), NULL);
    p->failed |= key.failed;
    str_release(&key);
}

static void said(struct panel *p, const struct case_answers *a, unsigned item)
{
    bool fact = a->criteria->item[item].element == ELEMENT_FACT;
    enum answer before = case_reported(a, item), now = answers_get(a->given, item);
    panel_line(p);
    panel_put(p, STYLE_DIM, fact ? "record " : "report ");
    panel_put(p, answer_style(before), before == ANSWER_NONE ? "nothing" : answer_name(before));
    panel_put(p, STYLE_DIM, "  you ");
    panel_put(p, answer_style(now), now == ANSWER_NONE ? "not answered" : answer_name(now));
}

/* Appends "5 deception, 7 abuse of vulnerability" for a set of items. */
static void named(const struct criteria *c, uint64_t items, struct str *out)
{
    enum { NAME_COLUMNS = 24 };
    for (const char *comma = ""; items; items &= items - 1, comma = ", ") {
        unsigned item = (unsigned)__builtin_ctzll(items);
        str_add(out, comma);
        case_item_key(c, item, out);
        str_addc(out, ' ');
        case_item_name(&c->item[item], NAME_COLUMNS, out);
    }
}

static uint64_t supported_by(const struct criteria *c, unsigned item)
{
    uint64_t signs = 0;
    for (unsigned i = 0; i < c->count; i++)
        if (c->item[i].supports >> item & 1)
            signs |= UINT64_C(1) << i;
    return signs;
}

static bool asks_for(const struct node *node, unsigned item)
{
    if (node->kind == NODE_LEAF)
        return node->mask >> item & 1;
    for (size_t i = 0; i < node->children; i++)
        if (asks_for(&node->child[i], item))
            return true;
    return false;
}

static void definitions(const struct criteria *c, unsigned item, struct str *out)
{
    const char *comma = "";
    for (size_t i = 0; i < c->definitions; i++)
        if (asks_for(&c->definition[i].tree, item)) {
            str_addf(out, "%s%s", comma, c->definition[i].id);
            comma = ", ";
        }
    if (!*comma)
        str_add(out, "none");
}

void case_guide(struct panel *p, const struct case_answers *a, unsigned item,
                const struct case_narrative *narrative)
{
    static const char pointer[] = "A marked word points here. It is no answer: read what is said.";
    const struct criterion *c = &a->criteria->item[item];
    struct str text = STR_INIT;
    title(p, a, item);
    said(p, a, item);
    case_narrative_words(narrative, item, &text);
    bool marked = text.len > 0;
    paragraph(p, STYLE_TERM, "marked ", str_text(&text));
    panel_line(p);
    str_clear(&text);
    case_guide_flow(c->guidance, &text);
    paragraph(p, STYLE_NORMAL, "", str_text(&text));
    panel_line(p);
    str_clear(&text);
    named(a->criteria, c->supports, &text);
    paragraph(p, STYLE_NORMAL, "may support ", str_text(&text));
    str_clear(&text);
    named(a->criteria, supported_by(a->criteria, item), &text);
    paragraph(p, STYLE_NORMAL, "signs ", str_text(&text));
    str_clear(&text);
    definitions(a->criteria, item, &text);
    paragraph(p, STYLE_NORMAL, "asked for by ", str_text(&text));
    paragraph(p, STYLE_NORMAL, "source ", c->source);
    if (marked)
        paragraph(p, STYLE_WARNING, "", pointer);
    p->failed |= text.failed;
    str_release(&text);
}

unsigned case_guide_first(const struct case_answers *a, const struct case_narrative *narrative)
{
    uint64_t means = a->criteria->element[ELEMENT_MEANS], pointed = 0;
    for (size_t i = 0; i < narrative->hits.count; i++)
        pointed |= narrative->hits.hit[i].items;
    const uint64_t wishes[] = {a->given->present & means, a->facts->reported.present & means,
                               pointed & means, pointed};
    for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++)
        if (wishes[i])
            return (unsigned)__builtin_ctzll(wishes[i]);
    return (unsigned)__builtin_ctzll(means);
}

unsigned case_guide_next(const struct criteria *c, unsigned item, int step)
{
    return (unsigned)((c->count + item + (step > 0 ? 1 : c->count - 1)) % c->count);
}
