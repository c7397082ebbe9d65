#include "models/record_read.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/yaml_check.h"

/* The mappings of fields inside a record: the first part of a path in record.def. */
static const char *const groups[] = {"entry", "person"};
enum { GROUPS = sizeof groups / sizeof *groups, NO_GROUP = -1 };

bool reader_is_empty(const struct yaml_event *ev)
{
    if (ev->kind != YAML_SCALAR || ev->len == 0)
        return ev->kind == YAML_SCALAR;
    if (ev->quoted)
        return false;
    return strcmp(ev->text, "~") == 0 ||
           (ev->len == 4 && (strcmp(ev->text, "null") == 0 || strcmp(ev->text, "Null") == 0 ||
                             strcmp(ev->text, "NULL") == 0));
}

#define EMPTY "`%s` is empty, so it counts as not given: write a value, or remove the line"

#define NO_RECORD "the document is no record: write lines such as `kind: debriefing`"

/* The group that a key names or that a field belongs to. */
static int group_of(const char *path, size_t n)
{
    for (int g = 0; g < GROUPS; g++)
        if (strlen(groups[g]) == n && memcmp(path, groups[g], n) == 0)
            return g;
    return NO_GROUP;
}

static void note_unknown(struct reader *rd, const char *path, const struct yaml_event *key)
{
    enum field f = field_find(key->text, key->len);
    const struct field_def *def = f == FIELD_TOTAL ? NULL : &field_defs[f];
    int prefix = def ? (int)(def->key - def->path) : 0;
    if (def && prefix)
        reader_note(
            rd, SEVERITY_WARNING, key->line, key->col,
            "`%s` is not known here, so it is kept under other fields: move it below `%.*s:`", path,
            prefix - 1, def->path);
    else if (def)
        reader_note(rd, SEVERITY_WARNING, key->line, key->col,
                    "`%s` is not known here, so it is kept under other fields: move it to the left "
                    "margin",
                    path);
    else
        reader_note(rd, SEVERITY_WARNING, key->line, key->col,
                    "`%s` is no field of the format, so it is kept under other fields: correct its "
                    "spelling, or move the text into the narrative",
                    path);
}

static bool read_unknown(struct reader *rd, int group, const struct yaml_event *key)
{
    struct path path = {.len = 0};
    struct yaml_event ev;
    if (group != NO_GROUP) {
        path_add(&path, groups[group]);
        path_add(&path, ".");
    }
    path_add(&path, key->text);
    note_unknown(rd, path.text, key);
    return reader_next(rd, &ev) && reader_keep_value(rd, &path, &ev);
}

/* --- fields --- */

void reader_set_value(struct reader *rd, enum field f, const struct yaml_event *ev,
                      const char *text, size_t len)
{
    struct value *v = &rd->record->value[f];
    v->line = ev->line;
    v->col = ev->col;
    v->len = (uint32_t)len;
    v->text = arena_copy(rd->arena, text, len);
    rd->no_memory |= !v->text;
}

/* A field that is there with no usable value: its place tells that it is not missing. */
static void set_place(struct reader *rd, enum field f, const struct yaml_event *ev)
{
    rd->record->value[f].line = ev->line;
    rd->record->value[f].col = ev->col;
}

static bool wrong_shape(struct reader *rd, enum field f, const struct yaml_event *ev)
{
    struct str advice = STR_INIT;
    field_advice(f, &advice);
    reader_note(rd, SEVERITY_ERROR, ev->line, ev->col, "`%s` is %s: %s", field_defs[f].path,
                ev->kind == YAML_LIST_BEGIN  ? "a list"
                : ev->kind == YAML_MAP_BEGIN ? "a mapping"
                                             : "a single value",
                str_text(&advice));
    rd->no_memory |= advice.failed;
    str_release(&advice);
    set_place(rd, f, ev);
    return reader_pass_over(rd, ev);
}

static bool read_scalar(struct reader *rd, enum field f, const struct yaml_event *ev)
{
    size_t len = ev->len;
    if (ev->kind != YAML_SCALAR)
        return wrong_shape(rd, f, ev);
    if (field_defs[f].type == FIELD_TEXT) /* a block scalar ends in a line break */
        while (len > 0 && ev->text[len - 1] == '\n')
            len--;
    reader_set_value(rd, f, ev, ev->text, len);
    return true;
}

/* One item of a list of choices. */
static bool read_choice(struct reader *rd, enum field f, const struct yaml_event *ev,
                        const char *advice, uint32_t *mask)
{
    uint32_t one = 0;
    if (ev->kind != YAML_SCALAR || !field_parse(f, ev->text, ev->len, &one))
        reader_note(rd, SEVERITY_ERROR, ev->line, ev->col, "%s in `%s`: %s",
                    ev->kind == YAML_SCALAR ? reader_show(ev->text, ev->len).text
                                            : "a list or mapping",
                    field_defs[f].path, advice);
    *mask |= one;
    return reader_pass_over(rd, ev);
}

/* A list longer than there are choices is told once, not item by item. */
static bool too_many_choices(struct reader *rd, enum field f, const struct yaml_event *begin,
                             const struct yaml_event *ev)
{
    reader_note(rd, SEVERITY_ERROR, ev->line, ev->col,
                "`%s` holds more than there is to choose from: write each only once",
                field_defs[f].path);
    return reader_pass_over(rd, ev) && reader_pass_over(rd, begin);
}

static bool read_choices(struct reader *rd, enum field f, const struct yaml_event *begin)
{
    struct value *v = &rd->record->value[f];
    struct str advice = STR_INIT, text = STR_INIT;
    const char *const *unused = field_defs[f].choices;
    struct yaml_event ev;
    uint32_t mask = 0;
    bool ok = true;
    if (begin->kind != YAML_LIST_BEGIN)
        return wrong_shape(rd, f, begin);
    field_advice(f, &advice);
    while (ok && (ok = reader_next(rd, &ev)) && ev.kind != YAML_LIST_END) {
        if (!*unused++) {
            ok = too_many_choices(rd, f, begin, &ev);
            break;
        }
        ok = read_choice(rd, f, &ev, str_text(&advice), &mask);
    }
    field_format(f, mask, &text);
    reader_set_value(rd, f, begin, str_text(&text), text.len);
    v->cell = mask;
    rd->no_memory |= advice.failed || text.failed;
    str_release(&advice);
    str_release(&text);
    return ok;
}

static bool read_field(struct reader *rd, enum field f)
{
    struct yaml_event ev;
    rd->next = f + 1;
    if (!reader_next(rd, &ev))
        return false;
    if (reader_is_empty(&ev) && !field_defs[f].required) {
        reader_note(rd, SEVERITY_WARNING, ev.line, ev.col, EMPTY, field_defs[f].path);
        return true;
    }
    if (reader_is_empty(&ev)) {
        ev.len = 0; /* a required `~` is refused as what it means: nothing */
        ev.text = "";
    }
    if (field_defs[f].type == FIELD_CHOICES)
        return read_choices(rd, f, &ev);
    if (field_defs[f].type == FIELD_REPORTED)
        return reader_reported(rd, &ev);
    return read_scalar(rd, f, &ev);
}

/* --- mappings --- */

/* Looks first at the field after the last one, since records are written in the format's order. */
static enum field find_field(const struct reader *rd, int group, const char *key)
{
    for (unsigned i = 0; i < FIELD_TOTAL; i++) {
        unsigned f = ((unsigned)rd->next + i) % FIELD_TOTAL;
        const struct field_def *def = &field_defs[f];
        size_t prefix = (size_t)(def->key - def->path);
        if (*def->key == *key && strcmp(def->key, key) == 0 &&
            (prefix ? group_of(def->path, prefix - 1) : NO_GROUP) == group)
            return (enum field)f;
    }
    return FIELD_TOTAL;
}

static bool read_map(struct reader *rd, int group);

static bool read_group(struct reader *rd, int group)
{
    struct yaml_event ev;
    if (!reader_next(rd, &ev))
        return false;
    if (ev.kind == YAML_MAP_BEGIN)
        return read_map(rd, group);
    if (reader_is_empty(&ev)) {
        reader_note(rd, SEVERITY_WARNING, ev.line, ev.col, EMPTY, groups[group]);
        return true;
    }
    if (ev.kind == YAML_LIST_BEGIN && strcmp(groups[group], "person") == 0)
        reader_note(rd, SEVERITY_ERROR, ev.line, ev.col,
                    "`person` is a list, but a debriefing is of one person: write one document for "
                    "each person, each with its own id");
    else
        reader_note(rd, SEVERITY_ERROR, ev.line, ev.col,
                    "`%s` is no mapping: write its fields below it, indented", groups[group]);
    return reader_pass_over(rd, &ev);
}

static bool read_map(struct reader *rd, int group)
{
    struct yaml_event ev;
    for (;;) {
        if (!reader_next(rd, &ev))
            return false;
        if (ev.kind == YAML_MAP_END)
            return true;
        enum field f = find_field(rd, group, ev.text);
        int inner = f == FIELD_TOTAL && group == NO_GROUP ? group_of(ev.text, ev.len) : NO_GROUP;
        bool ok = f != FIELD_TOTAL    ? read_field(rd, f)
                  : inner != NO_GROUP ? read_group(rd, inner)
                                      : read_unknown(rd, group, &ev);
        if (!ok)
            return false;
    }
}

/* No mapping is without a colon, and a document of a few bytes costs libyaml as much as one of a hundred. */
static bool has_no_colon(struct reader *rd, const struct document *doc)
{
    unsigned line, col;
    const char *begin = doc->bytes, *end = begin + doc->len, *p;
    if (memchr(begin, ':', doc->len))
        return false;
    if (doc->len >= 3 && memcmp(begin, "\xef\xbb\xbf", 3) == 0)
        begin += 3;
    p = begin;
    if (end - p > 3 && memcmp(p, "---", 3) == 0 && strchr(" \t\r\n", p[3]))
        p += 3;
    while (p < end && strchr("# \t\r\n", *p)) {
        const char *feed = *p == '#' ? memchr(p, '\n', (size_t)(end - p)) : p;
        p = feed ? feed + 1 : end;
    }
    yaml_place(begin, (size_t)(p - begin), &line, &col);
    reader_note(rd, SEVERITY_ERROR, doc->line + line, col, NO_RECORD);
    return true;
}

static bool read_document(struct reader *rd)
{
    struct yaml_event ev;
    if (!reader_next(rd, &ev))
        return false;
    rd->line = ev.line;
    rd->col = ev.col;
    if (ev.kind != YAML_MAP_BEGIN) {
        reader_note(rd, SEVERITY_ERROR, ev.line, ev.col, NO_RECORD);
        return false;
    }
    return read_map(rd, NO_GROUP) && reader_next(rd, &ev);
}

static void clear(struct record *r, const struct document *doc)
{
    r->kind = KIND_NONE;
    r->line = doc->line;
    memset(r->value, 0, sizeof r->value);
    r->reported = (struct answers){0};
    r->reports = r->others = r->diags = 0;
}

static void read_or_refuse(struct reader *rd, const struct document *doc, const char *file)
{
    struct err e;
    if (doc->too_long) {
        reader_note(rd, SEVERITY_ERROR, doc->line, 1,
                    "the document is longer than 1 MiB: split it into several documents");
    } else if (!yaml_begin(rd->yaml, doc->bytes, doc->len, file, doc->line, &e)) {
        rd->no_memory = e.kind == ERR_SYSTEM;
        reader_note(rd, SEVERITY_ERROR, e.line, e.col, "%s", e.what);
    } else if (!has_no_colon(rd, doc) && read_document(rd)) {
        reader_check(rd);
    }
}

bool record_read_into(struct record *r, struct arena *arena, struct yaml *yaml,
                      const struct document *doc, const char *file, const struct criteria *criteria)
{
    struct reader rd = {.record = r,
                        .arena = arena,
                        .yaml = yaml,
                        .criteria = criteria,
                        .line = doc->line,
                        .col = 1};
    clear(r, doc);
    read_or_refuse(&rd, doc, file);
    bool good = !rd.no_memory;
    for (size_t i = 0; i < r->diags; i++)
        good = good && r->diag[i].severity != SEVERITY_ERROR;
    if (rd.no_memory)
        r->diags = 0;
    return good;
}

bool record_read(struct record *r, const struct document *doc, const char *file,
                 const struct criteria *criteria)
{
    struct yaml *yaml = yaml_new();
    arena_reset(&r->arena);
    r->diags = 0;
    bool good = yaml && record_read_into(r, &r->arena, yaml, doc, file, criteria);
    yaml_close(yaml);
    return good;
}

/* More than a record has that is as it should be. */
enum { KEPT_ITEMS = 64 };

void record_trim(struct record *r)
{
    if (r->report_cap > KEPT_ITEMS) {
        free(r->report);
        r->report = NULL;
        r->reports = r->report_cap = 0;
    }
    if (r->other_cap > KEPT_ITEMS) {
        free(r->other);
        r->other = NULL;
        r->others = r->other_cap = 0;
    }
    if (r->diag_cap > KEPT_ITEMS) {
        free(r->diag);
        r->diag = NULL;
        r->diags = r->diag_cap = 0;
    }
}

void record_release(struct record *r)
{
    arena_release(&r->arena);
    free(r->report);
    free(r->other);
    free(r->diag);
    *r = (struct record){0};
}
