#include <inttypes.h>
#include <string.h>

#include "models/base/date.h"
#include "models/freeze.h"
#include "models/record_set.h"
#include "tui/cmd.h"

static bool read_year(const char *text, unsigned *year, struct err *e)
{
    date_t date = text ? date_parse(text, strlen(text)) : 0;
    *year = date_year(date);
    return (date && !date_month(date)) ||
           err_set(e, ERR_USAGE, "freeze: which year is expected: write --year 2004");
}

/* A year that can still change is frozen only where that is said. */
static bool check_year(const struct workspace *w, unsigned year, bool provisional, struct err *e)
{
    const struct tally_year *y = tally_find(review_tally(w->review), year);
    if (!y)
        return err_set(e, ERR_USAGE, "there are no records of %u: see `tipreview tally`", year);
    if (!summary_provisional(y) || provisional)
        return true;
    return err_set(e, ERR_USAGE,
                   "%u has %" PRId64 " debriefings and %" PRId64 " operations without a final "
                   "decision: decide them, or freeze it with --provisional",
                   year,
                   y->n[T_UNDECIDED] + y->n[T_AWAITING_SECOND] + y->n[T_DISPUTED] + y->n[T_STALE] +
                       y->n[T_NOW_INVALID],
                   y->n[T_OPERATIONS_UNDECIDED]);
}

/* Takes in what others append meanwhile, until the head is of the last event that is in the figures. */
static bool take_head(struct workspace *w, struct log_head *head, struct err *e)
{
    bool changed;
    do {
        if (!casework_refresh(&w->casework, &changed, e) || !log_head(w->log, head, e))
            return false;
    } while (head->seq != review_seq(w->review));
    return true;
}

static bool take_figures(struct workspace *w, unsigned year, struct frozen *f, struct err *e)
{
    struct summary_source source = workspace_summary(w);
    source.year = &year;
    source.years = 1;
    if (!take_head(w, &f->head, e))
        return false;
    struct summary *s = summary_new(&source, e);
    bool taken = s && freeze_figures(f, s, 0, e) &&
                 record_set_digest(w->catalog, year, &f->records, &f->record_count, e);
    summary_free(s);
    return taken;
}

static bool append(struct workspace *w, const struct frozen *f, const char *rationale,
                   struct err *e)
{
    struct str detail = STR_INIT;
    freeze_detail(f, &detail);
    bool saved = detail.failed
                     ? err_memory(e)
                     : casework_freeze(&w->casework, str_text(&detail), rationale, e) == DONE_SAVED;
    str_release(&detail);
    return saved;
}

static void print_frozen(const struct workspace *w, const struct frozen *f)
{
    struct str head = STR_INIT;
    uint64_t seq = review_frozen(w->review, f->year, false, 0);
    uint64_t earlier = review_frozen(w->review, f->year, false, seq);
    log_head_format(&f->head, &head);
    printf("%u%s frozen by event %" PRIu64 ": %zu figures, %" PRIu64 " records, head %s\n", f->year,
           f->provisional ? " PROVISIONAL" : "", seq, f->figures, f->record_count, str_text(&head));
    if (earlier)
        printf("%u was frozen already, by event %" PRIu64
               ": what is revised is told since event %" PRIu64 " from now on\n",
               f->year, earlier, seq);
    str_release(&head);
}

int cmd_freeze(const struct args *a, struct err *e)
{
    const char *rationale = args_value(a, "--rationale");
    struct workspace w;
    struct frozen f = {.seq = 0};
    unsigned year;
    if (!read_year(args_value(a, "--year"), &year, e) || !args_open(a, &w, e))
        return -1;
    bool done = check_year(&w, year, args_value(a, "--provisional") != NULL, e) &&
                take_figures(&w, year, &f, e) && append(&w, &f, rationale ? rationale : "", e);
    if (done)
        print_frozen(&w, &f);
    int status = catalog_status(w.catalog);
    freeze_release(&f);
    workspace_close(&w);
    return done ? status : -1;
}
