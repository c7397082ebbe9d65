/* The corpus of hostile input: tests/hostile/cases.def, each row a document or a whole file with what
 * the loader must make of it. Big ones are made, so that the repository stays small. */
#ifndef TIPREVIEW_TESTS_HOSTILE_H
#define TIPREVIEW_TESTS_HOSTILE_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/str.h"
#include "models/record.h"

enum hostile_frame {
    HOSTILE_LINES,    /* lines at the end of a record that is good but for them */
    HOSTILE_DOCUMENT, /* what follows a line `---` */
    HOSTILE_FILE,     /* all bytes of a file */
};

enum { HOSTILE_START = 0 }; /* as a line: the document's first */

enum hostile_outcome { HOSTILE_LOADED, HOSTILE_WARNED, HOSTILE_REFUSED };

struct hostile_part {
    const char *text;
    size_t len;
    unsigned times;
    bool numbered; /* `@@@@@@@` in it counts the repetitions from 0 */
};

struct hostile {
    const char *name;
    enum hostile_frame frame;
    struct hostile_part part[6];
    enum hostile_outcome outcome;
    unsigned line, col; /* of the first problem; line 1 is the first of the parts */
    const char *reason; /* a part of what it says */
    enum field field;   /* where `value` is not NULL: what this field must be */
    const char *value;
    bool counted;       /* a HOSTILE_FILE that holds not one document, but: */
    unsigned documents; /* that are in it */
    unsigned loaded;    /* of these, where it is HOSTILE_REFUSED */
};

extern const struct hostile hostile_cases[];
extern const size_t hostile_count;

/* The id of the record that a case's lines are added to. */
#define HOSTILE_ID "H-1"

/* Appends the case's bytes: for HOSTILE_LINES and HOSTILE_DOCUMENT one document, from `---` to a line feed.
 * `*first_line` is the line, from 1, of the first part's first byte. */
void hostile_build(const struct hostile *h, struct str *out, unsigned *first_line);

#endif
