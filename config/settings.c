#include "config/settings.h"

#include <stdlib.h>
#include <string.h>

#include "config/files.h"
#include "config/settings_value.h"
#include "models/base/closest.h"

const struct setting_def setting_defs[] = {
#define SETTING(member, name, read, values, help) {name, values, help},
#include "config/settings.def"
#undef SETTING
};
const size_t setting_count = sizeof setting_defs / sizeof setting_defs[0];

static bool apply(void *ctx, const struct config_file *file, struct err *e)
{
    struct settings *s = ctx;
    const char *primary = s->primary, *path = config_path(file);
    if (yaml_read_file(file, &s->arena, setting_fields, setting_count, s, e)) {
        if (s->primary != primary)
            s->primary_at.file = arena_copy(&s->arena, path, strlen(path));
        return s->primary_at.file || !s->primary || err_memory(e);
    }
    if (e->kind == ERR_DATA)
        e->kind = ERR_USAGE;
    return false;
}

bool settings_load(const char *workspace, struct settings *s, struct err *e)
{
    *s = (struct settings){0};
    bool loaded = config_each(workspace, "settings.yaml", "tipreview.yaml", apply, s, e) &&
                  limits_load(&s->limits, &s->arena, e);
    if (!loaded)
        settings_release(s);
    return loaded;
}

static const char *name_at(const void *ctx, size_t i)
{
    (void)ctx;
    return setting_defs[i].name;
}

bool settings_find(const char *name, size_t *i, struct err *e)
{
    size_t found = setting_count, n = strlen(name), alike = 0;
    for (size_t k = 0; k < setting_count; k++) {
        bool whole = strcmp(setting_defs[k].name, name) == 0;
        if (!whole && strncmp(setting_defs[k].name, name, n) != 0)
            continue;
        found = k;
        alike = whole ? 1 : alike + 1;
        if (whole)
            break;
    }
    *i = found;
    if (alike == 1)
        return true;
    const char *near = closest(name, name_at, NULL, setting_count);
    struct str known = STR_INIT;
    for (size_t k = 0; k < setting_count; k++)
        str_addf(&known, "%s%s", k ? ", " : "", setting_defs[k].name);
    err_set(e, ERR_USAGE, "%s is %s: %s%s%sthe settings are %s", name,
            alike ? "the beginning of several settings" : "no setting", near ? "did you mean " : "",
            near ? near : "", near ? "? " : "", str_text(&known));
    str_release(&known);
    return false;
}

bool settings_set(struct settings *s, size_t i, const char *value, struct err *e)
{
    struct settings before = *s;
    struct str line = STR_INIT;
    str_addf(&line, "%s: %s\n", setting_defs[i].name, value);
    struct config_file file = {.name = ":set", .bytes = str_text(&line), .len = line.len};
    bool set = line.failed ? err_memory(e) : apply(s, &file, e);
    str_release(&line);
    if (set)
        return true;
    settings_restore(s, &before);
    e->file[0] = '\0';
    e->line = e->col = 0;
    return false;
}

void settings_restore(struct settings *s, const struct settings *before)
{
    struct coverage coverage = s->coverage;
    struct limits limits = s->limits;
    struct arena arena = s->arena;
    *s = *before;
    s->coverage = coverage;
    s->limits = limits;
    s->arena = arena;
}

void settings_release(struct settings *s)
{
    free(s->coverage.label);
    limits_release(&s->limits);
    arena_release(&s->arena);
    *s = (struct settings){0};
}

const char *settings_coverage(const struct settings *s, unsigned year)
{
    for (size_t i = 0; i < s->coverage.count; i++)
        if (s->coverage.label[i].year == year)
            return s->coverage.label[i].label;
    return NULL;
}
