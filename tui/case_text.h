/* A narrative made ready to be wrapped anew. Pure: no terminal. */
#ifndef TIPREVIEW_CASE_TEXT_H
#define TIPREVIEW_CASE_TEXT_H

#include <stddef.h>

#include "models/base/str.h"

/* Appends the text. Paragraphs that an editor filled to some width broader than `cols` become one line
 * each, since wrapping their lines once more would leave every second one short: that is where each line
 * but the last ends only because the next word had no room. All other line breaks stay; nothing but a line
 * feed is changed to a space, or, between Chinese characters, left out. */
void case_text_flow(const char *text, size_t n, size_t cols, struct str *out);

#endif
