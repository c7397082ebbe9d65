/* The checks on characters that the YAML parser makes before and after libyaml, and plain words for what
 * libyaml refuses. Part of models/base/yaml.h. */
#ifndef TIPREVIEW_BASE_YAML_CHECK_H
#define TIPREVIEW_BASE_YAML_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is wrong with a character, and where. */
struct yaml_flaw {
    size_t at;        /* offset of its first byte */
    uint32_t cp;      /* the character, or the byte where it is not valid UTF-8 */
    bool invalid;     /* it is not */
    const char *what; /* "what is wrong: what to change" */
};

/* Looks for the first character that a document must not hold as it stands in the file: invalid
 * UTF-8, control characters, NEL, LS, PS, lone CR, noncharacters, a byte order mark, and `%` in
 * column 1. True where there is one. */
bool yaml_flaw_raw(const char *bytes, size_t n, struct yaml_flaw *flaw);

/* The same for a scalar after its escapes were resolved: every CR is a flaw, `%` is none. */
bool yaml_flaw_decoded(const char *text, size_t n, struct yaml_flaw *flaw);

/* Line (from 0) and column (characters, from 1) of an offset. */
void yaml_place(const char *bytes, size_t offset, unsigned *line, unsigned *col);

#define YAML_NO_ANCHOR "an anchor (&): write the value out, or put the text in quotation marks"
#define YAML_NO_ALIAS  "an alias (*): write the value out, or put the text in quotation marks"
#define YAML_NO_TAG    "a tag (!): remove it, or put the text in quotation marks"

#define YAML_NOT_CLOSED                                                                            \
    "a bracket or brace is opened here and not closed: close it, or put the text in quotation "    \
    "marks"

/* What to say where libyaml refuses something. */
struct yaml_advice {
    const char *problem; /* in libyaml's words; where those say little, its context */
    const char *advice;  /* "what is wrong: what to change" */
    bool at_context;     /* the place to mend is where the context began */
};
const struct yaml_advice *yaml_advice(const char *problem); /* NULL: none */

#endif
