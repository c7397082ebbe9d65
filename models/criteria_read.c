#include "models/criteria_read.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/yaml_read.h"

/* What an id begins with, and how many of the kind can be answered by keys. */
static const struct {
    const char *prefix;
    enum element element;
    unsigned most;
} kinds[] = {
    {"act.", ELEMENT_ACT, 9},         {"means.", ELEMENT_MEANS, 8},
    {"purpose.", ELEMENT_PURPOSE, 9}, {"sign.", ELEMENT_SIGN, ANSWERS_MAX},
    {"fact.", ELEMENT_FACT, 2},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static const char *const group_names[] = {NULL, "coercion", "deception", "abuse"};

/* The set, and the criterion that is being read. */
struct reading {
    struct criteria *c;
    struct criterion *item;
};

static size_t kind_of(const char *id)
{
    size_t k = 0;
    while (k < KINDS && strncmp(id, kinds[k].prefix, strlen(kinds[k].prefix)) != 0)
        k++;
    return k;
}

static bool check_id(struct yaml_reader *r, const struct criteria *c, const char *id)
{
    size_t k = kind_of(id);
    if (k == KINDS)
        return yaml_read_fail(
            r,
            "\"%s\" is of no known kind: begin the id with act., means., purpose., "
            "sign. or fact.",
            id);
    const char *rest = id + strlen(kinds[k].prefix);
    if (!*rest || rest[strspn(rest, "abcdefghijklmnopqrstuvwxyz0123456789_")] ||
        strlen(id) > YAML_MAX_KEY)
        return yaml_read_fail(r,
                              "\"%s\" is no id: after the dot write a to z, 0 to 9 and _, up to %d "
                              "characters in all",
                              id, YAML_MAX_KEY);
    if (criteria_find(c, id) >= 0)
        return yaml_read_fail(r, "\"%s\" is there twice: take one out", id);
    if (strcmp(kinds[k].prefix, "fact.") == 0 && strcmp(id, "fact.child") != 0 &&
        strcmp(id, "fact.prostitution") != 0)
        return yaml_read_fail(
            r,
            "the records give no fact \"%s\": fact.child and fact.prostitution are "
            "the facts",
            id);
    if ((unsigned)__builtin_popcountll(c->element[kinds[k].element]) >= kinds[k].most)
        return yaml_read_fail(r, "more than %u of \"%s\", and no key is left: take one out",
                              kinds[k].most, kinds[k].prefix);
    return true;
}

static bool read_id(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct reading *reading = into;
    struct criterion *item = reading->item;
    if (!yaml_read_line(r, field, item))
        return false;
    if (!check_id(r, reading->c, item->id))
        return false;
    item->element = kinds[kind_of(item->id)].element;
    return true;
}

static bool read_item_line(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    return yaml_read_line(r, field, ((struct reading *)into)->item);
}

static bool read_item_text(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    return yaml_read_text(r, field, ((struct reading *)into)->item);
}

static bool read_group(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct reading *reading = into;
    const char *name = NULL;
    struct yaml_field here = {.key = field->key};
    if (!yaml_read_line(r, &here, &name))
        return false;
    for (enum means_group g = GROUP_COERCION; g <= GROUP_ABUSE; g++)
        if (strcmp(group_names[g], name) == 0) {
            reading->item->group = g;
            return true;
        }
    return yaml_read_fail(r, "there is no group \"%s\": write coercion, deception or abuse", name);
}

static bool read_supported(struct yaml_reader *r, size_t index, void *into)
{
    struct reading *reading = into;
    const struct criteria *c = reading->c;
    (void)index;
    if (r->event.kind != YAML_SCALAR)
        return yaml_read_fail(r, "a means is expected here: write its id");
    const char *name = r->event.text;
    uint64_t mask = criteria_mask(c, name);
    if (!mask || (mask & ~c->element[ELEMENT_MEANS])) {
        const char *near = criteria_closest(c, name);
        return yaml_read_fail(
            r,
            "\"%s\" is no means of this list: name one that stands above, or `means` "
            "for any%s%s%s",
            name, near ? "; the closest name is \"" : "", near ? near : "", near ? "\"" : "");
    }
    reading->item->supports |= mask;
    return true;
}

static bool read_supports(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    (void)field;
    return yaml_read_list(r, read_supported, into);
}

static const struct yaml_field item_fields[] = {
    {"id", read_id, offsetof(struct criterion, id), true},
    {"label", read_item_line, offsetof(struct criterion, label), true},
    {"source", read_item_line, offsetof(struct criterion, source), true},
    {"guidance", read_item_text, offsetof(struct criterion, guidance), true},
    {"group", read_group, 0, false},
    {"supports", read_supports, 0, false},
};

static bool group_and_supports_fit(struct yaml_reader *r, const struct criterion *item)
{
    bool means = item->element == ELEMENT_MEANS, sign = item->element == ELEMENT_SIGN;
    if (means && item->group == GROUP_NONE)
        return yaml_read_fail(r, "%s has no group: add `group: coercion`, deception or abuse",
                              item->id);
    if (!means && item->group != GROUP_NONE)
        return yaml_read_fail(r, "%s has a group: only a means has one, take it out", item->id);
    if (sign && !item->supports)
        return yaml_read_fail(
            r, "%s supports nothing: add `supports: [...]` with the means it may support",
            item->id);
    if (!sign && item->supports)
        return yaml_read_fail(r, "%s supports something: only a sign does, take `supports` out",
                              item->id);
    return true;
}

static bool read_item(struct yaml_reader *r, size_t index, void *into)
{
    struct criteria *c = into;
    if (index == ANSWERS_MAX)
        return yaml_read_fail(r, "more than %d criteria, signs and facts: take some out",
                              ANSWERS_MAX);
    struct reading reading = {c, &c->item[index]};
    size_t fields = sizeof item_fields / sizeof item_fields[0];
    if (!yaml_read_map(r, item_fields, fields, &reading) ||
        !group_and_supports_fit(r, reading.item))
        return false;
    uint64_t *element = &c->element[reading.item->element];
    reading.item->number = (unsigned)__builtin_popcountll(*element) + 1;
    *element |= UINT64_C(1) << index;
    c->count = index + 1;
    return true;
}

static bool read_items(struct yaml_reader *r, const struct yaml_field *field, void *into)
{
    struct criteria *c = into;
    (void)field;
    if (!yaml_read_list(r, read_item, c))
        return false;
    int child = criteria_find(c, "fact.child");
    int prostitution = criteria_find(c, "fact.prostitution");
    if (child < 0 || prostitution < 0 || !c->element[ELEMENT_MEANS])
        return yaml_read_fail(r, "the list has no %s: the checks need it, put it back",
                              child < 0          ? "fact.child"
                              : prostitution < 0 ? "fact.prostitution"
                                                 : "means");
    c->fact_child = (unsigned)child;
    c->fact_prostitution = (unsigned)prostitution;
    return true;
}

static const struct yaml_field criteria_fields[] = {
    {"proof", yaml_read_line, offsetof(struct criteria, proof), true},
    {"criteria", read_items, 0, true},
};

/* By the name without its suffix, as the ids are ordered: palermo before palermo-2. */
static int by_stem(const void *a, const void *b)
{
    const struct config_file *const *x = a, *const *y = b;
    size_t xn = strcspn((*x)->name, "."), yn = strcspn((*y)->name, ".");
    int order = memcmp((*x)->name, (*y)->name, xn < yn ? xn : yn);
    return order ? order : (xn > yn) - (xn < yn);
}

static void digest_file(struct sha256_stream *s, const struct config_file *file)
{
    sha256_add_be64(s, strlen(file->name));
    sha256_add(s, file->name, strlen(file->name));
    sha256_add_be64(s, file->len);
    sha256_add(s, file->bytes, file->len);
}

static bool read_definitions(struct criteria *c, const struct config_file *files, size_t count,
                             struct sha256_stream *digest, struct err *e)
{
    const struct config_file *sorted[DEFINITIONS_MAX];
    if (count == 0)
        return err_set(e, ERR_USAGE, "there is no definition: add a file to config/definitions/");
    if (count > DEFINITIONS_MAX)
        return err_at(e, ERR_USAGE, config_path(&files[DEFINITIONS_MAX]), 0, 0,
                      "more than %d definitions: take some files out", DEFINITIONS_MAX);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &files[i];
    qsort(sorted, count, sizeof sorted[0], by_stem);
    for (size_t i = 0; i < count; i++) {
        struct definition *d = &c->definition[i];
        if (!definition_read(c, sorted[i], d, e))
            return false;
        if (criteria_definition(c, d->id) >= 0)
            return err_at(e, ERR_USAGE, config_path(sorted[i]), 0, 0,
                          "the definition \"%s\" is there twice: take one file out", d->id);
        c->definitions = i + 1;
        digest_file(digest, sorted[i]);
    }
    return true;
}

struct criteria *criteria_load(const struct config_file *criteria_file,
                               const struct config_file *definitions, size_t count, struct err *e)
{
    struct criteria *c = calloc(1, sizeof *c);
    struct sha256_stream digest;
    if (!c) {
        err_memory(e);
        return NULL;
    }
    sha256_begin(&digest);
    digest_file(&digest, criteria_file);
    size_t fields = sizeof criteria_fields / sizeof criteria_fields[0];
    if (!yaml_read_file(criteria_file, &c->arena, criteria_fields, fields, c, e) ||
        !read_definitions(c, definitions, count, &digest, e)) {
        if (e->kind == ERR_DATA)
            e->kind = ERR_USAGE;
        criteria_free(c);
        return NULL;
    }
    c->digest = sha256_end(&digest);
    return c;
}
