/* The criteria of a case as lines: what the officer reported and what the reviewer answered, side by
 * side. Pure: no terminal. */
#ifndef TIPREVIEW_CASE_CRITERIA_H
#define TIPREVIEW_CASE_CRITERIA_H

#include <stdbool.h>
#include <stddef.h>

#include "models/criteria.h"
#include "models/decision.h"
#include "tui/keymap.h"
#include "tui/panel.h"

/* Borrowed parts of the case in hand. */
struct case_answers {
    const struct criteria *criteria;
    unsigned primary; /* index of the primary definition */
    const struct facts *facts;
    const struct answers *given; /* by the reviewer's keys */
};

/* "+" present, "-" absent, "?" unknown, " " nothing said. */
const char *answer_mark(enum answer answer);
enum style answer_style(enum answer answer);

/* What comes after an answer when its key is pressed: present, absent, unknown, present. */
enum answer answer_next(enum answer answer);

/* What is known of an item before the review: the officer's report; of a fact, what the record gives. */
enum answer case_reported(const struct case_answers *a, unsigned item);

/* Appends the name of an item in at most `cols` columns: its label, else the words of its id. */
void case_item_name(const struct criterion *item, size_t cols, struct str *out);

/* Appends what stands for an item on the screen: the keys that answer a means ("5"), an act ("a1"), a purpose ("p7"); the
 * place in the list of signs and facts ("e4"). */
void case_item_key(const struct criteria *c, unsigned item, struct str *out);

enum criteria_part {
    CRITERIA_MEANS, /* each with its digit; two columns are headed "report" and "you", and the keys of signs, acts and purposes
                       that were reported as present stand in the heading, for they may be below the screen's end */
    CRITERIA_ACTS,  /* the acts and the purposes, each, under headings */
    CRITERIA_SIGNS, /* the signs and facts of which something is said, under headings */
    CRITERIA_SAID,  /* the same without headings, with such acts and purposes */
};
void case_criteria(struct panel *p, const struct case_answers *a, enum criteria_part part);

/* Appends the key hints of a case, two spaces between: what each outcome's key does right now. */
void case_hints(const struct case_answers *a, const struct keymap *keys, bool has_rationale,
                int width, struct str *out);

#endif
