#include "models/answers.h"

#include <stdlib.h>
#include <string.h>

#include "models/criteria.h"

static const char *const names[] = {
    [ANSWER_NONE] = "",
    [ANSWER_PRESENT] = "present",
    [ANSWER_ABSENT] = "absent",
    [ANSWER_UNKNOWN] = "unknown",
};

static const char implied_mark[] = ",implied";

const char *answer_name(enum answer answer)
{
    return names[answer];
}

static bool parse_n(const char *name, size_t n, enum answer *answer)
{
    for (enum answer a = ANSWER_PRESENT; a <= ANSWER_UNKNOWN; a++)
        if (strlen(names[a]) == n && memcmp(names[a], name, n) == 0) {
            *answer = a;
            return true;
        }
    return false;
}

bool answer_parse(const char *name, enum answer *answer)
{
    return parse_n(name, strlen(name), answer);
}

static int by_id(const void *a, const void *b)
{
    const struct criterion *const *x = a, *const *y = b;
    return strcmp((*x)->id, (*y)->id);
}

void answers_format(const struct criteria *c, const struct answers *a, struct str *out)
{
    const struct criterion *item[ANSWERS_MAX];
    for (size_t i = 0; i < c->count; i++)
        item[i] = &c->item[i];
    qsort(item, c->count, sizeof item[0], by_id);
    const char *separator = "";
    for (size_t i = 0; i < c->count; i++) {
        unsigned bit = (unsigned)(item[i] - c->item);
        enum answer answer = answers_get(a, bit);
        if (answer == ANSWER_NONE)
            continue;
        str_addf(out, "%s%s=%s%s", separator, item[i]->id, names[answer],
                 a->implied >> bit & 1 ? implied_mark : "");
        separator = "\n";
    }
}

/* One line, `criterion=answer[,implied]`. */
static bool parse_line(const struct criteria *c, const char *line, size_t n, struct answers *a,
                       unsigned *unknown_ids)
{
    const char *equals = memchr(line, '=', n);
    size_t mark = sizeof implied_mark - 1;
    bool implied = n > mark && memcmp(line + n - mark, implied_mark, mark) == 0;
    enum answer answer;
    if (!equals || equals == line)
        return false;
    const char *value = equals + 1;
    size_t value_n = n - (size_t)(value - line);
    if (implied && value_n < mark)
        return false;
    if (!parse_n(value, implied ? value_n - mark : value_n, &answer) ||
        (implied && answer != ANSWER_ABSENT))
        return false;
    int bit = criteria_find_n(c, line, (size_t)(equals - line));
    if (bit < 0) {
        ++*unknown_ids;
        return true;
    }
    if (answers_get(a, (unsigned)bit) != ANSWER_NONE)
        return false;
    answers_set(a, (unsigned)bit, answer);
    if (implied)
        a->implied |= UINT64_C(1) << bit;
    return true;
}

bool answers_parse(const struct criteria *c, const char *text, struct answers *a,
                   unsigned *unknown_ids)
{
    *a = (struct answers){0};
    *unknown_ids = 0;
    while (*text) {
        size_t n = strcspn(text, "\n");
        if (!parse_line(c, text, n, a, unknown_ids))
            return false;
        text += n;
        if (*text == '\n' && *++text == '\0')
            return false;
    }
    return true;
}
