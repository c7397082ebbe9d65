/* The facts of a record as lines: everything that the document holds but its narrative and what
 * was reported. Pure: no terminal. */
#ifndef TIPREVIEW_CASE_FACTS_H
#define TIPREVIEW_CASE_FACTS_H

#include <stdbool.h>

#include "models/record.h"
#include "models/review.h"
#include "tui/panel.h"

enum facts_part {
    FACTS_ALL,
    FACTS_FIRST, /* those that a decision turns on */
    FACTS_REST,  /* the others, and keys that the format does not know, under "Other fields" */
};

/* Each in a place of its own as far as the values have room there, two short ones on a line. What a choice, an age or a count
 * does not say is "unknown" or "not given"; an optional text that is missing is left out, and `places` keeps its line. */
void case_facts(struct panel *p, const struct record *r, enum facts_part part, bool places);

/* The head of the case: id, kind, date, department and, unless it is NULL, what is known of its decision; where that is
 * stale or now invalid, a sentence that says what to do. */
void case_head(struct panel *p, const struct record *r, const struct row_review *review);

#endif
