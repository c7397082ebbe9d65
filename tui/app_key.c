/* The way of a key to its action: counts, sequences, and what is pasted. */
#include <string.h>

#include "tui/app_private.h"
#include "tui/input.h"
#include "tui/key_name.h"
#include "tui/layout.h"

bool app_set_keys(struct app *app, struct err *e)
{
    const struct workspace *w = app->workspace;
    struct keymap keys;
    if (!keymap_load(&keys, w->settings.keys, true, w->path, e)) {
        keymap_release(&keys);
        return false;
    }
    keymap_release(&app->keys);
    app->keys = keys;
    return true;
}

static void say_lost_keys(struct app *app)
{
    struct err e;
    for (unsigned a = ACTION_NONE + 1; a < ACTION_TOTAL; a++) {
        if (keymap_lost(&app->keys, (enum action)a, &e))
            app_notice_err(app, &e, "until then it has to be typed as a word");
    }
}

void app_load_keys(struct app *app)
{
    struct err e;
    if (app_set_keys(app, &e)) {
        say_lost_keys(app);
        return;
    }
    app_notice_err(app, &e, "the default keys are in force");
    if (!keymap_load(&app->keys, "default", false, NULL, &e))
        app_notice_err(app, &e, "no key is in force");
}

const char *app_key_label(const struct app *app, enum action action)
{
    return keymap_label(&app->keys, action, app->top ? app->top->ops->scopes : 0);
}

void app_hints(const struct view *v, const struct hint *hint, size_t count, struct str *out)
{
    for (size_t i = 0; i < count; i++)
        if (!app_again_refuses(v->app, hint[i].action[0]))
            keymap_hint(&v->app->keys, v->ops->scopes, &hint[i], out);
}

void app_forget_keys(struct app *app)
{
    app->private->count = 0;
    app->private->begun_count = 0;
}

bool app_begun(const struct app *app, struct str *out)
{
    const struct app_private *p = app->private;
    if (p->count)
        str_addf(out, "%lu", p->count);
    for (unsigned i = 0; i < p->begun_count; i++)
        key_format(p->begun[i], out);
    return p->count || p->begun_count;
}

enum { COUNT_LIMIT = 1000000000 };

/* True where the key was a digit of a count. */
static bool count_key(struct app *app, uint32_t key)
{
    struct app_private *p = app->private;
    if (p->begun_count || key < '0' || key > '9' || (key == '0' && !p->count) ||
        !keymap_counts(&app->keys, app->top->ops->scopes))
        return false;
    unsigned long count = p->count * 10 + (key - '0');
    p->count = count < COUNT_LIMIT ? count : COUNT_LIMIT;
    return true;
}

static void say_meaningless(struct app *app)
{
    struct str name = STR_INIT;
    app->private->count = 0;
    app_begun(app, &name);
    app_say(app, STYLE_NORMAL, "%s means nothing here: %s shows the keys", str_text(&name),
            app_key_label(app, A_HELP));
    str_release(&name);
}

/* A key that does not go on with what was begun takes it back, and does nothing itself: it was meant otherwise. */
static void action_key(struct app *app, uint32_t key)
{
    struct app_private *p = app->private;
    struct act act = {.count = p->count};
    p->begun[p->begun_count++] = key;
    enum match match =
        keymap_match(&app->keys, p->begun, p->begun_count, app->top->ops->scopes, &act);
    if (match == MATCH_BEGINS)
        return;
    if (match == MATCH_NONE)
        say_meaningless(app);
    app_forget_keys(app);
    p->search_step = 0;
    if (match == MATCH_WHOLE)
        app_act(app, &act);
}

static void small_screen_key(struct app *app, uint32_t key)
{
    if (key == 'q' || key == 'Q' || key == key_control('c'))
        app->quit = true;
}

static void refuse_paste(struct app *app)
{
    app_forget_keys(app);
    app_say(app, STYLE_WARNING,
            "what was pasted is not taken for keys: it goes where text is typed");
}

static void refuse_torn(struct app *app)
{
    app_forget_keys(app);
    app_say(app, STYLE_WARNING,
            "what came straight after Esc was not taken, for it may be half of an arrow key: press "
            "the key again");
}

/* What a key and the mouse have in common; false where the lock takes it. */
static bool begin(struct app *app, uint32_t key)
{
    struct app_private *p = app->private;
    int64_t gap = p->now_ms - p->touched_ms;
    if (app_lock_key(app, key))
        return false;
    p->seeking = false;
    app_line_settle(app);
    app_spend(app, gap);
    return true;
}

static void type_key(struct app *app, uint32_t key, const struct str *paste)
{
    app->private->acted = ACTION_NONE;
    app_type(app, key, paste);
}

void app_key(struct app *app, uint32_t key, const struct str *paste)
{
    struct app_private *p = app->private;
    if (!begin(app, key))
        return;
    if (layout_screen(p->rows, p->cols).too_small) {
        small_screen_key(app, key);
        return;
    }
    app_message_read(app);
    if (key == key_control('z'))
        p->suspend = true;
    else if (key == K_TORN)
        refuse_torn(app);
    else if (p->typing)
        type_key(app, key, paste);
    else if (key == K_PASTE)
        refuse_paste(app);
    else if (key == key_control('c'))
        app->quit = true;
    else if (key == K_ESC && (p->count || p->begun_count))
        app_forget_keys(app);
    else if (!count_key(app, key))
        action_key(app, key);
    app_remind(app);
}

void app_mouse(struct app *app, const struct mouse *mouse)
{
    enum { WHEEL_LINES = 3 };
    struct app_private *p = app->private;
    struct view *top = app->top;
    struct screen_layout s = layout_screen(p->rows, p->cols);
    bool up = mouse->button == MOUSE_WHEEL_UP, down = mouse->button == MOUSE_WHEEL_DOWN;
    if (!app->workspace->settings.mouse || !begin(app, K_MOUSE) || s.too_small || p->typing)
        return;
    app_forget_keys(app);
    p->search_step = 0;
    int row = mouse->row - s.view.y;
    if (up || down)
        app_act(app, &(struct act){.action = up ? A_UP : A_DOWN, .count = WHEEL_LINES});
    else if (mouse->button == MOUSE_LEFT && top->ops->click && row >= 0 && row < s.view.h)
        top->ops->click(top, row);
}
