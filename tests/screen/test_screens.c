/* Plays tests/screen/scripts/<name>.keys and compares what is shown with tests/screen/golden/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/screen.h"

static const char *const records[] = {"tests/screen/records/debriefings.yaml", NULL};

static void play(const char *script)
{
    struct screen s;
    screen_open(&s, records, 24, 80);
    screen_script(&s, script);
    screen_close(&s);
}

static void test_queue(void **state)
{
    (void)state;
    play("tests/screen/scripts/queue.keys");
}

static void test_columns(void **state)
{
    (void)state;
    play("tests/screen/scripts/columns.keys");
}

static void test_limits(void **state)
{
    char folder[256];
    const char *before = getenv("XDG_CONFIG_HOME");
    char *kept = before ? strdup(before) : NULL;
    (void)state;
    folder_make(folder, sizeof folder);
    setenv("XDG_CONFIG_HOME", folder, 1);
    play("tests/screen/scripts/limits.keys");
    folder_remove(folder);
    if (kept)
        setenv("XDG_CONFIG_HOME", kept, 1);
    else
        unsetenv("XDG_CONFIG_HOME");
    free(kept);
}

static void test_sizes(void **state)
{
    (void)state;
    play("tests/screen/scripts/sizes.keys");
}

static void test_typing(void **state)
{
    (void)state;
    play("tests/screen/scripts/typing.keys");
}

static void test_mouse(void **state)
{
    (void)state;
    play("tests/screen/scripts/mouse.keys");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_queue), cmocka_unit_test(test_limits), cmocka_unit_test(test_columns),
        cmocka_unit_test(test_sizes), cmocka_unit_test(test_typing), cmocka_unit_test(test_mouse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
