#include "tests/support/panel_text.h"

void panel_print(const struct panel *p, struct str *out)
{
    for (size_t i = 0; i < p->lines; i++) {
        size_t start = out->len, end = i + 1 < p->lines ? p->line[i + 1] : p->runs;
        for (size_t r = p->line[i]; r < end; r++)
            str_addn(out, str_text(&p->text) + p->run[r].start, p->run[r].len);
        while (out->len > start && out->p[out->len - 1] == ' ')
            str_cut(out, out->len - 1);
        str_addc(out, '\n');
    }
}
