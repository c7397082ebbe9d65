/* One record: a debriefing (an interview of one person) or an operation, read from one YAML
 * document. The format is docs/tipreview-records.5; its rows are models/record.def. */
#ifndef TIPREVIEW_RECORD_H
#define TIPREVIEW_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/answers.h"
#include "models/base/date.h"
#include "models/base/err.h"
#include "models/base/str.h"

struct criteria;
struct yaml;

enum record_kind { KIND_NONE = 0, KIND_DEBRIEFING = 1, KIND_OPERATION = 2 };
enum { DEBRIEFING = 1, OPERATION = 2, BOTH = 3 }; /* masks for field_def.kinds */

enum field_type {
    FIELD_CHOICE,    /* cell: 1 + index into choices */
    FIELD_CHOICES,   /* a list; cell: mask of 1 << index */
    FIELD_ID,        /* [A-Za-z0-9][A-Za-z0-9._-]{0,63} */
    FIELD_TEXT,      /* one line */
    FIELD_DATE,      /* cell: date_t */
    FIELD_AGE,       /* cell: AGE_KNOWN | low << 8 | high */
    FIELD_COUNTRY,   /* cell: first letter << 8 | second */
    FIELD_COUNT,     /* cell: 1 + the number, an integer 0 to COUNT_MAX */
    FIELD_REPORTED,  /* in record.reported */
    FIELD_NARRATIVE, /* text of any length */
};

/* In every type but ID, TEXT and NARRATIVE (which have no cell) 0 means unknown or not given. */
enum { AGE_KNOWN = 1 << 16, AGE_OPEN = 255, AGE_MAX = 130, COUNT_MAX = 1000000000, ID_MAX = 64 };

static inline unsigned age_low(uint32_t cell)
{
    return cell >> 8 & 255;
}

static inline unsigned age_high(uint32_t cell) /* AGE_OPEN: no upper end */
{
    return cell & 255;
}

/* Codes of the choices that the program itself asks about; record.c places its lists by them. */
enum { YES = 1, NO = 2 };
enum { STATUS_VISITOR = 1 };
enum { PENDING_NONE = 1, PENDING_CHARGE, PENDING_REMOVAL };

enum field {
#define FIELD(name, path, type, kinds, required, choices, heading, help) F_##name,
#include "models/record.def"
#undef FIELD
    FIELD_TOTAL
};

struct field_def {
    const char *path; /* "person.age" */
    const char *key;  /* the last part: "age" */
    enum field_type type;
    unsigned kinds; /* mask of DEBRIEFING and OPERATION */
    bool required;
    const char *const *choices; /* NULL-terminated, without "unknown"; NULL: none */
    bool or_unknown;            /* "unknown" is a value too */
    const char *heading;
    const char *help;
};

extern const struct field_def field_defs[FIELD_TOTAL];

/* The field of that path, or of that last part where only one field, or a top-level one, has it;
 * FIELD_TOTAL where there is none. */
enum field field_find(const char *name, size_t n);

/* Parses a value as a record would hold it; for a filter. False where it is not of the type. */
bool field_parse(enum field field, const char *text, size_t n, uint32_t *cell);

/* Appends a cell as a record would spell it; 0 gives "unknown" where that is a value, else "". */
void field_format(enum field field, uint32_t cell, struct str *out);

/* Appends what to write: "write a date of the calendar such as 2004-03-12, 2004-03 or 2004". */
void field_advice(enum field field, struct str *out);

/* A regular expression (POSIX extended and ECMA-262) that every value of the field's type matches, for
 * editors; NULL where the type has none. Calendar and country codes go further than it. */
const char *field_pattern(enum field field);

/* A value as it stands in the document. */
struct value {
    const char *text; /* as decoded; NULL: not given */
    uint32_t len;
    uint32_t line, col;
    uint32_t cell;
};

/* One line of `reported`. */
struct report {
    const char *id;
    int criterion; /* index in the criteria set; -1: not in it */
    enum answer answer;
};

/* In one record, and bytes of their paths; one with more is refused. */
enum { OTHERS_MAX = 1000, OTHERS_PATHS_MAX = 64 * 1024 };

/* A key that the format does not know, kept and shown under "Other fields". */
struct other {
    const char *path; /* "entry.flight", "witnesses[2]" */
    const char *text;
};

enum severity { SEVERITY_WARNING, SEVERITY_ERROR };

struct diag {
    enum severity severity;
    uint32_t line, col; /* in the file, 1-based */
    const char *text;   /* "what is wrong: what to change"; not sanitised */
};

/* Zero-initialise it. Everything that record_read makes it point to lives in its arena until the
 * next record_read or record_release. */
struct record {
    struct arena arena;
    enum record_kind kind;
    uint32_t line; /* of the document's first line in the file */
    struct value value[FIELD_TOTAL];
    struct answers reported; /* of the criteria known to the set */
    struct report *report;
    size_t reports, report_cap;
    struct other *other;
    size_t others, other_cap;
    struct diag *diag;
    size_t diags, diag_cap;
};

/* One document cut out of a file. */
struct document {
    const char *bytes; /* borrowed */
    size_t len;
    uint64_t offset; /* of its first byte in the file */
    uint32_t line;   /* 1-based line in the file of its first byte */
    bool too_long;   /* longer than YAML_MAX_DOCUMENT: `bytes` is only its beginning */
};

/* Reads one document. True: it is a record, perhaps with warnings in r->diag. False: it is
 * rejected, and r->diag holds at least one error, its place and what to change; as much of the record as
 * was understood (its id, say) is in r. All problems of the document are listed, not only the first,
 * unless the YAML itself is broken. `criteria` decides which ids under `reported` are known. */
bool record_read(struct record *r, const struct document *doc, const char *file,
                 const struct criteria *criteria);
void record_release(struct record *r);

/* Frees what an uncommonly large record made it keep for the next one. */
void record_trim(struct record *r);

/* The same for many records: their texts go into an arena of the caller's, and the parser
 * (yaml_new) keeps its memory from one to the next. */
bool record_read_into(struct record *r, struct arena *arena, struct yaml *yaml,
                      const struct document *doc, const char *file,
                      const struct criteria *criteria);

#endif
