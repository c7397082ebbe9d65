#include "models/catalog_layout.h"

#include <string.h>

#include "models/base/checksum.h"
#include "models/tally.h"

static const size_t item_size[SECTION_FIXED] = {
    [SECTION_ROOT] = 1,
    [SECTION_TALLY] = sizeof(struct tally_year),
    [SECTION_REPORTED] = sizeof(struct answers),
    [SECTION_FILES] = sizeof(struct catalog_file),
    [SECTION_NAMES] = 1,
    [SECTION_PROBLEMS] = sizeof(struct catalog_problem),
    [SECTION_PROBLEM_TEXT] = 1,
    [SECTION_DIGESTS] = sizeof(struct catalog_digest),
    [SECTION_CASES] = sizeof(struct catalog_case),
    [SECTION_IDS] = sizeof(struct table_slot),
    [SECTION_WORDS] = sizeof(struct intern_text),
    [SECTION_WORD_TABLE] = sizeof(struct table_slot),
    [SECTION_WORD_TEXT] = 1,
};

size_t section_item(const struct catalog *c, unsigned section)
{
    if (section < SECTION_FIXED)
        return item_size[section];
    if (section < SECTION_SLOT)
        return c->fixed[section - SECTION_FIXED].width;
    unsigned slot = section - SECTION_SLOT;
    return slot < c->slots ? c->slot[slot].width : 1;
}

static uint64_t mix(uint64_t number, const void *bytes, size_t n)
{
    uint64_t both[] = {number, checksum_of(bytes, n)};
    return checksum_of(both, sizeof both);
}

static uint64_t mix_field(uint64_t number, const struct field_def *f)
{
    const uint32_t shape[] = {f->type, f->kinds, f->required, f->or_unknown};
    number = mix(number, f->path, strlen(f->path));
    number = mix(number, shape, sizeof shape);
    for (const char *const *choice = f->choices; choice && *choice; choice++)
        number = mix(number, *choice, strlen(*choice));
    return number;
}

uint64_t catalog_format_number(const struct catalog *c)
{
    uint64_t number = mix(SECTIONS, TIPREVIEW_VERSION, strlen(TIPREVIEW_VERSION));
    const size_t head = sizeof(struct catalog_head);
    number = mix(number, &head, sizeof head);
    number = mix(number, item_size, sizeof item_size);
    for (int t = 0; t < T_TOTAL; t++)
        number = mix(number, tally_names[t], strlen(tally_names[t]));
    for (int i = 0; i < COL_FIXED; i++)
        number = mix(number, &c->fixed[i].width, sizeof c->fixed[i].width);
    for (int f = 0; f < FIELD_TOTAL; f++)
        number = mix_field(number, &field_defs[f]);
    return mix(number, c->slot_of, sizeof c->slot_of);
}
