/* The insides of a catalog, shared by the catalog*.c files alone. */
#ifndef TIPREVIEW_CATALOG_STORE_H
#define TIPREVIEW_CATALOG_STORE_H

#include <sys/types.h>

#include "models/catalog.h"
#include "models/intern.h"

/* A column of unsigned numbers, 1, 2, 4 or 8 bytes each. */
struct column {
    void *data;
    unsigned width;
};

/* Columns besides those of the fields. */
enum {
    COL_FILE,
    COL_LINE,
    COL_LEN,
    COL_OFFSET,
    COL_TEXT,
    COL_TEXT_LEN,
    COL_REPORTED,
    COL_CASE,
    COL_FIXED
};

struct catalog_file {
    char *path;
    dev_t dev;
    ino_t ino;
    off_t size;
    struct timespec mtime;
    bool known; /* its status could be read when it was registered */
};

struct catalog_case {
    uint32_t year;
};

struct catalog {
    uint32_t rows, cap;
    struct column fixed[COL_FIXED];
    struct column slot[FIELD_TOTAL]; /* shared by fields of different kinds */
    unsigned char slot_of[FIELD_TOTAL];
    unsigned slots;

    struct textstore text; /* of each row: id, NUL, narrative, NUL */
    struct intern words;   /* of the other ids and texts */
    struct table ids;      /* id -> row */

    struct answers *reported; /* the distinct sets; number 0 is the empty one */
    size_t reported_count, reported_cap;
    struct table reported_table;

    struct catalog_case *cases;
    size_t case_count, case_cap;
    uint32_t *case_of_word; /* per word and purpose: case + 1, 0: none */
    size_t case_words;

    struct catalog_file *file;
    size_t files, file_cap;
    struct problem *problem;
    size_t problems, problem_cap;
    struct arena problem_text;
    struct catalog_counts counts;

    struct table digest_rows; /* row -> index into digest */
    struct catalog_digest {
        uint32_t row;
        struct sha256 sha;
    } * digest;
    size_t digests, digest_cap;
    int open_fd; /* the file read last, kept open: -1 none */
    uint32_t open_file;
};

static inline uint64_t column_get(const struct column *c, uint32_t row)
{
    switch (c->width) {
    case 1:
        return ((const uint8_t *)c->data)[row];
    case 2:
        return ((const uint16_t *)c->data)[row];
    case 4:
        return ((const uint32_t *)c->data)[row];
    default:
        return ((const uint64_t *)c->data)[row];
    }
}

static inline void column_set(struct column *c, uint32_t row, uint64_t value)
{
    switch (c->width) {
    case 1:
        ((uint8_t *)c->data)[row] = (uint8_t)value;
        break;
    case 2:
        ((uint16_t *)c->data)[row] = (uint16_t)value;
        break;
    case 4:
        ((uint32_t *)c->data)[row] = (uint32_t)value;
        break;
    default:
        ((uint64_t *)c->data)[row] = value;
    }
}

#endif
