/* What is typed behind `:`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/screen.h"
#include "tui/input.h"
#include "tui/typed.h"
#include "tui/view_case.h"

static void enter(struct screen *s, const char *line)
{
    screen_keys(s, ":");
    screen_keys(s, line);
    screen_keys(s, "<Enter>");
}

static void test_words_numbers_and_ids(void **state)
{
    struct screen *s = *state;
    enter(s, "12");
    assert_int_equal(s->app.current, 11);
    enter(s, "D-2004-00020");
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
    enter(s, "D-2005-00040");
    assert_string_equal(screen_in_hand(s), "D-2005-00040");
    enter(s, "D-2003-00003");
    enter(s, "D-2004-0002");
    assert_true(terminal_shows("ids begin with D-2004-0002: "));
    assert_string_equal(screen_in_hand(s), "D-2003-00003");
    enter(s, "tal");
    assert_string_equal(s->app.top->ops->name, "Tally by year");
    enter(s, "vol");
    assert_true(terminal_shows("voluntary does not work here"));
    enter(s, "ba");
    enter(s, "su");
    assert_true(terminal_shows("Year-end summary"));
    enter(s, "q");
    assert_true(s->app.quit);
}

static void test_what_is_not_known_or_not_clear(void **state)
{
    struct screen *s = *state;
    enter(s, "taly");
    assert_true(terminal_shows("taly is no action, record number or id: did you mean tally?"));
    enter(s, "xyzzy");
    assert_true(terminal_shows("xyzzy is no action, record number or id: ? lists the actions"));
    enter(s, "sear");
    assert_true(
        terminal_shows("sear may be search, search-next, search-previous: type more of it"));
    enter(s, "tally 2004");
    assert_true(terminal_shows("nothing was done: tally takes nothing behind it"));
    enter(s, "limit year:2004");
    assert_string_equal(s->app.queue.limit, "year:2004");
    /* Of the words with l only one takes an argument. */
    enter(s, "l");
    assert_true(terminal_shows("l may be last, left, later, limit: type more of it"));
    enter(s, "l year:2003");
    assert_string_equal(s->app.queue.limit, "year:2003");
    enter(s, "tal 2004");
    assert_true(terminal_shows("nothing was done: tally takes nothing behind it"));
    enter(s, "sort -id");
    assert_string_equal(s->app.queue.order, "-id");
    enter(s, "limit yaer:2004");
    assert_true(terminal_shows("column 1: "));
    screen_keys(s, "<Esc>");
}

/* A slip of the hand in a short word decides nothing. */
static void test_what_decides_is_typed_in_full(void **state)
{
    struct screen *s = *state;
    screen_keys(s, "<Enter>");
    enter(s, "vol");
    assert_true(terminal_shows("nothing was decided: type voluntary in full"));
    assert_true(terminal_shows("42 undecided"));
    enter(s, "answer-means");
    assert_true(terminal_shows("answer-means wants the number of the criterion"));
    enter(s, "answer-m 3");
    const struct case_work *work = view_case_work(s->app.top);
    int abduction = criteria_find(s->workspace.criteria, "means.abduction");
    assert_int_equal(answers_get(&work->given, (unsigned)abduction), ANSWER_PRESENT);
}

static void test_tab_completes(void **state)
{
    struct screen *s = *state;
    screen_keys(s, ":tal<Tab>");
    assert_true(terminal_shows(":tally"));
    screen_keys(s, "<C-u>sear<Tab>");
    assert_true(terminal_shows("search  search-next  search-previous"));
    screen_keys(s, "<Tab><Tab>");
    assert_true(terminal_shows("search  [search-next]  search-previous"));
    assert_true(terminal_shows(":search-next"));
    screen_keys(s, "<S-Tab><S-Tab>");
    assert_true(terminal_shows("search  search-next  search-previous"));
    screen_keys(s, "<C-u>limit<Space>departm<Tab>");
    assert_true(terminal_shows(":limit department"));
    screen_keys(s, ":police & !undec<Tab><Enter>");
    assert_string_equal(s->app.queue.limit, "department:police & !undecided");
    screen_keys(s, "l<C-u>kin<Tab>:debriefing<Enter>");
    assert_string_equal(s->app.queue.limit, "kind:debriefing");
    screen_keys(s, "o<C-u>-rev<Tab><Enter>");
    assert_string_equal(s->app.queue.order, "-reviewer");
    screen_keys(s, ":set backg<Tab>");
    assert_true(terminal_shows(":set background"));
    screen_keys(s, " li<Tab>");
    assert_true(terminal_shows(":set background light"));
    screen_keys(s, "<C-u>set theme high<Tab>");
    assert_true(terminal_shows(":set theme high-contrast"));
    screen_keys(s, "<C-u>set keys ar<Tab>");
    assert_true(terminal_shows(":set keys arrows"));
    screen_keys(s, "<C-u>set mouse o<Tab>");
    assert_true(terminal_shows("on  off"));
    screen_keys(
        s, "<C-u>limit year:2004 & !status:ill<Tab> | outcome:und<Tab> | pending_action:<Tab>");
    assert_true(terminal_shows("status:illegal_entrant | outcome:undecided | pending_action:"));
    assert_true(terminal_shows("none  charge  removal  unknown"));
    screen_keys(s, "<C-u>limit answer:means.force=im<Tab> | reported:sign.w<Tab>");
    assert_true(terminal_shows(":limit answer:means.force=implied | reported:sign.withholds_"));
    screen_keys(s, "<C-u>limit sign:withholds_d<Tab>=ab<Tab> definition:leg<Tab>/rep<Tab>=tr<Tab>");
    assert_true(terminal_shows("sign:withholds_documents=absent "
                               "definition:legco-2005/reported=trafficking"));
    screen_keys(s, "<C-u>limit age_group:str<Tab> & id:D-2003-00003<Tab>");
    assert_true(terminal_shows("age_group:straddles & id:D-2003-00003"));
    screen_keys(s, "<C-u>bulk unf<Tab>");
    assert_true(terminal_shows(":bulk unflag"));
    screen_keys(s, "<C-u>set queue.columns [id, rev<Tab>, pseu<Tab>");
    assert_true(terminal_shows(":set queue.columns [id, reviewer, pseudonym"));
    screen_keys(s, "<C-u>D-2003-00003<Tab>");
    assert_true(terminal_shows(":D-2003-00003"));
    screen_keys(s, "<C-u>zz<Tab>");
    assert_true(terminal_shows("nothing begins so"));
    screen_keys(s, "<Esc>");
}

static void test_history(void **state)
{
    struct screen *s = *state;
    enter(s, "limit year:2004");
    enter(s, "search passport");
    enter(s, "12");
    enter(s, "no-such");
    screen_keys(s, ":<Up>");
    assert_true(terminal_shows(":12"));
    /* What was searched for may be words of a record, and what is no command may be anything. */
    screen_keys(s, "<Up>");
    assert_true(terminal_shows(":limit year:2004"));
    screen_keys(s, "<Up><Down>");
    assert_true(terminal_shows(":12"));
    screen_keys(s, "<Esc>:lim<Up>");
    assert_true(terminal_shows(":limit year:2004"));
    screen_keys(s, "<Down>");
    assert_true(terminal_shows(":lim"));
    screen_keys(s, "<Esc>");
    app_keep_personal(&s->app);
    screen_reopen(s);
    screen_load(s);
    screen_keys(s, ":<Up>");
    assert_true(terminal_shows(":12"));
    screen_keys(s, "<Esc>");
}

static void test_set(void **state)
{
    struct screen *s = *state;
    enter(s, "set");
    assert_true(terminal_shows("primary: legco-2005   catalog: on"));
    enter(s, "set keys");
    assert_true(terminal_shows("keys: default (which keys"));
    enter(s, "set keys vim");
    assert_true(terminal_shows("keys: vim (which keys"));
    screen_keys(s, "Ggg");
    assert_int_equal(s->app.current, 0);
    enter(s, "set keys vmi");
    assert_true(terminal_shows("vmi is no preset"));
    assert_string_equal(s->workspace.settings.keys, "vim");
    enter(s, "set theme mono");
    assert_true(terminal_shows("there is no theme \"mono\""));
    assert_string_equal(s->workspace.settings.theme, "default");
    enter(s, "set backg: light");
    assert_int_equal(s->workspace.settings.background, BACKGROUND_LIGHT);
    enter(s, "set coverage {2004: Jan-Mar}");
    assert_string_equal(settings_coverage(&s->workspace.settings, 2004), "Jan-Mar");
    enter(s, "set primary palermo");
    assert_true(terminal_shows("primary is read at the start"));
    assert_string_equal(s->workspace.settings.primary, "legco-2005");
    enter(s, "set them2");
    assert_true(terminal_shows("them2 is no setting: did you mean theme?"));
}

static void test_write(void **state)
{
    struct screen *s = *state;
    struct str text = STR_INIT;
    char path[300], line[400];
    struct stat st;
    snprintf(path, sizeof path, "%s/tally.csv", s->dir);
    snprintf(line, sizeof line, "write %s", path);
    screen_keys(s, "y");
    enter(s, line);
    assert_true(terminal_shows("is written: readable by you alone"));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    folder_read(path, &text);
    assert_non_null(strstr(str_text(&text), "year,coverage,debriefings,"));
    assert_non_null(strstr(str_text(&text), "\r\n2004,"));
    screen_keys(s, "q");
    enter(s, line);
    assert_true(terminal_shows("is there already: write! takes its place"));
    str_clear(&text);
    folder_read(path, &text);
    assert_non_null(strstr(str_text(&text), "year,coverage,"));
    snprintf(line, sizeof line, "write! %s", path);
    enter(s, "limit year:2004");
    enter(s, line);
    str_clear(&text);
    folder_read(path, &text);
    assert_non_null(strstr(str_text(&text), "id,date,kind,"));
    assert_non_null(strstr(str_text(&text), "\r\nD-2004-00020,"));
    assert_null(strstr(str_text(&text), "D-2003-"));
    glob_t left;
    snprintf(line, sizeof line, "%s*", path);
    assert_int_equal(glob(line, 0, NULL, &left), 0);
    assert_int_equal(left.gl_pathc, 1);
    globfree(&left);
    enter(s, "write tally.xls");
    assert_true(terminal_shows("let the name end in .csv, .json, .md or .txt"));
    enter(s, "write tally.html");
    assert_true(terminal_shows("let the name end in .csv, .json, .md or .txt"));
    snprintf(line, sizeof line, "write %s/summary.html", s->dir);
    screen_keys(s, "s");
    enter(s, line);
    screen_keys(s, "q");
    str_clear(&text);
    folder_read(line + sizeof "write " - 1, &text);
    assert_non_null(strstr(str_text(&text), "<html"));
    enter(s, "write");
    assert_true(terminal_shows("write wants the name of a file"));
    enter(s, "write /nowhere/tally.csv");
    assert_true(terminal_shows("cannot be written: No such file"));
    screen_keys(s, "<Enter>");
    enter(s, "write case.txt");
    assert_true(
        terminal_shows("no table here: go to the queue, tally, summary, definitions or problems"));
    str_release(&text);
}

/* The queue shows its first record so many times. */
static void show_many(struct screen *s, uint32_t rows)
{
    struct queue *q = &s->app.queue;
    free(q->row);
    q->row = calloc(rows, sizeof *q->row);
    assert_non_null(q->row);
    q->count = q->cap = rows;
}

/* A long list holds up no key; it is written as it was when it began. */
static void test_writing_between_keys(void **state)
{
    enum { MANY = 300000 };
    struct screen *s = *state;
    struct queue *q = &s->app.queue;
    char line[512], path[300];
    snprintf(path, sizeof path, "%s/many.csv", s->dir);
    snprintf(line, sizeof line, "write %s", path);
    show_many(s, MANY);
    typed_enter(&s->app, line);
    assert_true(app_pending(&s->app));
    assert_int_not_equal(access(path, F_OK), 0);
    typed_enter(&s->app, line);
    screen_draw(s);
    assert_true(terminal_shows("is still being written"));
    typed_enter(&s->app, "limit year:2004");
    while (app_pending(&s->app))
        app_work(&s->app);
    FILE *f = fopen(path, "r");
    size_t lines = 0;
    for (int c; (c = getc(f)) != EOF;)
        lines += c == '\n';
    fclose(f);
    assert_int_equal(lines, MANY + 1);
    assert_string_equal(q->limit, "year:2004");
}

static void test_leaving_while_writing(void **state)
{
    struct screen *s = *state;
    char line[512];
    glob_t left;
    snprintf(line, sizeof line, "write %s/many.txt", s->dir);
    show_many(s, 300000);
    typed_enter(&s->app, line);
    assert_true(app_pending(&s->app));
    app_key(&s->app, 'Q', NULL);
    screen_draw(s);
    assert_true(terminal_shows("still being written"));
    assert_false(s->app.quit);
    app_key(&s->app, 'j', NULL);
    app_work(&s->app);
    assert_true(app_pending(&s->app));
    app_key(&s->app, 'q', NULL);
    assert_true(s->app.quit);
    screen_reopen(s);
    snprintf(line, sizeof line, "%s/many*", s->dir);
    assert_int_equal(glob(line, 0, NULL, &left), GLOB_NOMATCH);
    globfree(&left);
}

static void test_what_was_reported_is_counted_in_slices(void **state)
{
    const struct workspace *w = &((struct screen *)*state)->workspace;
    struct reported_count slices = {0}, whole = {0};
    uint32_t rows = catalog_rows(w->catalog), times = 0;
    struct err e;
    size_t cells = tally_years(review_tally(w->review)) * DEFINITIONS_MAX * 3;
    assert_true(count_reported(&whole, w, UINT32_MAX, &e));
    for (; slices.next < rows; times++) {
        assert_int_equal(slices.next, times * 7);
        assert_true(count_reported(&slices, w, 7, &e));
    }
    assert_int_equal(times, (rows + 6) / 7);
    assert_int_equal(whole.next, rows);
    assert_memory_equal(slices.n, whole.n, cells * sizeof *whole.n);
    free(slices.n);
    free(whole.n);
}

/* More than are looked at in one go. */
enum { MANY_IDS = 40000 };

static int open_many_ids(void **state)
{
    static struct screen s;
    char folder[64], path[96];
    const char *const files[] = {path, NULL};
    folder_make(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/many.yaml", folder);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (int i = 0; i < MANY_IDS; i++)
        fprintf(f,
                "---\nkind: debriefing\nid: M-%05d\ndate: 2004\ndepartment: police\nnarrative: x\n",
                i);
    assert_int_equal(fclose(f), 0);
    screen_open(&s, files, 24, 80);
    screen_load(&s);
    folder_remove(folder);
    *state = &s;
    return 0;
}

static void test_ids_are_looked_for_some_at_a_time(void **state)
{
    struct screen *s = *state;
    const struct app_line *l = &s->app.private->line;
    screen_keys(s, ":M-3999");
    app_key(&s->app, K_TAB, NULL);
    assert_int_equal(l->seeks, SEEKS_WORD);
    assert_in_range(l->row, 1, MANY_IDS - 1);
    while (app_pending(&s->app))
        app_work(&s->app);
    screen_draw(s);
    assert_int_equal(l->seeks, SEEKS_NOTHING);
    assert_true(terminal_shows("M-39990  M-39991"));
    /* A key does not wait for all. */
    screen_keys(s, "<C-u>M-3912");
    app_key(&s->app, K_TAB, NULL);
    assert_int_equal(l->seeks, SEEKS_WORD);
    app_key(&s->app, '0', NULL);
    screen_draw(s);
    assert_int_equal(l->seeks, SEEKS_NOTHING);
    assert_in_range(l->row, 1, MANY_IDS - 1);
    assert_true(terminal_shows(":M-39120"));
    screen_keys(s, "<C-u>M-0<Tab>");
    assert_true(terminal_shows("more)"));
    screen_keys(s, "<Esc>");
    typed_enter(&s->app, "M-3999");
    assert_int_equal(l->seeks, SEEKS_RECORD);
    assert_true(app_holds_rows(&s->app));
    while (app_pending(&s->app))
        app_work(&s->app);
    screen_draw(s);
    assert_true(terminal_shows("10 ids begin with M-3999: M-39990, "));
    assert_false(app_holds_rows(&s->app));
    enter(s, "M-3x");
    assert_true(terminal_shows("M-3x is no action, record number or id"));
    typed_enter(&s->app, "M-20000x");
    app_key(&s->app, 'j', NULL);
    assert_int_equal(l->row, MANY_IDS);
    enter(s, "M-39999");
    assert_string_equal(screen_in_hand(s), "M-39999");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_words_numbers_and_ids, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_not_known_or_not_clear, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_what_decides_is_typed_in_full, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_writing_between_keys, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_leaving_while_writing, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_what_was_reported_is_counted_in_slices, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_ids_are_looked_for_some_at_a_time, open_many_ids,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_tab_completes, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_history, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_write, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_set, screen_setup, screen_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
