/* At a line being typed: Tab completes, and behind `:` the arrows bring back what was entered before. */
#include <stdio.h>
#include <string.h>

#include "tui/app_private.h"
#include "tui/input.h"
#include "tui/typed.h"

/* --- Tab --- */

/* Offers the ids of the next rows. True while there are more. */
static bool offer_ids(const struct app *app, struct app_line *l)
{
    enum { SLICE = 1 << 13 }; /* rows */
    const struct catalog *catalog = app->workspace->catalog;
    struct complete *c = &l->complete;
    const char *word = str_text(&c->word);
    uint32_t rows = catalog_rows(catalog), end = rows - l->row > SLICE ? l->row + SLICE : rows;
    while ((l->row = catalog_next_id(catalog, word, l->row, end)) != CATALOG_NONE)
        complete_offer(c, catalog_text(catalog, l->row++, F_ID, NULL));
    l->row = end;
    return end < rows;
}

/* Behind a word that takes an argument, what the argument is completed from. */
static size_t offer_line(const struct app *app, const char *text, size_t end, struct complete *c)
{
    enum completes completes = app->private->line.completes;
    size_t from = strspn(text, " ");
    size_t n = strcspn(text + from, " ");
    if (completes != COMPLETES_WORDS || from + n >= end)
        return app_offer(app, completes, text, from < end ? from : end, end, c);
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)n, text + from);
    size_t i = words_find(word, true);
    const struct typed *typed = i < words_count() ? words_typed(i) : NULL;
    from += n + strspn(text + from + n, " ");
    return app_offer(app, typed ? typed->completes : COMPLETES_NOTHING, text,
                     from < end ? from : end, end, c);
}

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

/* All candidates are there. */
static void completed(struct app *app)
{
    struct app_line *l = &app->private->line;
    if (l->complete.count == 1) {
        put_only(app, complete_candidate(&l->complete, 0));
        return;
    }
    put(app, complete_common(&l->complete));
    say_candidates(app);
}

static void complete_key(struct app *app, int step)
{
    struct app_line *l = &app->private->line;
    struct prompt *p = &app->private->prompt;
    if (l->seeks)
        return;
    if (l->complete.active && l->complete.count) {
        put(app, complete_turn(&l->complete, step));
        say_candidates(app);
        return;
    }
    l->start = offer_line(app, str_text(&p->text), p->cursor, &l->complete);
    if (l->complete.ids) {
        l->row = 0;
        l->seeks = SEEKS_WORD;
        app_line_work(app);
    } else {
        completed(app);
    }
}

void app_line_seek(struct app *app, const char *word)
{
    struct app_line *l = &app->private->line;
    complete_begin(&l->complete, word, strlen(word));
    l->row = 0;
    l->seeks = SEEKS_RECORD;
    app_line_work(app);
}

/* To go to a record is done to its end, for what the key means hangs on it; to complete a word is given up. */
void app_line_settle(struct app *app)
{
    enum { MORE = 3 };
    struct app_line *l = &app->private->line;
    for (int i = 0; app_line_work(app) && (i < MORE - 1 || l->seeks == SEEKS_RECORD); i++)
        ;
    if (l->seeks)
        complete_end(&l->complete);
    l->seeks = SEEKS_NOTHING;
}

bool app_line_work(struct app *app)
{
    struct app_line *l = &app->private->line;
    enum seeks seeks = l->seeks;
    if (seeks == SEEKS_WORD && !app->private->typing) /* the line was closed meanwhile */
        seeks = l->seeks = SEEKS_NOTHING;
    if (!seeks || offer_ids(app, l))
        return seeks;
    l->seeks = SEEKS_NOTHING;
    if (seeks == SEEKS_WORD)
        completed(app);
    else
        app_typed_found(app, &l->complete);
    return false;
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
    l->seeks = SEEKS_NOTHING;
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
    l->seeks = SEEKS_NOTHING;
    if (words && (key == K_UP || key == K_DOWN)) {
        recall(app, key == K_UP ? -1 : 1);
        return true;
    }
    l->recalled = false;
    return false;
}
