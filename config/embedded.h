/* The configuration files that ship with the program, kept in the binary so that it runs uninstalled.
 * config/embed.c writes the table at build time. */
#ifndef TIPREVIEW_EMBEDDED_H
#define TIPREVIEW_EMBEDDED_H

#include <stddef.h>

#include "models/base/yaml_ready.h"

struct embedded_file {
    const char *name; /* below config/: "criteria.yaml", "definitions/palermo.yaml" */
    const char *bytes;
    size_t len;
    struct yaml_ready ready;
};

extern const struct embedded_file embedded_files[];
extern const size_t embedded_count;

#endif
