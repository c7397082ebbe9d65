/* Files that are no files, that may not be read, that change under the reader, and names that would do harm: each is
 * listed with its reason, and what lies beside it is loaded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/catalog.h"
#include "models/ingest.h"
#include "tests/support/folder.h"

static char start[4096];
static char folder[256];

static void write_record(const char *path, const char *id)
{
    char text[256];
    int n =
        snprintf(text, sizeof text,
                 "---\nkind: operation\nid: %s\ndate: 2004\ndepartment: joint\nnarrative: x\n", id);
    folder_write(path, text, (size_t)n);
}

/* Each test works in a folder of its own, with a good record before and after what it puts into r/. */
static int set_up(void **state)
{
    (void)state;
    folder_make(folder, sizeof folder);
    if (!getcwd(start, sizeof start) || chdir(folder) != 0 || mkdir("r", 0700) != 0)
        return -1;
    write_record("r/!.yaml", "FIRST");
    write_record("r/~.yaml", "LAST");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    int status = chdir(start);
    folder_remove(folder);
    return status;
}

static struct ingest *begin(struct catalog *c, const char *path)
{
    struct err e = {0};
    const char *paths[] = {"r/!.yaml", path, "r/~.yaml"};
    bool in_folder = strcmp(path, "r") == 0;
    assert_non_null(c);
    struct ingest *in =
        ingest_open(c, NULL, in_folder ? paths + 1 : paths, in_folder ? 1 : 3, 2, &e);
    assert_non_null(in);
    return in;
}

static void finish(struct ingest *in, const struct catalog *c)
{
    struct err e = {0};
    bool failed = false;
    while (ingest_step(in, 1, &failed, &e))
        ;
    assert_false(failed);
    ingest_close(in);
    const struct catalog_counts *n = catalog_counts(c);
    assert_int_equal(n->documents, n->debriefings + n->operations + n->rejected);
    assert_int_not_equal(catalog_find(c, "FIRST"), CATALOG_NONE);
    assert_int_not_equal(catalog_find(c, "LAST"), CATALOG_NONE);
}

static struct catalog *load(const char *path)
{
    struct catalog *c = catalog_new();
    finish(begin(c, path), c);
    return c;
}

/* Loads; one problem is found, with that file, severity and reason, and besides the two records nothing. */
static void expect(const char *path, const char *file, enum severity severity, const char *reason)
{
    struct catalog *c = load(path);
    if (catalog_problems(c) != 1)
        fail_msg("%s: %u problems", file, catalog_problems(c));
    struct problem p = catalog_problem(c, 0);
    if (p.severity != severity || !strstr(p.text, reason))
        fail_msg("%s: %s", file, p.text);
    assert_string_equal(catalog_file(c, p.file), file);
    assert_int_equal(p.line, 0);
    assert_int_equal(catalog_rows(c), 2);
    assert_int_equal(catalog_counts(c)->files_failed, severity == SEVERITY_ERROR);
    catalog_free(c);
}

/* In the folder, and named as an argument. */
static void expect_refused(const char *file, const char *reason)
{
    expect("r", file, SEVERITY_ERROR, reason);
    expect(file, file, SEVERITY_ERROR, reason);
}

static void test_fifo(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("r/f.yaml", 0600), 0);
    expect_refused("r/f.yaml", "this is a FIFO: give the regular file itself");
}

static void test_socket(void **state)
{
    (void)state;
    struct sockaddr_un at = {.sun_family = AF_UNIX, .sun_path = "r/s.yaml"};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    expect_refused("r/s.yaml", "this is a socket");
    close(fd);
}

static void test_devices(void **state)
{
    (void)state;
    static const char *const devices[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/tty"};
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        expect(devices[i], devices[i], SEVERITY_ERROR, "this is a device");
}

static void test_device_in_the_folder(void **state)
{
    (void)state;
    struct stat zero;
    assert_int_equal(stat("/dev/zero", &zero), 0);
    if (mknod("r/d.yaml", S_IFCHR | 0600, zero.st_rdev) != 0)
        skip(); /* only root makes devices */
    expect_refused("r/d.yaml", "this is a device");
}

static void test_folder_with_a_files_name(void **state)
{
    (void)state;
    mkdir("r/d.yaml", 0700);
    write_record("r/d.yaml/x.yaml", "INSIDE");
    struct catalog *c = load("r");
    assert_int_equal(catalog_rows(c), 3);
    assert_int_equal(catalog_problems(c), 0);
    catalog_free(c);
}

static void test_links(void **state)
{
    (void)state;
    static const char *const targets[] = {"l.yaml",    "!.yaml",      ".",      "..",
                                          "/dev/zero", "/etc/passwd", "nowhere"};
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        assert_int_equal(symlink(targets[i], "r/l.yaml"), 0);
        expect("r", "r/l.yaml", SEVERITY_WARNING, "a symbolic link, which is not followed");
        expect("r/l.yaml", "r/l.yaml", SEVERITY_ERROR, "this is a symbolic link");
        assert_int_equal(unlink("r/l.yaml"), 0);
    }
}

static void test_proc(void **state)
{
    (void)state;
    expect("/proc/self/status", "/proc/self/status", SEVERITY_ERROR, "though its size is 0");
    expect("/proc/self/mem", "/proc/self/mem", SEVERITY_ERROR, "reading failed");
    expect("/proc/self/exe", "/proc/self/exe", SEVERITY_ERROR, "this is a symbolic link");
}

/* Rights do not hold root back, so that root reads as another user. */
static void test_unreadable(void **state)
{
    (void)state;
    enum { SOMEBODY = 65534 };
    bool root = geteuid() == 0;
    write_record("r/u.yaml", "UNREADABLE");
    assert_int_equal(chmod("r/u.yaml", 0), 0);
    assert_int_equal(chmod(".", 0755) | chmod("r", 0755), 0);
    assert_int_equal(chmod("r/!.yaml", 0644) | chmod("r/~.yaml", 0644), 0);
    assert_int_equal(root ? seteuid(SOMEBODY) : 0, 0);
    expect_refused("r/u.yaml", "cannot be read (Permission denied)");
    assert_int_equal(root ? seteuid(0) : 0, 0);
}

static void test_gone(void **state)
{
    (void)state;
    expect("r/gone.yaml", "r/gone.yaml", SEVERITY_ERROR, "cannot be read (No such file");
    expect("", "", SEVERITY_ERROR, "cannot be read (No such file");
}

static void add_record(FILE *f, const char *id)
{
    fprintf(f, "---\nkind: operation\nid: %s\ndate: 2004\ndepartment: joint\nnarrative: x\n", id);
}

/* Larger than what any reader has in flight at once: 16 MiB of documents between the first and the last. */
static void write_large(const char *path)
{
    enum { DOCUMENTS = 17, LINES = 30 * 1024 };
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    add_record(f, "L-1");
    for (int i = 0; i < DOCUMENTS; i++) {
        char id[16];
        snprintf(id, sizeof id, "L-1.%d", i);
        add_record(f, id);
        for (int line = 0; line < LINES; line++)
            fprintf(f, "# %029d\n", line);
    }
    add_record(f, "L-2");
    assert_int_equal(fclose(f), 0);
}

static void shrink(const char *path)
{
    assert_int_equal(truncate(path, 100), 0);
}

static void empty(const char *path)
{
    assert_int_equal(truncate(path, 0), 0);
}

static void lengthen(const char *path)
{
    FILE *f = fopen(path, "a");
    assert_non_null(f);
    fputs("---\n", f);
    assert_int_equal(fclose(f), 0);
}

static void touch(const char *path)
{
    static const struct timespec past[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
    assert_int_equal(utimensat(AT_FDCWD, path, past, 0), 0);
}

static void test_changes_while_it_is_read(void **state)
{
    (void)state;
    static void (*const ways[])(const char *) = {shrink, empty, lengthen, touch};
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        struct catalog *c = catalog_new();
        struct err e = {0};
        bool failed;
        write_large("r/l.yaml");
        struct ingest *in = begin(c, "r");
        while (catalog_find(c, "L-1") == CATALOG_NONE)
            assert_true(ingest_step(in, 1, &failed, &e));
        ways[way]("r/l.yaml");
        finish(in, c);
        assert_int_equal(catalog_problems(c), 1);
        assert_non_null(strstr(catalog_problem(c, 0).text, "was changed while it was read: wait"));
        assert_int_equal(catalog_counts(c)->files_failed, 1);
        assert_int_equal(catalog_find(c, "L-2"), CATALOG_NONE);
        catalog_free(c);
    }
}

/* What is open is whole, whatever became of its name. */
static void test_replaced_while_it_is_read(void **state)
{
    (void)state;
    struct catalog *c = catalog_new();
    struct err e = {0};
    bool failed;
    write_large("r/l.yaml");
    struct ingest *in = begin(c, "r");
    while (catalog_find(c, "L-1") == CATALOG_NONE)
        assert_true(ingest_step(in, 1, &failed, &e));
    write_record("new", "NEW");
    assert_int_equal(rename("new", "r/l.yaml"), 0);
    finish(in, c);
    assert_int_equal(catalog_problems(c), 0);
    assert_int_not_equal(catalog_find(c, "L-2"), CATALOG_NONE);
    assert_int_equal(catalog_find(c, "NEW"), CATALOG_NONE);
    catalog_free(c);
}

static void test_gone_after_it_was_listed(void **state)
{
    (void)state;
    struct catalog *c = catalog_new();
    write_record("r/g.yaml", "GONE");
    struct ingest *in = begin(c, "r");
    assert_int_equal(unlink("r/g.yaml"), 0);
    assert_int_equal(mkfifo("r/g.yaml", 0600), 0);
    finish(in, c);
    assert_non_null(strstr(catalog_problem(c, 0).text, "this is a FIFO"));
    catalog_free(c);
}

static void test_names(void **state)
{
    (void)state;
    char longest[256];
    memset(longest, 'n', sizeof longest);
    memcpy(longest + sizeof longest - 6, ".yaml", 6);
    const char *const names[] = {"\x1b[2J.yaml",   "a\nb: error: c.yaml",
                                 "a\rb.yaml",      "\xff\xfe.yaml",
                                 "\xc2\x9b.yaml",  "\xe2\x80\xae.yaml",
                                 " .yaml",         "-rf.yaml",
                                 "$(reboot).yaml", "a:1:1: error.yaml",
                                 "%s%n.yaml",      "'\"`;.yaml",
                                 "\x01.yml",       longest};
    enum { COUNT = sizeof names / sizeof *names };
    for (size_t i = 0; i < COUNT; i++) {
        char path[300], id[16];
        snprintf(path, sizeof path, "r/%s", names[i]);
        snprintf(id, sizeof id, "N-%zu", i);
        write_record(path, id);
    }
    struct catalog *c = load("r");
    assert_int_equal(catalog_problems(c), 0);
    assert_int_equal(catalog_rows(c), COUNT + 2);
    for (size_t i = 0; i < COUNT; i++) {
        struct place place;
        char path[300], id[16];
        snprintf(path, sizeof path, "r/%s", names[i]);
        snprintf(id, sizeof id, "N-%zu", i);
        catalog_place(c, catalog_find(c, id), &place);
        assert_string_equal(catalog_file(c, place.file), path);
    }
    catalog_free(c);
}

/* Deeper than a path can be long. */
static void test_deep_folders(void **state)
{
    (void)state;
    enum { DEPTH = 2500 };
    char home[300];
    snprintf(home, sizeof home, "%s/r", folder);
    assert_int_equal(chdir("r"), 0);
    for (int i = 0; i < DEPTH; i++)
        assert_int_equal(mkdir("d", 0700) | chdir("d"), 0);
    assert_int_equal(chdir(folder), 0);
    struct catalog *c = load("r");
    assert_int_equal(catalog_problems(c), 1);
    assert_non_null(strstr(catalog_problem(c, 0).text, "cannot be read (File name too long)"));
    catalog_free(c);
    assert_int_equal(chdir(home), 0);
    for (int i = 0; i < DEPTH; i++)
        assert_int_equal(chdir("d"), 0);
    for (int i = 0; i < DEPTH; i++)
        assert_int_equal(chdir("..") | rmdir("d"), 0);
    assert_int_equal(chdir(folder), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_fifo),
        TEST(test_socket),
        TEST(test_devices),
        TEST(test_device_in_the_folder),
        TEST(test_folder_with_a_files_name),
        TEST(test_links),
        TEST(test_proc),
        TEST(test_unreadable),
        TEST(test_gone),
        TEST(test_changes_while_it_is_read),
        TEST(test_replaced_while_it_is_read),
        TEST(test_gone_after_it_was_listed),
        TEST(test_names),
        TEST(test_deep_folders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
