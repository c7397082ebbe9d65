/* `:set`: settings shown, and changed until the console is left. */
#include <stdlib.h>
#include <string.h>

#include "tui/app_private.h"
#include "tui/term.h"
#include "tui/typed.h"

static bool wear_theme(struct app *app, struct err *e)
{
    return app_theme(app, app->workspace->settings.theme, e);
}

static bool show_again(struct app *app, struct err *e)
{
    (void)e;
    app_changed(app);
    return true;
}

static bool ask_for_mouse(struct app *app, struct err *e)
{
    (void)e;
    term_mouse(app->workspace->settings.mouse);
    return true;
}

/* The value is looked at whenever it matters. */
static bool nothing_more(struct app *app, struct err *e)
{
    (void)app;
    (void)e;
    return true;
}

/* Those that can change while the console runs, and what makes the change felt. */
static const struct {
    const char *name;
    bool (*apply)(struct app *app, struct err *e);
} changeable[] = {
    {"keys", app_set_keys},   {"theme", wear_theme},         {"background", wear_theme},
    {"coverage", show_again}, {"queue.columns", show_again}, {"mouse", ask_for_mouse},
    {"lock", nothing_more},
};

static void say_setting(struct app *app, size_t i)
{
    struct str value = STR_INIT;
    settings_show(&app->workspace->settings, i, &value);
    app_say(app, STYLE_NORMAL, "%s: %s (%s: %s)", setting_defs[i].name, str_text(&value),
            setting_defs[i].help, setting_defs[i].values);
    str_release(&value);
}

static void say_all(struct app *app)
{
    struct str text = STR_INIT;
    for (size_t i = 0; i < setting_count; i++) {
        str_addf(&text, "%s%s: ", i ? "   " : "", setting_defs[i].name);
        settings_show(&app->workspace->settings, i, &text);
    }
    app_say(app, STYLE_NORMAL, "%s", str_text(&text));
    str_release(&text);
}

static void change(struct app *app, size_t i, const char *value)
{
    struct settings *s = &app->workspace->settings;
    struct settings before = *s;
    struct err e;
    size_t k = 0;
    while (k < sizeof changeable / sizeof *changeable &&
           strcmp(changeable[k].name, setting_defs[i].name) != 0)
        k++;
    if (k == sizeof changeable / sizeof *changeable) {
        app_say(app, STYLE_WARNING,
                "%s is read at the start: write it into tipreview.yaml or your settings.yaml",
                setting_defs[i].name);
        return;
    }
    bool set = settings_set(s, i, value, &e);
    if (set && changeable[k].apply(app, &e)) {
        say_setting(app, i);
        return;
    }
    settings_restore(s, &before);
    app_say_err(app, &e);
}

void app_typed_set(struct app *app, const struct typed_line *line)
{
    size_t n = strcspn(line->argument, " :=");
    const char *value = line->argument + n + strspn(line->argument + n, " :=");
    struct err e;
    size_t i;
    char *name = strndup(line->argument, n);
    if (!name)
        app_say(app, STYLE_ERROR, "out of memory");
    else if (!*name)
        say_all(app);
    else if (!settings_find(name, &i, &e))
        app_say_err(app, &e);
    else if (*value)
        change(app, i, value);
    else
        say_setting(app, i);
    free(name);
}
