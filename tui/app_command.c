/* What is asked for in words: search, limit, order, command, note. */
#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"
#include "tui/app_private.h"

static void search_done(void *ctx, const char *text)
{
    struct app *app = ctx;
    struct act next = {.action = A_SEARCH_NEXT};
    if (!text)
        return;
    if (*text) {
        char *words = strdup(text);
        if (!words) {
            app_say(app, STYLE_ERROR, "out of memory");
            return;
        }
        free(app->search);
        app->search = words;
    }
    app_act(app, &next);
}

void app_ask_search(struct app *app)
{
    app_prompt(app, "/", "", search_done, app);
}

/* A prompt whose answer may be wrong, and is asked for again then. */
struct question {
    const char *label;
    enum completes completes;
    bool (*take)(struct app *app, const char *text, struct err *e);
    prompt_done *done;
};

/* Asks again, with the cursor where the expression is wrong. */
static void ask_again(struct app *app, const struct question *q, const char *text,
                      const struct err *e)
{
    struct prompt *p = &app->private->prompt;
    app_prompt(app, q->label, text, q->done, app);
    app_line_begin(app, q->completes);
    if (e->col)
        p->cursor = 0;
    for (unsigned col = 1; col < e->col && p->cursor < p->text.len; col++) {
        uint32_t cp;
        unsigned len = utf8_decode(p->text.p + p->cursor, p->text.len - p->cursor, &cp);
        p->cursor += len ? len : 1;
    }
    if (e->col)
        app_say(app, STYLE_ERROR, "column %u: %s", e->col, e->what);
    else
        app_say_err(app, e);
}

static void answered(struct app *app, const struct question *q, const char *text)
{
    struct err e;
    char *copy = text ? strdup(text) : NULL;
    if (text && !copy)
        app_say(app, STYLE_ERROR, "out of memory");
    if (copy && !q->take(app, copy, &e))
        ask_again(app, q, copy, &e);
    free(copy);
}

static void limit_done(void *ctx, const char *text)
{
    static const struct question limit = {"limit: ", COMPLETES_LIMIT, app_limit, limit_done};
    answered(ctx, &limit, text);
}

static void order_done(void *ctx, const char *text)
{
    static const struct question order = {"sort by: ", COMPLETES_ORDER, app_order, order_done};
    answered(ctx, &order, text);
}

static bool take_tag(struct app *app, const char *text, struct err *e)
{
    return app_tag(app, text, true, e);
}

static void tag_done(void *ctx, const char *text)
{
    static const struct question tag = {"tag: ", COMPLETES_LIMIT, take_tag, tag_done};
    answered(ctx, &tag, text);
}

static bool take_untag(struct app *app, const char *text, struct err *e)
{
    return app_tag(app, text, false, e);
}

static void untag_done(void *ctx, const char *text)
{
    static const struct question untag = {"untag: ", COMPLETES_LIMIT, take_untag, untag_done};
    answered(ctx, &untag, text);
}

static void bulk_done(void *ctx, const char *text)
{
    static const struct question bulk = {"flag, unflag, note or retract: ", COMPLETES_BULK,
                                         app_bulk, bulk_done};
    answered(ctx, &bulk, text);
}

void app_enter_tag(struct app *app, const char *expression, bool on)
{
    (on ? tag_done : untag_done)(app, expression);
}

void app_enter_bulk(struct app *app, const char *word)
{
    if (app_has_tags(app))
        bulk_done(app, word);
}

void app_ask_bulk(struct app *app)
{
    if (!app_has_tags(app))
        return;
    app_prompt(app, "flag, unflag, note or retract: ", "", bulk_done, app);
    app_line_begin(app, COMPLETES_BULK);
    app_say(app, STYLE_NORMAL, "%zu tagged: what is to be done to all of them?", app->tagged.count);
}

void app_enter_search(struct app *app, const char *words)
{
    search_done(app, words);
}

void app_enter_limit(struct app *app, const char *expression)
{
    limit_done(app, expression);
}

void app_enter_order(struct app *app, const char *order)
{
    order_done(app, order);
}

void app_ask_limit(struct app *app)
{
    app_prompt(app, "limit: ", app->queue.limit, limit_done, app);
    app_line_begin(app, COMPLETES_LIMIT);
}

void app_ask_order(struct app *app)
{
    app_prompt(app, "sort by: ", app->queue.order, order_done, app);
    app_line_begin(app, COMPLETES_ORDER);
}

static void command_done(void *ctx, const char *text)
{
    if (text)
        typed_enter(ctx, text);
}

void app_ask_command(struct app *app)
{
    app_prompt(app, ":", "", command_done, app);
    app_line_begin(app, COMPLETES_WORDS);
}

static void note_done(void *ctx, const char *text)
{
    struct app *app = ctx;
    struct app_private *p = app->private;
    struct err e = {0};
    uint32_t row = catalog_find(app->workspace->catalog, p->note_record);
    if (!text || row == CATALOG_NONE)
        return;
    enum done done = casework_note(&app->workspace->casework, row, text, &e);
    if (done == DONE_SAVED) {
        struct str draft = STR_INIT;
        str_addf(&draft, "%s.note", p->note_record);
        app_draft_drop(app, str_text(&draft));
        str_release(&draft);
        app_changed(app);
        app_say(app, STYLE_NORMAL, "the note on %s is saved", p->note_record);
    } else if (done == DONE_NOTHING) {
        app_say(app, STYLE_NORMAL, "an empty note is not kept");
    } else {
        app_say_err(app, &e);
    }
}

void app_ask_note(struct app *app)
{
    struct app_private *p = app->private;
    struct str label = STR_INIT, draft = STR_INIT;
    uint32_t row = app_row(app);
    if (row == CATALOG_NONE)
        return;
    const char *id = app_row_id(app, row);
    free(p->note_record);
    p->note_record = strdup(id);
    str_addf(&label, "note on %s", id);
    str_addf(&draft, "%s.note", id);
    if (p->note_record && !label.failed && !draft.failed)
        app_edit(app, str_text(&label), str_text(&draft), "", note_done, app);
    else
        app_say(app, STYLE_ERROR, "out of memory");
    str_release(&label);
    str_release(&draft);
}
