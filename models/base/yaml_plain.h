/* Documents in the plainest form, read without libyaml, which takes a hundred instructions for each of their bytes where this
 * takes two. The form is that of the examples in the manual, and of most records:
 *
 *     ---
 *     id: D-2004-03117
 *     person:
 *       age: 24
 *     narrative: |
 *       The first line.
 *
 *       Another.
 *
 * The rule. All lines end in LF, none in CR LF. `---` may be the first. Every other line is, after spaces alone, a key, a colon, and
 *   - a space and a value without a tab, a colon and `#`. It begins with a letter, digit, `_` or a character beyond ASCII, and does not
 *     end in a space;
 *   - or a space and a value in quotation marks, '...' or "...", which ends on the line and is the last of it; without a tab, and in double ones
 *     without a backslash;
 *   - or a space and a list in brackets, which ends on the line and is the last of it: of words, of the characters that a key has, and of
 *     such lists, parted by a comma that one space may follow;
 *   - or nothing, and then the next line is further to the right: the first key of a mapping;
 *   - or ` |` or ` |-`, and then the lines of a text: the first begins with more spaces than the key's line, and neither a tab nor LF follows
 *     them; the others begin with as many, or are of no more than these. It ends where one begins with fewer.
 * A key begins with a letter, digit or `_`, and as the keys of a mapping stand in one column, a line that is further to the left is in the
 * column of a mapping around it. No mapping has a key twice, and no limit of models/base/yaml.h is passed.
 *
 * A document in which anything is otherwise (a comment, an escape, a list of lines, a line break less, a fault of any kind) is libyaml's from its first byte
 * on: nothing is refused here. What is read here gives the events that libyaml gives, with the same texts and places
 * (tests/unit/test_yaml_plain.c). Used by yaml.c alone. */
#ifndef TIPREVIEW_BASE_YAML_PLAIN_H
#define TIPREVIEW_BASE_YAML_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/yaml.h"
#include "models/base/yaml_keys.h"

/* Zero-initialise it. */
struct yaml_plain {
    struct yaml_event *event; /* those of the document, YAML_END the last */
    size_t events, cap;
    char *text; /* the document, cut up into what the events point to */
    size_t text_cap;
};

/* Reads a document that passed the raw checks. `keys` is for its use. False: it is not in that form, or there is
 * no memory. */
bool yaml_plain_read(struct yaml_plain *p, struct yaml_keys *keys, const char *bytes, size_t n,
                     unsigned first_line);
void yaml_plain_release(struct yaml_plain *p);

#endif
