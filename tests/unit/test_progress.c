/* How far long work is: the bar, the words, and how often it is told, by a clock that is the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/progress.h"

static void expect_bar(uint64_t done, uint64_t all, const char *wanted)
{
    struct str out = STR_INIT;
    progress_bar(&out, done, all);
    assert_string_equal(str_text(&out), wanted);
    str_release(&out);
}

static void test_bar(void **state)
{
    (void)state;
    expect_bar(0, 0, "[..........]");
    expect_bar(0, 7, "[..........]");
    expect_bar(5, 10, "[#####.....]");
    expect_bar(99, 100, "[#########.]");
    expect_bar(100, 100, "[##########]");
    expect_bar(101, 100, "[##########]"); /* a file that grew */
    expect_bar(UINT64_MAX / 2, UINT64_MAX, "[#####.....]");
}

static void expect_reading(const struct ingest_progress *p, bool wide, const char *wanted)
{
    struct str out = STR_INIT;
    progress_reading(&out, p, wide);
    assert_string_equal(str_text(&out), wanted);
    str_release(&out);
}

static void test_words(void **state)
{
    (void)state;
    struct ingest_progress p = {
        .files = 31, .files_done = 3, .bytes = 1000, .bytes_done = 410, .documents = 10300};
    expect_reading(&p, true, "[####......] 10,300 documents, 3/31 files");
    expect_reading(&p, false, "[####......] 10,300");
    p = (struct ingest_progress){.files = 1, .documents = 1};
    expect_reading(&p, true, "[..........] 1 document, 0/1 file");
}

/* Ten seconds of slices of 3 ms. */
static void test_four_a_second(void **state)
{
    (void)state;
    struct progress p = {0};
    unsigned told = 0;
    for (int64_t now = 5000; now < 15000; now += 3)
        told += progress_due(&p, now);
    assert_in_range(told, 35, 40);
}

static void test_short_work_is_not_told(void **state)
{
    (void)state;
    struct progress p = {0};
    assert_false(progress_due(&p, 1000));
    assert_false(progress_due(&p, 1000 + PROGRESS_MS - 1));
    progress_end(&p);
    assert_false(progress_due(&p, 9000)); /* another piece of work */
    assert_true(progress_due(&p, 9000 + PROGRESS_MS));
}

/* Each line takes the place of the one before it, and in the end nothing is left. */
static void test_terminal(void **state)
{
    (void)state;
    char *text = NULL;
    size_t n;
    struct progress p = {.to = open_memstream(&text, &n)}, nobody = {0};
    assert_non_null(p.to);
    progress_tell(&p, "one");
    progress_tell(&p, "two");
    progress_end(&p);
    progress_end(&p);
    fclose(p.to);
    assert_string_equal(text, "\rone\x1b[K\rtwo\x1b[K\r\x1b[K");
    free(text);
    progress_tell(&nobody, "one");
    progress_end(&nobody);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bar),           cmocka_unit_test(test_words),
        cmocka_unit_test(test_four_a_second), cmocka_unit_test(test_short_work_is_not_told),
        cmocka_unit_test(test_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
