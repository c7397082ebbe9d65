#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tui/layout.h"

static void test_rows_add_up(void **state)
{
    (void)state;
    for (int rows = 0; rows < 60; rows++) {
        struct screen_layout s = layout_screen(rows, 80);
        assert_int_equal(s.too_small, rows < 10);
        if (s.too_small)
            continue;
        assert_int_equal(s.view.y, 1);
        assert_int_equal(s.view.y + s.view.h, s.status.y);
        assert_int_equal(s.status.y + 1, s.message.y);
        assert_int_equal(s.message.y, rows - 1);
    }
    assert_true(layout_screen(24, 39).too_small);
    assert_false(layout_screen(10, 40).too_small);
}

static const struct column columns[] = {
    {"a", 3, 3, 0}, {"b", 12, 20, 0}, {"c", 10, 10, 1}, {"d", 7, 16, 2}, {"e", 12, 40, 0}};

enum { COUNT = sizeof columns / sizeof *columns };

/* "3 12 10 7 12" */
static const char *laid(int cols)
{
    static char text[100];
    int width[COUNT];
    size_t at = 0;
    layout_columns(columns, COUNT, cols, width);
    for (size_t i = 0; i < COUNT; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%d", i ? " " : "", width[i]);
    return text;
}

static void test_columns(void **state)
{
    (void)state;
    assert_string_equal(laid(48), "3 12 10 7 12");
    assert_string_equal(laid(47), "3 12 10 0 19");
    assert_string_equal(laid(39), "3 12 0 0 22");
    assert_string_equal(laid(29), "3 12 0 0 12");
    assert_string_equal(laid(60), "3 12 10 7 24");
    assert_string_equal(laid(80), "3 16 10 7 40");
    assert_string_equal(laid(100), "3 20 10 16 47");
    assert_string_equal(laid(10), "3 5 0 0 0");
}

static void test_columns_never_exceed(void **state)
{
    (void)state;
    for (int cols = 0; cols < 300; cols++) {
        int width[COUNT], sum = 0;
        layout_columns(columns, COUNT, cols, width);
        for (size_t i = 0; i < COUNT; i++) {
            assert_true(width[i] >= 0);
            sum += width[i] ? width[i] + (sum ? 1 : 0) : 0;
        }
        assert_true(sum <= cols);
    }
}

static void test_number(void **state)
{
    static const struct {
        int64_t n;
        const char *text;
    } rows[] = {{0, "0"},
                {999, "999"},
                {1000, "1,000"},
                {-1000, "-1,000"},
                {23665, "23,665"},
                {1234567, "1,234,567"},
                {INT64_MIN, "-9,223,372,036,854,775,808"}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str s = STR_INIT;
        layout_number(&s, rows[i].n);
        assert_string_equal(str_text(&s), rows[i].text);
        str_release(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_add_up),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_columns_never_exceed),
        cmocka_unit_test(test_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
