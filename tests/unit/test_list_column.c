#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "config/criteria_files.h"
#include "models/list_column.h"
#include "tests/support/records.h"

/* Every column has a name by which it is found again, and fits into the choice but once. */
static void names(void **state)
{
    struct err e;
    (void)state;
    for (unsigned column = 0; column < COLUMN_TOTAL; column++) {
        struct column_choice choice = {.count = 0};
        if (column == F_REPORTED)
            continue;
        struct list_column c = list_column_of(column);
        assert_true(column_choice_add(&choice, c.name, &e));
        assert_int_equal(choice.column[0], column);
        assert_true(*c.heading && *c.help);
        assert_false(column_choice_add(&choice, c.name, &e));
        assert_non_null(strstr(e.what, "there twice"));
    }
}

static void the_text_is_the_last(void **state)
{
    static const char *const added[] = {"narrative", "id", "person.age", "outcome"};
    static const unsigned wanted[] = {F_ID, F_AGE, COLUMN_OUTCOME, COLUMN_NARRATIVE};
    struct column_choice choice = {.count = 0};
    struct err e;
    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_true(column_choice_add(&choice, added[i], &e));
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(choice.column[i], wanted[i]);
    assert_false(column_choice_add(&choice, "reported", &e));
    assert_false(column_choice_add(&choice, "outcom", &e));
    assert_non_null(strstr(e.what, "did you mean outcome?"));
}

static const char *cell(const struct catalog *c, const struct review *r, const char *id,
                        unsigned column)
{
    static struct str text;
    str_clear(&text);
    list_column_format(column, c, r, catalog_find(c, id), &text);
    return str_text(&text);
}

static void cells(void **state)
{
    struct err e;
    struct criteria *criteria = config_criteria(NULL, &e);
    struct catalog *c = catalog_new();
    struct review *r = review_new(c, criteria);
    (void)state;
    add_record(c,
               "kind=debriefing id=D-1 date=2004-03 department=police person.age=16 "
               "pending_action=charge",
               NULL);
    add_record(c,
               "kind=operation id=OP-1 date=2003 department=joint type=interdiction "
               "persons_arrested=3",
               NULL);
    assert_true(review_add_rows(r, &e));
    assert_string_equal(cell(c, r, "D-1", COLUMN_FROM), "police");
    assert_string_equal(cell(c, r, "OP-1", COLUMN_FROM), "interdiction");
    assert_string_equal(cell(c, r, "D-1", F_DATE), "2004-03");
    assert_string_equal(cell(c, r, "D-1", F_NATIONALITY), "?");
    assert_string_equal(cell(c, r, "OP-1", F_NATIONALITY), "");
    assert_string_equal(cell(c, r, "OP-1", F_PERSONS_ARRESTED), "3");
    assert_string_equal(cell(c, r, "D-1", COLUMN_YEAR), "2004");
    assert_string_equal(cell(c, r, "D-1", COLUMN_PRIORITY), "1");
    assert_string_equal(cell(c, r, "D-1", COLUMN_STATE), "undecided");
    assert_string_equal(cell(c, r, "D-1", COLUMN_OUTCOME), "");
    struct event event;
    event_init(&event, EVENT_NOTE);
    event.seq = 1;
    event.record = "D-1";
    event.reviewer = "anna";
    assert_true(review_apply(r, &event, &e));
    assert_string_equal(cell(c, r, "D-1", COLUMN_NOTES), "1");
    assert_string_equal(cell(c, r, "D-1", COLUMN_FLAG), "");
    review_free(r);
    catalog_free(c);
    criteria_free(criteria);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names),
        cmocka_unit_test(the_text_is_the_last),
        cmocka_unit_test(cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
