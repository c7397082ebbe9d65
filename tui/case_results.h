/* What each definition makes of a case, on both bases, as lines. The primary definition comes first. Pure: no
 * terminal. */
#ifndef TIPREVIEW_CASE_RESULTS_H
#define TIPREVIEW_CASE_RESULTS_H

#include "tui/case_criteria.h"

/* A line a definition, cut with a mark, for the foot of the screen. */
void case_strip(struct panel *p, const struct case_answers *a);

/* Each in full, with the reasons in words; each `rows` lines below where the one before began, or where that ended, so
 * that it keeps its place from case to case. */
void case_reasons(struct panel *p, const struct case_answers *a, size_t rows);

#endif
