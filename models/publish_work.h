/* What models/publish*.c share, and nobody else includes. */
#ifndef TIPREVIEW_PUBLISH_WORK_H
#define TIPREVIEW_PUBLISH_WORK_H

#include "models/intern.h"
#include "models/publish.h"
#include "models/suppress.h"

/* A figure: what a set of terms selects, in one unit. */
struct publish_figure {
    uint32_t *term,
        *raw; /* numbers in publisher.terms, sorted; and those that its limit states, without the implied ones */
    size_t terms, raws;
    uint64_t signature;  /* a bit for each term that is no `(a | b)` */
    uint32_t cell;       /* in the problem; UINT32_MAX: it is not in it */
    bool additive;       /* records, not persons or cases: parts that share none add up */
    bool exempt, veiled; /* veiled: printed as `[c]` though it is small */
};

/* What a cell counts, as numbers of figures; 0: nothing. */
struct publish_key {
    uint32_t own;
    uint32_t group; /* of a cell of a sensitive outcome: the same without the outcome */
    uint32_t debriefings, operations; /* of cases and persons: the records that they come from */
};

struct publisher {
    struct summary *s;
    const struct publish_options *o;
    struct intern keys, terms;
    struct publish_figure *figure; /* of each number in keys */
    size_t figures;                /* room there */
    struct publish_key **key;      /* of each table's cells */
    struct suppress problem;
    bool breakdown;    /* the table at hand is one: its rows may be merged */
    uint64_t *covered; /* part << 32 | whole, of each relation of the tables; sorted */
    size_t covers, cover_cap;
    bool *merged;        /* of each table: rows of it are */
    struct str *said;    /* of each table: what is left out of it; "" nothing */
    struct str withheld; /* a line for each table that is left out */
};

static inline const struct publish_key *publish_key_at(const struct publisher *p, size_t table,
                                                       size_t row, size_t column)
{
    return &p->key[table][row * p->s->table[table].columns + column];
}

/* Sets the keys of a table's cells. */
MUST_CHECK bool publish_set_keys(struct publisher *p, size_t table);

/* The figure of a whole but for those of which a term holds; UINT32_MAX: no memory. */
uint32_t publish_complement(struct publisher *p, uint32_t whole, uint32_t term);

/* Whether all terms of the whole hold of the part, which has more. */
bool publish_is_part(const struct publisher *p, const struct publish_figure *part,
                     const struct publish_figure *whole);

/* The figures with one alternative each in the place of `(a | b)`, up to so many; *count 0: it has no such term. False: no memory. */
MUST_CHECK bool publish_alternatives(struct publisher *p, uint32_t number, uint32_t *alternative,
                                     size_t *count, size_t most);

/* Builds the problem of the first so many tables. */
MUST_CHECK bool publish_problem(struct publisher *p, size_t tables, struct err *e);

/* Its parts: the relations that follow from the limits, and from what the tables mean. */
MUST_CHECK bool publish_relate_parts(struct publisher *p, struct err *e);
MUST_CHECK bool publish_relate_unions(struct publisher *p, size_t tables, struct err *e);

/* Adds the cell of what the parts leave of the whole; they are not more than it. UINT32_MAX: no memory. */
uint32_t publish_add_rest(struct publisher *p, const uint32_t *part, size_t parts, uint32_t whole,
                          enum suppress_kind kind);

/* Parts that add up to the whole with what is left of it, a cell that is added; `part` has room for it. Nothing where they are more than the whole. */
MUST_CHECK bool publish_relate(struct publisher *p, uint32_t *part, size_t parts, uint32_t whole,
                               enum suppress_kind rest, struct err *e);

/* Puts what was found into the summary: the covers; the sentences. */
void publish_cover(struct publisher *p);
MUST_CHECK bool publish_say(struct publisher *p);

/* The row's only relation as a part, so that it can be merged with its neighbours there; SIZE_MAX: there is none. */
size_t publish_mergeable(const struct summary_table *t, size_t row);

/* Merges two rows of a table: the smallest of those that are marked (where none is, of all) with what is merged already,
 * else with the smallest of its neighbours. *merged: false where that leaves nothing to tell apart. */
MUST_CHECK bool publish_merge(struct publisher *p, size_t table, const bool *mark, bool *merged);

/* Leaves of a breakdown the columns of totals. False: no memory. */
MUST_CHECK bool publish_totals_only(struct publisher *p, size_t table);

/* Takes a table out. */
void publish_withhold(struct publisher *p, size_t table, const char *why);

#endif
