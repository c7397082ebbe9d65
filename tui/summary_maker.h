/* The figures of the summary for a view that shows them: made between keys, and anew where they no longer hold. */
#ifndef TIPREVIEW_SUMMARY_MAKER_H
#define TIPREVIEW_SUMMARY_MAKER_H

#include "models/summary.h"
#include "tui/fresh.h"

/* Zero-initialise it. */
struct summary_maker {
    struct summary *summary; /* NULL: none is made yet, or it could not be, and why */
    struct err error;
    struct summary_work *work;     /* at the next one */
    const struct catalog *catalog; /* that the work is at */
    struct fresh fresh;            /* of the summary, or of the work */
};
void summary_maker_release(struct summary_maker *m);

/* Whether there is work to do. */
bool summary_maker_wants(const struct summary_maker *m, const struct workspace *w);

/* Works until that time (tui/wait.h). True where a summary was made just now, or could not be. */
bool summary_maker_work(struct summary_maker *m, const struct workspace *w, int64_t until);

#endif
