/* The list of everything that can be answered: the signs, each beside the means that it may support, the
 * facts, each beside what the record gives, and the criteria. Pure: no terminal. */
#ifndef TIPREVIEW_CASE_SIGNS_H
#define TIPREVIEW_CASE_SIGNS_H

#include "tui/case_criteria.h"

/* The items in the order of the list; returns how many. */
size_t case_signs_items(const struct criteria *c, unsigned item[ANSWERS_MAX]);

/* The heading of the list; and the line of an item. One line each. */
void case_signs_heading(struct panel *p);
void case_signs_line(struct panel *p, const struct case_answers *a, unsigned item, bool cursor);

/* What an item means, where it comes from and what to look for, in several lines. */
void case_signs_detail(struct panel *p, const struct case_answers *a, unsigned item);

/* What comes after a fact's answer: as others, but from unknown back to what the record gives; `absent` is passed
 * over where the record gives a child, and *refused is then set. */
enum answer case_fact_next(const struct case_answers *a, unsigned item, bool *refused);

#endif
