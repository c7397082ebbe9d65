#include "tests/support/criteria.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "config/embedded.h"

struct criteria *shipped_criteria(void)
{
    struct config_file criteria = {0}, definition[DEFINITIONS_MAX];
    size_t count = 0;
    struct err e = {0};
    for (size_t i = 0; i < embedded_count; i++) {
        const struct embedded_file *f = &embedded_files[i];
        struct config_file file = {f->name, NULL, f->bytes, f->len, NULL};
        if (strcmp(f->name, "criteria.yaml") == 0)
            criteria = file;
        else if (strncmp(f->name, "definitions/", 12) == 0)
            definition[count++] = file;
    }
    struct criteria *c = criteria_load(&criteria, definition, count, &e);
    if (!c)
        fail_msg("%s:%u:%u: %s", e.file, e.line, e.col, e.what);
    return c;
}
