#include "tui/app_private.h"

#include <stdlib.h>
#include <string.h>

#include "tui/draft.h"
#include "tui/input.h"
#include "tui/layout.h"

enum { EDITOR_ROWS = 3, VIEW_ROWS = 3 }; /* lines of text at least; of the view, what stays */

_Static_assert((int)PASTE_MAX > 2 * (int)PROMPT_MAX, "a paste that was cut must be refused");

static char *draft_folder(struct app *app)
{
    struct err e;
    char *folder = workspace_file(app->workspace, "drafts", true, &e);
    if (!folder)
        app_say_err(app, &e);
    return folder;
}

char *app_draft(struct app *app, const char *draft)
{
    struct err e;
    struct str text = STR_INIT;
    char *folder = draft_folder(app);
    bool ok = folder && draft_load(folder, draft, &text, &e);
    if (folder && !ok)
        app_say_err(app, &e);
    free(folder);
    if (ok && text.len)
        return str_detach(&text);
    str_release(&text);
    return NULL;
}

void app_draft_keep(struct app *app, const char *draft, const char *text)
{
    struct err e;
    char *folder = draft_folder(app);
    if (folder && !draft_save(folder, draft, text, &e))
        app_say_err(app, &e);
    free(folder);
}

void app_draft_drop(struct app *app, const char *draft)
{
    app_draft_keep(app, draft, "");
}

void app_keep_draft(struct app *app)
{
    struct app_private *p = app->private;
    if (p->draft && p->draft_changed)
        app_draft_keep(app, p->draft, str_text(&p->prompt.text));
    p->draft_changed = false;
}

static void begin(struct app *app, enum typing typing, const char *label, const char *initial,
                  prompt_done *done, void *ctx)
{
    struct app_private *p = app->private;
    p->label = strdup(label);
    if (!p->label) {
        app_say(app, STYLE_ERROR, "out of memory");
        return;
    }
    p->typing = typing;
    p->done = done;
    p->ctx = ctx;
    p->draft_changed = false;
    prompt_start(&p->prompt, initial ? initial : "", typing == TYPING_TEXT);
    app_line_begin(app, COMPLETES_NOTHING);
}

void app_prompt(struct app *app, const char *label, const char *initial, prompt_done *done,
                void *ctx)
{
    begin(app, TYPING_LINE, label, initial, done, ctx);
}

void app_edit(struct app *app, const char *label, const char *draft, const char *initial,
              prompt_done *done, void *ctx)
{
    char *kept = app_draft(app, draft);
    begin(app, TYPING_TEXT, label, kept ? kept : initial, done, ctx);
    if (app->private->typing)
        app->private->draft = strdup(draft);
    free(kept);
}

/* Closes what is being typed before its answer is given, for the answer may open the next one. */
static void finish(struct app *app, bool entered)
{
    struct app_private *p = app->private;
    struct str text = STR_INIT;
    app_keep_draft(app);
    str_add(&text, str_text(&p->prompt.text));
    free(p->label);
    free(p->draft);
    p->label = NULL;
    p->draft = NULL;
    p->typing = TYPING_NONE;
    if (text.failed)
        app_say(app, STYLE_ERROR, "out of memory");
    p->done(p->ctx, entered && !text.failed ? str_text(&text) : NULL);
    str_release(&text);
}

void app_type_end(struct app *app)
{
    if (app->private->typing)
        finish(app, false);
}

static size_t editor_columns(const struct rect *view)
{
    return (size_t)(view->w > 4 ? view->w - 2 : 2);
}

void app_type(struct app *app, uint32_t key, const struct str *paste)
{
    struct app_private *p = app->private;
    struct screen_layout screen = layout_screen(p->rows, p->cols);
    if (app_line_key(app, key))
        return;
    enum prompt_result result = key == K_PASTE
                                    ? prompt_paste(&p->prompt, str_text(paste), paste->len)
                                    : prompt_key(&p->prompt, key, editor_columns(&screen.view));
    switch (result) {
    case PROMPT_CHANGED:
        p->draft_changed = true;
        break;
    case PROMPT_FULL:
        app_say(app, STYLE_ERROR, "the text is too long (%d bytes): shorten it", PROMPT_MAX);
        break;
    case PROMPT_REFUSED:
        app_say(app, STYLE_WARNING, "this character cannot be shown, so it is not taken");
        break;
    case PROMPT_ENTER:
    case PROMPT_CANCEL:
        finish(app, result == PROMPT_ENTER);
        break;
    case PROMPT_MOVED:
    case PROMPT_IGNORED:
        break;
    }
}

static void draw_line(const struct app_private *p, struct rect line)
{
    enum { TYPED_MIN = 10 }; /* columns that no label takes, where half are not less */
    const char *mark = draw_unicode() ? "…" : "<";
    int label = line.w / 2 > line.w - TYPED_MIN ? line.w / 2 : line.w - TYPED_MIN;
    int x = draw_text(line.y, 0, label, STYLE_STRONG, p->label, strlen(p->label));
    struct prompt_window w = prompt_window(&p->prompt, (size_t)(line.w - x));
    if (w.before)
        x += draw_text(line.y, x, 1, STYLE_DIM, mark, strlen(mark));
    const char *text = str_text(&p->prompt.text) + w.start;
    int used = draw_text(line.y, x, line.w - x, STYLE_NORMAL, text, w.len);
    if (w.after)
        draw_text(line.y, x + used, 1, STYLE_DIM, draw_unicode() ? "…" : ">",
                  draw_unicode() ? 3 : 1);
    draw_cursor(line.y, x + (int)w.column);
}

static int editor_rows(size_t lines, const struct rect *view)
{
    int rows = lines > EDITOR_ROWS ? (int)lines : EDITOR_ROWS;
    return rows < view->h - 1 - VIEW_ROWS ? rows : view->h - 1 - VIEW_ROWS;
}

int app_type_rows(const struct app *app, struct rect view)
{
    struct prompt_lines w;
    const struct app_private *p = app->private;
    if (p->typing != TYPING_TEXT || !prompt_wrap(&p->prompt, editor_columns(&view), &w))
        return 0;
    free(w.line);
    return editor_rows(w.count, &view) + 1;
}

static void draw_editor(const struct app_private *p, struct rect view)
{
    struct prompt_lines w;
    if (!prompt_wrap(&p->prompt, editor_columns(&view), &w))
        return;
    int rows = editor_rows(w.count, &view);
    size_t top = w.row >= (size_t)rows ? w.row - (size_t)rows + 1 : 0;
    int y = view.y + view.h - rows;
    draw_fill((struct rect){y - 1, 0, rows + 1, view.w});
    draw_hline(y - 1, 0, view.w);
    draw_format(y - 1, 2, view.w - 2, STYLE_STRONG, " %s ", p->label);
    for (size_t i = top; i < w.count && i < top + (size_t)rows; i++)
        draw_text(y + (int)(i - top), 1, view.w - 1, STYLE_NORMAL,
                  str_text(&p->prompt.text) + w.line[i].start, w.line[i].len);
    draw_cursor(y + (int)(w.row - top), 1 + (int)w.column);
    free(w.line);
}

void app_type_draw(struct app *app, struct rect view, struct rect line)
{
    const struct app_private *p = app->private;
    if (p->typing == TYPING_LINE) {
        draw_line(p, line);
        return;
    }
    draw_editor(p, view);
    if (!app_has_message(app))
        app_draw_hints(line, "Enter takes it  Esc keeps a draft  Ctrl-J new line");
}
