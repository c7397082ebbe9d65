#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "config/criteria_files.h"
#include "models/priority.h"

static struct criteria *criteria;

/* The priority of a record of these lines, beside those that every one has. */
static enum priority of(const char *kind, const char *lines)
{
    char text[600];
    struct record r = {.line = 1};
    int n = snprintf(text, sizeof text,
                     "kind: %s\nid: D-1\ndate: 2004\ndepartment: police\n%snarrative: Made up.\n",
                     kind, lines);
    struct document doc = {.bytes = text, .len = (size_t)n, .line = 1};
    struct catalog *c = catalog_new();
    uint32_t row;
    assert_non_null(c);
    assert_true(record_read(&r, &doc, "a.yaml", criteria));
    assert_int_equal(catalog_add_file(c, "a.yaml", NULL), 0);
    assert_int_equal(catalog_add(c, &r, 0, &doc, &row), CATALOG_ADDED);
    enum priority p = priority_of(c, criteria, row);
    record_release(&r);
    catalog_free(c);
    return p;
}

static void pending_first(void **state)
{
    static const char *const first[] = {
        "pending_action: charge\nperson: {age: 16}\n",
        "pending_action: removal\nperson: {age: 16-19}\n",
        "pending_action: charge\nperson: {age: unknown}\n",
        "pending_action: charge\n",
        "pending_action: charge\nperson: {age: 20, age_at_recruitment: 17}\n",
        "pending_action: charge\nperson: {age: 30}\nreported: {means.deception: present}\n",
        "pending_action: removal\nperson: {age: 30}\nreported: {sign.debt_bondage: present}\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (of("debriefing", first[i]) != PRIORITY_PENDING)
            fail_msg("%s", first[i]);
}

static void then_what_is_reported(void **state)
{
    static const char *const reported[] = {
        "person: {age: 16}\nreported: {means.deception: present}\n",
        "pending_action: none\nreported: {sign.other: present}\n",
        "pending_action: charge\nperson: {age: 30}\nreported: {act.receipt: present}\n",
        ("pending_action: charge\nperson: {age: 30}\n"
         "reported: {purpose.prostitution: present, means.force: absent}\n"),
    };
    (void)state;
    for (size_t i = 0; i < sizeof reported / sizeof *reported; i++)
        if (of("debriefing", reported[i]) != PRIORITY_REPORTED)
            fail_msg("%s", reported[i]);
    assert_int_equal(of("operation", "reported: {means.force: present}\n"), PRIORITY_REPORTED);
}

static void then_the_rest(void **state)
{
    static const char *const rest[] = {
        "",
        "person: {age: 16}\n",
        "pending_action: unknown\n",
        "pending_action: charge\nperson: {age: 30}\n",
        "pending_action: removal\nperson: {age: 18-20}\nreported: {means.force: unknown}\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        if (of("debriefing", rest[i]) != PRIORITY_REST)
            fail_msg("%s", rest[i]);
    assert_int_equal(of("operation", ""), PRIORITY_REST);
}

static int setup(void **state)
{
    struct err e;
    (void)state;
    criteria = config_criteria(NULL, &e);
    return criteria ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    criteria_free(criteria);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pending_first),
        cmocka_unit_test(then_what_is_reported),
        cmocka_unit_test(then_the_rest),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
