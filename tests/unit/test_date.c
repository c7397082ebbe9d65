/* Dates of reduced precision and times as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "models/base/date.h"

static date_t parse(const char *s)
{
    return date_parse(s, strlen(s));
}

static void test_parses_each_precision(void **state)
{
    (void)state;
    assert_int_equal(parse("2004"), date_pack(2004, 0, 0));
    assert_int_equal(parse("2004-03"), date_pack(2004, 3, 0));
    date_t d = parse("2004-03-12");
    assert_int_equal(date_year(d), 2004);
    assert_int_equal(date_month(d), 3);
    assert_int_equal(date_day(d), 12);
    assert_int_equal(date_parse("2004-03-12T00:00", 10), d);
}

static void test_refuses_what_is_no_date(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",           "0",           "04",         "0000",       "20040",      "2004-",
        "2004-0",     "2004-00",     "2004-13",    "2004-1-1",   "04-01-01",   "2004-2-30",
        "2004-02-30", "2003-02-29",  "1900-02-29", "2004-04-31", "2004-01-00", "2004-01-32",
        "2004-00-01", "2004/03",     "2004-03/12", "2004 03 12", "2004-03-1x", "+200",
        " 2004",      "2004-03-12 ", "-001",       "2004-+3",    "2oo4",       "2004--3",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (parse(bad[i]))
            fail_msg("taken for a date: '%s'", bad[i]);
    assert_int_equal(date_parse("2004\0-03", 7), 0);
}

static void test_knows_leap_years(void **state)
{
    (void)state;
    assert_int_not_equal(parse("2004-02-29"), 0);
    assert_int_not_equal(parse("2000-02-29"), 0);
    assert_int_equal(parse("2100-02-29"), 0);
    assert_int_not_equal(parse("0001-01-01"), 0);
    assert_int_not_equal(parse("9999-12-31"), 0);
}

/* Every day of 400 years, a whole Gregorian cycle: 146097 days are valid, and each comes back. */
static void test_round_trip_over_a_cycle(void **state)
{
    (void)state;
    unsigned valid = 0;
    date_t last = 0;
    for (unsigned year = 1800; year < 2200; year++) {
        for (unsigned month = 1; month <= 12; month++) {
            for (unsigned day = 1; day <= 31; day++) {
                char text[DATE_TEXT], wanted[40];
                snprintf(wanted, sizeof wanted, "%04u-%02u-%02u", year, month, day);
                date_t d = parse(wanted);
                if (!d)
                    continue;
                valid++;
                assert_true(d > last);
                last = d;
                date_format(d, text);
                assert_string_equal(text, wanted);
            }
        }
    }
    assert_int_equal(valid, 146097);
}

static void test_orders_the_less_precise_first(void **state)
{
    (void)state;
    assert_true(parse("2004") < parse("2004-01"));
    assert_true(parse("2004-01") < parse("2004-01-01"));
    assert_true(parse("2004-12-31") < parse("2005"));
}

static void test_formats_the_precision_it_has(void **state)
{
    (void)state;
    char text[DATE_TEXT];
    date_format(date_pack(2004, 0, 0), text);
    assert_string_equal(text, "2004");
    date_format(date_pack(2004, 11, 0), text);
    assert_string_equal(text, "2004-11");
    date_format(date_pack(7, 1, 2), text);
    assert_string_equal(text, "0007-01-02");
    date_format(0, text);
    assert_string_equal(text, "");
}

static void assert_time(int64_t us, const char *wanted_short, const char *wanted_exact)
{
    char brief[20], exact[28];
    time_format_short(us, brief);
    time_format_exact(us, exact);
    assert_string_equal(brief, wanted_short);
    assert_string_equal(exact, wanted_exact);
}

static void test_formats_times(void **state)
{
    (void)state;
    assert_time(0, "1970-01-01 00:00:00", "1970-01-01T00:00:00.000000Z");
    assert_time(-1, "1969-12-31 23:59:59", "1969-12-31T23:59:59.999999Z");
    assert_time(1795466641123456, "2026-11-23 20:44:01", "2026-11-23T20:44:01.123456Z");
    assert_time(INT64_MIN, "0001-01-01 00:00:00", "0001-01-01T00:00:00.000000Z");
    assert_time(INT64_MAX, "9999-12-31 23:59:59", "9999-12-31T23:59:59.999999Z");
}

static void test_now_is_in_microseconds(void **state)
{
    (void)state;
    /* 2020 to 2200: a clock in other units falls outside. */
    assert_in_range(time_now_us(), 1577836800000000, 7258118400000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parses_each_precision),
        cmocka_unit_test(test_refuses_what_is_no_date),
        cmocka_unit_test(test_knows_leap_years),
        cmocka_unit_test(test_round_trip_over_a_cycle),
        cmocka_unit_test(test_orders_the_less_precise_first),
        cmocka_unit_test(test_formats_the_precision_it_has),
        cmocka_unit_test(test_formats_times),
        cmocka_unit_test(test_now_is_in_microseconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
