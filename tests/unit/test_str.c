/* Growable strings, arenas and errors as values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/str.h"

static void test_str_adds(void **state)
{
    (void)state;
    struct str s = STR_INIT;
    assert_string_equal(str_text(&s), "");
    str_add(&s, "ab");
    str_addc(&s, 'c');
    str_addn(&s, "d\0e", 3);
    str_addf(&s, "%d %s", 42, "f");
    assert_int_equal(s.len, 10);
    assert_memory_equal(s.p, "abcd\0e42 f", 11);
    str_cut(&s, 3);
    assert_string_equal(str_text(&s), "abc");
    str_cut(&s, 30);
    assert_int_equal(s.len, 3);
    str_addn(&s, NULL, 0);
    str_clear(&s);
    assert_string_equal(str_text(&s), "");
    assert_false(s.failed);
    str_release(&s);
    assert_null(s.p);
}

static void test_str_grows(void **state)
{
    (void)state;
    struct str s = STR_INIT;
    for (unsigned i = 0; i < 100000; i++)
        str_addc(&s, (char)('a' + i % 26));
    assert_int_equal(s.len, 100000);
    for (unsigned i = 0; i < 100000; i++)
        assert_int_equal(s.p[i], 'a' + i % 26);
    assert_int_equal(s.p[s.len], 0);
    str_release(&s);
}

static void test_str_failure_stays(void **state)
{
    (void)state;
    struct str s = STR_INIT;
    str_add(&s, "kept");
    str_addn(&s, "x", SIZE_MAX - 8);
    assert_true(s.failed);
    str_add(&s, " more");
    assert_string_equal(str_text(&s), "kept");
    assert_null(str_detach(&s));
    assert_false(s.failed);
    str_add(&s, "again");
    assert_string_equal(str_text(&s), "again");
    str_release(&s);
}

static void test_str_detach_hands_over(void **state)
{
    (void)state;
    struct str s = STR_INIT;
    char *text = str_detach(&s);
    assert_string_equal(text, "");
    free(text);
    str_add(&s, "x");
    text = str_detach(&s);
    assert_string_equal(text, "x");
    assert_int_equal(s.len, 0);
    assert_null(s.p);
    free(text);
}

static void test_grow(void **state)
{
    (void)state;
    size_t cap = 0;
    int *items = grow(NULL, &cap, 1, sizeof *items);
    assert_non_null(items);
    assert_true(cap >= 1);
    size_t before = cap;
    items[0] = 7;
    items = grow(items, &cap, before + 1, sizeof *items);
    assert_non_null(items);
    assert_int_equal(items[0], 7);
    assert_int_equal(cap, before * 2);
    assert_null(grow(items, &cap, SIZE_MAX / 4, sizeof *items));
    assert_null(grow(items, &cap, SIZE_MAX, sizeof *items));
    assert_int_equal(cap, before * 2);
    free(items);
}

static void test_arena_gives_what_stays(void **state)
{
    (void)state;
    struct arena a = {0};
    enum { COUNT = 3000 };
    char *text[COUNT];
    for (unsigned i = 0; i < COUNT; i++) {
        char wanted[100];
        memset(wanted, 'a' + (int)(i % 26), sizeof wanted);
        text[i] = arena_copy(&a, wanted, i % 100);
        assert_non_null(text[i]);
        assert_int_equal((uintptr_t)text[i] % 16, 0);
    }
    for (unsigned i = 0; i < COUNT; i++) {
        assert_int_equal(strlen(text[i]), i % 100);
        assert_true(i % 100 == 0 || text[i][i % 100 - 1] == (char)('a' + i % 26));
    }
    arena_release(&a);
    assert_null(a.block);
}

static void test_arena_takes_what_is_large(void **state)
{
    (void)state;
    struct arena a = {0};
    char *small = arena_copy(&a, "small", 5);
    char *large = arena_alloc(&a, 1000000);
    assert_non_null(large);
    memset(large, 'x', 1000000);
    assert_string_equal(small, "small");
    assert_null(arena_alloc(&a, SIZE_MAX));
    assert_null(arena_copy(&a, "", SIZE_MAX));
    arena_reset(&a);
    assert_non_null(a.block);
    char *again = arena_copy(&a, "again", 5);
    assert_string_equal(again, "again");
    arena_release(&a);
    arena_reset(&a);
    arena_release(&a);
}

static const char *format(const struct err *e)
{
    static struct str out;
    str_clear(&out);
    err_format(e, &out);
    return str_text(&out);
}

static void test_err_says_what_and_where(void **state)
{
    (void)state;
    struct err e = {0};
    assert_false(err_set(&e, ERR_USAGE, "no such field: %s", "agee"));
    assert_int_equal(e.kind, ERR_USAGE);
    assert_string_equal(format(&e), "no such field: agee");
    assert_false(err_at(&e, ERR_DATA, "a.yaml", 3, 14, "no date: write %d", 2004));
    assert_string_equal(format(&e), "a.yaml:3:14: no date: write 2004");
    err_at(&e, ERR_DATA, "a.yaml", 3, 0, "x");
    assert_string_equal(format(&e), "a.yaml:3: x");
    err_at(&e, ERR_DATA, "a.yaml", 0, 0, "x");
    assert_string_equal(format(&e), "a.yaml: x");
    err_set(&e, ERR_STORE, "y");
    assert_string_equal(format(&e), "y");
}

static void test_err_of_the_system(void **state)
{
    (void)state;
    struct err e = {0};
    errno = ENOENT;
    assert_false(err_errno(&e, "cannot open %s", "a.yaml"));
    assert_int_equal(e.kind, ERR_SYSTEM);
    assert_string_equal(format(&e), "cannot open a.yaml: No such file or directory");
    assert_false(err_memory(&e));
    assert_int_equal(e.kind, ERR_SYSTEM);
}

static void test_err_marks_what_is_cut(void **state)
{
    (void)state;
    struct err e = {0};
    char text[2000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    err_at(&e, ERR_DATA, text, 1, 1, "%s", text);
    assert_string_equal(e.what + sizeof e.what - 6, "[cut]");
    assert_string_equal(e.file + sizeof e.file - 6, "[cut]");
    errno = ENOENT;
    err_errno(&e, "%s", text);
    assert_string_equal(e.what + sizeof e.what - 6, "[cut]");
}

static void test_err_status(void **state)
{
    (void)state;
    static const int wanted[] = {
        [ERR_NONE] = 0, [ERR_DATA] = 1, [ERR_USAGE] = 2, [ERR_STORE] = 3, [ERR_SYSTEM] = 3};
    for (unsigned kind = 0; kind < sizeof wanted / sizeof *wanted; kind++)
        assert_int_equal(err_status((enum err_kind)kind), wanted[kind]);
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
        str_number(&s, rows[i].n);
        assert_string_equal(str_text(&s), rows[i].text);
        str_release(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_str_adds),
        cmocka_unit_test(test_number),
        cmocka_unit_test(test_str_grows),
        cmocka_unit_test(test_str_failure_stays),
        cmocka_unit_test(test_str_detach_hands_over),
        cmocka_unit_test(test_grow),
        cmocka_unit_test(test_arena_gives_what_stays),
        cmocka_unit_test(test_arena_takes_what_is_large),
        cmocka_unit_test(test_err_says_what_and_where),
        cmocka_unit_test(test_err_of_the_system),
        cmocka_unit_test(test_err_marks_what_is_cut),
        cmocka_unit_test(test_err_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
