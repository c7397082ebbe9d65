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

#include "tui/draft.h"

static char folder[64];

static void file_name(char *path, size_t size, const char *name)
{
    snprintf(path, size, "%s/%s", folder, name);
}

static int set_up(void **state)
{
    char made[] = "/tmp/tipreview-draft-XXXXXX";
    (void)state;
    if (!mkdtemp(made))
        return -1;
    snprintf(folder, sizeof folder, "%s/drafts", made);
    return 0;
}

static int tear_down(void **state)
{
    char *slash;
    (void)state;
    rmdir(folder);
    slash = strrchr(folder, '/');
    *slash = '\0';
    return rmdir(folder);
}

static void test_kept_and_dropped(void **state)
{
    struct err e;
    struct str text = STR_INIT;
    struct stat st;
    char path[128];
    (void)state;
    assert_true(draft_save(folder, "D-1.note", "half a sent", &e));
    assert_true(draft_save(folder, "D-1.note", "half a sentence\n門", &e));
    assert_true(draft_load(folder, "D-1.note", &text, &e));
    assert_string_equal(str_text(&text), "half a sentence\n門");
    assert_int_equal(stat(folder, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    file_name(path, sizeof path, "D-1.note");
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);

    assert_true(draft_save(folder, "D-1.note", "", &e));
    assert_int_equal(access(path, F_OK), -1);
    str_clear(&text);
    assert_true(draft_load(folder, "D-1.note", &text, &e));
    assert_int_equal(text.len, 0);
    assert_true(draft_remove(folder, "D-1.note", &e));
    str_release(&text);
}

static void test_only_file_names(void **state)
{
    struct err e;
    struct str text = STR_INIT;
    (void)state;
    assert_false(draft_save(folder, "../x", "text", &e));
    assert_false(draft_save(folder, "", "text", &e));
    assert_false(draft_save(folder, "..", "text", &e));
    assert_false(draft_load(folder, "a/b", &text, &e));
    assert_int_equal(e.kind, ERR_SYSTEM);
    str_release(&text);
}

static void test_links_are_not_followed(void **state)
{
    struct err e;
    struct str text = STR_INIT;
    char path[128];
    (void)state;
    assert_true(draft_save(folder, "D-2.note", "text", &e));
    file_name(path, sizeof path, "D-2.note");
    unlink(path);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    assert_false(draft_load(folder, "D-2.note", &text, &e));
    assert_int_equal(text.len, 0);
    unlink(path);
    str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kept_and_dropped),
        cmocka_unit_test(test_only_file_names),
        cmocka_unit_test(test_links_are_not_followed),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
