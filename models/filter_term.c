#include "models/filter_term.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"
#include "models/catalog.h"
#include "models/filter.h"
#include "models/review.h"

/* --- helpers --- */

static bool keep_text(struct term *t, const char *text, size_t n, struct err *e)
{
    t->text = strndup(text, n);
    t->len = n;
    return t->text || err_memory(e);
}

static bool is(const char *s, size_t n, const char *word)
{
    return strlen(word) == n && memcmp(s, word, n) == 0;
}

/* A value of the forms A, A..B, <A, <=A, >A, >=A, split into its bounds. */
struct bounds {
    const char *low, *high; /* NULL: no bound */
    size_t low_n, high_n;
    bool low_open, high_open; /* the bound itself is not included */
};

static struct bounds split_bounds(const char *v, size_t n)
{
    const char *dots = memmem(v, n, "..", 2);
    size_t skip = n > 1 && v[1] == '=' ? 2 : 1;
    if (n && v[0] == '<')
        return (struct bounds){.high = v + skip, .high_n = n - skip, .high_open = skip == 1};
    if (n && v[0] == '>')
        return (struct bounds){.low = v + skip, .low_n = n - skip, .low_open = skip == 1};
    if (!dots)
        return (struct bounds){.low = v, .low_n = n, .high = v, .high_n = n};
    struct bounds b = {.low = v, .low_n = (size_t)(dots - v)};
    b.high = dots + 2;
    b.high_n = n - b.low_n - 2;
    if (!b.low_n)
        b.low = NULL;
    if (!b.high_n)
        b.high = NULL;
    return b;
}

/* --- fields --- */

static bool bad_value(const struct term *t, const char *v, size_t n, struct err *e)
{
    const struct field_def *d = &field_defs[t->field];
    struct str allowed = STR_INIT;
    for (size_t i = 0; d->choices && d->choices[i]; i++)
        str_addf(&allowed, "%s%s", i ? ", " : "", d->choices[i]);
    if (d->or_unknown)
        str_addf(&allowed, "%sunknown", allowed.len ? ", " : "a value or ");
    err_set(e, ERR_USAGE, "\"%.*s\" is no value of %s: write %s", (int)n, v, d->path,
            allowed.len ? str_text(&allowed)
                        : "one as in a record, a range A..B, or <A, <=A, >A, >=A");
    str_release(&allowed);
    return false;
}

static bool parse_exact(struct term *t, const char *v, size_t n, struct err *e)
{
    t->low = 0;
    if (!is(v, n, "unknown") && !field_parse(t->field, v, n, &t->low))
        return bad_value(t, v, n, e);
    t->high = t->low;
    return true;
}

static bool match_cell(const struct term *t, const struct catalog *c, const struct review *r,
                       uint32_t row)
{
    (void)r;
    uint32_t cell = catalog_cell(c, row, t->field);
    bool has_field = field_defs[t->field].kinds & (unsigned)catalog_kind(c, row);
    return has_field && cell >= t->low && cell <= t->high;
}

static bool match_mask(const struct term *t, const struct catalog *c, const struct review *r,
                       uint32_t row)
{
    (void)r;
    return catalog_cell(c, row, t->field) & t->low;
}

static bool parse_count(struct term *t, const char *v, size_t n, struct err *e)
{
    struct bounds b = split_bounds(v, n);
    t->low = 1;
    t->high = UINT32_MAX;
    if (is(v, n, "unknown")) {
        t->low = t->high = 0;
        return true;
    }
    if ((b.low && !field_parse(t->field, b.low, b.low_n, &t->low)) ||
        (b.high && !field_parse(t->field, b.high, b.high_n, &t->high)))
        return bad_value(t, v, n, e);
    t->low += b.low_open;
    t->high -= b.high_open;
    return true;
}

static bool parse_age(struct term *t, const char *v, size_t n, struct err *e)
{
    struct bounds b = split_bounds(v, n);
    uint32_t low = 0, high = AGE_OPEN;
    if (b.low == b.high) /* a value as a record has it, ranges included */
        return parse_exact(t, v, n, e);
    if ((b.low && !field_parse(t->field, b.low, b.low_n, &low)) ||
        (b.high && !field_parse(t->field, b.high, b.high_n, &high)))
        return bad_value(t, v, n, e);
    t->low = b.low ? age_low(low) + b.low_open : 0;
    t->high = b.high ? age_high(high) - b.high_open : AGE_OPEN;
    t->ranged = true;
    return true;
}

/* An age range matches `<18` only where it lies wholly below: one that straddles is no child's yet. */
static bool match_age(const struct term *t, const struct catalog *c, const struct review *r,
                      uint32_t row)
{
    uint32_t cell = catalog_cell(c, row, t->field);
    if (!t->ranged)
        return match_cell(t, c, r, row);
    return cell && age_low(cell) >= t->low && age_high(cell) <= t->high;
}

/* The bits that a date of this precision has. */
static uint32_t date_mask(date_t d)
{
    return date_day(d) ? UINT32_MAX : date_month(d) ? ~UINT32_C(31) : ~UINT32_C(511);
}

static bool parse_date(struct term *t, const char *v, size_t n, struct err *e)
{
    struct bounds b = split_bounds(v, n);
    t->high = UINT32_MAX;
    t->low = 1;
    if (is(v, n, "unknown")) {
        t->low = t->high = 0;
        return true;
    }
    if ((b.low && !(t->low = date_parse(b.low, b.low_n))) ||
        (b.high && !(t->high = date_parse(b.high, b.high_n))))
        return bad_value(t, v, n, e);
    /* The last day that the bound's precision covers, or the first. */
    if (b.high)
        t->high = b.high_open ? t->high - 1 : t->high | ~date_mask(t->high);
    if (b.low && b.low_open)
        t->low = (t->low | ~date_mask(t->low)) + 1;
    return true;
}

static bool parse_id(struct term *t, const char *v, size_t n, struct err *e)
{
    t->prefix = n && v[n - 1] == '*';
    return keep_text(t, v, n - t->prefix, e);
}

static bool match_id(const struct term *t, const struct catalog *c, const struct review *r,
                     uint32_t row)
{
    (void)r;
    size_t n;
    const char *text = catalog_text(c, row, t->field, &n);
    return (t->prefix ? n >= t->len : n == t->len) && memcmp(text, t->text, t->len) == 0;
}

static bool parse_text(struct term *t, const char *v, size_t n, struct err *e)
{
    return keep_text(t, v, n, e);
}

static bool match_text(const struct term *t, const struct catalog *c, const struct review *r,
                       uint32_t row)
{
    (void)r;
    size_t n, len;
    const char *text = catalog_text(c, row, t->field, &n);
    if (is(t->text, t->len, "unknown"))
        return !n && field_defs[t->field].kinds & (unsigned)catalog_kind(c, row);
    return text_find(text, n, t->text, t->len, &len) != SIZE_MAX;
}

static const struct term_ops field_ops[] = {
    [FIELD_CHOICE] = {parse_exact, match_cell},
    [FIELD_CHOICES] = {parse_exact, match_mask},
    [FIELD_ID] = {parse_id, match_id},
    [FIELD_TEXT] = {parse_text, match_text},
    [FIELD_DATE] = {parse_date, match_cell},
    [FIELD_AGE] = {parse_age, match_age},
    [FIELD_COUNTRY] = {parse_exact, match_cell},
    [FIELD_COUNT] = {parse_count, match_cell},
    [FIELD_REPORTED] = {NULL, NULL},
    [FIELD_NARRATIVE] = {parse_text, match_text},
};

/* --- the state of the review --- */

static bool parse_year(struct term *t, const char *v, size_t n, struct err *e)
{
    t->field = F_DATE;
    return parse_date(t, v, n, e);
}

static bool parse_outcome(struct term *t, const char *v, size_t n, struct err *e)
{
    char word[32];
    enum outcome outcome = OUTCOME_NONE;
    snprintf(word, sizeof word, "%.*s", (int)n, v);
    if (!outcome_parse(word, &outcome) && strcmp(word, "undecided") != 0)
        return err_set(e, ERR_USAGE,
                       "\"%s\" is no outcome: write voluntary, trafficking, not_trafficking, "
                       "insufficient, out_of_scope or undecided",
                       word);
    t->low = (uint32_t)outcome;
    return true;
}

static bool match_outcome(const struct term *t, const struct catalog *c, const struct review *r,
                          uint32_t row)
{
    (void)c;
    enum row_state state = review_state(r, row);
    if (t->low == OUTCOME_NONE)
        return state == STATE_UNDECIDED;
    return state == STATE_DECIDED && (uint32_t)review_row(r, row).outcome == t->low;
}

static bool match_state(const struct term *t, const struct catalog *c, const struct review *r,
                        uint32_t row)
{
    (void)c;
    return (uint32_t)review_state(r, row) == t->low;
}

static bool match_flagged(const struct term *t, const struct catalog *c, const struct review *r,
                          uint32_t row)
{
    (void)t;
    (void)c;
    return review_row(r, row).flagged;
}

static bool match_departure(const struct term *t, const struct catalog *c, const struct review *r,
                            uint32_t row)
{
    (void)t;
    (void)c;
    return review_row(r, row).departure;
}

static bool match_reviewer(const struct term *t, const struct catalog *c, const struct review *r,
                           uint32_t row)
{
    (void)c;
    return strcmp(review_row(r, row).reviewer, t->text) == 0;
}

/* Keys that take a value and are no field of a record. */
static const struct state_key {
    struct filter_key doc;
    struct term_ops ops;
} state_keys[] = {
    {{"year", "year of the record's date: year:2004, year:2003..2004"}, {parse_year, match_cell}},
    {{"outcome", "outcome of the decision in force, or undecided"}, {parse_outcome, match_outcome}},
    {{"reviewer", "login name of who made the decision in force"}, {parse_text, match_reviewer}},
};

/* Words that ask for a state by themselves. */
static const struct state_word {
    struct filter_key doc;
    struct term_ops ops;
    uint32_t state;
} state_words[] = {
    {{"undecided", "no decision is in force"}, {NULL, match_state}, STATE_UNDECIDED},
    {{"stale", "decided on other bytes than the file now holds"}, {NULL, match_state}, STATE_STALE},
    {{"invalid", "a safeguard would refuse the decision now"},
     {NULL, match_state},
     STATE_NOW_INVALID},
    {{"flagged", "flagged by a reviewer"}, {NULL, match_flagged}, 0},
    {{"departure", "decided otherwise than the primary definition gives"},
     {NULL, match_departure},
     0},
};

/* --- words in the text --- */

static bool match_words(const struct term *t, const struct catalog *c, const struct review *r,
                        uint32_t row)
{
    static const enum field where[] = {F_NARRATIVE, F_ID, F_TITLE};
    (void)r;
    for (size_t i = 0; i < sizeof where / sizeof *where; i++) {
        size_t n, len;
        const char *text = catalog_text(c, row, where[i], &n);
        if (text_find(text, n, t->text, t->len, &len) != SIZE_MAX)
            return true;
    }
    return false;
}

static const struct term_ops words_ops = {NULL, match_words};

bool term_words(struct term *t, const char *text, size_t n, bool quoted, struct err *e)
{
    for (size_t i = 0; !quoted && i < sizeof state_words / sizeof *state_words; i++) {
        if (!is(text, n, state_words[i].doc.name))
            continue;
        t->ops = &state_words[i].ops;
        t->low = state_words[i].state;
        return true;
    }
    t->ops = &words_ops;
    return keep_text(t, text, n, e);
}

bool term_parse(struct term *t, const char *key, size_t key_n, const char *value, size_t value_n,
                struct err *e)
{
    for (size_t i = 0; i < sizeof state_keys / sizeof *state_keys; i++)
        if (is(key, key_n, state_keys[i].doc.name))
            t->ops = &state_keys[i].ops;
    if (!t->ops) {
        t->field = field_find(key, key_n);
        if (t->field == FIELD_TOTAL || !field_ops[field_defs[t->field].type].parse)
            return err_set(
                e, ERR_USAGE,
                "\"%.*s\" is no key: write a field's name or year, outcome, reviewer; or put "
                "the words in quotes to search for them",
                (int)key_n, key);
        t->ops = &field_ops[field_defs[t->field].type];
    }
    return t->ops->parse(t, value, value_n, e);
}

size_t filter_keys(const struct filter_key **keys)
{
    enum { STATES = sizeof state_keys / sizeof *state_keys };
    enum { WORDS = sizeof state_words / sizeof *state_words };
    static struct filter_key all[STATES + WORDS + FIELD_TOTAL];
    size_t n = 0;
    for (size_t i = 0; i < STATES; i++)
        all[n++] = state_keys[i].doc;
    for (size_t i = 0; i < WORDS; i++)
        all[n++] = state_words[i].doc;
    for (int f = 0; f < FIELD_TOTAL; f++)
        if (field_ops[field_defs[f].type].parse)
            all[n++] = (struct filter_key){field_defs[f].path, field_defs[f].help};
    *keys = all;
    return n;
}
