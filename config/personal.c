#include "config/personal.h"

#include <stdlib.h>
#include <string.h>

#include "config/files.h"
#include "models/base/file.h"
#include "models/base/text.h"
#include "models/base/yaml_read.h"

/* --- lists --- */

static void list_release(struct personal_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->item[i]);
    free(list->item);
    *list = (struct personal_list){0};
}

static bool list_insert(struct personal_list *list, size_t at, const char *text)
{
    char *copy = strdup(text);
    char **more = copy ? grow(list->item, &list->cap, list->count + 1, sizeof *more) : NULL;
    if (!more) {
        free(copy);
        return false;
    }
    list->item = more;
    memmove(&more[at + 1], &more[at], (list->count - at) * sizeof *more);
    more[at] = copy;
    list->count++;
    return true;
}

static void list_remove(struct personal_list *list, size_t at)
{
    free(list->item[at]);
    list->count--;
    memmove(&list->item[at], &list->item[at + 1], (list->count - at) * sizeof *list->item);
}

/* Where a text stands in a sorted list, or would. */
static size_t list_place(const struct personal_list *list, const char *text, bool *there)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (strcmp(list->item[mid], text) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    *there = low < list->count && strcmp(list->item[low], text) == 0;
    return low;
}

void personal_release(struct personal *p)
{
    free(p->record);
    free(p->limit);
    free(p->order);
    list_release(&p->later);
    list_release(&p->history);
    memset(p, 0, sizeof *p);
}

/* --- changes --- */

static bool can_be_kept(const char *text)
{
    return strlen(text) <= PERSONAL_LINE_MAX && text[strspn(text, " ")] && text_is_line(text);
}

static bool set_text(struct personal *p, char **text, const char *to)
{
    bool kept = !*to || can_be_kept(to);
    if (!kept)
        to = "";
    if (strcmp(*text ? *text : "", to) == 0)
        return kept;
    free(*text);
    *text = *to ? strdup(to) : NULL;
    p->changed = true;
    return kept && (!*to || *text);
}

bool personal_set_record(struct personal *p, const char *id)
{
    return set_text(p, &p->record, id);
}

bool personal_set_limit(struct personal *p, const char *limit)
{
    return set_text(p, &p->limit, limit);
}

bool personal_set_order(struct personal *p, const char *order)
{
    return set_text(p, &p->order, order);
}

bool personal_put_off(struct personal *p, const char *id, bool later)
{
    bool there;
    size_t at = list_place(&p->later, id, &there);
    if (there == later)
        return true;
    if (!later)
        list_remove(&p->later, at);
    else if (p->later.count >= PERSONAL_LATER_MAX || !list_insert(&p->later, at, id))
        return false;
    p->changed = true;
    return true;
}

static bool add_command(struct personal *p, const char *command)
{
    struct personal_list *h = &p->history;
    if (h->count && strcmp(h->item[h->count - 1], command) == 0)
        return true;
    if (!list_insert(h, h->count, command))
        return false;
    if (h->count > PERSONAL_HISTORY_MAX)
        list_remove(h, 0);
    p->changed = true;
    return true;
}

void personal_history_add(struct personal *p, const char *command)
{
    if (can_be_kept(command))
        add_command(p, command);
}

/* --- the file --- */

static bool read_line(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    const char *text = NULL;
    char **kept = (char **)(void *)((char *)into + field->offset);
    const struct yaml_field line = {.key = field->key};
    if (!yaml_read_line(r, &line, &text))
        return false;
    if (!can_be_kept(text))
        return yaml_read_fail(r, "%s: this was not written by the program: remove the line",
                              field->key);
    free(*kept);
    *kept = strdup(text);
    return *kept || err_memory(r->err);
}

static bool read_item(struct yaml_reader *r, const char **text)
{
    const struct yaml_field line = {.key = "item"};
    return yaml_read_line(r, &line, text) &&
           (can_be_kept(*text) ||
            yaml_read_fail(r, "this was not written by the program: remove the line"));
}

static bool read_later_item(struct yaml_reader *r, size_t index, void *into)
{
    const char *id = NULL;
    (void)index;
    return read_item(r, &id) &&
           (personal_put_off(into, id, true) ||
            yaml_read_fail(r, "more than %d records are put off: remove some", PERSONAL_LATER_MAX));
}

static bool read_command(struct yaml_reader *r, size_t index, void *into)
{
    const char *command = NULL;
    (void)index;
    return read_item(r, &command) && (add_command(into, command) || err_memory(r->err));
}

static bool read_later(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    (void)field;
    return yaml_read_list(r, read_later_item, into);
}

static bool read_history(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    (void)field;
    return yaml_read_list(r, read_command, into);
}

static const struct yaml_field fields[] = {
    {"record", read_line, offsetof(struct personal, record), false},
    {"limit", read_line, offsetof(struct personal, limit), false},
    {"order", read_line, offsetof(struct personal, order), false},
    {"later", read_later, 0, false},
    {"history", read_history, 0, false},
};

bool personal_load(struct personal *p, const char *path, struct err *e)
{
    struct config_text text = {0};
    struct arena arena = {0};
    bool found = false;
    personal_release(p);
    bool loaded = config_read_path(path, &text, &found, e) &&
                  (!found || yaml_read_file(&text.file, &arena, fields,
                                            sizeof fields / sizeof *fields, p, e));
    if (!loaded)
        personal_release(p);
    p->changed = !loaded;
    arena_release(&arena);
    config_text_release(&text);
    return loaded;
}

static void add_line(struct str *out, const char *key, const char *text)
{
    if (!text)
        return;
    str_addf(out, "%s: ", key);
    yaml_quote(out, text);
    str_addc(out, '\n');
}

static void add_list(struct str *out, const char *key, const struct personal_list *list)
{
    if (list->count)
        str_addf(out, "%s:\n", key);
    for (size_t i = 0; i < list->count; i++) {
        str_add(out, "  - ");
        yaml_quote(out, list->item[i]);
        str_addc(out, '\n');
    }
}

bool personal_save(struct personal *p, const char *path, struct err *e)
{
    struct str out = STR_INIT;
    if (!p->changed)
        return true;
    p->changed = false;
    str_add(&out,
            "# Where this reviewer's console left off. Written by tipreview; can be deleted.\n");
    add_line(&out, "record", p->record);
    add_line(&out, "limit", p->limit);
    add_line(&out, "order", p->order);
    add_list(&out, "later", &p->later);
    add_list(&out, "history", &p->history);
    bool saved = !out.failed ? file_replace(path, out.p, out.len, e) : err_memory(e);
    str_release(&out);
    return saved;
}
