/* The kept catalog: the same as the one that was read, and never trusted. */
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
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

#include "models/base/checksum.h"
#include "models/catalog_kept.h"
#include "models/review.h"
#include "tests/support/catalogs.h"
#include "tests/support/criteria.h"
#include "tests/support/folder.h"

static char start[4096], folder[256];
static struct criteria *criteria;
static struct catalog_home home = {.path = "catalog", .root = "records"};

static int set_up(void **state)
{
    struct dice d = {20041123};
    struct err e;
    char path[64];
    (void)state;
    folder_make(folder, sizeof folder);
    if (!getcwd(start, sizeof start) || chdir(folder) < 0 || mkdir("records", 0700) < 0)
        return -1;
    for (int i = 0; i < 5; i++) {
        snprintf(path, sizeof path, "records/%d.yaml", i);
        random_file(&d, path, 40);
    }
    if (symlink("0.yaml", "records/link.yaml") < 0)
        return -1;
    criteria = shipped_criteria();
    home.criteria = criteria;
    return catalog_home_of(&home, &e) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    int status = chdir(start);
    folder_remove(folder);
    criteria_free(criteria);
    return status;
}

static bool verify(const struct catalog *c)
{
    struct err e;
    atomic_bool stop = false;
    return catalog_verify(c, &stop, &e);
}

static struct catalog *map(void)
{
    struct err e = {0};
    struct catalog *c = catalog_map(&home, &e);
    if (!c)
        fail_msg("%s", e.what);
    return c;
}

static void the_file_gives_back_the_catalog(void **state)
{
    (void)state;
    struct err e;
    struct sha256 digest, again;
    struct catalog *cold = load_catalog("records", criteria, NULL);
    assert_true(catalog_rows(cold) > 50);
    assert_true(catalog_counts(cold)->rejected > 3);
    assert_true(catalog_digest(cold, 7, &digest, &e));
    assert_true(catalog_digest(cold, 3, &digest, &e));
    save_catalog(cold, &home);

    struct catalog *kept = map();
    assert_true(verify(kept));
    assert_same_catalog(cold, kept);
    unlink("records/0.yaml");
    assert_true(catalog_digest(kept, 3, &again, &e));
    assert_true(sha256_equal(&digest, &again));
    assert_int_equal(catalog_new_digests(kept), 0);
    assert_false(catalog_digest(kept, 4, &again, &e));
    assert_int_equal(catalog_find(kept, "no such"), CATALOG_NONE);

    /* What was mapped can be kept again. */
    save_catalog(kept, &home);
    struct catalog *twice = map();
    assert_same_catalog(cold, twice);
    catalog_free(twice);
    catalog_free(kept);
    catalog_free(cold);
}

static void an_empty_catalog_is_kept_too(void **state)
{
    (void)state;
    assert_int_equal(mkdir("none", 0700), 0);
    struct catalog *cold = load_catalog("none", criteria, NULL);
    save_catalog(cold, &home);
    struct catalog *kept = map();
    assert_true(verify(kept));
    assert_same_catalog(cold, kept);
    catalog_free(kept);
    catalog_free(cold);
}

/* The tally comes with the file: the review looks at no row. */
static void the_review_starts_with_the_kept_tally(void **state)
{
    (void)state;
    struct err e;
    struct catalog *cold = load_catalog("records", criteria, NULL);
    save_catalog(cold, &home);
    struct catalog *kept = map();
    struct review *a = review_new(cold, criteria), *b = review_new(kept, criteria);
    assert_true(review_add_rows(a, &e));
    size_t years = tally_years(review_tally(a));
    assert_true(years >= 3);
    assert_int_equal(tally_years(review_tally(b)), years);
    for (size_t i = 0; i < years; i++)
        assert_memory_equal(tally_year_at(review_tally(a), i), tally_year_at(review_tally(b), i),
                            sizeof(struct tally_year));
    review_free(a);
    review_free(b);
    catalog_free(kept);
    catalog_free(cold);
}

static void paths_follow_the_folder(void **state)
{
    (void)state;
    struct catalog *cold = load_catalog("records", criteria, NULL);
    save_catalog(cold, &home);
    struct catalog_home other = home;
    struct err e;
    other.root = "./records";
    struct catalog *kept = catalog_map(&other, &e);
    assert_non_null(kept);
    assert_string_equal(catalog_file(kept, 0), "./records/0.yaml");
    assert_string_equal(catalog_file(kept, 4), "./records/4.yaml");
    catalog_free(kept);
    catalog_free(cold);
}

static void refused(const char *why)
{
    struct err e = {0};
    struct catalog *c = catalog_map(&home, &e);
    assert_null(c);
    if (!why)
        assert_int_equal(e.kind, ERR_NONE);
    else if (!strstr(e.what, why))
        fail_msg("\"%s\" does not say \"%s\"", e.what, why);
}

static void its_mode_is_never_wider_than_the_records(void **state)
{
    (void)state;
    struct stat st;
    struct err e;
    struct catalog *cold = load_catalog("records", criteria, NULL);
    refused(NULL);
    save_catalog(cold, &home);
    assert_int_equal(stat("catalog", &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_int_equal(access("catalog.new", F_OK), -1);
    assert_int_equal(chmod("catalog", 0640), 0);
    refused("open to others");
    assert_int_equal(chmod("records", 0770), 0);
    assert_true(catalog_home_of(&home, &e));
    catalog_free(map());
    save_catalog(cold, &home);
    assert_int_equal(stat("catalog", &st), 0);
    assert_int_equal(st.st_mode & 07777, 0660);
    assert_true(catalog_remove(&home, &e));
    refused(NULL);
    assert_true(catalog_remove(&home, &e));
    assert_int_equal(symlink("elsewhere", "catalog"), 0);
    refused("symbolic link");
    catalog_free(cold);
}

/* Written by a program whose head is longer or shorter, its checksum is elsewhere. */
static void another_version_is_called_so(void **state)
{
    (void)state;
    struct catalog *cold = load_catalog("records", criteria, NULL);
    save_catalog(cold, &home);
    int fd = open("catalog", O_RDWR | O_CLOEXEC);
    uint64_t format;
    off_t at = offsetof(struct catalog_head, format);
    assert_int_equal(pread(fd, &format, sizeof format, at), sizeof format);
    format ^= 1;
    assert_int_equal(pwrite(fd, &format, sizeof format, at), sizeof format);
    close(fd);
    refused("another version");
    catalog_free(cold);
}

static void other_criteria_make_it_anew(void **state)
{
    (void)state;
    struct catalog *cold = load_catalog("records", criteria, NULL);
    save_catalog(cold, &home);
    criteria->digest.byte[5] ^= 1;
    refused("other criteria");
    catalog_free(cold);
}

/* --- damage --- */

struct bytes {
    char *at;
    size_t n;
};

static struct bytes saved_bytes(void)
{
    struct str s = STR_INIT;
    struct catalog *cold = load_catalog("records", criteria, NULL);
    struct sha256 digest;
    struct err e;
    assert_true(catalog_digest(cold, 5, &digest, &e));
    save_catalog(cold, &home);
    catalog_free(cold);
    folder_read("catalog", &s);
    size_t n = s.len;
    return (struct bytes){str_detach(&s), n};
}

/* A copy of exactly its size, so that a sanitiser sees each read beyond. */
static char *copy(const struct bytes *b, size_t n)
{
    char *bytes = malloc(n);
    assert_non_null(bytes);
    memcpy(bytes, b->at, n);
    return bytes;
}

/* Everything a catalog can be asked, and everything that is done with one. */
static void use(struct catalog *c)
{
    struct str s = STR_INIT;
    struct err e;
    catalog_dump(c, &s);
    struct review *r = review_new(c, criteria);
    assert_true(r && review_add_rows(r, &e));
    review_free(r);
    for (uint32_t row = 0; row < catalog_rows(c); row += 11) {
        struct sha256 digest;
        bool read = catalog_digest(c, row, &digest, &e);
        (void)read;
    }
    str_release(&s);
}

/* Whether the damage was noticed; if not at once, all of it was used first. */
static bool noticed(const char *bytes, size_t n)
{
    struct err e;
    struct catalog *c = catalog_map_bytes(bytes, n, &home, &e);
    if (!c)
        return true;
    use(c);
    bool same = verify(c);
    catalog_free(c);
    return !same;
}

static void every_changed_bit_of_the_head_is_noticed(void **state)
{
    (void)state;
    struct bytes b = saved_bytes();
    struct err e;
    for (size_t i = 0; i < sizeof(struct catalog_head); i++) {
        char *bytes = copy(&b, b.n);
        bytes[i] ^= (char)(1 << i % 8);
        assert_null(catalog_map_bytes(bytes, b.n, &home, &e));
        free(bytes);
    }
    assert_false(noticed(b.at, b.n));
    free(b.at);
}

/* Between the sections there are gaps of some bytes, where a change is none. */
static bool in_gap(const char *bytes, size_t at)
{
    struct catalog_head head;
    memcpy(&head, bytes, sizeof head);
    for (unsigned i = 0; i < SECTIONS; i++)
        if (at >= head.section[i].offset && at - head.section[i].offset < head.section[i].size)
            return false;
    return at >= sizeof head;
}

static void every_damage_is_noticed_and_reads_stay_inside(void **state)
{
    (void)state;
    struct bytes b = saved_bytes();
    struct dice d = {77};
    for (int i = 0; i < 600; i++) {
        size_t at = dice_roll(&d, (uint32_t)b.n), n = b.n;
        char *bytes = copy(&b, n);
        if (i % 3 == 0)
            bytes[at] = (char)(bytes[at] ^ (1 << dice_roll(&d, 8)));
        else if (i % 3 == 1)
            bytes[at] = (char)~bytes[at];
        else
            memset(bytes + at, 0, n - at < 4096 ? n - at : 4096);
        bool same = memcmp(bytes, b.at, n) == 0;
        if (noticed(bytes, n) == same && !in_gap(b.at, at))
            fail_msg("damage at %zu of %zu was not noticed", at, n);
        free(bytes);
    }
    for (size_t n = 0; n < b.n; n += 1 + n / 8) {
        char *bytes = copy(&b, n ? n : 1);
        assert_true(noticed(bytes, n));
        free(bytes);
    }
    free(b.at);
}

/* Sums set right, as someone who wants to mislead the program would. */
static void set_sums(char *bytes)
{
    struct catalog_head head;
    memcpy(&head, bytes, sizeof head);
    for (unsigned i = 0; i < SECTIONS; i++)
        if (head.section[i].size)
            head.section[i].sum = checksum_of(bytes + head.section[i].offset, head.section[i].size);
    head.sum = checksum_of(&head, offsetof(struct catalog_head, sum));
    memcpy(bytes, &head, sizeof head);
}

static void forged_numbers_read_nothing_outside(void **state)
{
    (void)state;
    struct bytes b = saved_bytes();
    struct dice d = {991};
    unsigned used = 0;
    for (int i = 0; i < 600; i++) {
        char *bytes = copy(&b, b.n);
        struct err e;
        for (uint32_t n = 1 + dice_roll(&d, 12); n > 0; n--) {
            size_t at = sizeof(struct catalog_head) +
                        dice_roll(&d, (uint32_t)(b.n - sizeof(struct catalog_head) - 8));
            uint64_t odd = dice_roll(&d, 3) ? UINT64_MAX >> dice_roll(&d, 64) : dice_roll(&d, 9);
            memcpy(bytes + at, &odd, 1 + dice_roll(&d, 8));
        }
        set_sums(bytes);
        struct catalog *c = catalog_map_bytes(bytes, b.n, &home, &e);
        if (c) {
            use(c);
            used++;
        }
        catalog_free(c);
        free(bytes);
    }
    assert_true(used > 100);
    free(b.at);
}

static void a_file_cut_while_it_is_used_reads_as_zeros(void **state)
{
    (void)state;
    struct bytes b = saved_bytes();
    struct catalog *c = map();
    assert_false(catalog_lost(c));
    assert_int_equal(truncate("catalog", 4096), 0);
    use(c);
    assert_true(catalog_lost(c));
    assert_false(verify(c));
    catalog_free(c);
    refused("is not whole");
    free(b.at);
}

enum { MANY = 20000 };

struct reader {
    const struct catalog *c;
    atomic_bool stop;
    atomic_uint wrong, rounds;
};

static void *read_on(void *ctx)
{
    struct reader *r = ctx;
    char id[16];
    while (!atomic_load(&r->stop)) {
        for (uint32_t row = 0; row < MANY; row += 61) {
            snprintf(id, sizeof id, "M-%05u", row);
            r->wrong += catalog_find(r->c, id) != row;
            r->wrong += strcmp(catalog_text(r->c, row, F_ID, NULL), id) != 0;
            r->wrong += catalog_year(r->c, row) != 2004;
        }
        r->rounds++;
    }
    return NULL;
}

/* What was read, once it is kept, is the file's: in the same places, with the same numbers, for who reads it meanwhile too. */
static void what_was_read_becomes_the_files(void **state)
{
    (void)state;
    assert_int_equal(mkdir("many", 0700), 0);
    many_records("many/a.yaml", MANY);
    struct catalog *c = load_catalog("many", criteria, NULL);
    struct catalog *same = load_catalog("many", criteria, NULL);
    assert_int_equal(catalog_rows(c), MANY);
    const char *id = catalog_text(c, 777, F_ID, NULL);
    const char *pseudonym = catalog_text(c, 777, F_PSEUDONYM, NULL);
    assert_true(own_bytes(c) / MANY > 100);

    struct reader reader = {.c = c};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, read_on, &reader), 0);
    while (!reader.rounds)
        sched_yield();
    save_catalog(c, &home);
    for (unsigned rounds = reader.rounds; reader.rounds < rounds + 2;)
        sched_yield();
    reader.stop = true;
    pthread_join(thread, NULL);
    assert_int_equal(reader.wrong, 0);

    assert_true(own_bytes(c) / MANY < 64);
    assert_ptr_equal(catalog_text(c, 777, F_ID, NULL), id);
    assert_ptr_equal(catalog_text(c, 777, F_PSEUDONYM, NULL), pseudonym);
    assert_same_catalog(c, same);
    assert_false(catalog_lost(c));

    /* It can be kept again, and taken over, as before. */
    save_catalog(c, &home);
    struct catalog *kept = map();
    assert_same_catalog(c, kept);
    catalog_free(kept);
    assert_int_equal(truncate("catalog", 0),
                     0); /* the second file: not the one whose pages are used */
    assert_same_catalog(c, same);
    assert_false(catalog_lost(c));
    catalog_free(same);
    catalog_free(c);
}

static void a_file_cut_after_it_took_the_place_reads_as_zeros(void **state)
{
    (void)state;
    assert_int_equal(mkdir("many", 0700), 0);
    many_records("many/a.yaml", MANY);
    struct catalog *c = load_catalog("many", criteria, NULL);
    save_catalog(c, &home);
    assert_int_equal(truncate("catalog", 4096), 0);
    use(c);
    assert_true(catalog_lost(c));
    catalog_free(c);
}

/* Somebody writes into the file between its writing and its being used: nothing of that gets into the catalog. */
static void bytes_that_differ_do_not_take_the_place(void **state)
{
    (void)state;
    struct err e = {0};
    atomic_bool stop = false;
    assert_int_equal(mkdir("many", 0700), 0);
    many_records("many/a.yaml", MANY);
    struct catalog *c = load_catalog("many", criteria, NULL);
    struct catalog *same = load_catalog("many", criteria, NULL);
    struct catalog_save *s = catalog_save_new(c, &home, &e);
    assert_non_null(s);
    assert_true(catalog_save_write(s, &stop, &e));
    struct catalog_head head;
    int fd = open("catalog", O_RDWR | O_CLOEXEC);
    assert_int_equal(pread(fd, &head, sizeof head, 0), sizeof head);
    assert_int_equal(pwrite(fd, "M-09999", 7, (off_t)head.section[SECTION_TEXT].offset), 7);
    close(fd);
    assert_false(catalog_save_settle(s, &stop, &e));
    catalog_save_free(s);
    assert_same_catalog(c, same);
    assert_false(catalog_lost(c));
    catalog_free(same);
    catalog_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_file_gives_back_the_catalog, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_catalog_is_kept_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_review_starts_with_the_kept_tally, set_up, tear_down),
        cmocka_unit_test_setup_teardown(paths_follow_the_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(its_mode_is_never_wider_than_the_records, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(another_version_is_called_so, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_criteria_make_it_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_changed_bit_of_the_head_is_noticed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(every_damage_is_noticed_and_reads_stay_inside, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(forged_numbers_read_nothing_outside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_cut_while_it_is_used_reads_as_zeros, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(what_was_read_becomes_the_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_cut_after_it_took_the_place_reads_as_zeros, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(bytes_that_differ_do_not_take_the_place, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
