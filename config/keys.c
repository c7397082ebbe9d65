#include "config/keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/files.h"
#include "models/base/yaml_read.h"

/* A file being read, and what of it is in hand. */
struct reading {
    struct keys *keys;
    struct yaml_reader *r;
    struct key_text preset, view;
};

bool keys_fail(const struct keys *k, const struct key_text *at, struct err *e, const char *fmt, ...)
{
    char what[sizeof e->what + 1];
    va_list args;
    va_start(args, fmt);
    vsnprintf(what, sizeof what, fmt, args);
    va_end(args);
    return err_at(e, ERR_USAGE, k->path[at->file], at->line, at->col, "%s", what);
}

/* The text of the event in hand, kept, with its place. */
static bool take_text(const struct reading *in, struct key_text *t)
{
    const struct yaml_event *event = &in->r->event;
    *t = (struct key_text){.file = in->keys->files - 1, .line = event->line, .col = event->col};
    t->text = arena_copy(&in->keys->arena, event->text, event->len);
    return t->text || err_memory(in->r->err);
}

static bool take_key(struct reading *in, struct key_row *row)
{
    struct keys *k = in->keys;
    if (in->r->event.kind != YAML_SCALAR)
        return yaml_read_fail(in->r, "%s: a key is expected here: write j, <Down>, or g g",
                              row->action.text);
    struct key_text *more = grow(k->text, &k->text_cap, k->texts + 1, sizeof *more);
    if (!more)
        return err_memory(in->r->err);
    k->text = more;
    row->count++;
    return take_text(in, &k->text[k->texts++]);
}

static bool take_action(struct reading *in, const struct key_text *action)
{
    struct keys *k = in->keys;
    struct key_row *more = grow(k->row, &k->row_cap, k->rows + 1, sizeof *more);
    if (!more)
        return err_memory(in->r->err);
    k->row = more;
    struct key_row *row = &k->row[k->rows++];
    *row = (struct key_row){in->preset, in->view, *action, k->texts, 0};
    if (in->r->event.kind != YAML_LIST_BEGIN)
        return take_key(in, row);
    while (yaml_read_next(in->r)) {
        if (in->r->event.kind == YAML_LIST_END)
            return true;
        if (!take_key(in, row))
            return false;
    }
    return false;
}

static bool take_from(struct reading *in)
{
    struct keys *k = in->keys;
    struct key_from *more = grow(k->from, &k->from_cap, k->froms + 1, sizeof *more);
    if (!more)
        return err_memory(in->r->err);
    k->from = more;
    k->from[k->froms].preset = in->preset;
    return in->r->event.kind == YAML_SCALAR ? take_text(in, &k->from[k->froms++].from)
                                            : yaml_read_fail(in->r, "from: name one preset here");
}

/* The mapping in hand: of a preset, or with in->view of a view in it. */
static bool take_map(struct reading *in)
{
    struct key_text name;
    if (in->r->event.kind != YAML_MAP_BEGIN)
        return yaml_read_fail(in->r, "a mapping is expected here: write lines of `down: [j]`");
    while (yaml_read_next(in->r)) {
        if (in->r->event.kind == YAML_MAP_END)
            return true;
        if (!take_text(in, &name) || !yaml_read_next(in->r))
            return false;
        bool taken;
        if (!in->view.text && strcmp(name.text, "from") == 0) {
            taken = take_from(in);
        } else if (!in->view.text && in->r->event.kind == YAML_MAP_BEGIN) {
            in->view = name;
            taken = take_map(in);
            in->view = (struct key_text){0};
        } else {
            taken = take_action(in, &name);
        }
        if (!taken)
            return false;
    }
    return false;
}

static bool take_file(struct reading *in)
{
    if (!yaml_read_next(in->r))
        return false;
    if (in->r->event.kind == YAML_END)
        return true;
    if (in->r->event.kind != YAML_MAP_BEGIN)
        return yaml_read_fail(in->r, "a mapping of presets is expected: begin with `default:`");
    while (yaml_read_next(in->r)) {
        if (in->r->event.kind == YAML_MAP_END)
            return yaml_read_next(in->r);
        if (!take_text(in, &in->preset) || !yaml_read_next(in->r) || !take_map(in))
            return false;
    }
    return false;
}

static bool read_file(void *ctx, const struct config_file *file, struct err *e)
{
    struct keys *k = ctx;
    struct yaml_reader r = {.arena = &k->arena, .err = e};
    struct reading in = {.keys = k, .r = &r};
    const char *path = config_path(file);
    const char *kept = arena_copy(&k->arena, path, strlen(path));
    if (!kept)
        return err_memory(e);
    k->path[k->files++] = kept;
    r.yaml = yaml_open_file(file, e);
    bool read = r.yaml && take_file(&in);
    yaml_close(r.yaml);
    if (!read && e->kind == ERR_DATA)
        e->kind = ERR_USAGE;
    return read;
}

bool keys_shipped(struct keys *k, struct err *e)
{
    struct config_text text = {0};
    *k = (struct keys){0};
    return config_shipped("keys.yaml", &text, e) && read_file(k, &text.file, e);
}

bool keys_load(const char *workspace, struct keys *k, struct err *e)
{
    *k = (struct keys){0};
    return config_each(workspace, "keys.yaml", "config/keys.yaml", read_file, k, e);
}

void keys_release(struct keys *k)
{
    free(k->row);
    free(k->text);
    free(k->from);
    arena_release(&k->arena);
    *k = (struct keys){0};
}
