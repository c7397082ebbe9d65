/* Lines of a file around a place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/excerpt.h"

static char path[] = "/tmp/tipreview-excerpt-XXXXXX";

static void write_file(const char *bytes, size_t n)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static void expect_line(const struct excerpt *x, size_t i, unsigned long number, const char *text)
{
    assert_true(i < x->count);
    assert_int_equal(x->line[i].number, number);
    assert_int_equal(x->line[i].len, strlen(text));
    assert_memory_equal(x->line[i].text, text, strlen(text));
}

static void test_lines(void **state)
{
    (void)state;
    static const char text[] = "one\ntwo\n\nfour\nfive";
    struct excerpt x = {0};
    struct err e;
    write_file(text, sizeof text - 1);
    assert_true(excerpt_read(&x, path, 2, 4, &e));
    assert_int_equal(x.count, 3);
    expect_line(&x, 0, 2, "two");
    expect_line(&x, 1, 3, "");
    expect_line(&x, 2, 4, "four");
    assert_true(excerpt_read(&x, path, 5, 99, &e));
    assert_int_equal(x.count, 1);
    expect_line(&x, 0, 5, "five");
    assert_true(excerpt_read(&x, path, 6, 9, &e));
    assert_int_equal(x.count, 0);
    excerpt_release(&x);
}

/* A line longer than what is kept, and longer than the blocks it is read in. */
static void test_long_line(void **state)
{
    (void)state;
    size_t n = 200000;
    char *text = malloc(n);
    struct excerpt x = {0};
    struct err e;
    memset(text, 'x', n);
    memcpy(text + n - 5, "\nlast", 5);
    write_file(text, n);
    assert_true(excerpt_read(&x, path, 1, 2, &e));
    assert_int_equal(x.count, 2);
    assert_true(x.line[0].cut);
    assert_int_equal(x.line[0].len, EXCERPT_LINE_MAX);
    expect_line(&x, 1, 2, "last");
    assert_false(x.line[1].cut);
    excerpt_release(&x);
    free(text);
}

static void test_offset(void **state)
{
    (void)state;
    char text[] = "a旺\xff角b";
    struct excerpt_line line = {.number = 1, .text = text, .len = sizeof text - 1};
    assert_int_equal(excerpt_offset(&line, 0), 0);
    assert_int_equal(excerpt_offset(&line, 1), 0);
    assert_int_equal(excerpt_offset(&line, 2), 1);
    assert_int_equal(excerpt_offset(&line, 3), 4);
    assert_int_equal(excerpt_offset(&line, 4), 5);
    assert_int_equal(excerpt_offset(&line, 5), 8);
    assert_int_equal(excerpt_offset(&line, 99), 9);
}

static void test_refused(void **state)
{
    (void)state;
    struct excerpt x = {0};
    struct err e;
    assert_false(excerpt_read(&x, "/tmp/tipreview-there-is-no-such-file", 1, 2, &e));
    assert_false(excerpt_read(&x, "/tmp", 1, 2, &e));
    assert_int_equal(x.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_offset),
        cmocka_unit_test(test_refused),
    };
    int fd = mkstemp(path);
    if (fd < 0)
        return 1;
    close(fd);
    int failed = cmocka_run_group_tests_name("excerpt", tests, NULL, NULL);
    unlink(path);
    return failed;
}
