#include "tui/case_narrative.h"

#include <stdlib.h>
#include <string.h>

#include "tui/case_criteria.h"
#include "tui/case_text.h"

void case_narrative_release(struct case_narrative *n)
{
    clean_release(&n->text);
    term_hits_release(&n->hits);
}

/* --- the margin --- */

enum { MARGIN = 5, NARROW_MARGIN = 4, NARROW = 38 }; /* columns, a space with them; of a text */

struct margin {
    const struct criteria *criteria;
    const struct term_hits *hits;
    size_t cols; /* for the keys */
};

/* Appends the next key of the list where it has room, beside a "+" where more follow. */
static bool add_key(const struct margin *m, unsigned item, bool more, struct str *out)
{
    struct str key = STR_INIT;
    str_addf(&key, "%s", out->len > 0 ? "," : "");
    case_item_key(m->criteria, item, &key);
    bool fits = out->len + key.len + more <= m->cols;
    if (fits)
        str_addn(out, str_text(&key), key.len);
    out->failed |= key.failed;
    str_release(&key);
    return fits;
}

static void keys_of(const struct margin *m, uint64_t items, struct str *out)
{
    static const enum element order[] = {ELEMENT_MEANS, ELEMENT_FACT, ELEMENT_SIGN, ELEMENT_ACT,
                                         ELEMENT_PURPOSE};
    for (size_t e = 0; e < sizeof order / sizeof *order; e++) {
        uint64_t left = items & m->criteria->element[order[e]];
        for (; left; left &= left - 1) {
            items &= ~(left & -left);
            if (!add_key(m, (unsigned)__builtin_ctzll(left), items != 0, out)) {
                str_addc(out, '+');
                return;
            }
        }
    }
}

static void put_margin(const void *ctx, struct panel *p, size_t first, size_t end)
{
    const struct margin *m = ctx;
    struct str keys = STR_INIT;
    uint64_t items = 0;
    for (size_t i = first; i < end; i++)
        items |= m->hits->hit[i].items;
    keys_of(m, items, &keys);
    panel_put(p, STYLE_KEY, str_text(&keys));
    p->failed |= keys.failed;
    str_release(&keys);
}

/* --- the text --- */

static bool make_ready(struct case_narrative *n, const struct record *r, size_t cols,
                       const struct terms *terms)
{
    const struct value *text = &r->value[F_NARRATIVE];
    struct str flowing = STR_INIT;
    case_text_flow(text->text, text->len, cols, &flowing);
    bool made = !flowing.failed &&
                clean_text(&n->text, str_text(&flowing), flowing.len, CLEAN_NARRATIVE) &&
                terms_find(terms, str_text(&n->text.text), n->text.text.len, &n->hits);
    str_release(&flowing);
    return made;
}

void case_narrative_add(struct case_narrative *n, struct panel *p, const struct record *r,
                        const struct criteria *c, const struct terms *terms, const char *search)
{
    size_t col = !terms ? 0 : p->width < NARROW ? NARROW_MARGIN : MARGIN;
    struct margin m = {.criteria = c, .hits = &n->hits, .cols = col > 0 ? col - 1 : 0};
    bool made = make_ready(n, r, p->width - col, terms);
    struct panel_mark *mark = calloc(n->hits.count + 1, sizeof *mark);
    for (size_t i = 0; mark && i < n->hits.count; i++)
        mark[i] = (struct panel_mark){n->hits.hit[i].start, n->hits.hit[i].len, STYLE_TERM};
    struct panel_marks marks = {
        .mark = mark, .count = n->hits.count, .margin = put_margin, .ctx = &m};
    if (made && mark)
        panel_wrap_marked(p, col, STYLE_NORMAL, &n->text, search, &marks);
    else
        p->failed = true;
    free(mark);
}

/* Whether the same words stand as an entry of the list that was made already. */
static bool is_listed(const struct str *list, const char *word, size_t n)
{
    const char *at = str_text(list);
    while (*at) {
        size_t len = strcspn(at, ",");
        if (len == n && strncasecmp(at, word, n) == 0)
            return true;
        at += len;
        at += strspn(at, ", ");
    }
    return false;
}

void case_narrative_words(const struct case_narrative *n, unsigned item, struct str *out)
{
    struct str list = STR_INIT, word = STR_INIT;
    for (size_t i = 0; i < n->hits.count; i++) {
        const struct term_hit *hit = &n->hits.hit[i];
        if (!(hit->items >> item & 1))
            continue;
        str_clear(&word);
        for (size_t at = hit->start; at < hit->start + hit->len; at++)
            str_addc(&word, n->text.text.p[at] == '\n' ? ' ' : n->text.text.p[at]);
        if (!is_listed(&list, str_text(&word), word.len))
            str_addf(&list, "%s%s", list.len > 0 ? ", " : "", str_text(&word));
    }
    str_add(out, str_text(&list));
    out->failed |= list.failed | word.failed;
    str_release(&list);
    str_release(&word);
}
