#include "tests/support/hostile.h"

#include <stdio.h>
#include <string.h>

#define ONCE(literal)                                                                              \
    {                                                                                              \
        literal, sizeof(literal) - 1, 1, false                                                     \
    }
#define TIMES(count, literal)                                                                      \
    {                                                                                              \
        literal, sizeof(literal) - 1, count, false                                                 \
    }
#define NUMBERED(count, literal)                                                                   \
    {                                                                                              \
        literal, sizeof(literal) - 1, count, true                                                  \
    }

#define LINES(...)    .frame = HOSTILE_LINES, .part = {__VA_ARGS__}
#define DOCUMENT(...) .frame = HOSTILE_DOCUMENT, .part = {__VA_ARGS__}
#define WHOLE(...)    .frame = HOSTILE_FILE, .part = {__VA_ARGS__}

#define LOADED                  .outcome = HOSTILE_LOADED
#define IS(f, text)             .outcome = HOSTILE_LOADED, .field = F_##f, .value = text
#define WARNED(at, from, what)  .outcome = HOSTILE_WARNED, .line = at, .col = from, .reason = what
#define REFUSED(at, from, what) .outcome = HOSTILE_REFUSED, .line = at, .col = from, .reason = what
#define OF(found, good)         .counted = true, .documents = found, .loaded = good

const struct hostile hostile_cases[] = {
#define CASE(title, ...) {.name = title, __VA_ARGS__},
#include "tests/hostile/cases.def"
#undef CASE
};
const size_t hostile_count = sizeof hostile_cases / sizeof *hostile_cases;

static void add_part(struct str *out, const struct hostile_part *p)
{
    static const char slot[] = "@@@@@@@";
    char number[16];
    for (unsigned i = 0; i < p->times; i++) {
        size_t start = out->len;
        char *at = NULL;
        str_addn(out, p->text, p->len);
        if (p->numbered && !out->failed)
            at = memmem(out->p + start, p->len, slot, sizeof slot - 1);
        snprintf(number, sizeof number, "%07u", i);
        if (at)
            memcpy(at, number, sizeof slot - 1);
    }
}

void hostile_build(const struct hostile *h, struct str *out, unsigned *first_line)
{
    static const char record[] = "---\nkind: debriefing\nid: " HOSTILE_ID
                                 "\ndate: 2004\ndepartment: police\nnarrative: Made up.\n";
    *first_line = 1;
    if (h->frame == HOSTILE_LINES) {
        str_add(out, record);
        *first_line = 7;
    } else if (h->frame == HOSTILE_DOCUMENT) {
        str_add(out, "---\n");
        *first_line = 2;
    }
    for (size_t i = 0; i < sizeof h->part / sizeof *h->part; i++)
        add_part(out, &h->part[i]);
    if (h->frame != HOSTILE_FILE && out->p[out->len - 1] != '\n')
        str_addc(out, '\n');
}
