#include "config/limits.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "config/files.h"
#include "models/base/closest.h"
#include "models/base/file.h"
#include "models/base/text.h"

void limits_release(struct limits *l)
{
    free(l->item);
    *l = (struct limits){0};
}

/* Where a name stands, or would. */
static size_t place_of(const struct limits *l, const char *name, bool *there)
{
    size_t i = 0;
    while (i < l->count && strcmp(l->item[i].name, name) < 0)
        i++;
    *there = i < l->count && strcmp(l->item[i].name, name) == 0;
    return i;
}

static bool is_name(const char *name)
{
    size_t n = strlen(name);
    return n && n <= LIMIT_NAME_MAX && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

static bool is_line(const char *text)
{
    return strlen(text) <= LIMIT_TEXT_MAX && text_is_line(text);
}

/* Copies both. False: no memory. */
static bool put(struct limits *l, struct arena *arena, const char *name, const char *expression,
                bool saved)
{
    bool there;
    size_t at = place_of(l, name, &there);
    struct named_limit fresh = {.name = arena_copy(arena, name, strlen(name)),
                                .expression = arena_copy(arena, expression, strlen(expression)),
                                .saved = saved};
    struct named_limit *item = grow(l->item, &l->cap, l->count + 1, sizeof *item);
    if (!fresh.name || !fresh.expression || !item)
        return false;
    l->item = item;
    if (!there)
        memmove(&item[at + 1], &item[at], (l->count++ - at) * sizeof *item);
    item[at] = fresh;
    return true;
}

static void take_out(struct limits *l, size_t at)
{
    l->count--;
    memmove(&l->item[at], &l->item[at + 1], (l->count - at) * sizeof *l->item);
}

static bool read_one(struct yaml_reader *r, struct limits *l, bool saved)
{
    char name[YAML_MAX_KEY + 1];
    const char *expression = NULL;
    const struct yaml_field field = {.key = "limits"};
    bool there;
    snprintf(name, sizeof name, "%s", r->event.text);
    if (!is_name(name))
        return yaml_read_fail(r,
                              "limits: \"%s\" is no name: write up to %d of a to z, 0 to 9 and -",
                              name, LIMIT_NAME_MAX);
    if (!yaml_read_next(r) || !yaml_read_line(r, &field, &expression))
        return false;
    if (!is_line(expression))
        return yaml_read_fail(r,
                              "limits: %s is no line that can be shown, or is longer than %d bytes",
                              name, LIMIT_TEXT_MAX);
    place_of(l, name, &there);
    if (there && saved)
        return true;
    if (!there && l->count == LIMITS_MAX)
        return yaml_read_fail(r, "limits: more than %d: take some out", LIMITS_MAX);
    return put(l, r->arena, name, expression, saved) || err_memory(r->err);
}

bool limits_read(struct yaml_reader *r, struct limits *l, bool saved)
{
    if (r->event.kind != YAML_MAP_BEGIN)
        return yaml_read_fail(r, "limits: a mapping is expected: write lines of `name: year:2004`");
    while (yaml_read_next(r)) {
        if (r->event.kind == YAML_MAP_END)
            return true;
        if (!read_one(r, l, saved))
            return false;
    }
    return false;
}

/* --- the file --- */

static char *own_file(struct err *e)
{
    char *folder = NULL;
    struct str path = STR_INIT;
    if (!config_user_folder(&folder, e))
        return NULL;
    if (!folder) {
        err_set(e, ERR_USAGE, "there is no home folder: set HOME or XDG_CONFIG_HOME");
        return NULL;
    }
    str_addf(&path, "%s/limits.yaml", folder);
    free(folder);
    char *text = str_detach(&path);
    if (!text)
        err_memory(e);
    return text;
}

static bool read_saved(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    (void)field;
    return limits_read(r, into, true);
}

static bool load_file(struct limits *l, struct arena *arena, const char *path, struct err *e)
{
    static const struct yaml_field fields[] = {{"limits", read_saved, 0, false}};
    struct config_text text = {0};
    bool found = false;
    bool loaded = config_read_path(path, &text, &found, e) &&
                  (!found || yaml_read_file(&text.file, arena, fields, 1, l, e));
    if (!loaded && e->kind == ERR_DATA)
        e->kind = ERR_USAGE;
    config_text_release(&text);
    return loaded;
}

bool limits_load(struct limits *l, struct arena *arena, struct err *e)
{
    struct err no_home;
    char *path = own_file(&no_home);
    bool loaded = !path || load_file(l, arena, path, e);
    free(path);
    return loaded;
}

/* The folders on the way, as private as a user's are. */
static bool make_folders(char *path, struct err *e)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
        if (!made)
            err_errno(e, "the folder %s cannot be made", path);
        *slash = '/';
        if (!made)
            return false;
    }
    return true;
}

static bool write_file(const struct limits *l, char *path, struct err *e)
{
    struct str out = STR_INIT;
    size_t saved = 0;
    str_add(&out, "# Limits saved in the console (:save-limit, :drop-limit), which writes this "
                  "file anew each "
                  "time:\n# a comment here does not stay. Those under `limits:` in settings.yaml "
                  "are yours.\n");
    for (size_t i = 0; i < l->count; i++) {
        if (l->item[i].saved && !saved++)
            str_add(&out, "limits:\n");
        if (!l->item[i].saved)
            continue;
        str_addf(&out, "  %s: ", l->item[i].name);
        yaml_quote(&out, l->item[i].expression);
        str_addc(&out, '\n');
    }
    bool written =
        out.failed ? err_memory(e) : make_folders(path, e) && file_replace(path, out.p, out.len, e);
    str_release(&out);
    return written;
}

/* Another console may have saved since. */
static bool load_again(struct limits *l, struct arena *arena, const char *path, struct err *e)
{
    for (size_t i = l->count; i-- > 0;)
        if (l->item[i].saved)
            take_out(l, i);
    return load_file(l, arena, path, e);
}

static bool change(struct limits *l, struct arena *arena, const char *name, const char *expression,
                   struct err *e)
{
    bool there;
    size_t at = place_of(l, name, &there);
    if (there && !l->item[at].saved)
        return err_set(e, ERR_USAGE,
                       "%s stands in the settings: change it there, or take another name", name);
    if (!expression) {
        if (!limits_find(l, name, e))
            return false;
        take_out(l, at);
        return true;
    }
    if (!there && l->count == LIMITS_MAX)
        return err_set(e, ERR_USAGE, "%d limits have names already: drop some", LIMITS_MAX);
    return put(l, arena, name, expression, true) || err_memory(e);
}

bool limits_save(struct limits *l, struct arena *arena, const char *name, const char *expression,
                 struct err *e)
{
    if (!is_name(name))
        return err_set(e, ERR_USAGE, "\"%s\" is no name: write up to %d of a to z, 0 to 9 and -",
                       name, LIMIT_NAME_MAX);
    if (expression && (!*expression || !is_line(expression)))
        return err_set(e, ERR_USAGE,
                       "this limit can't be saved: it is empty, or longer than %d bytes",
                       LIMIT_TEXT_MAX);
    char *path = own_file(e);
    bool saved = path && load_again(l, arena, path, e) && change(l, arena, name, expression, e) &&
                 write_file(l, path, e);
    free(path);
    return saved;
}

static const char *name_at(const void *ctx, size_t i)
{
    return ((const struct limits *)ctx)->item[i].name;
}

const struct named_limit *limits_find(const struct limits *l, const char *name, struct err *e)
{
    bool there;
    size_t at = place_of(l, name, &there);
    if (there)
        return &l->item[at];
    const char *near = closest(name, name_at, l, l->count);
    if (near)
        err_set(e, ERR_USAGE, "no limit has the name \"%s\": did you mean %s?", name, near);
    else
        err_set(e, ERR_USAGE, "no limit has the name \"%s\": :save-limit gives one", name);
    return NULL;
}
