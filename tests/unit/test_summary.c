/* The summary's figures against a recount by other means: the limit of each cell, the tally, and loops. */
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
#include "models/decision.h"
#include "models/differ.h"
#include "models/filter.h"
#include "models/ingest.h"
#include "models/summary.h"

enum { RECORDS = 200, EVENTS = 260 };

struct fixture {
    char path[40];
    struct criteria *criteria;
    struct catalog *catalog;
    struct review *review;
    struct summary *summary;
};

static uint64_t seed;

static uint32_t pick(uint32_t n)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(seed >> 33) % n;
}

static void write_record(FILE *f, int i)
{
    static const char *const departments[] = {"police", "immigration", "customs", "joint"};
    static const char *const types[] = {"anti_vice", "border_control", "other"};
    static const char *const statuses[] = {"visitor", "visitor", "resident", "unknown"};
    static const char *const answers[] = {"present", "absent", "unknown"};
    bool operation = i % 4 == 0;
    fprintf(f, "---\nkind: %s\nid: R-%d\ndate: %u\ndepartment: %s\n",
            operation ? "operation" : "debriefing", i, 2001 + pick(5), departments[pick(4)]);
    if (pick(2))
        fprintf(f, "case: C-%u\n", pick(12));
    if (operation && pick(3))
        fprintf(f, "type: %s\n", types[pick(3)]);
    if (operation && pick(4))
        fprintf(f, "persons_arrested: %u\n", pick(40));
    if (!operation)
        fprintf(f, "prostitution: %s\nperson:\n  age: %u\n  status: %s\n",
                pick(3) ? "yes" : "unknown", 15 + pick(12), statuses[pick(4)]);
    fprintf(f, "reported:\n  means.force: %s\n  act.recruitment: %s\n  act.cross_border: %s\n",
            answers[pick(3)], answers[pick(3)], answers[pick(3)]);
    fprintf(f, "  purpose.prostitution: %s\nnarrative: made up\n", answers[pick(3)]);
}

static void load(struct fixture *fx, int records)
{
    struct err e;
    bool failed;
    strcpy(fx->path, "/tmp/tipreview-summary-XXXXXX");
    int fd = mkstemp(fx->path);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    assert_non_null(f);
    for (int i = 0; i < records; i++)
        write_record(f, i);
    assert_int_equal(fclose(f), 0);
    const char *path = fx->path;
    fx->criteria = config_criteria(NULL, &e);
    fx->catalog = catalog_new();
    assert_non_null(fx->criteria);
    fx->review = review_new(fx->catalog, fx->criteria);
    struct ingest *in = ingest_open(fx->catalog, fx->criteria, &path, 1, 1, &e);
    assert_non_null(in);
    while (ingest_step(in, 1000, &failed, &e))
        ;
    ingest_close(in);
    assert_true(review_add_rows(fx->review, &e));
    assert_int_equal(catalog_rows(fx->catalog), records);
}

/* Decisions as a log could hold them: some on other bytes, some that a safeguard would refuse. */
static void decide_some(struct fixture *fx)
{
    static const char *const answers[] = {
        "", "means.force=absent", "means.force=present",
        "act.recruitment=present\nmeans.force=present\npurpose.sexual_exploitation=present"};
    struct err e;
    for (uint64_t seq = 1; seq <= EVENTS; seq++) {
        uint32_t row = pick(catalog_rows(fx->catalog));
        size_t len;
        struct event event;
        event_init(&event, EVENT_DECIDE);
        event.seq = seq;
        event.reviewer = "anna";
        event.record = catalog_text(fx->catalog, row, F_ID, &len);
        event.outcome = (enum outcome)(OUTCOME_VOLUNTARY + pick(OUTCOME_COUNT - 1));
        event.answers = answers[pick(4)];
        event.detail = pick(5) ? "" : "departure=1\n";
        assert_true(catalog_digest(fx->catalog, row, &event.record_sha, &e));
        event.record_sha.byte[0] ^= pick(8) == 0;
        assert_true(review_apply(fx->review, &event, &e));
    }
}

static void no_coverage(const void *ctx, const struct tally_year *year, struct str *out)
{
    (void)ctx;
    tally_coverage(year, out);
}

static void summarise(struct fixture *fx, bool partial)
{
    struct err e;
    const struct summary_source source = {.catalog = fx->catalog,
                                          .criteria = fx->criteria,
                                          .review = fx->review,
                                          .coverage = no_coverage,
                                          .partial = partial};
    fx->summary = summary_new(&source, &e);
    assert_non_null(fx->summary);
}

static int setup(void **state)
{
    static struct fixture fx;
    seed = 20050608;
    load(&fx, RECORDS);
    decide_some(&fx);
    summarise(&fx, false);
    *state = &fx;
    return 0;
}

static void release(struct fixture *fx)
{
    summary_free(fx->summary);
    review_free(fx->review);
    catalog_free(fx->catalog);
    criteria_free(fx->criteria);
    unlink(fx->path);
}

static int teardown(void **state)
{
    release(*state);
    return 0;
}

static const struct summary_section *section(const struct fixture *fx, const char *id)
{
    for (size_t i = 0; i < fx->summary->sections; i++)
        if (!strcmp(fx->summary->section[i].id, id))
            return &fx->summary->section[i];
    fail_msg("no section %s", id);
    return NULL;
}

/* What the cell's own limit selects: how many records, and how many persons arrested in them. */
static void select_cell(const struct fixture *fx, const struct summary_row *row, size_t year,
                        int64_t *records, int64_t *arrested)
{
    struct str limit = STR_INIT;
    struct err e;
    assert_true(summary_limit(fx->summary, row, year, &limit));
    struct filter *f = filter_parse(str_text(&limit), fx->criteria, &e);
    assert_non_null(f);
    *records = *arrested = 0;
    for (uint32_t r = 0; r < catalog_rows(fx->catalog); r++) {
        uint32_t cell = catalog_cell(fx->catalog, r, F_PERSONS_ARRESTED);
        if (!filter_match(f, fx->catalog, fx->review, r))
            continue;
        ++*records;
        *arrested += cell ? cell - 1 : 0;
    }
    filter_free(f);
    str_release(&limit);
}

static void test_cells_equal_their_limits(void **state)
{
    const struct fixture *fx = *state;
    size_t checked = 0;
    for (size_t i = 0; i < fx->summary->sections; i++) {
        for (size_t r = 0; r < fx->summary->section[i].rows; r++) {
            const struct summary_row *row = &fx->summary->section[i].row[r];
            for (size_t y = 0; row->limit && y < fx->summary->years; y++) {
                int64_t records, arrested;
                select_cell(fx, row, y, &records, &arrested);
                assert_int_equal(row->n[y], row->kind == SUMMARY_SUM ? arrested : records);
                checked++;
            }
        }
    }
    assert_true(checked > 100);
}

static void test_equals_the_tally(void **state)
{
    const struct fixture *fx = *state;
    static const enum tally_column outcomes[] = {
        T_VOLUNTARY,    T_TRAFFICKING, T_NOT_TRAFFICKING, T_INSUFFICIENT,
        T_OUT_OF_SCOPE, T_UNDECIDED,   T_AWAITING_SECOND, T_DISPUTED,
        T_STALE,        T_NOW_INVALID, T_DEBRIEFINGS};
    const struct summary_row *head = section(fx, "headline")->row;
    const struct summary_section *decided = section(fx, "outcomes");
    const struct tally *t = review_tally(fx->review);
    assert_int_equal(fx->summary->years, tally_years(t));
    assert_int_equal(decided->rows, sizeof outcomes / sizeof *outcomes);
    int64_t stale = 0, invalid = 0;
    for (size_t y = 0; y < fx->summary->years; y++) {
        const struct tally_year *ty = tally_year_at(t, y);
        assert_int_equal(fx->summary->year[y].year, ty->year);
        assert_int_equal(head[0].n[y], ty->n[T_PERSONS_ARRESTED]);
        assert_int_equal(head[1].n[y], ty->n[T_DEBRIEFINGS]);
        assert_int_equal(head[4].n[y], ty->n[T_VISITORS]);
        assert_int_equal(head[4].of[y], ty->status_known);
        assert_int_equal(head[5].n[y], ty->n[T_TRAFFICKING_CASES]);
        for (size_t r = 0; r < decided->rows; r++)
            assert_int_equal(decided->row[r].n[y], ty->n[outcomes[r]]);
        stale += ty->n[T_STALE];
        invalid += ty->n[T_NOW_INVALID];
    }
    assert_true(stale > 0 && invalid > 0);
}

/* Each case with a final trafficking decision once, in the year of its earliest record. */
static void test_cases(void **state)
{
    const struct fixture *fx = *state;
    const struct summary_row *cases = &section(fx, "headline")->row[5];
    int64_t n[16] = {0}, all = 0;
    for (uint32_t number = 0; number < catalog_cases(fx->catalog); number++) {
        unsigned year = 9999;
        bool found = false;
        for (uint32_t row = 0; row < catalog_rows(fx->catalog); row++) {
            if (catalog_case(fx->catalog, row) != number)
                continue;
            struct row_review known = review_row(fx->review, row);
            found |= known.state == STATE_DECIDED && known.outcome == OUTCOME_TRAFFICKING;
            if (catalog_year(fx->catalog, row) < year)
                year = catalog_year(fx->catalog, row);
        }
        for (size_t y = 0; found && y < fx->summary->years; y++)
            n[y] += fx->summary->year[y].year == year;
        all += found;
    }
    assert_true(all > 3);
    assert_int_equal(cases->kind, SUMMARY_CASES);
    for (size_t y = 0; y < fx->summary->years; y++)
        assert_int_equal(cases->n[y], n[y]);
}

static void test_definitions(void **state)
{
    const struct fixture *fx = *state;
    const struct summary_section *reported = section(fx, "definitions_reported");
    const struct summary_section *reviewed = section(fx, "definitions_reviewed");
    static const enum result order[] = {RESULT_TRAFFICKING, RESULT_NOT_TRAFFICKING,
                                        RESULT_UNDETERMINED};
    for (size_t i = 0; i < reported->rows; i++) {
        const struct definition *d = &fx->criteria->definition[i / 3];
        assert_non_null(strstr(reported->row[i].label, d->id));
        for (size_t y = 0; y < fx->summary->years; y++) {
            int64_t n = 0;
            for (uint32_t row = 0; row < catalog_rows(fx->catalog); row++) {
                struct facts facts = facts_of_row(fx->catalog, row);
                struct answers basis = basis_reported(fx->criteria, &facts);
                n += facts.kind == KIND_DEBRIEFING &&
                     catalog_year(fx->catalog, row) == fx->summary->year[y].year &&
                     definition_result(d, &basis) == order[i % 3];
            }
            assert_int_equal(reported->row[i].n[y], n);
            assert_int_equal(
                reviewed->row[i].n[y],
                tally_year_at(review_tally(fx->review), y)->result[i / 3][order[i % 3]]);
        }
    }
}

static void test_provisional(void **state)
{
    const struct fixture *fx = *state;
    struct tally_year y = {.year = 2004, .n = {[T_DEBRIEFINGS] = 3, [T_TRAFFICKING] = 3}};
    assert_false(summary_provisional(&y));
    y.n[T_STALE] = 1;
    assert_true(summary_provisional(&y));
    y.n[T_STALE] = 0;
    y.n[T_OPERATIONS_UNDECIDED] = 1;
    assert_true(summary_provisional(&y));
    for (size_t i = 0; i < fx->summary->years; i++) {
        assert_true(fx->summary->year[i].provisional);
        assert_string_equal(fx->summary->year[i].coverage, "year only");
    }
    assert_int_equal(fx->summary->seq, EVENTS);
}

static void test_empty(void **state)
{
    (void)state;
    struct fixture fx = {.path = ""};
    load(&fx, 0);
    summarise(&fx, false);
    assert_int_equal(fx.summary->years, 0);
    assert_int_equal(fx.summary->sections, SUMMARY_SECTIONS);
    assert_non_null(strstr(fx.summary->proof, "easonable grounds"));
    release(&fx);
}

/* A year whose only record is decided is done, but not while more may come. */
static void test_partial(void **state)
{
    (void)state;
    struct fixture fx = {.path = ""};
    struct event event;
    struct err e;
    seed = 1;
    load(&fx, 1);
    event_init(&event, EVENT_DECIDE);
    event.seq = 1;
    event.reviewer = "anna";
    event.record = "R-0";
    event.outcome = OUTCOME_OUT_OF_SCOPE;
    assert_true(catalog_digest(fx.catalog, 0, &event.record_sha, &e));
    assert_true(review_apply(fx.review, &event, &e));
    summarise(&fx, false);
    assert_false(fx.summary->year[0].provisional);
    summary_free(fx.summary);
    summarise(&fx, true);
    assert_true(fx.summary->year[0].provisional);
    release(&fx);
}

/* A record is listed where one definition counts it and another does not. */
static void test_differ(void **state)
{
    const struct fixture *fx = *state;
    uint32_t *rows;
    size_t count, at = 0, decided = 0;
    assert_true(differ_find(fx->catalog, fx->criteria, fx->review, &rows, &count));
    assert_true(count > 5 && count < RECORDS);
    for (uint32_t row = 0; row < catalog_rows(fx->catalog); row++) {
        struct row_review known = review_row(fx->review, row);
        struct facts facts = facts_of_row(fx->catalog, row);
        struct answers basis = basis_reported(fx->criteria, &facts);
        size_t reported = 0, reviewed = 0, all = fx->criteria->definitions;
        for (unsigned d = 0; d < all; d++) {
            reported +=
                definition_result(&fx->criteria->definition[d], &basis) == RESULT_TRAFFICKING;
            reviewed +=
                known.state == STATE_DECIDED && results_get(known.results, d) == RESULT_TRAFFICKING;
        }
        bool differs = reported % all || reviewed % all;
        decided += reviewed % all && !(reported % all);
        if (at < count && rows[at] == row) {
            assert_true(differs);
            at++;
        } else {
            assert_false(differs);
        }
    }
    assert_int_equal(at, count);
    assert_true(decided > 0);
    free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells_equal_their_limits),
        cmocka_unit_test(test_equals_the_tally),
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_definitions),
        cmocka_unit_test(test_provisional),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_partial),
        cmocka_unit_test(test_differ),
    };
    return cmocka_run_group_tests_name("summary", tests, setup, teardown);
}
