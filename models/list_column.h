/* The columns that a list of records can have: every field of a record that fits on a line, what the review knows of it, and the
 * text, which is always the last. */
#ifndef TIPREVIEW_LIST_COLUMN_H
#define TIPREVIEW_LIST_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/str.h"
#include "models/catalog.h"
#include "models/review.h"

/* By number: the fields of models/record.def, then these. */
enum {
    COLUMN_FROM = FIELD_TOTAL, /* department of a debriefing, type of an operation */
    COLUMN_YEAR,
    COLUMN_PRIORITY,
    COLUMN_STATE,
    COLUMN_OUTCOME,
    COLUMN_REVIEWER,
    COLUMN_FLAG,
    COLUMN_NOTES,
    COLUMN_TOTAL,
    COLUMN_NARRATIVE = F_NARRATIVE
};

struct list_column {
    const char *name, *heading, *help;
    bool number; /* stands at the right of its column */
    bool whole;  /* is of no use where it is cut: a date, an age */
};
bool list_column_is(unsigned column); /* not every field is one */
struct list_column list_column_of(unsigned column);

/* Which columns, from the left; the text is the last where it is among them. */
enum { COLUMNS_MAX = 24 };
struct column_choice {
    unsigned char column[COLUMNS_MAX];
    unsigned count;
};

/* Adds a column by its name ("age", "person.age", "outcome"). False and the error where there is none of that name, it is
 * there already, or there are COLUMNS_MAX. */
MUST_CHECK bool column_choice_add(struct column_choice *choice, const char *name, struct err *e);

/* Appends what a row has there: "" where the column is not of its kind, "?" where it is not known. Not sanitised. Not for
 * COLUMN_NARRATIVE. */
void list_column_format(unsigned column, const struct catalog *c, const struct review *r,
                        uint32_t row, struct str *out);

#endif
