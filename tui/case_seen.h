/* Which lines of a narrative were on the screen: whether all of it was shown before a decision. Pure: no terminal. */
#ifndef TIPREVIEW_CASE_SEEN_H
#define TIPREVIEW_CASE_SEEN_H

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise it: nothing was shown. */
struct case_seen {
    bool *line;
    size_t lines;
    bool whole; /* every line was; stays, however the text is laid out later */
};
void case_seen_release(struct case_seen *s);

/* Forgets what was shown: another text is in hand. */
void case_seen_reset(struct case_seen *s);

/* Lines [first, end) of now `lines` were shown. Where their number has changed since, the width has: a line counts as shown
 * where all that stood in its place was. Without memory nothing more counts as shown. */
void case_seen_show(struct case_seen *s, size_t lines, size_t first, size_t end);

#endif
