#include "tui/case_screen.h"

static int rows_left(int rows, int taken)
{
    return rows > taken ? rows - taken : 0;
}

static void draw_column(const struct case_screen *s, unsigned i, struct rect r)
{
    bool guided = s->guide.lines > 0 && i > 0 && i + 1 == s->columns.count;
    if (guided)
        panel_draw_more(&s->guide, s->guide_first, r);
    else
        panel_draw_more(&s->column[i], s->columns.column[i].first, r);
    if (r.x > 0)
        draw_vline(r.y, r.x - 2, r.h);
}

/* The guidance below the only column. */
static void draw_below(const struct case_screen *s, struct rect r)
{
    int rows = (int)s->guide_rows, line = r.h - rows;
    if (line > 0)
        draw_hline(r.y, r.x, r.w);
    panel_draw_more(&s->guide, s->guide_first, (struct rect){r.y + line, r.x, rows, r.w});
}

void case_screen_draw(const struct case_screen *s, struct rect area)
{
    int head = (int)s->head.lines < area.h ? (int)s->head.lines : area.h;
    int notice = (int)s->notice_rows, strip = (int)s->strip_rows, columns = (int)s->columns.height;
    int y = area.y + head + notice, below = rows_left(area.h, head + notice + columns + strip);
    draw_fill(area);
    for (unsigned i = 0; i < s->columns.count; i++)
        draw_column(
            s, i,
            (struct rect){y, area.x + s->columns.column[i].x, columns, s->columns.column[i].w});
    if (below > 0)
        draw_below(s, (struct rect){y + columns, area.x, below, area.w});
    struct rect foot = {area.y + area.h - strip, area.x, strip, area.w};
    if (strip == 1)
        panel_draw(&s->strip, 0, foot);
    else
        panel_draw_more(&s->strip, 0, foot);
    panel_draw(&s->head, 0, (struct rect){area.y, area.x, head, area.w});
    panel_draw_more(&s->notice, s->notice_first,
                    (struct rect){area.y + head, area.x, notice, area.w});
}
