/* What the application does around the views: undo and redo, others' decisions, reload, loading. */
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

#include "tests/support/folder.h"
#include "tests/support/screen.h"

static const char *const records[] = {"tests/screen/records/debriefings.yaml", NULL};

static uint32_t row_of(const struct screen *s, const char *id)
{
    uint32_t row = catalog_find(s->workspace.catalog, id);
    assert_true(row != CATALOG_NONE);
    return row;
}

static void decide(struct screen *s, struct casework *cw, const char *id)
{
    struct reread shown = {0};
    struct verdict verdict;
    struct err e;
    struct proposal p = {.outcome = OUTCOME_INSUFFICIENT, .rationale = "made up"};
    uint32_t row = row_of(s, id);
    assert_true(catalog_reread(cw->catalog, row, cw->criteria, &shown, &e));
    assert_int_equal(casework_decide(cw, row, &shown, &p, &verdict, &e), DONE_SAVED);
    reread_release(&shown);
}

static void test_undo_goes_to_each_record(void **state)
{
    struct screen *s = *state;
    decide(s, &s->workspace.casework, "D-2003-00003");
    decide(s, &s->workspace.casework, "D-2004-00020");
    decide(s, &s->workspace.casework, "D-2005-00040");
    app_changed(&s->app);
    screen_keys(s, "G");
    assert_true(terminal_shows("39 undecided"));
    screen_keys(s, "u");
    assert_string_equal(screen_in_hand(s), "D-2005-00040");
    assert_true(terminal_shows("undone: D-2005-00040 is undecided"));
    assert_true(terminal_shows("40 undecided"));
    screen_keys(s, "u");
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
    screen_keys(s, "<C-r>");
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
    assert_true(terminal_shows("redone: D-2004-00020 is insufficient information"));
    assert_true(terminal_shows("I 1"));
    screen_keys(s, "uu");
    assert_string_equal(screen_in_hand(s), "D-2003-00003");
    screen_keys(s, "u");
    assert_true(terminal_shows("nothing of yours to undo"));
    assert_true(terminal_shows("42 undecided"));
}

static void test_undo_leaves_a_limit_that_hides_the_record(void **state)
{
    struct screen *s = *state;
    decide(s, &s->workspace.casework, "D-2003-00003");
    screen_keys(s, "lyear:2004<Enter>");
    assert_true(terminal_shows("limit: year:2004"));
    screen_keys(s, "u");
    assert_string_equal(screen_in_hand(s), "D-2003-00003");
    assert_true(terminal_shows("the limit hid it and is lifted"));
    assert_string_equal(s->app.queue.limit, "");
}

static void test_limit_keeps_the_record_in_hand(void **state)
{
    struct screen *s = *state;
    screen_keys(s, ":D-2004-00020<Enter>lyear:2004<Enter>");
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
    assert_int_equal(s->app.queue.count, 17);
    screen_keys(s, "l<C-u><Enter>");
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
    assert_int_equal(s->app.queue.count, 42);
}

static const char *first_of_queue(const struct screen *s)
{
    return catalog_text(s->workspace.catalog, queue_row(&s->app.queue, 0), F_ID, NULL);
}

static void test_sort_keeps_the_record_in_hand(void **state)
{
    struct screen *s = *state;
    screen_keys(s, ":D-2004-00020<Enter>o-date<Enter>");
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
    assert_true(terminal_shows("by -date"));
    assert_non_null(strstr(first_of_queue(s), "-2005-"));
    screen_keys(s, "lyear:2004<Enter>");
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
    assert_true(terminal_shows("limit: year:2004  by -date"));
    assert_non_null(strstr(first_of_queue(s), "-2004-"));
    screen_keys(s, "o<C-u>datee<Enter>");
    assert_true(terminal_shows("did you mean date?"));
    screen_keys(s, "<Esc>o<C-u><Enter>:limit kind:debriefing<Enter>:sort id<Enter>");
    assert_string_equal(s->app.queue.order, "id");
    assert_string_equal(first_of_queue(s), "D-2003-00001");
}

static void test_undo_finds_its_record_in_a_sorted_queue(void **state)
{
    struct screen *s = *state;
    decide(s, &s->workspace.casework, "D-2004-00020");
    screen_keys(s, "o-id<Enter>gu");
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
    assert_true(terminal_shows("undone: D-2004-00020 is undecided"));
}

/* Work that is not done yet says how far it is; a newer wish takes its place, and keys act meanwhile. */
static void test_work_says_how_far_it_is(void **state)
{
    struct screen *s = *state;
    struct err e;
    assert_true(queue_limit(&s->app.queue, "passport", s->workspace.criteria, &e));
    screen_draw(s);
    assert_true(terminal_shows("limit [..........] 0"));
    assert_true(terminal_shows("looking through the records"));
    assert_true(queue_limit(&s->app.queue, "", s->workspace.criteria, &e));
    app_work(&s->app);
    assert_true(queue_search(&s->app.queue, "passport", &e));
    s->app.private->search_step = 1;
    screen_draw(s);
    assert_true(terminal_shows("search [..........] 0"));
    screen_keys(s, "j");
    assert_int_equal(s->app.private->search_step, 0);
    assert_int_equal(s->app.current, 1);
    assert_true(queue_order(&s->app.queue, "-id", &e));
    screen_draw(s);
    assert_true(terminal_shows("sort [..........]"));
}

static void test_tab_rolls_over_and_says_when_all_is_done(void **state)
{
    struct screen *s = *state;
    screen_keys(s, "lid:D-2003-00003|id:D-2004-00020|id:D-2005-00040<Enter>");
    decide(s, &s->workspace.casework, "D-2004-00020");
    app_changed(&s->app);
    screen_keys(s, "<Tab>");
    assert_string_equal(screen_in_hand(s), "D-2005-00040");
    screen_keys(s, "<Tab>");
    assert_string_equal(screen_in_hand(s), "D-2003-00003");
    screen_keys(s, "<S-Tab>");
    assert_string_equal(screen_in_hand(s), "D-2005-00040");
    decide(s, &s->workspace.casework, "D-2003-00003");
    decide(s, &s->workspace.casework, "D-2005-00040");
    app_changed(&s->app);
    screen_keys(s, "<Tab>");
    assert_true(terminal_shows("nothing is undecided here"));
}

/* Another process decides on the same workspace. */
static void test_decisions_of_others(void **state)
{
    struct screen *s = *state;
    struct workspace other;
    struct err e;
    bool more = true;
    assert_false(app_refresh(&s->app));
    assert_true(workspace_open(&other, s->dir, &e));
    while (more)
        assert_true(workspace_load(&other, 1000, &more, &e));
    decide(s, &other.casework, "D-2003-00002");
    workspace_close(&other);
    assert_true(app_refresh(&s->app));
    screen_draw(s);
    assert_true(terminal_shows("41 undecided"));
    assert_true(terminal_shows(" I  D-2003-00002"));
    assert_true(terminal_shows("I 1"));
}

static void test_reload_keeps_the_record_in_hand(void **state)
{
    struct screen *s = *state;
    static const char more[] =
        "kind: debriefing\nid: D-2001-00001\ndate: 2001\ndepartment: police\n"
        "narrative: Made up.\n";
    char path[400];
    screen_keys(s, ":D-2004-00020<Enter>");
    snprintf(path, sizeof path, "%s/records/another.yaml", s->dir);
    folder_write(path, more, sizeof more - 1);
    screen_keys(s, "R");
    screen_load(s);
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
    assert_int_equal(s->app.queue.count, 43);
}

static void test_reload_says_when_nothing_has_changed(void **state)
{
    struct screen *s = *state;
    screen_keys(s, "jjR");
    screen_load(s);
    assert_int_equal(s->app.current, 2);
    assert_int_equal(s->app.queue.count, 42);
    assert_true(terminal_shows("1 document was rejected"));
}

/* A record that is being looked at stays until the list is in front again. */
static void test_changes_wait_for_the_list(void **state)
{
    struct screen *s = *state;
    static const char more[] =
        "kind: debriefing\nid: D-2001-00001\ndate: 2001\ndepartment: police\n"
        "narrative: Made up.\n";
    char path[400];
    screen_keys(s, ":D-2004-00020<Enter><Enter>");
    snprintf(path, sizeof path, "%s/records/another.yaml", s->dir);
    folder_write(path, more, sizeof more - 1);
    workspace_refresh(s->app.workspace);
    s->app.private->loading = true;
    screen_load(s);
    assert_true(workspace_renewed(s->app.workspace));
    assert_true(terminal_shows("files of records have changed"));
    assert_int_equal(s->app.queue.count, 42);
    screen_keys(s, "q");
    screen_load(s);
    assert_int_equal(s->app.queue.count, 43);
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
}

/* What a change means for decisions is said with it, and the place of a record that is gone is not looked for. */
static void test_reload_says_what_is_stale_and_missing(void **state)
{
    struct screen *s = *state;
    struct err e;
    struct verdict v;
    struct reread shown = {0};
    struct proposal p = {.outcome = OUTCOME_INSUFFICIENT, .rationale = "Nobody asked."};
    static const char one[] = "kind: debriefing\nid: D-2001-00001\ndate: 2001\n"
                              "department: police\nnarrative: Made up.\n";
    char path[400];
    snprintf(path, sizeof path, "%s/records/another.yaml", s->dir);
    folder_write(path, one, sizeof one - 1);
    screen_keys(s, "R");
    screen_load(s);
    uint32_t row = catalog_find(s->workspace.catalog, "D-2001-00001");
    assert_true(catalog_reread(s->workspace.catalog, row, s->workspace.criteria, &shown, &e));
    assert_int_equal(casework_decide(&s->workspace.casework, row, &shown, &p, &v, &e), DONE_SAVED);
    reread_release(&shown);
    folder_write(path, one, sizeof one - 2);
    screen_keys(s, "R");
    screen_load(s);
    assert_true(terminal_shows("their files have changed: 1 stale"));
    assert_int_equal(unlink(path), 0);
    screen_keys(s, "R");
    screen_load(s);
    assert_true(terminal_shows("their files have changed: 1 missing"));
    screen_keys(s, "!G<Enter>");
    assert_true(terminal_shows("the record is in no file any more"));
}

static void test_keys_work_while_loading(void **state)
{
    struct screen s;
    (void)state;
    screen_open(&s, records, 24, 80);
    assert_true(terminal_shows("loading [..........] 0"));
    assert_true(terminal_shows("reading the records"));
    screen_keys(&s, "j?");
    assert_false(s.app.top->below == NULL);
    screen_keys(&s, "q");
    while (s.app.queue.count == 0)
        app_work(&s.app);
    app_changed(&s.app);
    screen_keys(&s, "jj");
    assert_int_equal(s.app.current, 2);
    screen_close(&s);
}

static void test_says_that_records_are_still_being_read(void **state)
{
    struct screen s;
    (void)state;
    screen_open(&s, records, 24, 80);
    screen_keys(&s, "<Tab>");
    assert_true(terminal_shows("nothing is undecided here so far: records are still being read"));
    screen_close(&s);
}

static void forget_personal(struct screen *s)
{
    free(s->app.private->personal_path);
    s->app.private->personal_path = NULL;
}

/* Work begins at the first undecided record, and moves only with the keys. */
static void test_begins_at_the_first_undecided(void **state)
{
    struct screen *s = *state;
    decide(s, &s->workspace.casework, "D-2003-00001");
    decide(s, &s->workspace.casework, "D-2003-00002");
    forget_personal(s);
    screen_reopen(s);
    screen_load(s);
    assert_int_equal(s->app.current, 2);
    forget_personal(s);
    screen_reopen(s);
    screen_keys(s, "g");
    screen_load(s);
    assert_int_equal(s->app.current, 0);
}

/* Record, order and limit are those of the last time, also where the kept catalog is gone. */
static void test_resumes_where_it_was_left(void **state)
{
    struct screen *s = *state;
    char catalog[400];
    screen_keys(s, "lyear:2004<Enter>o-age<Enter>:D-2004-00020<Enter>");
    size_t current = s->app.current, count = s->app.queue.count;
    screen_keys(s, "q");
    screen_reopen(s);
    screen_load(s);
    assert_string_equal(s->app.queue.limit, "year:2004");
    assert_string_equal(s->app.queue.order, "-age");
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
    assert_int_equal(s->app.current, current);
    assert_int_equal(s->app.queue.count, count);

    snprintf(catalog, sizeof catalog, "%s/.tipreview/catalog", s->dir);
    unlink(catalog);
    screen_reopen(s);
    screen_load(s);
    assert_string_equal(screen_in_hand(s), "D-2004-00020");
    assert_int_equal(s->app.current, current);
}

/* The setting is the order of whoever has set none; the files' own is one that can be set. */
/* The first screen waits for nothing that it does not show. What is wrong with the words is said right after it. */
static void test_words_are_loaded_after_the_first_screen(void **state)
{
    struct screen *s = *state;
    char folder[300], path[320];
    snprintf(folder, sizeof folder, "%s/config", s->dir);
    snprintf(path, sizeof path, "%s/terms.yaml", folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    folder_write(path, "terms: {means.forse: [oyster]}\n", 31);
    screen_reopen(s);
    assert_false(s->app.private->terms_loaded);
    assert_true(terminal_shows("D-2003-00001"));
    screen_load(s);
    assert_true(terminal_shows("did you mean \"means.force\""));
    assert_true(terminal_shows("ship are marked"));
    folder_write(path, "terms: {means.force: [oyster]}\n", 31);
    screen_reopen(s);
    screen_keys(s, "<Enter>");
    assert_true(s->app.private->terms_loaded);
    assert_false(app_has_message(&s->app));
}

static void test_the_order_is_a_setting(void **state)
{
    struct screen *s = *state;
    char settings[400];
    snprintf(settings, sizeof settings, "%s/tipreview.yaml", s->dir);
    folder_write(settings, "order: priority\n", 16);
    screen_reopen(s);
    screen_load(s);
    assert_string_equal(s->app.queue.order, "priority");
    folder_write(settings, "order: date\n", 12);
    screen_reopen(s);
    assert_string_equal(s->app.queue.order, "date");
    screen_keys(s, "o<C-u>files<Enter>");
    screen_reopen(s);
    assert_string_equal(s->app.queue.order, "");
    screen_keys(s, "oshuffle:7<Enter>");
    screen_reopen(s);
    assert_string_equal(s->app.queue.order, "shuffle:7");
}

/* Put off, a record leaves the round until all others are done, over a restart too; then it comes. */
static void test_later(void **state)
{
    struct screen *s = *state;
    screen_keys(s, "lid:D-2003-0000*<Enter>:D-2003-00002<Enter>z");
    assert_string_equal(screen_in_hand(s), "D-2003-00003");
    assert_true(terminal_shows("D-2003-00002 is put off until all others are done"));
    assert_true(terminal_shows("9 undecided, 1 later"));
    screen_keys(s, "<S-Tab>");
    assert_string_equal(screen_in_hand(s), "D-2003-00001");
    for (int i = 3; i <= 9; i++) {
        char id[32];
        snprintf(id, sizeof id, "D-2003-0000%d", i);
        decide(s, &s->workspace.casework, id);
    }
    screen_keys(s, "q");
    screen_reopen(s);
    screen_load(s);
    assert_true(terminal_shows("2 undecided, 1 later"));
    assert_true(terminal_shows("  z  D-2003-00002"));
    screen_keys(s, "<Tab>");
    assert_string_equal(screen_in_hand(s), "D-2003-00001");
    screen_keys(s, "z");
    assert_true(terminal_shows("D-2003-00001 is put off; all others are done"));
    assert_string_equal(screen_in_hand(s), "D-2003-00002");
    screen_keys(s, "<Tab>");
    assert_true(terminal_shows("only what was put off is left"));
    screen_keys(s, "z");
    assert_true(terminal_shows("D-2003-00001 is among the undecided again"));
    decide(s, &s->workspace.casework, "D-2003-00002");
    app_changed(&s->app);
    screen_keys(s, "<Tab>");
    assert_true(terminal_shows("1 undecided "));
    assert_int_equal(s->app.personal.later.count, 0);
    screen_keys(s, ":D-2003-00002<Enter>z");
    assert_true(terminal_shows("D-2003-00002 is decided: only what is undecided is put off"));
}

static unsigned marked(const struct screen *s, const char *id)
{
    struct row_review r = review_row(s->workspace.review, row_of(s, id));
    return r.flagged + 10 * r.notes;
}

/* What is done to all tagged says how many first, asks, and is one act. */
static void test_bulk(void **state)
{
    struct screen *s = *state;
    screen_keys(s, ";");
    assert_true(terminal_shows("nothing is tagged"));
    screen_keys(s, "g:untag<Enter>:tag id:D-2003-0000*<Enter>");
    assert_true(terminal_shows("9 tagged"));
    screen_keys(s, "tj");
    assert_true(terminal_shows("  8 tagged"));
    assert_false(row_set_has(&s->app.tagged, row_of(s, "D-2003-00001")));
    screen_keys(s, ":D-2003-00002<Enter>F;");
    assert_true(terminal_shows("8 tagged: what is to be done to all of them?"));
    assert_true(terminal_shows("flag, unflag, note or retract:"));
    screen_keys(s, "flag<Enter>");
    assert_true(terminal_shows("1 of the 8 tagged are flagged already"));
    assert_true(terminal_shows("flag 7 records? y or n:"));
    screen_keys(s, "<Enter>");
    assert_true(terminal_shows("nothing was done"));
    assert_int_equal(marked(s, "D-2003-00003"), 0);
    screen_keys(s, ";fl<Enter>y<Enter>");
    assert_true(terminal_shows("saved: flagged 7 records; u takes all of it back"));
    screen_keys(s, ";note<Enter>same club<Enter>y<Enter>");
    assert_int_equal(marked(s, "D-2003-00002") + marked(s, "D-2003-00009"), 22);
    assert_int_equal(marked(s, "D-2003-00001"), 0);
    screen_keys(s, "lflagged<Enter>");
    assert_int_equal(s->app.queue.count, 8);
    screen_keys(s, "l<C-u><Enter>q");
    screen_reopen(s);
    screen_load(s);
    assert_int_equal(s->app.tagged.count, 0); /* tags are of one run */
    screen_keys(s, "u");
    assert_true(terminal_shows("undone: note on 8 records"));
    screen_keys(s, "u");
    assert_true(terminal_shows("undone: flag on 7 records"));
    assert_int_equal(marked(s, "D-2003-00009"), 0);
    assert_int_equal(marked(s, "D-2003-00002"), 1);
    screen_keys(s, "u");
    assert_true(terminal_shows("undone: flag on D-2003-00002"));
}

/* Never a decision; what is decided is taken back, and comes back. */
static void test_bulk_retraction(void **state)
{
    struct screen *s = *state;
    decide(s, &s->workspace.casework, "D-2003-00001");
    decide(s, &s->workspace.casework, "D-2003-00003");
    screen_keys(s, "gtttt;voluntary<Enter>");
    assert_true(terminal_shows("is nothing that is done to all tagged"));
    screen_keys(s, "<C-u>retract<Enter>");
    assert_true(terminal_shows("2 of the 4 tagged have no decision of yours in force"));
    screen_keys(s, "y<Enter>");
    assert_true(terminal_shows("saved: taken back on 2 records"));
    assert_true(terminal_shows("42 undecided"));
    screen_keys(s, ";retract<Enter>");
    assert_true(terminal_shows("none of the 4 tagged"));
    screen_keys(s, "u");
    assert_true(terminal_shows("undone: retraction on 2 records"));
    assert_true(terminal_shows("40 undecided"));
}

/* Tags are the records', whatever rows these have. */
static void test_tags_survive_another_catalog(void **state)
{
    struct screen *s = *state;
    static const char more[] =
        "kind: debriefing\nid: D-2001-00001\ndate: 2001\ndepartment: police\n"
        "narrative: Made up.\n";
    char path[400];
    screen_keys(s, "gt:tag id:D-2004-0002*<Enter>");
    size_t tagged = s->app.tagged.count;
    snprintf(path, sizeof path, "%s/records/a.yaml", s->dir);
    folder_write(path, more, sizeof more - 1);
    screen_keys(s, "R");
    screen_load(s);
    assert_int_equal(s->app.queue.count, 43);
    assert_int_equal(s->app.tagged.count, tagged);
    assert_true(row_set_has(&s->app.tagged, row_of(s, "D-2003-00001")));
    assert_true(row_set_has(&s->app.tagged, row_of(s, "D-2004-00020")));
    assert_false(row_set_has(&s->app.tagged, row_of(s, "D-2001-00001")));
}

/* What was kept is of no use any more: the reviewer is told, and works on. */
static void test_resumes_as_far_as_it_can(void **state)
{
    struct screen *s = *state;
    decide(s, &s->workspace.casework, "D-2003-00001");
    assert_true(personal_set_record(&s->app.personal, "D-1990-00001"));
    assert_true(personal_set_limit(&s->app.personal, "reported:means.gone"));
    struct err e;
    assert_true(personal_save(&s->app.personal, s->app.private->personal_path, &e));
    forget_personal(s);
    screen_reopen(s);
    assert_true(terminal_shows("the limit of the last time is left out"));
    screen_load(s);
    assert_string_equal(screen_in_hand(s), "D-2003-00002");

    folder_write(s->app.private->personal_path, "record: [", 9);
    forget_personal(s);
    screen_reopen(s);
    assert_true(terminal_shows("personal.yaml"));
    screen_reopen(s);
    assert_false(terminal_shows("personal.yaml"));
}

/* A case that is looked at is never changed for another by records that come in. */
static void test_an_open_case_stays_in_hand(void **state)
{
    struct screen *s = *state;
    s->app.private->wanted = strdup("D-2004-00020");
    screen_keys(s, "<Enter>");
    app_work(&s->app);
    assert_string_equal(screen_in_hand(s), "D-2003-00001");
}

static void test_escape_never_quits(void **state)
{
    struct screen *s = *state;
    screen_keys(s, "<Esc><Esc>");
    assert_false(s->app.quit);
    screen_keys(s, "q");
    assert_true(s->app.quit);
}

static void test_no_records(void **state)
{
    static const char *const none[] = {NULL};
    struct screen s;
    (void)state;
    screen_open(&s, none, 24, 80);
    screen_load(&s);
    assert_true(terminal_shows("there are no records"));
    screen_keys(&s, "jkGg<PgDn><Enter><Tab>JKFmun/x<Enter>");
    assert_false(s.app.quit);
    assert_true(terminal_shows("not found: x"));
    screen_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_undo_goes_to_each_record, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_undo_leaves_a_limit_that_hides_the_record,
                                        screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_limit_keeps_the_record_in_hand, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_sort_keeps_the_record_in_hand, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_undo_finds_its_record_in_a_sorted_queue, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_work_says_how_far_it_is, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_tab_rolls_over_and_says_when_all_is_done, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_decisions_of_others, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_reload_says_when_nothing_has_changed, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_changes_wait_for_the_list, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_reload_keeps_the_record_in_hand, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_reload_says_what_is_stale_and_missing, screen_setup,
                                        screen_teardown),
        cmocka_unit_test(test_keys_work_while_loading),
        cmocka_unit_test(test_says_that_records_are_still_being_read),
        cmocka_unit_test_setup_teardown(test_begins_at_the_first_undecided, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_resumes_where_it_was_left, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_words_are_loaded_after_the_first_screen, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_the_order_is_a_setting, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_later, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_bulk, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_bulk_retraction, screen_setup, screen_teardown),
        cmocka_unit_test_setup_teardown(test_tags_survive_another_catalog, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_resumes_as_far_as_it_can, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_an_open_case_stays_in_hand, screen_setup,
                                        screen_teardown),
        cmocka_unit_test_setup_teardown(test_escape_never_quits, screen_setup, screen_teardown),
        cmocka_unit_test(test_no_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
