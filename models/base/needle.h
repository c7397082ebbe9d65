/* Words to look for, made ready once and then looked for in many texts.
 *
 * They match case-insensitively for ASCII and Latin letters, exactly otherwise. White space in the words matches any
 * run of spaces, tabs and line feeds. Beside a wide (Chinese, Japanese, Korean) character, where a line may be folded
 * though no space is written, the text may have white space that the words have not. */
#ifndef TIPREVIEW_BASE_NEEDLE_H
#define TIPREVIEW_BASE_NEEDLE_H

#include <stddef.h>
#include <stdint.h>

enum { NEEDLE_PROBES = 4 };

struct needle;
typedef size_t needle_scan(const struct needle *x, const char *hay, size_t n, size_t from);

/* The words are borrowed. What is looked for first are their rarest bytes: a part of them, which begins at words[lead],
 * may stand at each place p where for all i (hay[p + at[i]] & mask[i]) == byte[i]. */
struct needle {
    const char *words;
    size_t n, lead;
    size_t at[NEEDLE_PROBES]; /* rising */
    uint8_t mask[NEEDLE_PROBES], byte[NEEDLE_PROBES];
    needle_scan
        *scan; /* the fastest that this processor has; the first such place from `from` on, or n */
};

void needle_make(struct needle *x, const char *words, size_t n);

/* The length of the match at the very start of hay, or SIZE_MAX where there is none. */
size_t needle_match(const struct needle *x, const char *hay, size_t n);

/* The offset of the first match, or SIZE_MAX; *len gets its length. */
size_t needle_find(const struct needle *x, const char *hay, size_t n, size_t *len);

#endif
