/* What docs/generate writes. Each appends one whole file. */
#ifndef TIPREVIEW_DOCS_GENERATE_H
#define TIPREVIEW_DOCS_GENERATE_H

#include "models/base/str.h"

void write_records_manual(struct str *out); /* docs/tipreview-records.5 */
void write_record_schema(struct str *out);  /* data/record.schema.json */
void write_limits(struct str *out);         /* docs/limits.md */

#endif
