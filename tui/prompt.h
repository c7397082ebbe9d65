/* A text being typed: one line, or several that wrap. Pure: keys in, text and cursor out. */
#ifndef TIPREVIEW_PROMPT_H
#define TIPREVIEW_PROMPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/text.h"

enum { PROMPT_MAX = 16 * 1024 }; /* bytes of text */

/* Zero-initialise it. The text is always clean (models/base/text.h): a character that may not be shown cannot be
 * typed, and is pasted as what stands for it (`<U+202E>`). */
struct prompt {
    struct str text;
    size_t cursor; /* byte offset, at the start of a character that is no combining mark */
    bool lines;    /* line feeds are allowed */
};

void prompt_start(struct prompt *p, const char *initial, bool lines);
void prompt_release(struct prompt *p);

/* Puts a clean text in place of bytes [from, to); the cursor ends behind it. False where there is no room for it. */
MUST_CHECK bool prompt_replace(struct prompt *p, size_t from, size_t to, const char *text);

enum prompt_result {
    PROMPT_IGNORED, /* no such key; nothing changed */
    PROMPT_MOVED,
    PROMPT_CHANGED,
    PROMPT_FULL,    /* refused: longer than PROMPT_MAX, or no memory */
    PROMPT_REFUSED, /* a character that may not be shown */
    PROMPT_ENTER,
    PROMPT_CANCEL,
};

/* One key (tui/input.h). Line movement (up, down, Home, End) of several lines goes by the lines as wrapped at `cols`. */
enum prompt_result prompt_key(struct prompt *p, uint32_t key, size_t cols);

/* Pasted bytes, whatever they are. Line breaks become spaces where the prompt has one line. */
enum prompt_result prompt_paste(struct prompt *p, const char *bytes, size_t n);

/* The part of a single line that is shown in `cols` columns, so that the cursor is in it: bytes
 * [start, start+len), the cursor's column, and whether text is hidden on either side (the caller
 * draws a mark there; room for both is kept). */
struct prompt_window {
    size_t start, len, column;
    bool before, after;
};
struct prompt_window prompt_window(const struct prompt *p, size_t cols);

/* The lines as wrapped, at least one, and the cursor among them. Free `line`. False: no memory. */
struct prompt_lines {
    struct text_line *line;
    size_t count, row, column;
};
MUST_CHECK bool prompt_wrap(const struct prompt *p, size_t cols, struct prompt_lines *out);

#endif
