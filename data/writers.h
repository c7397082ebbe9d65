/* The case load as YAML: records, and the decisions on them. */
#ifndef DATA_WRITERS_H
#define DATA_WRITERS_H

#include "data/caseload.h"
#include "models/base/str.h"

/* Writes debriefings-YYYY-MM.yaml and operations-YYYY.yaml into a folder, which it makes. */
MUST_CHECK bool write_records(const struct options *o, const char *dir, struct err *e);

/* Writes the decisions on all records of 2003 and 2004, for `tipreview decide --from`, into
 * `path`: a file where it ends in .yaml or .yml, else decisions.yaml in that folder. */
MUST_CHECK bool write_decisions(const struct options *o, const char *path, struct err *e);

/* The comment that stands at the head of each file. */
void add_head(struct str *out, const struct options *o, const char *what);

void add_debriefing_id(struct str *out, const struct debriefing *d, const struct options *o);
void add_operation_id(struct str *out, const struct operation *op);

/* Appends each of the lines of `text` after two spaces. */
void add_indented(struct str *out, const char *text);

#endif
