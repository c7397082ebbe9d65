/* Every case of the corpus through ingest into a catalog: it ends, loaded or refused with a reason at a place, in
 * bounded memory, with every document accounted for and its neighbours loaded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/base/str.h"
#include "models/catalog.h"
#include "models/ingest.h"
#include "tests/fault/heap.h"
#include "tests/support/criteria.h"
#include "tests/support/folder.h"
#include "tests/support/hostile.h"

/* What loading a file may take beyond what each of its documents leaves in the catalog. */
enum { MEMORY = 8 * 1024 * 1024, MEMORY_PER_DOCUMENT = 512, STEP = 64 };

static char start[4096];
static char folder[256];
static struct criteria *criteria;
static size_t
    least; /* memory that loading takes where nothing is hostile, but one id is there twice */

static void add_neighbour(struct str *out, const char *id)
{
    str_addf(out,
             "---\nkind: operation\nid: %s\ndate: 2004\ndepartment: joint\nnarrative: Made up.\n",
             id);
}

static void write_neighbour(const char *path, const char *id)
{
    struct str text = STR_INIT;
    add_neighbour(&text, id);
    folder_write(path, str_text(&text), text.len);
    str_release(&text);
}

static struct catalog *load(void)
{
    static const char *const paths[] = {"r"};
    struct err e = {0};
    bool failed = false;
    struct catalog *c = catalog_new();
    struct ingest *in = c ? ingest_open(c, criteria, paths, 1, 2, &e) : NULL;
    assert_non_null(in);
    while (ingest_step(in, STEP, &failed, &e))
        ;
    ingest_close(in);
    assert_false(failed);
    return c;
}

static int set_up(void **state)
{
    (void)state;
    criteria = shipped_criteria();
    folder_make(folder, sizeof folder);
    if (!getcwd(start, sizeof start) || chdir(folder) != 0 || mkdir("r", 0700) != 0)
        return -1;
    write_neighbour("r/1.yaml", "N-1");
    write_neighbour("r/3.yaml", "N-4");
    write_neighbour("r/2.yaml", "N-1");
    size_t before = heap_peak_reset();
    catalog_free(load());
    least = heap_peak() - before;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    int status = chdir(start);
    folder_remove(folder);
    criteria_free(criteria);
    return status;
}

/* The first problem that is an error, or where there is none, the first warning. False: none. */
static bool first_problem(const struct catalog *c, struct problem *p)
{
    for (uint32_t i = 0; i < catalog_problems(c); i++) {
        *p = catalog_problem(c, i);
        if (p->severity == SEVERITY_ERROR)
            return true;
    }
    if (catalog_problems(c))
        *p = catalog_problem(c, 0);
    return catalog_problems(c) > 0;
}

static void check_problem(const struct hostile *h, const struct catalog *c, unsigned first_line,
                          unsigned document_line)
{
    struct problem p = {0};
    bool any = first_problem(c, &p);
    if (any != (h->outcome != HOSTILE_LOADED))
        fail_msg("%s: %s", h->name, any ? p.text : "nothing is said");
    if (!any)
        return;
    unsigned line = h->line == HOSTILE_START ? document_line : first_line + h->line - 1;
    bool error = h->outcome == HOSTILE_REFUSED;
    if ((p.severity == SEVERITY_ERROR) != error || p.line != line || p.col != h->col ||
        !strstr(p.text, h->reason))
        fail_msg("%s: wanted %u:%u %s, got %u:%u %s: %s", h->name, line, h->col, h->reason, p.line,
                 p.col, p.severity == SEVERITY_ERROR ? "error" : "warning", p.text);
}

static void check_value(const struct hostile *h, const struct catalog *c, uint32_t row)
{
    struct str text = STR_INIT;
    if (!h->value)
        return;
    if (row == CATALOG_NONE)
        fail_msg("%s: there is no such record", h->name);
    catalog_format(c, row, h->field, &text);
    if (strcmp(str_text(&text), h->value) != 0)
        fail_msg("%s: the value is %s", h->name, str_text(&text));
    str_release(&text);
}

static void check_counts(const struct hostile *h, const struct catalog *c, uint64_t documents,
                         uint64_t loaded)
{
    const struct catalog_counts *n = catalog_counts(c);
    if (n->documents != documents || n->debriefings + n->operations != loaded)
        fail_msg("%s: %llu documents, %llu loaded", h->name, (unsigned long long)n->documents,
                 (unsigned long long)(n->debriefings + n->operations));
    assert_int_equal(n->documents, n->debriefings + n->operations + n->rejected);
    assert_int_equal(catalog_rows(c), n->debriefings + n->operations);
    assert_true(n->errors >= n->rejected);
    assert_int_equal(n->errors + n->warnings, catalog_problems(c));
    assert_int_equal(n->files_failed, 0);
}

static void check_neighbour(const struct hostile *h, const struct catalog *c, const char *id)
{
    if (catalog_find(c, id) == CATALOG_NONE)
        fail_msg("%s: its neighbour %s is not loaded", h->name, id);
}

static void write_case(const struct hostile *h, unsigned *first_line, unsigned *document_line)
{
    struct str text = STR_INIT, body = STR_INIT;
    unsigned line;
    hostile_build(h, &body, &line);
    if (h->frame != HOSTILE_FILE)
        add_neighbour(&text, "N-2");
    *document_line = h->frame == HOSTILE_FILE ? 1 : 7;
    *first_line = *document_line + line - 1;
    str_addn(&text, str_text(&body), body.len);
    if (h->frame != HOSTILE_FILE)
        add_neighbour(&text, "N-3");
    assert_false(text.failed || body.failed);
    folder_write("r/2.yaml", str_text(&text), text.len);
    str_release(&text);
    str_release(&body);
}

static void run_case(const struct hostile *h)
{
    bool in_file = h->frame == HOSTILE_FILE;
    unsigned first_line, document_line;
    uint64_t documents = h->counted ? h->documents : 1;
    uint64_t loaded = h->outcome == HOSTILE_REFUSED ? h->loaded : documents;
    unsigned neighbours = in_file ? 2 : 4;
    write_case(h, &first_line, &document_line);
    size_t before = heap_peak_reset();
    struct catalog *c = load();
    size_t most = heap_peak() - before;
    size_t bound = least + MEMORY + documents * MEMORY_PER_DOCUMENT;
    if (most > bound)
        fail_msg("%s: took %zu KiB of memory, not %zu at most", h->name, most / 1024, bound / 1024);
    check_problem(h, c, first_line, document_line);
    check_counts(h, c, documents + neighbours, loaded + neighbours);
    check_neighbour(h, c, "N-1");
    check_neighbour(h, c, "N-4");
    if (!in_file) {
        check_neighbour(h, c, "N-2");
        check_neighbour(h, c, "N-3");
    }
    check_value(h, c, catalog_find(c, in_file ? "T-1" : HOSTILE_ID));
    catalog_free(c);
    assert_int_equal(heap_in_use(), before);
}

/* What a document with many values made the reader keep is not kept for every place in every batch: here large ones stand
 * behind more and more small ones, so that each place has held one. */
static void test_large_records_everywhere(void **state)
{
    enum { ROUNDS = 64, SMALL_A_ROUND = 8, LARGE = 30, VALUES = 990 };
    struct str text = STR_INIT;
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < round * SMALL_A_ROUND; i++)
            str_add(&text, "--- a\n");
        for (int i = 0; i < LARGE; i++) {
            str_add(&text, "--- {x: [");
            for (int v = 0; v < VALUES; v++)
                str_add(&text, "a,");
            str_add(&text, "]}\n");
        }
    }
    assert_false(text.failed);
    folder_write("r/2.yaml", str_text(&text), text.len);
    str_release(&text);
    size_t before = heap_peak_reset();
    struct catalog *c = load();
    size_t most = heap_peak() - before, documents = catalog_counts(c)->documents;
    catalog_free(c);
    if (most > least + 2 * (size_t)MEMORY + documents * MEMORY_PER_DOCUMENT)
        fail_msg("took %zu KiB for %zu documents", most / 1024, documents);
}

/* One test a case, so that the output names those that fail. */
static void test_case(void **state)
{
    run_case(*state);
}

int main(void)
{
    struct CMUnitTest *tests = calloc(hostile_count + 1, sizeof *tests);
    if (!tests)
        return 1;
    for (size_t i = 0; i < hostile_count; i++)
        tests[i] = (struct CMUnitTest){.name = hostile_cases[i].name,
                                       .test_func = test_case,
                                       .initial_state = (void *)(uintptr_t)&hostile_cases[i]};
    tests[hostile_count] = (struct CMUnitTest)cmocka_unit_test(test_large_records_everywhere);
    int failed = _cmocka_run_group_tests("hostile", tests, hostile_count + 1, set_up, tear_down);
    free(tests);
    return failed;
}
