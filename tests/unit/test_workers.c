/* Records read by several threads: the same catalog, whatever the number of workers and however they
 * are scheduled, as document after document in one thread gives; and in bounded memory. */
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/base/str.h"
#include "models/base/yaml.h"
#include "models/catalog.h"
#include "models/ingest.h"
#include "models/split.h"
#include "tests/support/catalogs.h"
#include "tests/support/folder.h"

static char start[4096];
static char folder[256];

static int set_up(void **state)
{
    (void)state;
    folder_make(folder, sizeof folder);
    if (!getcwd(start, sizeof start) || chdir(folder) != 0)
        return -1;
    return mkdir("records", 0700);
}

static int tear_down(void **state)
{
    (void)state;
    int status = chdir(start);
    folder_remove(folder);
    return status;
}

static uint64_t seed;

static unsigned below(unsigned n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((seed >> 33) % n);
}

static const char *const records[] = {"records"};

static struct ingest *begin(struct catalog *c, unsigned workers)
{
    struct err e;
    struct ingest *in = ingest_open(c, NULL, records, 1, workers, &e);
    assert_non_null(in);
    return in;
}

static struct catalog *load(unsigned workers, unsigned slice)
{
    struct err e;
    bool failed;
    struct catalog *c = catalog_new();
    assert_non_null(c);
    struct ingest *in = begin(c, workers);
    while (ingest_step(in, slice, &failed, &e))
        ;
    assert_false(failed);
    ingest_close(in);
    return c;
}

/* Document after document, by the parts that ingest is made of. */
static void read_plainly(struct catalog *c, const char *path)
{
    struct err e;
    struct document doc;
    struct record r = {0};
    uint32_t row;
    struct split *s = split_open(AT_FDCWD, path, &e);
    assert_non_null(s);
    uint32_t file = catalog_add_file(c, path, split_status(s));
    while (split_next(s, &doc, &e) == SPLIT_DOCUMENT) {
        bool good = record_read(&r, &doc, path, NULL);
        const char *id = r.value[F_ID].text ? r.value[F_ID].text : "";
        for (size_t i = 0; i < r.diags; i++)
            assert_true(catalog_add_problem(c, &(struct problem){.severity = r.diag[i].severity,
                                                                 .file = file,
                                                                 .line = r.diag[i].line,
                                                                 .col = r.diag[i].col,
                                                                 .offset = doc.offset,
                                                                 .len = (uint32_t)doc.len,
                                                                 .text = r.diag[i].text,
                                                                 .id = id}));
        assert_true(!good || catalog_add(c, &r, file, &doc, &row) == CATALOG_ADDED);
        catalog_count_document(c, file, !good);
    }
    split_close(s);
    record_release(&r);
}

/* --- streams --- */

static void add_record(struct str *out, unsigned *id)
{
    str_addf(out, "---\nkind: debriefing\nid: D-%u\ndate: 200%u-03\ndepartment: police\n", ++*id,
             below(6));
    if (below(2))
        str_addf(out, "operation: OP-%u\nlanguage: \"Cantonese %u\"\n", below(9), below(40));
    if (below(3) == 0)
        str_addf(out, "person: {age: %u, status: visitor}\nreported: {means.force: present}\n",
                 below(99));
    str_add(out, "narrative: |\n");
    for (unsigned n = below(12); n > 0; n--)
        str_add(out, "  Made up, with `---` and 自願 in it.\n");
    str_add(out, "  End.\n");
}

/* What a document may be besides a record: broken, odd, empty, joined with its neighbours. */
static void add_odd(struct str *out, unsigned *id)
{
    static const char *const odd[] = {"---\nid: 'x\n",
                                      "---\na: [1, 2\n",
                                      "---\n\ta: 1\n",
                                      "---\na: b: c\n",
                                      "---\n- 1\n",
                                      "---\n",
                                      "--- # nothing\n",
                                      "---\na: 1\n...\nb: 2\n",
                                      "...\n",
                                      "%YAML 1.1\n",
                                      "---\nkey without colon\nb: 1\n",
                                      "---\n\"a\n",
                                      "---\n{a: 1}}\n",
                                      "---\n? a\n: 1\n",
                                      "---\na: &x 1\nb: *x\n",
                                      "---\na: !!str 1\n",
                                      "---\na: 1\na: 2\n",
                                      "---\na: \"\\x9b\"\n",
                                      "---\na: |\n x\n  y\n z\n",
                                      "\xef\xbb\xbf---\na: 1\n",
                                      "---\na: \xff\n",
                                      "---\r\na: 1\r\n",
                                      "---\na: >-\n",
                                      "---\n[[[[[[[[[[[[[[[[[[[[\n",
                                      "---\nkind: operation\nid: _\ncolour: red\n"};
    unsigned which = below(sizeof odd / sizeof *odd + 2);
    if (which < sizeof odd / sizeof *odd) {
        str_add(out, odd[which]);
        return;
    }
    /* One that is about as long as a document may be, or longer. */
    size_t length = YAML_MAX_DOCUMENT - 200 + below(400);
    add_record(out, id);
    for (size_t from = out->len; out->len - from < length;)
        str_add(out, which % 2 ? "  Line after line after line after line.\n" : "# comment\n");
}

static void write_stream(const char *path, unsigned documents, unsigned *id)
{
    struct str text = STR_INIT;
    while (documents-- > 0) {
        if (below(8))
            add_record(&text, id);
        else if (below(30) || text.len > 4000000)
            add_odd(&text, id);
    }
    folder_write(path, str_text(&text), text.len);
    str_release(&text);
}

static char *dump(const struct catalog *c)
{
    struct str out = STR_INIT;
    catalog_dump(c, &out);
    char *text = str_detach(&out);
    assert_non_null(text);
    return text;
}

/* The catalog of these files, by one thread and then by several. */
static void check_same(const char *const *files, size_t count)
{
    static const unsigned workers[] = {1, 2, 2, 8}, slices[] = {1000, 1, 300, 7};
    struct catalog *plain = catalog_new();
    assert_non_null(plain);
    for (size_t i = 0; i < count; i++)
        read_plainly(plain, files[i]);
    char *wanted = dump(plain);
    assert_true(catalog_rows(plain) > 100);
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
        struct catalog *c = load(workers[i], slices[i]);
        char *got = dump(c);
        if (strcmp(got, wanted) != 0)
            fail_msg("%u workers give another catalog", workers[i]);
        free(got);
        catalog_free(c);
    }
    catalog_free(plain);
    free(wanted);
}

static void test_random_streams(void **state)
{
    (void)state;
    static const char *const files[] = {"records/a.yaml", "records/b.yaml", "records/c.yaml"};
    seed = 20050608;
    for (int round = 0; round < 4; round++) {
        unsigned id = 0;
        for (int i = 0; i < 3; i++)
            write_stream(files[i], 400, &id);
        check_same(files, 3);
    }
}

static void test_many_small_files(void **state)
{
    (void)state;
    enum { FILES = 600 };
    static char names[FILES][32];
    static const char *files[FILES];
    unsigned id = 0;
    seed = 1;
    for (int i = 0; i < FILES; i++) {
        snprintf(names[i], sizeof names[i], "records/%03d.yaml", i);
        files[i] = names[i];
        write_stream(files[i], below(4), &id);
    }
    check_same(files, FILES);
}

/* --- closing, and memory --- */

static void test_closed_in_the_middle(void **state)
{
    (void)state;
    unsigned id = 0;
    seed = 2;
    write_stream("records/a.yaml", 900, &id);
    for (unsigned steps = 0; steps < 40; steps++) {
        struct err e;
        bool failed = false;
        struct ingest_progress p;
        struct catalog *c = catalog_new();
        assert_non_null(c);
        struct ingest *in = begin(c, steps % 4);
        for (unsigned i = 0; i < steps; i++)
            ingest_step(in, 20, &failed, &e);
        assert_false(failed);
        ingest_progress(in, &p);
        assert_true(p.bytes_done <= p.bytes && p.files == 1);
        ingest_close(in);
        catalog_free(c);
    }
}

static size_t allocated(void)
{
    struct mallinfo2 m = mallinfo2();
    return m.uordblks + m.hblkhd;
}

/* Junk, 200 MB in all: documents as long as they may be, each tenth of a kind that takes its time, and last one
 * that is longer. */
static void write_junk(const char *path)
{
    static const char *const heads[] = {"---\n[", "---\n? ", "---\n- - -", "---\na: \"",
                                        "---\n{a: ["};
    static const char *const bodies[] = {"[", "? ", "- ", "x\\\n ", "x,"};
    enum { KINDS = sizeof heads / sizeof *heads, DOCUMENTS = 150 };
    struct str text[KINDS] = {0};
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    for (size_t k = 0; k < KINDS; k++) {
        str_add(&text[k], heads[k]);
        while (text[k].len < YAML_MAX_DOCUMENT - 8)
            str_add(&text[k], bodies[k]);
        str_add(&text[k], "\n");
    }
    for (size_t i = 0; i < DOCUMENTS; i++) {
        const struct str *t = &text[i % 10 ? i % 3 : 3 + i / 10 % 2];
        assert_int_equal(fwrite(t->p, 1, t->len, f), t->len);
    }
    for (size_t k = 0; k < KINDS; k++)
        str_release(&text[k]);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(truncate(path, 200 * 1000 * 1000), 0); /* the rest: NUL bytes */
}

static void test_memory_is_bounded(void **state)
{
    (void)state;
    enum { BOUND = 64 * 1024 * 1024 };
    struct err e;
    bool failed, more = true;
    size_t most = 0, before = allocated();
    write_junk("records/junk.yaml");
    struct catalog *c = catalog_new();
    assert_non_null(c);
    struct ingest *in = begin(c, 2);
    while (more) {
        more = ingest_step(in, 1, &failed, &e);
        assert_false(failed);
        most = allocated() > most ? allocated() : most;
    }
    ingest_close(in);
    assert_int_equal(catalog_counts(c)->documents, 150);
    assert_int_equal(catalog_counts(c)->rejected, 150);
    if (most - before > BOUND)
        fail_msg("%zu bytes were allocated at once", most - before);
    catalog_free(c);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_random_streams),
        TEST(test_many_small_files),
        TEST(test_closed_in_the_middle),
        TEST(test_memory_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
