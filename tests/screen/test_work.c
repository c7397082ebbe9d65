/* A reviewer's day: clear cases, one key each; leaving; coming back; undoing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/screen.h"

enum { RECORDS = 120 };

static char file[300], folder[256];

static int make_records(void **state)
{
    struct str yaml = STR_INIT;
    (void)state;
    for (unsigned i = 1; i <= RECORDS; i++)
        str_addf(&yaml,
                 "---\nkind: debriefing\nid: D-2004-%05u\ndate: 2004-%02u-01\ndepartment: police\n"
                 "person: {sex: female, age: %u, nationality: CN, status: visitor}\n"
                 "prostitution: yes\nstated_volition: yes\nscreened: yes\n"
                 "narrative: Made up. She said that nobody forced or deceived her.\n",
                 i, i % 12 + 1, 20 + i % 30);
    folder_make(folder, sizeof folder);
    snprintf(file, sizeof file, "%s/clear.yaml", folder);
    folder_write(file, str_text(&yaml), yaml.len);
    str_release(&yaml);
    return 0;
}

static int remove_records(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static const struct tally_year *year(const struct screen *s)
{
    const struct tally_year *y = tally_find(review_tally(s->workspace.review), 2004);
    assert_non_null(y);
    return y;
}

static void counts(const struct screen *s, int64_t voluntary)
{
    char text[100];
    assert_int_equal(year(s)->n[T_VOLUNTARY], voluntary);
    assert_int_equal(year(s)->n[T_UNDECIDED], RECORDS - voluntary);
    snprintf(text, sizeof text, "V %d ", (int)voluntary);
    assert_true(terminal_shows(text));
    snprintf(text, sizeof text, "%d undecided", (int)(RECORDS - voluntary));
    assert_true(terminal_shows(text));
}

static const char *in_hand(const struct screen *s)
{
    size_t len;
    return catalog_text(s->workspace.catalog, app_row(&s->app), F_ID, &len);
}

static void test_a_clear_case_takes_one_key(void **state)
{
    const char *files[] = {file, NULL};
    struct screen s;
    (void)state;
    screen_open(&s, files, 24, 80);
    screen_load(&s);
    screen_keys(&s, "<Enter>");
    for (int i = 1; i <= 100; i++) {
        screen_keys(&s, "V");
        assert_int_equal(year(&s)->n[T_VOLUNTARY], i);
    }
    counts(&s, 100);
    assert_string_equal(in_hand(&s), "D-2004-00101");
    screen_close(&s);
}

static void test_undo_after_coming_back(void **state)
{
    static const char *const last[] = {"D-2004-00050", "D-2004-00049", "D-2004-00048"};
    const char *files[] = {file, NULL};
    struct screen s;
    (void)state;
    screen_open(&s, files, 24, 80);
    screen_load(&s);
    screen_keys(&s, "<Enter>");
    for (int i = 0; i < 50; i++)
        screen_keys(&s, "V");
    counts(&s, 50);
    screen_keys(&s, "Q");
    assert_true(s.app.quit);
    screen_reopen(&s);
    screen_load(&s);
    counts(&s, 50);
    for (int i = 0; i < 3; i++) {
        screen_keys(&s, "u");
        assert_string_equal(in_hand(&s), last[i]);
        counts(&s, 49 - i);
    }
    for (uint32_t row = 0; row < RECORDS; row++)
        assert_int_equal(review_state(s.workspace.review, row),
                         row < 47 ? STATE_DECIDED : STATE_UNDECIDED);
    screen_keys(&s, "<C-r><C-r><C-r>");
    counts(&s, 50);
    assert_string_equal(in_hand(&s), "D-2004-00050");
    screen_close(&s);
}

static void test_a_round_is_worked_through(void **state)
{
    static const char *const files[] = {"tests/screen/records/round.yaml", NULL};
    struct screen s;
    (void)state;
    screen_open(&s, files, 24, 80);
    screen_script(&s, "tests/screen/scripts/round.keys");
    screen_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_clear_case_takes_one_key),
        cmocka_unit_test(test_undo_after_coming_back),
        cmocka_unit_test(test_a_round_is_worked_through),
    };
    return cmocka_run_group_tests(tests, make_records, remove_records);
}
