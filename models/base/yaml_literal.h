/* The text that ends a document, read without libyaml. A record ends in its narrative, which is most of its bytes, and
 * libyaml takes 60 instructions for each of them; a literal block scalar in its plainest form takes one, since it is the lines
 * themselves without their indentation:
 *
 *     narrative: |
 *       The first line.
 *
 *       Another.
 *
 * The rule. The key is of the bytes that a key may hold, in column 0, and `: |` and LF follow it. The first line below begins with at
 * least one space, and neither a tab nor LF follows its spaces. Every line to the end of the document ends in LF and not in CR LF; it
 * begins with as many spaces as the first one, or it is of no more than these. Anything else is libyaml's: other indicators, less
 * indentation, comments, an end of document, a last line without LF.
 *
 * What is before the text is libyaml's too, and it alone says whether that line is a key there. (In quotes that are still open, say, it is
 * not; then the text that ends so has an error to libyaml, and it is given the whole document.) Used by yaml.c alone. */
#ifndef TIPREVIEW_BASE_YAML_LITERAL_H
#define TIPREVIEW_BASE_YAML_LITERAL_H

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise it. */
struct yaml_literal {
    size_t head;    /* bytes of the document up to and with the key's line */
    unsigned line;  /* of that line, from 0 */
    unsigned lines; /* below it */
    char *text;     /* NUL-terminated: as YAML's clip chomping leaves it, it ends in one LF */
    size_t len, cap;
};

/* Reads it, if a document that passed the raw checks ends in one. False: it does not, or there is no memory. */
bool yaml_literal_read(struct yaml_literal *l, const char *bytes, size_t n);
void yaml_literal_release(struct yaml_literal *l);

#endif
