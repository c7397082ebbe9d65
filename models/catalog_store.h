/* The insides of a catalog, shared by the catalog*.c files alone.
 *
 * Everything here may come from the kept file, which another program can have written: a number is checked
 * against its count, and an offset against its store, each time it is used. */
#ifndef TIPREVIEW_CATALOG_STORE_H
#define TIPREVIEW_CATALOG_STORE_H

#include <sys/stat.h>

#include "models/base/mapping.h"
#include "models/catalog.h"
#include "models/intern.h"

/* A column of unsigned numbers, 1, 2, 4 or 8 bytes each. */
struct column {
    void *data; /* of models/base/pages.h, for `cap` rows; of a mapped catalog in the map */
    uint32_t cap;
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

enum {
    FILE_KNOWN = 1,      /* its status could be read when it was registered */
    FILE_FRESH = 2,      /* it was so young then that its time can't show every later change */
    FILE_HASHED = 4,     /* `content` is known */
    FILE_DUPLICATES = 8, /* it has documents that were rejected for a taken id */
    FILE_FAILED = 16,    /* it could not be read to its end */
    FILE_SAME = 32,      /* in a comparison: it holds what it held */
};

struct catalog_file {
    uint64_t name;                         /* its path, in `names` */
    uint64_t dev, ino, size, mtime, ctime; /* times in ns since 1970 */
    uint64_t content;                      /* checksum of its bytes */
    uint32_t flags;
    uint32_t row, rows; /* its own, one after another */
    uint32_t problem, problems;
    uint32_t documents, rejected;
    uint32_t unused;
};

enum { KNOWN_TEXTS = 1024 };

struct catalog_problem {
    uint64_t offset, text, id; /* the last two in `problem_text` */
    uint32_t file, line, col, len;
    uint32_t severity, unused;
};

struct catalog_case {
    uint32_t year;
};

struct catalog_digest {
    uint32_t row;
    struct sha256 sha;
};

struct catalog {
    uint32_t rows, cap;
    struct column fixed[COL_FIXED];
    struct column slot[FIELD_TOTAL]; /* shared by fields of different kinds */
    unsigned char slot_of[FIELD_TOTAL];
    unsigned char choices[FIELD_TOTAL]; /* how many there are of a field */
    unsigned slots;

    const struct table_key *key; /* of `ids` and `words` */
    struct textstore text;       /* of each row: id, NUL, narrative, NUL */
    struct intern words;         /* of the other ids and texts */
    struct table ids;            /* id -> row */

    struct answers *reported; /* the distinct sets; number 0 is the empty one */
    size_t reported_count, reported_cap;
    struct table reported_table;

    struct catalog_case *cases;
    size_t case_count, case_cap;
    uint32_t *case_of_word; /* per word and purpose: case + 1, 0: none */
    size_t case_words;

    struct catalog_file *file;
    size_t files, file_cap;
    struct textstore names;
    struct catalog_problem *problem;
    size_t problems, problem_cap;
    struct textstore problem_text;
    uint64_t known_text[KNOWN_TEXTS]; /* some that stand there, by their hash: the offset and 1 */
    struct catalog_counts counts;

    struct table digest_rows; /* row -> index into digest */
    struct catalog_digest *digest;
    size_t digests, digest_cap;
    int open_fd; /* the file read last, kept open: -1 none */
    uint32_t open_file;

    struct mapping settled; /* pages of the kept file in the place of memory: catalog_save_settle */
    struct catalog_kept *kept; /* what belongs to a mapped catalog; else NULL */
    struct catalog_take *take; /* rows to be taken over; else NULL */
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

static inline uint32_t fixed_get(const struct catalog *c, unsigned column, uint32_t row)
{
    return (uint32_t)column_get(&c->fixed[column], row);
}

static inline bool is_text_field(enum field field)
{
    return field_defs[field].type == FIELD_ID || field_defs[field].type == FIELD_TEXT;
}

/* Whether a field has a column; `id` and `narrative` are in the text. */
bool has_column(enum field field);

/* The number of a case for a row whose key is a `case`, else an operation's id, else nothing (word 0
 * for both); UINT32_MAX where memory ran out. */
uint32_t catalog_case_number(struct catalog *c, uint32_t case_word, uint32_t operation_word,
                             unsigned year);

/* The number of a set of reported answers; UINT32_MAX where memory ran out. */
uint32_t catalog_reported_number(struct catalog *c, const struct answers *a);

/* Makes room for so many rows; the next row's columns can be set then. */
bool catalog_reserve_rows(struct catalog *c, uint32_t rows);

/* Counts the row that was set, as one of that file. */
void catalog_count_row(struct catalog *c, enum record_kind kind, uint32_t file);

/* Copies the two texts of the next row. */
bool catalog_set_text(struct catalog *c, const char *id, size_t id_len, const char *narrative,
                      size_t narrative_len);

/* A file's status as the catalog keeps it, and whether two are of the same file with the same times. */
void catalog_file_status(struct catalog_file *f, const struct stat *st);
bool catalog_same_status(const struct catalog_file *a, const struct catalog_file *b);

/* The digest of a row's document where it is known already, else NULL; and noting one. False: no memory. */
const struct sha256 *catalog_known_digest(const struct catalog *c, uint32_t row);
bool catalog_set_digest(struct catalog *c, uint32_t row, const struct sha256 *digest);

/* A file's path from the records' folder on, whose path is so long: "/2004/a.yaml". */
const char *catalog_name_below(const struct catalog *c, uint32_t file, size_t root_len);

/* Notes what mapping_swap made of the catalog's memory, and frees what only adding needs. */
void catalog_settled(struct catalog *c, const struct mapping *settled);

/* models/catalog_take.c: a record with that id was read. */
void catalog_take_notice(struct catalog_take *t, const char *id);

/* models/catalog_map.c, models/catalog_take.c */
const struct sha256 *catalog_kept_digest(const struct catalog_kept *k, uint32_t row);
const char *catalog_kept_path(const struct catalog *c, uint32_t file);
void catalog_unmap(struct catalog *c);
void catalog_take_free(struct catalog_take *t);

#endif
