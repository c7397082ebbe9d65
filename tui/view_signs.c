/* The signs of the open case, with the facts and the criteria: every answer by its name. */
#include <limits.h>
#include <stdlib.h>

#include "tui/case_signs.h"
#include "tui/listbox.h"
#include "tui/view_case.h"

struct signs_view {
    struct view view;
    struct case_work *work; /* of the case view below */
    struct listbox list;
    unsigned item[ANSWERS_MAX];
    size_t detail,
        hidden; /* of what the item means, the first line that is on the screen; how many are not */
};

static void signs_close(struct view *view)
{
    free(view);
}

/* The list above, what the item under the cursor means below. */
static void signs_draw(struct view *view, struct rect area)
{
    struct signs_view *v = (struct signs_view *)view;
    struct case_answers answers = case_work_answers(v->work);
    struct panel lines = {0}, detail = {0};
    panel_begin(&lines, (size_t)area.w, draw_unicode());
    panel_begin(&detail, (size_t)area.w, draw_unicode());
    case_signs_detail(&detail, &answers, v->item[v->list.cursor]);
    int below = (int)detail.lines < area.h / 3 ? (int)detail.lines : area.h / 3;
    v->hidden = detail.lines - (size_t)below;
    v->detail = v->detail < v->hidden ? v->detail : v->hidden;
    int rows = area.h - below - 2 > 0 ? area.h - below - 2 : 1;
    listbox_resize(&v->list, v->list.total, (size_t)rows);

    case_signs_heading(&lines);
    for (size_t i = v->list.top; i < v->list.total && i < v->list.top + v->list.height; i++)
        case_signs_line(&lines, &answers, v->item[i], i == v->list.cursor);
    draw_fill(area);
    panel_draw(&lines, 0, (struct rect){area.y, area.x, rows + 1, area.w});
    if (below > 0) {
        draw_hline(area.y + rows + 1, area.x, area.w);
        panel_draw_more(&detail, v->detail,
                        (struct rect){area.y + rows + 2, area.x, below, area.w});
    }
    panel_release(&lines);
    panel_release(&detail);
}

static void answer(struct signs_view *v)
{
    struct case_answers answers = case_work_answers(v->work);
    unsigned item = v->item[v->list.cursor];
    bool fact = answers.criteria->item[item].element == ELEMENT_FACT, refused = false;
    enum answer next = fact ? case_fact_next(&answers, item, &refused)
                            : answer_next(answers_get(&v->work->given, item));
    case_work_answer(v->work, item, next);
    if (refused)
        app_say(v->view.app, STYLE_WARNING,
                "a recorded child cannot be answered absent (Palermo Protocol Art. 3(d))");
}

/* The heading is the first row. */
static void signs_click(struct view *view, int row)
{
    struct listbox *list = &((struct signs_view *)view)->list;
    size_t at = list->top + (size_t)row - 1;
    if (row > 0 && (size_t)row <= list->height && at < list->total)
        listbox_go(list, at);
}

static bool signs_act(struct view *view, const struct act *act)
{
    struct signs_view *v = (struct signs_view *)view;
    long by = act->count > 0 && act->count < LONG_MAX ? (long)act->count : 1;
    size_t before = v->list.cursor;
    bool known = true;
    switch (act->action) {
    case A_DOWN:
        listbox_move(&v->list, by);
        break;
    case A_UP:
        listbox_move(&v->list, -by);
        break;
    case A_PAGE_DOWN:
        if (act->typed == ' ')
            answer(v);
        else
            listbox_page(&v->list, by);
        break;
    case A_PAGE_UP:
        listbox_page(&v->list, -by);
        break;
    case A_FIRST:
        listbox_go(&v->list, 0);
        break;
    case A_LAST:
        listbox_go(&v->list, v->list.total - 1);
        break;
    case A_LEFT:
        v->detail -= v->detail > 0;
        break;
    case A_RIGHT:
        v->detail++;
        break;
    case A_OPEN:
        answer(v);
        break;
    default:
        known = false;
    }
    if (v->list.cursor != before)
        v->detail = 0;
    return known;
}

/* The list is part of the case. */
static void signs_spent(struct view *view, int64_t ms)
{
    ((struct signs_view *)view)->work->spent_ms += ms;
}

static void signs_position(const struct view *view, struct str *out)
{
    const struct signs_view *v = (const struct signs_view *)view;
    str_addf(out, "%s  %zu/%zu", v->work->id, v->list.cursor + 1, v->list.total);
}

static void signs_hints(const struct view *view, struct str *out)
{
    static const struct hint hints[] = {{"present, absent, unknown", {A_OPEN}},
                                        {"move", {A_DOWN, A_UP}},
                                        {"back to the case", {A_BACK}}},
                             more = {"the text below", {A_LEFT, A_RIGHT}};
    app_hints(view, hints, 1, out);
    app_hints(view, &more, ((const struct signs_view *)view)->hidden ? 1 : 0, out);
    app_hints(view, hints + 1, sizeof hints / sizeof *hints - 1, out);
}

static const struct view_ops signs_ops = {
    .name = "Signs",
    .scopes = LISTS,
    .close = signs_close,
    .draw = signs_draw,
    .act = signs_act,
    .click = signs_click,
    .spent = signs_spent,
    .position = signs_position,
    .hints = signs_hints,
};

struct view *view_signs_new(struct app *app, struct err *e)
{
    struct case_work *work = view_case_work(app->top);
    if (!work || !work->readable) {
        err_set(e, ERR_USAGE, "no case is open: open one first");
        return NULL;
    }
    struct signs_view *v = calloc(1, sizeof *v);
    if (!v) {
        err_memory(e);
        return NULL;
    }
    v->view = (struct view){.ops = &signs_ops, .app = app};
    v->work = work;
    listbox_resize(&v->list, case_signs_items(app->workspace->criteria, v->item), 1);
    return &v->view;
}
