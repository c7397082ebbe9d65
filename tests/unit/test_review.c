/* The fold of the log and the tally by difference, against a model that recounts from nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/criteria_files.h"
#include "models/ingest.h"
#include "models/review.h"
#include "tests/fault/heap.h"

enum { RECORDS = 40, EVENTS = 3000, REVIEWERS = 2 };

static const char *const reviewers[REVIEWERS] = {"anna", "ben"};

/* --- a small generator with a fixed seed --- */

static uint64_t seed;

static uint32_t pick(uint32_t n)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(seed >> 33) % n;
}

/* --- records in a real file, so that their digests can be read --- */

struct made_record {
    char id[16];
    enum record_kind kind;
    unsigned year, arrested;
    int key; /* which case it is of, as the model counts: equal keys, equal case */
    bool visitor, child;
};

struct fixture {
    char path[32];
    struct made_record record[RECORDS];
    struct criteria *criteria;
    struct catalog *catalog;
    struct review *review;
};

static void write_record(FILE *f, struct made_record *m, int i)
{
    bool operation = i % 5 == 0;
    int shared = (int)pick(6);
    unsigned year = 2003 + pick(3);
    bool visitor = pick(2), child = pick(8) == 0;
    *m = (struct made_record){.kind = operation ? KIND_OPERATION : KIND_DEBRIEFING,
                              .year = year,
                              .arrested = operation ? pick(40) : 0,
                              .key = shared < 3 ? shared : 100 + i,
                              .visitor = visitor && !operation,
                              .child = child && !operation};
    snprintf(m->id, sizeof m->id, "%s-%d", operation ? "OP" : "D", i);
    fprintf(f, "---\nkind: %s\nid: %s\ndate: %u-0%u\ndepartment: police\n",
            operation ? "operation" : "debriefing", m->id, year, 1 + pick(4));
    if (shared < 3)
        fprintf(f, "case: C-%d\n", shared);
    if (operation)
        fprintf(f, "persons_arrested: %u\n", m->arrested);
    else
        fprintf(f, "prostitution: yes\nperson:\n  age: %d\n  status: %s\n", m->child ? 16 : 30,
                m->visitor ? "visitor" : "resident");
    fprintf(f, "narrative: |\n  Made up, number %d.\n", i);
}

static void load(struct fixture *fx)
{
    const char *path = fx->path;
    struct err e;
    bool failed;
    fx->criteria = config_criteria(NULL, &e);
    fx->catalog = catalog_new();
    assert_non_null(fx->criteria);
    fx->review = review_new(fx->catalog, fx->criteria);
    struct ingest *in = ingest_open(fx->catalog, fx->criteria, &path, 1, 1, &e);
    while (ingest_step(in, 7, &failed, &e))
        assert_true(review_add_rows(fx->review, &e));
    assert_true(review_add_rows(fx->review, &e));
    ingest_close(in);
    assert_int_equal(catalog_rows(fx->catalog), RECORDS);
}

static void unload(struct fixture *fx)
{
    review_free(fx->review);
    catalog_free(fx->catalog);
    criteria_free(fx->criteria);
    unlink(fx->path);
}

static void start(struct fixture *fx, uint64_t s)
{
    seed = s;
    strcpy(fx->path, "/tmp/tipreview-XXXXXX");
    FILE *f = fdopen(mkstemp(fx->path), "w");
    for (int i = 0; i < RECORDS; i++)
        write_record(f, &fx->record[i], i);
    fclose(f);
    load(fx);
}

/* --- the model: every decision ever made, and whether it still stands --- */

struct model_decision {
    uint64_t seq;
    int record, reviewer;
    enum outcome outcome;
    bool stands, stale;
};

struct model {
    struct model_decision made[EVENTS];
    int count;
    uint64_t undone[REVIEWERS][EVENTS]; /* what can be redone */
    int undone_count[REVIEWERS];
};

static const struct model_decision *standing(const struct model *m, int record)
{
    for (int i = m->count; i-- > 0;)
        if (m->made[i].record == record && m->made[i].stands)
            return &m->made[i];
    return NULL;
}

static struct model_decision *latest_of(struct model *m, int reviewer)
{
    for (int i = m->count; i-- > 0;)
        if (m->made[i].reviewer == reviewer && m->made[i].stands)
            return &m->made[i];
    return NULL;
}

static enum tally_column expected_column(const struct model *m, const struct made_record *r, int i)
{
    static const enum tally_column columns[] = {T_UNDECIDED,       T_VOLUNTARY,    T_TRAFFICKING,
                                                T_NOT_TRAFFICKING, T_INSUFFICIENT, T_OUT_OF_SCOPE};
    const struct model_decision *d = standing(m, i);
    if (d && d->outcome == OUTCOME_VOLUNTARY && r->child)
        return T_NOW_INVALID;
    if (d && d->stale)
        return T_STALE;
    return d ? columns[d->outcome] : T_UNDECIDED;
}

static void expected_year(const struct fixture *fx, const struct model *m, unsigned year,
                          int64_t n[T_TOTAL])
{
    memset(n, 0, T_TOTAL * sizeof *n);
    for (int i = 0; i < RECORDS; i++) {
        const struct made_record *r = &fx->record[i];
        enum tally_column column = expected_column(m, r, i);
        if (r->year == year && r->kind == KIND_DEBRIEFING) {
            n[T_DEBRIEFINGS]++;
            n[T_VISITORS] += r->visitor;
            n[column]++;
        } else if (r->year == year) {
            n[T_OPERATIONS]++;
            n[T_PERSONS_ARRESTED] += r->arrested;
            n[T_OPERATIONS_UNDECIDED] +=
                column == T_UNDECIDED || column == T_STALE || column == T_NOW_INVALID;
        }
    }
    /* A case counts in the year of its earliest record, once. */
    for (int i = 0; i < RECORDS; i++) {
        unsigned earliest = 9999;
        bool first = true, trafficking = false;
        for (int j = 0; j < RECORDS; j++) {
            if (fx->record[j].key != fx->record[i].key)
                continue;
            first &= j >= i;
            earliest = fx->record[j].year < earliest ? fx->record[j].year : earliest;
            trafficking |= expected_column(m, &fx->record[j], j) == T_TRAFFICKING;
        }
        n[T_TRAFFICKING_CASES] += first && trafficking && earliest == year;
    }
}

static void compare(const struct fixture *fx, const struct model *m, uint64_t seq)
{
    struct tally *recount = review_recount(fx->review);
    assert_non_null(recount);
    for (unsigned year = 2003; year <= 2005; year++) {
        const struct tally_year *kept = tally_find(review_tally(fx->review), year);
        const struct tally_year *again = tally_find(recount, year);
        int64_t n[T_TOTAL], sum = 0;
        assert_non_null(kept);
        assert_memory_equal(kept, again, sizeof *kept);
        expected_year(fx, m, year, n);
        for (int c = 0; c < T_TOTAL; c++)
            if (kept->n[c] != n[c])
                fail_msg("event %llu, %u %s: %lld, expected %lld", (unsigned long long)seq, year,
                         tally_names[c], (long long)kept->n[c], (long long)n[c]);
        for (int c = T_VOLUNTARY; c <= T_NOW_INVALID; c++)
            sum += kept->n[c];
        assert_int_equal(sum, kept->n[T_DEBRIEFINGS]);
    }
    tally_free(recount);
    uint32_t undecided = 0;
    for (uint32_t row = 0; row < review_rows(fx->review); row++)
        undecided += review_state(fx->review, row) == STATE_UNDECIDED;
    assert_int_equal(review_undecided(fx->review), undecided);
}

/* Where memory runs out, at whichever allocation, the event is not taken in at all, and is when it comes again: what
 * is compared afterwards holds it once. */
static void give(struct fixture *fx, struct event *event, uint64_t seq, int reviewer)
{
    struct err e;
    uint64_t before = review_seq(fx->review);
    bool taken = false;
    event->seq = seq;
    event->reviewer = reviewers[reviewer];
    for (size_t n = 1; !taken; n++) {
        heap_fail_at(n);
        taken = review_apply(fx->review, event, &e);
        heap_fail_at(0);
        if (!taken && e.kind != ERR_SYSTEM)
            fail_msg("event %llu: %s", (unsigned long long)seq, e.what);
        assert_int_equal(review_seq(fx->review), taken ? seq : before);
    }
}

static void decide(struct fixture *fx, struct model *m, uint64_t seq, int reviewer, int record,
                   enum outcome outcome, uint64_t redoes)
{
    struct event event;
    struct err e;
    char detail[32] = "";
    bool stale = pick(6) == 0;
    event_init(&event, EVENT_DECIDE);
    event.record = fx->record[record].id;
    event.outcome = outcome;
    if (!stale)
        assert_true(catalog_digest(fx->catalog, catalog_find(fx->catalog, event.record),
                                   &event.record_sha, &e));
    if (redoes)
        snprintf(detail, sizeof detail, "redoes=%llu", (unsigned long long)redoes);
    else
        m->undone_count[reviewer] = 0;
    event.detail = detail;
    give(fx, &event, seq, reviewer);
    m->made[m->count++] = (struct model_decision){seq, record, reviewer, outcome, true, stale};
}

static void undo(struct fixture *fx, struct model *m, uint64_t seq, int reviewer)
{
    struct model_decision *d = latest_of(m, reviewer);
    struct event event;
    char detail[32];
    assert_int_equal(review_undo_next(fx->review, reviewers[reviewer]).first, d ? d->seq : 0);
    if (!d)
        return;
    event_init(&event, EVENT_RETRACT);
    snprintf(detail, sizeof detail, "undoes=%llu", (unsigned long long)d->seq);
    event.detail = detail;
    event.record = fx->record[d->record].id;
    give(fx, &event, seq, reviewer);
    d->stands = false;
    m->undone[reviewer][m->undone_count[reviewer]++] = d->seq;
}

static void redo(struct fixture *fx, struct model *m, uint64_t seq, int reviewer)
{
    int *count = &m->undone_count[reviewer];
    uint64_t of = *count ? m->undone[reviewer][*count - 1] : 0;
    assert_int_equal(review_redo_next(fx->review, reviewers[reviewer]).first, of);
    if (!of)
        return;
    (*count)--;
    for (int i = 0; i < m->count; i++) {
        if (m->made[i].seq != of)
            continue;
        decide(fx, m, seq, reviewer, m->made[i].record, m->made[i].outcome, of);
        return;
    }
}

static void the_tally_always_equals_a_recount(void **state)
{
    struct fixture fx;
    struct model *m = calloc(1, sizeof *m);
    (void)state;
    start(&fx, 20040312);
    for (uint64_t seq = 1; seq <= EVENTS; seq++) {
        int reviewer = (int)pick(REVIEWERS);
        switch (pick(4)) {
        case 0:
            undo(&fx, m, seq, reviewer);
            break;
        case 1:
            redo(&fx, m, seq, reviewer);
            break;
        default:
            decide(&fx, m, seq, reviewer, (int)pick(RECORDS),
                   (enum outcome)(1 + pick(OUTCOME_COUNT - 1)), 0);
        }
        compare(&fx, m, seq);
    }
    assert_true(m->count > EVENTS / 4);
    free(m);
    unload(&fx);
}

/* A decision is not stale because memory ran out while the record was compared with what was decided upon. */
static void no_memory_makes_no_decision_stale(void **state)
{
    struct fixture fx, again;
    struct event event;
    struct err e;
    (void)state;
    start(&fx, 5);
    again = fx;
    load(&again);
    for (uint32_t row = 0; row < RECORDS; row++) {
        event_init(&event, EVENT_DECIDE);
        event.record = catalog_text(fx.catalog, row, F_ID, NULL);
        event.outcome = OUTCOME_TRAFFICKING;
        assert_true(catalog_digest(again.catalog, row, &event.record_sha, &e));
        give(&fx, &event, row + 1, 0);
        assert_int_equal(review_state(fx.review, row), STATE_DECIDED);
        assert_false(review_on_other_bytes(fx.review, row));
    }
    unload(&again);
    unload(&fx);
}

/* The same events, taken in before any record is read: as at every start. */
static void events_before_records_give_the_same(void **state)
{
    struct fixture fx;
    struct model *m = calloc(1, sizeof *m);
    struct err e;
    bool failed;
    (void)state;
    start(&fx, 7);
    struct catalog *late = catalog_new();
    struct review *review = review_new(late, fx.criteria);
    for (uint64_t seq = 1; seq <= 200; seq++) {
        struct event event;
        int record = (int)pick(RECORDS);
        enum outcome outcome = (enum outcome)(1 + pick(OUTCOME_COUNT - 1));
        event_init(&event, EVENT_DECIDE);
        event.seq = seq;
        event.reviewer = "anna";
        event.record = fx.record[record].id;
        event.outcome = outcome;
        assert_true(catalog_digest(fx.catalog, catalog_find(fx.catalog, event.record),
                                   &event.record_sha, &e));
        assert_true(review_apply(fx.review, &event, &e));
        assert_true(review_apply(review, &event, &e));
    }
    assert_true(review_missing(review) > 0);
    const char *path = fx.path;
    struct ingest *in = ingest_open(late, fx.criteria, &path, 1, 1, &e);
    while (ingest_step(in, 5, &failed, &e))
        assert_true(review_add_rows(review, &e));
    ingest_close(in);
    assert_true(review_add_rows(review, &e));
    assert_int_equal(review_missing(review), 0);
    for (unsigned year = 2003; year <= 2005; year++)
        assert_memory_equal(tally_find(review_tally(review), year),
                            tally_find(review_tally(fx.review), year), sizeof(struct tally_year));
    review_free(review);
    catalog_free(late);
    free(m);
    unload(&fx);
}

static void flags_and_notes_are_kept(void **state)
{
    struct fixture fx;
    struct event event;
    (void)state;
    start(&fx, 3);
    static const enum event_type types[] = {EVENT_FLAG, EVENT_NOTE, EVENT_NOTE};
    for (size_t i = 0; i < 3; i++) {
        event_init(&event, types[i]);
        event.record = fx.record[4].id;
        give(&fx, &event, i + 1, 0);
    }
    struct row_review row = review_row(fx.review, 4);
    assert_true(row.flagged);
    assert_int_equal(row.notes, 2);
    assert_int_equal(row.state, STATE_UNDECIDED);
    event_init(&event, EVENT_UNFLAG);
    event.record = fx.record[4].id;
    give(&fx, &event, 4, 0);
    assert_false(review_row(fx.review, 4).flagged);
    unload(&fx);
}

/* Of another year than it says a freeze would give figures that nobody froze. */
static void a_freeze_of_no_year_is_refused(void **state)
{
    static const char *const details[] = {"year=4294969300", "year=10000", "year=0", "head=1", ""};
    struct fixture fx;
    struct event event;
    struct err e;
    (void)state;
    start(&fx, 3);
    event_init(&event, EVENT_FREEZE);
    for (size_t i = 0; i < sizeof details / sizeof *details; i++) {
        event.detail = details[i];
        event.seq = 1;
        assert_false(review_apply(fx.review, &event, &e));
        assert_int_equal(e.kind, ERR_DATA);
        assert_int_equal(review_seq(fx.review), 0);
        assert_int_equal(review_frozen(fx.review, 2004, false, 0), 0);
    }
    event.detail = "year=2004";
    assert_true(review_apply(fx.review, &event, &e));
    assert_int_equal(review_frozen(fx.review, 2004, false, 0), 1);
    unload(&fx);
}

/* Another program can write one: no number stands for nobody. */
static void an_event_of_nobody_is_refused(void **state)
{
    static const char *const reviewer[] = {"", "anna", ""};
    struct fixture fx;
    struct event event;
    struct err e;
    (void)state;
    start(&fx, 3);
    event_init(&event, EVENT_DECIDE);
    event.seq = 1;
    event.record = "D-2004-00001";
    event.outcome = OUTCOME_VOLUNTARY;
    for (size_t i = 0; i < sizeof reviewer / sizeof *reviewer; i++) {
        event.reviewer = reviewer[i];
        assert_int_equal(review_apply(fx.review, &event, &e), *reviewer[i] != '\0');
        if (!*reviewer[i])
            assert_int_equal(e.kind, ERR_DATA);
        event.seq = review_seq(fx.review) + 1;
    }
    assert_int_equal(review_seq(fx.review), 1);
    unload(&fx);
}

static void coverage_names_the_months_seen(void **state)
{
    static const struct {
        unsigned first, last;
        bool undated;
        const char *label;
    } cases[] = {{1, 12, false, "Jan-Dec"},
                 {1, 4, false, "Jan-Apr"},
                 {3, 3, false, "Mar"},
                 {0, 0, true, "year only"},
                 {2, 5, true, "Feb-May+year only"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tally_year y = {.year = 2004};
        struct str s = STR_INIT;
        if (cases[i].first)
            y.month[cases[i].first] = y.month[cases[i].last] = 1;
        y.month[0] = cases[i].undated;
        tally_coverage(&y, &s);
        assert_string_equal(str_text(&s), cases[i].label);
        str_release(&s);
    }
}

static void per_cents_never_round_up_to_all(void **state)
{
    static const struct {
        int64_t n, total;
        const char *text;
    } cases[] = {{0, 0, "n/a"},          {0, 5, "0.0%"},      {5, 5, "100.0%"},
                 {9999, 10000, "99.9%"}, {1, 10000, "<0.1%"}, {11150, 11218, "99.3%"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str s = STR_INIT;
        percent_format(cases[i].n, cases[i].total, &s);
        assert_string_equal(str_text(&s), cases[i].text);
        str_release(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tally_always_equals_a_recount),
        cmocka_unit_test(no_memory_makes_no_decision_stale),
        cmocka_unit_test(events_before_records_give_the_same),
        cmocka_unit_test(flags_and_notes_are_kept),
        cmocka_unit_test(a_freeze_of_no_year_is_refused),
        cmocka_unit_test(an_event_of_nobody_is_refused),
        cmocka_unit_test(coverage_names_the_months_seen),
        cmocka_unit_test(per_cents_never_round_up_to_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
