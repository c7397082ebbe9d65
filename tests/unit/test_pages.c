/* Memory that grows and is moved: what it held stays, and nothing is given back that is not its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/base/pages.h"

enum { MIB = 1024 * 1024, MOST = 64 * MIB };

static unsigned given_back;
static bool of_others;

/* In the place of libc's. What is mapped nowhere when it is given back may have become another thread's a moment before. */
int munmap(void *p, size_t n)
{
    static unsigned char in_memory[2 * MOST / 4096];
    of_others |= mincore(p, n, in_memory) != 0;
    given_back++;
    return (int)syscall(SYS_munmap, p, n);
}

static void fill(unsigned char *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i += 1024)
        p[i] = (unsigned char)(i / 1024 * 7);
}

static void expect(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i += 1024)
        assert_int_equal(p[i], (unsigned char)(i / 1024 * 7));
}

static void grows(void **state)
{
    static const size_t size[] = {PAGES_LARGE, 200 * 1024, 300 * 1024, 5 * MIB, 6 * MIB, MOST};
    (void)state;
    given_back = 0;
    of_others = false;
    size_t had = 1024;
    unsigned char *p = pages_resize(NULL, 0, had);
    assert_non_null(p);
    fill(p, 0, had);
    for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
        p = pages_resize(p, had, size[i]);
        assert_non_null(p);
        expect(p, had);
        fill(p, had, size[i]);
        had = size[i];
    }
    pages_release(p, had);
    assert_true(given_back > 0);
    assert_false(of_others);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(grows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
