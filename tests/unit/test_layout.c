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

static const struct column columns[] = {{12, 12}, {10, 10}, {16, 7}, {3, 3}, {15, 8}};

enum { COUNT = sizeof columns / sizeof *columns };

/* "12 | 10 16 3 15 | 20", what is scrolled between bars, with < and > where there are more */
static const char *laid(int cols, bool rest, size_t first)
{
    static char text[100];
    struct list_layout l = layout_list(columns, COUNT, rest, cols, first);
    size_t at = (size_t)snprintf(text, sizeof text, "%d %s", l.width[0], l.more_left ? "<" : "|");
    for (size_t i = l.first; i < l.end; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, " %d", l.width[i]);
    snprintf(text + at, sizeof text - at, " %s %d", l.more_right ? ">" : "|", l.rest);
    return text;
}

static void test_list(void **state)
{
    (void)state;
    assert_string_equal(laid(200, true, 0), "12 | 10 16 3 15 | 139");
    assert_string_equal(laid(81, true, 0), "12 | 10 16 3 15 | 20");
    assert_string_equal(laid(80, true, 0), "12 | 10 15 3 15 | 20");
    assert_string_equal(laid(70, true, 0), "12 | 10 10 3 10 | 20");
    assert_string_equal(laid(65, true, 0), "12 | 10 7 3 8 | 20");
    /* No more can be narrowed: they are scrolled, as wide as they are. */
    assert_string_equal(laid(64, true, 0), "12 | 10 16 3 > 19");
    assert_string_equal(laid(64, true, 9), "12 < 16 3 15 | 14");
    assert_string_equal(laid(40, true, 0), "12 | 10 > 16");
    assert_string_equal(laid(40, true, 2), "12 < 15 > 11");
    assert_string_equal(laid(40, true, 3), "12 < 3 > 23");
    assert_string_equal(laid(40, true, 4), "12 < 15 | 11");
    assert_string_equal(laid(40, true, 99), "12 < 15 | 11");
    /* Without a text. */
    assert_string_equal(laid(60, false, 0), "12 | 10 16 3 15 | 0");
    assert_string_equal(laid(59, false, 0), "12 | 10 15 3 15 | 0");
}

static void test_list_never_exceeds(void **state)
{
    (void)state;
    for (int cols = 10; cols < 300; cols++) {
        for (size_t first = 0; first < 7; first++) {
            for (size_t count = 1; count <= COUNT; count++) {
                for (int rest = 0; rest < 2; rest++) {
                    struct list_layout l = layout_list(columns, count, rest, cols, first);
                    int sum = l.width[0];
                    for (size_t i = l.first; i < l.end; i++) {
                        assert_true(l.width[i] >= 0);
                        sum += l.width[i] ? 1 + l.width[i] : 0;
                    }
                    assert_true(l.rest >= (rest && cols >= 40 ? LIST_REST_LEAST : 0));
                    assert_true(sum + (rest ? 1 : 0) + l.rest <= cols);
                    assert_true(count == 1 || l.end > l.first);
                }
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows_add_up),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_list_never_exceeds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
