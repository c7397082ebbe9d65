#include "models/freeze.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char prefix[] = "figure.";

void freeze_release(struct frozen *f)
{
    free(f->figure);
    arena_release(&f->arena);
    *f = (struct frozen){0};
}

/* --- figures --- */

static void add_part(struct str *out, const char *text)
{
    static const char plain[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+";
    for (; *text; text++) {
        if (strchr(plain, *text))
            str_addc(out, *text);
        else
            str_addf(out, "%%%02X", (unsigned char)*text);
    }
}

void freeze_key(const struct summary_table *t, size_t row, size_t column, struct str *out)
{
    add_part(out, t->id);
    str_addc(out, '/');
    add_part(out, t->row[row].id);
    if (*t->column[column].id) {
        str_addc(out, '/');
        add_part(out, t->column[column].id);
    }
}

static bool add_figure(struct frozen *f, const char *key, size_t key_len, const char *text,
                       size_t text_len)
{
    struct figure *more = grow(f->figure, &f->cap, f->figures + 1, sizeof *more);
    if (!more)
        return false;
    f->figure = more;
    f->figure[f->figures] =
        (struct figure){arena_copy(&f->arena, key, key_len), arena_copy(&f->arena, text, text_len)};
    f->figures++;
    return more[f->figures - 1].key && more[f->figures - 1].text;
}

static void add_text(const struct frozen *f, const struct summary *s,
                     const struct summary_cell *cell, struct str *out)
{
    switch (f->release ? cell->cover : COVER_NONE) {
    case COVER_SMALL:
        str_addf(out, "<%" PRId64, s->threshold);
        break;
    case COVER_SECONDARY:
        str_add(out, "[c]");
        break;
    case COVER_ROUNDED:
        str_addf(out, "~%" PRId64, cell->n);
        break;
    case COVER_NONE:
        str_addf(out, "%" PRId64, cell->n);
        break;
    }
}

static bool take_cell(struct frozen *f, const struct summary *s, const struct summary_table *t,
                      size_t row, size_t column)
{
    const struct summary_cell *cell = summary_cell(t, row, column);
    struct str key = STR_INIT, text = STR_INIT;
    if (t->row[row].percent || (!cell->n && !f->release))
        return true;
    freeze_key(t, row, column, &key);
    add_text(f, s, cell, &text);
    bool taken = !key.failed && !text.failed &&
                 add_figure(f, str_text(&key), key.len, str_text(&text), text.len);
    str_release(&key);
    str_release(&text);
    return taken;
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct figure *)a)->key, ((const struct figure *)b)->key);
}

bool freeze_figures(struct frozen *f, const struct summary *s, size_t year, struct err *e)
{
    f->year = s->year[year].year;
    f->provisional = s->year[year].provisional;
    f->criteria = s->criteria;
    for (size_t i = 0; i < s->tables; i++) {
        const struct summary_table *t = &s->table[i];
        for (size_t row = 0; row < t->rows; row++)
            for (size_t column = 0; column < t->columns; column++)
                if (t->column[column].year == year && !take_cell(f, s, t, row, column))
                    return err_memory(e);
    }
    if (f->figures)
        qsort(f->figure, f->figures, sizeof *f->figure, by_key);
    return true;
}

const char *freeze_figure(const struct frozen *f, const char *key)
{
    const struct figure wanted = {.key = key};
    const struct figure *found =
        f->figures ? bsearch(&wanted, f->figure, f->figures, sizeof wanted, by_key) : NULL;
    return found ? found->text : NULL;
}

/* --- the event --- */

void freeze_detail(const struct frozen *f, struct str *out)
{
    char hex[SHA256_HEX], source[SHA256_HEX];
    for (size_t i = 0; i < f->figures; i++)
        str_addf(out, "%s%s=%s\n", prefix, f->figure[i].key, f->figure[i].text);
    str_add(out, "head=");
    log_head_format(&f->head, out);
    hex_write(f->records.byte, SHA256_BYTES, hex);
    hex_write(f->source.byte, SHA256_BYTES, source);
    str_addf(out, "%s\nrecord_count=%" PRIu64 "\nrecords=%s%s%s\nyear=%u",
             f->provisional ? "\nprovisional=1" : "", f->record_count, hex,
             f->release ? "\nrelease=1\nsource=" : "", f->release ? source : "", f->year);
}

static bool read_figures(struct frozen *f, const char *line)
{
    size_t skip = sizeof prefix - 1;
    while (*line) {
        size_t len = strcspn(line, "\n"), key = strcspn(line, "=");
        if (strncmp(line, prefix, skip) == 0 && key < len &&
            !add_figure(f, line + skip, key - skip, line + key + 1, len - key - 1))
            return false;
        line += len + (line[len] == '\n');
    }
    return true;
}

static bool read_head(const struct event *event, struct frozen *f, struct err *e)
{
    size_t len = 0;
    const char *text = event_detail(event, "head", &len);
    char *head = text ? arena_copy(&f->arena, text, len) : NULL;
    if (text && !head)
        return err_memory(e);
    return head ? log_head_parse(head, &f->head, e) : true;
}

bool freeze_read(const struct event *event, struct frozen *f, struct err *e)
{
    size_t len;
    f->seq = event->seq;
    f->time_us = event->time_us;
    f->criteria = event->criteria;
    f->year = event_detail_year(event);
    f->release = event_detail_number(event, "release") != 0;
    f->provisional = event_detail_number(event, "provisional") != 0;
    f->record_count = event_detail_number(event, "record_count");
    const char *source = event_detail(event, "source", &len);
    if (source && !hex_read(source, len, f->source.byte, SHA256_BYTES))
        f->source = (struct sha256){0};
    const char *records = event_detail(event, "records", &len);
    if (event->type != EVENT_FREEZE || !f->year || !records ||
        !hex_read(records, len, f->records.byte, SHA256_BYTES))
        return err_set(e, ERR_DATA,
                       "event %" PRIu64 " freezes no year that can be read: run `tipreview verify`",
                       event->seq);
    return read_head(event, f, e) && (read_figures(f, event->detail) || err_memory(e));
}

struct loading_freeze {
    struct frozen *f;
    struct err *e;
    bool ok;
};

static bool take_event(void *ctx, const struct event *event)
{
    struct loading_freeze *l = ctx;
    l->ok = freeze_read(event, l->f, l->e);
    return false;
}

bool freeze_load(struct log *log, uint64_t seq, struct frozen *f, struct err *e)
{
    struct loading_freeze l = {f, e, false};
    return log_read_one(log, seq, take_event, &l, e) && l.ok;
}
