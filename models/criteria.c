#include "models/criteria.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/closest.h"
#include "models/criteria_read.h"

void criteria_free(struct criteria *c)
{
    if (!c)
        return;
    arena_release(&c->arena);
    free(c);
}

int criteria_find_n(const struct criteria *c, const char *id, size_t n)
{
    for (size_t i = 0; i < c->count; i++)
        if (strncmp(c->item[i].id, id, n) == 0 && c->item[i].id[n] == '\0')
            return (int)i;
    return -1;
}

int criteria_find(const struct criteria *c, const char *id)
{
    return criteria_find_n(c, id, strlen(id));
}

int criteria_definition(const struct criteria *c, const char *id)
{
    for (size_t i = 0; i < c->definitions; i++)
        if (strcmp(c->definition[i].id, id) == 0)
            return (int)i;
    return -1;
}

uint64_t criteria_mask(const struct criteria *c, const char *name)
{
    static const struct {
        const char *name;
        enum element element;
    } prefixes[] = {{"act", ELEMENT_ACT}, {"means", ELEMENT_MEANS}, {"purpose", ELEMENT_PURPOSE}};
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (strcmp(prefixes[i].name, name) == 0)
            return c->element[prefixes[i].element];
    int bit = criteria_find(c, name);
    return bit < 0 ? 0 : UINT64_C(1) << bit;
}

static const char *id_at(const void *criteria, size_t i)
{
    return ((const struct criteria *)criteria)->item[i].id;
}

const char *criteria_closest(const struct criteria *c, const char *name)
{
    return closest(name, id_at, c, c->count);
}
