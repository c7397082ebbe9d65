/* A reviewer's pace, from events given by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/criteria_files.h"
#include "models/base/date.h"
#include "models/pace.h"

static const int64_t day_us = INT64_C(86400000000);

struct fixture {
    struct criteria *criteria;
    struct catalog *catalog;
    struct review *review;
    uint64_t seq;
};

static int setup(void **state)
{
    static struct fixture fx;
    struct err e;
    fx = (struct fixture){.criteria = config_criteria(NULL, &e), .catalog = catalog_new()};
    if (!fx.criteria || !fx.catalog)
        return -1;
    fx.review = review_new(fx.catalog, fx.criteria);
    *state = &fx;
    return fx.review ? 0 : -1;
}

static int teardown(void **state)
{
    struct fixture *fx = *state;
    review_free(fx->review);
    catalog_free(fx->catalog);
    criteria_free(fx->criteria);
    return 0;
}

/* A decision on the record of that number by anna, on that day. */
static void decide(struct fixture *fx, int64_t day, uint64_t seconds, const char *detail)
{
    struct event event;
    struct err e;
    event_init(&event, EVENT_DECIDE);
    event.seq = ++fx->seq;
    event.time_us = day * day_us + 1;
    event.reviewer = "anna";
    event.record = "D-1";
    event.outcome = OUTCOME_INSUFFICIENT;
    event.seconds = seconds;
    event.detail = detail;
    assert_true(review_apply(fx->review, &event, &e));
}

static void assert_says(const struct fixture *fx, const char *reviewer, int64_t day,
                        const char *expected)
{
    struct pace p = pace_of(fx->review, reviewer, day);
    struct str text = STR_INIT;
    pace_format(&p, &text);
    assert_string_equal(str_text(&text), expected);
    str_release(&text);
}

static void counts_have_their_denominators(void **state)
{
    struct fixture *fx = *state;
    assert_says(fx, "anna", PACE_ALL_DAYS,
                "0 decisions; median n/a; under 5 s 0 of 0 (n/a); before the text's end 0 of 0 "
                "(n/a)");
    decide(fx, 100, 4, "unread=1");
    assert_says(fx, "anna", 100,
                "1 decision; median 4 s; under 5 s 1 of 1 (100.0%); before the text's end 1 of 1 "
                "(100.0%)");
    decide(fx, 100, 5, "");
    decide(fx, 101, 60, "departure=1");
    decide(fx, 101, 0, ""); /* not measured */
    assert_says(fx, "anna", 100,
                "2 decisions; median 4.5 s; under 5 s 1 of 2 (50.0%); before the text's end 1 of "
                "2 (50.0%)");
    assert_says(fx, "anna", PACE_ALL_DAYS,
                "4 decisions; median 5 s; under 5 s 1 of 3 (33.3%); before the text's end 1 of 4 "
                "(25.0%)");
    assert_int_equal(pace_of(fx->review, "ben", PACE_ALL_DAYS).decisions, 0);
}

static void what_came_in_a_stream_or_was_taken_back_is_left_out(void **state)
{
    struct fixture *fx = *state;
    struct event event;
    struct err e;
    decide(fx, 7, 1, "from=stream\nunread=1");
    decide(fx, 7, 9, "");
    decide(fx, 7, 2, "unread=1");
    event_init(&event, EVENT_RETRACT);
    event.seq = ++fx->seq;
    event.reviewer = "anna";
    event.record = "D-1";
    event.detail = "undoes=3";
    assert_true(review_apply(fx->review, &event, &e));
    struct pace p = pace_of(fx->review, "anna", PACE_ALL_DAYS);
    assert_int_equal(p.decisions, 1);
    assert_int_equal(p.median_doubled, 18);
    assert_int_equal(p.fast + p.unread, 0);
    decide(fx, 8, 2, "redoes=3\nunread=1");
    p = pace_of(fx->review, "anna", PACE_ALL_DAYS);
    assert_int_equal(p.decisions, 2);
    assert_int_equal(p.fast, 1);
    assert_int_equal(p.unread, 1);
}

static void long_medians_are_told_as_such(void **state)
{
    struct fixture *fx = *state;
    decide(fx, 7, PACE_LONGEST, "");
    assert_int_equal(pace_of(fx->review, "anna", 7).median_doubled, 2 * PACE_LONGEST);
    decide(fx, 7, 100000, "");
    decide(fx, 7, UINT64_MAX, "");
    assert_says(fx, "anna", 7,
                "3 decisions; median over 3600 s; under 5 s 0 of 3 (0.0%); before the text's end "
                "0 of 3 (0.0%)");
}

static void days_are_whole(void **state)
{
    (void)state;
    assert_int_equal(time_days(0), 0);
    assert_int_equal(time_days(day_us - 1), 0);
    assert_int_equal(time_days(day_us), 1);
    assert_int_equal(time_days(-1), -1);
    assert_int_equal(time_days(-day_us), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(counts_have_their_denominators, setup, teardown),
        cmocka_unit_test_setup_teardown(what_came_in_a_stream_or_was_taken_back_is_left_out, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(long_medians_are_told_as_such, setup, teardown),
        cmocka_unit_test(days_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
