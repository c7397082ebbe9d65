/* What the review is asked. */
#include <string.h>

#include "models/review_fold.h"

const struct criteria *review_criteria(const struct review *r)
{
    return r->criteria;
}

uint64_t review_seq(const struct review *r)
{
    return r->seq;
}

int64_t review_saved_at(const struct review *r)
{
    return r->saved_at;
}

const struct tally *review_tally(const struct review *r)
{
    return r->tally;
}

enum row_state review_state(const struct review *r, uint32_t row)
{
    return row < r->rows ? (enum row_state)(r->mark[row] & MARK_STATE) : STATE_UNDECIDED;
}

uint32_t review_undecided(const struct review *r)
{
    return r->rows - r->settled;
}

const uint8_t *review_marks(const struct review *r)
{
    return r->mark;
}

uint32_t review_rows(const struct review *r)
{
    return r->rows;
}

static struct row_review known_review(const struct review *r, const struct known *k)
{
    const struct made *m = review_in_force(r, k);
    struct row_review out = {.state = k->state,
                             .flagged = review_flagged(r, k),
                             .notes = k->notes,
                             .results = k->results,
                             .reviewer = ""};
    if (m) {
        out.outcome = m->outcome;
        out.seq = m->seq;
        out.reviewer = intern_text(&r->reviewers, m->reviewer, NULL);
        out.departure = m->departure;
        out.seconds = m->seconds;
        out.answers = r->answers[m->answers];
    }
    return out;
}

struct row_review review_row(const struct review *r, uint32_t row)
{
    const struct known *k = review_find_row(r, row);
    return k ? known_review(r, k) : (struct row_review){.reviewer = ""};
}

size_t review_records(const struct review *r)
{
    return r->records;
}

struct row_review review_record(const struct review *r, size_t index, uint32_t *row)
{
    *row = r->record[index].row;
    return known_review(r, &r->record[index]);
}

struct act_span review_undo_next(const struct review *r, const char *reviewer)
{
    return undo_next(&r->undo, intern_find(&r->reviewers, reviewer, strlen(reviewer)));
}

struct act_span review_redo_next(const struct review *r, const char *reviewer)
{
    return redo_next(&r->undo, intern_find(&r->reviewers, reviewer, strlen(reviewer)));
}

uint64_t review_own_decision(const struct review *r, const char *record, const char *reviewer)
{
    const struct known *k = review_find_id(r, record);
    const struct made *m = k ? review_in_force(r, k) : NULL;
    uint32_t number = intern_find(&r->reviewers, reviewer, strlen(reviewer));
    return m && number && m->reviewer == number ? m->seq : 0;
}

uint64_t review_decision(const struct review *r, const char *record)
{
    const struct known *k = review_find_id(r, record);
    const struct made *m = k ? review_in_force(r, k) : NULL;
    return m ? m->seq : 0;
}

bool review_next_own(const struct review *r, const char *reviewer, size_t *at,
                     struct own_decision *own)
{
    uint32_t number = intern_find(&r->reviewers, reviewer, strlen(reviewer));
    while (number && *at < r->made_count) {
        const struct made *m = &r->made[(*at)++];
        if (m->reviewer != number || m->taken_back || !m->by_hand)
            continue;
        const struct known *k = &r->record[m->record];
        *own = (struct own_decision){
            .seq = m->seq,
            .seconds = m->seconds,
            .day = m->day,
            .record = intern_text(&r->ids, k->id, NULL),
            .row = k->row,
            .record_sha = &m->record_sha,
            .outcome = m->outcome,
            .again = m->again,
            .unread = m->unread,
            .in_force = review_in_force(r, k) == m,
        };
        return true;
    }
    return false;
}

size_t review_missing(const struct review *r)
{
    return r->missing;
}

bool review_next_missing(const struct review *r, size_t *at, struct missing *m)
{
    for (; *at < r->records; ++*at) {
        const struct known *k = &r->record[*at];
        const struct made *made = review_in_force(r, k);
        if (k->row != CATALOG_NONE || !made)
            continue;
        *m = (struct missing){
            .id = intern_text(&r->ids, k->id, NULL),
            .outcome = made->outcome,
            .reviewer = intern_text(&r->reviewers, made->reviewer, NULL),
        };
        ++*at;
        return true;
    }
    return false;
}

bool review_on_other_bytes(const struct review *r, uint32_t row)
{
    const struct known *k = review_find_row(r, row);
    const struct made *m = k ? review_in_force(r, k) : NULL;
    return m && review_made_on_other_bytes(r, k, m);
}

uint64_t review_frozen(const struct review *r, unsigned year, bool released, uint64_t before)
{
    for (size_t i = r->milestones; i-- > 0;) {
        const struct milestone *f = &r->milestone[i];
        if (f->year == year && f->released == released && (!before || f->seq < before))
            return f->seq;
    }
    return 0;
}

struct tally_row review_tally_row(const struct review *r, uint32_t row)
{
    return review_counted(r, row, review_find_row(r, row));
}

struct tally *review_recount(const struct review *r)
{
    struct tally *t = tally_new();
    for (uint32_t row = 0; t && row < r->rows; row++) {
        struct tally_row counted = review_tally_row(r, row);
        if (!tally_count(t, &counted, 1)) {
            tally_free(t);
            return NULL;
        }
    }
    return t;
}
