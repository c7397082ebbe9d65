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

#include "config/personal.h"
#include "config/workspace.h"
#include "tests/support/folder.h"

static char folder[256], path[512];

static int set_up(void **state)
{
    (void)state;
    folder_make(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/personal.yaml", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static bool is_later(const struct personal *p, const char *id)
{
    for (size_t i = 0; i < p->later.count; i++)
        if (strcmp(p->later.item[i], id) == 0)
            return true;
    return false;
}

static void test_kept_between_runs(void **state)
{
    static const char limit[] = "\"it's\" | 護照 | 'x' # : {} [] & \\n ~";
    struct personal p = {0};
    struct err e;
    struct stat st;
    (void)state;
    assert_true(personal_load(&p, path, &e));
    assert_null(p.record);
    assert_true(personal_set_record(&p, "D-2004-03117"));
    assert_true(personal_set_limit(&p, limit));
    assert_true(personal_set_order(&p, "shuffle:7"));
    assert_true(personal_put_off(&p, "D-2", true));
    assert_true(personal_put_off(&p, "D-1", true));
    assert_true(personal_put_off(&p, "null", true));
    personal_history_add(&p, "- not: a list");
    personal_history_add(&p, "tally");
    personal_history_add(&p, "tally");
    assert_true(p.changed);
    assert_true(personal_save(&p, path, &e));
    assert_false(p.changed);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);

    assert_true(personal_load(&p, path, &e));
    assert_false(p.changed);
    assert_string_equal(p.record, "D-2004-03117");
    assert_string_equal(p.limit, limit);
    assert_string_equal(p.order, "shuffle:7");
    assert_int_equal(p.later.count, 3);
    assert_true(is_later(&p, "D-1"));
    assert_true(is_later(&p, "null"));
    assert_false(is_later(&p, "D-11"));
    assert_int_equal(p.history.count, 2);
    assert_string_equal(p.history.item[0], "- not: a list");
    assert_string_equal(p.history.item[1], "tally");

    assert_true(personal_put_off(&p, "D-1", false));
    assert_false(is_later(&p, "D-1"));
    assert_true(personal_set_limit(&p, ""));
    assert_true(personal_save(&p, path, &e));
    assert_true(personal_load(&p, path, &e));
    assert_null(p.limit);
    assert_int_equal(p.later.count, 2);
    personal_release(&p);
}

static void test_nothing_changed_nothing_written(void **state)
{
    struct personal p = {0};
    struct err e;
    (void)state;
    assert_true(personal_set_record(&p, ""));
    assert_true(personal_put_off(&p, "D-1", false));
    assert_true(personal_save(&p, path, &e));
    assert_int_equal(access(path, F_OK), -1);
}

static void test_what_cannot_come_back_is_not_kept(void **state)
{
    char longer[PERSONAL_LINE_MAX + 2];
    struct personal p = {0};
    (void)state;
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_true(personal_set_limit(&p, "passport"));
    assert_false(personal_set_limit(&p, longer));
    assert_null(p.limit);
    assert_false(personal_set_limit(&p, "two\nlines"));
    assert_false(personal_set_limit(&p, "\x1b[2J"));
    personal_history_add(&p, "\xff");
    personal_history_add(&p, "");
    assert_int_equal(p.history.count, 0);
    personal_release(&p);
}

static void test_bounds(void **state)
{
    struct personal p = {0};
    struct err e;
    char text[32];
    (void)state;
    for (int i = 0; i < PERSONAL_LATER_MAX; i++) {
        snprintf(text, sizeof text, "D-%05d", i);
        assert_true(personal_put_off(&p, text, true));
    }
    assert_false(personal_put_off(&p, "D-x", true));
    assert_true(personal_put_off(&p, "D-00000", true)); /* it is already */
    for (int i = 0; i <= PERSONAL_HISTORY_MAX; i++) {
        snprintf(text, sizeof text, "command %d", i);
        personal_history_add(&p, text);
    }
    assert_int_equal(p.history.count, PERSONAL_HISTORY_MAX);
    assert_string_equal(p.history.item[0], "command 1");
    assert_true(personal_save(&p, path, &e));
    if (!personal_load(&p, path, &e))
        fail_msg("%s:%u: %s", e.file, e.line, e.what);
    assert_int_equal(p.later.count, PERSONAL_LATER_MAX);
    assert_int_equal(p.history.count, PERSONAL_HISTORY_MAX);
    personal_release(&p);
}

static void test_a_damaged_file_is_said_and_replaced(void **state)
{
    static const char *const damaged[] = {
        "record: [D-1]\n", "record: D-1\nlimit: \"a\\nb\"\n", "later: {}\n", "x: y\n",
        "record: '",       "history:\n  - \"\\e\"\n",         "\xff",
    };
    struct personal p = {0};
    struct err e = {0};
    (void)state;
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        folder_write(path, damaged[i], strlen(damaged[i]));
        assert_false(personal_load(&p, path, &e));
        assert_null(p.record);
        assert_int_equal(p.later.count, 0);
        assert_true(personal_save(&p, path, &e));
        assert_true(personal_load(&p, path, &e));
    }
    personal_release(&p);
}

/* The folder of one reviewer in a workspace that is shared. */
static void test_own_folder(void **state)
{
    struct workspace w;
    struct err e;
    struct stat st;
    char own[512], shared[512];
    (void)state;
    assert_true(workspace_init(folder, NULL, &e));
    assert_int_equal(chmod(folder, 02770), 0);
    snprintf(own, sizeof own, "%s/records", folder);
    assert_int_equal(chmod(own, 02770), 0);
    assert_true(workspace_open(&w, folder, &e));
    char *file = workspace_file(&w, "personal.yaml", true, &e);
    assert_non_null(file);
    snprintf(shared, sizeof shared, "%s/.tipreview", folder);
    snprintf(own, sizeof own, "%s/.tipreview/%u", folder, (unsigned)getuid());
    assert_int_equal(strncmp(file, own, strlen(own)), 0);
    free(file);
    assert_int_equal(stat(shared, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0770);
    assert_int_equal(stat(own, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);

    assert_int_equal(chmod(own, 0750), 0);
    assert_null(workspace_file(&w, "personal.yaml", true, &e));
    assert_non_null(strstr(e.what, "not yours alone"));
    assert_int_equal(rmdir(own), 0);
    assert_int_equal(symlink("/tmp", own), 0);
    assert_null(workspace_file(&w, "personal.yaml", true, &e));
    workspace_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_kept_between_runs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_changed_nothing_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_come_back_is_not_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_damaged_file_is_said_and_replaced, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_own_folder, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
