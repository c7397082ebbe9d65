/* What the Unicode Character Database says of a character: how it is shown, where a line may break
 * beside it, what it folds to. The tables are in models/base/unicode.def, made from Unicode 15.0.0
 * by models/base/unicode.gen.py, which says how to make them anew. */
#ifndef TIPREVIEW_BASE_UNICODE_H
#define TIPREVIEW_BASE_UNICODE_H

#include <stdint.h>

/* How a character is shown. */
enum char_class {
    CHAR_NARROW, /* in one column, East Asian ambiguous ones included */
    CHAR_WIDE,   /* in two columns: East Asian wide and fullwidth, emoji */
    CHAR_MARK,   /* on the character before it: nonspacing and enclosing marks, Hangul medial and
                  * final jamo */
    CHAR_HIDDEN, /* not at all, or as something else: controls, format, zero-width, private-use,
                  * unassigned characters, line and paragraph separators */
};

enum char_class char_class(uint32_t cp);

/* Where a line must not be broken beside a character; bits. */
enum {
    GLUE_BEFORE = 1, /* closing punctuation, small kana, per cent */
    GLUE_AFTER = 2,  /* opening punctuation, currency signs */
    GLUE_BOTH = 3,   /* straight quotation marks, no-break spaces */
};

unsigned char_glue(uint32_t cp);

/* The lower-case letter of an ASCII, Latin-1 Supplement or Latin Extended-A or -B letter, another
 * character as it is. Not to ASCII from outside it, nor out of Latin. */
uint32_t char_fold(uint32_t cp);

/* No character from here on is folded, or is what another one folds to. */
enum { FOLD_END = 0x2C67 };

#endif
