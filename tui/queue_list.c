#include "tui/queue_list.h"

#include <string.h>

#include "models/base/checksum.h"
#include "models/base/text.h"

enum {
    MARKS = 5,    /* cursor, tag, state, flag or note, a space */
    AHEAD = 64,   /* rows that are measured before they are shown */
    LONGEST = 24, /* of a column, or a quarter of the screen */
};

static unsigned columns_of(const struct queue_list *l)
{
    unsigned count = l->choice.count;
    return count && l->choice.column[count - 1] == COLUMN_NARRATIVE ? count - 1 : count;
}

static bool has_text(const struct queue_list *l)
{
    return columns_of(l) < l->choice.count;
}

/* --- widths --- */

void queue_list_changed(struct queue_list *l)
{
    l->from = l->end = 0;
}

static uint64_t stands_for(const struct queue *q)
{
    return checksum_of(q->limit, strlen(q->limit)) * 3 + checksum_of(q->order, strlen(q->order));
}

static int width_of(const struct app *app, unsigned column, uint32_t row)
{
    const struct workspace *w = app->workspace;
    struct str text = STR_INIT, clean = STR_INIT;
    list_column_format(column, w->catalog, w->review, row, &text);
    clean_line(&clean, str_text(&text), text.len);
    int width = (int)text_width(str_text(&clean), clean.len);
    str_release(&text);
    str_release(&clean);
    return width;
}

static void measure(struct queue_list *l, const struct app *app, size_t top, size_t height)
{
    const struct queue *q = &app->queue;
    const struct column_choice *choice = &app->workspace->settings.queue_columns;
    uint64_t shown = stands_for(q);
    size_t end = top + height < q->count ? top + height : q->count;
    if (memcmp(choice, &l->choice, sizeof *choice) != 0 || shown != l->shown) {
        bool other = memcmp(choice, &l->choice, sizeof *choice) != 0;
        *l = (struct queue_list){.choice = *choice, .shown = shown, .first = other ? 0 : l->first};
    }
    if (top >= l->from && end <= l->end)
        return;
    l->from = top;
    l->end = end + AHEAD < q->count ? end + AHEAD : q->count;
    for (unsigned i = 0; i < columns_of(l); i++) {
        for (size_t at = l->from; at < l->end; at++) {
            int width = width_of(app, l->choice.column[i], queue_row(q, at));
            l->width[i] = width > l->width[i] ? width : l->width[i];
        }
    }
}

/* What is cut is said to be by its mark: so much of a word is enough to tell it by. */
static struct column wanted(const struct queue_list *l, unsigned i, int cols)
{
    enum { ENOUGH = 7 };
    struct list_column column = list_column_of(l->choice.column[i]);
    int heading = (int)strlen(column.heading);
    int longest = cols / 4 > LONGEST ? cols / 4 : LONGEST;
    int want = l->width[i] > heading ? l->width[i] : heading;
    want = want < longest ? want : longest;
    int least = heading > ENOUGH ? heading : ENOUGH;
    if (l->choice.column[i] == F_SEX)
        least = heading; /* a letter says it */
    return (struct column){want, i == 0 || column.whole || want < least ? want : least};
}

void queue_list_settle(struct queue_list *l, const struct app *app, size_t top, size_t height,
                       int cols)
{
    struct column column[COLUMNS_MAX];
    measure(l, app, top, height);
    for (unsigned i = 0; i < columns_of(l); i++)
        column[i] = wanted(l, i, cols - MARKS);
    l->layout = columns_of(l)
                    ? layout_list(column, columns_of(l), has_text(l), cols - MARKS, l->first)
                    : (struct list_layout){.rest = cols - MARKS};
    if (l->layout.more_left || l->layout.more_right)
        l->first = l->layout.first;
}

void queue_list_scroll(struct queue_list *l, struct app *app, long by)
{
    if (!l->layout.more_left && !l->layout.more_right)
        app_say(app, STYLE_NORMAL, "all columns are shown");
    else if (by < 0 && !l->layout.more_left)
        app_say(app, STYLE_NORMAL, "these are the first columns");
    else if (by > 0 && !l->layout.more_right)
        app_say(app, STYLE_NORMAL, "these are the last columns");
    else if (by < 0)
        l->first = (size_t)-by < l->first ? l->first - (size_t)-by : 0;
    else
        l->first += (size_t)by;
}

/* --- a row --- */

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

static void draw_marks(const struct app *app, uint32_t row, bool current, int y)
{
    struct row_review review = review_row(app->workspace->review, row);
    enum style style;
    char sign = row_sign(&review, row_set_has(&app->later, row), &style);
    draw_text(y, 0, 1, STYLE_NORMAL, current ? ">" : " ", 1);
    if (row_set_has(&app->tagged, row))
        draw_text(y, 1, 1, STYLE_STRONG, "*", 1);
    draw_text(y, 2, 1, style, &sign, 1);
    if (review.flagged || review.notes)
        draw_text(y, 3, 1, STYLE_WARNING, review.flagged ? "F" : "m", 1);
}

/* `longest`: of the column, so that either all of it is words or all is letters. */
static void draw_cell(const struct app *app, unsigned column, uint32_t row, int y, int x, int cols,
                      int longest)
{
    const struct workspace *w = app->workspace;
    struct str text = STR_INIT;
    list_column_format(column, w->catalog, w->review, row, &text);
    if (column == F_SEX && cols < longest)
        str_cut(&text, 1); /* a letter says it: female, male, other */
    if (list_column_of(column).number && (int)text.len < cols)
        x += cols - (int)text.len;
    draw_outside(y, x, cols, STYLE_NORMAL, str_text(&text), text.len);
    str_release(&text);
}

/* The beginning of a text as one line: every run of white space is one space. */
static void one_line(const char *s, size_t n, size_t wanted_bytes, struct str *out)
{
    bool space = false;
    for (size_t i = 0; i < n && out->len < wanted_bytes; i++) {
        bool white = s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r';
        if (!white && space && out->len)
            str_addc(out, ' ');
        if (!white)
            str_addc(out, s[i]);
        space = white;
    }
    /* The cut may fall into a character, which then is not shown, as it is past the edge. */
    while (out->len && out->len >= wanted_bytes && utf8_invalid_at(out->p, out->len) < out->len)
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

void queue_list_headings(const struct queue_list *l, int y, int cols)
{
    const struct list_layout *s = &l->layout;
    int x = MARKS;
    for (size_t i = 0; i < columns_of(l) && (i == 0 || i < s->end); i = i ? i + 1 : s->first) {
        const char *heading = list_column_of(l->choice.column[i]).heading;
        draw_text(y, x, s->width[i], STYLE_DIM, heading, strlen(heading));
        x += s->width[i] + 1;
        if (i == 0 && s->more_left)
            draw_text(y, x - 1, 1, STYLE_KEY, "<", 1);
    }
    if (s->more_right)
        draw_text(y, x - 1, cols - x + 1, STYLE_KEY, ">", 1);
    if (s->rest)
        draw_text(y, x, s->rest, STYLE_DIM, field_defs[F_NARRATIVE].heading,
                  strlen(field_defs[F_NARRATIVE].heading));
}

void queue_list_row(const struct queue_list *l, const struct app *app, uint32_t row, bool current,
                    int y)
{
    const struct list_layout *s = &l->layout;
    int x = MARKS;
    draw_marks(app, row, current, y);
    for (size_t i = 0; i < columns_of(l) && (i == 0 || i < s->end); i = i ? i + 1 : s->first) {
        draw_cell(app, l->choice.column[i], row, y, x, s->width[i], l->width[i]);
        x += s->width[i] + 1;
    }
    if (s->rest)
        draw_narrative(app, row, y, x, s->rest);
}
