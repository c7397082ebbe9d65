/* What is made is there after the power was lost: not its bytes alone, also its name in its folder. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/base/file.h"
#include "tests/support/folder.h"
#include "tui/cmd.h"

static char folder[256];
static char synced[4096]; /* the paths that were, each followed by a line feed */

static void note(int fd)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path);
    size_t used = strlen(synced);
    if (n > 0)
        snprintf(synced + used, sizeof synced - used, "%.*s\n", (int)n, path);
}

/* In the place of libc's. */
int fsync(int fd)
{
    note(fd);
    return (int)syscall(SYS_fsync, fd);
}

int syncfs(int fd)
{
    note(fd);
    return 0;
}

static void was_synced(const char *below)
{
    char path[400];
    snprintf(path, sizeof path, "%s%s\n", folder, below);
    if (!strstr(synced, path))
        fail_msg("%s was not synced, but\n%s", path, synced);
    *synced = '\0';
}

static void names(void **state)
{
    static const char *const rows[][2] = {
        {"/a/file", "/a"}, {"/a/", ""}, {"/a///", ""}, {"/a", ""}};
    char path[400];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(path, sizeof path, "%s%s", folder, rows[i][0]);
        assert_true(file_sync_folder(path));
        was_synced(rows[i][1]);
    }
    assert_true(file_sync_folder("no-folder-is-named"));
    assert_true(file_sync_folder("/"));
    snprintf(path, sizeof path, "%s/none/file", folder);
    assert_false(file_sync_folder(path));
}

/* A command, with up to four arguments behind its name, each below the folder where it begins with a slash. */
static void run(const char *name, const char *const *arguments, size_t count)
{
    char text[4][400], *argv[5];
    struct args a = {0};
    struct err e = {0};
    for (size_t i = 0; i < count; i++) {
        snprintf(text[i], sizeof text[i], "%s%s", *arguments[i] == '/' ? folder : "", arguments[i]);
        argv[i] = text[i];
    }
    argv[count] = NULL;
    char workspace[400];
    snprintf(workspace, sizeof workspace, "%s/w", folder);
    a.workspace = workspace;
    const struct command *command = command_find(name);
    if (!args_parse(&a, command, (int)count, argv, &e) || command->run(&a, &e) != 0)
        fail_msg("%s: %s", name, e.what);
}

#define RUN(name, ...)                                                                             \
    run(name, (const char *const[]){__VA_ARGS__},                                                  \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void a_workspace_and_its_log(void **state)
{
    (void)state;
    *synced = '\0';
    RUN("init", "/w");
    was_synced("");
    RUN("backup", "/copy.db");
    was_synced("");
}

/* Such as /home on many machines: the workspace's own folder is there to sync by. */
static void below_a_folder_that_cannot_be_read(void **state)
{
    enum { SOMEBODY = 65534 };
    bool root = geteuid() == 0;
    char closed[400], workspace[400];
    (void)state;
    snprintf(closed, sizeof closed, "%s/closed", folder);
    snprintf(workspace, sizeof workspace, "%s/closed/w", folder);
    assert_int_equal(mkdir(closed, 0700), 0);
    assert_int_equal(mkdir(workspace, 0700), 0);
    assert_int_equal(root ? chown(workspace, SOMEBODY, (gid_t)-1) : 0, 0);
    assert_int_equal(chmod(closed, 0311), 0);
    assert_int_equal(chmod(folder, 0711), 0);
    *synced = '\0';
    assert_int_equal(root ? seteuid(SOMEBODY) : 0, 0);
    RUN("init", "/closed/w");
    assert_int_equal(root ? seteuid(0) : 0, 0);
    assert_int_equal(chmod(closed, 0700), 0);
    was_synced("/closed/w");
}

static void records_that_are_imported(void **state)
{
    char path[400];
    (void)state;
    snprintf(path, sizeof path, "%s/cases.csv", folder);
    static const char table[] = "ID,Date,Text\n1,2004-01-02,Made up.\n";
    folder_write(path, table, sizeof table - 1);
    snprintf(path, sizeof path, "%s/map.yaml", folder);
    static const char map[] =
        "fields:\n  kind: {constant: debriefing}\n  id: {template: \"D-{ID}\"}\n"
        "  date: {column: Date}\n  department: {constant: police}\n"
        "  narrative: {template: \"{Text}\"}\n";
    folder_write(path, map, sizeof map - 1);
    *synced = '\0';
    RUN("import", "csv", "/cases.csv", "--map", "/map.yaml");
    was_synced("/w/records");
}

static int make(void **state)
{
    char path[400];
    (void)state;
    folder_make(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/a", folder);
    return mkdir(path, 0700);
}

static int clear(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(a_workspace_and_its_log),
        cmocka_unit_test(below_a_folder_that_cannot_be_read),
        cmocka_unit_test(records_that_are_imported),
    };
    return cmocka_run_group_tests(tests, make, clear);
}
