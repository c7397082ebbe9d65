/* What a key costs on the line, at both reference sizes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/screen.h"

enum { RECORDS = 3000, MOVE = 30, SCROLL = 300, BURST = 10 * 1024, DECISION = 250 };

static char file[300], folder[256];

/* Records whose lines all differ, as real ones do. */
static int make_records(void **state)
{
    static const char *const departments[] = {"police", "immigration", "customs", "joint"};
    struct str yaml = STR_INIT;
    uint32_t random = 1;
    (void)state;
    for (unsigned i = 1; i <= RECORDS; i++) {
        random = random * 1664525 + 1013904223;
        str_addf(
            &yaml,
            "---\nkind: debriefing\nid: D-2004-%05u\ndate: 2004-%02u-%02u\ndepartment: %s\n"
            "prostitution: yes\nstated_volition: yes\nscreened: yes\npending_action: none\n"
            "person: {sex: female, age: %u, nationality: CN, status: visitor}\n"
            "narrative: Made up. She came by %s, stayed %u days and paid %u a day for the room.\n",
            i, (random >> 8) % 12 + 1, (random >> 12) % 28 + 1, departments[random >> 30],
            18 + (random >> 16) % 30, random >> 31 ? "ferry" : "train", (random >> 20) % 90,
            (random >> 10) % 1000);
    }
    folder_make(folder, sizeof folder);
    snprintf(file, sizeof file, "%s/many.yaml", folder);
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

static void open_many(struct screen *s, int rows, int cols)
{
    const char *files[] = {file, NULL};
    screen_open(s, files, rows, cols);
    screen_load(s);
    terminal_bytes();
}

/* The most that one of so many keys costs. */
static long dearest(struct screen *s, int times, const char *key)
{
    long most = 0;
    for (int i = 0; i < times; i++) {
        screen_keys(s, key);
        long bytes = terminal_bytes();
        most = bytes > most ? bytes : most;
    }
    return most;
}

static void budgets(int rows, int cols)
{
    struct screen s;
    int list = rows - 4;
    open_many(&s, rows, cols);
    assert_in_range(dearest(&s, list - 1, "j"), 1, MOVE);
    assert_in_range(dearest(&s, 300, "j"), 1, SCROLL);
    assert_in_range(dearest(&s, list - 1, "k"), 1, MOVE);
    assert_in_range(dearest(&s, 200, "k"), 1, SCROLL);
    screen_keys(&s, "g");
    terminal_bytes();
    screen_burst(&s, 2000, "j");
    assert_int_equal(s.app.current, 2000);
    assert_in_range(terminal_bytes(), 1, BURST);
    /* Nothing happens, nothing is sent. */
    for (int i = 0; i < 8; i++) {
        app_refresh(&s.app);
        screen_draw(&s);
    }
    assert_int_equal(terminal_bytes(), 0);
    screen_close(&s);
}

static long key_costs(struct screen *s, const char *key)
{
    terminal_bytes();
    screen_keys(s, key);
    return terminal_bytes();
}

/* A decision brings the next record: that alone is what J costs, and the tally, the position and what is said come on
 * top. All together it is the next text and no more than that again. */
static void decisions(int rows, int cols)
{
    enum { DECISIONS = 120 };
    struct screen s;
    long all = 0;
    open_many(&s, rows, cols);
    screen_keys(&s, "<Enter>V");
    for (int i = 0; i < DECISIONS; i++) {
        size_t n, before = s.app.current;
        long next = key_costs(&s, "J");
        screen_keys(&s, "K");
        long decided = key_costs(&s, "V");
        assert_int_equal(s.app.current, before + 1);
        assert_in_range(decided, 1, next + DECISION);
        catalog_text(s.workspace.catalog, app_row(&s.app), F_NARRATIVE, &n);
        all += decided - (long)n;
    }
    assert_in_range(all, 1, DECISIONS * DECISION);
    screen_close(&s);
}

static void test_decisions(void **state)
{
    (void)state;
    decisions(24, 80);
    decisions(50, 200);
}

/* A minute without a key, in each view: nothing is sent. */
static void test_idle(void **state)
{
    static const char *const views[] = {"", "<Enter>", "y", "s", "d", "!", "?", "/she", "<Enter>m"};
    (void)state;
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        struct screen s;
        open_many(&s, 24, 80);
        screen_keys(&s, views[i]);
        screen_load(&s);
        terminal_bytes();
        for (int looks = 0; looks < 240; looks++) {
            app_refresh(&s.app);
            app_changed(&s.app);
            screen_wait(&s, 250);
        }
        assert_int_equal(terminal_bytes(), 0);
        screen_close(&s);
    }
}

static void test_budgets_80x24(void **state)
{
    (void)state;
    budgets(24, 80);
}

static void test_budgets_200x50(void **state)
{
    (void)state;
    budgets(50, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_budgets_80x24),
        cmocka_unit_test(test_budgets_200x50),
        cmocka_unit_test(test_decisions),
        cmocka_unit_test(test_idle),
    };
    return cmocka_run_group_tests(tests, make_records, remove_records);
}
