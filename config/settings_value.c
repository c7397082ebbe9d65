/* The value of a setting: read from a file, and in words. */
#include "config/settings_value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "models/ingest.h"
#include "models/row_sort.h"

enum { LABEL_MAX = 64 }; /* bytes of a coverage label */

static bool read_id(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    const char *const *id = (const char *const *)(const void *)((char *)into + field->offset);
    if (!yaml_read_line(r, field, into))
        return false;
    return !(*id)[strspn(*id, "abcdefghijklmnopqrstuvwxyz0123456789-")] ||
           yaml_read_fail(r, "%s: \"%s\" is no name: write a to z, 0 to 9 and -", field->key, *id);
}

static bool read_primary(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct settings *s = into;
    s->primary_at.line = r->event.line;
    s->primary_at.col = r->event.col;
    return read_id(r, field, into);
}

static bool read_switch(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    const char *text = NULL;
    const struct yaml_field line = {.key = field->key};
    if (!yaml_read_line(r, &line, &text))
        return false;
    bool on = strcmp(text, "on") == 0;
    *(bool *)((char *)into + field->offset) = on;
    return on || strcmp(text, "off") == 0 ||
           yaml_read_fail(r, "%s: \"%s\" is neither: write on or off", field->key, text);
}

static const char *const background_words[] = {
    [BACKGROUND_DARK] = "dark", [BACKGROUND_LIGHT] = "light", [BACKGROUND_AUTO] = "auto", NULL};

static bool read_background(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    const char *text = NULL;
    const struct yaml_field line = {.key = field->key};
    if (!yaml_read_line(r, &line, &text))
        return false;
    for (unsigned i = 0; background_words[i]; i++)
        if (strcmp(text, background_words[i]) == 0) {
            *(enum background *)(void *)((char *)into + field->offset) = (enum background)i;
            return true;
        }
    return yaml_read_fail(r, "%s: \"%s\" is none: write dark, light or auto", field->key, text);
}

static bool read_order(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    const char **order = (const char **)(void *)((char *)into + field->offset);
    struct sort_key key;
    struct err wrong;
    return yaml_read_line(r, field, into) && (sort_key_parse(&key, *order, &wrong) ||
                                              yaml_read_fail(r, "%s: %s", field->key, wrong.what));
}

static bool add_column(struct yaml_reader *r, struct column_choice *choice, const char *name)
{
    struct err wrong;
    return column_choice_add(choice, name, &wrong) ||
           yaml_read_fail(r, "queue.columns: %s", wrong.what);
}

static bool read_column(struct yaml_reader *r, size_t index, void *into)
{
    const char *name = NULL;
    const struct yaml_field line = {.key = "queue.columns"};
    (void)index;
    return yaml_read_line(r, &line, &name) && add_column(r, into, name);
}

/* A list, or its items on a line: that is how they are typed behind `:set`. */
static bool read_columns(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    static const char between[] = ", ";
    const char *line = NULL;
    const struct yaml_field text = {.key = field->key};
    struct column_choice *choice = (struct column_choice *)(void *)((char *)into + field->offset);
    *choice = (struct column_choice){.count = 0};
    if (r->event.kind == YAML_LIST_BEGIN)
        return yaml_read_list(r, read_column, choice);
    if (!yaml_read_line(r, &text, &line))
        return false;
    for (const char *at = line + strspn(line, between); *at; at += strspn(at, between)) {
        char name[YAML_MAX_KEY + 1];
        size_t n = strcspn(at, between);
        snprintf(name, sizeof name, "%.*s", (int)n, at);
        if (!add_column(r, choice, name))
            return false;
        at += n;
    }
    return choice->count || yaml_read_fail(r, "%s: name at least one column", field->key);
}

static bool read_limits(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    return limits_read(r, (struct limits *)(void *)((char *)into + field->offset), false);
}

static struct coverage_label *label_of(struct coverage *c, unsigned year)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->label[i].year == year)
            return &c->label[i];
    struct coverage_label *bigger = grow(c->label, &c->cap, c->count + 1, sizeof *bigger);
    if (!bigger)
        return NULL;
    c->label = bigger;
    c->label[c->count] = (struct coverage_label){.year = year};
    return &c->label[c->count++];
}

static bool read_label(struct yaml_reader *r, struct coverage *c)
{
    const char *year = r->event.text, *text = NULL;
    const struct yaml_field field = {.key = "coverage"};
    if (r->event.len != 4 || strspn(year, "0123456789") != 4 || strcmp(year, "0000") == 0)
        return yaml_read_fail(r, "coverage: \"%s\" is no year: write four digits", year);
    struct coverage_label *label = label_of(c, (unsigned)strtoul(year, NULL, 10));
    if (!label)
        return err_memory(r->err);
    if (!yaml_read_next(r) || !yaml_read_line(r, &field, &text))
        return false;
    label->label = text;
    return strlen(text) <= LABEL_MAX ||
           yaml_read_fail(r, "coverage: the label is longer than %d bytes: shorten it", LABEL_MAX);
}

static bool read_coverage(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct coverage *c = (struct coverage *)(void *)((char *)into + field->offset);
    if (r->event.kind != YAML_MAP_BEGIN)
        return yaml_read_fail(r, "coverage: a mapping is expected: write lines of `2005: Jan-Apr`");
    while (yaml_read_next(r)) {
        if (r->event.kind == YAML_MAP_END)
            return true;
        if (!read_label(r, c))
            return false;
    }
    return false;
}

/* A whole number from 1 to `most`, or the word, which is 0. */
static bool read_number(struct yaml_reader *r, const struct yaml_field *field, void *into,
                        const char *word, unsigned most)
{
    unsigned *number = (unsigned *)(void *)((char *)into + field->offset);
    const char *text = r->event.text;
    bool scalar = r->event.kind == YAML_SCALAR;
    if (scalar && strcmp(text, word) == 0) {
        *number = 0;
        return true;
    }
    size_t digits = scalar ? strspn(text, "0123456789") : 0;
    unsigned long n = digits > 0 && digits < 6 ? strtoul(text, NULL, 10) : most + 1UL;
    if (digits == 0 || text[digits] || n < 1 || n > most)
        return yaml_read_fail(r, "%s: a number is expected: write %s, or 1 to %u", field->key, word,
                              most);
    *number = (unsigned)n;
    return true;
}

static bool read_workers(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    return read_number(r, field, into, "auto", INGEST_WORKERS_MAX);
}

static bool read_minutes(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    enum { DAY = 24 * 60 };
    return read_number(r, field, into, "off", DAY);
}

static bool read_percent(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    return read_number(r, field, into, "off", 100);
}

static bool read_days(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    enum { TEN_YEARS = 3652 };
    return read_number(r, field, into, "today", TEN_YEARS);
}

static bool add_exempt(struct yaml_reader *r, struct exempt *x)
{
    const char *id = NULL;
    const struct yaml_field field = {.key = "publish.exempt"};
    if (!yaml_read_line(r, &field, &id))
        return false;
    if (x->count == EXEMPT_MAX)
        return yaml_read_fail(r, "publish.exempt: more than %d headlines: take some out",
                              EXEMPT_MAX);
    x->id[x->count++] = id;
    return true;
}

/* The list takes the place of an earlier one. An empty one is what is wanted most of the time. */
static bool read_exempt(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct exempt *x = (struct exempt *)(void *)((char *)into + field->offset);
    if (r->event.kind != YAML_LIST_BEGIN)
        return yaml_read_fail(r, "%s: a list is expected: write `[trafficking_cases]`", field->key);
    x->count = 0;
    while (yaml_read_next(r)) {
        if (r->event.kind == YAML_LIST_END)
            return true;
        if (!add_exempt(r, x))
            return false;
    }
    return false;
}

/* --- values in words, each as its reader takes it --- */

static void show_text(const void *at, struct str *out)
{
    str_add(out, *(const char *const *)at);
}

static void show_switch(const void *at, struct str *out)
{
    str_add(out, *(const bool *)at ? "on" : "off");
}

static void show_background(const void *at, struct str *out)
{
    str_add(out, background_words[*(const enum background *)at]);
}

static void show_columns(const void *at, struct str *out)
{
    const struct column_choice *choice = at;
    for (unsigned i = 0; i < choice->count; i++)
        str_addf(out, "%s%s", i ? ", " : "", list_column_of(choice->column[i]).name);
}

static void show_limits(const void *at, struct str *out)
{
    const struct limits *l = at;
    str_addc(out, '{');
    for (size_t i = 0; i < l->count; i++)
        str_addf(out, "%s%s: %s", i ? ", " : "", l->item[i].name, l->item[i].expression);
    str_addc(out, '}');
}

static void show_coverage(const void *at, struct str *out)
{
    const struct coverage *c = at;
    str_addc(out, '{');
    for (size_t i = 0; i < c->count; i++)
        str_addf(out, "%s%04u: %s", i ? ", " : "", c->label[i].year, c->label[i].label);
    str_addc(out, '}');
}

static void show_workers(const void *at, struct str *out)
{
    unsigned workers = *(const unsigned *)at;
    str_addf(out, workers ? "%u" : "auto", workers);
}

static void show_or_off(const void *at, struct str *out)
{
    unsigned number = *(const unsigned *)at;
    str_addf(out, number ? "%u" : "off", number);
}

static void show_days(const void *at, struct str *out)
{
    unsigned days = *(const unsigned *)at;
    str_addf(out, days ? "%u" : "today", days);
}

static void show_exempt(const void *at, struct str *out)
{
    const struct exempt *x = at;
    str_addc(out, '[');
    for (size_t i = 0; i < x->count; i++)
        str_addf(out, "%s%s", i ? ", " : "", x->id[i]);
    str_addc(out, ']');
}

static const char *const switch_words[] = {"on", "off", NULL},
                         *const minutes_words[] = {"off", NULL},
                         *const workers_words[] = {"auto", NULL};

static const struct {
    bool (*read)(struct yaml_reader *r, const struct yaml_field *field, void *into);
    void (*show)(const void *at, struct str *out);
    const char *const *words; /* that it takes, NULL-terminated; NULL: no fixed ones */
} shown[] = {
    {read_limits, show_limits, NULL},
    {read_columns, show_columns, NULL},
    {read_id, show_text, NULL},
    {read_primary, show_text, NULL},
    {yaml_read_line, show_text, NULL},
    {read_order, show_text, NULL},
    {read_switch, show_switch, switch_words},
    {read_coverage, show_coverage, NULL},
    {read_workers, show_workers, workers_words},
    {read_minutes, show_or_off, minutes_words},
    {read_background, show_background, background_words},
    {read_exempt, show_exempt, NULL},
    {read_percent, show_or_off, NULL},
    {read_days, show_days, NULL},
};

const struct yaml_field setting_fields[] = {
#define SETTING(member, name, read, values, help)                                                  \
    {name, read, offsetof(struct settings, member), false},
#include "config/settings.def"
#undef SETTING
};

void settings_show(const struct settings *s, size_t i, struct str *out)
{
    for (size_t k = 0; k < sizeof shown / sizeof *shown; k++) {
        if (shown[k].read == setting_fields[i].read)
            shown[k].show((const char *)s + setting_fields[i].offset, out);
    }
}

const char *const *settings_words(size_t i)
{
    size_t k = 0;
    while (shown[k].read != setting_fields[i].read)
        k++;
    return shown[k].words;
}
