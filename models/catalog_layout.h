/* The kept file: a head, then sections. Numbers are in the byte order of the machine that wrote it; a head that is not
 * understood, or is of another order, version, record format or set of criteria, means that the file is made anew. */
#ifndef TIPREVIEW_CATALOG_LAYOUT_H
#define TIPREVIEW_CATALOG_LAYOUT_H

#include "models/catalog_store.h"

enum {
    CATALOG_VERSION = 1,
    SECTION_ALIGN = 64,
    SECTION_PAGES =
        64 * 1024, /* the same of a section of so many bytes: whole pages of any machine */
    TALLY_YEARS_MAX = DATE_YEAR_MAX + 1,
};

#define CATALOG_MAGIC "TIPINDEX"
#define CATALOG_ORDER UINT32_C(0x01020304)

enum section {
    SECTION_ROOT,     /* the folder that the files are in, as it was given; a NUL */
    SECTION_TALLY,    /* struct tally_year: the tally with nothing decided */
    SECTION_REPORTED, /* struct answers */
    SECTION_FILES,    /* struct catalog_file */
    SECTION_NAMES,    /* texts */
    SECTION_PROBLEMS, /* struct catalog_problem */
    SECTION_PROBLEM_TEXT,
    SECTION_DIGESTS, /* struct catalog_digest, by row */
    SECTION_CASES,   /* struct catalog_case; from here on in memory of models/base/pages.h */
    SECTION_IDS,     /* struct table_slot */
    SECTION_WORDS,   /* struct intern_text */
    SECTION_WORD_TABLE,
    SECTION_WORD_TEXT,
    SECTION_FIXED, /* the columns */
    SECTION_SLOT = SECTION_FIXED + COL_FIXED,
    SECTION_TEXT = SECTION_SLOT + FIELD_TOTAL,
    SECTIONS
};

struct catalog_head {
    char magic[8];
    uint32_t order, version;
    uint64_t format; /* catalog_format_number */
    uint64_t size;   /* of the whole file */
    struct sha256 criteria;
    struct table_key key; /* of the ids and the words */
    struct catalog_counts counts;
    uint32_t rows, unused;
    struct section_place {
        uint64_t offset, size, sum; /* bytes */
    } section[SECTIONS];
    uint64_t sum; /* of the head up to here */
};

/* A number that changes with the record format, the program's version and the structs above. */
uint64_t catalog_format_number(const struct catalog *c);

/* The size of an item of a section. */
size_t section_item(const struct catalog *c, unsigned section);

#endif
