/* What a key costs on the line, at both reference sizes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "models/list_column.h"
#include "tests/support/screen.h"
#include "tui/case_columns.h"
#include "tui/view_case.h"

enum { RECORDS = 3000, MOVE = 30, SCROLL = 300, BURST = 10 * 1024, DECISION = 250 };

static char file[300], folder[256];

/* A number below `most`, the next of a sequence that is the same each time. */
static uint32_t below(uint32_t most)
{
    static uint32_t random = 1;
    random = random * 1664525 + 1013904223;
    return (random >> 8) % most;
}

#define ANY(list) list[below(sizeof list / sizeof *list)]

static void add_narrative(struct str *yaml)
{
    static const char *const sentences[] = {
        "She came by train for some weeks and meant to go home after that.",
        "Nobody had deceived or threatened her, she said.",
        "The room costs $180 a day, which she pays herself.",
        "She was not promised other work, owes nothing, and keeps her passport.",
        "她說是自己決定來的，沒有人安排行程，證件由自己保管。",
        "The questions were put in Putonghua by a woman officer and read back to her.",
        "A friend from the same county had the address."};
    str_addf(yaml, "narrative: Made up. %u hours after the call %u officers entered a flat.",
             below(30), below(9));
    for (uint32_t more = below(5); more > 0; more--)
        str_addf(yaml, " %s", ANY(sentences));
    str_addc(yaml, '\n');
}

/* Records whose lines all differ, with few facts and many, long values and short, as real ones have. */
static int make_records(void **state)
{
    static const char *const departments[] = {"police", "immigration", "customs", "joint"};
    static const char *const nations[] = {"CN", "TH", "RU", "unknown"};
    static const char *const statuses[] = {"visitor", "illegal_entrant", "overstayer", "resident"};
    static const char *const bases[] = {"document", "stated", "assessed"};
    static const char *const points[] = {"Lo Wu", "Man Kam To", "the airport"};
    static const char *const languages[] = {"Putonghua", "Cantonese", "Thai", "普通話"};
    static const char *const actions[] = {"none", "charge", "removal"};
    struct str yaml = STR_INIT;
    (void)state;
    for (unsigned i = 1; i <= RECORDS; i++) {
        str_addf(&yaml,
                 "---\nkind: debriefing\nid: D-2004-%05u\ndate: 2004-%02u-%02u\ndepartment: %s\n"
                 "prostitution: yes\nstated_volition: yes\nscreened: yes\npending_action: %s\n"
                 "person: {sex: female, age: %u, nationality: %s, status: %s, age_basis: %s}\n",
                 i, below(12) + 1, below(28) + 1, ANY(departments), ANY(actions), 18 + below(30),
                 ANY(nations), ANY(statuses), ANY(bases));
        if (below(3))
            str_addf(&yaml, "entry: {date: 2003-%02u-11, point: %s}\n", below(12) + 1, ANY(points));
        if (below(3))
            str_addf(&yaml, "language: %s\n", ANY(languages));
        if (below(2))
            str_addf(&yaml, "operation: OP-%03u\n", below(300));
        if (below(5) == 0)
            str_add(&yaml, "reported: {means.force: absent, sign.debt_bondage: absent}\n");
        add_narrative(&yaml);
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

/* Bytes of the facts of a record that are others than those of the one before, with the label of one that it had not. */
static size_t other_facts(struct screen *s, uint32_t before, uint32_t row)
{
    enum { LABEL = 24 };
    size_t bytes = 0;
    for (unsigned f = 0; f < FIELD_TOTAL; f++) {
        struct str was = STR_INIT, is = STR_INIT;
        list_column_format(f, s->workspace.catalog, s->workspace.review, before, &was);
        list_column_format(f, s->workspace.catalog, s->workspace.review, row, &is);
        bool same = f == F_NARRATIVE || strcmp(str_text(&was), str_text(&is)) == 0;
        bytes += same ? 0 : is.len + (was.len == 0 ? LABEL : 0);
        str_release(&was);
        str_release(&is);
    }
    return bytes;
}

/* Bytes of what the definitions say of the case in hand, on both bases. */
static size_t reasons(const struct screen *s)
{
    const struct criteria *c = s->workspace.criteria;
    const struct case_work *work = view_case_work(s->app.top);
    const struct answers basis[] = {basis_reported(c, &work->facts),
                                    basis_reviewed(c, &work->facts, &work->given)};
    struct str words = STR_INIT;
    for (size_t i = 0; i < 2 * c->definitions; i++)
        definition_explain(c, &c->definition[i / 2], &basis[i % 2], &words);
    size_t bytes = words.len;
    str_release(&words);
    return bytes;
}

/* What a record's own text costs by itself: its bytes, for each line of it or of the text that goes its place, and for each
 * marked word the attributes of it and of the key in the margin; the facts that are others; and, where something else is
 * reported, the lines of that and what the definitions say. */
static size_t own_text(struct screen *s, uint32_t before, int cols)
{
    enum { PLACE = 8, MARK = 44, REPORTED = 2 * 40 };
    const struct catalog *catalog = s->workspace.catalog;
    struct case_columns columns;
    struct term_hits hits = {0};
    uint32_t row = app_row(&s->app);
    size_t n, gone;
    const char *text = catalog_text(catalog, row, F_NARRATIVE, &n);
    catalog_text(catalog, before, F_NARRATIVE, &gone);
    case_columns_divide(&columns, cols, CASE_COLUMNS);
    assert_true(terms_find(app_terms(&s->app), text, n, &hits));
    size_t lines = (n > gone ? n : gone) / (size_t)(columns.column[COLUMN_TEXT].w - 10) + 2;
    size_t own = n + lines * PLACE + hits.count * MARK + other_facts(s, before, row);
    const struct answers *was = catalog_reported(catalog, before);
    const struct answers *is = catalog_reported(catalog, row);
    if (was->absent != is->absent || was->present != is->present)
        own += REPORTED + reasons(s);
    term_hits_release(&hits);
    return own;
}

/* Presses a key, after other ones, that brings the next record: no more than DECISION comes on top of the text of that, and
 * of what the definitions said of the answers to the one before, which goes. */
static void assert_next(struct screen *s, const char *first, const char *key, int cols)
{
    uint32_t before = app_row(&s->app);
    screen_keys(s, first);
    size_t go = *first ? 2 * reasons(s) : 0;
    terminal_bytes();
    screen_keys(s, key);
    size_t bytes = (size_t)terminal_bytes();
    assert_int_not_equal(app_row(&s->app), before);
    assert_in_range(bytes, 1, own_text(s, before, cols) + go + DECISION);
}

/* The tally, the position and what is said come on top of the next record's text, and nothing else, for each part of the
 * screen has its place, whatever the record has. */
static void decisions(int rows, int cols)
{
    enum { TIMES = 200 };
    struct screen s;
    open_many(&s, rows, cols);
    screen_keys(&s, "<Enter>V");
    for (int i = 0; i < TIMES; i++)
        assert_next(&s, "", "V", cols);
    screen_keys(&s, "J");
    for (int i = 0; i < TIMES; i++)
        assert_next(&s, "", "J", cols);
    screen_keys(&s, "a1p15rMade<Space>up.<Enter>T");
    for (int i = 0; i < TIMES; i++)
        assert_next(&s, "a1p15rMade<Space>up.<Enter>", "T", cols);
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
