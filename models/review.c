#include "models/review.h"

#include <stdlib.h>
#include <string.h>

#include "models/catalog_file.h"
#include "models/catalog_tally.h"
#include "models/decision.h"
#include "models/review_fold.h"

struct review *review_new(struct catalog *catalog, const struct criteria *criteria)
{
    struct review *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->catalog = catalog;
    r->criteria = criteria;
    size_t years;
    const struct tally_year *base = catalog_base_tally(catalog, &years);
    r->tally = base ? tally_new_of(base, years) : tally_new();
    r->rows = base ? catalog_rows(catalog) : 0;
    r->mark_cap = (size_t)r->rows + 1;
    r->mark = calloc(r->mark_cap, sizeof *r->mark);
    r->answers = calloc(1, sizeof *r->answers);
    r->answers_count = r->answers_cap = 1;
    if (!r->tally || !r->mark || !r->answers) {
        review_free(r);
        return NULL;
    }
    return r;
}

void review_free(struct review *r)
{
    if (!r)
        return;
    tally_free(r->tally);
    intern_release(&r->ids);
    intern_release(&r->reviewers);
    intern_release(&r->answer_texts);
    free(r->answers);
    free(r->made);
    free(r->marked);
    free(r->mark);
    free(r->record);
    table_release(&r->by_id);
    table_release(&r->by_row);
    undo_release(&r->undo);
    free(r->milestone);
    free(r);
}

/* --- records of which the log speaks --- */

static bool same_record_id(const void *ctx, uint32_t index, const void *key)
{
    const struct review *r = ctx;
    return r->record[index].id == *(const uint32_t *)key;
}

static bool same_record_row(const void *ctx, uint32_t index, const void *key)
{
    const struct review *r = ctx;
    return r->record[index].row == *(const uint32_t *)key;
}

struct known *review_find_row(const struct review *r, uint32_t row)
{
    uint32_t i = table_find(&r->by_row, table_hash(&row, sizeof row), same_record_row, r, &row);
    return i == TABLE_NONE ? NULL : &r->record[i];
}

struct known *review_find_id(const struct review *r, const char *id)
{
    uint32_t number = intern_find(&r->ids, id, strlen(id));
    uint32_t i = number ? table_find(&r->by_id, table_hash(&number, sizeof number), same_record_id,
                                     r, &number)
                        : TABLE_NONE;
    return i == TABLE_NONE ? NULL : &r->record[i];
}

static bool attach_row(struct review *r, struct known *k, uint32_t row)
{
    bool added = table_add(&r->by_row, table_hash(&row, sizeof row), (uint32_t)(k - r->record));
    if (added)
        k->row = row;
    return added;
}

struct known *review_ensure_record(struct review *r, const char *id)
{
    struct known *found = review_find_id(r, id);
    if (found)
        return found;
    uint32_t number = intern_number(&r->ids, id, strlen(id));
    struct known *more = grow(r->record, &r->record_cap, r->records + 1, sizeof *more);
    if (more)
        r->record = more;
    if (!more || number == UINT32_MAX || !table_reserve(&r->by_id, r->by_id.used + 1))
        return NULL;
    struct known *k = &r->record[r->records];
    *k = (struct known){.id = number, .row = CATALOG_NONE};
    uint32_t row = catalog_find(r->catalog, id);
    if ((row != CATALOG_NONE && row < r->rows && !attach_row(r, k, row)) ||
        !table_add(&r->by_id, table_hash(&number, sizeof number), (uint32_t)r->records))
        return NULL;
    r->records++;
    return k;
}

/* --- what a decision means for the record as it is now --- */

bool review_made_on_other_bytes(const struct review *r, const struct known *k, const struct made *m)
{
    struct sha256 now;
    struct err ignored;
    return !catalog_digest(r->catalog, k->row, &now, &ignored) ||
           !sha256_equal(&now, &m->record_sha);
}

static enum row_state state_of(const struct review *r, const struct known *k,
                               const struct facts *facts)
{
    const struct made *m = review_in_force(r, k);
    if (!m)
        return STATE_UNDECIDED;
    if (decision_now_invalid(r->criteria, facts, m->outcome, &r->answers[m->answers]))
        return STATE_NOW_INVALID;
    return review_made_on_other_bytes(r, k, m) ? STATE_STALE : STATE_DECIDED;
}

static uint32_t results_of(const struct review *r, const struct facts *facts,
                           const struct answers *answers)
{
    struct answers basis = basis_reviewed(r->criteria, facts, answers);
    uint32_t results = 0;
    for (unsigned d = 0; d < r->criteria->definitions; d++)
        results |= (uint32_t)definition_result(&r->criteria->definition[d], &basis) << 2 * d;
    return results;
}

_Static_assert((int)STATE_NOW_INVALID <= (int)MARK_STATE &&
                   OUTCOME_COUNT - 1 <= MARK_OUTCOME >> MARK_OUTCOME_SHIFT,
               "a mark holds every state and outcome");

bool review_flagged(const struct review *r, const struct known *k)
{
    uint32_t at = k->flag;
    while (at && r->marked[at - 1].taken_back)
        at = r->marked[at - 1].earlier;
    return at && r->marked[at - 1].type == EVENT_FLAG;
}

static uint8_t mark_of(const struct review *r, const struct known *k, const struct made *m)
{
    unsigned outcome = m ? m->outcome : OUTCOME_NONE;
    unsigned flags =
        (review_flagged(r, k) ? MARK_FLAGGED : 0) | (m && m->departure ? MARK_DEPARTURE : 0);
    return (uint8_t)(k->state | outcome << MARK_OUTCOME_SHIFT | flags);
}

void review_judge(struct review *r, struct known *k)
{
    const struct made *m = review_in_force(r, k);
    struct facts facts = facts_of_row(r->catalog, k->row);
    r->settled -= k->state != STATE_UNDECIDED;
    k->state = state_of(r, k, &facts);
    r->settled += k->state != STATE_UNDECIDED;
    k->results = m ? results_of(r, &facts, &r->answers[m->answers]) : 0;
    r->mark[k->row] = mark_of(r, k, m);
}

struct tally_row review_counted(const struct review *r, uint32_t row, const struct known *k)
{
    struct tally_row counted = catalog_tally_row(r->catalog, row);
    const struct made *m = k ? review_in_force(r, k) : NULL;
    if (k) {
        counted.state = k->state;
        counted.results = k->results;
    }
    if (m)
        counted.outcome = m->outcome;
    return counted;
}

bool review_add_rows(struct review *r, struct err *e)
{
    uint32_t rows = catalog_rows(r->catalog);
    uint8_t *more = grow(r->mark, &r->mark_cap, (size_t)rows + 1, sizeof *more);
    if (!more)
        return err_memory(e);
    r->mark = more;
    for (; r->rows < rows; r->rows++) {
        r->mark[r->rows] = STATE_UNDECIDED;
        struct known *k = review_find_id(r, catalog_text(r->catalog, r->rows, F_ID, NULL));
        if (k && k->row == CATALOG_NONE && !attach_row(r, k, r->rows))
            return err_memory(e);
        if (k)
            review_judge(r, k);
        struct tally_row counted = review_counted(r, r->rows, k);
        if (!tally_count(r->tally, &counted, 1))
            return err_memory(e);
        r->missing -= k && k->last;
    }
    return true;
}
