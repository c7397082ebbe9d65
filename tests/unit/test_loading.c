/* How a workspace comes by its records: read, kept, mapped, compared, read again where files changed; and what becomes of
 * decisions whose records changed or went. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/loading.h"
#include "tests/support/catalogs.h"
#include "tests/support/folder.h"

static char folder[256];

static int set_up(void **state)
{
    struct err e;
    (void)state;
    folder_make(folder, sizeof folder);
    return workspace_init(folder, NULL, &e) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static void path_of(char *path, size_t size, const char *name)
{
    snprintf(path, size, "%s/%s", folder, name);
}

static void put(const char *name, const char *id, const char *words)
{
    char path[512], text[512];
    path_of(path, sizeof path, name);
    snprintf(text, sizeof text,
             "kind: debriefing\nid: %s\ndate: 2004-03-12\ndepartment: police\nnarrative: |\n  %s\n",
             id, words);
    folder_write(path, text, strlen(text));
}

static void open_loaded(struct workspace *w)
{
    struct err e = {0};
    if (!workspace_open(w, folder, &e) || !workspace_load_all(w, NULL, NULL, &e))
        fail_msg("%s", e.what);
}

static void decide(struct workspace *w, const char *id)
{
    struct proposal p = {.outcome = OUTCOME_INSUFFICIENT, .rationale = "Nobody asked."};
    struct reread shown = {0};
    struct verdict v;
    struct err e = {0};
    uint32_t row = catalog_find(w->catalog, id);
    assert_true(catalog_reread(w->catalog, row, w->criteria, &shown, &e));
    assert_int_equal(casework_decide(&w->casework, row, &shown, &p, &v, &e), DONE_SAVED);
    reread_release(&shown);
}

static enum row_state state_of(const struct workspace *w, const char *id)
{
    return review_state(w->review, catalog_find(w->catalog, id));
}

/* Compares with the files again, and takes in what changed. */
static void refresh(struct workspace *w)
{
    struct err e = {0};
    workspace_refresh(w);
    if (!workspace_load_all(w, NULL, NULL, &e))
        fail_msg("%s", e.what);
}

static void count_call(void *ctx, const struct workspace *w)
{
    (void)w;
    ++*(unsigned *)ctx;
}

static void test_first_start_reads_and_keeps(void **state)
{
    (void)state;
    struct workspace w;
    struct err e = {0};
    struct stat st;
    char path[512];
    unsigned told = 0;
    put("records/a.yaml", "A", "one");
    put("records/b.yaml", "B", "two");
    assert_true(workspace_open(&w, folder, &e));
    assert_true(workspace_reading(&w));
    assert_true(workspace_pending(&w));
    assert_true(workspace_load_all(&w, count_call, &told, &e));
    assert_true(told > 0);
    assert_false(workspace_reading(&w));
    assert_false(workspace_pending(&w));
    assert_int_equal(catalog_rows(w.catalog), 2);
    assert_int_equal(review_rows(w.review), 2);
    workspace_close(&w);
    path_of(path, sizeof path, ".tipreview/catalog");
    assert_int_equal(stat(path, &st), 0);
}

static void test_second_start_has_the_records_at_once(void **state)
{
    (void)state;
    struct workspace w;
    struct err e = {0};
    put("records/a.yaml", "A", "one");
    open_loaded(&w);
    workspace_close(&w);
    assert_true(workspace_open(&w, folder, &e));
    assert_false(workspace_reading(&w));
    assert_int_equal(catalog_rows(w.catalog), 1);
    assert_true(workspace_pending(&w)); /* they are still to be compared with their files */
    assert_true(workspace_load_all(&w, NULL, NULL, &e));
    assert_false(workspace_renewed(&w));
    workspace_close(&w);
}

static void test_changes_between_starts_are_found(void **state)
{
    (void)state;
    struct workspace w;
    put("records/a.yaml", "A", "one");
    put("records/b.yaml", "B", "two");
    open_loaded(&w);
    workspace_close(&w);
    put("records/a.yaml", "A", "one, corrected");
    put("records/c.yaml", "C", "three");
    open_loaded(&w);
    assert_int_equal(catalog_rows(w.catalog), 3);
    size_t n;
    assert_string_equal(catalog_text(w.catalog, catalog_find(w.catalog, "A"), F_NARRATIVE, &n),
                        "one, corrected\n");
    workspace_close(&w);
}

static void test_changed_record_makes_its_decision_stale(void **state)
{
    (void)state;
    struct workspace w;
    put("records/a.yaml", "A", "one");
    put("records/b.yaml", "B", "two");
    open_loaded(&w);
    decide(&w, "A");
    decide(&w, "B");
    assert_int_equal(state_of(&w, "A"), STATE_DECIDED);
    put("records/a.yaml", "A", "one, corrected");
    refresh(&w);
    assert_int_equal(state_of(&w, "A"), STATE_STALE);
    assert_int_equal(state_of(&w, "B"), STATE_DECIDED);
    put("records/a.yaml", "A", "one"); /* the very bytes again */
    refresh(&w);
    assert_int_equal(state_of(&w, "A"), STATE_DECIDED);
    workspace_close(&w);
}

static void test_removed_record_with_a_decision_is_listed(void **state)
{
    (void)state;
    struct workspace w;
    struct missing m;
    char path[512];
    size_t at = 0;
    put("records/a.yaml", "A", "one");
    put("records/b.yaml", "B", "two");
    open_loaded(&w);
    decide(&w, "A");
    path_of(path, sizeof path, "records/a.yaml");
    assert_int_equal(unlink(path), 0);
    refresh(&w);
    assert_int_equal(catalog_rows(w.catalog), 1);
    assert_int_equal(review_missing(w.review), 1);
    assert_true(review_next_missing(w.review, &at, &m));
    assert_string_equal(m.id, "A");
    assert_int_equal(m.outcome, OUTCOME_INSUFFICIENT);
    put("records/again.yaml", "A", "one");
    refresh(&w);
    assert_int_equal(review_missing(w.review), 0);
    workspace_close(&w);
}

static void test_damaged_catalog_is_told_and_all_is_read(void **state)
{
    (void)state;
    struct workspace w;
    struct err e = {0};
    char path[512];
    put("records/a.yaml", "A", "one");
    open_loaded(&w);
    workspace_close(&w);
    path_of(path, sizeof path, ".tipreview/catalog");
    folder_write(path, "no catalog", 10);
    assert_true(workspace_open(&w, folder, &e));
    assert_int_not_equal(w.notice.kind, ERR_NONE);
    assert_true(workspace_load_all(&w, NULL, NULL, &e));
    assert_int_equal(catalog_rows(w.catalog), 1);
    workspace_close(&w);
}

/* No key waits long while a million records are taken over: a step takes few of them. */
static void test_little_is_taken_over_at_a_time(void **state)
{
    enum { RECORDS = 1000, MOST = 8 };
    (void)state;
    struct workspace w;
    struct err e = {0};
    char path[512];
    bool more = true;
    uint32_t rows = 0;
    path_of(path, sizeof path, "records/a.yaml");
    many_records(path, RECORDS);
    open_loaded(&w);
    put("records/b.yaml", "B", "two");
    workspace_refresh(&w);
    while (!workspace_renewed(&w)) {
        assert_true(workspace_load(&w, 1, &more, &e));
        uint32_t taken = w.loading->next ? catalog_rows(w.loading->next) : 0;
        assert_in_range(taken, rows, rows + MOST);
        rows = taken;
    }
    assert_int_equal(rows, RECORDS + 1);
    workspace_close(&w);
}

/* Where the catalog is kept, it takes no memory of the process's own once it is: the target is 64 bytes a record. */
static void test_memory_a_record(void **state)
{
    enum { RECORDS = 20000 };
    (void)state;
    struct workspace w;
    char path[512];
    path_of(path, sizeof path, "records/a.yaml");
    many_records(path, RECORDS);
    open_loaded(&w);
    assert_int_equal(catalog_rows(w.catalog), RECORDS);
    assert_true(own_bytes(w.catalog) < (uint64_t)RECORDS * 64);
    workspace_close(&w);
    path_of(path, sizeof path, "tipreview.yaml");
    folder_write(path, "catalog: off\n", 13);
    open_loaded(&w);
    assert_true(own_bytes(w.catalog) > (uint64_t)RECORDS * 100);
    workspace_close(&w);
}

static void test_catalog_off_keeps_nothing(void **state)
{
    (void)state;
    struct workspace w;
    char path[512];
    put("records/a.yaml", "A", "one");
    open_loaded(&w);
    workspace_close(&w);
    path_of(path, sizeof path, "tipreview.yaml");
    folder_write(path, "catalog: off\n", 13);
    open_loaded(&w);
    assert_int_equal(catalog_rows(w.catalog), 1);
    workspace_close(&w);
    path_of(path, sizeof path, ".tipreview/catalog");
    assert_int_equal(access(path, F_OK), -1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_first_start_reads_and_keeps),
        TEST(test_second_start_has_the_records_at_once),
        TEST(test_changes_between_starts_are_found),
        TEST(test_changed_record_makes_its_decision_stale),
        TEST(test_removed_record_with_a_decision_is_listed),
        TEST(test_damaged_catalog_is_told_and_all_is_read),
        TEST(test_little_is_taken_over_at_a_time),
        TEST(test_memory_a_record),
        TEST(test_catalog_off_keeps_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
