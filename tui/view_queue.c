/* The queue: the records that the limit lets through, one a line. */
#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"
#include "tui/app.h"
#include "tui/app_private.h"
#include "tui/listbox.h"
#include "tui/queue_list.h"

struct queue_view {
    struct view view;
    struct listbox list;
    struct queue_list lines;
};

static void draw_empty(const struct app *app, struct rect area)
{
    const struct catalog_counts *n = catalog_counts(app->workspace->catalog);
    if (app_pending(app)) {
        draw_format(area.y, 1, area.w - 1, STYLE_NORMAL, "%s the records ...",
                    workspace_reading(app->workspace) ? "reading" : "looking through");
    } else if (*app->queue.limit) {
        draw_format(area.y, 1, area.w - 1, STYLE_NORMAL, "no record matches the limit:");
        draw_outside(area.y + 1, 3, area.w - 3, STYLE_STRONG, app->queue.limit,
                     strlen(app->queue.limit));
        draw_format(area.y + 3, 1, area.w - 1, STYLE_NORMAL, "%s changes it; empty, it shows all",
                    app_key_label(app, A_LIMIT));
    } else {
        draw_format(area.y, 1, area.w - 1, STYLE_NORMAL, "there are no records:");
        draw_format(area.y + 1, 3, area.w - 3, STYLE_NORMAL,
                    "put YAML files into records/ of this workspace, then %s reads them",
                    app_key_label(app, A_RELOAD));
        if (n->errors)
            draw_format(area.y + 2, 3, area.w - 3, STYLE_WARNING,
                        "%s lists what is wrong with those that are there",
                        app_key_label(app, A_PROBLEMS));
    }
}

static void queue_draw(struct view *v, struct rect area)
{
    struct queue_view *q = (struct queue_view *)v;
    const struct app *app = v->app;
    int headings = area.y++;
    area.h--;
    listbox_resize(&q->list, app->queue.count, (size_t)area.h);
    listbox_go(&q->list, app->current);
    queue_list_settle(&q->lines, app, q->list.top, q->list.height, area.w);
    queue_list_headings(&q->lines, headings, area.w);
    if (!app->queue.count)
        draw_empty(app, area);
    for (size_t i = q->list.top; i < q->list.total && i < q->list.top + q->list.height; i++)
        queue_list_row(&q->lines, app, queue_row(&app->queue, i), i == app->current,
                       area.y + (int)(i - q->list.top));
}

static long lines_of(const struct act *act, int sign)
{
    return sign * (long)(act->count ? act->count : 1);
}

static bool queue_act(struct view *v, const struct act *act)
{
    struct listbox *list = &((struct queue_view *)v)->list;
    size_t last = v->app->queue.count ? v->app->queue.count - 1 : 0;
    listbox_resize(list, v->app->queue.count, list->height);
    listbox_go(list, v->app->current);
    switch (act->action) {
    case A_DOWN:
    case A_UP:
        listbox_move(list, lines_of(act, act->action == A_DOWN ? 1 : -1));
        break;
    case A_PAGE_DOWN:
    case A_PAGE_UP:
        listbox_page(list, lines_of(act, act->action == A_PAGE_DOWN ? 1 : -1));
        break;
    case A_FIRST:
    case A_LAST:
        listbox_go(list, act->count ? act->count - 1 : act->action == A_FIRST ? 0 : last);
        break;
    case A_LEFT:
    case A_RIGHT:
        queue_list_scroll(&((struct queue_view *)v)->lines, v->app,
                          lines_of(act, act->action == A_RIGHT ? 1 : -1));
        return true;
    default:
        return false;
    }
    app_go(v->app, list->cursor);
    return true;
}

/* The headings are the first row. */
static void queue_click(struct view *v, int row)
{
    const struct listbox *list = &((struct queue_view *)v)->list;
    size_t at = list->top + (size_t)row - 1;
    if (row > 0 && (size_t)row <= list->height && at < list->total)
        app_go(v->app, at);
}

/* The record in hand is told by its line where that begins with the id, and else here: an id sent twice would cost
 * each move a third more on the line. */
static void queue_position_text(const struct view *v, struct str *out)
{
    const struct app *app = v->app;
    const struct column_choice *shown = &app->workspace->settings.queue_columns;
    struct str at = STR_INIT, all = STR_INIT;
    size_t len;
    uint32_t row = app_row(app);
    str_number(&at, row == CATALOG_NONE ? 0 : (int64_t)app->current + 1);
    str_number(&all, (int64_t)app->queue.count);
    str_addf(out, "%*s/%s", (int)all.len, str_text(&at), str_text(&all));
    if (row != CATALOG_NONE && (!shown->count || shown->column[0] != F_ID))
        str_addf(out, " %s", catalog_text(app->workspace->catalog, row, F_ID, &len));
    str_release(&at);
    str_release(&all);
}

static void queue_hints(const struct view *v, struct str *out)
{
    /* Of the keys that go back only letters leave the program. */
    const enum action leave = v->below ? A_BACK : A_QUIT;
    const struct hint hints[] = {{"read", {A_OPEN}},
                                 {"undecided", {A_NEXT_UNDECIDED}},
                                 {"search", {A_SEARCH}},
                                 {"limit", {A_LIMIT}},
                                 {"tally", {A_TALLY}},
                                 {"summary", {A_SUMMARY}},
                                 {"undo", {A_UNDO}},
                                 {"sort", {A_SORT}},
                                 {"definitions", {A_DEFINITIONS}},
                                 {"problems", {A_PROBLEMS}},
                                 {v->below ? "back" : "quit", {leave}}};
    const bool limited = *v->app->queue.limit;
    const struct hint empty[] = {
        {limited ? "another limit" : "read the records again", {limited ? A_LIMIT : A_RELOAD}},
        {"problems", {A_PROBLEMS}},
        {v->below ? "back" : "quit", {leave}}};
    const bool none = !v->app->queue.count;
    if (none && !app_pending(v->app))
        app_hints(v, empty, sizeof empty / sizeof *empty, out);
    else
        app_hints(v, hints + none, sizeof hints / sizeof *hints - none, out);
}

static void queue_changed(struct view *v)
{
    queue_list_changed(&((struct queue_view *)v)->lines);
}

static void queue_close(struct view *v)
{
    free(v);
}

static const struct view_ops queue_ops = {
    .name = "Queue",
    .scopes = LISTS | QUEUE,
    .close = queue_close,
    .draw = queue_draw,
    .act = queue_act,
    .click = queue_click,
    .changed = queue_changed,
    .position = queue_position_text,
    .hints = queue_hints,
    .write = write_queue,
};

struct view *view_queue_new(struct app *app, struct err *e)
{
    struct queue_view *q = calloc(1, sizeof *q);
    if (!q) {
        err_memory(e);
        return NULL;
    }
    q->view = (struct view){.ops = &queue_ops, .app = app};
    return &q->view;
}
