#include "tui/case_seen.h"

#include <stdlib.h>
#include <string.h>

void case_seen_release(struct case_seen *s)
{
    free(s->line);
    *s = (struct case_seen){0};
}

void case_seen_reset(struct case_seen *s)
{
    s->lines = 0;
    s->whole = false;
}

static bool all(const bool *line, size_t first, size_t end)
{
    while (first < end && line[first])
        first++;
    return first == end;
}

/* Lays what was shown over another number of lines. */
static bool lay_out(struct case_seen *s, size_t lines)
{
    size_t before = s->lines;
    bool *old = s->line, *fresh = calloc(lines + 1, sizeof *fresh);
    if (!fresh)
        return false;
    for (size_t i = 0; before > 0 && i < lines; i++)
        fresh[i] = all(old, i * before / lines, ((i + 1) * before + lines - 1) / lines);
    free(old);
    s->line = fresh;
    s->lines = lines;
    return true;
}

void case_seen_show(struct case_seen *s, size_t lines, size_t first, size_t end)
{
    if (s->lines != lines && !lay_out(s, lines))
        return;
    for (size_t i = first; i < end && i < lines; i++)
        s->line[i] = true;
    s->whole |= all(s->line, 0, lines);
}
