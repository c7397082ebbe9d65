/* What a reviewer does to the log, on a whole workspace, and what another one sees of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/workspace.h"
#include "tests/support/folder.h"

static const char records[] =
    "---\nkind: debriefing\nid: D-1\ndate: 2004-03\ndepartment: police\nprostitution: yes\n"
    "person:\n  age: 24\nnarrative: |\n  Made up, one.\n"
    "---\nkind: debriefing\nid: D-2\ndate: 2004-04\ndepartment: police\nprostitution: yes\n"
    "person:\n  age: 16\nnarrative: |\n  Made up, two.\n"
    "---\nkind: debriefing\nid: D-3\ndate: 2005\ndepartment: police\nprostitution: yes\n"
    "person:\n  age: 30\nnarrative: |\n  Made up, three.\n";

static char folder[64];

static void open_and_load(struct workspace *w)
{
    struct err e;
    bool more = true;
    if (!workspace_open(w, folder, &e))
        fail_msg("%s", e.what);
    while (more)
        assert_true(workspace_load(w, 100, &more, &e));
}

static int setup(void **state)
{
    struct err e;
    char path[128];
    (void)state;
    strcpy(folder, "/tmp/tipreview-XXXXXX");
    if (!mkdtemp(folder) || !workspace_init(folder, NULL, &e))
        return -1;
    snprintf(path, sizeof path, "%s/records/a.yaml", folder);
    FILE *f = fopen(path, "w");
    if (!f || fputs(records, f) < 0)
        return -1;
    return fclose(f);
}

static int teardown(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static bool in_stream; /* the next decisions are taken in with many others */

static enum done decide(struct workspace *w, const char *id, enum outcome outcome,
                        const char *rationale)
{
    struct err e = {.kind = ERR_NONE};
    struct verdict v;
    struct reread shown = {.len = 0};
    struct proposal p = {.outcome = outcome,
                         .rationale = rationale,
                         .seconds = 7,
                         .unread = true,
                         .from_stream = in_stream};
    uint32_t row = catalog_find(w->catalog, id);
    assert_int_not_equal(row, CATALOG_NONE);
    assert_true(catalog_reread(w->catalog, row, w->criteria, &shown, &e));
    enum done done = casework_decide(&w->casework, row, &shown, &p, &v, &e);
    reread_release(&shown);
    return done;
}

static enum outcome outcome_of(const struct workspace *w, const char *id)
{
    uint32_t row = catalog_find(w->catalog, id);
    return review_state(w->review, row) == STATE_DECIDED ? review_row(w->review, row).outcome
                                                         : OUTCOME_NONE;
}

static void a_decision_is_saved_with_what_it_rests_on(void **state)
{
    struct workspace w;
    struct err e;
    (void)state;
    open_and_load(&w);
    assert_int_equal(decide(&w, "D-1", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(outcome_of(&w, "D-1"), OUTCOME_VOLUNTARY);
    assert_int_equal(tally_find(review_tally(w.review), 2004)->n[T_VOLUNTARY], 1);
    struct row_review row = review_row(w.review, 0);
    assert_int_equal(row.answers.implied, w.criteria->element[ELEMENT_MEANS]);
    assert_int_equal(row.answers.absent & w.criteria->element[ELEMENT_MEANS], row.answers.implied);
    assert_string_equal(row.reviewer, w.who.reviewer);
    struct log_check check;
    assert_true(log_verify(w.log, NULL, &check, &e));
    assert_int_equal(check.bad_seq, 0);
    assert_int_equal(check.events, 1);
    workspace_close(&w);

    open_and_load(&w); /* after a restart */
    assert_int_equal(outcome_of(&w, "D-1"), OUTCOME_VOLUNTARY);
    workspace_close(&w);
}

static void a_refused_decision_writes_nothing(void **state)
{
    struct workspace w;
    struct log_head head;
    struct err e;
    (void)state;
    open_and_load(&w);
    assert_int_equal(decide(&w, "D-2", OUTCOME_VOLUNTARY, "she agreed"), DONE_REFUSED);
    assert_int_equal(decide(&w, "D-1", OUTCOME_INSUFFICIENT, " \n"), DONE_REFUSED);
    assert_true(log_head(w.log, &head, &e));
    assert_int_equal(head.seq, 0);
    workspace_close(&w);
}

static void undo_and_redo_go_through_the_log(void **state)
{
    struct workspace w;
    struct err e;
    struct redone what;
    (void)state;
    open_and_load(&w);
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_NOTHING);
    assert_int_equal(decide(&w, "D-1", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(decide(&w, "D-3", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(decide(&w, "D-3", OUTCOME_INSUFFICIENT, "Unclear."), DONE_SAVED);
    workspace_close(&w);

    open_and_load(&w);
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
    assert_int_equal(what.row, 2);
    assert_int_equal(outcome_of(&w, "D-3"),
                     OUTCOME_VOLUNTARY); /* the one before is in force again */
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
    assert_int_equal(what.row, 0);
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_NOTHING);
    assert_int_equal(tally_find(review_tally(w.review), 2005)->n[T_UNDECIDED], 1);
    for (int i = 0; i < 3; i++)
        assert_int_equal(casework_redo(&w.casework, &what, &e), DONE_SAVED);
    assert_int_equal(casework_redo(&w.casework, &what, &e), DONE_NOTHING);
    assert_int_equal(outcome_of(&w, "D-1"), OUTCOME_VOLUNTARY);
    assert_int_equal(outcome_of(&w, "D-3"), OUTCOME_INSUFFICIENT);
    workspace_close(&w);
}

/* What came in a stream is in force, can be retracted by its record, and is nothing that undo walks into. */
static void undo_leaves_a_stream_alone(void **state)
{
    struct workspace w;
    struct err e;
    struct redone what;
    (void)state;
    open_and_load(&w);
    in_stream = true;
    assert_int_equal(decide(&w, "D-1", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    in_stream = false;
    assert_int_equal(decide(&w, "D-3", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
    assert_int_equal(what.row, 2);
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_NOTHING);
    assert_int_equal(outcome_of(&w, "D-1"), OUTCOME_VOLUNTARY);
    assert_int_equal(casework_retract(&w.casework, "D-1", &e), DONE_SAVED);
    assert_int_equal(outcome_of(&w, "D-1"), OUTCOME_NONE);
    workspace_close(&w);
}

static void a_redo_never_covers_another_ones_decision(void **state)
{
    struct workspace mine, other;
    struct err e;
    struct redone what;
    bool changed;
    (void)state;
    open_and_load(&mine);
    open_and_load(&other);
    strcpy(other.who.reviewer, "another");
    assert_int_equal(decide(&mine, "D-1", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(casework_undo(&mine.casework, &what, &e), DONE_SAVED);
    assert_true(casework_refresh(&other.casework, &changed, &e));
    assert_int_equal(decide(&other, "D-1", OUTCOME_TRAFFICKING, "Beaten."), DONE_SAVED);
    assert_true(casework_refresh(&mine.casework, &changed, &e));
    assert_int_equal(casework_redo(&mine.casework, &what, &e), DONE_NOT_SAVED);
    assert_non_null(strstr(e.what, "another has decided on D-1"));
    assert_int_equal(outcome_of(&mine, "D-1"), OUTCOME_TRAFFICKING);
    workspace_close(&other);
    workspace_close(&mine);
}

static void another_ones_decision_is_seen(void **state)
{
    struct workspace mine, other;
    struct err e;
    bool changed;
    (void)state;
    open_and_load(&mine);
    open_and_load(&other);
    assert_int_equal(decide(&other, "D-1", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(outcome_of(&mine, "D-1"), OUTCOME_NONE);
    assert_true(log_changed(mine.log));
    assert_true(casework_refresh(&mine.casework, &changed, &e));
    assert_true(changed);
    assert_int_equal(outcome_of(&mine, "D-1"), OUTCOME_VOLUNTARY);
    assert_true(casework_refresh(&mine.casework, &changed, &e));
    assert_false(changed);
    /* A decision of one's own takes in what came before it, too. */
    assert_int_equal(decide(&other, "D-3", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(decide(&mine, "D-2", OUTCOME_INSUFFICIENT, "Age to be verified."), DONE_SAVED);
    assert_int_equal(outcome_of(&mine, "D-3"), OUTCOME_VOLUNTARY);
    workspace_close(&mine);
    workspace_close(&other);
}

static struct row_review of(const struct workspace *w, const char *id)
{
    return review_row(w->review, catalog_find(w->catalog, id));
}

/* Each act of one's own, in the order in which they were done, over a restart. */
static void flags_and_notes_are_undone_too(void **state)
{
    static const enum event_type acts[] = {EVENT_UNFLAG, EVENT_NOTE, EVENT_DECIDE, EVENT_FLAG};
    struct workspace w;
    struct err e;
    struct redone what;
    (void)state;
    open_and_load(&w);
    assert_int_equal(casework_flag(&w.casework, 0, true, &e), DONE_SAVED);
    assert_int_equal(decide(&w, "D-3", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(casework_note(&w.casework, 0, "Seen again.", &e), DONE_SAVED);
    assert_int_equal(casework_flag(&w.casework, 0, false, &e), DONE_SAVED);
    workspace_close(&w);

    open_and_load(&w);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(of(&w, "D-1").flagged, i == 1 || i == 2 || i == 3);
        assert_int_equal(of(&w, "D-1").notes, i < 2);
        assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
        assert_int_equal(what.type, acts[i]);
        assert_int_equal(what.count, 1);
    }
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_NOTHING);
    assert_false(of(&w, "D-1").flagged);
    assert_int_equal(outcome_of(&w, "D-3"), OUTCOME_NONE);
    for (size_t i = 4; i-- > 0;) {
        assert_int_equal(casework_redo(&w.casework, &what, &e), DONE_SAVED);
        assert_int_equal(what.type, acts[i]);
    }
    assert_false(of(&w, "D-1").flagged);
    assert_int_equal(of(&w, "D-1").notes, 1);
    assert_int_equal(outcome_of(&w, "D-3"), OUTCOME_VOLUNTARY);
    assert_int_equal(casework_redo(&w.casework, &what, &e), DONE_NOTHING);
    workspace_close(&w);
}

static void a_bulk_is_one_act(void **state)
{
    static const uint32_t all[] = {0, 1, 2}, ends[] = {0, 2};
    struct workspace w;
    struct err e;
    struct redone what;
    struct log_head head;
    (void)state;
    open_and_load(&w);
    assert_true(casework_applies(&w.casework, EVENT_FLAG, 1));
    assert_false(casework_applies(&w.casework, EVENT_UNFLAG, 1));
    assert_false(casework_applies(&w.casework, EVENT_RETRACT, 1));
    assert_false(casework_applies(&w.casework, EVENT_DECIDE, 1));
    assert_int_equal(decide(&w, "D-1", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(decide(&w, "D-3", OUTCOME_INSUFFICIENT, "Unclear."), DONE_SAVED);
    assert_int_equal(casework_bulk(&w.casework, EVENT_FLAG, all, 3, "", &e), DONE_SAVED);
    assert_int_equal(casework_bulk(&w.casework, EVENT_NOTE, ends, 2, "Same club.", &e), DONE_SAVED);
    assert_int_equal(casework_bulk(&w.casework, EVENT_NOTE, ends, 2, " ", &e), DONE_NOTHING);
    assert_int_equal(casework_bulk(&w.casework, EVENT_FLAG, all, 0, "", &e), DONE_NOTHING);
    assert_true(casework_applies(&w.casework, EVENT_RETRACT, 2));
    assert_int_equal(casework_bulk(&w.casework, EVENT_RETRACT, ends, 2, "", &e), DONE_SAVED);
    assert_int_equal(outcome_of(&w, "D-1"), OUTCOME_NONE);
    assert_int_equal(outcome_of(&w, "D-3"), OUTCOME_NONE);
    assert_true(log_head(w.log, &head, &e));
    assert_int_equal(head.seq, 2 + 3 + 2 + 2);
    workspace_close(&w);

    open_and_load(&w);
    for (int times = 0; times < 2; times++) {
        assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
        assert_int_equal(what.type, EVENT_RETRACT);
        assert_int_equal(what.count, 2);
        assert_int_equal(outcome_of(&w, "D-1"), OUTCOME_VOLUNTARY);
        assert_int_equal(outcome_of(&w, "D-3"), OUTCOME_INSUFFICIENT);
        if (times == 0) {
            assert_int_equal(casework_redo(&w.casework, &what, &e), DONE_SAVED);
            assert_int_equal(what.count, 2);
            assert_int_equal(outcome_of(&w, "D-3"), OUTCOME_NONE);
        }
    }
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
    assert_int_equal(what.type, EVENT_NOTE);
    assert_int_equal(of(&w, "D-1").notes + of(&w, "D-3").notes, 0);
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
    assert_int_equal(what.count, 3);
    assert_false(of(&w, "D-1").flagged || of(&w, "D-2").flagged || of(&w, "D-3").flagged);
    assert_int_equal(casework_redo(&w.casework, &what, &e), DONE_SAVED);
    assert_true(of(&w, "D-1").flagged && of(&w, "D-2").flagged && of(&w, "D-3").flagged);
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
    /* Then the decisions, one by one, each of which is in force again. */
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
    assert_int_equal(what.type, EVENT_DECIDE);
    assert_int_equal(outcome_of(&w, "D-3"), OUTCOME_NONE);
    assert_int_equal(outcome_of(&w, "D-1"), OUTCOME_VOLUNTARY);
    workspace_close(&w);
}

/* A bulk of one is an act as well: its undo brings the decision back, and takes none other. */
static void a_bulk_of_one(void **state)
{
    static const uint32_t third = 2;
    struct workspace w;
    struct err e;
    struct redone what;
    (void)state;
    open_and_load(&w);
    assert_int_equal(decide(&w, "D-1", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(decide(&w, "D-3", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(casework_bulk(&w.casework, EVENT_RETRACT, &third, 1, "", &e), DONE_SAVED);
    assert_int_equal(casework_undo(&w.casework, &what, &e), DONE_SAVED);
    assert_int_equal(outcome_of(&w, "D-1"), OUTCOME_VOLUNTARY);
    assert_int_equal(outcome_of(&w, "D-3"), OUTCOME_VOLUNTARY);
    workspace_close(&w);
}

static void a_bulk_has_an_end(void **state)
{
    static uint32_t many[BULK_MAX + 1];
    struct workspace w;
    struct err e;
    (void)state;
    open_and_load(&w);
    assert_int_equal(casework_bulk(&w.casework, EVENT_NOTE, many, BULK_MAX + 1, "x", &e),
                     DONE_NOT_SAVED);
    assert_non_null(strstr(e.what, "10000 is the most"));
    workspace_close(&w);
}

static void flags_notes_and_retractions(void **state)
{
    struct workspace w;
    struct err e;
    (void)state;
    open_and_load(&w);
    assert_int_equal(casework_flag(&w.casework, 0, true, &e), DONE_SAVED);
    assert_true(review_row(w.review, 0).flagged);
    assert_int_equal(casework_flag(&w.casework, 0, false, &e), DONE_SAVED);
    assert_false(review_row(w.review, 0).flagged);
    assert_int_equal(casework_note(&w.casework, 0, "  ", &e), DONE_NOTHING);
    assert_int_equal(casework_note(&w.casework, 0, "Ask the interpreter.", &e), DONE_SAVED);
    assert_int_equal(review_row(w.review, 0).notes, 1);
    assert_int_equal(casework_retract(&w.casework, "D-1", &e), DONE_NOTHING);
    assert_int_equal(decide(&w, "D-1", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(decide(&w, "D-3", OUTCOME_VOLUNTARY, ""), DONE_SAVED);
    assert_int_equal(casework_retract(&w.casework, "D-1", &e), DONE_SAVED);
    assert_int_equal(outcome_of(&w, "D-1"), OUTCOME_NONE);
    assert_int_equal(outcome_of(&w, "D-3"), OUTCOME_VOLUNTARY);
    workspace_close(&w);
}

static void a_folder_without_records_is_no_workspace(void **state)
{
    struct workspace w;
    struct err e;
    (void)state;
    assert_false(workspace_open(&w, "/tmp", &e));
    assert_int_equal(e.kind, ERR_USAGE);
    assert_non_null(strstr(e.what, "tipreview init"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_decision_is_saved_with_what_it_rests_on, setup, teardown),
        cmocka_unit_test_setup_teardown(a_refused_decision_writes_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(undo_and_redo_go_through_the_log, setup, teardown),
        cmocka_unit_test_setup_teardown(undo_leaves_a_stream_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(a_redo_never_covers_another_ones_decision, setup, teardown),
        cmocka_unit_test_setup_teardown(another_ones_decision_is_seen, setup, teardown),
        cmocka_unit_test_setup_teardown(flags_and_notes_are_undone_too, setup, teardown),
        cmocka_unit_test_setup_teardown(a_bulk_is_one_act, setup, teardown),
        cmocka_unit_test_setup_teardown(a_bulk_of_one, setup, teardown),
        cmocka_unit_test_setup_teardown(a_bulk_has_an_end, setup, teardown),
        cmocka_unit_test_setup_teardown(flags_notes_and_retractions, setup, teardown),
        cmocka_unit_test(a_folder_without_records_is_no_workspace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
