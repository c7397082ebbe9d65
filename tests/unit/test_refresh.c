/* A refresh reads only what has changed, and gives what reading everything gives. */
#include <fcntl.h>
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

#include "models/catalog_take.h"
#include "tests/support/catalogs.h"
#include "tests/support/folder.h"

static char start[4096], folder[256];
static struct catalog_home home = {.path = "catalog", .root = "records"};

static int set_up(void **state)
{
    struct err e;
    (void)state;
    folder_make(folder, sizeof folder);
    if (!getcwd(start, sizeof start) || chdir(folder) < 0 || mkdir("records", 0700) < 0 ||
        mkdir("records/a", 0700) < 0)
        return -1;
    return catalog_home_of(&home, &e) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    int status = chdir(start);
    folder_remove(folder);
    return status;
}

static struct catalog *map(void)
{
    struct err e = {0};
    struct catalog *c = catalog_map(&home, &e);
    if (!c)
        fail_msg("%s", e.what);
    return c;
}

static struct refresh compared(const struct catalog *c)
{
    struct refresh r = {.catalog = c, .root = "records"};
    struct err e;
    atomic_bool stop = false;
    assert_true(refresh_compare(&r, &stop, &e));
    return r;
}

/* Reads the folder and keeps the catalog. */
static void keep(void)
{
    struct catalog *c = load_catalog("records", NULL, NULL);
    save_catalog(c, &home);
    catalog_free(c);
}

/* Records with ids of their own, so that no file depends on another. */
static void write_own(const char *path, int file)
{
    struct str text = STR_INIT;
    for (int n = 0; n < 50; n++)
        str_addf(&text,
                 "---\nkind: debriefing\nid: D-%d-%d\ndate: 2004\ndepartment: police\n"
                 "narrative: Made up.\n",
                 file, n);
    folder_write(path, str_text(&text), text.len);
    str_release(&text);
}

static void a_folder_that_is_the_same_is_not_read(void **state)
{
    struct dice d = {5};
    (void)state;
    random_file(&d, "records/a.yaml", 60);
    random_file(&d, "records/a/b.yaml", 60);
    make_old("records");
    keep();
    struct catalog *c = map();
    uint64_t before = bytes_read();
    struct refresh r = compared(c);
    assert_int_equal(r.result, REFRESH_SAME);
    /* /proc/self/io itself is some hundred bytes. */
    assert_true(bytes_read() - before < 1024);
    refresh_release(&r);
    catalog_free(c);
}

static void a_young_file_is_compared_by_its_bytes(void **state)
{
    struct dice d = {6};
    struct err e;
    (void)state;
    random_file(&d, "records/a.yaml", 60);
    keep();
    struct catalog *c = map();
    struct refresh r = compared(c);
    assert_int_equal(r.result, REFRESH_TOUCHED);
    refresh_release(&r);
    make_old("records");
    r = compared(c);
    assert_int_equal(r.result, REFRESH_TOUCHED);
    assert_true(catalog_touch(c, &r, &e));
    refresh_release(&r);
    r = compared(c);
    assert_int_equal(r.result, REFRESH_SAME);
    refresh_release(&r);

    /* What was noted is kept. */
    save_catalog(c, &home);
    catalog_free(c);
    c = map();
    r = compared(c);
    assert_int_equal(r.result, REFRESH_SAME);
    refresh_release(&r);
    catalog_free(c);
}

static void the_same_size_and_time_do_not_hide_a_change(void **state)
{
    (void)state;
    static const char one[] = "---\nkind: debriefing\nid: D-1\ndate: 2004\ndepartment: police\n"
                              "narrative: One.\n";
    static const char two[] = "---\nkind: debriefing\nid: D-1\ndate: 2004\ndepartment: police\n"
                              "narrative: Two.\n";
    folder_write("records/a.yaml", one, sizeof one - 1);
    make_old("records");
    keep();
    folder_write("records/a.yaml", two, sizeof two - 1);
    make_old("records");
    struct catalog *c = map();
    struct refresh r = compared(c);
    assert_int_equal(r.result, REFRESH_CHANGED);
    refresh_release(&r);
    catalog_free(c);
}

/* An id that moves to an earlier file takes a record out of a later one that did not change. */
static void an_id_that_moves_is_followed(void **state)
{
    (void)state;
    static const char one[] = "---\nkind: debriefing\nid: D-1\ndate: 2004\ndepartment: police\n"
                              "narrative: One.\n";
    static const char two[] = "---\nkind: debriefing\nid: D-2\ndate: 2004\ndepartment: police\n"
                              "narrative: Two.\n";
    folder_write("records/a.yaml", one, sizeof one - 1);
    folder_write("records/b.yaml", two, sizeof two - 1);
    make_old("records");
    keep();
    folder_write("records/a.yaml", two, sizeof two - 1);
    for (int round = 0; round < 2; round++) {
        struct catalog *kept = map(), *cold = load_catalog("records", NULL, NULL);
        struct refresh r = compared(kept);
        assert_int_equal(r.result, REFRESH_CHANGED);
        struct catalog *fresh = load_catalog("records", NULL, &r);
        assert_int_equal(catalog_rows(fresh), round ? 2 : 1);
        assert_same_catalog(cold, fresh);
        save_catalog(fresh, &home);
        refresh_release(&r);
        catalog_free(fresh);
        catalog_free(kept);
        catalog_free(cold);
        folder_write("records/a.yaml", one, sizeof one - 1);
    }
}

static void change_something(struct dice *d)
{
    char path[64], other[64];
    unsigned n = dice_roll(d, 8);
    snprintf(path, sizeof path, "records/%s%u.yaml", n % 3 ? "" : "a/", n);
    switch (dice_roll(d, 7)) {
    case 0:
        unlink(path);
        break;
    case 1:
        snprintf(other, sizeof other, "records/%u.yml", n);
        rename(path, other);
        break;
    case 2:
        utimensat(AT_FDCWD, path, NULL, 0);
        break;
    case 3:
        if (symlink("nowhere", "records/link.yaml") < 0)
            unlink("records/link.yaml");
        break;
    case 4:
        if (mkfifo("records/5x.yaml", 0600) < 0)
            unlink("records/5x.yaml");
        break;
    default:
        random_file(d, path, 30);
    }
}

static void a_refresh_equals_a_load_from_nothing(void **state)
{
    struct dice d = {31337};
    unsigned changed = 0, same = 0;
    (void)state;
    keep();
    for (int round = 0; round < 60; round++) {
        for (uint32_t n = dice_roll(&d, 4); n > 0; n--)
            change_something(&d);
        if (dice_roll(&d, 2))
            make_old("records");
        struct catalog *kept = map(), *cold = load_catalog("records", NULL, NULL);
        struct refresh r = compared(kept);
        struct catalog *fresh = NULL;
        if (r.result == REFRESH_CHANGED)
            fresh = load_catalog("records", NULL, &r);
        changed += r.result == REFRESH_CHANGED;
        same += r.result != REFRESH_CHANGED;
        assert_same_catalog(cold, fresh ? fresh : kept);
        save_catalog(fresh ? fresh : kept, &home);
        refresh_release(&r);
        catalog_free(fresh);
        catalog_free(kept);
        catalog_free(cold);
    }
    assert_true(changed > 15);
    assert_true(same > 15);
}

static void a_refresh_reads_the_changed_file_alone(void **state)
{
    struct dice d = {8};
    struct stat st;
    char path[64];
    (void)state;
    for (int i = 0; i < 20; i++) {
        snprintf(path, sizeof path, "records/%02d.yaml", i);
        write_own(path, i);
    }
    random_file(&d, "records/07.yaml", 30);
    make_old("records");
    keep();
    folder_write("records/07.yaml", "---\n", 4);
    random_file(&d, "records/07.yaml", 90);
    assert_int_equal(stat("records/07.yaml", &st), 0);
    struct catalog *kept = map();
    uint64_t before = bytes_read();
    struct refresh r = compared(kept);
    struct catalog *fresh = load_catalog("records", NULL, &r);
    assert_true(bytes_read() - before < 2 * (uint64_t)st.st_size + 1024);
    struct catalog *cold = load_catalog("records", NULL, NULL);
    assert_same_catalog(cold, fresh);
    refresh_release(&r);
    catalog_free(fresh);
    catalog_free(kept);
    catalog_free(cold);
}

/* Digests of what was decided upon go with the rows. */
static void digests_are_taken_over(void **state)
{
    struct sha256 digest, again;
    struct err e;
    (void)state;
    write_own("records/1.yaml", 1);
    struct catalog *cold = load_catalog("records", NULL, NULL);
    assert_true(catalog_digest(cold, 2, &digest, &e));
    save_catalog(cold, &home);
    folder_write("records/0.yaml", "---\n", 4);
    struct catalog *kept = map();
    struct refresh r = compared(kept);
    struct catalog *fresh = load_catalog("records", NULL, &r);
    uint64_t before = bytes_read();
    assert_true(catalog_digest(fresh, 2, &again, &e));
    assert_true(bytes_read() - before < 256);
    assert_true(sha256_equal(&digest, &again));
    refresh_release(&r);
    catalog_free(fresh);
    catalog_free(kept);
    catalog_free(cold);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_folder_that_is_the_same_is_not_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_young_file_is_compared_by_its_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_size_and_time_do_not_hide_a_change, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_id_that_moves_is_followed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_refresh_equals_a_load_from_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_refresh_reads_the_changed_file_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(digests_are_taken_over, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
