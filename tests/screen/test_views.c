/* The tables, lists and help of the console, as they look at each size and in each state of a workspace. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/freeze.h"
#include "models/record_set.h"
#include "tests/support/screen.h"
#include "tests/support/terminal.h"

static const char *const years[] = {"tests/screen/records/years.yaml", NULL};
static const char *const one[] = {"tests/screen/records/one.yaml", NULL};
static const char *const rejected[] = {"tests/screen/records/rejected.yaml", NULL};
static const char *const none[] = {NULL};

static void play(const char *const *records, const char *script)
{
    struct screen s;
    screen_open(&s, records, 24, 80);
    screen_script(&s, script);
    screen_close(&s);
}

static void test_years(void **state)
{
    (void)state;
    play(years, "tests/screen/scripts/views-years.keys");
}

static void expect(const char *text)
{
    struct str shown = STR_INIT;
    if (!terminal_shows(text)) {
        terminal_dump(&shown);
        fail_msg("\"%s\" is not shown:\n%s", text, str_text(&shown));
    }
    str_release(&shown);
}

/* Enter follows a line to what it tells of. */
static void test_open(void **state)
{
    (void)state;
    struct screen s;
    screen_open(&s, years, 24, 80);
    screen_load(&s);
    screen_keys(&s, "yjj<Enter>");
    expect("1/4  limit: year:2004");
    screen_keys(&s, "d2g<Enter>");
    expect("Source");
    expect("any of");
    screen_keys(&s, "qGk<Enter>");
    expect("50 D-2018-1");
    expect("-- end --");
    screen_close(&s);
}

/* A few years stand side by side; the one that is marked is opened. */
static void test_years_across(void **state)
{
    static const char *const three[] = {"tests/screen/records/debriefings.yaml", NULL};
    struct screen s;
    (void)state;
    screen_open(&s, three, 24, 80);
    screen_load(&s);
    screen_keys(&s, "y");
    expect("> 2003");
    expect("Conserved:");
    screen_keys(&s, "<Right>");
    expect("> 2004");
    screen_keys(&s, "9<Right>");
    expect("> 2005");
    screen_keys(&s, "<Left><Enter>");
    expect("limit: year:2004");
    screen_close(&s);
}

/* The number behind the colon of the status line, as a query of the queue counts it. */
static size_t cell_in_hand(const struct screen *s)
{
    struct str text = STR_INIT;
    size_t n = 0;
    s->app.top->ops->position(s->app.top, &text);
    const char *figure = strrchr(str_text(&text), ':');
    assert_non_null(figure);
    for (figure += 2; *figure >= '0' && *figure <= '9'; figure++)
        n = n * 10 + (size_t)(*figure - '0');
    str_release(&text);
    return n;
}

/* From a case to a figure's records and back: the case is as it was left, and the next start has nothing of the figure. */
static void test_figures_from_a_case(void **state)
{
    static const char *const three[] = {"tests/screen/records/debriefings.yaml", NULL};
    struct screen s;
    struct str before = STR_INIT, after = STR_INIT;
    (void)state;
    screen_open(&s, three, 10, 40);
    screen_load(&s);
    screen_keys(&s, "5j<Enter>");
    expect("D-2003-00006");
    screen_keys(&s, "jjj");
    terminal_line(3, &before);
    screen_keys(&s, "sj<Right><Enter>");
    assert_non_null(app_detour(&s.app));
    app_keep_personal(&s.app);
    assert_true(!s.app.personal.limit || !*s.app.personal.limit);
    assert_string_equal(s.app.personal.record, "D-2003-00006");
    screen_keys(&s, "jqq");
    expect("D-2003-00006");
    terminal_line(3, &after);
    assert_string_equal(str_text(&after), str_text(&before));
    str_release(&before);
    str_release(&after);
    screen_close(&s);
}

/* Enter on a figure shows as many records; then the same figure is in hand, and the queue as it was. */
static void test_figures_open(void **state)
{
    static const char *const three[] = {"tests/screen/records/debriefings.yaml", NULL};
    enum { ROWS = 12, COLUMNS = 3 };
    struct screen s;
    size_t above = 0;
    (void)state;
    screen_open(&s, three, 24, 80);
    screen_load(&s);
    screen_keys(&s, "jjlkind:debriefing<Enter>");
    uint32_t row = app_row(&s.app);
    screen_keys(&s, "s14j");
    for (unsigned i = 0; i < ROWS * COLUMNS; i++) {
        size_t n = cell_in_hand(&s);
        above += n > 0;
        screen_keys(&s, "<Enter>");
        assert_int_equal(s.app.queue.count, n);
        expect(n ? "Narrative" : "no record matches the limit");
        screen_keys(&s, "q");
        assert_int_equal(cell_in_hand(&s), n);
        assert_string_equal(s.app.queue.limit, "kind:debriefing");
        screen_keys(&s, i % COLUMNS == COLUMNS - 1 ? "j9<Left>" : "<Right>");
    }
    assert_true(above > 5);
    screen_keys(&s, "q");
    assert_int_equal(app_row(&s.app), row);
    screen_close(&s);
}

static void test_empty(void **state)
{
    (void)state;
    play(none, "tests/screen/scripts/views-empty.keys");
}

static void test_one(void **state)
{
    (void)state;
    play(one, "tests/screen/scripts/views-one.keys");
}

static void test_problems(void **state)
{
    (void)state;
    play(rejected, "tests/screen/scripts/views-problems.keys");
}

static void test_help(void **state)
{
    (void)state;
    play(one, "tests/screen/scripts/views-help.keys");
}

/* A decision made while the screens are open moves the figures, the marks and the log head. */
static void test_decided(void **state)
{
    (void)state;
    struct screen s;
    struct err e;
    struct log_head head;
    struct str text = STR_INIT;
    screen_open(&s, one, 24, 80);
    screen_load(&s);
    screen_keys(&s, "y");
    expect("0 so far");
    expect("PROVISIONAL");
    screen_keys(&s, "q<Enter>a15rmade up<Enter>T");
    screen_keys(&s, "y");
    expect("Conserved: 1 trafficking = 1 debriefing");
    assert_false(terminal_shows("PROVISIONAL"));
    assert_false(terminal_shows("so far"));
    screen_keys(&s, "sG");
    assert_true(log_head(s.workspace.log, &head, &e));
    str_add(&text, "Log head: ");
    log_head_format(&head, &text);
    expect(str_text(&text));
    expect("not court findings, not prevalence");
    screen_keys(&s, "u");
    expect("Log head: 2:");
    screen_keys(&s, "g");
    expect("PROVISIONAL");
    screen_keys(&s, "qqXNot ours.<Enter>y");
    expect("Conserved: 1 out of scope = 1 debriefing");
    str_release(&text);
    screen_close(&s);
}

/* Searching finds what is no row of a table, too; Enter opens nothing there. */
static void test_search_in_the_summary(void **state)
{
    (void)state;
    struct screen s;
    screen_open(&s, one, 24, 80);
    screen_load(&s);
    screen_keys(&s, "s/Log head<Enter>");
    expect("> Log head: ");
    screen_keys(&s, "<Enter>");
    assert_string_equal(s.app.top->ops->name, "Year-end summary");
    screen_keys(&s, "g<Enter>");
    assert_string_equal(s.app.top->ops->name, "Queue");
    screen_close(&s);
}

static void coverage_of(const void *ctx, const struct tally_year *year, struct str *out)
{
    workspace_coverage(ctx, year, out);
}

/* Freezes a year as `tipreview freeze` does. */
static void freeze(struct screen *s, unsigned year)
{
    struct workspace *w = &s->workspace;
    const struct summary_source source = {.catalog = w->catalog,
                                          .criteria = w->criteria,
                                          .review = w->review,
                                          .primary = w->primary,
                                          .year = &year,
                                          .years = 1,
                                          .coverage = coverage_of,
                                          .ctx = w};
    struct frozen f = {.seq = 0};
    struct str detail = STR_INIT;
    struct err e;
    struct summary *summary = summary_new(&source, &e);
    assert_non_null(summary);
    assert_true(log_head(w->log, &f.head, &e));
    assert_true(freeze_figures(&f, summary, 0, &e));
    assert_true(record_set_digest(w->catalog, year, &f.records, &f.record_count, &e));
    freeze_detail(&f, &detail);
    assert_int_equal(casework_freeze(&w->casework, str_text(&detail), "", &e), DONE_SAVED);
    app_changed(&s->app);
    summary_free(summary);
    freeze_release(&f);
    str_release(&detail);
}

/* What was frozen, and which event changed which figure, each told once. */
static void test_revisions(void **state)
{
    (void)state;
    struct screen s;
    screen_open(&s, one, 50, 200);
    screen_load(&s);
    screen_keys(&s, "<Enter>INothing is known.<Enter>");
    freeze(&s, 2004);
    screen_keys(&s, "XNot ours.<Enter>s/Revisions<Enter>");
    screen_lines(&s, ":save-display summary-revised-200x50");
    assert_false(terminal_shows("/all/"));
    screen_resize(&s, 24, 80);
    screen_keys(&s, "g/Revisions<Enter>");
    screen_lines(&s, ":save-display summary-revised");
    screen_close(&s);
}

/* The mark alone moves. */
static void test_bytes(void **state)
{
    (void)state;
    struct screen s;
    screen_open(&s, years, 24, 80);
    screen_load(&s);
    screen_keys(&s, "y");
    terminal_bytes();
    screen_keys(&s, "j");
    assert_true(terminal_bytes() <= 40);
    screen_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_years),        cmocka_unit_test(test_open),
        cmocka_unit_test(test_years_across), cmocka_unit_test(test_empty),
        cmocka_unit_test(test_figures_open), cmocka_unit_test(test_figures_from_a_case),
        cmocka_unit_test(test_one),          cmocka_unit_test(test_problems),
        cmocka_unit_test(test_help),         cmocka_unit_test(test_decided),
        cmocka_unit_test(test_bytes),        cmocka_unit_test(test_search_in_the_summary),
        cmocka_unit_test(test_revisions),
    };
    return cmocka_run_group_tests_name("views", tests, NULL, NULL);
}
