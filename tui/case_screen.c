#include "tui/case_screen.h"

#include <limits.h>
#include <string.h>

#include "tui/case_facts.h"
#include "tui/case_guide.h"
#include "tui/case_results.h"

static void blank_line(struct panel *p)
{
    if (p->lines > 0)
        panel_line(p);
}

/* The characters of the narrative that a locale without Unicode cannot show. */
static size_t count_hidden(const struct case_narrative *n, bool unicode)
{
    const char *s = str_text(&n->text.text);
    size_t hidden = 0;
    for (size_t i = 0; !unicode && i < n->text.text.len;) {
        uint32_t cp;
        unsigned len = utf8_decode(s + i, n->text.text.len - i, &cp);
        hidden += cp >= 0x80;
        i += len ? len : 1;
    }
    return hidden;
}

static void add_narrative(struct case_screen *s, const struct case_shown *shown)
{
    struct panel *p = &s->column[COLUMN_TEXT];
    case_narrative_add(&s->narrative, p, shown->record, shown->answers.criteria, shown->terms,
                       shown->search);
    s->end_line = p->lines;
    s->hidden = count_hidden(&s->narrative, shown->unicode);
    panel_line(p);
    if (s->hidden)
        panel_putf(p, STYLE_WARNING, "-- end: %zu character%s not shown --", s->hidden,
                   s->hidden == 1 ? "" : "s");
    else
        panel_put(p, STYLE_DIM, "-- end --");
}

/* What the text tells of, in its place; what was written of it before is kept back too. */
static void add_cover(struct case_screen *s, const struct case_shown *shown)
{
    struct panel *p = &s->column[COLUMN_TEXT];
    const struct value *content = &shown->record->value[F_CONTENT];
    struct str words = STR_INIT;
    case_narrative_release(&s->narrative);
    panel_line(p);
    panel_put(p, STYLE_STRONG, "This text tells of");
    panel_line(p);
    for (size_t i = 0; i < content->len; i++)
        str_addc(&words, content->text[i] == '_' ? ' ' : content->text[i]);
    panel_wrap(p, 2, STYLE_WARNING, str_text(&words), words.len, NULL);
    panel_line(p);
    panel_wrap(p, 0, STYLE_NORMAL, shown->uncover, strlen(shown->uncover), NULL);
    p->failed |= words.failed;
    str_release(&words);
}

static void add_rationale(struct panel *p, const struct case_shown *shown)
{
    if (shown->covered || (!shown->rationale && !shown->draft))
        return;
    blank_line(p);
    panel_line(p);
    panel_put(p, STYLE_STRONG, "Rationale");
    panel_line(p);
    if (shown->rationale)
        panel_wrap(p, 2, STYLE_NORMAL, shown->rationale, strlen(shown->rationale), NULL);
    else
        panel_putf(p, STYLE_WARNING, "  one was begun: %s goes on with it", shown->resume);
}

static void add_history(struct panel *p, const struct case_shown *shown)
{
    if (shown->covered || shown->history->count == 0)
        return;
    blank_line(p);
    case_history(p, shown->history, shown->answers.criteria, shown->review->seq);
}

static size_t min(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Rows for the columns out of so many, beside the strip, which never takes more than a quarter. */
static size_t column_rows(const struct case_screen *s, size_t rows)
{
    return rows - min(s->strip.lines, rows / 4);
}

static void build_one(struct case_screen *s, const struct case_shown *shown, size_t rows)
{
    struct panel *p = &s->column[COLUMN_TEXT];
    (void)rows;
    blank_line(p);
    case_facts(p, shown->record, FACTS_WHO | FACTS_FIRST | FACTS_REST, false);
    case_criteria(p, &shown->answers, CRITERIA_MEANS);
    case_criteria(p, &shown->answers, CRITERIA_SAID);
    add_rationale(p, shown);
    add_history(p, shown);
    blank_line(p);
    case_reasons(p, &shown->answers, 0);
}

/* Age and sex, which no editor or notice below may push off, come first; then what is the same in every case, and what differs in length last, so that each part has its place, where the
 * eye finds it and where the next case changes least. Where not all have room, what a decision turns on goes before the
 * rest, and the reasons, of which the strip has the beginning, on the next screen. */
static void build_two(struct case_screen *s, const struct case_shown *shown, size_t rows)
{
    enum { ROOMY = 28, REASON = 5 }; /* rows: for all of these; of a definition */
    struct panel *text = &s->column[COLUMN_TEXT], *side = &s->column[COLUMN_CRITERIA];
    size_t reasons = REASON * shown->answers.criteria->definitions;
    bool roomy = rows >= ROOMY && rows >= 2 * REASON + reasons;
    case_facts(side, shown->record, FACTS_WHO, roomy);
    case_criteria(side, &shown->answers, CRITERIA_MEANS);
    case_facts(side, shown->record, FACTS_FIRST | (roomy ? FACTS_REST : 0), roomy);
    case_criteria(side, &shown->answers, CRITERIA_SAID);
    if (!roomy)
        case_facts(side, shown->record, FACTS_REST, false);
    add_rationale(text, shown);
    add_history(text, shown);
    blank_line(text);
    panel_lines(text, roomy ? rows - reasons : rows);
    case_reasons(text, &shown->answers, roomy ? REASON : 0);
}

static void build_three(struct case_screen *s, const struct case_shown *shown, size_t rows)
{
    enum { ROOMY = 44 };
    struct panel *text = &s->column[COLUMN_TEXT], *side = &s->column[COLUMN_CRITERIA];
    struct panel *reasons = &s->column[COLUMN_REASONS];
    bool roomy = rows >= ROOMY;
    case_facts(side, shown->record, FACTS_WHO, roomy);
    case_criteria(side, &shown->answers, CRITERIA_MEANS);
    if (roomy) {
        case_criteria(side, &shown->answers, CRITERIA_ACTS);
        blank_line(side);
    }
    case_facts(side, shown->record, FACTS_FIRST | (roomy ? FACTS_REST : 0), roomy);
    case_criteria(side, &shown->answers, CRITERIA_SIGNS);
    if (!roomy) {
        case_facts(side, shown->record, FACTS_REST, false);
        case_criteria(side, &shown->answers, CRITERIA_ACTS);
    }
    case_reasons(reasons, &shown->answers, rows / shown->answers.criteria->definitions);
    if (reasons->lines > rows) {
        panel_begin(reasons, reasons->width, shown->unicode);
        case_reasons(reasons, &shown->answers, 0);
    }
    add_rationale(text, shown);
    add_history(text, shown);
}

/* Beside the case, not instead of it. What it covers is not scrolled through. */
static void build_guide(struct case_screen *s, const struct case_shown *shown)
{
    unsigned last = s->columns.count - 1;
    panel_begin(&s->guide, (size_t)s->columns.column[last].w, shown->unicode);
    if (shown->guided < 0)
        return;
    case_guide(&s->guide, &shown->answers, (unsigned)shown->guided, &s->narrative);
    if (last > 0)
        panel_begin(&s->column[last], s->column[last].width, shown->unicode);
}

static void build_trouble(struct case_screen *s, const struct case_shown *shown)
{
    struct panel *p = &s->column[COLUMN_TEXT];
    struct str text = STR_INIT;
    err_format(shown->trouble, &text);
    panel_line(&s->head);
    panel_value(&s->head, STYLE_STRONG, s->head.width, shown->id, strlen(shown->id));
    panel_wrap(p, 0, STYLE_WARNING, str_text(&text), text.len, NULL);
    p->failed |= text.failed;
    str_release(&text);
}

static void add_again(struct panel *p)
{
    static const char text[] = "Again, blind: your earlier decision is not shown";
    panel_line(p);
    panel_wrap(p, 0, STYLE_WARNING, text, sizeof text - 1, NULL);
}

void case_screen_build(struct case_screen *s, const struct case_shown *shown, int width)
{
    case_columns_divide(&s->columns, width, shown->record ? CASE_COLUMNS : 1);
    panel_begin(&s->head, (size_t)width, shown->unicode);
    panel_begin(&s->notice, (size_t)width, shown->unicode);
    panel_begin(&s->strip, (size_t)width, shown->unicode);
    panel_begin(&s->guide, (size_t)width, shown->unicode);
    for (unsigned i = 0; i < CASE_COLUMNS; i++)
        panel_begin(&s->column[i], (size_t)s->columns.column[i].w, shown->unicode);
    s->end_line = SIZE_MAX;
    if (!shown->record) {
        build_trouble(s, shown);
    } else {
        static void (*const build[])(struct case_screen *, const struct case_shown *,
                                     size_t) = {build_one, build_two, build_three};
        case_head(&s->head, shown->record, shown->again ? NULL : shown->review);
        if (shown->again)
            add_again(&s->head);
        if (s->columns.count < CASE_COLUMNS)
            case_strip(&s->strip, &shown->answers);
        size_t rows = shown->rows - min(shown->rows, s->head.lines);
        (shown->covered ? add_cover : add_narrative)(s, shown);
        build[s->columns.count - 1](s, shown, column_rows(s, rows));
        build_guide(s, shown);
    }
    if (*shown->refusal)
        panel_wrap(&s->notice, 0, STYLE_WARNING, shown->refusal, strlen(shown->refusal), NULL);
}

void case_screen_release(struct case_screen *s)
{
    panel_release(&s->head);
    panel_release(&s->notice);
    panel_release(&s->strip);
    panel_release(&s->guide);
    case_narrative_release(&s->narrative);
    for (unsigned i = 0; i < CASE_COLUMNS; i++)
        panel_release(&s->column[i]);
}

enum {
    SPLIT_FROM = 10
}; /* rows for a text and the guidance below it; with fewer it takes the place of the text */

/* The refusal first, since it has to be read; then the strip. */
void case_screen_settle(struct case_screen *s, int height)
{
    size_t rows = height > 0 ? (size_t)height : 0;
    s->notice_rows = min(s->notice.lines, rows > 2 ? rows - 2 : 0);
    s->notice_first = min(s->notice_first, s->notice.lines - s->notice_rows);
    size_t left = rows - min(rows, s->head.lines + s->notice_rows);
    s->strip_rows = left - column_rows(s, left);
    left -= s->strip_rows;
    bool below = s->columns.count == 1 && s->guide.lines > 0;
    size_t part = !below ? 0 : left < SPLIT_FROM ? left : left / 2;
    s->guide_rows = part == left ? left : below ? part - 1 : left; /* with a line above it */
    s->guide_first = min(s->guide_first, s->guide.lines - min(s->guide.lines, s->guide_rows));
    s->columns.height = left - part;
    for (unsigned i = 0; i < CASE_COLUMNS; i++)
        s->columns.column[i].lines = s->column[i].lines;
    case_columns_settle(&s->columns);
}

void case_screen_shown_lines(const struct case_screen *s, size_t *first, size_t *end)
{
    *first = s->columns.column[COLUMN_TEXT].first;
    *end = *first + case_column_shown(&s->columns, COLUMN_TEXT);
}

void case_screen_last(struct case_screen *s)
{
    struct case_columns *c = &s->columns;
    size_t mark = s->end_line + 2 > c->height ? s->end_line + 2 - c->height : 0;
    if (s->end_line != SIZE_MAX && c->position < mark)
        case_columns_show(c, mark);
    else
        case_columns_move(c, LONG_MAX);
}

bool case_screen_scroll_notice(struct case_screen *s, int step)
{
    size_t most = s->notice.lines - s->notice_rows;
    if (most == 0)
        return false;
    if (step > 0)
        s->notice_first += s->notice_first < most;
    else
        s->notice_first -= s->notice_first > 0;
    return true;
}

void case_screen_scroll_guide(struct case_screen *s, int step)
{
    size_t page = s->guide_rows > 2 ? s->guide_rows - 2 : 1;
    size_t most = s->guide.lines - min(s->guide.lines, s->guide_rows);
    if (step > 0)
        s->guide_first = min(s->guide_first + page, most);
    else
        s->guide_first -= min(s->guide_first, page);
}

bool case_screen_search(struct case_screen *s, int step)
{
    size_t first = s->columns.column[COLUMN_TEXT].first;
    size_t from = step > 0 ? first + case_column_shown(&s->columns, COLUMN_TEXT) : first - 1;
    size_t line = panel_find(&s->column[COLUMN_TEXT], STYLE_MATCH, from, step);
    if (line == SIZE_MAX)
        return false;
    case_columns_show(&s->columns, line);
    return true;
}
