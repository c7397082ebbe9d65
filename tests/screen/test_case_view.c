/* The case view on a terminal that is a file: what it shows, and what its keys decide. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/screen.h"
#include "tui/view_case.h"

static const char *const case_records[] = {"tests/screen/records/case.yaml", NULL};

enum { SECOND = 1000 };

/* newterm itself keeps some memory where it fails. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:new_prescr\n";
}

static void run_script(const char *path)
{
    struct screen s;
    screen_open(&s, case_records, 24, 80);
    screen_script(&s, path);
    screen_close(&s);
}

static void test_sizes(void **state)
{
    (void)state;
    run_script("tests/screen/case/sizes.keys");
}

static void test_answers(void **state)
{
    (void)state;
    run_script("tests/screen/case/answers.keys");
}

static void test_guidance(void **state)
{
    (void)state;
    run_script("tests/screen/case/guidance.keys");
}

static void test_content(void **state)
{
    (void)state;
    run_script("tests/screen/case/content.keys");
}

/* V three times in what a slow line brings at once: one case is decided, the next was not seen. */
static void test_keys_ahead_decide_nothing(void **state)
{
    struct screen s;
    (void)state;
    static const char *const three[] = {"tests/screen/records/debriefings.yaml", NULL};
    screen_open(&s, three, 24, 80);
    screen_load(&s);
    screen_keys(&s, "<Enter>");
    size_t later, before = app_undecided(&s.app, &later);
    screen_burst(&s, 3, "V");
    assert_int_equal(app_undecided(&s.app, &later), before - 1);
    assert_true(terminal_shows("was not on the screen yet"));
    screen_wait(&s, SECOND);
    screen_keys(&s, "V");
    assert_int_equal(app_undecided(&s.app, &later), before - 2);
    screen_close(&s);
}

/* A key held down decides the case that it was pressed at, and where the keyboard waits long before it repeats one more, but none
 * of those that come at its pace; let go and pressed again, it decides. */
static void test_held_key_stops_deciding(void **state)
{
    static const char *const many[] = {"tests/screen/records/debriefings.yaml", NULL};
    (void)state;
    struct screen s;
    screen_open(&s, many, 24, 80);
    screen_load(&s);
    screen_keys(&s, "<Enter>");
    size_t later, before = app_undecided(&s.app, &later);
    screen_hold(&s, 40, "V");
    assert_int_equal(app_undecided(&s.app, &later), before - 2);
    assert_true(terminal_shows("the key came too soon (u undoes the one before)"));
    screen_keys(&s, "V");
    assert_int_equal(app_undecided(&s.app, &later), before - 2);
    screen_keys(&s, "V");
    assert_int_equal(app_undecided(&s.app, &later), before - 3);
    /* Another key was meant, however soon it comes; and a rationale takes its time. */
    screen_keys(&s, "JVIToo<Space>little.<Enter>");
    assert_int_equal(app_undecided(&s.app, &later), before - 5);
    screen_close(&s);
}

/* Whatever takes rows from the case: whether the person may be a child stays in sight. */
static void test_age_stays_in_sight(void **state)
{
    static const char *const many[] = {"tests/screen/records/debriefings.yaml", NULL};
    (void)state;
    struct screen s;
    screen_open(&s, many, 24, 80);
    screen_load(&s);
    screen_keys(&s, "<Enter>");
    screen_keys(&s, "r");
    assert_true(terminal_shows("Rationale"));
    assert_true(terminal_shows("age "));
    assert_true(terminal_shows("sex "));
    screen_close(&s);
}

static void test_follow(void **state)
{
    (void)state;
    run_script("tests/screen/case/follow.keys");
}

/* --- many clear cases --- */

enum { MANY = 100 };

static void write_clear_cases(const char *path)
{
    struct str yaml = STR_INIT;
    for (int i = 0; i < MANY; i++)
        str_addf(&yaml,
                 "---\nkind: debriefing\nid: D-%03d\ndate: 2004-%02d-01\ndepartment: police\n"
                 "person:\n  age: %d\n  status: visitor\nprostitution: yes\nscreened: yes\n"
                 "narrative: Made up. She came alone and of her own will.\n",
                 i, 1 + i / 10, 20 + i % 30);
    assert_false(yaml.failed);
    folder_write(path, str_text(&yaml), yaml.len);
    str_release(&yaml);
}

static void open_clear_cases(struct screen *s)
{
    char folder[256], path[300];
    folder_make(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/clear.yaml", folder);
    write_clear_cases(path);
    const char *const files[] = {path, NULL};
    screen_open(s, files, 24, 80);
    screen_load(s);
    folder_remove(folder);
}

static int64_t tallied(struct screen *s, enum tally_column column)
{
    const struct tally_year *y = tally_find(review_tally(s->workspace.review), 2004);
    return y ? y->n[column] : 0;
}

/* Opens the same workspace again, as the next day. */
static void reopen(struct screen *s)
{
    struct err e;
    char dir[sizeof s->dir];
    memcpy(dir, s->dir, sizeof dir);
    app_close(&s->app);
    terminal_close();
    workspace_close(&s->workspace);
    *s = (struct screen){.clock_ms = s->clock_ms};
    memcpy(s->dir, dir, sizeof dir);
    if (!workspace_open(&s->workspace, dir, &e))
        fail_msg("%s", e.what);
    snprintf(s->workspace.who.reviewer, sizeof s->workspace.who.reviewer, "reviewer1");
    if (!terminal_open("xterm-256color", 24, 80, &e) || !app_open(&s->app, &s->workspace, &e))
        fail_msg("%s", e.what);
    screen_load(s);
}

/* --- one case --- */

static void open_record(struct screen *s, const char *id)
{
    screen_open(s, case_records, 24, 80);
    screen_load(s);
    assert_true(app_go_row(&s->app, catalog_find(s->workspace.catalog, id)));
    screen_keys(s, "<Enter>");
}

static struct row_review reviewed(struct screen *s, const char *id)
{
    return review_row(s->workspace.review, catalog_find(s->workspace.catalog, id));
}

static void test_child(void **state)
{
    (void)state;
    struct screen s;
    open_record(&s, "D-2004-07001");
    assert_true(terminal_shows("V refused"));
    screen_keys(&s, "V");
    assert_true(terminal_shows("Art. 3(c)"));
    assert_string_equal(screen_in_hand(&s), "D-2004-07001");
    assert_int_equal(reviewed(&s, "D-2004-07001").state, STATE_UNDECIDED);

    screen_keys(&s, "a1p1T");
    screen_keys(&s, "A<Space>made-up<Space>reason.<Enter>");
    assert_int_equal(reviewed(&s, "D-2004-07001").outcome, OUTCOME_TRAFFICKING);
    assert_string_not_equal(screen_in_hand(&s), "D-2004-07001");
    assert_true(terminal_shows("saved: D-2004-07001 is trafficking (u undoes)"));

    screen_keys(&s, "u");
    assert_string_equal(screen_in_hand(&s), "D-2004-07001");
    assert_true(terminal_shows("undecided"));
    assert_true(terminal_shows("taken back"));
    screen_close(&s);
}

/* The record's value stands, and absent is passed over, where it gives a child. */
static void test_recorded_child_is_never_absent(void **state)
{
    (void)state;
    struct screen s;
    open_record(&s, "D-2004-07001");
    unsigned child = s.workspace.criteria->fact_child;
    struct case_work *work = view_case_work(s.app.top);
    assert_non_null(work);
    screen_keys(&s, "e");
    unsigned signs = (unsigned)__builtin_popcountll(s.workspace.criteria->element[ELEMENT_SIGN]);
    screen_burst(&s, signs, "j");
    assert_true(terminal_shows("The record says: present."));
    for (int i = 0; i < 9; i++) {
        screen_keys(&s, "<Enter>");
        assert_int_not_equal(answers_get(&work->given, child), ANSWER_ABSENT);
        if (answers_get(&work->given, child) == ANSWER_UNKNOWN)
            assert_true(terminal_shows("Art. 3(d)"));
    }
    screen_close(&s);
}

static void test_answers_survive(void **state)
{
    (void)state;
    struct screen s;
    open_record(&s, "D-2004-03117");
    screen_keys(&s, "511");
    screen_keys(&s, "rHalf<Space>a<Space>reason<Esc>");
    reopen(&s);
    assert_true(app_go_row(&s.app, catalog_find(s.workspace.catalog, "D-2004-03117")));
    screen_keys(&s, "<Enter>");
    struct case_work *work = view_case_work(s.app.top);
    unsigned force = (unsigned)criteria_find(s.workspace.criteria, "means.force");
    unsigned deception = (unsigned)criteria_find(s.workspace.criteria, "means.deception");
    assert_int_equal(answers_get(&work->given, force), ANSWER_ABSENT);
    assert_int_equal(answers_get(&work->given, deception), ANSWER_PRESENT);
    assert_true(terminal_shows("a rationale was begun"));

    /* What was begun is never decided with before it was taken with Enter. */
    screen_keys(&s, "T");
    assert_int_equal(reviewed(&s, "D-2004-03117").state, STATE_UNDECIDED);
    assert_true(terminal_shows("Half a reason"));
    screen_keys(&s, "<Enter>");
    assert_int_equal(reviewed(&s, "D-2004-03117").outcome, OUTCOME_TRAFFICKING);

    /* The drafts are gone, the answers are the decision's. */
    assert_true(app_go_row(&s.app, catalog_find(s.workspace.catalog, "D-2004-03117")));
    screen_draw(&s);
    assert_null(app_draft(&s.app, "D-2004-03117.answers"));
    assert_null(app_draft(&s.app, "D-2004-03117.rationale"));
    assert_int_equal(answers_get(&work->given, deception), ANSWER_PRESENT);
    screen_resize(&s, 50, 80);
    assert_true(terminal_shows("Half a reason"));
    screen_close(&s);
}

static void test_blank_rationale_decides_nothing(void **state)
{
    (void)state;
    struct screen s;
    open_record(&s, "D-2004-07001");
    screen_keys(&s, "I<Space><Space><Enter>");
    assert_int_equal(reviewed(&s, "D-2004-07001").state, STATE_UNDECIDED);
    assert_true(terminal_shows("no rationale was written"));
    screen_keys(&s, "IVTX<Esc>");
    assert_int_equal(reviewed(&s, "D-2004-07001").state, STATE_UNDECIDED);
    screen_close(&s);
}

/* Seconds from opening to deciding, and whether the end of the text was on the screen. */
static bool keep_event(void *ctx, const struct event *event)
{
    struct event *kept = ctx;
    size_t len;
    kept->seconds = event->seconds;
    kept->outcome = event->outcome;
    kept->detail = event_detail(event, "unread", &len) ? "unread" : "";
    return true;
}

static void test_seconds_and_unread(void **state)
{
    (void)state;
    static const char id[] = "D-2004-06001-with-an-id-that-is-as-long-as-an-id-may-be-64-chars";
    struct screen s;
    struct event event;
    struct err e;
    open_record(&s, id);
    screen_wait(&s, 42 * SECOND);
    screen_keys(&s, "XNot<Space>ours.<Enter>");
    assert_true(log_read_record(s.workspace.log, id, keep_event, &event, &e));
    assert_int_equal(event.seconds, 42);
    assert_string_equal(event.detail, "unread");
    assert_int_equal(event.outcome, OUTCOME_OUT_OF_SCOPE);

    /* The end alone is not the whole; what was read before the way back counts. */
    screen_keys(&s, "uG");
    assert_true(terminal_shows("-- end --"));
    screen_keys(&s, "XNot<Space>ours.<Enter>");
    assert_true(log_read_record(s.workspace.log, id, keep_event, &event, &e));
    assert_string_equal(event.detail, "unread");
    screen_keys(&s, "u");
    screen_burst(&s, 1, "<PgDn>");
    for (int i = 0; i < 60; i++)
        screen_keys(&s, "j");
    screen_wait(&s, 58 * SECOND);
    screen_keys(&s, "XNot<Space>ours.<Enter>");
    assert_true(log_read_record(s.workspace.log, id, keep_event, &event, &e));
    assert_int_equal(event.seconds, 59 + 58);
    assert_string_equal(event.detail, "");

    /* A moment was measured too. */
    screen_keys(&s, "u");
    screen_wait(&s, 400);
    screen_keys(&s, "XNot<Space>ours.<Enter>");
    assert_true(log_read_record(s.workspace.log, id, keep_event, &event, &e));
    assert_int_equal(event.seconds, 1);
    screen_close(&s);
}

/* The tally view tells reviewers their own pace, and nobody else's. */
static void test_pace(void **state)
{
    (void)state;
    struct screen s;
    open_clear_cases(&s);
    screen_keys(&s, "yG");
    assert_false(terminal_shows("Your pace"));
    screen_keys(&s, "q<Enter>");
    for (int i = 0; i < 4; i++) {
        screen_wait(&s, (2 + i) * SECOND);
        screen_keys(&s, "V");
    }
    screen_keys(&s, "u<Tab>yG");
    assert_true(terminal_shows("Your pace in all: 3 decisions; median 3 s; under 5 s 3 of 3"));
    snprintf(s.workspace.who.reviewer, sizeof s.workspace.who.reviewer, "reviewer2");
    screen_keys(&s, "q<Enter>");
    screen_wait(&s, 7 * SECOND);
    screen_keys(&s, "VyG");
    assert_true(terminal_shows("Your pace in all: 1 decision; median 7 s; under 5 s 0 of 1"));
    screen_close(&s);
}

/* Nineteen decisions by key, of which the first has an answer and a rationale; the next offers it again. */
static void decide_nineteen(struct screen *s)
{
    open_clear_cases(s);
    screen_keys(s, "<Enter>1IFirst<Space>reason.<Enter>");
    for (int i = 1; i < 19; i++)
        screen_keys(s, "V");
    s->workspace.settings.recheck_share = 100;
    s->workspace.settings.recheck_after = 0;
}

static void assert_blind(const struct screen *s)
{
    static const char *const hidden[] = {"First reason", "Earlier", "insufficient information",
                                         "in force"};
    assert_true(terminal_shows("Again, blind: your earlier decision"));
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        assert_false(terminal_shows(hidden[i]));
    struct answers given = view_case_work(s->app.top)->given;
    assert_int_equal(given.present | given.absent | given.unknown, 0);
}

/* Nothing of the earlier decision is shown, nothing but a second one can be made, and the tally does not move. */
static void test_made_again_blind(void **state)
{
    static const char keys[] = "yulL:odfF!mRs";
    (void)state;
    struct screen s;
    decide_nineteen(&s);
    assert_false(terminal_shows("Again, blind"));
    screen_keys(&s, "V");
    assert_string_equal(screen_in_hand(&s), "D-000");
    assert_true(terminal_shows("saved: D-019"));
    screen_keys(&s, "j");
    uint64_t seq = review_seq(s.workspace.review);
    static const int sizes[][2] = {{10, 40}, {50, 200}, {24, 80}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        screen_resize(&s, sizes[i][0], sizes[i][1]);
        assert_blind(&s);
        screen_keys(&s, "<End>");
        assert_blind(&s);
    }
    for (const char *key = keys; *key; key++) {
        screen_keys(&s, (const char[]){*key, '\0'});
        assert_true(terminal_shows("Again, blind"));
        assert_true(terminal_shows("not while a decision is made again"));
    }
    screen_keys(&s, "e"); /* from the signs, which are part of the case, neither */
    screen_keys(&s, "y:");
    assert_true(terminal_shows("not while a decision is made again"));
    screen_keys(&s, "q");
    assert_blind(&s);
    assert_int_equal(review_seq(s.workspace.review), seq);

    screen_wait(&s, 6 * SECOND);
    screen_keys(&s, "V");
    assert_true(terminal_shows("kept: D-000 again is voluntary"));
    assert_int_equal(review_seq(s.workspace.review), seq + 1);
    assert_int_equal(reviewed(&s, "D-000").outcome, OUTCOME_INSUFFICIENT);
    assert_int_equal(reviewed(&s, "D-000").notes, 0);
    assert_int_equal(tallied(&s, T_INSUFFICIENT), 1);
    assert_int_equal(tallied(&s, T_VOLUNTARY), 19);
    assert_string_equal(screen_in_hand(&s), "D-020");
    screen_keys(&s, "yG");
    assert_true(terminal_shows("Made again, blind: same outcome 0 of 1 (0.0%)"));
    assert_true(terminal_shows("D-000: insufficient information, again voluntary"));
    /* It was counted when the log grew, and is not at each drawing. */
    snprintf(s.workspace.who.reviewer, sizeof s.workspace.who.reviewer, "reviewer2");
    screen_keys(&s, "kj");
    assert_true(terminal_shows("Made again, blind: same outcome 0 of 1 (0.0%)"));
    snprintf(s.workspace.who.reviewer, sizeof s.workspace.who.reviewer, "reviewer1");
    screen_keys(&s, "q");

    /* Once is enough, also after a restart; the history of the case tells both. */
    reopen(&s);
    s.workspace.settings.recheck_share = 100;
    s.workspace.settings.recheck_after = 0;
    screen_keys(&s, "<Enter>");
    for (int i = 0; i < 20; i++)
        screen_keys(&s, "V");
    assert_true(terminal_shows("Again, blind"));
    assert_string_equal(screen_in_hand(&s), "D-001");
    screen_keys(&s, "J");
    assert_false(terminal_shows("Again, blind"));
    assert_string_equal(screen_in_hand(&s), "D-040");
    assert_true(app_go_row(&s.app, catalog_find(s.workspace.catalog, "D-000")));
    screen_resize(&s, 50, 200);
    assert_true(terminal_shows("again, blind: voluntary"));
    assert_true(terminal_shows("First reason"));
    screen_close(&s);
}

static void test_again_at_the_end_of_the_round(void **state)
{
    static const char *const skips[] = {"<Tab>", "q", "<Esc>"};
    (void)state;
    struct screen s;
    decide_nineteen(&s);
    screen_keys(&s, "lid:D-050<Enter>V");
    assert_true(terminal_shows("Again, blind"));
    assert_string_equal(screen_in_hand(&s), "D-000");
    for (size_t i = 0; i < 3; i++) {
        screen_keys(&s, skips[i]);
        assert_false(terminal_shows("Again, blind"));
        assert_string_equal(screen_in_hand(&s), "D-050");
        screen_keys(&s, "<Tab>");
        assert_true(terminal_shows("Again, blind"));
    }
    s.workspace.settings.recheck_share = 0;
    screen_keys(&s, "q<Tab>");
    assert_true(terminal_shows("nothing is undecided here"));
    screen_close(&s);
}

static uint64_t seconds_of(struct screen *s, const char *id)
{
    struct event event;
    struct err e;
    assert_true(log_read_record(s->workspace.log, id, keep_event, &event, &e));
    return event.seconds;
}

/* What counts is the time in front of the case: no other view's, not while the screen was locked, and of a long
 * pause two minutes. */
static void test_time_in_front_of_the_case(void **state)
{
    (void)state;
    struct screen s;
    open_record(&s, "D-2004-08001");
    screen_wait(&s, 10 * SECOND);
    screen_keys(&s, "y"); /* the tally, for a while */
    screen_wait(&s, 100 * SECOND);
    screen_keys(&s, "q");
    screen_wait(&s, 5 * SECOND);
    screen_keys(&s, "e"); /* the signs are part of the case */
    screen_wait(&s, 7 * SECOND);
    screen_keys(&s, "q");
    screen_wait(&s, 3600 * SECOND); /* a meal; the screen is locked then */
    screen_keys(&s, "<Enter>");
    screen_wait(&s, 3 * SECOND);
    screen_keys(&s, "j");
    screen_wait(&s, 600 * SECOND); /* a long look, or a telephone call */
    screen_keys(&s, "j");
    screen_wait(&s, 1 * SECOND);
    screen_keys(&s, "V");
    assert_int_equal(seconds_of(&s, "D-2004-08001"), 10 + 5 + 7 + 3 + 120 + 1);
    screen_close(&s);
}

/* 0 seconds are a time that was not measured: less than a second counts as one, anything else as its whole seconds, so that
 * what took 4.9 seconds is under 5 and what took 5.1 is not. */
static void test_time_is_measured_in_whole_seconds(void **state)
{
    static const struct {
        int64_t us;
        uint64_t seconds;
    } cases[] = {{SECOND / 5, 1}, {49 * SECOND / 10, 4}, {51 * SECOND / 10, 5}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct screen s;
        open_record(&s, "D-2004-08001");
        screen_wait(&s, cases[i].us);
        screen_keys(&s, "V");
        assert_int_equal(seconds_of(&s, "D-2004-08001"), cases[i].seconds);
        screen_close(&s);
    }
}

static void test_break(void **state)
{
    (void)state;
    struct screen s;
    open_record(&s, "D-2004-08001");
    s.workspace.settings.break_minutes = 3;
    for (int i = 0; i < 2; i++) {
        for (int key = 0; key < 3; key++) {
            assert_false(terminal_shows("without a break"));
            screen_wait(&s, 60 * SECOND);
            screen_keys(&s, "j");
        }
        assert_true(terminal_shows("3 minutes without a break"));
        screen_keys(&s, "k");
    }
    screen_wait(&s, 170 * SECOND);
    screen_keys(&s, "k");
    screen_wait(&s, 300 * SECOND); /* a break was made */
    screen_keys(&s, "k");
    screen_wait(&s, 20 * SECOND);
    screen_keys(&s, "k");
    assert_false(terminal_shows("without a break"));
    screen_close(&s);
}

/* A file that changed under the reader is said so, and nothing can be decided; what was answered before is
 * not taken over. */
static void test_changed_file(void **state)
{
    (void)state;
    struct screen s;
    char path[320];
    struct str bytes = STR_INIT;
    open_record(&s, "D-2004-08001");
    snprintf(path, sizeof path, "%s/records/case.yaml", s.dir);
    folder_read(path, &bytes);
    char *age = strstr(bytes.p, "age: 31");
    assert_non_null(age);
    memcpy(age, "age: 1?", 7);
    age[6] = '7';
    str_add(&bytes, "\n");
    folder_write(path, str_text(&bytes), bytes.len);
    str_release(&bytes);

    screen_keys(&s, "1");
    screen_keys(&s, "KJ");
    assert_true(terminal_shows("has changed"));
    screen_keys(&s, "V");
    assert_int_equal(reviewed(&s, "D-2004-08001").state, STATE_UNDECIDED);
    assert_true(terminal_shows("nothing was decided"));

    screen_keys(&s, "R");
    screen_load(&s);
    screen_keys(&s, "<Enter>");
    assert_true(terminal_shows("age 17"));
    assert_true(terminal_shows("answer again"));
    struct case_work *work = view_case_work(s.app.top);
    assert_int_equal(work->given.present, 0);
    assert_null(app_draft(&s.app, "D-2004-08001.answers"));
    screen_keys(&s, "V");
    assert_true(terminal_shows("Art. 3(c)"));
    screen_close(&s);
}

/* Search inside a long text moves through its matches before it leaves the record. */
static void test_search_within(void **state)
{
    (void)state;
    struct screen s;
    open_record(&s, "D-2004-06001-with-an-id-that-is-as-long-as-an-id-may-be-64-chars");
    assert_false(terminal_shows("Paragraph 12"));
    screen_keys(&s, "/Paragraph<Space>12<Enter>");
    assert_string_equal(screen_in_hand(&s),
                        "D-2004-06001-with-an-id-that-is-as-long-as-an-id-may-be-64-chars");
    screen_keys(&s, "n");
    assert_true(terminal_shows("Paragraph 12"));
    screen_close(&s);
}

/* Another reviewer's decision shows on the open case, and what was answered stays. */
static void test_another_reviewer(void **state)
{
    (void)state;
    struct screen s;
    struct workspace other;
    struct err e;
    bool more = true;
    open_record(&s, "D-2004-08001");
    screen_keys(&s, "1");
    assert_true(workspace_open(&other, s.dir, &e));
    while (more)
        assert_true(workspace_load(&other, 100, &more, &e));
    snprintf(other.who.reviewer, sizeof other.who.reviewer, "reviewer2");
    uint32_t row = catalog_find(other.catalog, "D-2004-08001");
    struct reread shown = {0};
    struct verdict v;
    struct proposal p = {.outcome = OUTCOME_INSUFFICIENT, .rationale = "Ask her again."};
    assert_true(catalog_reread(other.catalog, row, other.criteria, &shown, &e));
    assert_int_equal(casework_decide(&other.casework, row, &shown, &p, &v, &e), DONE_SAVED);
    reread_release(&shown);
    workspace_close(&other);

    assert_true(app_refresh(&s.app));
    screen_draw(&s);
    assert_true(terminal_shows("by reviewer2"));
    assert_true(terminal_shows("Ask her again."));
    struct case_work *work = view_case_work(s.app.top);
    unsigned force = (unsigned)criteria_find(s.workspace.criteria, "means.force");
    assert_int_equal(answers_get(&work->given, force), ANSWER_PRESENT);
    screen_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_guidance),
        cmocka_unit_test(test_content),
        cmocka_unit_test(test_follow),
        cmocka_unit_test(test_keys_ahead_decide_nothing),
        cmocka_unit_test(test_held_key_stops_deciding),
        cmocka_unit_test(test_age_stays_in_sight),
        cmocka_unit_test(test_child),
        cmocka_unit_test(test_recorded_child_is_never_absent),
        cmocka_unit_test(test_answers_survive),
        cmocka_unit_test(test_blank_rationale_decides_nothing),
        cmocka_unit_test(test_seconds_and_unread),
        cmocka_unit_test(test_pace),
        cmocka_unit_test(test_made_again_blind),
        cmocka_unit_test(test_again_at_the_end_of_the_round),
        cmocka_unit_test(test_time_in_front_of_the_case),
        cmocka_unit_test(test_time_is_measured_in_whole_seconds),
        cmocka_unit_test(test_break),
        cmocka_unit_test(test_changed_file),
        cmocka_unit_test(test_search_within),
        cmocka_unit_test(test_another_reviewer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
