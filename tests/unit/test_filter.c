#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "config/criteria_files.h"
#include "models/filter.h"
#include "models/queue.h"
#include "models/review.h"
#include "tests/support/records.h"

/* One set of records, and which of them (as letters a, b, ...) each limit lets through. */
static const char *const rows[] = {
    /* a */ "kind=debriefing id=D-1 date=2003-12-31 department=police person.age=17 "
            "person.nationality=CN "
            "person.status=visitor entry.point=LoWu|Her passport was\n  held by the agent.",
    /* b */
    "kind=debriefing id=D-2 date=2004-01 department=immigration person.age=16-19 operation=OP-1 "
    "entry.point=the\"old\"gate|"
    "La Se\xc3\x91ora",
    /* c */
    "kind=debriefing id=D-30 date=2004 department=police person.age=48+ "
    "prostitution=yes|\xe4\xbb\x96\xe5\x80\x91\xe6\x89\xa3\xe8\xb5\xb7\xe8\xad\xb7\xe7\x85\xa7",
    /* d */
    "kind=operation id=OP-1 date=2004-02-10 department=joint departments=police type=anti_vice "
    "title=Nightjar persons_arrested=34",
};

static const struct {
    const char *limit, *lets;
} cases[] = {
    {"", "abcd"},
    {"   ", "abcd"},
    {"kind:debriefing", "abc"},
    {"year:2004", "bcd"},
    {"year:2003..2003", "a"},
    {"date:2004-01", "b"},
    {"date:>2003", "bcd"},
    {"date:<2004-02", "abc"},
    {"date:2004-01..2004-02", "bd"},
    {"department:police", "ac"},
    {"id:D-1", "a"},
    {"id:D-*", "abc"},
    {"id:d-1", ""},
    {"person.age:<18", "a"},
    {"age:16-19", "b"},
    {"age:>=48", "c"},
    {"age:16..19", "ab"},
    {"age:unknown", ""},
    {"nationality:CN", "a"},
    {"nationality:unknown", "bc"},
    {"status:unknown", "bc"},
    {"prostitution:yes", "c"},
    {"operation:OP-1", "b"},
    {"type:anti_vice", "d"},
    {"departments:police", "d"},
    {"persons_arrested:>30", "d"},
    {"persons_arrested:<34", ""},
    {"persons_arrested:30..34", "d"},
    {"point:lowu", "a"},
    {"nightjar", "d"},
    {"passport", "a"},
    {"PASSPORT", "a"},
    {"\"was held\"", "a"},
    {"se\xc3\xb1ora", "b"},
    {"\xe8\xad\xb7\xe7\x85\xa7", "c"},
    {"!year:2004", "a"},
    {"!!year:2004", "bcd"},
    {"year:2004 department:police", "c"},
    {"year:2004 & department:police", "c"},
    {"year:2003 | department:joint", "ad"},
    {"(year:2003 | department:joint) & kind:operation", "d"},
    {"!(year:2003 | department:joint)", "bc"},
    {"year:2003 | year:2004 & department:joint", "ad"},
    {"undecided", "abcd"},
    {"outcome:undecided kind:operation", "d"},
    {"outcome:voluntary", ""},
    {"stale | flagged | invalid | departure", ""},
    {"12:30", ""},
    {"persons_arrested:unknown", ""},
    {"operation:unknown", "ac"},
    {"operation:OP*", "b"},
    {"departments:unknown", ""},
    {"entry.point:unknown", "c"},
    {"case:unknown", "abcd"},
    {"date:unknown", ""},
    {"narrative:passport", "a"},
    {"narrative:D-1", ""},
    {"narrative:\"held by the\"", "a"},
    {"\"PASSPORT was  held\"", "a"},
    {"扣起", "c"},
    {"\"起 護照\"", ""},
    {"\"\"", "abcd"},
    {"reported:means.force", ""},
    {"reported:means.force=unknown", "abcd"},
    {"reported:means=present", ""},
    {"sign:debt_bondage=absent", ""},
    {"answer:means.force=unknown", ""},
    {"reviewer:anna", ""},
    {"definition:palermo", ""},
    {"definition:palermo=undetermined", ""},
    {"definition:palermo/reviewed=undetermined", ""},
    {"definition:palermo/reported=undetermined", "abcd"},
    {"entry.point:\"=LoWu\"", "a"},
    {"entry.point:=LoWu", "a"},
    {"entry.point:=Lo", ""},
    {"entry.point:\"=the\"\"old\"\"gate\"", "b"},
    {"entry.point:\"\"\"old\"\"\"", "b"},
    {"month:1", "b"},
    {"month:12", "a"},
    {"month:unknown", "c"},
    {"age_group:child", "a"},
    {"age_group:straddles", "b"},
    {"age_group:adult", "c"},
    {"age_group:unknown", ""},
    {"case_year:2003", "a"},
    {"case_year:2004..", "bcd"},
    {"reported:sign", ""},
    {"!decided", "abcd"},
    {"awaiting_second | disputed", ""},
    {"seconds:unknown | seconds:<5", ""},
    {"answer:means.force=implied", ""},
    {"differ:reported | differ:reviewed", ""},
};

/* A value for each type of field; each key of the language takes one. */
static const char *const samples[] = {
    [FIELD_CHOICE] = NULL,      [FIELD_CHOICES] = NULL,    [FIELD_ID] = "A-1*",
    [FIELD_TEXT] = "\"a b\"",   [FIELD_DATE] = "<2004-02", [FIELD_AGE] = "18..20",
    [FIELD_COUNTRY] = "TH",     [FIELD_COUNT] = ">=3",     [FIELD_REPORTED] = "means.fraud",
    [FIELD_NARRATIVE] = "paid",
};

static const struct {
    const char *limit;
    unsigned col;
    const char *says;
} wrong[] = {
    {"year:2004 &", 12, "missing"},
    {"(year:2004", 1, "never closed"},
    {"year:2004)", 10, "never opened"},
    {"\xe4\xb8\xad \"abc", 3, "never closed"},
    {"department:navy", 1, "police"},
    {"colour:red", 1, "no key"},
    {"year:x", 1, "no value"},
    {"outcome:guilty", 1, "no outcome"},
    {"kind:", 1, "missing"},
    {"reported:x", 1, "no criterion"},
    {"| a", 1, "missing"},
    {"departmnt:police", 1, "did you mean department?"},
    {"year:2004 & sexe:male", 13, "did you mean sex?"},
    {"reported:means.decepton", 1, "did you mean means.deception?"},
    {"reported:means.force=maybe", 1, "present, absent or unknown"},
    {"reported:fact.child", 1, "age:<18"},
    {"sign:witholds_documents", 1, "did you mean withholds_documents?"},
    {"answer:means.farce", 1, "did you mean means.force?"},
    {"definition:palerno=trafficking", 1, "did you mean palermo?"},
    {"definition:xyz", 1, "legco-2005"},
    {"definition:palermo=guilty", 1, "undetermined"},
    {"definition:palermo/believed=trafficking", 1, "reported or reviewed"},
    {"narrative:", 1, "missing"},
    {"month:13", 1, "1 to 12"},
    {"month:1x", 1, "1 to 12"},
    {"age_group:minor", 1, "straddles"},
    {"seconds:soon", 1, "number of seconds"},
    {"differ:believed", 1, "reported or reviewed"},
    {"answer:means.farce=implied", 1, "did you mean means.force?"},
    {"entry.point:\"a\"\"", 13, "never closed"},
};

struct fixture {
    struct catalog *catalog;
    struct criteria *criteria;
    struct review *review;
};

static struct fixture fx;

static int setup(void **state)
{
    struct err e;
    (void)state;
    fx.catalog = catalog_new();
    fx.criteria = config_criteria(NULL, &e);
    fx.review = review_new(fx.catalog, fx.criteria);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (add_record(fx.catalog, rows[i], NULL) != CATALOG_ADDED)
            return -1;
    return review_add_rows(fx.review, &e) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    review_free(fx.review);
    catalog_free(fx.catalog);
    criteria_free(fx.criteria);
    return 0;
}

static void each_limit_lets_its_rows_through(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err e = {.kind = ERR_NONE};
        char lets[8] = "";
        struct filter *f = filter_parse(cases[i].limit, fx.criteria, &e);
        if (!f)
            fail_msg("\"%s\" is refused: %s", cases[i].limit, e.what);
        for (uint32_t row = 0; row < catalog_rows(fx.catalog); row++)
            if (filter_match(f, fx.catalog, fx.review, row))
                lets[strlen(lets)] = (char)('a' + row);
        if (strcmp(lets, cases[i].lets) != 0)
            fail_msg("\"%s\" lets %s through, not %s", cases[i].limit, lets, cases[i].lets);
        filter_free(f);
    }
}

static void errors_point_at_the_column(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct err e = {.kind = ERR_NONE};
        struct filter *f = filter_parse(wrong[i].limit, fx.criteria, &e);
        if (f)
            fail_msg("\"%s\" is accepted", wrong[i].limit);
        if (e.col != wrong[i].col || !strstr(e.what, wrong[i].says))
            fail_msg("\"%s\": column %u: %s", wrong[i].limit, e.col, e.what);
    }
}

static void every_key_is_known(void **state)
{
    const struct filter_key *keys;
    size_t n = filter_keys(&keys);
    (void)state;
    for (size_t i = 0; i < n; i++) {
        struct err e;
        char limit[200];
        enum field field = field_find(keys[i].name, strlen(keys[i].name));
        const char *value = field == FIELD_TOTAL ? NULL
                            : field_defs[field].choices && field != F_REPORTED
                                ? field_defs[field].choices[0]
                                : samples[field_defs[field].type];
        snprintf(limit, sizeof limit, "%s%s%s", keys[i].name, value ? ":" : "", value ? value : "");
        struct filter *f = filter_parse(limit, fx.criteria, &e);
        if (!f)
            fail_msg("%s is refused: %s", limit, e.what);
        filter_free(f);
        assert_true(*keys[i].help);
    }
}

static void deep_nesting_is_refused(void **state)
{
    char deep[2001];
    struct err e;
    (void)state;
    memset(deep, '(', 2000);
    deep[2000] = '\0';
    assert_null(filter_parse(deep, fx.criteria, &e));
    memset(deep, '!', 2000);
    assert_null(filter_parse(deep, fx.criteria, &e));
}

static size_t search(struct queue *q, const char *words, size_t from, int step)
{
    struct err e;
    assert_true(queue_search(q, words, &e));
    while (queue_progress(q, fx.review, true).task != QUEUE_IDLE)
        assert_true(queue_work(q, fx.catalog, fx.review, true));
    return queue_found(q, from, step);
}

static void a_queue_holds_what_the_limit_lets_through(void **state)
{
    struct queue q;
    struct err e;
    bool failed;
    (void)state;
    queue_init(&q);
    assert_true(queue_limit(&q, "kind:debriefing", fx.criteria, &e));
    assert_true(queue_extend(&q, fx.catalog, fx.review, 2, &failed));
    assert_int_equal(q.count, 2);
    assert_false(queue_extend(&q, fx.catalog, fx.review, 100, &failed));
    assert_int_equal(q.count, 3);
    assert_int_equal(queue_position(&q, 2), 2);
    assert_int_equal(queue_position(&q, 3), QUEUE_NONE);
    assert_int_equal(queue_undecided(&q, fx.review, 2, 1), 0);
    assert_int_equal(queue_undecided(&q, fx.review, 0, -1), 2);
    assert_int_equal(queue_count_undecided(&q, fx.review), 3);
    assert_int_equal(search(&q, "agent", 0, 1), 0);
    assert_int_equal(search(&q, "D-2", 0, 1), 1);
    assert_int_equal(search(&q, "D-", 0, -1), 2);
    assert_int_equal(search(&q, "nightjar", 0, 1), QUEUE_NONE);
    assert_false(queue_limit(&q, "(", fx.criteria, &e));
    assert_string_equal(q.limit, "kind:debriefing");
    queue_release(&q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_limit_lets_its_rows_through),
        cmocka_unit_test(errors_point_at_the_column),
        cmocka_unit_test(every_key_is_known),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(a_queue_holds_what_the_limit_lets_through),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
