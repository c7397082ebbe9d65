/* Reading folders of records: the order, what is left alone, and that every document is accounted for. */
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
#include "models/catalog.h"
#include "models/catalog_scan.h"
#include "models/ingest.h"
#include "tests/support/folder.h"

static char start[4096];
static char folder[256];

/* Each test works in an empty folder of its own, so that paths in messages are short. */
static int set_up(void **state)
{
    (void)state;
    folder_make(folder, sizeof folder);
    return getcwd(start, sizeof start) && chdir(folder) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    int status = chdir(start);
    folder_remove(folder);
    return status;
}

static void write_file(const char *path, const char *text)
{
    folder_write(path, text, strlen(text));
}

/* A made-up record, with that line in addition. */
static const char *record(const char *id, const char *line)
{
    static char text[512];
    snprintf(
        text, sizeof text,
        "---\nkind: debriefing\nid: %s\ndate: 2004\ndepartment: police\nnarrative: Made up.\n%s",
        id, line);
    return text;
}

static struct catalog *load(const char *const *paths, size_t count, unsigned documents)
{
    struct err e = {0};
    struct ingest_progress p;
    bool failed = false;
    struct catalog *c = catalog_new();
    assert_non_null(c);
    struct ingest *in = ingest_open(c, NULL, paths, count, 2, &e);
    assert_non_null(in);
    while (ingest_step(in, documents, &failed, &e))
        ;
    assert_false(failed);
    assert_false(ingest_step(in, documents, &failed, &e));
    ingest_progress(in, &p);
    assert_int_equal(p.files, p.files_done);
    assert_int_equal(p.bytes, p.bytes_done);
    const struct catalog_counts *n = catalog_counts(c);
    assert_int_equal(n->documents, n->debriefings + n->operations + n->rejected);
    assert_int_equal(catalog_rows(c), n->debriefings + n->operations);
    ingest_close(in);
    return c;
}

static char *ids(const struct catalog *c)
{
    struct str out = STR_INIT;
    for (uint32_t row = 0; row < catalog_rows(c); row++)
        str_addf(&out, "%s ", catalog_text(c, row, F_ID, NULL));
    return str_detach(&out);
}

static char *problems(const struct catalog *c)
{
    struct str out = STR_INIT;
    for (uint32_t i = 0; i < catalog_problems(c); i++) {
        struct problem p = catalog_problem(c, i);
        str_addf(&out, "%s:%u:%u: %s [%s] %s\n", catalog_file(c, p.file), p.line, p.col,
                 p.severity == SEVERITY_ERROR ? "error" : "warning", p.id, p.text);
    }
    return str_detach(&out);
}

static void want(char *got, const char *wanted)
{
    assert_string_equal(got, wanted);
    free(got);
}

static const char *const records[] = {"records"};

static void test_order_and_names(void **state)
{
    (void)state;
    static const char *const files[] = {"b.yaml",       "a/z.yml",    "a.yaml",   "a-.yaml",
                                        "B.yaml",       "a/b/c.yaml", "a/b.yaml", "no.txt",
                                        ".hidden.yaml", "yaml"};
    mkdir("records", 0700);
    mkdir("records/a", 0700);
    mkdir("records/a/b", 0700);
    mkdir("records/.git", 0700);
    write_file("records/.git/x.yaml", record("x", ""));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[64], id[16];
        snprintf(path, sizeof path, "records/%s", files[i]);
        snprintf(id, sizeof id, "R%zu", i);
        write_file(path, record(id, ""));
    }
    struct catalog *c = load(records, 1, 1000);
    want(problems(c), "");
    want(ids(c), "R4 R3 R2 R6 R5 R1 R0 ");
    assert_string_equal(catalog_file(c, 4), "records/a/b/c.yaml");
    catalog_free(c);

    /* A file that is named is read whatever its name, and in the order of the arguments. */
    static const char *const named[] = {"records/no.txt", "records/a/b/", "records/.hidden.yaml"};
    c = load(named, 3, 1);
    want(ids(c), "R7 R5 R8 ");
    assert_string_equal(catalog_file(c, 1), "records/a/b/c.yaml");
    catalog_free(c);
}

static void test_problems_and_conservation(void **state)
{
    (void)state;
    struct str text = STR_INIT;
    str_add(&text, record("D-1", "colour: red\n"));
    str_add(&text, record("D-2", "person: [x]\n"));
    str_add(&text, "---\n# nothing\n---\nid: 'x\n");
    str_add(&text, record("D-1", ""));
    str_add(&text, record("D-3", ""));
    mkdir("records", 0700);
    write_file("records/1.yaml", str_text(&text));
    write_file("records/2.yaml", record("D-3", ""));
    write_file("records/3.yaml", "%YAML 1.1\n");
    str_release(&text);
    static const char wanted[] =
        "records/1.yaml:7:1: warning [D-1] `colour` is no field of the format, so it is kept under "
        "other "
        "fields: correct its spelling, or move the text into the narrative\n"
        "records/1.yaml:14:9: error [D-2] `person` is a list, but a debriefing is of one person: "
        "write one "
        "document for each person, each with its own id\n"
        "records/1.yaml:18:5: error [] a quotation mark is opened and not closed: write the second "
        "one, or put the text in the other kind of quotation marks\n"
        "records/1.yaml:21:5: error [D-1] id D-1 is already used at records/1.yaml:1: give one of "
        "them "
        "another id\n"
        "records/2.yaml:3:5: error [D-3] id D-3 is already used at records/1.yaml:25: give one of "
        "them "
        "another id\n"
        "records/3.yaml:1:1: error [] a line that starts with `%` is a YAML directive: remove it, "
        "or where "
        "it is text indent it\n";
    for (unsigned slice = 1; slice < 4; slice++) {
        struct catalog *c = load(records, 1, slice);
        const struct catalog_counts *n = catalog_counts(c);
        want(problems(c), wanted);
        want(ids(c), "D-1 D-3 ");
        assert_int_equal(n->documents, 7);
        assert_int_equal(n->rejected, 5);
        assert_int_equal(n->files, 3);
        assert_int_equal(n->files_failed, 0);
        assert_int_equal(n->errors, 5);
        assert_int_equal(n->warnings, 1);
        catalog_free(c);
    }
}

/* The range of each problem and of each row is the document itself. */
static void test_ranges(void **state)
{
    (void)state;
    struct place place;
    mkdir("records", 0700);
    struct str text = STR_INIT;
    str_add(&text, "\xef\xbb\xbf# head\n");
    str_add(&text, record("D-1", ""));
    size_t second = text.len;
    str_add(&text, record("D-2", "odd: 1\n"));
    write_file("records/1.yaml", str_text(&text));
    struct catalog *c = load(records, 1, 1000);
    catalog_place(c, 1, &place);
    assert_int_equal(place.offset, second);
    assert_int_equal(place.len, text.len - second);
    assert_int_equal(place.line, 8);
    assert_int_equal(catalog_problem(c, 0).offset, second);
    assert_int_equal(catalog_problem(c, 0).len, text.len - second);
    catalog_place(c, 0, &place);
    assert_int_equal(place.offset, 10);
    catalog_free(c);
    str_release(&text);
}

static void test_files_that_cannot_be_read(void **state)
{
    (void)state;
    mkdir("records", 0700);
    mkdir("records/d.yaml", 0700);
    mkdir("elsewhere", 0700);
    write_file("elsewhere/e.yaml", record("E-1", ""));
    write_file("records/a.yaml", record("A-1", ""));
    write_file("records/z.yaml", record("Z-1", ""));
    assert_int_equal(symlink("../elsewhere", "records/folder"), 0);
    assert_int_equal(symlink("../elsewhere/e.yaml", "records/link.yaml"), 0);
    assert_int_equal(symlink("nowhere", "records/.quiet"), 0);
    assert_int_equal(mkfifo("records/fifo.yaml", 0600), 0);
    assert_int_equal(mkfifo("records/fifo", 0600), 0);
    static const char *const paths[] = {"records", "records/link.yaml", "gone.yaml"};
    struct catalog *c = load(paths, 3, 1000);
#define LINK "a symbolic link, which is not followed: put what it points to here instead\n"
    want(problems(c),
         "records/fifo.yaml:0:0: error [] this is a FIFO: give the regular file itself\n"
         "records/folder:0:0: warning [] " LINK "records/link.yaml:0:0: warning [] " LINK
         "records/link.yaml:0:0: error [] this is a symbolic link: give the regular file itself\n"
         "gone.yaml:0:0: error [] cannot be read (No such file or directory): check its name and "
         "its "
         "permissions\n");
    want(ids(c), "A-1 Z-1 ");
    assert_int_equal(catalog_counts(c)->files_failed, 3);
    assert_int_equal(catalog_counts(c)->files, 7);
    catalog_free(c);
}

/* Rights do not hold root back, so that root reads as another user. */
static void test_folder_without_rights(void **state)
{
    (void)state;
    enum { SOMEBODY = 65534 };
    bool root = geteuid() == 0;
    mkdir("records", 0755);
    mkdir("records/closed", 0700);
    write_file("records/closed/x.yaml", record("X-1", ""));
    write_file("records/open.yaml", record("O-1", ""));
    write_file("records/shut.yaml", record("S-1", ""));
    assert_int_equal(chmod("records/open.yaml", 0644), 0);
    assert_int_equal(chmod("records/closed", 0), 0);
    assert_int_equal(chmod("records/shut.yaml", 0), 0);
    assert_int_equal(chmod(".", 0755), 0);
    assert_int_equal(root ? seteuid(SOMEBODY) : 0, 0);
    struct catalog *c = load(records, 1, 1000);
    assert_int_equal(root ? seteuid(0) : 0, 0);
    assert_int_equal(chmod("records/closed", 0700), 0);
    want(ids(c), "O-1 ");
    assert_int_equal(catalog_counts(c)->files_failed, 2);
    want(problems(c),
         "records/closed:0:0: error [] cannot be read (Permission denied): check its name and its "
         "permissions\n"
         "records/shut.yaml:0:0: error [] cannot be read (Permission denied): check its name and "
         "its permissions\n");
    catalog_free(c);
}

static void test_too_long_document(void **state)
{
    (void)state;
    mkdir("records", 0700);
    FILE *f = fopen("records/1.yaml", "w");
    assert_non_null(f);
    fputs(record("D-1", ""), f);
    fputs("---\n", f);
    for (int i = 0; i < 10 * 1024; i++)
        fprintf(f, "%01023d\n", 0);
    fputs(record("D-2", ""), f);
    fclose(f);
    struct catalog *c = load(records, 1, 1000);
    want(ids(c), "D-1 D-2 ");
    want(problems(c),
         "records/1.yaml:7:1: error [] the document is longer than 1 MiB: split it into "
         "several documents\n");
    catalog_free(c);
}

static void test_nothing_there(void **state)
{
    (void)state;
    mkdir("records", 0700);
    write_file("records/empty.yaml", "");
    write_file("records/comment.yaml", "# nothing\n");
    struct catalog *c = load(records, 1, 1);
    assert_int_equal(catalog_counts(c)->documents, 0);
    assert_int_equal(catalog_counts(c)->files, 2);
    assert_int_equal(catalog_problems(c), 0);
    catalog_free(c);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

/* Room is made by the size of the files: no column is moved while it grows. */
static void test_columns_stay_where_they_are(void **state)
{
    enum { RECORDS = 20000, NARRATIVE = 500 };
    static const char *const paths[] = {"a.yaml"};
    (void)state;
    struct str text = STR_INIT;
    struct err e = {0};
    bool failed = false;
    unsigned width;
    char id[16];
    for (unsigned n = 0; n < RECORDS; n++) {
        snprintf(id, sizeof id, "D-%u", n);
        str_add(&text, record(id, ""));
        text.len--;
        for (unsigned i = 0; i < NARRATIVE; i++)
            str_addc(&text, 'x');
        str_addc(&text, '\n');
    }
    assert_false(text.failed);
    folder_write("a.yaml", str_text(&text), text.len);
    str_release(&text);
    struct catalog *c = catalog_new();
    struct ingest *in = ingest_open(c, NULL, paths, 1, 2, &e);
    assert_non_null(in);
    while (catalog_rows(c) == 0)
        assert_true(ingest_step(in, 1, &failed, &e));
    const void *dates = catalog_column(c, F_DATE, &width);
    while (ingest_step(in, 1000, &failed, &e))
        ;
    ingest_close(in);
    assert_false(failed);
    assert_int_equal(catalog_rows(c), RECORDS);
    assert_ptr_equal(catalog_column(c, F_DATE, &width), dates);
    catalog_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_columns_stay_where_they_are), TEST(test_order_and_names),
        TEST(test_problems_and_conservation),   TEST(test_ranges),
        TEST(test_files_that_cannot_be_read),   TEST(test_folder_without_rights),
        TEST(test_too_long_document),           TEST(test_nothing_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
