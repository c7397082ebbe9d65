/* An import's map as models/import.c and models/import_map.c share it, and nobody else. */
#ifndef TIPREVIEW_IMPORT_WORK_H
#define TIPREVIEW_IMPORT_WORK_H

#include "models/import.h"
#include "models/record.h"

/* A row of a table of values. */
struct import_pair {
    const char *from, *to;
};

/* Where one field's value comes from: a column, a constant or a template. */
struct import_source {
    enum field field;
    const char *reported; /* F_REPORTED: the id */
    const char *column, *constant, *template;
    const char *others; /* "keep": cells that are in no row of the table are the value themselves */
    struct import_pair *value; /* with a column: its table, or NULL */
    size_t values, value_cap;
    size_t index; /* of the column */
    unsigned line, col;
};

struct import_map {
    struct arena arena;
    const char *encoding;
    struct import_source *source;
    size_t sources, cap;
    char **head; /* the columns' names */
    size_t columns;
};

#endif
