/* Limits of the queue that have a name: those that the settings give (`limits:`), and those saved in the console.
 *
 * The console never writes to a settings file, whose comments are the user's. It saves into a file of its own,
 * limits.yaml in the user's folder (config/files.h), of the same form, which it writes anew each time: comments there do not
 * stay. A name that the settings give counts; the same name in limits.yaml does not. */
#ifndef TIPREVIEW_LIMITS_H
#define TIPREVIEW_LIMITS_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/err.h"
#include "models/base/str.h"
#include "models/base/yaml_read.h"

enum { LIMITS_MAX = 200, LIMIT_NAME_MAX = 32, LIMIT_TEXT_MAX = 1000 }; /* bytes */

struct named_limit {
    const char *name, *expression; /* in the arena; the expression is not checked */
    bool saved;                    /* in limits.yaml */
};

/* Zero-initialise it; texts live in an arena of the caller's. */
struct limits {
    struct named_limit *item; /* in the order of their names */
    size_t count, cap;
};
void limits_release(struct limits *l);

/* Reads a mapping of names to expressions, whose beginning is in hand; a name that is there gets the new expression. */
MUST_CHECK bool limits_read(struct yaml_reader *r, struct limits *l, bool saved);

/* Takes in the user's limits.yaml, where there is one. */
MUST_CHECK bool limits_load(struct limits *l, struct arena *arena, struct err *e);

/* Saves an expression under a name, or with NULL takes the name away. Refused where the settings give that name. */
MUST_CHECK bool limits_save(struct limits *l, struct arena *arena, const char *name,
                            const char *expression, struct err *e);

/* The limit of that name; NULL and the error, with the closest name, where there is none. */
const struct named_limit *limits_find(const struct limits *l, const char *name, struct err *e);

#endif
