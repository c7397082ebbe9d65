/* At a line being typed: Tab completes, and behind `:` the arrows bring back what was entered before. */
#include <string.h>

#include "models/filter.h"
#include "models/row_sort.h"
#include "tui/app_private.h"
#include "tui/input.h"
#include "tui/typed.h"

/* --- candidates --- */

void app_offer_ids(const struct app *app, struct complete *c)
{
    const struct catalog *catalog = app->workspace->catalog;
    const char *word = str_text(&c->word);
    uint32_t row = c->word.len ? catalog_next_id(catalog, word, 0) : CATALOG_NONE;
    for (; row != CATALOG_NONE; row = catalog_next_id(catalog, word, row + 1))
        complete_offer(c, catalog_text(catalog, row, F_ID, NULL));
}

/* Where the word that ends at `end` begins: behind the last byte that is none of a name. */
static size_t name_start(const char *text, size_t from, size_t end)
{
    while (end > from &&
           (strchr("._", text[end - 1]) || (text[end - 1] >= '0' && text[end - 1] <= '9') ||
            ((text[end - 1] | 0x20) >= 'a' && (text[end - 1] | 0x20) <= 'z')))
        end--;
    return end;
}

static void offer_all(struct complete *c, const char *const *words)
{
    for (size_t i = 0; words && words[i]; i++)
        complete_offer(c, words[i]);
}

/* Behind `department:` stands one of its values. */
static void offer_values(struct complete *c, const char *key, size_t n)
{
    enum field field = field_find(key, n);
    if (field != FIELD_TOTAL)
        offer_all(c, field_defs[field].choices);
    if (field != FIELD_TOTAL && field_defs[field].or_unknown)
        complete_offer(c, "unknown");
    if (n == strlen("outcome") && memcmp(key, "outcome", n) == 0)
        for (int o = OUTCOME_NONE; o < OUTCOME_COUNT; o++)
            complete_offer(c, outcome_name((enum outcome)o));
}

static void offer_keys(struct complete *c)
{
    const struct filter_key *keys;
    size_t n = filter_keys(&keys);
    for (size_t i = 0; i < n; i++)
        complete_offer(c, keys[i].name);
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

static void offer_words(const struct app *app, struct complete *c)
{
    for (size_t i = 0; i < words_count(); i++) {
        enum action action = words_action(i);
        if (!action || app_reaches(app, action))
            complete_offer(c, words_at(NULL, i));
    }
    app_offer_ids(app, c);
}

static void offer_limit(struct complete *c, const char *text, size_t from, size_t start)
{
    size_t colon = start > from && text[start - 1] == ':' ? start - 1 : start;
    size_t key = name_start(text, from, colon);
    if (colon < start)
        offer_values(c, text + key, colon - key);
    else
        offer_keys(c);
}

static const char *const presets[] = {"default", "vim", "arrows", NULL}; /* that ship */

static void offer_setting(const struct app *app, struct complete *c, const char *name, size_t n)
{
    const struct themes *themes = &app->private->themes;
    size_t i = 0;
    while (i < setting_count &&
           (strlen(setting_defs[i].name) != n || memcmp(setting_defs[i].name, name, n) != 0))
        i++;
    if (i == setting_count)
        return;
    offer_all(c, settings_words(i));
    for (size_t t = 0; strcmp(setting_defs[i].name, "theme") == 0 && t < themes->count; t++)
        complete_offer(c, themes->theme[t].name);
    if (strcmp(setting_defs[i].name, "keys") == 0)
        offer_all(c, presets);
}

/* Offers what may stand in text[from, end); returns where the word begins. */
static size_t offer(const struct app *app, enum completes completes, const char *text, size_t from,
                    size_t end, struct complete *c)
{
    size_t start = from, name = strcspn(text + from, " :=");
    if (completes == COMPLETES_LIMIT || completes == COMPLETES_ORDER)
        start = name_start(text, from, end);
    else if (completes == COMPLETES_SETTING && from + name < end)
        start = from + name + strspn(text + from + name, " :=");
    if (start > end)
        start = end;
    complete_begin(c, text + start, end - start);
    if (completes == COMPLETES_WORDS)
        offer_words(app, c);
    else if (completes == COMPLETES_LIMIT)
        offer_limit(c, text, from, start);
    else if (completes == COMPLETES_ORDER)
        offer_order(c);
    else if (completes == COMPLETES_SETTING && start > from)
        offer_setting(app, c, text + from, name);
    for (size_t i = 0; completes == COMPLETES_SETTING && start == from && i < setting_count; i++)
        complete_offer(c, setting_defs[i].name);
    return start;
}

/* Behind a word that takes an argument, what the argument is completed from. */
static size_t offer_line(const struct app *app, const char *text, size_t end, struct complete *c)
{
    enum completes completes = app->private->line.completes;
    size_t from = strspn(text, " ");
    size_t n = strcspn(text + from, " ");
    if (completes != COMPLETES_WORDS || from + n >= end)
        return offer(app, completes, text, from < end ? from : end, end, c);
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)n, text + from);
    size_t i = words_find(word, true);
    const struct typed *typed = i < words_count() ? words_typed(i) : NULL;
    from += n + strspn(text + from + n, " ");
    return offer(app, typed ? typed->completes : COMPLETES_NOTHING, text, from < end ? from : end,
                 end, c);
}

/* --- Tab --- */

static void say_candidates(struct app *app)
{
    const struct complete *c = &app->private->line.complete;
    struct str text = STR_INIT;
    complete_list(c, &text);
    if (c->count)
        app_say(app, STYLE_NORMAL, "%s", str_text(&text));
    else
        app_say(app, STYLE_NORMAL, "nothing begins so");
    str_release(&text);
}

static void put(struct app *app, const char *text)
{
    struct prompt *p = &app->private->prompt;
    if (!prompt_replace(p, app->private->line.start, p->cursor, text))
        app_say(app, STYLE_ERROR, "out of memory");
}

/* The only candidate is followed by a space where an argument may follow. */
static void put_only(struct app *app, const char *candidate)
{
    struct str text = STR_INIT;
    size_t i = words_find(candidate, false);
    bool word = app->private->line.completes == COMPLETES_WORDS && app->private->line.start == 0;
    str_add(&text, candidate);
    if (word && i < words_count() && words_typed(i))
        str_addc(&text, ' ');
    put(app, str_text(&text));
    str_release(&text);
    complete_end(&app->private->line.complete);
}

static void complete_key(struct app *app, int step)
{
    struct app_line *l = &app->private->line;
    struct prompt *p = &app->private->prompt;
    if (l->complete.active && l->complete.count) {
        put(app, complete_turn(&l->complete, step));
        say_candidates(app);
        return;
    }
    l->start = offer_line(app, str_text(&p->text), p->cursor, &l->complete);
    if (l->complete.count == 1) {
        put_only(app, complete_candidate(&l->complete, 0));
        return;
    }
    put(app, complete_common(&l->complete));
    say_candidates(app);
}

/* --- history --- */

/* The entry before (-1) or after (1) that begins as what was typed; behind the latest stands that itself. */
static void recall(struct app *app, int step)
{
    struct app_line *l = &app->private->line;
    struct prompt *p = &app->private->prompt;
    const struct personal_list *h = &app->personal.history;
    if (!l->recalled) {
        str_clear(&l->typed);
        str_add(&l->typed, str_text(&p->text));
        l->at = h->count;
    }
    size_t at = l->at;
    do {
        if (step < 0 ? at == 0 : at >= h->count)
            return;
        at = step < 0 ? at - 1 : at + 1;
    } while (at < h->count && strncmp(h->item[at], str_text(&l->typed), l->typed.len) != 0);
    l->at = at;
    l->recalled = true;
    prompt_start(p, at < h->count ? h->item[at] : str_text(&l->typed), false);
}

void app_line_begin(struct app *app, enum completes completes)
{
    struct app_line *l = &app->private->line;
    complete_end(&l->complete);
    l->completes = completes;
    l->recalled = false;
}

void app_line_release(struct app *app)
{
    complete_release(&app->private->line.complete);
    str_release(&app->private->line.typed);
}

bool app_line_key(struct app *app, uint32_t key)
{
    struct app_line *l = &app->private->line;
    bool words = l->completes == COMPLETES_WORDS;
    if (l->completes && (key == K_TAB || key == K_BACK_TAB)) {
        complete_key(app, key == K_TAB ? 1 : -1);
        return true;
    }
    complete_end(&l->complete);
    if (words && (key == K_UP || key == K_DOWN)) {
        recall(app, key == K_UP ? -1 : 1);
        return true;
    }
    l->recalled = false;
    return false;
}
