/* Statistical disclosure control of tables of counts: which cells are printed, which as `<k` and which as `[c]`, so
 * that no small count can be worked out from all that is printed together.
 *
 * A table is cells and the relations that a reader knows of: parts that add up to a whole. A figure that stands in several
 * tables is one cell. A cell of 1 to k-1 is primary and prints as `<k`; 0 prints as 0; a secondary cell, k or more,
 * prints as `[c]`. The promise: for every primary cell and every value v of 1 to k-1 (of those that were not ruled out
 * by earlier releases: what is known is known) there are whole numbers for all
 * cells that fit everything printed, with v in that cell.
 *
 * It is kept by construction. From the true figures, the cheapest move by one is looked for that keeps every relation: a set
 * of cells, each one up or one down. What it moves and is printed becomes secondary; the moved figures are the proof for that value.
 * Cells that are hidden later can only add to what is possible, so no proof is ever lost. In a table with two margins
 * the move is a cycle in a network (Kelly, Golden, Assad: Cell suppression, Networks 22, 1992; Castro: A
 * shortest-paths heuristic, SIAM J. Optim. 18, 2007; the problem as such: Fischetti, Salazar, JASA 95, 2000). Where
 * none is found within the search's bounds, a small cell prints as `[c]` too, where it could be k or more for all that is
 * printed (beside an exempt headline of 3 cases, a `<k` for their persons would mean 3 or 4). Where not even that is
 * so it is `stuck`: it must not be printed, and the caller makes the table coarser.
 *
 * Instead, with a `base`, every figure is printed as a multiple of it (never 0 for more than 0) and nothing is hidden; the
 * same promise is checked for the intervals that the rounded figures leave. */
#ifndef TIPREVIEW_SUPPRESS_H
#define TIPREVIEW_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"

enum suppress_kind {
    SUPPRESS_COUNT, /* printed, unless it must be hidden */
    SUPPRESS_FIXED, /* printed as it is, whatever it is: an exempt headline, what was released before */
    SUPPRESS_IMPLIED, /* not printed, but small it must not be found out: what is left of a whole */
    SUPPRESS_UNSAID,  /* not printed and no count of people: only a term of a relation */
};

enum suppress_mark { SUPPRESS_SHOWN, SUPPRESS_SMALL, SUPPRESS_HIDDEN };

struct suppress_cell {
    int64_t n; /* 0 or more */
    enum suppress_kind kind;
    int64_t low, high;       /* what a reader knows already, from an earlier release; n is within */
    enum suppress_mark mark; /* the result */
    bool stuck;              /* the result: neither promise can be kept for it */
};

enum { SUPPRESS_K_MIN = 2, SUPPRESS_K_MAX = 50 };

/* Zero-initialise, then set k, and base where figures are to be rounded. */
struct suppress {
    int64_t k, base;
    struct suppress_cell *cell;
    size_t cells, cell_cap;
    struct suppress_term {
        uint32_t cell;
        int sign; /* 1: a part; -1: the whole */
    } * term;
    size_t terms, term_cap;
    size_t *end; /* of each relation's terms */
    size_t relations, relation_cap;
};
void suppress_release(struct suppress *s);

/* The number of the new cell, of which nothing is known yet; UINT32_MAX where memory ran out. */
uint32_t suppress_add(struct suppress *s, int64_t n, enum suppress_kind kind);

/* The parts add up to the whole, and a reader knows it. */
MUST_CHECK bool suppress_relate(struct suppress *s, const uint32_t *part, size_t parts,
                                uint32_t whole, struct err *e);

/* Sets the marks. *stuck: how many cells are. False: no memory, or the figures do not fit their own relations. */
MUST_CHECK bool suppress_solve(struct suppress *s, size_t *stuck, struct err *e);

enum { SUPPRESS_ENDLESS = INT32_MAX }; /* the `high` of a cell of which nothing is known */

/* What a count is printed as with a base: 0 for 0 alone. */
int64_t suppress_round(int64_t n, int64_t base);

/* The counts that are printed as `rounded`. */
void suppress_interval(int64_t rounded, int64_t base, int64_t *low, int64_t *high);

#endif
