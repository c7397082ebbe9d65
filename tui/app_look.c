/* How the console looks: the theme, and what this terminal cannot show. */
#include <stdlib.h>

#include "tui/app_private.h"
#include "tui/term.h"

static void wear(struct app *app, const struct theme *theme)
{
    term_wear(theme, background_of(app->workspace->settings.background, getenv("COLORFGBG")));
    app->private->redraw = app->private->redraw || app->top;
}

bool app_theme(struct app *app, const char *name, struct err *e)
{
    const struct theme *theme = themes_find(&app->private->themes, name, e);
    if (theme)
        wear(app, theme);
    return theme;
}

static void warn_of_locale(struct app *app)
{
    if (!term_unicode())
        app_notice(app, STYLE_WARNING,
                   "the character set of the locale is %s, not UTF-8: each Chinese or other "
                   "character that is not "
                   "ASCII is shown as ? for every column that it takes, and lines are drawn in "
                   "ASCII: start "
                   "with LC_ALL=C.UTF-8 to read them",
                   term_charset());
}

void app_dress(struct app *app)
{
    static const char consequence[] = "the theme default is used";
    struct err e;
    struct themes *themes = &app->private->themes;
    term_mouse(app->workspace->settings.mouse);
    const char *name = app->workspace->settings.theme;
    bool loaded = themes_load(app->workspace->path, themes, &e);
    if (!loaded)
        app_notice_err(app, &e, consequence);
    if (!app_theme(app, loaded ? name : "default", &e)) {
        app_notice_err(app, &e, consequence);
        if (!app_theme(app, "default", &e))
            return;
    }
    warn_of_locale(app);
}
