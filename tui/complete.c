#include "tui/complete.h"

#include <string.h>

void complete_release(struct complete *c)
{
    str_release(&c->word);
    str_release(&c->text);
    *c = (struct complete){0};
}

void complete_end(struct complete *c)
{
    str_clear(&c->word);
    str_clear(&c->text);
    c->count = c->more = c->at = 0;
    c->active = c->ids = false;
}

void complete_begin(struct complete *c, const char *word, size_t n)
{
    complete_end(c);
    str_addn(&c->word, word, n);
    c->active = true;
}

const char *complete_candidate(const struct complete *c, size_t i)
{
    return i < c->count ? str_text(&c->text) + c->start[i] : str_text(&c->word);
}

void complete_offer(struct complete *c, const char *candidate)
{
    if (strncmp(candidate, str_text(&c->word), c->word.len) != 0)
        return;
    if (c->count == COMPLETE_MAX) {
        c->more++;
        return;
    }
    for (size_t i = 0; i < c->count; i++) {
        if (strcmp(complete_candidate(c, i), candidate) == 0)
            return;
    }
    c->start[c->count] = c->text.len;
    str_addn(&c->text, candidate, strlen(candidate) + 1);
    if (!c->text.failed)
        c->at = ++c->count;
}

const char *complete_common(struct complete *c)
{
    const char *first = complete_candidate(c, 0);
    size_t common = strlen(first);
    if (c->count == 1)
        return first;
    for (size_t i = 1; i < c->count; i++) {
        const char *other = complete_candidate(c, i);
        size_t n = 0;
        while (n < common && other[n] == first[n])
            n++;
        common = n;
    }
    if (c->more || common <= c->word.len)
        return str_text(&c->word);
    str_clear(&c->word);
    str_addn(&c->word, first, common);
    return str_text(&c->word);
}

const char *complete_turn(struct complete *c, int step)
{
    size_t places = c->count + 1;
    c->at = (c->at + (step > 0 ? 1 : places - 1)) % places;
    return complete_candidate(c, c->at);
}

void complete_list(const struct complete *c, struct str *out)
{
    enum { BEFORE = 3, SHOWN = 24 };
    size_t first = c->at < c->count && c->at > BEFORE ? c->at - BEFORE : 0;
    size_t end = first + SHOWN < c->count ? first + SHOWN : c->count;
    for (size_t i = first; i < end; i++) {
        const char *gap = i > first ? "  " : "";
        str_addf(out, i == c->at ? "%s[%s]" : "%s%s", gap, complete_candidate(c, i));
    }
    size_t hidden = c->count - (end - first) + c->more;
    if (hidden)
        str_addf(out, "  (%zu more)", hidden);
}
