/* The year-end summary as data: tables of counts, years side by side, with what a reader needs to hold them to
 * account. Knows no format and no terminal: the console and every report print the same cells.
 *
 * A cell counts what its limit (docs/limits.md; summary_limit) selects, in its row's unit:
 *
 *   UNIT_DEBRIEFINGS, UNIT_OPERATIONS  the records selected
 *   UNIT_CASES    the distinct cases (catalog_case) of the records selected
 *   UNIT_PERSONS  the distinct pseudonyms of the records selected; a record without one is not among them
 *   UNIT_SUM      the records' numbers in the row's field, added up
 *
 * so that Enter on it shows the evidence, and a test can count again. A row of per cents has no count of its own: its
 * cells are those of two other rows of the table, and it selects what the first of them does. Units are never
 * added or divided across. Two cells of one unit with the same limit are the same figure. */
#ifndef TIPREVIEW_SUMMARY_H
#define TIPREVIEW_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/base/str.h"
#include "models/catalog.h"
#include "models/criteria.h"
#include "models/log.h"
#include "models/review.h"

enum { SUMMARY_YEARS_MAX = 64 };

/* What the figures come from; borrowed until summary_finish. */
struct summary_source {
    const struct catalog *catalog;
    const struct criteria *criteria;
    const struct review *review;
    unsigned primary;     /* index of the primary definition */
    const unsigned *year; /* those wanted, in rising order; NULL: all that have records */
    size_t years; /* of more than SUMMARY_YEARS_MAX the last ones are taken, and a note says so */
    /* Appends a year's coverage label; `ctx` is given back to it. */
    void (*coverage)(const void *ctx, const struct tally_year *year, struct str *out);
    const void *ctx;
    bool partial; /* records are still being read: every year can grow */
};

struct summary_year {
    unsigned year;
    bool provisional; /* a record of it has no final decision, or more may come */
    bool whole;       /* its coverage is January to December: else it is no year to compare with */
    bool empty;       /* no record is of it: a 0 in it is nothing that was counted */
    const char *coverage;     /* "Jan-Apr" */
    int64_t undecided, again; /* debriefings; without a decision; to be decided again */
    int64_t operations_open;  /* operations without a final decision */
    bool
        covered; /* these three are not said: in what is published the tables alone say what may be */
};

enum summary_unit { UNIT_DEBRIEFINGS, UNIT_OPERATIONS, UNIT_CASES, UNIT_PERSONS, UNIT_SUM };

struct summary_row {
    const char *id;    /* unique in its table: "visitors", "CN" */
    const char *label; /* "visitors"; a text of the records where `outside`: clean or escape it */
    const char *limit; /* without year and column: "kind:debriefing & status:visitor" */
    unsigned indent;   /* under the row that it is part of */
    bool outside;
    bool so_far; /* can still grow or fall while the year is provisional */
    enum summary_unit unit;
    enum field field; /* of UNIT_SUM */
    bool percent;     /* row `part` in per cent of row `of` */
    size_t part, of;
};

struct summary_column {
    size_t year;       /* index */
    const char *id;    /* of a breakdown "trafficking"; else "" */
    const char *label; /* "trafficking"; "" where the year says it all */
    const char *limit; /* what it adds to the rows' limits, % being the row's id; "" nothing */
    bool so_far;
};

/* What stands in the place of a count that is not to be published; models/publish.h sets it. */
enum summary_cover {
    COVER_NONE,
    COVER_SMALL,     /* 1 to k-1: "<k" */
    COVER_SECONDARY, /* a count that, with the others printed, would give a small one away: "[c]" */
    COVER_ROUNDED,   /* n and of are rounded already */
};

struct summary_cell {
    int64_t n, of; /* of: the denominator of a per cent; else 0 */
    enum summary_cover cover;
};

/* A linear relation that holds of the counts of a table: the parts add up to the whole, or, with `rest`, to no more than
 * it, and what is left of it is a count that follows from what is printed. Of rows it holds in each column, of columns in
 * each row but those of per cents. Parts and whole have one unit. With two parts, each is the other's complement. */
struct summary_relation {
    bool columns; /* of columns; else of rows */
    bool rest;
    size_t whole;
    const size_t *part;
    size_t parts;
};

struct summary_table {
    const char *id;    /* "outcomes"; for csv and json */
    const char *title; /* "Outcomes of debriefings" */
    bool headline;     /* a figure that can still change says how many are undecided, too */
    const char *unit;  /* the sentence that states what is counted */
    const struct summary_row *row;
    size_t rows;
    const struct summary_column *column; /* year by year, in rising order */
    size_t columns, per_year;            /* columns = per_year * years */
    struct summary_cell *cell;           /* rows * columns, row by row */
    const struct summary_relation *relation;
    size_t relations;
};

/* Bars, each a cell of a table. */
struct summary_bar {
    const char *label; /* "2004", "Mar" */
    size_t row, column;
    bool partial; /* of a year that is not whole: not to be compared with its neighbours */
};
struct summary_chart {
    const char *id, *title;
    size_t table;
    const struct summary_bar *bar;
    size_t bars;
};

struct summary_definition {
    const char *id, *title, *source;
    bool primary;
};

struct summary {
    struct summary_year *year;
    size_t years; /* in rising order */
    struct summary_table *table;
    size_t tables;
    struct summary_chart *chart;
    size_t charts;
    struct summary_definition *definition;
    size_t definitions;
    const char **note; /* what else is to be said of the figures; not from outside */
    size_t notes;
    const char *proof;       /* the standard of proof: "reasonable grounds, on the record" */
    const char *caveat;      /* what the figures are not */
    struct sha256 criteria;  /* digest of criteria and definitions */
    uint64_t seq;            /* of the last event in them */
    int64_t threshold;       /* k of COVER_SMALL; 0: nothing is suppressed */
    const char **suppressed; /* what was suppressed and why; models/publish.h */
    size_t suppressions;
    const char **revision; /* what has changed since a year was frozen; models/revision.h */
    size_t revisions;
    struct arena arena;
};

/* The work in slices of some milliseconds, so that a key never waits. Records may be added meanwhile, and are left out;
 * where a decision is made or the catalog is another, the work is to be dropped and begun again. NULL: no memory. */
struct summary_work;
MUST_CHECK struct summary_work *summary_begin(const struct summary_source *source, struct err *e);
bool summary_step(struct summary_work *w); /* true while there is more to do */
/* How much is done, of how much. */
void summary_progress(const struct summary_work *w, uint64_t *done, uint64_t *all);
void summary_drop(struct summary_work *w);
/* After the last step; ends the work. NULL where memory ran out. */
MUST_CHECK struct summary *summary_finish(struct summary_work *w, struct err *e);

/* All at once. */
MUST_CHECK struct summary *summary_new(const struct summary_source *source, struct err *e);
void summary_free(struct summary *s);

/* Whether a record of the year still lacks a final decision. */
bool summary_provisional(const struct tally_year *y);

/* Makes each line of a text, which ends with a line feed, a sentence of the summary: of `suppressed` or `revision`. */
MUST_CHECK bool summary_sentences(struct summary *s, const char *text, const char ***list,
                                  size_t *count);

const struct summary_table *summary_table_find(const struct summary *s,
                                               const char *id);         /* or NULL */
size_t summary_row_find(const struct summary_table *t, const char *id); /* t->rows: none */
static inline struct summary_cell *summary_cell(const struct summary_table *t, size_t row,
                                                size_t column)
{
    return &t->cell[row * t->columns + column];
}

/* Appends the limit of a cell: "year:2004 & kind:debriefing & status:visitor". Of cases the year is that of the case's
 * earliest record: "case_year:2004 & ...". */
void summary_limit(const struct summary *s, const struct summary_table *t, size_t row,
                   size_t column, struct str *out);

/* The word for what a row counts: "debriefings", "operations", "cases", "persons"; of a sum its field's name. */
const char *summary_unit_name(const struct summary_row *row);

/* Whether a cell can still change because its year is provisional: it is never shown as a bare number then. */
bool summary_so_far(const struct summary *s, const struct summary_table *t, size_t row,
                    size_t column);

/* Appends "Jan-Apr, not a whole year, PROVISIONAL: 2,355 undecided"; operations are named where they alone are open. */
void summary_year_text(const struct summary_year *y, struct str *out);

/* Appends a cell as people read it: "10,092", "99.4% (10,031 of 10,092)", "n/a (0 of 0)", "<5", "[c]"; where it
 * can still change, with " so far". */
void summary_cell_text(const struct summary *s, const struct summary_table *t, size_t row,
                       size_t column, struct str *out);

#endif
