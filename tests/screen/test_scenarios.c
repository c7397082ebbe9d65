/* What a reviewer goes through, as scripts: tests/screen/scripts/scenario-*.keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support/screen.h"

static const char *const records[] = {"tests/screen/records/debriefings.yaml", NULL};

static void play(const char *script, const struct screen_look *look)
{
    struct screen s;
    screen_open_look(&s, records, look);
    screen_script(&s, script);
    screen_close(&s);
}

static void test_resized_while_a_dialog_is_open(void **state)
{
    (void)state;
    play("tests/screen/scripts/scenario-8.keys", &(struct screen_look){.rows = 50, .cols = 200});
}

static void test_arrows_without_colour_and_utf8(void **state)
{
    (void)state;
    play("tests/screen/scripts/scenario-10.keys",
         &(struct screen_look){
             .rows = 24, .cols = 80, .theme = "monochrome", .type = "vt100", .locale = "C"});
    setenv("LC_ALL", "C.UTF-8", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resized_while_a_dialog_is_open),
        cmocka_unit_test(test_arrows_without_colour_and_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
