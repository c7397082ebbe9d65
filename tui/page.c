#include "tui/page.h"

#include <stdlib.h>
#include <string.h>

struct page_link {
    size_t line;
    uint32_t link;
};

void page_init(struct page *p)
{
    *p = (struct page){.cursor = PAGE_NONE};
}

void page_release(struct page *p)
{
    panel_release(&p->head);
    free(p->link);
    page_init(p);
}

void page_begin(struct page *p, struct rect area)
{
    int cols = area.w > PAGE_MARGIN ? area.w - PAGE_MARGIN : 1;
    panel_begin(&p->head, (size_t)cols, draw_unicode());
    p->links = p->sticky = p->items = p->limit = 0;
}

/* --- building --- */

void page_line(struct page *p, enum style style, uint32_t link, const char *text)
{
    panel_line(&p->head);
    panel_put(&p->head, style, text);
    if (link == PAGE_NO_LINK)
        return;
    struct page_link *more = grow(p->link, &p->link_cap, p->links + 1, sizeof *more);
    if (!more) {
        p->head.failed = true;
        return;
    }
    p->link = more;
    p->link[p->links++] = (struct page_link){p->head.lines - 1, link};
}

void page_gap(struct page *p)
{
    panel_line(&p->head);
}

void page_wrap(struct page *p, size_t indent, enum style style, const char *bytes, size_t n)
{
    panel_line(&p->head);
    panel_wrap(&p->head, indent, style, bytes, n, NULL);
}

struct grid_fit page_fit(struct page *p, const struct grid *g)
{
    struct grid_fit fit = grid_fit(g, p->head.width, g->fixed + p->column);
    size_t scrolled = fit.first > g->fixed ? fit.first - g->fixed : 0;
    size_t limit = scrolled + (fit.more_right ? 1 : 0);
    if (limit > p->limit)
        p->limit = limit;
    return fit;
}

void page_headings(struct page *p, const struct grid *g, const struct grid_fit *fit)
{
    struct str line = STR_INIT;
    grid_groups(g, fit, p->head.unicode, &line);
    if (line.len)
        page_line(p, STYLE_DIM, PAGE_NO_LINK, str_text(&line));
    str_cut(&line, 0);
    grid_headings(g, fit, p->head.unicode, &line);
    page_line(p, STYLE_STRONG, PAGE_NO_LINK, str_text(&line));
    p->head.failed |= line.failed || grid_failed(g);
    str_release(&line);
}

void page_rows(struct page *p, const struct grid *g, const struct grid_fit *fit, size_t first,
               size_t end)
{
    struct str line = STR_INIT;
    for (size_t row = first; row < end && row < g->rows; row++) {
        str_cut(&line, 0);
        grid_line(g, fit, row, p->head.unicode, &line);
        page_line(p, grid_style(g, row), grid_link(g, row), str_text(&line));
    }
    p->head.failed |= line.failed || grid_failed(g);
    str_release(&line);
}

/* --- where the cursor may stand --- */

static size_t total(const struct page *p)
{
    return p->head.lines + p->items;
}

static size_t last_top(const struct page *p)
{
    size_t scrolled = total(p) - p->sticky;
    return p->sticky + (scrolled > p->height ? scrolled - p->height : 0);
}

/* The first line at or after `line` that takes the cursor, or PAGE_NONE. */
static size_t stop_after(const struct page *p, size_t line)
{
    for (size_t i = 0; i < p->links; i++)
        if (p->link[i].line >= line)
            return p->link[i].line;
    size_t first = p->head.lines;
    size_t stop = line > first ? line : first;
    return stop < total(p) ? stop : PAGE_NONE;
}

/* The last line at or before `line` that takes the cursor, or PAGE_NONE. */
static size_t stop_before(const struct page *p, size_t line)
{
    if (p->items && line >= p->head.lines)
        return line < total(p) ? line : total(p) - 1;
    for (size_t i = p->links; i-- > 0;)
        if (p->link[i].line <= line)
            return p->link[i].line;
    return PAGE_NONE;
}

uint32_t page_link_here(const struct page *p)
{
    for (size_t i = 0; i < p->links; i++)
        if (p->link[i].line == p->cursor)
            return p->link[i].link;
    return PAGE_NO_LINK;
}

size_t page_item_here(const struct page *p)
{
    bool item = p->cursor != PAGE_NONE && p->cursor >= p->head.lines && p->cursor < total(p);
    return item ? p->cursor - p->head.lines : PAGE_NONE;
}

/* --- moving --- */

static void show(struct page *p, size_t line)
{
    if (line < p->top)
        p->top = line;
    else if (line >= p->top + p->height)
        p->top = line - p->height + 1;
    if (p->top < p->sticky)
        p->top = p->sticky;
}

static bool in_sight(const struct page *p, size_t line)
{
    return line != PAGE_NONE && line >= p->top && line < p->top + p->height;
}

/* One line on: the cursor where it can, else the page under it. */
static void down(struct page *p)
{
    size_t from = p->cursor == PAGE_NONE || p->cursor < p->top ? p->top : p->cursor + 1;
    size_t next = stop_after(p, from);
    if (!in_sight(p, next) && p->top < last_top(p))
        p->top++;
    if (in_sight(p, next))
        p->cursor = next;
}

static void up(struct page *p)
{
    size_t bottom = p->top + p->height;
    size_t from = p->cursor == PAGE_NONE || p->cursor >= bottom ? bottom : p->cursor;
    size_t next = from ? stop_before(p, from - 1) : PAGE_NONE;
    if (!in_sight(p, next) && p->top > p->sticky)
        p->top--;
    if (in_sight(p, next))
        p->cursor = next;
}

static void page_down(struct page *p)
{
    size_t step = p->height > 1 ? p->height - 1 : 1, last = last_top(p);
    bool at_end = p->top >= last;
    p->top = p->top + step < last ? p->top + step : last;
    size_t stop = at_end ? stop_before(p, total(p)) : stop_after(p, p->top);
    if (in_sight(p, stop) && (at_end || !in_sight(p, p->cursor)))
        p->cursor = stop;
}

static void page_up(struct page *p)
{
    size_t step = p->height > 1 ? p->height - 1 : 1;
    bool at_start = p->top <= p->sticky;
    p->top = p->top > p->sticky + step ? p->top - step : p->sticky;
    size_t stop = at_start ? stop_after(p, 0) : stop_before(p, p->top + p->height - 1);
    if (in_sight(p, stop) && (at_start || !in_sight(p, p->cursor)))
        p->cursor = stop;
}

/* To the nth that takes the cursor, from 1. */
static void go_to(struct page *p, size_t n)
{
    size_t line = n <= p->links ? p->link[n - 1].line : p->head.lines + (n - p->links) - 1;
    p->cursor = stop_before(p, line);
    if (p->cursor != PAGE_NONE)
        show(p, p->cursor);
}

bool page_moves(const struct page *p)
{
    return last_top(p) > p->sticky || stop_after(p, 0) != stop_before(p, total(p));
}

void page_click(struct page *p, int row)
{
    if (row < (int)p->sticky)
        return;
    size_t line = p->top + (size_t)row - p->sticky;
    if (in_sight(p, line) && stop_after(p, line) == line)
        p->cursor = line;
}

void page_go(struct page *p, uint32_t link)
{
    for (size_t i = 0; i < p->links; i++) {
        if (p->link[i].link != link)
            continue;
        p->cursor = p->link[i].line;
        if (p->height) /* else it was never drawn, and begins at its top */
            show(p, p->cursor);
        return;
    }
}

static void first(struct page *p)
{
    p->top = p->sticky;
    size_t stop = stop_after(p, 0);
    p->cursor = stop;
    if (stop != PAGE_NONE)
        show(p, stop);
}

static void last(struct page *p)
{
    p->top = last_top(p);
    p->cursor = stop_before(p, total(p));
}

/* --- searching --- */

static void text_of_line(const struct page *p, size_t line, struct str *out)
{
    if (line >= p->head.lines) {
        p->item(p->ctx, line - p->head.lines, out);
        return;
    }
    const struct panel *h = &p->head;
    size_t end = line + 1 < h->lines ? h->line[line + 1] : h->runs;
    for (size_t i = h->line[line]; i < end; i++)
        str_addn(out, str_text(&h->text) + h->run[i].start, h->run[i].len);
}

/* With what stands before it and, rather, behind it. */
static void show_found(struct page *p, size_t line)
{
    size_t before = p->height / 3;
    if (!in_sight(p, line))
        p->top = line > p->sticky + before ? line - before : p->sticky;
    p->cursor = line;
    show(p, line);
}

static void search(struct page *p, struct app *app, int step)
{
    struct str text = STR_INIT;
    size_t n = total(p), len, from = p->cursor == PAGE_NONE ? p->top : p->cursor;
    if (!app->search) {
        app_say(app, STYLE_NORMAL, "nothing was searched for yet: %s does",
                app_key_label(app, A_SEARCH));
        return;
    }
    for (size_t k = 1; k <= n; k++) {
        size_t line = step > 0 ? (from + k) % n : (from + n - k % n) % n;
        str_cut(&text, 0);
        text_of_line(p, line, &text);
        if (text_find(str_text(&text), text.len, app->search, strlen(app->search), &len) ==
            SIZE_MAX)
            continue;
        show_found(p, line);
        str_release(&text);
        return;
    }
    str_release(&text);
    app_say(app, STYLE_WARNING, "not found here: %s", app->search);
}

bool page_act(struct page *p, struct app *app, const struct act *act)
{
    unsigned long times = act->count ? act->count : 1;
    if (times > total(p))
        times = total(p) + 1;
    switch (act->action) {
    case A_DOWN:
        while (times--)
            down(p);
        return true;
    case A_UP:
        while (times--)
            up(p);
        return true;
    case A_PAGE_DOWN:
        while (times--)
            page_down(p);
        return true;
    case A_PAGE_UP:
        while (times--)
            page_up(p);
        return true;
    case A_FIRST:
    case A_LAST:
        if (act->count)
            go_to(p, act->count);
        else
            (act->action == A_FIRST ? first : last)(p);
        return true;
    case A_LEFT:
        p->column -= times < p->column ? times : p->column;
        return true;
    case A_RIGHT:
        p->column += times;
        return true;
    case A_SEARCH_NEXT:
    case A_SEARCH_PREV:
        search(p, app, act->action == A_SEARCH_NEXT ? 1 : -1);
        return true;
    default:
        return false;
    }
}

/* --- drawing --- */

/* What was built may be shorter than before, and the area smaller. */
static void settle(struct page *p, struct rect area)
{
    size_t rows = area.h > 0 ? (size_t)area.h : 0;
    if (p->sticky * 2 > rows || p->sticky > p->head.lines)
        p->sticky = 0;
    p->height = rows - p->sticky;
    if (p->cursor == PAGE_NONE)
        p->cursor = stop_after(p, 0);
    else if (p->cursor >= total(p))
        p->cursor = stop_before(p, total(p));
    if (p->column > p->limit)
        p->column = p->limit;
    if (p->top > last_top(p))
        p->top = last_top(p);
    if (p->top < p->sticky)
        p->top = p->sticky;
}

static void draw_item(const struct page *p, size_t index, int y, struct rect area)
{
    struct str text = STR_INIT;
    enum style style = p->item(p->ctx, index, &text);
    draw_outside(y, area.x + PAGE_MARGIN, area.w - PAGE_MARGIN, style, str_text(&text), text.len);
    str_release(&text);
}

void page_draw(struct page *p, struct rect area)
{
    settle(p, area);
    draw_fill(area);
    if (p->head.failed) {
        draw_format(area.y, area.x, area.w, STYLE_ERROR, "Out of memory: close other programs");
        return;
    }
    int x = area.x + PAGE_MARGIN, w = area.w - PAGE_MARGIN;
    int sticky = (int)p->sticky, rows = (int)p->height;
    panel_draw(&p->head, 0, (struct rect){area.y, x, sticky, w});
    int y = area.y + sticky;
    panel_draw(&p->head, p->top, (struct rect){y, x, rows, w});
    for (int i = 0; i < rows; i++) {
        size_t line = p->top + (size_t)i;
        if (line >= p->head.lines && line < total(p))
            draw_item(p, line - p->head.lines, y + i, area);
    }
    if (in_sight(p, p->cursor))
        draw_text(y + (int)(p->cursor - p->top), area.x, 1, STYLE_STRONG, ">", 1);
}

void page_status(const struct page *p, const struct view *view, struct str *out)
{
    str_add(out, view->ops->name);
    size_t all = total(p) - p->sticky, seen = p->top - p->sticky;
    size_t end = seen + p->height < all ? seen + p->height : all;
    if (end < all || seen)
        str_addf(out, "  %zu-%zu/%zu", seen + 1, end, all);
}
