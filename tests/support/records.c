#include "tests/support/records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void set_value(struct record *r, const char *key, const char *value)
{
    enum field field = field_find(key, strlen(key));
    assert_int_not_equal(field, FIELD_TOTAL);
    struct value *v = &r->value[field];
    *v = (struct value){.text = value, .len = (uint32_t)strlen(value), .line = 1, .col = 1};
    enum field_type type = field_defs[field].type;
    if (type == FIELD_ID || type == FIELD_TEXT || type == FIELD_NARRATIVE)
        return;
    if (strcmp(value, "unknown") != 0)
        assert_true(field_parse(field, value, v->len, &v->cell));
    if (field == F_KIND)
        r->kind = (enum record_kind)v->cell;
}

enum catalog_added add_record(struct catalog *c, const char *pairs, uint32_t *row)
{
    struct record r = {.line = 1};
    struct document doc = {.bytes = pairs, .len = strlen(pairs), .line = 1};
    uint32_t ignored;
    char *copy = strdup(pairs), *narrative = strchr(copy, '|'), *save = NULL;
    assert_non_null(copy);
    if (narrative)
        *narrative++ = '\0';
    set_value(&r, "narrative", narrative ? narrative : "Nothing further.");
    for (char *pair = strtok_r(copy, " ", &save); pair; pair = strtok_r(NULL, " ", &save)) {
        char *equals = strchr(pair, '=');
        assert_non_null(equals);
        *equals = '\0';
        set_value(&r, pair, equals + 1);
    }
    if (catalog_counts(c)->files == 0)
        assert_int_equal(catalog_add_file(c, "memory.yaml", NULL), 0);
    enum catalog_added added = catalog_add(c, &r, 0, &doc, row ? row : &ignored);
    free(copy);
    return added;
}
