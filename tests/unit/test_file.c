/* Files that have one writer at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "models/base/file.h"
#include "tests/support/folder.h"

struct fixture {
    char folder[256], path[300];
};

static void start(struct fixture *fx)
{
    folder_make(fx->folder, sizeof fx->folder);
    snprintf(fx->path, sizeof fx->path, "%s/.made.new", fx->folder);
}

static void is(const struct fixture *fx, const char *expected)
{
    struct str text = STR_INIT;
    folder_read(fx->path, &text);
    assert_string_equal(str_text(&text), expected);
    str_release(&text);
}

static void what_a_dead_writer_left_is_replaced(void **state)
{
    struct fixture fx;
    (void)state;
    start(&fx);
    folder_write(fx.path, "left", 4);
    int fd = file_own(fx.path, 0640);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "new", 3), 3);
    close(fd);
    is(&fx, "new");
    folder_remove(fx.folder);
}

static void two_writers_do_not_meet(void **state)
{
    struct fixture fx;
    (void)state;
    start(&fx);
    int first = file_own(fx.path, 0600);
    assert_true(first >= 0);
    assert_int_equal(file_own(fx.path, 0600), -1);
    assert_int_equal(errno, EEXIST);
    assert_int_equal(write(first, "first", 5), 5);
    is(&fx, "first");
    close(first);
    folder_remove(fx.folder);
}

/* A name that was moved on while its writer still has the file open is free, and the file stays as it is. */
static void a_file_that_was_moved_is_left_alone(void **state)
{
    struct fixture fx;
    char final[300];
    (void)state;
    start(&fx);
    snprintf(final, sizeof final, "%s/made", fx.folder);
    int first = file_own(fx.path, 0600);
    assert_int_equal(write(first, "first", 5), 5);
    assert_true(file_move_new(fx.path, final));
    int second = file_own(fx.path, 0600);
    assert_true(second >= 0);
    assert_false(file_move_new(fx.path, final));
    assert_int_equal(errno, EEXIST);
    snprintf(fx.path, sizeof fx.path, "%s", final);
    is(&fx, "first");
    close(first);
    close(second);
    folder_remove(fx.folder);
}

/* Neither what a link points to nor a folder is anybody's left-over. */
static void links_and_folders_are_not_touched(void **state)
{
    struct fixture fx;
    char other[300];
    (void)state;
    start(&fx);
    snprintf(other, sizeof other, "%s/other", fx.folder);
    folder_write(other, "mine", 4);
    assert_int_equal(symlink(other, fx.path), 0);
    assert_int_equal(file_own(fx.path, 0600), -1);
    assert_int_equal(errno, EEXIST);
    is(&fx, "mine");
    assert_int_equal(unlink(fx.path), 0);
    assert_int_equal(mkdir(fx.path, 0700), 0);
    assert_int_equal(file_own(fx.path, 0600), -1);
    assert_int_equal(errno, EEXIST);
    folder_remove(fx.folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_dead_writer_left_is_replaced),
        cmocka_unit_test(two_writers_do_not_meet),
        cmocka_unit_test(a_file_that_was_moved_is_left_alone),
        cmocka_unit_test(links_and_folders_are_not_touched),
    };
    return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
