/* What a line being typed is completed from. */
#include <stdio.h>
#include <string.h>

#include "models/filter.h"
#include "models/list_column.h"
#include "models/row_sort.h"
#include "tui/app_private.h"

static void offer_ids(const struct app *app, struct complete *c)
{
    (void)app;
    c->ids = c->word.len > 0;
}

static void offer_all(struct complete *c, const char *const *words)
{
    for (size_t i = 0; words && words[i]; i++)
        complete_offer(c, words[i]);
}

static void offer_words(const struct app *app, struct complete *c)
{
    for (size_t i = 0; i < words_count(); i++) {
        enum action action = words_action(i);
        if (!action || app_reaches(app, action))
            complete_offer(c, words_at(NULL, i));
    }
    offer_ids(app, c);
}

static void offer_order(struct complete *c)
{
    char name[64];
    for (size_t i = 0; i < sort_names_count; i++) {
        /* "shuffle:SEED": the seed is for the reviewer to write. */
        size_t n = strcspn(sort_names[i].name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        snprintf(name, sizeof name, "%.*s", (int)n, sort_names[i].name);
        complete_offer(c, name);
    }
    for (int f = 0; f < FIELD_TOTAL; f++) {
        struct sort_key key;
        struct err e;
        if (sort_key_parse(&key, field_defs[f].path, &e))
            complete_offer(c, field_defs[f].path);
    }
}

/* --- limits --- */

static void offer_limit_names(const struct app *app, struct complete *c, const char *before)
{
    const struct limits *l = &app->workspace->settings.limits;
    char name[LIMIT_NAME_MAX + 2];
    for (size_t i = 0; i < l->count; i++) {
        snprintf(name, sizeof name, "%s%s", before, l->item[i].name);
        complete_offer(c, name);
    }
}

static void offer_outcomes(const struct app *app, struct complete *c)
{
    (void)app;
    for (int o = OUTCOME_NONE; o < OUTCOME_COUNT; o++)
        complete_offer(c, outcome_name((enum outcome)o));
}

static void offer_age_groups(const struct app *app, struct complete *c)
{
    (void)app;
    for (int a = 0; a <= AGE_CLASS_STRADDLES; a++)
        complete_offer(c, age_class_name((enum age_class)a));
}

static void offer_bases(const struct app *app, struct complete *c)
{
    static const char *const bases[] = {"reviewed", "reported", NULL};
    (void)app;
    offer_all(c, bases);
}

static void offer_criteria(const struct app *app, struct complete *c)
{
    static const char *const kinds[] = {"means", "act", "purpose", "sign", NULL};
    const struct criteria *known = app->workspace->criteria;
    offer_all(c, kinds);
    for (unsigned i = 0; i < known->count; i++)
        complete_offer(c, known->item[i].id);
}

static void offer_signs(const struct app *app, struct complete *c)
{
    const struct criteria *known = app->workspace->criteria;
    for (unsigned i = 0; i < known->count; i++)
        if (known->item[i].element == ELEMENT_SIGN)
            complete_offer(c, strchr(known->item[i].id, '.') + 1);
}

static void offer_definitions(const struct app *app, struct complete *c)
{
    const struct criteria *known = app->workspace->criteria;
    for (unsigned i = 0; i < known->definitions; i++)
        complete_offer(c, known->definition[i].id);
}

static void offer_answers(const struct app *app, struct complete *c)
{
    (void)app;
    for (int a = ANSWER_PRESENT; a <= ANSWER_UNKNOWN; a++)
        complete_offer(c, answer_name((enum answer)a));
}

static void offer_given(const struct app *app, struct complete *c)
{
    offer_answers(app, c);
    complete_offer(c, "implied");
}

static void offer_results(const struct app *app, struct complete *c)
{
    (void)app;
    for (int r = RESULT_UNDETERMINED; r <= RESULT_NOT_TRAFFICKING; r++)
        complete_offer(c, result_name((enum result)r));
}

static bool is_name(const char *name, const char *text, size_t n)
{
    return strlen(name) == n && memcmp(name, text, n) == 0;
}

typedef void offering(const struct app *app, struct complete *c);

/* What stands behind `KEY:`, or a sign that follows then. */
static const struct {
    const char *key;
    char behind;
    offering *offer;
} values_offered[] = {
    {"outcome", ':', offer_outcomes}, {"age_group", ':', offer_age_groups},
    {"differ", ':', offer_bases},     {"answer", ':', offer_criteria},
    {"answer", '=', offer_given},     {"reported", ':', offer_criteria},
    {"reported", '=', offer_answers}, {"sign", ':', offer_signs},
    {"sign", '=', offer_answers},     {"definition", ':', offer_definitions},
    {"definition", '/', offer_bases}, {"definition", '=', offer_results},
    {"id", ':', offer_ids},           {"operation", ':', offer_ids},
};

static void offer_values(const struct app *app, struct complete *c, const char *key, size_t n,
                         char behind)
{
    enum field field = behind == ':' ? field_find(key, n) : FIELD_TOTAL;
    if (field != FIELD_TOTAL)
        offer_all(c, field_defs[field].choices);
    if (field != FIELD_TOTAL && field_defs[field].or_unknown)
        complete_offer(c, "unknown");
    for (size_t i = 0; i < sizeof values_offered / sizeof *values_offered; i++)
        if (values_offered[i].behind == behind && is_name(values_offered[i].key, key, n))
            values_offered[i].offer(app, c);
}

/* Where the run of bytes that are none of `enders` begins that ends at `end`. */
static size_t run_start(const char *text, size_t from, size_t end, const char *enders)
{
    while (end > from && !strchr(enders, text[end - 1]))
        end--;
    return end;
}

static void offer_limit(const struct app *app, struct complete *c, const char *text, size_t from,
                        size_t start)
{
    size_t term = run_start(text, from, start, " &|!()\"");
    size_t key = strcspn(text + term, ":");
    const struct filter_key *keys;
    size_t n = filter_keys(&keys);
    if (term + key < start) {
        offer_values(app, c, text + term, key, text[start - 1]);
        return;
    }
    for (size_t i = 0; i < n; i++)
        complete_offer(c, keys[i].name);
    if (start == from)
        offer_limit_names(app, c, "@");
}

/* --- settings --- */

static void offer_presets(const struct app *app, struct complete *c)
{
    const struct keys *keys = &app->keys.keys;
    for (size_t i = 0; i < keys->rows; i++)
        complete_offer(c, keys->row[i].preset.text);
    for (size_t i = 0; i < keys->froms; i++)
        complete_offer(c, keys->from[i].preset.text);
}

static void offer_themes(const struct app *app, struct complete *c)
{
    const struct themes *themes = &app->private->themes;
    for (size_t i = 0; i < themes->count; i++)
        complete_offer(c, themes->theme[i].name);
}

static void offer_columns(const struct app *app, struct complete *c)
{
    (void)app;
    for (unsigned i = 0; i < COLUMN_TOTAL; i++)
        if (list_column_is(i))
            complete_offer(c, list_column_of(i).name);
}

static const struct {
    const char *name;
    offering *values;
} settings_offered[] = {
    {"keys", offer_presets},
    {"theme", offer_themes},
    {"queue.columns", offer_columns},
};

static void offer_setting(const struct app *app, struct complete *c, const char *name, size_t n)
{
    for (size_t i = 0; i < setting_count; i++)
        if (is_name(setting_defs[i].name, name, n))
            offer_all(c, settings_words(i));
    for (size_t i = 0; i < sizeof settings_offered / sizeof *settings_offered; i++)
        if (is_name(settings_offered[i].name, name, n))
            settings_offered[i].values(app, c);
}

/* --- all --- */

static void offer_bulk(struct complete *c)
{
    static const char *const words[] = {"flag", "unflag", "note", "retract", NULL};
    offer_all(c, words);
}

size_t app_offer(const struct app *app, enum completes completes, const char *text, size_t from,
                 size_t end, struct complete *c)
{
    /* The bytes that part one word from the next. */
    static const char *const enders[] = {
        [COMPLETES_LIMIT] = " &|!()\":=/", [COMPLETES_ORDER] = " -", [COMPLETES_SETTING] = " :=,["};
    bool parted = completes < sizeof enders / sizeof *enders && enders[completes];
    size_t start = parted ? run_start(text, from, end, enders[completes]) : from;
    size_t name = strcspn(text + from, " :=");
    complete_begin(c, text + start, end - start);
    switch (completes) {
    case COMPLETES_WORDS:
        offer_words(app, c);
        break;
    case COMPLETES_LIMIT:
        offer_limit(app, c, text, from, start);
        break;
    case COMPLETES_LIMIT_NAME:
        offer_limit_names(app, c, "");
        break;
    case COMPLETES_ORDER:
        offer_order(c);
        break;
    case COMPLETES_BULK:
        offer_bulk(c);
        break;
    case COMPLETES_SETTING:
        if (start > from)
            offer_setting(app, c, text + from, name);
        for (size_t i = 0; start == from && i < setting_count; i++)
            complete_offer(c, setting_defs[i].name);
        break;
    case COMPLETES_NOTHING:
        break;
    }
    return start;
}
