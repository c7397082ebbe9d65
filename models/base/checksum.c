#include "models/base/checksum.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

static XXH3_state_t *state_of(struct checksum *s)
{
    return (XXH3_state_t *)(void *)s;
}

uint64_t checksum_of(const void *bytes, size_t n)
{
    return XXH3_64bits(bytes, n);
}

struct checksum *checksum_new(void)
{
    struct checksum *s = (struct checksum *)(void *)XXH3_createState();
    if (s)
        checksum_begin(s);
    return s;
}

void checksum_free(struct checksum *s)
{
    XXH3_freeState(state_of(s));
}

void checksum_begin(struct checksum *s)
{
    XXH3_64bits_reset(state_of(s));
}

void checksum_add(struct checksum *s, const void *bytes, size_t n)
{
    XXH3_64bits_update(state_of(s), bytes, n);
}

uint64_t checksum_get(const struct checksum *s)
{
    return XXH3_64bits_digest((const XXH3_state_t *)(const void *)s);
}
