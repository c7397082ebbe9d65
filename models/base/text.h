/* UTF-8 text on a terminal: decoding, width in columns, cutting, wrapping, and
 * the sanitiser through which all text from outside passes before it is shown.
 *
 * Widths and categories come from a table made from the Unicode Character
 * Database (models/base/unicode.h says which version and how), not from the
 * locale, so that two terminals show the same and tests need no locale. */
#ifndef TIPREVIEW_BASE_TEXT_H
#define TIPREVIEW_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/str.h"

/* Decodes one character of at most n > 0 bytes. Returns its length in bytes (1 to 4)
 * and sets *cp. For a byte that starts no valid character (overlong, surrogate,
 * above U+10FFFF, truncated) returns 0 and *cp is that byte. */
unsigned utf8_decode(const char *s, size_t n, uint32_t *cp);

/* Appends cp, which must be a Unicode scalar value, as UTF-8. */
void utf8_encode(struct str *out, uint32_t cp);

/* The offset of the first byte that is not valid UTF-8, or n where all is. */
size_t utf8_invalid_at(const char *s, size_t n);

/* Columns that one character takes on a terminal: 0 (combining mark, or one that is never sent
 * there as it is), 1 or 2. */
unsigned char_width(uint32_t cp);

/* Text made safe: runs of bytes that may be sent to a terminal. A run with
 * `escaped` set stands for a byte or character that may not, e.g. `<U+202E>`
 * or `^[`, and is drawn in its own attribute. */
enum clean_mode {
    CLEAN_LINE,      /* a value on one line: line breaks and tabs are escaped too */
    CLEAN_NARRATIVE, /* line feeds stay; a tab becomes spaces up to the next multiple of 8 */
};

struct clean_run {
    uint32_t start, len; /* bytes of the clean text */
    bool escaped;
};

/* Clean text and its runs. Zero-initialise it; clean_release frees the contents. */
struct clean {
    struct str text;
    struct clean_run *run; /* in order, covering the text */
    size_t count, cap;
};

/* Sanitises n bytes: invalid byte -> `<9B>`; C0 and DEL -> caret notation (`^[`), but
 * for what `mode` lays out; C1, bidi, zero-width, format, private-use, surrogate and unassigned
 * characters -> `<U+202E>`; combining marks beyond 3 on one base, or with no base -> `<U+0301>`.
 * Replaces what c held. Returns false where memory ran out. */
MUST_CHECK bool clean_text(struct clean *c, const char *bytes, size_t n, enum clean_mode mode);
void clean_release(struct clean *c);

/* The same for one line, without the runs: appends to out. For messages and line-mode output. */
void clean_line(struct str *out, const char *bytes, size_t n);

/* Whether a text is one clean line as it is. */
bool text_is_line(const char *text);

/* --- The functions below take text that is already clean. --- */

/* Columns that n bytes take. */
size_t text_width(const char *s, size_t n);

/* The longest prefix of at most `cols` columns, in bytes; a combining mark stays
 * with its base. *width (may be NULL) gets its columns. */
size_t text_cut(const char *s, size_t n, size_t cols, size_t *width);

/* Appends the text cut to exactly `cols` columns: padded with spaces, or, where it is
 * too long, cut with the mark "…" (or ">" where !unicode) in its last column. */
void text_fit(struct str *out, const char *s, size_t n, size_t cols, bool unicode);

/* One screen line of a wrapped text: bytes [start, start+len), without the break itself. */
struct text_line {
    uint32_t start, len;
};

/* Wraps clean text at `cols` >= 2 columns: words at spaces, Chinese, Japanese and Korean
 * characters anywhere but before closing or after opening punctuation; a word longer than a
 * line is cut; no combining mark is torn off; a line feed ends a line; an empty text gives no line.
 * Spaces at a break belong to no line; indentation stays where the first word fits after it.
 * *lines is malloc'd, *count its length; the caller frees it. False: no memory. */
MUST_CHECK bool text_wrap(const char *s, size_t n, size_t cols, struct text_line **lines,
                          size_t *count);

/* Finds needle in hay as models/base/needle.h says: case-insensitive for ASCII and Latin letters, exact otherwise,
 * across folded lines. Returns the offset, or SIZE_MAX; *len gets the length of the match. Any bytes may
 * be given; an empty needle matches at 0. */
size_t text_find(const char *hay, size_t n, const char *needle, size_t needle_n, size_t *len);

#endif
