#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/base/text.h"
#include "tui/chart.h"

static void assert_bar(int64_t n, size_t cols, bool partial, bool unicode, const char *bar)
{
    struct str out = STR_INIT;
    chart_bar(&out, n, 100, cols, partial, unicode);
    assert_string_equal(str_text(&out), bar);
    assert_true(text_width(str_text(&out), out.len) <= cols);
    str_release(&out);
}

static void test_bars(void **state)
{
    (void)state;
    assert_bar(100, 4, false, true, "████");
    assert_bar(50, 4, false, true, "██");
    assert_bar(60, 4, false, true, "██▍");
    assert_bar(1, 4, false, true, "▏");
    assert_bar(0, 4, false, true, "");
    assert_bar(100, 4, true, true, "░░░░");
    assert_bar(1, 4, true, true, "░");
    assert_bar(100, 4, false, false, "####");
    assert_bar(60, 4, false, false, "##");
    assert_bar(65, 4, false, false, "###");
    assert_bar(1, 4, false, false, "#");
    assert_bar(65, 4, true, false, "---");
    assert_bar(5, 0, false, true, "");
}

static void test_sparks(void **state)
{
    (void)state;
    static const int64_t n[] = {0, 1, 50, 100};
    struct str out = STR_INIT;
    chart_spark(&out, n, 4, true);
    assert_string_equal(str_text(&out), " ▁▄█");
    str_clear(&out);
    chart_spark(&out, n, 4, false);
    assert_string_equal(str_text(&out), " _.#");
    str_clear(&out);
    chart_spark(&out, n, 1, true);
    assert_string_equal(str_text(&out), " ");
    str_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bars), cmocka_unit_test(test_sparks)};
    return cmocka_run_group_tests_name("chart", tests, NULL, NULL);
}
