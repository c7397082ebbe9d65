#include "tui/summary_maker.h"

#include "tui/wait.h"

static void begin(struct summary_maker *m, const struct workspace *w)
{
    const struct summary_source source = workspace_summary(w);
    summary_drop(m->work);
    m->error.kind = ERR_NONE;
    m->work = summary_begin(&source, &m->error);
    m->catalog = w->catalog;
    fresh_made(&m->fresh, w);
}

/* What was begun before a decision or a change of the records is of no use. */
static bool is_of_before(const struct summary_maker *m, const struct workspace *w)
{
    return m->catalog != w->catalog || m->fresh.seq != review_seq(w->review);
}

bool summary_maker_wants(const struct summary_maker *m, const struct workspace *w)
{
    return m->work || !fresh_is(&m->fresh, w);
}

bool summary_maker_work(struct summary_maker *m, const struct workspace *w, int64_t until)
{
    if (m->work ? is_of_before(m, w) : summary_maker_wants(m, w))
        begin(m, w);
    while (m->work) {
        if (!summary_step(m->work)) {
            struct summary *made = summary_finish(m->work, &m->error);
            m->work = NULL;
            summary_free(m->summary);
            m->summary = made;
            return true;
        }
        if (wait_clock_ms() >= until)
            break;
    }
    return false;
}

void summary_maker_release(struct summary_maker *m)
{
    summary_drop(m->work);
    summary_free(m->summary);
}
