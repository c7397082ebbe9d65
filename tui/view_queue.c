/* The queue: the records that the limit lets through, one a line. */
#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"
#include "tui/app.h"
#include "tui/app_private.h"
#include "tui/layout.h"
#include "tui/listbox.h"

struct queue_view {
    struct view view;
    struct listbox list;
};

enum { MARKS, ID, DATE, WHO, NATION, AGE, SEX, STATUS, TEXT, COLUMNS };

static const struct column columns[COLUMNS] = {
    [MARKS] = {"", 4, 4, 0},    [ID] = {"Id", 12, 24, 0},        [DATE] = {"Date", 10, 10, 1},
    [WHO] = {"From", 7, 20, 2}, [NATION] = {"Nat", 3, 3, 5},     [AGE] = {"Age", 5, 5, 3},
    [SEX] = {"Sex", 3, 7, 6},   [STATUS] = {"Status", 8, 15, 4}, [TEXT] = {"Narrative", 12, 40, 0},
};

/* One letter for what is known of a record. */
static char row_sign(const struct row_review *r, bool later, enum style *style)
{
    static const char states[] = {
        [STATE_UNDECIDED] = '.', [STATE_AWAITING_SECOND] = '2', [STATE_DISPUTED] = 'd',
        [STATE_STALE] = 's',     [STATE_NOW_INVALID] = '!',
    };
    static const char outcomes[OUTCOME_COUNT] = {
        [OUTCOME_NONE] = '.',         [OUTCOME_VOLUNTARY] = 'V',
        [OUTCOME_TRAFFICKING] = 'T',  [OUTCOME_NOT_TRAFFICKING] = 'O',
        [OUTCOME_INSUFFICIENT] = 'I', [OUTCOME_OUT_OF_SCOPE] = 'X'};
    bool open = r->state == STATE_STALE || r->state == STATE_NOW_INVALID;
    bool trafficking = r->state == STATE_DECIDED && r->outcome == OUTCOME_TRAFFICKING;
    *style = open ? STYLE_WARNING : trafficking ? STYLE_PRESENT : STYLE_NORMAL;
    if (later)
        return 'z';
    return r->state == STATE_DECIDED ? outcomes[r->outcome] : states[r->state];
}

static void draw_field(const struct catalog *c, uint32_t row, enum field field, int y, int x,
                       int cols)
{
    struct str text = STR_INIT;
    catalog_format(c, row, field, &text);
    bool unknown = strcmp(str_text(&text), "unknown") == 0;
    if (field == F_SEX && cols < (int)text.len)
        str_cut(&text, 1); /* a letter says it: female, male, other */
    draw_outside(y, x, cols, STYLE_NORMAL, unknown ? "?" : str_text(&text), unknown ? 1 : text.len);
    str_release(&text);
}

/* The beginning of a text as one line: every run of white space is one space. */
static void one_line(const char *s, size_t n, size_t wanted, struct str *out)
{
    bool space = false;
    for (size_t i = 0; i < n && out->len < wanted; i++) {
        bool white = s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r';
        if (!white && space && out->len)
            str_addc(out, ' ');
        if (!white)
            str_addc(out, s[i]);
        space = white;
    }
    /* The cut may fall into a character, which then is not shown, as it is past the edge. */
    while (out->len && out->len >= wanted && utf8_invalid_at(out->p, out->len) < out->len)
        str_cut(out, utf8_invalid_at(out->p, out->len));
}

/* Marks the places of the words that were searched for. */
static void draw_matches(const struct app *app, const struct clean *c, int y, int x, int cols)
{
    const char *s = str_text(&c->text);
    size_t words = app->search ? strlen(app->search) : 0;
    size_t shown = text_cut(s, c->text.len, (size_t)cols, NULL);
    if (shown < c->text.len)
        shown = text_cut(s, c->text.len, (size_t)cols - 1, NULL);
    for (size_t at = 0; words && at < shown;) {
        size_t len;
        size_t found = text_find(s + at, shown - at, app->search, words, &len);
        if (found == SIZE_MAX || !len)
            return;
        at += found;
        draw_text(y, x + (int)text_width(s, at), cols, STYLE_MATCH, s + at, len);
        at += len;
    }
}

static void draw_narrative(const struct app *app, uint32_t row, int y, int x, int cols)
{
    enum { BYTES_A_COLUMN = 8 }; /* a character of four bytes with marks */
    const struct catalog *c = app->workspace->catalog;
    struct str line = STR_INIT;
    struct clean clean = {0};
    size_t n;
    const char *text = catalog_text(c, row, F_TITLE, &n);
    if (!n)
        text = catalog_text(c, row, F_NARRATIVE, &n);
    one_line(text, n, (size_t)cols * BYTES_A_COLUMN, &line);
    if (clean_text(&clean, str_text(&line), line.len, CLEAN_LINE)) {
        draw_clean(y, x, cols, STYLE_NORMAL, &clean, 0, clean.text.len);
        draw_matches(app, &clean, y, x, cols);
    }
    clean_release(&clean);
    str_release(&line);
}

static void draw_row(const struct app *app, uint32_t row, bool current, int y, const int *width)
{
    static const enum field shown[COLUMNS] = {
        [ID] = F_ID,   [DATE] = F_DATE, [NATION] = F_NATIONALITY,
        [AGE] = F_AGE, [SEX] = F_SEX,   [STATUS] = F_STATUS};
    const struct catalog *c = app->workspace->catalog;
    struct row_review review = review_row(app->workspace->review, row);
    bool operation = catalog_kind(c, row) == KIND_OPERATION;
    enum style style;
    char sign = row_sign(&review, row_set_has(&app->later, row), &style);
    draw_text(y, 0, 1, STYLE_NORMAL, current ? ">" : " ", 1);
    if (row_set_has(&app->tagged, row))
        draw_text(y, 1, 1, STYLE_STRONG, "*", 1);
    draw_text(y, 2, 1, style, &sign, 1);
    if (review.flagged || review.notes)
        draw_text(y, 3, 1, STYLE_WARNING, review.flagged ? "F" : "m", 1);
    int x = width[MARKS] + 1;
    for (unsigned i = MARKS + 1; i < COLUMNS; x += width[i] ? width[i] + 1 : 0, i++) {
        if (!width[i] || (operation && i >= NATION && i <= STATUS))
            continue;
        if (i == TEXT)
            draw_narrative(app, row, y, x, width[i]);
        else
            draw_field(c, row, i == WHO ? (operation ? F_TYPE : F_DEPARTMENT) : shown[i], y, x,
                       width[i]);
    }
}

static void draw_headings(int y, const int *width)
{
    int x = 0;
    for (unsigned i = 0; i < COLUMNS; x += width[i] ? width[i] + 1 : 0, i++)
        draw_text(y, x, width[i], STYLE_DIM, columns[i].heading, strlen(columns[i].heading));
}

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
        draw_format(area.y + 3, 1, area.w - 1, STYLE_NORMAL, "l changes it; empty, it shows all");
    } else {
        draw_format(area.y, 1, area.w - 1, STYLE_NORMAL, "there are no records:");
        draw_format(area.y + 1, 3, area.w - 3, STYLE_NORMAL,
                    "put YAML files into records/ of this workspace, then press R");
        if (n->errors)
            draw_format(area.y + 2, 3, area.w - 3, STYLE_WARNING,
                        "! lists what is wrong with those that are there");
    }
}

static void queue_draw(struct view *v, struct rect area)
{
    struct queue_view *q = (struct queue_view *)v;
    const struct app *app = v->app;
    int width[COLUMNS];
    layout_columns(columns, COLUMNS, area.w, width);
    draw_headings(area.y, width);
    area.y++;
    area.h--;
    listbox_resize(&q->list, app->queue.count, (size_t)area.h);
    listbox_go(&q->list, app->current);
    if (!app->queue.count)
        draw_empty(app, area);
    for (size_t i = q->list.top; i < q->list.total && i < q->list.top + q->list.height; i++)
        draw_row(app, queue_row(&app->queue, i), i == app->current, area.y + (int)(i - q->list.top),
                 width);
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
    default:
        return false;
    }
    app_go(v->app, list->cursor);
    return true;
}

static void queue_position_text(const struct view *v, struct str *out)
{
    const struct app *app = v->app;
    struct str at = STR_INIT, all = STR_INIT;
    size_t len;
    uint32_t row = app_row(app);
    layout_number(&at, row == CATALOG_NONE ? 0 : (int64_t)app->current + 1);
    layout_number(&all, (int64_t)app->queue.count);
    str_addf(out, "%*s/%s", (int)all.len, str_text(&at), str_text(&all));
    if (row != CATALOG_NONE)
        str_addf(out, " %s", catalog_text(app->workspace->catalog, row, F_ID, &len));
    str_release(&at);
    str_release(&all);
}

static void queue_hints(const struct view *v, struct str *out)
{
    static const struct hint hints[] = {{"read", {A_OPEN}},
                                        {"undecided", {A_NEXT_UNDECIDED}},
                                        {"search", {A_SEARCH}},
                                        {"limit", {A_LIMIT}},
                                        {"tally", {A_TALLY}},
                                        {"summary", {A_SUMMARY}},
                                        {"undo", {A_UNDO}},
                                        {"sort", {A_SORT}},
                                        {"definitions", {A_DEFINITIONS}},
                                        {"problems", {A_PROBLEMS}},
                                        {"quit", {A_BACK}}};
    app_hints(v, hints, sizeof hints / sizeof *hints, out);
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
    .position = queue_position_text,
    .hints = queue_hints,
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
