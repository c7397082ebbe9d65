/* Values of a record's fields: from text to cell, from cell to text, and what to write. */
#include <string.h>

#include "models/country.h"
#include "models/record.h"

typedef bool parser(const struct field_def *def, const char *s, size_t n, uint32_t *cell);

static bool same(const char *name, const char *s, size_t n)
{
    return (n == 0 || *name == *s) && strncmp(name, s, n) == 0 && name[n] == '\0';
}

static bool parse_choice(const struct field_def *def, const char *s, size_t n, uint32_t *cell)
{
    for (uint32_t i = 0; def->choices[i]; i++) {
        if (same(def->choices[i], s, n)) {
            *cell = i + 1;
            return true;
        }
    }
    return false;
}

/* One or more, separated by a comma and a space. */
static bool parse_choices(const struct field_def *def, const char *s, size_t n, uint32_t *cell)
{
    uint32_t mask = 0, one;
    for (const char *end = s + n;; s++) {
        const char *comma = memchr(s, ',', (size_t)(end - s));
        if (!parse_choice(def, s, (size_t)((comma ? comma : end) - s), &one))
            return false;
        mask |= UINT32_C(1) << (one - 1);
        if (!comma)
            break;
        s = comma + 1 < end && comma[1] == ' ' ? comma + 1 : comma;
    }
    *cell = mask;
    return true;
}

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool parse_id(const struct field_def *def, const char *s, size_t n, uint32_t *cell)
{
    (void)def;
    *cell = 0;
    if (n == 0 || n > ID_MAX || !is_letter_or_digit(*s))
        return false;
    for (size_t i = 1; i < n; i++)
        if (!is_letter_or_digit(s[i]) && s[i] != '.' && s[i] != '_' && s[i] != '-')
            return false;
    return true;
}

static bool parse_line(const struct field_def *def, const char *s, size_t n, uint32_t *cell)
{
    (void)def;
    *cell = 0;
    return n > 0 && !memchr(s, '\n', n);
}

static bool parse_narrative(const struct field_def *def, const char *s, size_t n, uint32_t *cell)
{
    (void)def;
    *cell = 0;
    return strspn(s, " \t\n") < n;
}

static bool parse_date(const struct field_def *def, const char *s, size_t n, uint32_t *cell)
{
    (void)def;
    *cell = date_parse(s, n);
    return *cell != 0;
}

/* Reads 0|[1-9][0-9]* up to `max`; returns the digits read, 0 where it is no such number. */
static size_t read_number(const char *s, size_t n, uint32_t max, uint32_t *number)
{
    size_t i = 0;
    uint64_t value = 0;
    while (i < n && s[i] >= '0' && s[i] <= '9' && value <= max)
        value = value * 10 + (uint64_t)(s[i++] - '0');
    *number = (uint32_t)value;
    return value <= max && (i < 2 || *s != '0') ? i : 0;
}

static bool parse_age(const struct field_def *def, const char *s, size_t n, uint32_t *cell)
{
    (void)def;
    uint32_t low, high;
    size_t used = read_number(s, n, AGE_MAX, &low);
    if (used == 0)
        return false;
    if (used == n) {
        high = low;
    } else if (s[used] == '+' && used + 1 == n) {
        high = AGE_OPEN;
    } else {
        size_t rest = n - used - 1;
        if (s[used] != '-' || rest == 0 ||
            read_number(s + used + 1, rest, AGE_MAX, &high) != rest || high < low)
            return false;
    }
    *cell = AGE_KNOWN | low << 8 | high;
    return true;
}

static bool parse_country(const struct field_def *def, const char *s, size_t n, uint32_t *cell)
{
    (void)def;
    if (n != 2 || !country_known(s))
        return false;
    *cell = (uint32_t)s[0] << 8 | (uint32_t)s[1];
    return true;
}

static bool parse_count(const struct field_def *def, const char *s, size_t n, uint32_t *cell)
{
    (void)def;
    uint32_t number;
    if (n == 0 || read_number(s, n, COUNT_MAX, &number) != n)
        return false;
    *cell = number + 1;
    return true;
}

#define AGE_DIGITS "(0|[1-9][0-9]?|1[0-2][0-9]|130)"

/* What each type takes: its parser, a pattern, and the advice where the type alone says it. */
static const struct {
    parser *parse;
    const char *pattern, *advice;
} types[] = {
    [FIELD_CHOICE] = {parse_choice, NULL, NULL},
    [FIELD_CHOICES] = {parse_choices, NULL, NULL},
    [FIELD_ID] = {parse_id, "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
                  "write at most 64 letters A-Z a-z, digits, `.`, `_` and `-`, beginning with a "
                  "letter or digit"},
    [FIELD_TEXT] = {parse_line, NULL, "write a text on one line"},
    [FIELD_DATE] = {parse_date, "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                    "write a date of the calendar such as 2004-03-12, 2004-03 or 2004"},
    [FIELD_AGE] = {parse_age, "^(unknown|" AGE_DIGITS "([+]|-" AGE_DIGITS ")?)$",
                   "write years such as 24, 18-20 or 48+ (at most 130), or unknown"},
    [FIELD_COUNTRY] = {parse_country, "^([A-Z]{2}|unknown)$",
                       "write the two capital letters of ISO 3166-1 such as CN, or unknown"},
    [FIELD_COUNT] = {parse_count, NULL,
                     "write a whole number such as 0 or 34, without leading zeros, at most "
                     "1000000000"},
    [FIELD_REPORTED] = {parse_choice, NULL, NULL},
    [FIELD_NARRATIVE] = {parse_narrative, NULL, "write the text that the reviewer reads"},
};

const char *field_pattern(enum field field)
{
    return types[field_defs[field].type].pattern;
}

bool field_parse(enum field field, const char *text, size_t n, uint32_t *cell)
{
    const struct field_def *def = &field_defs[field];
    if (def->or_unknown && same("unknown", text, n)) {
        *cell = 0;
        return true;
    }
    return types[def->type].parse(def, text, n, cell);
}

void field_advice(enum field field, struct str *out)
{
    const struct field_def *def = &field_defs[field];
    if (types[def->type].advice) {
        str_add(out, types[def->type].advice);
        return;
    }
    str_add(out, def->type == FIELD_CHOICES ? "write in brackets some of " : "write one of ");
    for (size_t i = 0; def->choices[i]; i++)
        str_addf(out, "%s%s", i ? ", " : "", def->choices[i]);
    if (def->or_unknown)
        str_add(out, ", unknown");
}

static void format_age(uint32_t cell, struct str *out)
{
    str_addf(out, "%u", age_low(cell));
    if (age_high(cell) == AGE_OPEN)
        str_addc(out, '+');
    else if (age_high(cell) != age_low(cell))
        str_addf(out, "-%u", age_high(cell));
}

static void format_choices(const struct field_def *def, uint32_t mask, struct str *out)
{
    bool first = true;
    for (unsigned i = 0; def->choices[i]; i++) {
        if (!(mask >> i & 1))
            continue;
        str_addf(out, "%s%s", first ? "" : ", ", def->choices[i]);
        first = false;
    }
}

void field_format(enum field field, uint32_t cell, struct str *out)
{
    const struct field_def *def = &field_defs[field];
    char date[DATE_TEXT];
    if (cell == 0) {
        str_add(out, def->or_unknown ? "unknown" : "");
        return;
    }
    switch (def->type) {
    case FIELD_CHOICE:
    case FIELD_REPORTED:
        str_add(out, def->choices[cell - 1]);
        break;
    case FIELD_CHOICES:
        format_choices(def, cell, out);
        break;
    case FIELD_DATE:
        date_format(cell, date);
        str_add(out, date);
        break;
    case FIELD_AGE:
        format_age(cell, out);
        break;
    case FIELD_COUNTRY:
        str_addc(out, (char)(cell >> 8));
        str_addc(out, (char)(cell & 255));
        break;
    case FIELD_COUNT:
        str_addf(out, "%u", cell - 1);
        break;
    case FIELD_ID:
    case FIELD_TEXT:
    case FIELD_NARRATIVE:
        break;
    }
}
