/* What the console says: a sentence on the last line, over as many lines as it needs. */
#include <stdlib.h>
#include <string.h>

#include "tui/app_private.h"

static void say(struct str *text, const char *fmt, va_list args) PRINTF(2, 0);

static void say(struct str *text, const char *fmt, va_list args)
{
    char *said;
    int n = vasprintf(&said, fmt, args);
    str_clear(text);
    if (n < 0) {
        str_add(text, "out of memory");
    } else {
        clean_line(text, said, (size_t)n);
        free(said);
    }
}

void app_say(struct app *app, enum style style, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    say(&app->private->message, fmt, args);
    va_end(args);
    app->private->message_style = style;
}

void app_say_err(struct app *app, const struct err *e)
{
    struct str text = STR_INIT;
    err_format(e, &text);
    app_say(app, STYLE_ERROR, "%s", str_text(&text));
    str_release(&text);
}

void app_notice(struct app *app, enum style style, const char *fmt, ...)
{
    struct app_private *p = app->private;
    struct notice *bigger = grow(p->notice, &p->notices_cap, p->notices + 1, sizeof *bigger);
    va_list args;
    if (!bigger) {
        app_say(app, STYLE_ERROR, "out of memory");
        return;
    }
    p->notice = bigger;
    struct notice *added = &p->notice[p->notices++];
    *added = (struct notice){.style = style};
    va_start(args, fmt);
    say(&added->text, fmt, args);
    va_end(args);
}

void app_notice_err(struct app *app, const struct err *e, const char *consequence)
{
    struct str text = STR_INIT;
    err_format(e, &text);
    app_notice(app, STYLE_ERROR, "%s; %s", str_text(&text), consequence);
    str_release(&text);
}

void app_message_read(struct app *app)
{
    struct app_private *p = app->private;
    if (!p->notices) {
        str_clear(&p->message);
        return;
    }
    str_release(&p->notice[0].text);
    p->notices--;
    memmove(p->notice, p->notice + 1, p->notices * sizeof *p->notice);
}

void app_message_release(struct app *app)
{
    struct app_private *p = app->private;
    while (p->notices)
        app_message_read(app);
    free(p->notice);
    str_release(&p->message);
}

bool app_has_message(const struct app *app)
{
    return app->private->notices || app->private->message.len;
}

/* The rows that end in `line` and begin no higher than `rows` of them. */
static int draw_lines(struct rect line, int rows, enum style style, const struct str *text,
                      const struct text_line *lines, int count)
{
    int shown = count < rows ? count : rows;
    int y = line.y - shown + 1;
    draw_fill((struct rect){y, 0, shown, line.w});
    for (int i = 0; i < shown; i++) {
        const struct text_line *l = &lines[i];
        bool last = i == shown - 1 && shown < count;
        draw_text(y + i, 0, line.w, style, str_text(text) + l->start,
                  last ? text->len - l->start : l->len);
    }
    return shown;
}

int app_message_draw(const struct app *app, struct rect line, int rows)
{
    const struct app_private *p = app->private;
    const struct str *text = p->notices ? &p->notice[0].text : &p->message;
    enum style style = p->notices ? p->notice[0].style : p->message_style;
    struct text_line *lines = NULL;
    size_t count;
    if (!app_has_message(app))
        return 0;
    if (!text_wrap(str_text(text), text->len, (size_t)line.w, &lines, &count)) {
        draw_text(line.y, 0, line.w, style, str_text(text), text->len);
        return 1;
    }
    int shown = draw_lines(line, rows, style, text, lines, (int)count);
    free(lines);
    return shown;
}
