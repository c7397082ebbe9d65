/* A debriefing in the field names of the Human Trafficking Case Data Standard, version 2.0 (draft of the International
 * Organization for Migration and partners): what that standard has a field and a value for, and nothing else.
 *
 * A reviewer's outcome is no finding: `trafficking` is a possible victim, never an actual one, and `insufficient` says
 * nothing. What is asked of victims alone is blank for others. The signs, purposes and the age are those of the
 * reviewer's decision. */
#ifndef TIPREVIEW_HTCDS_H
#define TIPREVIEW_HTCDS_H

#include <stddef.h>

#include "models/catalog.h"
#include "models/criteria.h"
#include "models/review.h"

struct htcds_field {
    const char *name; /* as in the standard, with its prefix */
    void (*write)(const struct catalog *c, const struct review *r, const struct criteria *criteria,
                  uint32_t row, struct str *out);
};
extern const struct htcds_field htcds_fields[];
extern const size_t htcds_fields_count;

/* What has no place there, a line each: "person.pseudonym: ...". */
extern const char *const htcds_left_out[];
extern const size_t htcds_left_out_count;

#endif
