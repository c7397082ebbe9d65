/* What is published of a year, against a solver that reads the tables as a reader does (tests/support/release.h). With
 * the arguments WORKSPACE YEAR [EXEMPT] it looks at that year instead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/workspace.h"
#include "models/ingest.h"
#include "models/publish.h"
#include "tests/support/catalogs.h"
#include "tests/support/criteria.h"
#include "tests/support/folder.h"
#include "tests/support/release.h"

static void no_coverage(const void *ctx, const struct tally_year *year, struct str *out)
{
    (void)ctx;
    tally_coverage(year, out);
}

static struct summary *summarise(const struct catalog *c, const struct criteria *criteria,
                                 const struct review *review, unsigned year)
{
    struct err e;
    const struct summary_source source = {.catalog = c,
                                          .criteria = criteria,
                                          .review = review,
                                          .year = &year,
                                          .years = 1,
                                          .coverage = no_coverage};
    struct summary *s = summary_new(&source, &e);
    assert_non_null(s);
    return s;
}

/* --- a year as those of trafficking cases are: a few large groups, many small ones --- */

struct year {
    char folder[64];
    struct criteria *criteria;
    struct catalog *catalog;
    struct review *review;
};

static const char *skewed(struct dice *d, const char *const *word, uint32_t words)
{
    uint32_t i = 0;
    while (i + 1 < words && dice_roll(d, 2))
        i++;
    return word[i];
}

static void write_year(struct dice *d, const char *path, unsigned records)
{
    static const char *const country[] = {"CN", "PH", "TH", "ID", "UA", "VN", "MN", "KH", "CO"};
    static const char *const sex[] = {"female", "male", "unknown", "other"};
    static const char *const status[] = {"visitor", "visitor", "resident", "overstayer", "unknown"};
    static const char *const department[] = {"police", "immigration", "joint", "customs"};
    static const char *const pending[] = {"none", "charge", "removal", "unknown"};
    struct str text = STR_INIT;
    for (unsigned i = 0; i < records; i++) {
        str_addf(&text,
                 "---\nkind: debriefing\nid: D-%u\ndate: 2004-%02u\ndepartment: %s\n"
                 "person:\n  sex: %s\n  age: %u\n  nationality: %s\n  status: %s\n",
                 i, 1 + dice_roll(d, 12), skewed(d, department, 4), skewed(d, sex, 4),
                 16 + dice_roll(d, 30), skewed(d, country, 9), skewed(d, status, 5));
        str_addf(&text, "prostitution: yes\nscreened: %s\npending_action: %s\n",
                 dice_roll(d, 4) ? "yes" : "no", skewed(d, pending, 4));
        if (dice_roll(d, 10) == 0)
            str_add(&text, "reported:\n  means.force: present\n");
        str_add(&text, "narrative: made up\n");
    }
    folder_write(path, str_text(&text), text.len);
    str_release(&text);
}

static void decide(struct year *y, struct dice *d, uint32_t row, uint64_t seq)
{
    static const enum outcome outcomes[] = {OUTCOME_INSUFFICIENT, OUTCOME_NOT_TRAFFICKING,
                                            OUTCOME_TRAFFICKING, OUTCOME_OUT_OF_SCOPE};
    static const char *const answers[] = {"", "means.force=present", "means.force=absent",
                                          ("act.recruitment=present\nmeans.deception=present"
                                           "\npurpose.sexual_exploitation=present")};
    uint32_t which = 0;
    struct err e;
    struct event event;
    event_init(&event, EVENT_DECIDE);
    while (which < 3 && dice_roll(d, 3) == 0)
        which++;
    event.seq = seq;
    event.reviewer = "anna";
    event.record = catalog_text(y->catalog, row, F_ID, NULL);
    event.outcome = outcomes[which];
    event.answers = answers[dice_roll(d, 4)];
    assert_true(catalog_digest(y->catalog, row, &event.record_sha, &e));
    assert_true(review_apply(y->review, &event, &e));
}

static void make_year(struct year *y, struct dice *d, unsigned records)
{
    struct err e;
    bool failed;
    char path[96];
    folder_make(y->folder, sizeof y->folder);
    snprintf(path, sizeof path, "%s/records.yaml", y->folder);
    write_year(d, path, records);
    y->criteria = shipped_criteria();
    y->catalog = catalog_new();
    y->review = review_new(y->catalog, y->criteria);
    const char *folder = y->folder;
    struct ingest *in = ingest_open(y->catalog, y->criteria, &folder, 1, 1, &e);
    assert_non_null(in);
    while (ingest_step(in, 1000, &failed, &e))
        ;
    ingest_close(in);
    assert_true(review_add_rows(y->review, &e));
    for (uint32_t row = 0; row < catalog_rows(y->catalog); row++)
        if (dice_roll(d, 12))
            decide(y, d, row, row + 1);
}

static void free_year(struct year *y)
{
    review_free(y->review);
    catalog_free(y->catalog);
    criteria_free(y->criteria);
    folder_remove(y->folder);
}

static void no_small_count_of_a_year_can_be_found_out(void **state)
{
    unsigned cells, unsure, looked_at = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 10; seed++) {
        struct dice d = {seed};
        struct year y;
        struct err e;
        const struct publish_options o = {.k = seed % 4 ? 5 : 3};
        make_year(&y, &d, 20 + (unsigned)seed * 15);
        struct summary *s = summarise(y.catalog, y.criteria, y.review, 2004);
        assert_true(publish_summary(s, &o, &e));
        if (release_weak_cells(s, &cells, &unsure))
            fail_msg("seed %llu", (unsigned long long)seed);
        looked_at += cells;
        summary_free(s);
        free_year(&y);
    }
    print_message("# %u small cells\n", looked_at);
    assert_true(looked_at > 200);
}

struct told {
    size_t times, last, tables;
};
static void count_told(void *ctx, size_t done, size_t tables)
{
    struct told *t = ctx;
    assert_in_range(done, t->last, tables - 1);
    t->last = done;
    t->tables = tables;
    t->times++;
}

/* Whoever waits is told of each table, in turn. */
static void how_far_it_is_is_told(void **state)
{
    struct dice d = {1};
    struct year y;
    struct told told = {0};
    struct err e;
    (void)state;
    make_year(&y, &d, 20);
    struct summary *s = summarise(y.catalog, y.criteria, y.review, 2004);
    const struct publish_options o = {.k = 5, .told = count_told, .told_ctx = &told};
    assert_true(publish_summary(s, &o, &e));
    assert_true(told.times > 5);
    assert_int_equal(told.last, told.tables - 1);
    summary_free(s);
    free_year(&y);
}

/* --- a workspace, from the command line --- */

static int look_at(const char *path, unsigned year, const char *exempt)
{
    struct workspace w;
    struct err e;
    const struct publish_options o = {.k = PUBLISH_K, .exempt = &exempt, .exempts = exempt != NULL};
    unsigned cells, unsure;
    if (!workspace_open(&w, path, &e) || !workspace_load_all(&w, NULL, NULL, &e)) {
        printf("not ok 1 - %s\n", e.what);
        return 1;
    }
    struct summary *s = summarise(w.catalog, w.criteria, w.review, year);
    bool published = publish_summary(s, &o, &e);
    unsigned weak = published ? release_weak_cells(s, &cells, &unsure) : 1;
    if (published)
        printf("# %u small cells, %u of them weak, %u values unsure\n", cells, weak, unsure);
    printf("%s 1 - no small count of %u can be found out\n", weak ? "not ok" : "ok", year);
    summary_free(s);
    workspace_close(&w);
    return weak != 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_small_count_of_a_year_can_be_found_out),
        cmocka_unit_test(how_far_it_is_is_told),
    };
    if (argc > 2)
        return look_at(argv[1], (unsigned)atoi(argv[2]), argc > 3 ? argv[3] : NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
