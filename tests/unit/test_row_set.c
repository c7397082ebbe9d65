#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "models/row_set.h"

static void rows_in_and_out(void **state)
{
    static const uint32_t rows[] = {0, 63, 64, 1000000, 127};
    static const uint32_t rising[] = {0, 63, 64, 127, 1000000};
    struct row_set s = {0};
    uint32_t row = 0;
    (void)state;
    assert_false(row_set_has(&s, 0));
    assert_false(row_set_next(&s, &row));
    assert_true(row_set_put(&s, 5, false));
    for (size_t i = 0; i < 5; i++) {
        assert_true(row_set_put(&s, rows[i], true));
        assert_true(row_set_put(&s, rows[i], true));
        assert_int_equal(s.count, i + 1);
    }
    for (size_t i = 0; i < 5; i++, row++) {
        assert_true(row_set_has(&s, rows[i]));
        assert_true(row_set_next(&s, &row));
        assert_int_equal(row, rising[i]);
    }
    assert_false(row_set_next(&s, &row));
    assert_false(row_set_has(&s, UINT32_MAX));
    assert_true(row_set_put(&s, 64, false));
    assert_false(row_set_has(&s, 64));
    assert_int_equal(s.count, 4);
    row_set_clear(&s);
    assert_int_equal(s.count, 0);
    assert_true(row_set_put(&s, 200, true));
    assert_false(row_set_has(&s, 63));
    row_set_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_in_and_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
