/* One's own decisions made again, blind: which are due, what the log and the fold make of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/workspace.h"
#include "models/base/date.h"
#include "models/recheck.h"
#include "tests/support/folder.h"

enum { RECORDS = 12 };

static char folder[64];
static struct workspace w;

static void load(void)
{
    struct err e;
    bool more = true;
    if (!workspace_open(&w, folder, &e))
        fail_msg("%s", e.what);
    while (more)
        assert_true(workspace_load(&w, 100, &more, &e));
}

static int setup(void **state)
{
    struct err e;
    char path[128];
    struct str yaml = STR_INIT;
    (void)state;
    strcpy(folder, "/tmp/tipreview-XXXXXX");
    if (!mkdtemp(folder) || !workspace_init(folder, NULL, &e))
        return -1;
    for (int i = 0; i < RECORDS; i++)
        str_addf(&yaml,
                 "---\nkind: debriefing\nid: D-%d\ndate: 2004-03\ndepartment: police\n"
                 "prostitution: yes\nperson:\n  age: %d\nnarrative: Made up.\n",
                 i, i == 1 ? 16 : 20 + i);
    snprintf(path, sizeof path, "%s/records/a.yaml", folder);
    folder_write(path, str_text(&yaml), yaml.len);
    str_release(&yaml);
    load();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    workspace_close(&w);
    folder_remove(folder);
    return 0;
}

/* Decides on a record or, with the seq of a decision, makes that one again. */
static enum done decide(const char *id, uint64_t again, enum outcome outcome)
{
    struct err e;
    struct verdict v;
    struct reread shown = {.len = 0};
    struct proposal p = {.outcome = outcome, .rationale = "Made up.", .seconds = 9};
    uint32_t row = catalog_find(w.catalog, id);
    assert_true(catalog_reread(w.catalog, row, w.criteria, &shown, &e));
    enum done done = again ? casework_recheck(&w.casework, row, again, &shown, &p, &v, &e)
                           : casework_decide(&w.casework, row, &shown, &p, &v, &e);
    reread_release(&shown);
    return done;
}

static uint64_t due(unsigned share, int days_later, uint64_t after)
{
    struct recheck_rule rule = {share, 7};
    struct own_decision own;
    int64_t day = time_days(time_now_us()) + days_later;
    return recheck_next(w.review, w.who.reviewer, &rule, day, after, &own) ? own.seq : 0;
}

static void a_share_is_chosen_for_good(void **state)
{
    unsigned chosen = 0;
    (void)state;
    for (uint64_t seq = 1; seq <= 10000; seq++) {
        struct sha256 record = sha256_of(&seq, sizeof seq);
        bool of_ten = recheck_chosen(seq, &record, 10);
        assert_false(recheck_chosen(seq, &record, 0));
        assert_true(recheck_chosen(seq, &record, 100));
        assert_true(!of_ten || recheck_chosen(seq, &record, 11));
        chosen += of_ten;
    }
    assert_in_range(chosen, 900, 1100);
}

static void what_is_old_enough_and_stands_is_due(void **state)
{
    struct err e;
    (void)state;
    assert_int_equal(due(100, 100, 0), 0);
    assert_int_equal(decide("D-0", 0, OUTCOME_INSUFFICIENT), DONE_SAVED);
    assert_int_equal(decide("D-2", 0, OUTCOME_TRAFFICKING), DONE_SAVED);
    assert_int_equal(due(100, 5, 0), 0);
    assert_int_equal(due(0, 100, 0), 0);
    assert_int_equal(due(100, 8, 0), 1);
    assert_int_equal(due(100, 8, 1), 2);
    assert_int_equal(due(100, 8, 2), 0);
    assert_int_equal(casework_retract(&w.casework, "D-0", &e), DONE_SAVED);
    assert_int_equal(due(100, 8, 0), 2);
    assert_int_equal(decide("D-2", 0, OUTCOME_INSUFFICIENT), DONE_SAVED);
    assert_int_equal(due(100, 8, 0), 4); /* the one in force */
    strcpy(w.who.reviewer, "somebody");
    assert_int_equal(due(100, 8, 0), 0);
}

static bool keep(void *ctx, const struct event *event)
{
    char *line = ctx;
    snprintf(line, 200, "%s %s %s %s", event_type_name(event->type), outcome_name(event->outcome),
             event->detail, event->rationale);
    return true;
}

static void the_decision_in_force_stays(void **state)
{
    struct err e;
    struct redone what;
    char line[200];
    (void)state;
    assert_int_equal(decide("D-0", 0, OUTCOME_INSUFFICIENT), DONE_SAVED);
    struct tally_year before = *tally_find(review_tally(w.review), 2004);
    uint32_t row = catalog_find(w.catalog, "D-0");
    assert_int_equal(decide("D-0", 1, OUTCOME_OUT_OF_SCOPE), DONE_SAVED);
    assert_memory_equal(&before, tally_find(review_tally(w.review), 2004), sizeof before);
    struct row_review now = review_row(w.review, row);
    assert_int_equal(now.outcome, OUTCOME_INSUFFICIENT);
    assert_int_equal(now.seq, 1);
    assert_int_equal(now.notes, 0);
    assert_true(log_read_one(w.log, 2, keep, line, &e));
    assert_string_equal(line, "note out_of_scope recheck=1 Made up.");
    assert_int_equal(due(100, 8, 0), 0);
    struct agreement a = recheck_agreement(w.review, w.who.reviewer);
    assert_int_equal(a.again, 1);
    assert_int_equal(a.same, 0);

    /* Undone, it is due again; redone, it is not. */
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
    assert_true(what.again);
    assert_int_equal(due(100, 8, 0), 1);
    assert_int_equal(review_row(w.review, row).seq, 1);
    assert_int_equal(casework_redo(&w.casework, &what, &e), DONE_SAVED);
    assert_int_equal(recheck_agreement(w.review, w.who.reviewer).again, 1);
    assert_int_equal(review_row(w.review, row).notes, 0);

    workspace_close(&w);
    load();
    assert_int_equal(recheck_agreement(w.review, w.who.reviewer).again, 1);
    assert_int_equal(due(100, 8, 0), 0);
    assert_int_equal(review_row(w.review, row).outcome, OUTCOME_INSUFFICIENT);
    struct log_check check;
    assert_true(log_verify(w.log, NULL, &check, &e));
    assert_int_equal(check.bad_seq, 0);
}

static void safeguards_check_it_too(void **state)
{
    (void)state;
    assert_int_equal(decide("D-1", 0, OUTCOME_INSUFFICIENT), DONE_SAVED);
    assert_int_equal(decide("D-1", 1, OUTCOME_VOLUNTARY), DONE_REFUSED);
    assert_int_equal(review_seq(w.review), 1);
    assert_int_equal(decide("D-1", 1, OUTCOME_INSUFFICIENT), DONE_SAVED);
    assert_int_equal(recheck_agreement(w.review, w.who.reviewer).same, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_is_chosen_for_good),
        cmocka_unit_test_setup_teardown(what_is_old_enough_and_stands_is_due, setup, teardown),
        cmocka_unit_test_setup_teardown(the_decision_in_force_stays, setup, teardown),
        cmocka_unit_test_setup_teardown(safeguards_check_it_too, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
