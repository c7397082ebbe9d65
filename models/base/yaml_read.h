/* A YAML document read by a table: which keys a mapping may hold, and what reads each. Unknown keys are
 * refused with the closest known one, missing ones with their names. For configuration, where a
 * mistake is to be mended before anything runs. */
#ifndef TIPREVIEW_BASE_YAML_READ_H
#define TIPREVIEW_BASE_YAML_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/str.h"
#include "models/base/yaml.h"

/* A file's bytes, wherever they came from. All borrowed. */
struct config_file {
    const char *name; /* for the digest of criteria: "criteria.yaml", "definitions/palermo.yaml" */
    const char *path; /* for errors: where it was found; NULL: the name */
    const char *bytes;
    size_t len;
    const struct yaml_ready *ready; /* its events, where they are known already, or NULL */
};

/* What stands in errors. */
static inline const char *config_path(const struct config_file *file)
{
    return file->path ? file->path : file->name;
}

struct yaml_reader {
    struct yaml *yaml;
    struct yaml_event event; /* the one in hand */
    struct arena *arena;     /* where texts go */
    struct err *err;
};

/* One key. `read` is called with the first event of the value in hand and leaves the last in hand; `into` is
 * what the caller of yaml_read_map gave. */
struct yaml_field {
    const char *key;
    bool (*read)(struct yaml_reader *r, const struct yaml_field *field, void *into);
    size_t offset; /* for yaml_read_line and yaml_read_text: of a `const char *` in `into` */
    bool required;
};

/* Reads a file that is one document, a mapping of these fields. An empty one has no keys. */
MUST_CHECK bool yaml_read_file(const struct config_file *file, struct arena *arena,
                               const struct yaml_field *fields, size_t count, void *into,
                               struct err *e);

/* Opens it, as yaml_open does; the file is borrowed until yaml_close. */
struct yaml *yaml_open_file(const struct config_file *file, struct err *e);

/* Takes the next event in hand. */
MUST_CHECK bool yaml_read_next(struct yaml_reader *r);

/* Reads the mapping whose beginning is in hand. */
MUST_CHECK bool yaml_read_map(struct yaml_reader *r, const struct yaml_field *fields, size_t count,
                              void *into);

/* Reads the list whose beginning is in hand: `item` is called with each item's first event in hand, and `index`. An
 * empty list is refused. */
MUST_CHECK bool yaml_read_list(struct yaml_reader *r,
                               bool (*item)(struct yaml_reader *r, size_t index, void *into),
                               void *into);

/* Field readers: a text that is not blank, copied without the line breaks at its end; of one line, or of several. */
bool yaml_read_line(struct yaml_reader *r, const struct yaml_field *field, void *into);
bool yaml_read_text(struct yaml_reader *r, const struct yaml_field *field, void *into);

/* Appends a text of one clean line as a scalar that is read back as it is. */
void yaml_quote(struct str *out, const char *line);

/* An error at the event in hand, as yaml_fail. */
bool yaml_read_fail(struct yaml_reader *r, const char *fmt, ...) PRINTF(2, 3);

#endif
