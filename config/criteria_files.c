#include "config/criteria_files.h"

#include <string.h>

#include "config/files.h"

struct criteria *config_criteria(const char *workspace, struct err *e)
{
    struct config_text criteria = {0}, texts[DEFINITIONS_MAX] = {0};
    struct config_file definitions[DEFINITIONS_MAX];
    size_t count = 0;
    struct criteria *c = NULL;
    if (config_read(workspace, "criteria.yaml", &criteria, e) &&
        config_read_folder(workspace, "definitions", texts, DEFINITIONS_MAX, &count, e)) {
        for (size_t i = 0; i < count; i++)
            definitions[i] = texts[i].file;
        c = criteria_load(&criteria.file, definitions, count, e);
    }
    config_text_release(&criteria);
    for (size_t i = 0; i < count; i++)
        config_text_release(&texts[i]);
    return c;
}

static struct terms *shipped_terms(const struct criteria *c)
{
    struct err ignored;
    struct config_text text = {0};
    return config_shipped("terms.yaml", &text, &ignored) ? terms_load(&text.file, c, &ignored)
                                                         : NULL;
}

struct terms *config_terms(const char *workspace, const struct criteria *c, struct err *e)
{
    struct config_text text = {0};
    struct terms *t = NULL;
    e->kind = ERR_NONE;
    if (config_read(workspace, "terms.yaml", &text, e))
        t = terms_load(&text.file, c, e);
    config_text_release(&text);
    return t ? t : shipped_terms(c);
}
