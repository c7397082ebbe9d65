/* Makes the record of a row. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/escape.h"
#include "models/base/text.h"
#include "models/import_work.h"

/* --- the table's head --- */

static size_t find_column(const struct import_map *m, const char *name, size_t n)
{
    for (size_t i = 0; i < m->columns; i++)
        if (strlen(m->head[i]) == n && memcmp(m->head[i], name, n) == 0)
            return i;
    return SIZE_MAX;
}

static bool no_column(const struct import_map *m, const char *name, size_t n, struct err *e)
{
    struct str known = STR_INIT;
    for (size_t i = 0; i < m->columns; i++)
        str_addf(&known, "%s%s", i ? ", " : "", m->head[i]);
    err_set(e, ERR_USAGE, "the table has no column \"%.*s\": write one of %s", (int)n, name,
            str_text(&known));
    str_release(&known);
    return false;
}

/* One `{...}` of a template: the column and what stands for an empty cell, or the row's number. */
struct slot {
    bool number;
    unsigned digits;
    size_t column;
    const char *otherwise;
    size_t otherwise_n, len; /* of all of it, with its braces */
};

static bool read_slot(const struct import_map *m, const char *at, struct slot *slot, struct err *e)
{
    const char *end = strchr(at, '}');
    *slot = (struct slot){0};
    if (!end)
        return err_set(e, ERR_USAGE,
                       "a { is not closed: write {COLUMN}, or {{ for the sign itself");
    const char *name = at + 1, *bar = memchr(name, '|', (size_t)(end - name));
    size_t n = (size_t)((bar ? bar : end) - name);
    slot->len = (size_t)(end + 1 - at);
    slot->otherwise = bar ? bar + 1 : "";
    slot->otherwise_n = bar ? (size_t)(end - bar - 1) : 0;
    slot->column = find_column(m, name, n);
    if (slot->column != SIZE_MAX)
        return true;
    slot->number = n == 3 && memcmp(name, "row", 3) == 0;
    if (n == 5 && memcmp(name, "row:", 4) == 0 && isdigit((unsigned char)name[4])) {
        slot->number = true;
        slot->digits = (unsigned)(name[4] - '0');
    }
    return slot->number || no_column(m, name, n, e);
}

/* Appends a template's text; `row` NULL: only looks whether it is right. */
static bool expand(const struct import_map *m, const char *template, const struct csv_row *row,
                   unsigned number, struct str *out, struct err *e)
{
    for (const char *p = template; *p;) {
        struct slot slot;
        if (*p != '{' || p[1] == '{') {
            str_addc(out, *p);
            p += 1 + (*p == '{');
            continue;
        }
        if (!read_slot(m, p, &slot, e))
            return false;
        p += slot.len;
        if (slot.number)
            str_addf(out, "%0*u", (int)slot.digits, number);
        else if (row && *row->cell[slot.column])
            str_add(out, row->cell[slot.column]);
        else
            str_addn(out, slot.otherwise, slot.otherwise_n);
    }
    return true;
}

static bool keep_head(struct import_map *m, const struct csv_row *head, struct err *e)
{
    m->head = calloc(head->cells, sizeof *m->head);
    if (!m->head)
        return err_memory(e);
    for (; m->columns < head->cells; m->columns++) {
        const char *name = head->cell[m->columns];
        if (*name && find_column(m, name, strlen(name)) != SIZE_MAX)
            return err_set(e, ERR_DATA, "the column \"%s\" is there twice: rename one", name);
        m->head[m->columns] = strdup(name);
        if (!m->head[m->columns])
            return err_memory(e);
    }
    return true;
}

bool import_map_bind(struct import_map *m, const char *map_path, const struct csv_row *head,
                     struct err *e)
{
    if (!keep_head(m, head, e))
        return false;
    for (size_t i = 0; i < m->sources; i++) {
        struct import_source *s = &m->source[i];
        struct str unused = STR_INIT;
        struct err wrong;
        bool right = !s->template || expand(m, s->template, NULL, 1, &unused, &wrong);
        str_release(&unused);
        if (s->column) {
            s->index = find_column(m, s->column, strlen(s->column));
            right = s->index != SIZE_MAX || no_column(m, s->column, strlen(s->column), &wrong);
        }
        if (!right)
            return err_at(e, ERR_USAGE, map_path, s->line, s->col, "%s", wrong.what);
    }
    return true;
}

/* --- a row --- */

/* "9--17" is how some tables write a range. */
static void add_age(struct str *out, const char *text)
{
    const char *dashes = strstr(text, "--");
    str_addn(out, text, dashes ? (size_t)(dashes - text) : strlen(text));
    if (dashes)
        str_add(out, dashes + 1);
}

/* Appends the value; nothing where the cell is empty and its table does not say what that means. */
static bool find_value(const struct import_map *m, const struct import_source *s,
                       const struct csv_row *row, unsigned number, struct str *out, struct err *e)
{
    if (s->constant) {
        str_add(out, s->constant);
        return true;
    }
    if (s->template)
        return expand(m, s->template, row, number, out, e);
    const char *cell = row->cell[s->index];
    for (size_t i = 0; i < s->values; i++)
        if (strcmp(s->value[i].from, cell) == 0) {
            str_add(out, s->value[i].to);
            return true;
        }
    if (s->values && *cell && !s->others)
        return err_set(e, ERR_DATA,
                       "\"%s\" in column %s is in no row of values: add it to the map, line %u",
                       cell, s->column, s->line);
    if (s->field == F_AGE || s->field == F_AGE_AT_RECRUITMENT)
        add_age(out, cell);
    else
        str_add(out, cell);
    return true;
}

/* A value that YAML can't take for anything else stands as it is. */
static void add_word(struct str *out, const char *text, size_t n)
{
    static const char null[] = "null";
    bool plain = n > 0 && isalnum((unsigned char)*text) &&
                 !(n == sizeof null - 1 && strncasecmp(text, null, n) == 0);
    for (size_t i = 0; plain && i < n; i++)
        plain = isalnum((unsigned char)text[i]) || strchr("._+-", text[i]);
    if (plain)
        str_addn(out, text, n);
    else
        escape_yaml(out, text, n);
}

static void add_scalar(struct str *out, const struct str *value)
{
    add_word(out, str_text(value), value->len);
    str_addc(out, '\n');
}

/* A text of lines that need no escape stands as a block, which is read without a detour. */
static void add_narrative(struct str *out, const struct str *value)
{
    const char *text = str_text(value), *p = text;
    struct clean clean = {0};
    bool same = clean_text(&clean, text, value->len, CLEAN_NARRATIVE) &&
                strcmp(str_text(&clean.text), text) == 0;
    clean_release(&clean);
    if (!same || !*text || *text == ' ' || *text == '\n' || text[value->len - 1] == '\n') {
        add_scalar(out, value);
        return;
    }
    for (str_add(out, "|\n"); *p;) {
        size_t n = strcspn(p, "\n");
        str_addf(out, "%s%.*s\n", n ? "  " : "", (int)n, p);
        p += n + (p[n] == '\n');
    }
}

/* Each of the words between commas by itself, so that nothing in a cell can end the list. */
static void add_choices(struct str *out, const char *words)
{
    const char *between = "";
    str_addc(out, '[');
    while (*words) {
        size_t n = strcspn(words, ",");
        const char *next = words + n + (words[n] == ',');
        for (; n && *words == ' '; n--)
            words++;
        while (n && words[n - 1] == ' ')
            n--;
        if (n) {
            str_add(out, between);
            add_word(out, words, n);
            between = ", ";
        }
        words = next;
    }
    str_add(out, "]\n");
}

static void add_field(struct str *out, const struct import_source *s, const char **group,
                      const struct str *value)
{
    const struct field_def *def = &field_defs[s->field];
    size_t prefix = (size_t)(def->key - def->path);
    const char *in = s->field == F_REPORTED ? "reported" : prefix ? def->path : "";
    size_t n = s->field == F_REPORTED ? strlen(in) : prefix ? prefix - 1 : 0;
    if (n && (strlen(*group) < n || strncmp(*group, in, n) != 0))
        str_addf(out, "%.*s:\n", (int)n, in);
    *group = in;
    str_addf(out, "%s%s: ", n ? "  " : "", s->field == F_REPORTED ? s->reported : def->key);
    if (s->field == F_NARRATIVE)
        add_narrative(out, value);
    else if (def->type == FIELD_CHOICES)
        add_choices(out, str_text(value));
    else
        add_scalar(out, value);
}

bool import_row(const struct import_map *m, const struct csv_row *row, unsigned number,
                struct str *out, struct err *e)
{
    struct str value = STR_INIT;
    const char *group = "";
    bool good = true;
    if (row->cells != m->columns)
        return err_set(e, ERR_DATA,
                       "the row has %zu fields and the head %zu: look for a comma too many, "
                       "or a missing quotation mark",
                       row->cells, m->columns);
    str_add(out, "---\n");
    for (size_t i = 0; good && i < m->sources; i++) {
        str_clear(&value);
        good = find_value(m, &m->source[i], row, number, &value, e);
        if (good && value.len > 0)
            add_field(out, &m->source[i], &group, &value);
    }
    out->failed |= value.failed;
    str_release(&value);
    return good && (!out->failed || err_memory(e));
}
