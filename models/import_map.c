/* Reads a map (docs/import.md): which field comes from where. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/base/file.h"
#include "models/base/yaml_read.h"
#include "models/import_work.h"

void import_map_free(struct import_map *m)
{
    if (!m)
        return;
    for (size_t i = 0; i < m->sources; i++)
        free(m->source[i].value);
    for (size_t i = 0; i < m->columns; i++)
        free(m->head[i]);
    free(m->head);
    free(m->source);
    arena_release(&m->arena);
    free(m);
}

bool import_map_latin1(const struct import_map *m)
{
    return m->encoding && strcmp(m->encoding, "latin-1") == 0;
}

static bool read_cell(struct yaml_reader *r, const char **text)
{
    if (!yaml_read_next(r))
        return false;
    if (r->event.kind != YAML_SCALAR)
        return yaml_read_fail(r, "a row of values is two texts: write [FROM, TO]");
    *text = arena_copy(r->arena, r->event.text, r->event.len);
    return *text || err_memory(r->err);
}

static bool read_pair(struct yaml_reader *r, size_t index, void *into)
{
    struct import_source *s = into;
    (void)index;
    struct import_pair *more = grow(s->value, &s->value_cap, s->values + 1, sizeof *more);
    if (!more)
        return err_memory(r->err);
    s->value = more;
    struct import_pair *p = &s->value[s->values];
    *p = (struct import_pair){0};
    if (r->event.kind != YAML_LIST_BEGIN)
        return yaml_read_fail(r, "a row of values is a list of two: write [FROM, TO]");
    if (!read_cell(r, &p->from) || !read_cell(r, &p->to))
        return false;
    s->values++;
    return yaml_read_next(r) &&
           (r->event.kind == YAML_LIST_END ||
            yaml_read_fail(r, "a row of values has more than two texts: write [FROM, TO]"));
}

static bool read_values(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    (void)field;
    return yaml_read_list(r, read_pair, into);
}

static bool read_others(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    const struct import_source *s = into;
    if (!yaml_read_line(r, field, into))
        return false;
    return strcmp(s->others, "keep") == 0 ||
           yaml_read_fail(r, "others: write keep, or leave it out, and they are refused");
}

static const struct yaml_field source_fields[] = {
    {"column", yaml_read_line, offsetof(struct import_source, column), false},
    {"constant", yaml_read_text, offsetof(struct import_source, constant), false},
    {"template", yaml_read_text, offsetof(struct import_source, template), false},
    {"values", read_values, 0, false},
    {"others", read_others, offsetof(struct import_source, others), false},
};

/* The field that a key of the map names. */
static bool name_field(struct yaml_reader *r, struct import_source *s)
{
    static const char reported[] = "reported.";
    const char *key = r->event.text;
    s->line = r->event.line;
    s->col = r->event.col;
    s->field = F_REPORTED;
    if (strncmp(key, reported, sizeof reported - 1) == 0) {
        const char *id = key + sizeof reported - 1;
        if (!*id)
            return yaml_read_fail(r, "reported. names no criterion: write reported.CRITERION");
        s->reported = arena_copy(r->arena, id, strlen(id));
        return s->reported || err_memory(r->err);
    }
    s->field = field_find(key, strlen(key));
    if (s->field == FIELD_TOTAL || s->field == F_REPORTED ||
        strcmp(field_defs[s->field].path, key) != 0)
        return yaml_read_fail(r,
                              "%s is no field of a record: write its path, such as person.age, or "
                              "reported.CRITERION",
                              key);
    return true;
}

static bool read_source(struct yaml_reader *r, struct import_map *m)
{
    struct import_source *more = grow(m->source, &m->cap, m->sources + 1, sizeof *more);
    if (!more)
        return err_memory(r->err);
    m->source = more;
    struct import_source *s = &m->source[m->sources];
    *s = (struct import_source){0};
    if (!name_field(r, s))
        return false;
    m->sources++;
    if (!yaml_read_next(r) ||
        !yaml_read_map(r, source_fields, sizeof source_fields / sizeof *source_fields, s))
        return false;
    if (!!s->column + !!s->constant + !!s->template != 1 ||
        ((s->values || s->others) && !s->column))
        return yaml_read_fail(r,
                              "a field has one of column, constant and template, and values only "
                              "with a column: keep one");
    return true;
}

static bool read_fields(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    (void)field;
    if (r->event.kind != YAML_MAP_BEGIN)
        return yaml_read_fail(r,
                              "a mapping of fields is expected here: write lines of `FIELD: ...`");
    while (yaml_read_next(r)) {
        if (r->event.kind == YAML_MAP_END)
            return true;
        if (!read_source(r, into))
            return false;
    }
    return false;
}

static bool read_encoding(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct import_map *m = into;
    if (!yaml_read_line(r, field, into))
        return false;
    return strcmp(m->encoding, "utf-8") == 0 || strcmp(m->encoding, "latin-1") == 0 ||
           yaml_read_fail(r, "encoding: write utf-8 or latin-1");
}

static const struct yaml_field map_fields[] = {
    {"encoding", read_encoding, offsetof(struct import_map, encoding), false},
    {"fields", read_fields, 0, true},
};

/* In the order of the format, so that a record is written as one is by hand. */
static int by_field(const void *a, const void *b)
{
    const struct import_source *one = a, *other = b;
    if (one->field != other->field)
        return one->field < other->field ? -1 : 1;
    return one->line < other->line ? -1 : one->line > other->line;
}

static bool read_file(const char *path, struct str *out, struct err *e)
{
    struct stat st;
    char bytes[4096];
    ssize_t n;
    int fd = file_open(AT_FDCWD, path, &st, e);
    if (fd < 0)
        return false;
    while ((n = read(fd, bytes, sizeof bytes)) > 0 && out->len <= YAML_MAX_DOCUMENT)
        str_addn(out, bytes, (size_t)n);
    if (n < 0)
        err_errno(e, "%s cannot be read", path);
    close(fd);
    return n >= 0 && (!out->failed || err_memory(e));
}

struct import_map *import_map_load(const char *path, struct err *e)
{
    struct import_map *m = calloc(1, sizeof *m);
    struct str text = STR_INIT;
    bool loaded =
        (m || err_memory(e)) && read_file(path, &text, e) &&
        yaml_read_file(
            &(struct config_file){.path = path, .bytes = str_text(&text), .len = text.len},
            &m->arena, map_fields, sizeof map_fields / sizeof *map_fields, m, e);
    str_release(&text);
    if (!loaded) {
        import_map_free(m);
        return NULL;
    }
    if (m->sources)
        qsort(m->source, m->sources, sizeof *m->source, by_field);
    return m;
}
