#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "models/base/table.h"
#include "models/intern.h"

static bool same_number(const void *ctx, uint32_t number, const void *key)
{
    (void)ctx;
    return number == *(const uint32_t *)key;
}

static void finds_what_was_added_and_nothing_else(void **state)
{
    struct table t = {.slot = NULL};
    (void)state;
    for (uint32_t i = 0; i < 10000; i += 2)
        assert_true(table_add(&t, table_hash(&i, sizeof i), i));
    for (uint32_t i = 0; i < 10000; i++)
        assert_int_equal(table_find(&t, table_hash(&i, sizeof i), same_number, NULL, &i),
                         i % 2 ? TABLE_NONE : i);
    table_release(&t);
}

static void colliding_hashes_are_told_apart(void **state)
{
    struct table t = {.slot = NULL};
    (void)state;
    for (uint32_t i = 0; i < 300; i++)
        assert_true(table_add(&t, 7, i));
    for (uint32_t i = 0; i < 300; i++)
        assert_int_equal(table_find(&t, 7, same_number, NULL, &i), i);
    uint32_t missing = 300;
    assert_int_equal(table_find(&t, 7, same_number, NULL, &missing), TABLE_NONE);
    table_release(&t);
}

static void equal_texts_get_equal_numbers(void **state)
{
    struct intern in = {.count = 0};
    char text[32];
    (void)state;
    assert_int_equal(intern_number(&in, "", 0), 0);
    for (uint32_t i = 0; i < 5000; i++) {
        int n = snprintf(text, sizeof text, "word %u", i);
        assert_int_equal(intern_number(&in, text, (size_t)n), i + 1);
    }
    for (uint32_t i = 0; i < 5000; i++) {
        size_t len;
        int n = snprintf(text, sizeof text, "word %u", i);
        assert_int_equal(intern_number(&in, text, (size_t)n), i + 1);
        assert_string_equal(intern_text(&in, i + 1, &len), text);
        assert_int_equal(len, n);
    }
    assert_int_equal(intern_find(&in, "absent", 6), 0);
    assert_string_equal(intern_text(&in, 0, NULL), "");
    intern_release(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_was_added_and_nothing_else),
        cmocka_unit_test(colliding_hashes_are_told_apart),
        cmocka_unit_test(equal_texts_get_equal_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
