#include "tui/case_screen.h"

static int rows_left(int rows, int taken)
{
    return rows > taken ? rows - taken : 0;
}

void case_screen_draw(const struct case_screen *s, struct rect area)
{
    int head = (int)s->head.lines < area.h ? (int)s->head.lines : area.h;
    int notice = (int)s->notice_rows;
    int y = area.y + head + notice, height = rows_left(area.h, head + notice);
    draw_fill(area);
    for (unsigned i = 0; i < s->columns.count; i++) {
        const struct case_column *c = &s->columns.column[i];
        panel_draw_more(&s->column[i], c->first, (struct rect){y, area.x + c->x, height, c->w});
        if (c->x > 0)
            draw_vline(y, area.x + c->x - 2, height);
    }
    panel_draw(&s->head, 0, (struct rect){area.y, area.x, head, area.w});
    panel_draw_more(&s->notice, s->notice_first,
                    (struct rect){area.y + head, area.x, notice, area.w});
}
