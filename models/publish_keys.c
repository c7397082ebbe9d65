/* Which cells are the same figure, and which is part of which. The key of a figure is the set of the terms of its limit, with its unit
 * among them and with those that they imply. */
#include <stdlib.h>
#include <string.h>

#include "models/publish_work.h"

static const char sensitive[] = "outcome:trafficking";

/* What a term that begins so implies. A reader knows what the words of the summary mean. */
static const struct {
    const char *begins, *implies;
} implications[] = {
    {"outcome:", "decided"},         {"undecided", "!decided"},
    {"awaiting_second", "!decided"}, {"disputed", "!decided"},
    {"stale", "!decided"},           {"invalid", "!decided"},
    {"age:0..8", "age_group:child"}, {"age:9..17", "age_group:child"},
};

enum { TERMS_MAX = 96 };

struct terms {
    struct str text[TERMS_MAX];
    size_t count;
    bool failed;
};

static void terms_release(struct terms *t)
{
    for (size_t i = 0; i < t->count; i++)
        str_release(&t->text[i]);
    t->count = 0;
}

static bool has(const struct terms *t, const char *text)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(str_text(&t->text[i]), text) == 0)
            return true;
    return false;
}

static void add(struct terms *t, const char *text, size_t n)
{
    struct str s = STR_INIT;
    /* Brackets around one thing say nothing; `reported:x` is short for `reported:x=present`. */
    if (n > 1 && *text == '(' && text[n - 1] == ')' && !memmem(text, n, " | ", 3)) {
        text++;
        n -= 2;
    }
    /* Of cases it is the year of their earliest record, of everything else its own. */
    if (n > 10 && memcmp(text, "case_year:", 10) == 0) {
        text += 5;
        n -= 5;
    }
    str_addn(&s, text, n);
    const char *bare = str_text(&s) + (*text == '!');
    if ((strncmp(bare, "reported:", 9) == 0 || strncmp(bare, "answer:", 7) == 0) &&
        !strchr(bare, '=') && strchr(bare, '.'))
        str_add(&s, "=present");
    t->failed |= s.failed;
    if (t->failed || has(t, str_text(&s))) {
        str_release(&s);
        return;
    }
    /* Without one of its terms a figure would pass for another. */
    t->failed = t->count == TERMS_MAX;
    if (t->failed)
        str_release(&s);
    else
        t->text[t->count++] = s;
}

static void add_text(struct terms *t, const char *text)
{
    add(t, text, strlen(text));
}

static void split(struct terms *t, const char *limit)
{
    while (*limit) {
        const char *end = strstr(limit, " & ");
        add(t, limit, end ? (size_t)(end - limit) : strlen(limit));
        limit = end ? end + 3 : "";
    }
}

/* The alternatives of `(a | b)`. */
static void split_either(struct terms *t, const char *either)
{
    const char *at = either + 1, *last = either + strlen(either) - 1;
    while (at < last) {
        const char *end = strstr(at, " | ");
        add(t, at, end ? (size_t)(end - at) : (size_t)(last - at));
        at = end ? end + 3 : last;
    }
}

/* `F:V` with a V means that F is known; definitions are asked of final decisions. */
static void add_implied(struct terms *t, const char *term)
{
    const char *colon = strchr(term, ':');
    for (size_t i = 0; i < sizeof implications / sizeof *implications; i++)
        if (strncmp(term, implications[i].begins, strlen(implications[i].begins)) == 0)
            add_text(t, implications[i].implies);
    if (strncmp(term, "definition:", 11) == 0 && !strchr(term, '/'))
        add_text(t, "decided");
    if (!colon || *term == '!' || *term == '(' || strcmp(colon, ":unknown") == 0 ||
        strchr(term, '='))
        return;
    struct str known = STR_INIT;
    str_addf(&known, "!%.*s:unknown", (int)(colon - term), term);
    add(t, str_text(&known), known.len);
    str_release(&known);
}

/* Where one definition says trafficking and another does not, they differ. */
static void add_difference(struct terms *t)
{
    bool says[2] = {false, false}, denies[2] = {false, false};
    for (size_t i = 0; i < t->count; i++) {
        const char *term = str_text(&t->text[i]);
        bool reported = strstr(term, "/reported=trafficking") != NULL;
        if (!reported && !strstr(term, "=trafficking"))
            continue;
        says[reported] |= strncmp(term, "definition:", 11) == 0;
        denies[reported] |= strncmp(term, "!definition:", 12) == 0;
    }
    if (says[0] && denies[0])
        add_text(t, "differ:reviewed");
    if (says[1] && denies[1])
        add_text(t, "differ:reported");
}

/* --- keys --- */

static int by_bytes(const void *a, const void *b)
{
    return strcmp(str_text(a), str_text(b));
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Room for what is kept by key. */
static bool reserve(struct publisher *p)
{
    size_t need = p->keys.count + 1, had = p->figures;
    if (need <= had)
        return true;
    struct publish_figure *more = realloc(p->figure, 2 * need * sizeof *more);
    if (!more)
        return false;
    p->figure = more;
    p->figures = 2 * need;
    memset(more + had, 0, (p->figures - had) * sizeof *more);
    for (size_t i = had; i < p->figures; i++)
        more[i].cell = UINT32_MAX;
    return true;
}

static bool keep_terms(struct publisher *p, struct publish_figure *f, const struct terms *t,
                       size_t raw)
{
    f->term = malloc((t->count + raw + 1) * sizeof *f->term);
    f->raw = f->term ? f->term + t->count : NULL;
    for (size_t i = 0; f->term && i < t->count; i++) {
        uint32_t number = intern_number(&p->terms, str_text(&t->text[i]), t->text[i].len);
        if (number == UINT32_MAX)
            return false;
        f->term[i] = number;
        if (*str_text(&t->text[i]) != '(')
            f->signature |= UINT64_C(1) << number % 64;
        if (i < raw)
            f->raw[i] = number;
    }
    if (!f->term)
        return false;
    f->terms = t->count;
    f->raws = raw;
    f->additive = !has(t, "unit 2 0") && !has(t, "unit 3 0");
    qsort(f->term, f->terms, sizeof *f->term, by_number);
    return true;
}

/* The number of the figure with these terms; UINT32_MAX: no memory. The terms are released. */
static uint32_t number_of(struct publisher *p, struct terms *t)
{
    struct str key = STR_INIT;
    size_t raw = t->count;
    add_difference(t);
    for (size_t i = 0; i < t->count; i++)
        add_implied(t, str_text(&t->text[i]));
    struct str sorted[TERMS_MAX];
    memcpy(sorted, t->text, t->count * sizeof *sorted);
    qsort(sorted, t->count, sizeof *sorted, by_bytes);
    for (size_t i = 0; i < t->count; i++)
        str_addf(&key, "%s & ", str_text(&sorted[i]));
    uint32_t number =
        t->failed || key.failed ? UINT32_MAX : intern_number(&p->keys, str_text(&key), key.len);
    if (number != UINT32_MAX &&
        (!reserve(p) || (!p->figure[number].term && !keep_terms(p, &p->figure[number], t, raw))))
        number = UINT32_MAX;
    str_release(&key);
    terms_release(t);
    return number;
}

/* The terms of a limit without one, with one more, of a unit. */
static uint32_t number_with(struct publisher *p, const char *limit, enum summary_unit unit,
                            int field, const char *without, const char *with)
{
    struct terms t = {.count = 0}, all = {.count = 0};
    char name[32];
    snprintf(name, sizeof name, "unit %d %d", (int)unit, field); /* 2: cases, 3: persons */
    split(&all, limit);
    add_text(&t, name);
    for (size_t i = 0; i < all.count; i++)
        if (!without || strcmp(str_text(&all.text[i]), without) != 0)
            add_text(&t, str_text(&all.text[i]));
    if (with)
        add_text(&t, with);
    t.failed |= all.failed;
    terms_release(&all);
    return number_of(p, &t);
}

/* The figure with `text` in the place of a term, or, where it has no such term, with it besides. */
static uint32_t replace(struct publisher *p, uint32_t number, uint32_t term, const char *text)
{
    struct terms t = {.count = 0};
    const struct publish_figure *f = &p->figure[number];
    for (size_t i = 0; i < f->raws; i++)
        if (f->raw[i] != term)
            add_text(&t, intern_text(&p->terms, f->raw[i], NULL));
    add_text(&t, text);
    return number_of(p, &t);
}

uint32_t publish_complement(struct publisher *p, uint32_t whole, uint32_t term)
{
    const char *text = intern_text(&p->terms, term, NULL);
    struct str negated = STR_INIT;
    str_addf(&negated, "%s%s", *text == '!' ? "" : "!", text + (*text == '!'));
    uint32_t number = negated.failed ? UINT32_MAX : replace(p, whole, 0, str_text(&negated));
    str_release(&negated);
    return number;
}

/* --- the cells of a table --- */

/* The limit of a merged row selects nothing that can be said: the row's table takes its place. */
static void add_limit(const struct summary *s, const struct summary_table *t, size_t row,
                      size_t column, struct str *out)
{
    const struct summary_column *c = &t->column[column];
    if (strcmp(t->row[row].id, "merged") == 0)
        str_addf(out, "year:%u & merged:%s=%s%s", s->year[c->year].year, t->id,
                 *c->limit ? " & " : "", c->limit);
    else
        summary_limit(s, t, row, column, out);
}

static bool set_key(struct publisher *p, const struct summary_table *t, size_t row, size_t column,
                    struct publish_key *key)
{
    struct str limit = STR_INIT;
    const struct summary_row *r = &t->row[row];
    int field = r->unit == UNIT_SUM ? (int)r->field : 0;
    add_limit(p->s, t, row, column, &limit);
    const char *text = str_text(&limit), *outcome = strstr(text, sensitive);
    *key = (struct publish_key){.own = number_with(p, text, r->unit, field, NULL, NULL)};
    if (outcome)
        key->group = number_with(p, text, r->unit, field, sensitive, NULL);
    /* A year as a whole is no group: what it is, is the headline. */
    if (key->group && key->group != UINT32_MAX && p->figure[key->group].raws <= 3)
        key->group = 0;
    if (r->unit == UNIT_CASES || r->unit == UNIT_PERSONS) {
        if (!strstr(text, "kind:operation"))
            key->debriefings = number_with(p, text, UNIT_DEBRIEFINGS, 0, NULL, "kind:debriefing");
        if (!strstr(text, "kind:debriefing"))
            key->operations = number_with(p, text, UNIT_OPERATIONS, 0, NULL, "kind:operation");
    }
    bool set = !limit.failed && key->own != UINT32_MAX && key->group != UINT32_MAX &&
               key->debriefings != UINT32_MAX && key->operations != UINT32_MAX;
    str_release(&limit);
    return set;
}

bool publish_set_keys(struct publisher *p, size_t table)
{
    const struct summary_table *t = &p->s->table[table];
    struct publish_key *key = calloc(t->rows * t->columns + 1, sizeof *key);
    bool set = key != NULL;
    free(p->key[table]);
    p->key[table] = key;
    for (size_t row = 0; set && row < t->rows; row++)
        for (size_t column = 0; set && column < t->columns; column++)
            if (!t->row[row].percent)
                set = set_key(p, t, row, column, &key[row * t->columns + column]);
    return set;
}

static bool holds(const struct publisher *p, const struct publish_figure *f, uint32_t term)
{
    const char *text = intern_text(&p->terms, term, NULL);
    if (bsearch(&term, f->term, f->terms, sizeof term, by_number))
        return true;
    /* One of the things that it is about is enough. */
    for (size_t i = 0; *text == '(' && i < f->terms; i++) {
        struct terms either = {.count = 0};
        split_either(&either, text);
        /* What cannot be looked at may be so: one relation too many hides more, never less. */
        bool found = either.failed || has(&either, intern_text(&p->terms, f->term[i], NULL));
        terms_release(&either);
        if (found)
            return true;
    }
    return false;
}

bool publish_is_part(const struct publisher *p, const struct publish_figure *part,
                     const struct publish_figure *whole)
{
    if (whole == part || whole->signature & ~part->signature || whole->terms > part->terms)
        return false;
    for (size_t i = 0; i < whole->terms; i++)
        if (!holds(p, part, whole->term[i]))
            return false;
    return true;
}

bool publish_alternatives(struct publisher *p, uint32_t number, uint32_t *alternative,
                          size_t *count, size_t most)
{
    const struct publish_figure *f = &p->figure[number];
    *count = 0;
    for (size_t i = 0; i < f->raws; i++) {
        const char *either = intern_text(&p->terms, f->raw[i], NULL);
        struct terms parts = {.count = 0};
        if (*either != '(')
            continue;
        split_either(&parts, either);
        bool ok = !parts.failed;
        for (size_t a = 0; ok && a < parts.count && *count < most; a++) {
            alternative[*count] = replace(p, number, f->raw[i], str_text(&parts.text[a]));
            ok = alternative[(*count)++] != UINT32_MAX;
            f = &p->figure[number];
        }
        terms_release(&parts);
        return ok;
    }
    return true;
}
