#include "models/filter_term.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/closest.h"

bool value_is(struct value_text v, const char *word)
{
    return strlen(word) == v.n && memcmp(v.text, word, v.n) == 0;
}

bool term_keep_text(struct term *t, struct value_text v, struct err *e)
{
    t->text = strndup(v.text, v.n);
    t->len = 0;
    if (!t->text)
        return err_memory(e);
    /* A quotation mark in a quoted phrase is written twice. */
    for (size_t i = 0; i < v.n; i += v.text[i] == '"' ? 2 : 1)
        t->text[t->len++] = v.text[i];
    t->text[t->len] = '\0';
    needle_make(&t->needle, t->text, t->len);
    return true;
}

/* A value of the forms A, A..B, <A, <=A, >A, >=A, split into its bounds. */
struct bounds {
    struct value_text low, high; /* text NULL: no bound */
    bool low_open, high_open;    /* the bound itself is not included */
};

static struct value_text part(const char *from, const char *to)
{
    return (struct value_text){to > from ? from : NULL, (size_t)(to - from)};
}

static struct bounds split_bounds(struct value_text v)
{
    const char *dots = memmem(v.text, v.n, "..", 2), *end = v.text + v.n;
    bool open = v.n < 2 || v.text[1] != '=';
    const char *rest = v.text + (open ? 1 : 2);
    if (v.text[0] == '<')
        return (struct bounds){.high = {rest, (size_t)(end - rest)}, .high_open = open};
    if (v.text[0] == '>')
        return (struct bounds){.low = {rest, (size_t)(end - rest)}, .low_open = open};
    if (!dots)
        return (struct bounds){.low = v, .high = v};
    return (struct bounds){.low = part(v.text, dots), .high = part(dots + 2, end)};
}

static bool bad_value(const struct term *t, struct value_text v, struct err *e)
{
    const struct field_def *d = &field_defs[t->field];
    struct str allowed = STR_INIT;
    for (size_t i = 0; d->choices && d->choices[i]; i++)
        str_addf(&allowed, "%s%s", i ? ", " : "", d->choices[i]);
    if (d->or_unknown)
        str_addf(&allowed, "%sunknown", allowed.len ? ", " : "a value or ");
    err_set(e, ERR_USAGE, "\"%.*s\" is no value of %s: write %s", (int)v.n, v.text, d->path,
            allowed.len ? str_text(&allowed)
                        : "one as in a record, a range A..B, or <A, <=A, >A, >=A");
    str_release(&allowed);
    return false;
}

/* --- a parser for each type of field --- */

static bool parse_unknown(struct term *t)
{
    t->ops = &ask_cells;
    t->low = t->high = 0;
    return true;
}

static bool parse_exact(struct term *t, struct value_text v, struct err *e)
{
    t->ops = &ask_cells;
    if (value_is(v, "unknown"))
        return parse_unknown(t);
    if (!field_parse(t->field, v.text, v.n, &t->low))
        return bad_value(t, v, e);
    t->high = t->low;
    return true;
}

static bool parse_choices(struct term *t, struct value_text v, struct err *e)
{
    if (!parse_exact(t, v, e))
        return false;
    if (t->low)
        t->ops = &ask_bits;
    return true;
}

bool term_parse_count(struct term *t, struct value_text v, struct err *e)
{
    struct bounds b = split_bounds(v);
    if (value_is(v, "unknown"))
        return parse_unknown(t);
    t->ops = &ask_cells;
    t->low = 1;
    t->high = UINT32_MAX;
    if ((b.low.text && !field_parse(t->field, b.low.text, b.low.n, &t->low)) ||
        (b.high.text && !field_parse(t->field, b.high.text, b.high.n, &t->high)))
        return bad_value(t, v, e);
    t->low += b.low_open;
    t->high -= b.high_open;
    return true;
}

static bool parse_age(struct term *t, struct value_text v, struct err *e)
{
    struct bounds b = split_bounds(v);
    uint32_t low = 0, high = AGE_OPEN;
    if (b.low.text == b.high.text) /* a value as a record has it, ranges included */
        return parse_exact(t, v, e);
    if ((b.low.text && !field_parse(t->field, b.low.text, b.low.n, &low)) ||
        (b.high.text && !field_parse(t->field, b.high.text, b.high.n, &high)))
        return bad_value(t, v, e);
    t->ops = &ask_ages;
    t->low = b.low.text ? age_low(low) + b.low_open : 0;
    t->high = b.high.text ? age_high(high) - b.high_open : AGE_OPEN;
    return true;
}

/* The bits that a date of this precision has. */
static uint32_t date_mask(date_t d)
{
    return date_day(d) ? UINT32_MAX : date_month(d) ? ~UINT32_C(31) : ~UINT32_C(511);
}

static bool parse_date(struct term *t, struct value_text v, struct err *e)
{
    struct bounds b = split_bounds(v);
    if (value_is(v, "unknown"))
        return parse_unknown(t);
    t->ops = &ask_cells;
    t->low = 1;
    t->high = UINT32_MAX;
    if ((b.low.text && !(t->low = date_parse(b.low.text, b.low.n))) ||
        (b.high.text && !(t->high = date_parse(b.high.text, b.high.n))))
        return bad_value(t, v, e);
    /* The last day that the bound's precision covers, or the first. */
    if (b.high.text)
        t->high = b.high_open ? t->high - 1 : t->high | ~date_mask(t->high);
    if (b.low.text && b.low_open)
        t->low = (t->low | ~date_mask(t->low)) + 1;
    return true;
}

bool term_parse_year(struct term *t, struct value_text v, struct err *e)
{
    t->field = F_DATE;
    return parse_date(t, v, e);
}

static bool parse_id(struct term *t, struct value_text v, struct err *e)
{
    bool start = v.text[v.n - 1] == '*';
    if (t->field != F_ID && value_is(v, "unknown"))
        return parse_unknown(t);
    t->ops = start ? &ask_id_start : t->field == F_ID ? &ask_row_id : &ask_id;
    v.n -= start;
    return term_keep_text(t, v, e);
}

static bool parse_text(struct term *t, struct value_text v, struct err *e)
{
    if (value_is(v, "unknown"))
        return parse_unknown(t);
    /* The whole text, and nothing else: as an id is matched. */
    bool whole = v.n > 1 && v.text[0] == '=';
    t->ops = whole ? &ask_id : &ask_text;
    v.text += whole;
    v.n -= whole;
    return term_keep_text(t, v, e);
}

static bool parse_narrative(struct term *t, struct value_text v, struct err *e)
{
    t->ops = &ask_narrative;
    return term_keep_text(t, v, e);
}

static term_parser *const field_parsers[] = {
    [FIELD_CHOICE] = parse_exact,
    [FIELD_CHOICES] = parse_choices,
    [FIELD_ID] = parse_id,
    [FIELD_TEXT] = parse_text,
    [FIELD_DATE] = parse_date,
    [FIELD_AGE] = parse_age,
    [FIELD_COUNTRY] = parse_exact,
    [FIELD_COUNT] = term_parse_count,
    [FIELD_REPORTED] = term_parse_reported,
    [FIELD_NARRATIVE] = parse_narrative,
};

/* --- keys --- */

bool term_words(struct term *t, struct value_text words, bool quoted, struct err *e)
{
    for (size_t i = 0; !quoted && i < state_words_count; i++) {
        if (!value_is(words, state_words[i].doc.name))
            continue;
        t->ops = &ask_marks;
        t->mask = state_words[i].mask;
        t->mark = state_words[i].mark;
        return true;
    }
    t->ops = &ask_words;
    return term_keep_text(t, words, e);
}

/* The keys by number: those of the state, then the fields' paths, then their last parts. */
static const char *key_at(const void *ctx, size_t i)
{
    (void)ctx;
    if (i < state_keys_count)
        return state_keys[i].doc.name;
    i -= state_keys_count;
    return i < FIELD_TOTAL ? field_defs[i].path : field_defs[i - FIELD_TOTAL].key;
}

void add_closest(struct str *out, struct value_text v, const struct known_names *names)
{
    char *word = strndup(v.text, v.n);
    const char *near = word ? closest(word, names->at, names->ctx, names->count) : NULL;
    size_t skip = near && strncmp(near, names->prefix, strlen(names->prefix)) == 0
                      ? strlen(names->prefix)
                      : 0;
    if (near)
        str_addf(out, ": did you mean %s?", near + skip);
    free(word);
}

static bool bad_key(struct value_text key, struct err *e)
{
    const struct known_names names = {"", key_at, NULL, state_keys_count + 2 * (size_t)FIELD_TOTAL};
    struct str near = STR_INIT;
    add_closest(&near, key, &names);
    err_set(e, ERR_USAGE,
            "\"%.*s\" is no key%s: write a field's name or another key (docs/limits.md, or ? in "
            "the console), or put the "
            "words in quotes to search for them",
            (int)key.n, key.text, str_text(&near));
    str_release(&near);
    return false;
}

bool term_parse(struct term *t, struct value_text key, struct value_text value, struct err *e)
{
    for (size_t i = 0; i < state_keys_count; i++)
        if (value_is(key, state_keys[i].doc.name))
            return state_keys[i].parse(t, value, e);
    t->field = field_find(key.text, key.n);
    if (t->field == FIELD_TOTAL)
        return bad_key(key, e);
    return field_parsers[field_defs[t->field].type](t, value, e);
}
