#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/listbox.h"

static void holds(const struct listbox *b)
{
    assert_true(b->cursor < b->total || b->cursor == 0);
    assert_true(b->top <= b->cursor);
    if (b->height) {
        assert_true(b->cursor - b->top < b->height);
        assert_true(b->top == 0 || b->top + b->height <= b->total);
    }
}

static void test_one_line_scrolls_by_one(void **state)
{
    (void)state;
    struct listbox b = {0};
    listbox_resize(&b, 100, 10);
    listbox_move(&b, 9);
    assert_int_equal(b.top, 0);
    listbox_move(&b, 1);
    assert_int_equal(b.top, 1);
    assert_int_equal(b.cursor, 10);
    listbox_move(&b, -9);
    assert_int_equal(b.top, 1);
    listbox_move(&b, -1);
    assert_int_equal(b.top, 0);
}

static void test_ends_hold(void **state)
{
    (void)state;
    struct listbox b = {0};
    listbox_resize(&b, 5, 10);
    listbox_move(&b, 1000000000);
    assert_int_equal(b.cursor, 4);
    assert_int_equal(b.top, 0);
    listbox_move(&b, -1000000000);
    assert_int_equal(b.cursor, 0);
    listbox_page(&b, 1000000000000);
    assert_int_equal(b.cursor, 4);
    listbox_resize(&b, 0, 10);
    assert_int_equal(b.cursor, 0);
    listbox_move(&b, 1);
    assert_int_equal(b.cursor, 0);
}

static void test_far_line_comes_to_the_middle(void **state)
{
    (void)state;
    struct listbox b = {0};
    listbox_resize(&b, 1000, 11);
    listbox_go(&b, 500);
    assert_int_equal(b.cursor, 500);
    assert_int_equal(b.top, 495);
    listbox_go(&b, 999);
    assert_int_equal(b.top, 989);
}

static void test_page_keeps_one_line(void **state)
{
    (void)state;
    struct listbox b = {0};
    listbox_resize(&b, 100, 10);
    listbox_page(&b, 1);
    assert_int_equal(b.cursor, 9);
    assert_int_equal(b.top, 9);
    listbox_page(&b, -1);
    assert_int_equal(b.cursor, 0);
    assert_int_equal(b.top, 0);
}

static void test_smaller_screen_keeps_the_cursor_on_it(void **state)
{
    (void)state;
    struct listbox b = {0};
    listbox_resize(&b, 100, 40);
    listbox_go(&b, 39);
    listbox_resize(&b, 100, 5);
    assert_int_equal(b.cursor, 39);
    assert_int_equal(b.top, 35);
}

static void test_any_moves(void **state)
{
    (void)state;
    uint32_t random = 12345;
    struct listbox b = {0};
    for (int i = 0; i < 100000; i++) {
        random = random * 1664525 + 1013904223;
        long by = (long)(random >> 16 & 63) - 32;
        switch (random >> 28) {
        case 0:
            listbox_resize(&b, random >> 8 & 255, random >> 20 & 31);
            break;
        case 1:
            listbox_go(&b, random >> 8 & 255);
            break;
        case 2:
            listbox_page(&b, by);
            break;
        default:
            listbox_move(&b, by);
            break;
        }
        holds(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_line_scrolls_by_one),
        cmocka_unit_test(test_ends_hold),
        cmocka_unit_test(test_far_line_comes_to_the_middle),
        cmocka_unit_test(test_page_keeps_one_line),
        cmocka_unit_test(test_smaller_screen_keeps_the_cursor_on_it),
        cmocka_unit_test(test_any_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
