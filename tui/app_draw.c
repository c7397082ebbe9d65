/* The frame around every view: title, status line, message or hints. */
#include <string.h>

#include "models/base/text.h"
#include "tui/app_private.h"
#include "tui/chart.h"
#include "tui/layout.h"
#include "tui/progress.h"

/* The tally of a year in one line, in three lengths: narrow has single spaces and a shorter word for undecided; compact no
 * words, "." for undecided, and no outcome that nobody chose. */
enum tally_length { TALLY_WIDE, TALLY_NARROW, TALLY_COMPACT };

static void year_tally(struct str *out, const struct tally_year *y, enum tally_length length)
{
    bool compact = length == TALLY_COMPACT, wide = length == TALLY_WIDE;
    static const struct {
        enum tally_column column;
        const char *sign, *word;
        bool always;
    } parts[] = {
        {T_VOLUNTARY, "V", "V ", true},          {T_TRAFFICKING, "T", "T ", true},
        {T_NOT_TRAFFICKING, "O", "O ", true},    {T_INSUFFICIENT, "I", "I ", true},
        {T_OUT_OF_SCOPE, "X", "X ", true},       {T_AWAITING_SECOND, "2", "second ", false},
        {T_DISPUTED, "d", "disputed ", false},   {T_STALE, "s", "stale ", false},
        {T_NOW_INVALID, "!", "invalid ", false}, {T_UNDECIDED, ".", "undecided ", true},
    };
    str_addf(out, "%u%s", y->year, wide ? "  " : " ");
    str_number(out, y->n[T_DEBRIEFINGS]);
    str_add(out, ":");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        int64_t n = y->n[parts[i].column];
        if (!n && (compact ? parts[i].column != T_UNDECIDED : !parts[i].always))
            continue;
        str_add(out, !wide || i == 0 ? " " : "  ");
        if (length == TALLY_NARROW && parts[i].column == T_UNDECIDED)
            str_add(out, "open ");
        else
            str_add(out, compact ? parts[i].sign : parts[i].word);
        str_number(out, n);
    }
}

/* The year of the record in hand, else the last. */
static const struct tally_year *year_in_hand(const struct app *app)
{
    const struct tally *t = review_tally(app->workspace->review);
    uint32_t row = app_row(app);
    size_t years = tally_years(t);
    if (row != CATALOG_NONE)
        return tally_find(t, catalog_year(app->workspace->catalog, row));
    return years ? tally_year_at(t, years - 1) : NULL;
}

static int text_columns(const struct str *s)
{
    return (int)text_width(str_text(s), s->len);
}

/* How many records each month of the year has, before its tally, where `room` takes both. */
static bool add_months(struct str *tally, const struct tally_year *y, int room)
{
    enum { MONTHS = 12, GAP = 2 };
    struct str line = STR_INIT;
    size_t last = MONTHS;
    while (last && !y->month[last])
        last--;
    if (!last || text_columns(tally) + MONTHS + GAP > room)
        return false;
    chart_spark(&line, &y->month[1], last, draw_unicode());
    str_addf(&line, "%*s%s", GAP, "", str_text(tally));
    str_clear(tally);
    str_add(tally, str_text(&line));
    tally->failed |= line.failed;
    str_release(&line);
    return true;
}

/* The months are worth a narrower tally, but no name on the left, which leaves them `spare` columns, and no figure. */
static void add_tally(struct str *out, const struct tally_year *y, int room, int spare)
{
    static const enum tally_length with_months[] = {TALLY_WIDE, TALLY_NARROW};
    for (size_t i = 0; i < sizeof with_months / sizeof *with_months; i++) {
        str_clear(out);
        year_tally(out, y, with_months[i]);
        if (add_months(out, y, spare))
            return;
    }
    static const enum tally_length lengths[] = {TALLY_WIDE, TALLY_NARROW, TALLY_COMPACT};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        str_clear(out);
        year_tally(out, y, lengths[i]);
        if (text_columns(out) <= room)
            return;
    }
}

/* Without the tally while a decision is made again: where the year has few, its figures would tell the first. */
static void draw_title(const struct app *app, struct rect r)
{
    enum { NAME_MIN = 16, PROGRAM_MIN = 48 }; /* columns on the left for these to be shown */
    struct str tally = STR_INIT;
    const struct tally_year *y = app_again(app) ? NULL : year_in_hand(app);
    const char *name = app->private->name ? app->private->name : "";
    const char *who = app->workspace->who.reviewer;
    int names = (int)(text_width(name, strlen(name)) + text_width(who, strlen(who))) + 3;
    if (y)
        add_tally(&tally, y, r.w - NAME_MIN, r.w - (names > NAME_MIN ? names : NAME_MIN));
    int room = r.w - text_columns(&tally) - 1;
    int x = 0;
    if (room >= PROGRAM_MIN)
        x += draw_format(r.y, 0, room, STYLE_DIM, "tipreview  ");
    if (room >= NAME_MIN)
        x += draw_outside(r.y, x, room - x, STYLE_STRONG, name, strlen(name)) + 2;
    if (x < room)
        draw_outside(r.y, x, room - x, STYLE_NORMAL, who, strlen(who));
    x = room + 1 > 0 ? room + 1 : 0;
    draw_text(r.y, x, r.w - x, STYLE_NORMAL, str_text(&tally), tally.len);
    str_release(&tally);
}

static void add_loading(const struct app *app, struct str *out)
{
    struct ingest_progress done = {0};
    if (!app->private->loading)
        return;
    if (workspace_progress(app->workspace, &done)) {
        str_add(out, "  loading ");
        progress_reading(out, &done, false);
    } else if (app->private->reloading) {
        str_add(out, "  comparing files");
    }
}

static void add_progress(const struct app *app, struct str *out)
{
    static const char *const words[] = {
        [QUEUE_LIMITING] = "limit", [QUEUE_SEARCHING] = "search", [QUEUE_SORTING] = "sort"};
    struct queue_progress p = app_progress(app);
    if (p.task == QUEUE_IDLE || workspace_reading(app->workspace))
        return;
    str_addf(out, "  %s ", words[p.task]);
    progress_bar(out, p.done, p.all);
    if (p.task == QUEUE_SORTING)
        return;
    str_addc(out, ' ');
    str_number(out, (int64_t)p.done);
}

static void add_saved(const struct app *app, bool wide, struct str *out)
{
    char at[20];
    int64_t us = review_saved_at(app->workspace->review);
    time_format_short(us, at);
    if (us)
        str_addf(out, "  saved %sZ", wide ? at : at + 11);
}

static void add_undecided(struct app *app, struct str *out)
{
    size_t later, undecided = app_undecided(app, &later);
    str_add(out, "  ");
    str_number(out, (int64_t)undecided);
    str_add(out, " undecided");
    if (later) {
        str_add(out, ", ");
        str_number(out, (int64_t)later);
        str_add(out, " later");
    }
}

enum { MORE_COLUMNS = 2 }; /* of the mark for words of the status that have no room */

/* The right part of the status line, its most needed words first, in at most `room` columns. */
static void status_right(struct app *app, int room, bool wide, struct str *out)
{
    struct str part[4] = {0};
    int all = 0;
    add_loading(app, &part[0]);
    add_progress(app, &part[0]);
    add_undecided(app, &part[1]);
    if (app->tagged.count) {
        str_add(&part[2], "  ");
        str_number(&part[2], (int64_t)app->tagged.count);
        str_add(&part[2], " tagged");
    }
    add_saved(app, wide, &part[3]);
    for (size_t i = 0; i < 4; i++)
        all += text_columns(&part[i]);
    bool cut = all > room;
    for (size_t i = 0; i < 4; i++) {
        if (text_columns(out) + text_columns(&part[i]) <= room - (cut ? MORE_COLUMNS : 0))
            str_addn(out, str_text(&part[i]), part[i].len);
        str_release(&part[i]);
    }
    if (cut)
        str_add(out, draw_unicode() ? " …" : " >");
}

/* The count and the keys that were begun. */
static void add_begun(const struct app *app, struct str *out)
{
    struct str begun = STR_INIT;
    if (app_begun(app, &begun))
        str_addf(out, "  %s-", str_text(&begun));
    str_release(&begun);
}

/* The limit in force first, since it hides records. */
static void add_limit(const struct app *app, struct str *out)
{
    if (*app->queue.limit) {
        str_add(out, "limit: ");
        clean_line(out, app->queue.limit, strlen(app->queue.limit));
    }
    if (*app->queue.order)
        str_addf(out, "%sby %s", out->len ? "  " : "", app->queue.order);
}

/* What is too long on the left gives way to a mark on the right; an id to how many are undecided and to the word of a
 * limit too. */
static void draw_status(struct app *app, struct rect r)
{
    enum { LIMIT_MIN = 6 };
    struct str left = STR_INIT, right = STR_INIT, limit = STR_INIT;
    add_undecided(app, &right);
    add_limit(app, &limit);
    bool with_id = app->top->ops->scopes & (QUEUE | CASE);
    int kept = text_columns(&right) + MORE_COLUMNS + (limit.len ? LIMIT_MIN + 2 : 0);
    str_clear(&right);
    if (app->top->ops->position)
        app->top->ops->position(app->top, &left);
    add_begun(app, &left);
    int x = draw_text(r.y, 0, r.w - (with_id ? kept : MORE_COLUMNS), STYLE_NORMAL, str_text(&left),
                      left.len);
    status_right(app, r.w - x, r.w >= 120, &right);
    int room = r.w - x - text_columns(&right) - 2;
    if (limit.len && room >= LIMIT_MIN)
        draw_text(r.y, x + 2, room, STYLE_STRONG, str_text(&limit), limit.len);
    draw_text(r.y, r.w - text_columns(&right), r.w, STYLE_NORMAL, str_text(&right), right.len);
    str_release(&left);
    str_release(&right);
    str_release(&limit);
}

/* The key, up to the first space, and the words; returns the columns. */
static int draw_hint(int y, int x, int right, const char *hint, size_t n)
{
    size_t key = strcspn(hint, " ");
    key = key < n ? key : n;
    int used = draw_text(y, x, right - x, STYLE_KEY, hint, key);
    return used + draw_text(y, x + used, right - x - used, STYLE_DIM, hint + key, n - key);
}

void app_draw_hints(struct rect line, const char *hints)
{
    int x = line.x, right = line.x + line.w;
    while (*hints) {
        const char *gap = strstr(hints, "  ");
        size_t n = gap ? (size_t)(gap - hints) : strlen(hints);
        if (x + (int)text_width(hints, n) > right)
            break;
        x += draw_hint(line.y, x, right, hints, n) + 2;
        hints += n;
        hints += strspn(hints, " ");
    }
}

void app_frame_hints(const struct app *app, struct str *out)
{
    static const struct hint menu = {"menu", {A_MENU}}, help = {"help", {A_HELP}};
    const struct view_ops *ops = app->top->ops;
    if (ops->opened_by != A_MENU && !keymap_has(&app->keys, A_COMMAND, ops->scopes))
        app_hints(app->top, &menu, 1, out);
    if (ops->opened_by != A_HELP)
        app_hints(app->top, &help, 1, out);
}

static void draw_hints(const struct app *app, struct rect r)
{
    const struct app_private *p = app->private;
    unsigned scopes = app->top->ops->scopes;
    struct str hints = STR_INIT, frame = STR_INIT;
    app_frame_hints(app, &frame);
    str_cut(&frame, frame.len ? frame.len - 2 : 0);
    if (p->begun_count)
        keymap_follow(&app->keys, p->begun, p->begun_count, scopes, &hints);
    else if (app->top->ops->hints)
        app->top->ops->hints(app->top, &hints);
    int room = r.w - text_columns(&frame);
    app_draw_hints((struct rect){r.y, 0, 1, room - 2}, str_text(&hints));
    app_draw_hints((struct rect){r.y, room, 1, r.w}, str_text(&frame));
    str_release(&frame);
    str_release(&hints);
}

static void draw_too_small(int rows, int cols)
{
    draw_format(0, 0, cols, STYLE_STRONG, "terminal too small");
    draw_format(1, 0, cols, STYLE_NORMAL, "%dx%d: it needs %dx%d", cols, rows, SCREEN_MIN_COLS,
                SCREEN_MIN_ROWS);
    draw_format(2, 0, cols, STYLE_NORMAL, "Q quits");
}

static void draw_screen(struct app *app, struct screen_layout *s)
{
    struct app_private *p = app->private;
    struct rect view = s->view;
    view.h -= app_type_rows(app, s->view);
    app->top->ops->draw(app->top, view);
    draw_title(app, s->title);
    /* A line that is typed has the last row; a message over several rows moves the status up, and the
     * editor leaves it one. */
    bool line_taken = p->typing == TYPING_LINE;
    struct rect said = line_taken ? s->status : s->message;
    int rows_said = app_message_draw(app, said, p->typing == TYPING_TEXT ? 1 : s->view.h);
    if (!line_taken && rows_said > 1) {
        s->status.y -= rows_said - 1;
        draw_fill(s->status);
    }
    if (!rows_said || !line_taken)
        draw_status(app, s->status);
    if (p->typing)
        app_type_draw(app, s->view, s->message);
    else if (!rows_said)
        draw_hints(app, s->message);
}

void app_sent(struct app *app, int64_t now_ms)
{
    const struct app_private *p = app->private;
    bool drawn = !p->locked && !layout_screen(p->rows, p->cols).too_small;
    if (drawn && app->top->ops->sent)
        app->top->ops->sent(app->top, now_ms);
}

void app_draw(struct app *app, int rows, int cols)
{
    struct app_private *p = app->private;
    struct screen_layout s = layout_screen(rows, cols);
    p->rows = rows;
    p->cols = cols;
    draw_begin();
    if (p->locked)
        app_lock_draw(app, cols);
    else if (s.too_small)
        draw_too_small(rows, cols);
    else
        draw_screen(app, &s);
    draw_end();
}
