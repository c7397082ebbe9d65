#include "models/pace.h"

#include "models/summary_count.h"
#include "models/tally.h"

/* The k-th least, from 0, of what the histogram counts. */
static unsigned nth(const uint32_t *count, uint64_t k)
{
    unsigned seconds = 0;
    while (seconds <= PACE_LONGEST && k >= count[seconds])
        k -= count[seconds++];
    return seconds;
}

struct pace pace_of(const struct review *r, const char *reviewer, int64_t day)
{
    uint32_t count[PACE_LONGEST + 2] = {0}; /* by seconds; in the last all that took longer */
    struct pace p = {0};
    struct own_decision own;
    for (size_t at = 0; review_next_own(r, reviewer, &at, &own);) {
        if (day != PACE_ALL_DAYS && own.day != day)
            continue;
        p.decisions++;
        p.unread += own.unread;
        p.timed += own.seconds > 0;
        p.fast += own.seconds > 0 && own.seconds < FAST_SECONDS;
        if (own.seconds > 0)
            count[own.seconds <= PACE_LONGEST ? own.seconds : PACE_LONGEST + 1]++;
    }
    if (p.timed > 0)
        p.median_doubled = nth(count, (p.timed - 1) / 2) + nth(count, p.timed / 2);
    return p;
}

void pace_share(uint64_t n, uint64_t of, struct str *out)
{
    str_number(out, (int64_t)n);
    str_add(out, " of ");
    str_number(out, (int64_t)of);
    str_add(out, " (");
    percent_format((int64_t)n, (int64_t)of, out);
    str_addc(out, ')');
}

void pace_format(const struct pace *p, struct str *out)
{
    str_number(out, (int64_t)p->decisions);
    str_add(out, p->decisions == 1 ? " decision; median " : " decisions; median ");
    if (p->timed == 0)
        str_add(out, "n/a");
    else if (p->median_doubled > 2 * PACE_LONGEST)
        str_addf(out, "over %d s", PACE_LONGEST);
    else
        str_addf(out, "%u%s s", p->median_doubled / 2, p->median_doubled % 2 ? ".5" : "");
    str_addf(out, "; under %d s ", FAST_SECONDS);
    pace_share(p->fast, p->timed, out);
    str_add(out, "; before the text's end ");
    pace_share(p->unread, p->decisions, out);
}
