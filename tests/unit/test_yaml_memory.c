/* Memory for libyaml: that libyaml asks for it here, and that blocks keep what is in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <yaml.h>

#include "models/base/pages.h"
#include "models/base/yaml_memory.h"

/* Under the address sanitizer everything is malloc's. */
static bool has_lists(void)
{
    struct yaml_memory m = {0};
    yaml_memory_use(&m);
    void *p = yaml_malloc(1);
    bool used = m.chunk;
    yaml_free(p);
    yaml_memory_use(NULL);
    yaml_memory_release(&m);
    return used;
}

static void test_libyaml_asks_here(void **state)
{
    (void)state;
    struct yaml_memory m = {0};
    yaml_parser_t parser;
    yaml_event_t event;
    if (!has_lists())
        skip();
    yaml_memory_use(&m);
    assert_true(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, (const unsigned char *)"a: b", 4);
    for (int i = 0; i < 4; i++) {
        assert_true(yaml_parser_parse(&parser, &event));
        if (i < 3)
            yaml_event_delete(&event);
    }
    assert_int_equal(event.type, YAML_SCALAR_EVENT);
    const char *chunk = (const char *)m.chunk, *value = (const char *)event.data.scalar.value;
    assert_true(value > chunk && value < m.end);
    yaml_event_delete(&event);
    yaml_parser_delete(&parser);
    yaml_memory_use(NULL);
    yaml_memory_release(&m);
    assert_null(m.chunk);
}

static uint64_t seed = 3;

static unsigned below(unsigned n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((seed >> 33) % n);
}

struct piece {
    unsigned char *p, byte;
    size_t size;
};

static void check(const struct piece *b)
{
    for (size_t i = 0; i < b->size; i++)
        assert_int_equal(b->p[i], b->byte);
}

/* Blocks of every size, made, grown and freed at random, with malloc too. */
static void test_blocks(void **state)
{
    (void)state;
    for (int use = 0; use < 2; use++) {
        enum { PIECES = 64 };
        struct yaml_memory m = {0};
        struct piece piece[PIECES] = {{0}};
        yaml_memory_use(use ? &m : NULL);
        for (int i = 0; i < 20000; i++) {
            struct piece *b = &piece[below(PIECES)];
            size_t size = (size_t)1 << below(18);
            size += below((unsigned)size);
            check(b);
            if (b->p && below(2)) {
                yaml_free(b->p);
                *b = (struct piece){0};
                continue;
            }
            b->p = b->p ? yaml_realloc(b->p, size) : yaml_malloc(size);
            assert_non_null(b->p);
            assert_int_equal((uintptr_t)b->p % 16, 0);
            for (size_t j = 0; j < size && j < b->size; j += 1 + j / 8)
                assert_int_equal(b->p[j], b->byte);
            *b = (struct piece){b->p, (unsigned char)i, size};
            memset(b->p, b->byte, size);
        }
        for (int i = 0; i < PIECES; i++)
            yaml_free(piece[i].p);
        yaml_memory_use(NULL);
        yaml_memory_release(&m);
    }
}

static void test_odd_requests(void **state)
{
    (void)state;
    for (int use = 0; use < 2; use++) {
        struct yaml_memory m = {0};
        yaml_memory_use(use ? &m : NULL);
        void *none = yaml_malloc(0);
        assert_non_null(none);
        yaml_free(none);
        yaml_free(NULL);
        unsigned char *copy = yaml_strdup((const unsigned char *)"text");
        assert_string_equal((char *)copy, "text");
        yaml_free(copy);
        assert_null(yaml_strdup(NULL));
        void *made = yaml_realloc(NULL, 10);
        assert_non_null(made);
        yaml_free(made);
        yaml_memory_use(NULL);
        yaml_memory_release(&m);
    }
}

static void test_pages(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 4096, 262144, 262145, 2097152, 16777216};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *p = pages_alloc(sizes[i]);
        assert_non_null(p);
        memset(p, 1, sizes[i]);
        pages_free(p, sizes[i]);
    }
    pages_free(NULL, 1);
    assert_null(pages_alloc(SIZE_MAX));
}

/* What grows keeps what it holds, wherever it is moved to. */
static void test_growing_pages(void **state)
{
    (void)state;
    static const size_t sizes[] = {1,      1000,    PAGES_LARGE - 1, PAGES_LARGE, 262144,  262145,
                                   300000, 3000000, 3000001,         10000000,    20000000};
    unsigned char *p = NULL;
    size_t had = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        p = pages_resize(p, had, sizes[i]);
        assert_non_null(p);
        for (; had < sizes[i]; had++)
            p[had] = (unsigned char)(had * 31 >> 3);
        for (size_t at = 0; at < had; at += 97)
            assert_int_equal(p[at], (unsigned char)(at * 31 >> 3));
        assert_true(had < PAGES_LARGE || (uintptr_t)p % 4096 == 0);
    }
    assert_null(pages_resize(p, had, SIZE_MAX / 2 + 1));
    pages_release(p, had);
    pages_release(NULL, 1);
    pages_release(NULL, PAGES_LARGE);

    uint32_t *items = NULL;
    size_t cap = 0;
    for (uint32_t n = 0; n < 1000000; n++) {
        items = pages_grow(items, &cap, n + 1, sizeof *items);
        assert_non_null(items);
        items[n] = n;
    }
    for (uint32_t n = 0; n < 1000000; n++)
        assert_int_equal(items[n], n);
    pages_release(items, cap * sizeof *items);
}

static void test_trimmed_pages(void **state)
{
    enum { USED = 3000001, ALL = 4000000 };
    (void)state;
    unsigned char *p = pages_resize(NULL, 0, ALL);
    assert_non_null(p);
    memset(p, 7, ALL);
    pages_trim(p, USED);
    for (size_t i = 0; i < USED; i++)
        assert_int_equal(p[i], 7);
    assert_int_equal(p[USED + 8192], 0);
    pages_release(p, ALL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_libyaml_asks_here), cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_odd_requests),      cmocka_unit_test(test_pages),
        cmocka_unit_test(test_growing_pages),     cmocka_unit_test(test_trimmed_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
