/* The year-end summary: figures by year, computed in one pass over the catalog's columns and the review, in
 * sections of rows. Knows no format and no terminal: the console, csv, json and html print the same figures.
 * Each section states its unit; units are never added or divided across (design section 6). */
#ifndef TIPREVIEW_SUMMARY_H
#define TIPREVIEW_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/base/str.h"
#include "models/catalog.h"
#include "models/criteria.h"
#include "models/review.h"

/* What the figures come from; all borrowed for the call. */
struct summary_source {
    const struct catalog *catalog;
    const struct criteria *criteria;
    const struct review *review;
    /* Appends a year's coverage label; `ctx` is given back to it. */
    void (*coverage)(const void *ctx, const struct tally_year *year, struct str *out);
    const void *ctx;
    bool partial; /* records are still being read: every year can grow */
};

struct summary_year {
    unsigned year;
    bool provisional;     /* a record of it has no final decision, or more may come */
    const char *coverage; /* "Jan-Apr" */
};

enum summary_row_kind {
    SUMMARY_COUNT,   /* n: how many records the row's limit selects */
    SUMMARY_SUM,     /* n: added up over the records that the row's limit selects */
    SUMMARY_CASES,   /* n: cases; no limit selects them by year, since a case can span years */
    SUMMARY_PERCENT, /* n of `of`; the limit selects the n */
};

struct summary_row {
    enum summary_row_kind kind;
    const char *label;
    const char *limit; /* without the year; NULL: none */
    bool so_far;       /* can still grow or fall while the year is provisional */
    const int64_t *n;  /* one a year */
    const int64_t *of; /* of a PERCENT; else NULL */
};

struct summary_section {
    const char *id;    /* "outcomes"; for csv and json */
    const char *title; /* "Outcomes of debriefings" */
    const char *unit;  /* the sentence that states what is counted */
    const struct summary_row *row;
    size_t rows;
};

enum { SUMMARY_SECTIONS = 9 };

struct summary {
    struct summary_year *year;
    size_t years; /* in rising order */
    struct summary_section section[SUMMARY_SECTIONS];
    size_t sections;
    const char *proof;  /* "Standard of proof: reasonable grounds, on the record." */
    const char *caveat; /* what the figures are not */
    uint64_t seq;       /* of the last event in them */
    struct arena arena;
};

/* NULL where memory ran out. */
MUST_CHECK struct summary *summary_new(const struct summary_source *source, struct err *e);
void summary_free(struct summary *s);

/* Whether a record of the year still lacks a final decision. */
bool summary_provisional(const struct tally_year *y);

/* Appends the limit that selects the records of a cell: "year:2004 & kind:debriefing & ..."; false
 * where there is none. */
bool summary_limit(const struct summary *s, const struct summary_row *row, size_t year,
                   struct str *out);

#endif
