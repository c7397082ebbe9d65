#include "models/base/text.h"
#include "tui/panel.h"

static int draw_line(const struct panel *p, size_t line, int y, struct rect r)
{
    size_t end = line + 1 < p->lines ? p->line[line + 1] : p->runs;
    int x = 0;
    for (size_t i = p->line[line]; i < end && x < r.w; i++)
        x += draw_text(y, r.x + x, r.w - x, p->run[i].style, str_text(&p->text) + p->run[i].start,
                       p->run[i].len);
    return x;
}

void panel_draw(const struct panel *p, size_t first, struct rect r)
{
    draw_fill(r);
    for (int i = 0; i < r.h && first + (size_t)i < p->lines; i++)
        draw_line(p, first + (size_t)i, r.y + i, r);
}

void panel_draw_more(const struct panel *p, size_t first, struct rect r)
{
    size_t follow = first < p->lines ? p->lines - first : 0;
    if (r.h <= 0 || follow <= (size_t)r.h) {
        panel_draw(p, first, r);
        return;
    }
    if (r.h == 1) {
        draw_fill(r);
        int end = draw_line(p, first, r.y, r);
        draw_format(r.y, r.x + (end < r.w ? end : r.w - 1), 1, STYLE_KEY, "%s",
                    draw_unicode() ? "…" : ">");
        return;
    }
    struct rect row = {r.y + r.h - 1, r.x, 1, r.w};
    r.h--;
    panel_draw(p, first, r);
    draw_fill(row);
    draw_format(row.y, row.x, row.w, STYLE_KEY, "-- %zu more lines --", follow - (size_t)r.h);
}
