#include "config/theme.h"

#include <stdlib.h>
#include <string.h>

#include "config/files.h"
#include "models/base/closest.h"
#include "models/base/yaml_read.h"

const struct style_def style_defs[STYLE_TOTAL] = {
#define STYLE(name, word, help) [STYLE_##name] = {word, help},
#include "config/styles.def"
#undef STYLE
};

static const char *const colours[] = {
    "black",        "red",           "green",       "yellow",         "blue",
    "magenta",      "cyan",          "white",       "bright-black",   "bright-red",
    "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
    "bright-white",
};

enum { NAMED = sizeof colours / sizeof *colours };

const char *colour_name(int colour)
{
    return colour >= 0 && colour < NAMED ? colours[colour] : NULL;
}

static const char *colour_at(const void *ctx, size_t i)
{
    (void)ctx;
    return colours[i];
}

/* The number of a colour's name, or of a number up to 255; -1 where it is neither. */
static int colour_number(const char *text)
{
    for (int i = 0; i < NAMED; i++)
        if (strcmp(text, colours[i]) == 0)
            return i;
    size_t digits = strspn(text, "0123456789");
    if (!digits || digits > 3 || text[digits])
        return -1;
    long n = strtol(text, NULL, 10);
    return n < 256 ? (int)n : -1;
}

static const struct {
    const char *key;
    int colours;
} depths[DEPTHS] = {[DEPTH_8] = {"8", 8}, [DEPTH_16] = {"16", 16}, [DEPTH_256] = {"256", 256}};

static bool read_colour(struct yaml_reader *r, enum depth depth, short *colour)
{
    const char *text = r->event.text;
    if (r->event.kind != YAML_SCALAR)
        return yaml_read_fail(r, "a colour is expected here: write a name such as cyan");
    if (strcmp(text, "own") == 0) {
        *colour = COLOUR_OWN;
        return true;
    }
    int number = colour_number(text);
    if (number >= 0 && number < depths[depth].colours) {
        *colour = (short)number;
        return true;
    }
    if (number >= 0 && depth == DEPTH_8)
        return yaml_read_fail(r,
                              "\"%s\" is none of 8 colours: write black to white, own, or for "
                              "terminals that have it {8: cyan, 256: %s}",
                              text, text);
    if (number >= 0)
        return yaml_read_fail(
            r, "\"%s\" is none of 16 colours: write black to bright-white, or own", text);
    const char *near = closest(text, colour_at, NULL, NAMED);
    if (near)
        return yaml_read_fail(r, "\"%s\" is no colour: did you mean %s?", text, near);
    return yaml_read_fail(r,
                          "\"%s\" is no colour: write black, red, green, yellow, blue, magenta, "
                          "cyan, white, one of these behind bright-, 0 to 255, or own",
                          text);
}

static bool read_depth(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    return read_colour(r, (enum depth)field->offset, &((short *)into)[field->offset]);
}

/* One colour, or one for each depth; a depth without one has that of fewer colours. */
static bool read_background(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    enum { UNSET = COLOUR_OWN - 1 };
    static const struct yaml_field fields[DEPTHS] = {
        {"8", read_depth, DEPTH_8, false},
        {"16", read_depth, DEPTH_16, false},
        {"256", read_depth, DEPTH_256, false},
    };
    short given[DEPTHS] = {UNSET, UNSET, UNSET}, fewer = COLOUR_OWN;
    short *colour = ((struct look *)into)->colour[field->offset];
    bool each = r->event.kind == YAML_MAP_BEGIN;
    if (each ? !yaml_read_map(r, fields, DEPTHS, given) : !read_colour(r, DEPTH_8, &given[DEPTH_8]))
        return false;
    for (int d = 0; d < DEPTHS; d++) {
        fewer = given[d] == UNSET ? fewer : given[d];
        colour[d] = fewer;
    }
    return true;
}

static const struct {
    const char *name;
    unsigned char bit;
} attributes[] = {{"bold", LOOK_BOLD}, {"underline", LOOK_UNDERLINE}, {"reverse", LOOK_REVERSE}};

static unsigned char attribute_bit(const char *word, size_t n)
{
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (strlen(attributes[i].name) == n && memcmp(attributes[i].name, word, n) == 0)
            return attributes[i].bit;
    return 0;
}

static bool read_attributes(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct look *look = into;
    const char *text = NULL;
    const struct yaml_field line = {.key = field->key};
    if (!yaml_read_line(r, &line, &text))
        return false;
    for (const char *s = text; *s; s += strspn(s, " ")) {
        size_t n = strcspn(s, " ");
        unsigned char bit = attribute_bit(s, n);
        if (!bit)
            return yaml_read_fail(r,
                                  "\"%.*s\" is no attribute: write bold, underline or reverse, "
                                  "with spaces between them",
                                  (int)n, s);
        look->attributes |= bit;
        s += n;
    }
    return true;
}

static void plain(struct look *look)
{
    look->attributes = 0;
    for (int b = 0; b < BACKGROUNDS; b++)
        for (int d = 0; d < DEPTHS; d++)
            look->colour[b][d] = COLOUR_OWN;
}

static bool read_look(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    static const struct yaml_field fields[] = {
        {"attributes", read_attributes, 0, false},
        {"dark", read_background, BACKGROUND_DARK, false},
        {"light", read_background, BACKGROUND_LIGHT, false},
    };
    struct look *look = &((struct theme *)into)->look[field->offset];
    plain(look);
    return yaml_read_map(r, fields, sizeof fields / sizeof *fields, look);
}

static const struct yaml_field style_fields[STYLE_TOTAL] = {
#define STYLE(name, word, help) {word, read_look, STYLE_##name, false},
#include "config/styles.def"
#undef STYLE
};

static struct theme *find(const struct themes *t, const char *name)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->theme[i].name, name) == 0)
            return &t->theme[i];
    return NULL;
}

static struct theme *add_theme(struct themes *t, const char *name)
{
    struct theme *bigger = grow(t->theme, &t->cap, t->count + 1, sizeof *bigger);
    const char *copy = arena_copy(&t->arena, name, strlen(name));
    if (bigger)
        t->theme = bigger;
    if (!bigger || !copy)
        return NULL;
    struct theme *added = &t->theme[t->count++];
    added->name = copy;
    for (int s = 0; s < STYLE_TOTAL; s++)
        plain(&added->look[s]);
    return added;
}

static bool read_themes(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct themes *t = into;
    if (r->event.kind != YAML_MAP_BEGIN)
        return yaml_read_fail(r, "%s: a mapping is expected: write lines of `NAME: {...}`",
                              field->key);
    while (yaml_read_next(r)) {
        if (r->event.kind == YAML_MAP_END)
            return true;
        struct theme *theme = find(t, r->event.text);
        theme = theme ? theme : add_theme(t, r->event.text);
        if (!theme)
            return err_memory(r->err);
        if (!yaml_read_next(r) || !yaml_read_map(r, style_fields, STYLE_TOTAL, theme))
            return false;
    }
    return false;
}

static bool apply(struct themes *t, const struct config_file *file, struct err *e)
{
    static const struct yaml_field fields[] = {{"themes", read_themes, 0, true}};
    if (yaml_read_file(file, &t->arena, fields, 1, t, e))
        return true;
    if (e->kind == ERR_DATA)
        e->kind = ERR_USAGE;
    return false;
}

static bool apply_shipped(struct themes *t, struct err *e)
{
    struct config_text text = {0};
    return config_shipped("theme.yaml", &text, e) && apply(t, &text.file, e);
}

bool themes_load(const char *workspace, struct themes *t, struct err *e)
{
    struct config_text text = {0};
    *t = (struct themes){0};
    if (!apply_shipped(t, e))
        return false;
    bool loaded = config_read(workspace, "theme.yaml", &text, e) &&
                  (!text.file.path || apply(t, &text.file, e));
    config_text_release(&text);
    if (loaded)
        return true;
    struct err again;
    themes_release(t);
    return apply_shipped(t, &again) && false;
}

void themes_release(struct themes *t)
{
    free(t->theme);
    arena_release(&t->arena);
    *t = (struct themes){0};
}

static const char *theme_at(const void *ctx, size_t i)
{
    return ((const struct themes *)ctx)->theme[i].name;
}

const struct theme *themes_find(const struct themes *t, const char *name, struct err *e)
{
    const struct theme *found = find(t, name);
    if (found)
        return found;
    struct str known = STR_INIT;
    const char *near = closest(name, theme_at, t, t->count);
    for (size_t i = 0; i < t->count; i++)
        str_addf(&known, "%s%s", i ? ", " : "", t->theme[i].name);
    err_set(e, ERR_USAGE, "there is no theme \"%s\": %s%s%s%s", name, near ? "did you mean " : "",
            near ? near : "", near ? "? Known are " : "known are ", str_text(&known));
    str_release(&known);
    return NULL;
}

enum background background_of(enum background set, const char *colorfgbg)
{
    enum { GREY = 7, DARK_GREY = 8 };
    const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
    int number = last ? colour_number(last + 1) : -1;
    bool light = number == GREY || (number > DARK_GREY && number < NAMED);
    if (set != BACKGROUND_AUTO)
        return set;
    return light ? BACKGROUND_LIGHT : BACKGROUND_DARK;
}
