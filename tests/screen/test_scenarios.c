/* What a reviewer goes through: a script each in tests/screen/scenarios/; tests/README.md lists them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/screen.h"

enum { CLEAR_CASES = 120 };

static char folder[256], clear_cases[300];

static struct scenario {
    const char *name, *records;
    struct screen_look look;
} scenarios[] = {
    {"1-clear-cases", clear_cases, {.rows = 24, .cols = 80}},
    {"2-undo-after-restart", clear_cases, {.rows = 24, .cols = 80}},
    {"3-lost-line", "tests/screen/records/debriefings.yaml", {.rows = 24, .cols = 80}},
    {"4-age", "tests/screen/records/case.yaml", {.rows = 24, .cols = 80}},
    {"5-definitions-differ", clear_cases, {.rows = 24, .cols = 80}},
    {"6-paste", clear_cases, {.rows = 24, .cols = 80}},
    {"7-round", "tests/screen/records/round.yaml", {.rows = 24, .cols = 80}},
    {"8-resize", "tests/screen/records/debriefings.yaml", {.rows = 50, .cols = 200}},
    {"9-keys-clash", "tests/screen/records/debriefings.yaml", {.rows = 24, .cols = 80}},
    {"10-arrows",
     "tests/screen/records/debriefings.yaml",
     {.rows = 24, .cols = 80, .theme = "monochrome", .type = "vt100", .locale = "C"}},
};

static int make_clear_cases(void **state)
{
    struct str yaml = STR_INIT;
    (void)state;
    for (unsigned i = 1; i <= CLEAR_CASES; i++)
        str_addf(&yaml,
                 "---\nkind: debriefing\nid: D-2004-%05u\ndate: 2004-%02u-01\ndepartment: police\n"
                 "person: {sex: female, age: %u, nationality: CN, status: visitor}\n"
                 "prostitution: yes\nstated_volition: yes\nscreened: yes\n"
                 "narrative: Made up. She said that nobody forced or deceived her.\n",
                 i, i % 12 + 1, 20 + i % 30);
    folder_make(folder, sizeof folder);
    snprintf(clear_cases, sizeof clear_cases, "%s/clear.yaml", folder);
    folder_write(clear_cases, str_text(&yaml), yaml.len);
    str_release(&yaml);
    return 0;
}

static int remove_clear_cases(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static void test_scenario(void **state)
{
    const struct scenario *scenario = *state;
    const char *const files[] = {scenario->records, NULL};
    struct screen s;
    char path[128];
    snprintf(path, sizeof path, "tests/screen/scenarios/%s.keys", scenario->name);
    screen_open_look(&s, files, &scenario->look);
    screen_script(&s, path);
    screen_close(&s);
}

int main(void)
{
    enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };
    struct CMUnitTest tests[SCENARIOS];
    for (size_t i = 0; i < SCENARIOS; i++)
        tests[i] = (struct CMUnitTest){
            .name = scenarios[i].name, .test_func = test_scenario, .initial_state = &scenarios[i]};
    return cmocka_run_group_tests_name("scenarios", tests, make_clear_cases, remove_clear_cases);
}
