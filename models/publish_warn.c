/* What a release gives away beside an earlier one. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/date.h"
#include "models/publish.h"

struct warning {
    const struct summary *s;
    const struct publish_options *o;
    const struct frozen *earlier;
    struct str *out;
};

static bool is_number(const char *text)
{
    return *text >= '0' && *text <= '9';
}

static void begin(const struct warning *w, const struct summary_table *t, size_t row, size_t column)
{
    char time[20];
    time_format_short(w->earlier->time_us, time);
    str_addf(w->out, "%s: %s", t->title, t->row[row].label);
    if (*t->column[column].label)
        str_addf(w->out, ", %s", t->column[column].label);
    str_addf(w->out, ": in the release of %.10s ", time);
}

static void compare(const struct warning *w, const struct summary_table *t, size_t row,
                    size_t column)
{
    const struct summary_cell *cell = summary_cell(t, row, column);
    struct str key = STR_INIT;
    freeze_key(t, row, column, &key);
    const char *text = freeze_figure(w->earlier, str_text(&key));
    bool number = text && is_number(text);
    int64_t then = number ? strtoll(text, NULL, 10) : 0;
    int64_t by = llabs(cell->n - then);
    if (strcmp(t->row[row].id, "merged") == 0 && !text) {
        /* Once is enough. */
        if (column % t->per_year == 0) {
            begin(w, t, row, column);
            str_add(w->out, "no rows were merged: what one release shows the other may hide\n");
        }
    } else if (number && cell->cover == COVER_NONE && by > 0 && by < w->o->k) {
        begin(w, t, row, column);
        str_addf(w->out,
                 "it was %" PRId64 ", now it is %" PRId64 ": the difference is a small count\n",
                 then, cell->n);
    } else if (text && *text == '<' && cell->cover == COVER_SMALL &&
               strtoll(text + 1, NULL, 10) < w->o->k) {
        begin(w, t, row, column);
        str_addf(w->out, "it was %s, which says more than <%" PRId64 "\n", text, w->o->k);
    } else if (then > 0 && then < w->o->k && cell->cover != COVER_NONE) {
        begin(w, t, row, column);
        str_addf(w->out, "it was printed as %" PRId64 ": hiding it now takes nothing back\n", then);
    }
    str_release(&key);
}

static void compare_table(const struct warning *w, const struct summary_table *t)
{
    for (size_t row = 0; row < t->rows; row++)
        for (size_t column = 0; column < t->columns; column++)
            if (!t->row[row].percent && w->s->year[t->column[column].year].year == w->earlier->year)
                compare(w, t, row, column);
}

bool publish_warnings(const struct summary *s, const struct publish_options *o, struct str *out,
                      struct err *e)
{
    for (size_t i = 0; i < o->earliers; i++) {
        const struct warning w = {s, o, &o->earlier[i], out};
        for (size_t t = 0; t < s->tables; t++)
            compare_table(&w, &s->table[t]);
    }
    return !out->failed || err_memory(e);
}
