/* The text that the reviewer reads: sentences chosen and filled by the facts of the case. */
#ifndef DATA_NARRATIVE_H
#define DATA_NARRATIVE_H

#include "data/caseload.h"
#include "models/base/str.h"

/* Each appends whole lines, every one indented by two spaces and ended by a line feed. */
void narrative_debriefing(const struct debriefing *d, struct str *out);
void narrative_operation(const struct operation *op, struct str *out);

/* Appends one phrase with its slots filled for a case, on one line. */
void narrative_rationale(const struct debriefing *d, const char *phrase, struct str *out);

/* Appends a number in decimal, with leading zeros up to `digits`. */
void add_number(struct str *out, unsigned long n, unsigned digits);

#endif
