/* Between the parts of record_read: record_read.c takes the values out of the YAML, record_reported.c those below
 * `reported`, record_check.c finds what they mean, record_note.c says what is wrong. Included by those alone. */
#ifndef TIPREVIEW_RECORD_READ_H
#define TIPREVIEW_RECORD_READ_H

#include "models/base/yaml.h"
#include "models/record.h"

struct reader {
    struct record *record;
    struct arena *arena; /* of the record's texts */
    struct yaml *yaml;
    const struct criteria *criteria; /* may be NULL */
    unsigned line, col;              /* where the root mapping begins */
    enum field next;                 /* the field that is likely to come next */
    unsigned misspelt;               /* ids under `reported` that nobody knows, so far */
    size_t paths;                    /* bytes, of what is kept under other fields */
    bool no_memory;
};

/* Adds a diagnostic. */
void reader_note(struct reader *rd, enum severity severity, unsigned line, unsigned col,
                 const char *fmt, ...) PRINTF(5, 6);

/* The next event. False: the YAML is broken, which has been noted. */
MUST_CHECK bool reader_next(struct reader *rd, struct yaml_event *ev);

/* Reads on to the end of the value that starts with this event. */
MUST_CHECK bool reader_pass_over(struct reader *rd, const struct yaml_event *begin);

/* Whether it is a value that says nothing: none at all, ~, null. */
bool reader_is_empty(const struct yaml_event *ev);

/* Sets the text of a field, which is copied, and its place. */
void reader_set_value(struct reader *rd, enum field f, const struct yaml_event *ev,
                      const char *text, size_t len);

/* Reads the mapping `reported`, which this event begins. */
MUST_CHECK bool reader_reported(struct reader *rd, const struct yaml_event *begin);

/* Keeps what the format does not know, or what cannot be a cell. */
void reader_keep(struct reader *rd, const char *path, const char *text);

/* A path of 16 keys, or of list positions, each with what separates it. */
struct path {
    size_t len;
    char text[YAML_MAX_DEPTH * (YAML_MAX_KEY + 2) + 16];
};
void path_add(struct path *p, const char *text); /* all of it, or nothing */

/* Keeps the whole value that starts with this event, each scalar in it with its own path. */
MUST_CHECK bool reader_keep_value(struct reader *rd, struct path *path,
                                  const struct yaml_event *begin);

/* A value for a message: in quotes, and shortened. */
struct shown {
    char text[64];
};
struct shown reader_show(const char *text, size_t n);

/* From all values to cells, with everything that is wrong with them. */
void reader_check(struct reader *rd);

#endif
