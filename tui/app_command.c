/* What is asked for in words: search, limit, command, note; and the reload. */
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
    bool (*take)(struct app *app, const char *text, struct err *e);
    prompt_done *done;
};

/* Asks again, with the cursor where the expression is wrong. */
static void ask_again(struct app *app, const struct question *q, const char *text,
                      const struct err *e)
{
    struct prompt *p = &app->private->prompt;
    app_prompt(app, q->label, text, q->done, app);
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
    static const struct question limit = {"limit: ", app_limit, limit_done};
    answered(ctx, &limit, text);
}

static void order_done(void *ctx, const char *text)
{
    static const struct question order = {"sort by: ", app_order, order_done};
    answered(ctx, &order, text);
}

void app_ask_limit(struct app *app)
{
    app_prompt(app, "limit: ", app->queue.limit, limit_done, app);
}

void app_ask_order(struct app *app)
{
    app_prompt(app, "sort by: ", app->queue.order, order_done, app);
}

/* The words of an action may be followed by what it would ask for. */
static bool command_with_text(struct app *app, enum action action, const char *rest)
{
    if (action == A_LIMIT)
        limit_done(app, rest);
    else if (action == A_SORT)
        order_done(app, rest);
    else if (action == A_SEARCH)
        search_done(app, rest);
    else
        return false;
    return true;
}

static bool reaches(const struct app *app, enum action action)
{
    return action && action_defs[action].scopes & (app->top->ops->scopes | ANYWHERE);
}

static bool command_number(struct app *app, const char *text)
{
    char *end;
    if (*text < '0' || *text > '9')
        return false;
    unsigned long long n = strtoull(text, &end, 10);
    if (*end)
        return false;
    if (n < 1 || n > app->queue.count)
        app_say(app, STYLE_WARNING, "there is no record %s: the queue has %zu", text,
                app->queue.count);
    else
        app_go(app, (size_t)n - 1);
    return true;
}

static void command_done(void *ctx, const char *text)
{
    struct app *app = ctx;
    text = text ? text + strspn(text, " ") : "";
    if (!*text || command_number(app, text))
        return;
    size_t n = strcspn(text, " ");
    char *word = strndup(text, n);
    if (!word) {
        app_say(app, STYLE_ERROR, "out of memory");
        return;
    }
    const char *rest = text + n + strspn(text + n, " ");
    struct act act = {.action = action_find(word)};
    uint32_t row = *rest ? CATALOG_NONE : catalog_find(app->workspace->catalog, word);
    if (row != CATALOG_NONE)
        app_go_row(app, row);
    else if (*rest && command_with_text(app, act.action, rest))
        ;
    else if (!*rest && reaches(app, act.action))
        app_act(app, &act);
    else if (act.action)
        app_say(app, STYLE_WARNING, "%s does not work here", action_defs[act.action].word);
    else
        app_say(app, STYLE_WARNING, "%s is no action, record number or id: ? lists the actions",
                word);
    free(word);
}

void app_ask_command(struct app *app)
{
    app_prompt(app, ":", "", command_done, app);
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
