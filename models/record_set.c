#include "models/record_set.h"

#include <stdlib.h>
#include <string.h>

#include "models/base/str.h"

struct member {
    const char *id;
    uint32_t row;
};

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct member *)a)->id, ((const struct member *)b)->id);
}

static bool add_members(struct sha256_stream *s, struct catalog *c, const struct member *member,
                        size_t count, struct err *e)
{
    for (size_t i = 0; i < count; i++) {
        struct sha256 digest;
        char hex[SHA256_HEX];
        if (!catalog_digest(c, member[i].row, &digest, e))
            return false;
        hex_write(digest.byte, SHA256_BYTES, hex);
        sha256_add(s, member[i].id, strlen(member[i].id));
        sha256_add(s, " ", 1);
        sha256_add(s, hex, SHA256_HEX - 1);
        sha256_add(s, "\n", 1);
    }
    return true;
}

bool record_set_digest(struct catalog *c, unsigned year, struct sha256 *digest, uint64_t *records,
                       struct err *e)
{
    struct member *member = NULL;
    size_t count = 0, cap = 0;
    for (uint32_t row = 0; row < catalog_rows(c); row++) {
        if (catalog_year(c, row) != year)
            continue;
        struct member *more = grow(member, &cap, count + 1, sizeof *more);
        if (!more) {
            free(member);
            return err_memory(e);
        }
        member = more;
        member[count++] = (struct member){catalog_text(c, row, F_ID, NULL), row};
    }
    struct sha256_stream s;
    sha256_begin(&s);
    if (count)
        qsort(member, count, sizeof *member, by_id);
    bool added = add_members(&s, c, member, count, e);
    *digest = sha256_end(&s);
    *records = count;
    free(member);
    return added;
}
