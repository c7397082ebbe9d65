/* Decisions as a YAML stream, one document each, for `decide --from`:
 *
 *   record: D-2003-00001
 *   outcome: voluntary
 *   answers:                 # optional
 *     means.force: absent
 *   rationale: ...           # optional
 */
#ifndef TIPREVIEW_PROPOSALS_H
#define TIPREVIEW_PROPOSALS_H

#include <stdbool.h>

#include "models/answers.h"
#include "models/base/err.h"
#include "models/base/str.h"
#include "models/criteria.h"
#include "models/event.h"
#include "models/record.h"

/* One decision of the stream; its texts live in the arena given to proposal_read. */
struct stream_proposal {
    const char *record;
    enum outcome outcome;
    struct answers given;
    const char *rationale; /* "" where none */
    unsigned line;         /* of its document */
};

/* Reads one document. False and the error, with its place in `file`, where it is malformed. */
MUST_CHECK bool proposal_read(struct stream_proposal *p, const struct document *doc,
                              const char *file, const struct criteria *criteria,
                              struct arena *arena, struct err *e);

/* Appends a decision as such a document. Answers that `voluntary` implied are left out: it implies them again. */
void proposal_write(const struct event *decision, struct str *out);

/* Sets one answer by the words of a command line or stream; a second one to the same criterion is refused. */
MUST_CHECK bool proposal_answer(struct answers *given, const struct criteria *criteria,
                                const char *id, const char *answer, struct err *e);

#endif
