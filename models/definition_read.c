/* A definition out of its file (models/criteria_read.h). */
#include <stdlib.h>
#include <string.h>

#include "models/base/yaml_read.h"
#include "models/criteria_read.h"

struct reading {
    struct criteria *c;
    const struct config_file *file;
    struct definition *d;
};

static bool read_line(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    return yaml_read_line(r, field, ((struct reading *)into)->d);
}

static bool read_text(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    return yaml_read_text(r, field, ((struct reading *)into)->d);
}

/* The file's name without folder and suffix, which has to be the id. */
static size_t stem_of(const char *name, const char **stem)
{
    const char *slash = strrchr(name, '/');
    *stem = slash ? slash + 1 : name;
    return strcspn(*stem, ".");
}

static bool read_id(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct reading *reading = into;
    const char *stem;
    size_t n = stem_of(reading->file->name, &stem);
    if (!read_line(r, field, into))
        return false;
    const char *id = reading->d->id;
    if (id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")] || strlen(id) > YAML_MAX_KEY)
        return yaml_read_fail(r, "\"%s\" is no id: write a to z, 0 to 9 and -, up to %d characters",
                              id, YAML_MAX_KEY);
    return (strncmp(id, stem, n) == 0 && id[n] == '\0') ||
           yaml_read_fail(r,
                          "the id \"%s\" is not the file's name: name the file %s.yaml, or write "
                          "`id: %.*s`",
                          id, id, (int)n, stem);
}

static bool read_child_rule(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct reading *reading = into;
    const char *word = NULL;
    struct yaml_field here = {.key = field->key};
    if (!yaml_read_line(r, &here, &word))
        return false;
    reading->d->child_rule = strcmp(word, "yes") == 0;
    return reading->d->child_rule || strcmp(word, "no") == 0 ||
           yaml_read_fail(r, "%s is \"%s\": write yes or no", field->key, word);
}

static bool read_leaf(struct yaml_reader *r, struct criteria *c, struct node *node)
{
    const char *name = r->event.text;
    *node = (struct node){.kind = NODE_LEAF, .mask = criteria_mask(c, name)};
    if (node->mask & c->element[ELEMENT_SIGN])
        return yaml_read_fail(
            r,
            "\"%s\" is a sign, which decides nothing by itself: name the means that "
            "it may support",
            name);
    if (!node->mask) {
        const char *near = criteria_closest(c, name);
        return yaml_read_fail(r, "there is no criterion \"%s\": %s%s%s", name,
                              near ? "did you mean \""
                                   : "name an id of criteria.yaml, or act, means or "
                                     "purpose for any of its kind",
                              near ? near : "", near ? "\"?" : "");
    }
    node->name = arena_copy(r->arena, name, r->event.len);
    return node->name || err_memory(r->err);
}

/* A node with branches, while they are read. */
struct branches {
    struct criteria *c;
    struct node *into;
    struct node *child;
    size_t count, cap;
};

static bool read_node(struct yaml_reader *r, struct criteria *c, struct node *node);

static bool read_child(struct yaml_reader *r, size_t index, void *into)
{
    struct branches *b = into;
    struct node *bigger = grow(b->child, &b->cap, index + 1, sizeof *bigger);
    if (!bigger)
        return err_memory(r->err);
    b->child = bigger;
    b->count = index + 1;
    return read_node(r, b->c, &b->child[index]);
}

static bool keep_children(struct yaml_reader *r, const struct branches *b)
{
    size_t size = b->count * sizeof b->child[0];
    b->into->children = b->count;
    b->into->child = arena_alloc(r->arena, size);
    if (!b->into->child)
        return err_memory(r->err);
    memcpy(b->into->child, b->child, size);
    return true;
}

static bool read_branches(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct branches *b = into;
    if (b->into->children)
        return yaml_read_fail(r, "`all` and `any` side by side: put one inside the other");
    b->into->kind = strcmp(field->key, "all") == 0 ? NODE_ALL : NODE_ANY;
    bool read = yaml_read_list(r, read_child, b) && keep_children(r, b);
    free(b->child);
    b->child = NULL;
    return read;
}

static const struct yaml_field branch_fields[] = {
    {"all", read_branches, 0, false},
    {"any", read_branches, 0, false},
};

static bool read_node(struct yaml_reader *r, struct criteria *c, struct node *node)
{
    *node = (struct node){.kind = NODE_LEAF};
    if (r->event.kind == YAML_SCALAR)
        return read_leaf(r, c, node);
    if (r->event.kind != YAML_MAP_BEGIN)
        return yaml_read_fail(r, "a list stands alone here: write `all: [...]` or `any: [...]`");
    struct branches b = {.c = c, .into = node};
    size_t fields = sizeof branch_fields / sizeof branch_fields[0];
    if (!yaml_read_map(r, branch_fields, fields, &b))
        return false;
    return node->children ||
           yaml_read_fail(r, "the tree is empty here: write `all: [...]` or `any: [...]`");
}

static bool read_tree(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct reading *reading = into;
    (void)field;
    return read_node(r, reading->c, &reading->d->tree);
}

static const struct yaml_field definition_fields[] = {
    {"id", read_id, offsetof(struct definition, id), true},
    {"title", read_line, offsetof(struct definition, title), true},
    {"source", read_line, offsetof(struct definition, source), true},
    {"text", read_text, offsetof(struct definition, text), true},
    {"note", read_line, offsetof(struct definition, note), false},
    {"child_rule", read_child_rule, 0, true},
    {"trafficking", read_tree, 0, true},
};

bool definition_read(struct criteria *c, const struct config_file *file, struct definition *d,
                     struct err *e)
{
    struct reading reading = {c, file, d};
    *d = (struct definition){.note = ""};
    return yaml_read_file(file, &c->arena, definition_fields,
                          sizeof definition_fields / sizeof definition_fields[0], &reading, e);
}
