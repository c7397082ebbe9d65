/* The facts of a record as lines: everything that the document holds but its narrative and what
 * was reported. Pure: no terminal. */
#ifndef TIPREVIEW_CASE_FACTS_H
#define TIPREVIEW_CASE_FACTS_H

#include <stdbool.h>

#include "models/record.h"
#include "models/review.h"
#include "tui/panel.h"

enum facts_part {
    FACTS_WHO = 1,   /* age and sex, for who may be a child is seen first; what an operation was */
    FACTS_FIRST = 2, /* the others that a decision turns on */
    FACTS_REST = 4,  /* all else, and keys that the format does not know, under "Other fields" */
};

/* Those of the parts, each in a place of its own as far as the values have room there, two short ones on a line. What a choice, an age or a count
 * does not say is "unknown" or "not given"; an optional text that is missing is left out, and `places` keeps its line. */
void case_facts(struct panel *p, const struct record *r, unsigned parts, bool places);

/* The head of the case: id, kind, date, department and, unless it is NULL, what is known of its decision; where that is
 * stale or now invalid, a sentence that says what to do. */
void case_head(struct panel *p, const struct record *r, const struct row_review *review);

#endif
