/* The guidance on one criterion, sign or fact of a case, as lines. Pure: no terminal. */
#ifndef TIPREVIEW_CASE_GUIDE_H
#define TIPREVIEW_CASE_GUIDE_H

#include "tui/case_criteria.h"
#include "tui/case_narrative.h"

/* What it means and where it comes from, examples, what was said of it, what it may support or what may support it,
 * the definitions that ask for it, and the words of the text that point at it. */
void case_guide(struct panel *p, const struct case_answers *a, unsigned item,
                const struct case_narrative *narrative);

/* Appends a text that is filled to a width of its own, as the files have it: its lines become paragraphs, each item of a list
 * one. */
void case_guide_flow(const char *text, struct str *out);

/* The item that is chosen before any is: the first means that was answered or reported present, else the first that
 * the text points at, else the first means. */
unsigned case_guide_first(const struct case_answers *a, const struct case_narrative *narrative);

/* The item after (step 1) or before (step -1) another, in the order of the criteria, rolling over. */
unsigned case_guide_next(const struct criteria *c, unsigned item, int step);

#endif
