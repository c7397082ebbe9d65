/* A careful pull parser for one YAML document, over libyaml's events.
 *
 * It refuses, with line and column, what could hide or retype a value: invalid UTF-8, raw
 * control characters, NEL, LS, PS and lone CR (libyaml takes them for line breaks), directives,
 * anchors, aliases, tags, merge keys, duplicate or non-scalar keys, a second document. It bounds
 * the document, its scalars, depth and keys, which Debian 12's libyaml does not. Decoded scalars are
 * checked again, since "\e" and "\0" get past a raw check. No value is retyped: scalars are text.
 * A UTF-8 byte order mark at the start is skipped; CRLF is a line break. */
#ifndef TIPREVIEW_BASE_YAML_H
#define TIPREVIEW_BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/err.h"
#include "models/base/yaml_ready.h"

/* What a document may hold, so that a hostile one costs little. Sizes in bytes. */
enum {
    YAML_MAX_DOCUMENT = 1024 * 1024,
    YAML_MAX_SCALAR = 256 * 1024,
    YAML_MAX_DEPTH = 16,
    YAML_MAX_KEYS = 1000,    /* in one mapping */
    YAML_MAX_VALUES = 10000, /* in one list */
    YAML_MAX_KEY = 64,       /* bytes of [A-Za-z0-9_.-] */
};

enum yaml_kind {
    YAML_SCALAR,
    YAML_KEY, /* a mapping's key; its value follows */
    YAML_MAP_BEGIN,
    YAML_MAP_END,
    YAML_LIST_BEGIN,
    YAML_LIST_END,
    YAML_END, /* of the document; comes for ever after */
};

struct yaml_event {
    enum yaml_kind kind;
    const char
        *text; /* SCALAR and KEY: NUL-terminated, valid UTF-8, borrowed until the next call */
    size_t len;
    bool quoted;        /* SCALAR: written in quotes or as a block, so "" is not "nothing given" */
    unsigned line, col; /* 1-based, in the file; col counts characters */
};

struct yaml;

/* Opens a document of n bytes, borrowed until yaml_close. `name` (borrowed) and `first_line`
 * (1-based line in the file of the first byte) make the places in errors. Runs the raw checks.
 * NULL and the error where it is refused. An empty document (comments only) gives YAML_END at once. */
struct yaml *yaml_open(const char *bytes, size_t n, const char *name, unsigned first_line,
                       struct err *e);
void yaml_close(struct yaml *y);

/* Opens a document by the events that were made of it, which are borrowed until yaml_close. */
struct yaml *yaml_open_ready(const struct yaml_ready *ready, const char *name, struct err *e);

/* For many documents with one parser, which keeps its memory: yaml_new makes it (NULL: no memory),
 * yaml_begin opens a document, and ends the one before. False and the error as for yaml_open. */
struct yaml *yaml_new(void);
MUST_CHECK bool yaml_begin(struct yaml *y, const char *bytes, size_t n, const char *name,
                           unsigned first_line, struct err *e);

/* The next event. False and the error (kind ERR_DATA, with place) once the document is refused, and
 * the same error again at every later call. */
MUST_CHECK bool yaml_next(struct yaml *y, struct yaml_event *event, struct err *e);

/* An error at an event's place, in the document's file; returns false. */
bool yaml_fail(const struct yaml *y, const struct yaml_event *event, struct err *e, const char *fmt,
               ...) PRINTF(4, 5);

#endif
