/* Any bytes as a kept catalog: it is refused, or can be asked everything without a read outside of it.
 *
 * The input is a file as the program writes it, or anything. What only shows that it was written by this program (magic,
 * versions, checksums) is set right here, so that the rest is reached. Seeds are catalogs of a few records:
 *   tipreview init W; cp data/sample/SOME.yaml W/records/; tipreview -w W list; cp W/.tipreview/catalog SEEDS/ */
#include "models/base/checksum.h"
#include "models/catalog_kept.h"
#include "models/catalog_file.h"
#include "models/review.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/catalog_dump.h"

static void set_right(char *bytes, size_t n, const struct catalog *shape)
{
    struct catalog_head head;
    memcpy(&head, bytes, sizeof head);
    memcpy(head.magic, CATALOG_MAGIC, sizeof head.magic);
    head.order = CATALOG_ORDER;
    head.version = CATALOG_VERSION;
    head.format = catalog_format_number(shape);
    head.size = n;
    head.criteria = (struct sha256){{0}};
    for (unsigned i = 0; i < SECTIONS; i++) {
        struct section_place *p = &head.section[i];
        p->offset &= ~(uint64_t)(SECTION_ALIGN - 1);
        if (p->offset <= n && p->size <= n - p->offset)
            p->sum = checksum_of(bytes + p->offset, p->size);
    }
    head.sum = checksum_of(&head, offsetof(struct catalog_head, sum));
    /* A section that holds the head itself fails its sum now, as it should. */
    memcpy(bytes, &head, sizeof head);
}

static void ask_everything(struct catalog *c)
{
    static const struct criteria none;
    struct str text = STR_INIT;
    struct err e;
    atomic_bool stop = false;
    bool same = catalog_verify(c, &stop, &e);
    (void)same;
    catalog_dump(c, &text);
    str_release(&text);
    review_free(review_new(c, &none));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct catalog_home home = {.path = "catalog", .root = "records"};
    struct catalog *shape = catalog_new();
    struct err e;
    char *bytes = fuzz_copy(data, size, 0);
    PROMISE(shape);
    if (size >= sizeof(struct catalog_head))
        set_right(bytes, size, shape);
    struct catalog *c = catalog_map_bytes(bytes, size, &home, &e);
    if (c)
        ask_everything(c);
    catalog_free(c);
    catalog_free(shape);
    free(bytes);
    return 0;
}
