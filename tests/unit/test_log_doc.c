/* The script in docs/log.md, taken from the page as it stands: it checks a log without this program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "tests/support/log_fixture.h"

enum { EVENTS = 6 };

#define DROP_TRIGGERS                                                                              \
    "DROP TRIGGER event_insert; DROP TRIGGER event_update; DROP TRIGGER event_delete;"

static struct fixture fixture;
static char pristine[128], script[128];
static struct str head = STR_INIT;

/* Takes the page's only block of shell. */
static void extract(void)
{
    char line[512];
    bool inside = false;
    unsigned lines = 0;
    FILE *page = fopen("docs/log.md", "r");
    FILE *out = fopen(script, "w");
    assert_non_null(page);
    assert_non_null(out);
    while (fgets(line, sizeof line, page)) {
        if (strcmp(line, "```\n") == 0)
            inside = false;
        if (inside) {
            assert_true(fputs(line, out) >= 0);
            lines++;
        }
        if (strcmp(line, "```sh\n") == 0)
            inside = true;
    }
    fclose(page);
    assert_int_equal(fclose(out), 0);
    assert_true(lines > 20);
}

static int set_up_group(void **state)
{
    (void)state;
    struct err e = {0};
    struct log_head last;
    fixture_make(&fixture);
    struct log *log = fixture_open(&fixture);
    fixture_append(log, 1, EVENTS);
    assert_true(log_head(log, &last, &e));
    log_head_format(&last, &head);
    log_close(log);
    snprintf(pristine, sizeof pristine, "%s/pristine", fixture.dir);
    snprintf(script, sizeof script, "%s/verify.sh", fixture.dir);
    fixture_copy(fixture.path, pristine);
    extract();
    return 0;
}

static int tear_down_group(void **state)
{
    (void)state;
    str_release(&head);
    fixture_remove(&fixture);
    return 0;
}

/* Runs the script and compares its exit status and the start of what it prints. */
static void assert_says(const char *kept, int status, const char *expected)
{
    char command[512], said[512] = "";
    snprintf(command, sizeof command, "sh %s %s %s 2>&1", script, fixture.path, kept);
    FILE *out = popen(command, "r");
    assert_non_null(out);
    size_t n = fread(said, 1, sizeof said - 1, out);
    said[n] = '\0';
    int ended = pclose(out);
    if (strncmp(said, expected, strlen(expected)) != 0)
        fail_msg("not \"%s\" but: %s", expected, said);
    assert_true(WIFEXITED(ended));
    assert_int_equal(WEXITSTATUS(ended), status);
}

static void tamper(const char *sql)
{
    char all[512];
    fixture_copy(pristine, fixture.path);
    snprintf(all, sizeof all, DROP_TRIGGERS "%s", sql);
    assert_int_equal(fixture_sql(fixture.path, all), SQLITE_OK);
}

static void test_good_log(void **state)
{
    (void)state;
    char expected[128];
    fixture_copy(pristine, fixture.path);
    snprintf(expected, sizeof expected, "OK: head %s\n", str_text(&head));
    assert_says("", 0, expected);
    assert_says(str_text(&head), 0, expected);
}

/* Also while the program has it open: the last events are beside the file. */
static void test_log_in_use(void **state)
{
    (void)state;
    fixture_copy(pristine, fixture.path);
    struct log *log = fixture_open(&fixture);
    fixture_append(log, 7, 3);
    assert_says(str_text(&head), 0, "OK: head 9:");
    log_close(log);
}

static void test_empty_log(void **state)
{
    (void)state;
    tamper("DELETE FROM event");
    assert_says("", 0, "OK: head 0:0000");
    assert_says(str_text(&head), 1, "BAD: event 1: it is missing");
}

static void test_tampered_log(void **state)
{
    (void)state;
    tamper("UPDATE event SET body = CAST(substr(body, 1, length(body) - 1) || x'31' AS BLOB) "
           "WHERE seq = 3");
    assert_says("", 1, "BAD: event 3: its bytes");
    tamper("UPDATE event SET salt = randomblob(32) WHERE seq = 2");
    assert_says("", 1, "BAD: event 2: its bytes");
    tamper("UPDATE event SET prev = randomblob(32) WHERE seq = 4");
    assert_says("", 1, "BAD: event 4: it does not link");
    tamper("UPDATE event SET record = 'D-2004-99999' WHERE seq = 5");
    assert_says("", 1, "BAD: event 5: its columns");
    tamper("UPDATE event SET id = randomblob(16) WHERE seq = 1");
    assert_says("", 1, "BAD: event 1: its columns");
    tamper("DELETE FROM event WHERE seq = 2");
    assert_says("", 1, "BAD: event 2: it is missing");
    tamper("DELETE FROM event WHERE seq > 4");
    assert_says("", 0, "OK: head 4:");
    assert_says(str_text(&head), 1, "BAD: event 5: it is missing");
    assert_says("6:00", 1, "BAD: event 5: it is missing");
    fixture_copy(pristine, fixture.path);
    assert_says("6:00", 1, "BAD: event 6: not the head given");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_log),
        cmocka_unit_test(test_log_in_use),
        cmocka_unit_test(test_empty_log),
        cmocka_unit_test(test_tampered_log),
    };
    return cmocka_run_group_tests(tests, set_up_group, tear_down_group);
}
