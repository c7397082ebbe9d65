#include <string.h>

#include "models/filter.h"
#include "tui/app_private.h"
#include "tui/page_view.h"
#include "tui/typed.h"

enum { KEYS_WIDTH = 22, WORD_WIDTH = 20, WIDE = 76 }; /* columns; words are shown from WIDE on */

static void add_heading(struct page *p, const char *heading)
{
    if (p->head.lines)
        page_gap(p);
    page_line(p, STYLE_STRONG, PAGE_NO_LINK, heading);
}

static void add_entry(struct page *p, const char *left, const char *word, const char *help)
{
    struct panel *h = &p->head;
    size_t col = KEYS_WIDTH;
    panel_line(h);
    panel_put(h, STYLE_KEY, left);
    panel_pad(h, col);
    if (word && h->width >= WIDE) {
        panel_put(h, STYLE_DIM, word);
        col += WORD_WIDTH;
        panel_pad(h, col);
    }
    if (h->used > col || h->width < KEYS_WIDTH * 2) {
        col = 4;
        panel_line(h);
    }
    panel_wrap(h, col, STYLE_NORMAL, help, strlen(help), NULL);
}

/* The groups, with those of their actions that reach the view, or with those that do not. */
static void add_actions(struct page *p, const struct app *app, unsigned here, bool elsewhere)
{
    const struct keymap *keys = &app->keys;
    const char *group = NULL;
    struct str typed = STR_INIT;
    for (size_t i = 0; i < action_rows_count; i++) {
        const struct action_row *row = &action_rows[i];
        const struct action_def *def = &action_defs[row->action];
        bool reaches = def->scopes & (here | ANYWHERE) && !app_again_refuses(app, row->action);
        group = row->group ? row->group : group;
        if (!row->action || reaches == elsewhere)
            continue;
        if (group)
            add_heading(p, group);
        group = NULL;
        str_clear(&typed);
        keymap_keys(keys, row->action, elsewhere ? ANY_VIEW : (int)here, &typed);
        if (!typed.len && keymap_has(keys, A_COMMAND, here))
            str_add(&typed, def->typed);
        add_entry(p, str_text(&typed), def->word, def->help);
    }
    str_release(&typed);
}

static void add_typed(struct page *p)
{
    static const char about[] =
        "Behind : stands the word of an action, or as much of it as is clear, the number of a "
        "record in the queue, an id or its beginning, or one of these. Tab completes; Up and "
        "Down bring back what was entered before and begins so. What decides is to be typed in "
        "full.";
    struct str text = STR_INIT;
    add_heading(p, "Command line");
    page_wrap(p, 0, STYLE_NORMAL, about, sizeof about - 1);
    for (size_t i = 0; i < typed_count; i++) {
        str_clear(&text);
        str_addf(&text, "%s %s", typed_words[i].word, typed_words[i].argument);
        add_entry(p, str_text(&text), NULL, typed_words[i].help);
    }
    str_release(&text);
}

static void add_limits(struct page *p)
{
    static const char text[] =
        "A limit is made of KEY:VALUE, words and \"quoted phrases\", joined by & (or a space), | "
        "and "
        "!, with parentheses: year:2004 & (undecided | flagged) & !department:police. Words are "
        "looked for in the narrative, the id and the title. Numbers, ages and dates take ranges: "
        "age:<18, date:2004-01..2004-06.";
    const struct filter_key *keys;
    size_t n = filter_keys(&keys);
    add_heading(p, "Limits");
    page_wrap(p, 0, STYLE_NORMAL, text, sizeof text - 1);
    for (size_t i = 0; i < n; i++)
        add_entry(p, keys[i].name, NULL, keys[i].help);
}

static void help_draw(struct view *view, struct rect area)
{
    struct page_view *v = (struct page_view *)view;
    struct page *p = &v->page;
    unsigned here = view->below ? view->below->ops->scopes : 0;
    const struct keymap *keys = &view->app->keys;
    struct str heading = STR_INIT;
    page_begin(p, area);
    str_addf(&heading, "%s: what works here, with the keys in force (preset %s)",
             view->below ? view->below->ops->name : "", keys->preset);
    if (!keymap_has(keys, A_COMMAND, here))
        str_addf(&heading, "; %s opens the menu, which has what has no key",
                 keymap_label(keys, A_MENU, here));
    page_wrap(p, 0, STYLE_NORMAL, str_text(&heading), heading.len);
    str_release(&heading);
    add_actions(p, view->app, here, false);
    add_typed(p);
    add_limits(p);
    page_gap(p);
    page_line(p, STYLE_NORMAL, PAGE_NO_LINK, "What follows works in other screens.");
    add_actions(p, view->app, here, true);
    page_draw(p, area);
}

static void help_hints(const struct view *view, struct str *out)
{
    static const struct hint hints[] = {
        {"scroll", {A_DOWN, A_UP, A_PAGE_DOWN}}, {"search", {A_SEARCH}}, {"back", {A_BACK}}};
    page_view_hints(view, hints, sizeof hints / sizeof *hints, out);
}

struct view *view_help_new(struct app *app, struct err *e)
{
    static const struct view_ops ops = {.name = "Help",
                                        .opened_by = A_HELP,
                                        .close = page_view_close,
                                        .draw = help_draw,
                                        .act = page_view_act,
                                        .position = page_view_position,
                                        .hints = help_hints};
    return page_view_new(app, &ops, sizeof(struct page_view), e);
}
