#include "models/base/unicode.h"

#include <stddef.h>

#include "models/base/text.h"

/* Characters first to last have the value; ranges are in order. */
struct range {
    uint32_t first, last;
    uint8_t value;
};

#define SHOWN(first, last, value)
#define GLUE(first, last, value)
#define FOLD(from, to)

static const struct range shown[] = {
#undef SHOWN
#define SHOWN(first, last, value) {first, last, CHAR_##value},
#include "models/base/unicode.def"
#undef SHOWN
#define SHOWN(first, last, value)
};

static const struct range glue[] = {
#undef GLUE
#define GLUE(first, last, value) {first, last, GLUE_##value},
#include "models/base/unicode.def"
#undef GLUE
#define GLUE(first, last, value)
};

enum { FOLDED_FIRST = 0xC0, FOLDED_LAST = 0x24F };

/* 0: folds to itself. */
static const uint16_t fold[FOLDED_LAST - FOLDED_FIRST + 1] = {
#undef FOLD
#define FOLD(from, to) [(from)-FOLDED_FIRST] = (to),
#include "models/base/unicode.def"
};

static unsigned look_up(const struct range *table, size_t count, uint32_t cp)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (table[middle].last < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && table[low].first <= cp ? table[low].value : 0;
}

enum char_class char_class(uint32_t cp)
{
    /* Most text is ASCII or common Chinese. */
    if (cp >= ' ' && cp <= '~')
        return CHAR_NARROW;
    if (cp >= 0x4E00 && cp <= 0x9FFF)
        return CHAR_WIDE;
    return (enum char_class)look_up(shown, sizeof shown / sizeof *shown, cp);
}

unsigned char_width(uint32_t cp)
{
    static const uint8_t width[] = {
        [CHAR_NARROW] = 1, [CHAR_WIDE] = 2, [CHAR_MARK] = 0, [CHAR_HIDDEN] = 0};
    return width[char_class(cp)];
}

unsigned char_glue(uint32_t cp)
{
    if (cp >= 0x4E00 && cp <= 0x9FFF)
        return 0;
    return look_up(glue, sizeof glue / sizeof *glue, cp);
}

uint32_t char_fold(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
    if (cp < FOLDED_FIRST || cp > FOLDED_LAST || !fold[cp - FOLDED_FIRST])
        return cp;
    return fold[cp - FOLDED_FIRST];
}
