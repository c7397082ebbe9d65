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

#include "models/catalog.h"
#include "tests/support/records.h"

static int make(void **state)
{
    *state = catalog_new();
    return *state ? 0 : -1;
}

static int drop(void **state)
{
    catalog_free(*state);
    return 0;
}

static const char *shown(const struct catalog *c, uint32_t row, enum field field, struct str *s)
{
    str_clear(s);
    catalog_format(c, row, field, s);
    return str_text(s);
}

static void every_field_comes_back(void **state)
{
    static const struct {
        enum field field;
        const char *text;
    } given[] = {
        {F_KIND, "debriefing"},    {F_ID, "D-1"},
        {F_DATE, "2004-03-12"},    {F_DEPARTMENT, "police"},
        {F_OPERATION, "OP-1"},     {F_CASE, "C-1"},
        {F_LANGUAGE, "Putonghua"}, {F_INTERPRETER, "yes"},
        {F_PSEUDONYM, "P-7"},      {F_SEX, "female"},
        {F_AGE, "18-20"},          {F_AGE_AT_RECRUITMENT, "48+"},
        {F_AGE_BASIS, "stated"},   {F_NATIONALITY, "NO"},
        {F_STATUS, "visitor"},     {F_ENTRY_DATE, "2004-02"},
        {F_ENTRY_POINT, "LoWu"},   {F_ENTRY_DIRECTION, "into"},
        {F_PROSTITUTION, "no"},    {F_STATED_VOLITION, "yes"},
        {F_SCREENED, "unknown"},   {F_PENDING_ACTION, "removal"},
    };
    struct str pairs = STR_INIT, s = STR_INIT;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        str_addf(&pairs, "%s=%s ", field_defs[given[i].field].path, given[i].text);
    str_add(&pairs, "|She said\nthat.");
    assert_int_equal(add_record(*state, str_text(&pairs), NULL), CATALOG_ADDED);
    /* An operation after it shares columns with it. */
    assert_int_equal(add_record(*state,
                                "kind=operation id=OP-1 date=2004 department=joint type=anti_vice "
                                "title=Night location=Kok partner=LA persons_arrested=34 "
                                "visitors_arrested=0 persons_debriefed=30",
                                NULL),
                     CATALOG_ADDED);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        assert_string_equal(shown(*state, 0, given[i].field, &s), given[i].text);
    assert_string_equal(shown(*state, 0, F_NARRATIVE, &s), "She said\nthat.");
    assert_string_equal(shown(*state, 0, F_TITLE, &s), "");
    assert_string_equal(shown(*state, 1, F_TITLE, &s), "Night");
    assert_string_equal(shown(*state, 1, F_PARTNER, &s), "LA");
    assert_string_equal(shown(*state, 1, F_PERSONS_ARRESTED, &s), "34");
    assert_string_equal(shown(*state, 1, F_VISITORS_ARRESTED, &s), "0");
    assert_string_equal(shown(*state, 1, F_MIGRANTS_INTERCEPTED, &s), "");
    assert_int_equal(catalog_cell(*state, 1, F_STATUS), 0);
    assert_int_equal(catalog_year(*state, 1), 2004);
    str_release(&pairs);
    str_release(&s);
}

static void a_taken_id_is_a_duplicate(void **state)
{
    uint32_t row = 9;
    add_record(*state, "kind=debriefing id=D-1 date=2004 department=police", NULL);
    assert_int_equal(add_record(*state, "kind=debriefing id=D-1 date=2005 department=police", &row),
                     CATALOG_DUPLICATE);
    assert_int_equal(row, 0);
    assert_int_equal(catalog_rows(*state), 1);
    assert_int_equal(catalog_find(*state, "D-1"), 0);
    assert_int_equal(catalog_find(*state, "D-2"), CATALOG_NONE);
}

/* Design section 6: the record's case, else its operation, even a missing one, else itself. */
static void cases_follow_the_rule(void **state)
{
    struct catalog *c = *state;
    const char *const rows[] = {
        "kind=debriefing id=D-0 date=2004-02 department=police operation=OP-1",
        "kind=operation id=OP-1 date=2004-01 department=police",
        "kind=debriefing id=D-2 date=2004 department=police case=C-1 operation=OP-1",
        "kind=operation id=OP-3 date=2003-12 department=police case=C-1",
        "kind=debriefing id=D-4 date=2004 department=police operation=MISSING",
        "kind=debriefing id=D-5 date=2003 department=police operation=MISSING",
        "kind=debriefing id=D-6 date=2004 department=police",
        "kind=debriefing id=D-7 date=2004 department=police case=OP-1",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(add_record(c, rows[i], NULL), CATALOG_ADDED);
    assert_int_equal(catalog_case(c, 0), catalog_case(c, 1));
    assert_int_equal(catalog_case(c, 2), catalog_case(c, 3));
    assert_int_equal(catalog_case(c, 4), catalog_case(c, 5));
    assert_int_not_equal(catalog_case(c, 0), catalog_case(c, 2));
    assert_int_not_equal(catalog_case(c, 0),
                         catalog_case(c, 7)); /* a case of the same name is another */
    assert_int_equal(catalog_cases(c), 5);
    assert_int_equal(catalog_case_year(c, catalog_case(c, 2)), 2003);
    assert_int_equal(catalog_case_year(c, catalog_case(c, 4)), 2003);
    assert_int_equal(catalog_case_year(c, catalog_case(c, 0)), 2004);
}

static void many_rows_are_found_by_id(void **state)
{
    char pairs[128];
    for (int i = 0; i < 20000; i++) {
        snprintf(pairs, sizeof pairs, "kind=debriefing id=D-%d date=2004 department=police|text %d",
                 i, i);
        assert_int_equal(add_record(*state, pairs, NULL), CATALOG_ADDED);
    }
    for (int i = 0; i < 20000; i += 7) {
        snprintf(pairs, sizeof pairs, "D-%d", i);
        assert_int_equal(catalog_find(*state, pairs), i);
        snprintf(pairs, sizeof pairs, "text %d", i);
        assert_string_equal(catalog_text(*state, (uint32_t)i, F_NARRATIVE, NULL), pairs);
    }
}

static const char yaml[] = "---\nkind: debriefing\nid: D-1\ndate: 2004\ndepartment: police\n"
                           "narrative: |\n  First.\n";

static uint32_t add_from_file(struct catalog *c, const char *path)
{
    struct record r = {.line = 0};
    struct document doc = {.bytes = yaml, .len = sizeof yaml - 1, .line = 1};
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    uint32_t row, file = catalog_add_file(c, path, &st);
    assert_true(record_read(&r, &doc, path, NULL));
    assert_int_equal(catalog_add(c, &r, file, &doc, &row), CATALOG_ADDED);
    record_release(&r);
    return row;
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void a_record_is_read_again_with_its_digest(void **state)
{
    char path[] = "/tmp/tipreview-XXXXXX";
    struct reread again = {.len = 0};
    struct sha256 digest, expected = sha256_of(yaml, sizeof yaml - 1);
    struct err e;
    close(mkstemp(path));
    write_file(path, yaml);
    uint32_t row = add_from_file(*state, path);
    assert_true(catalog_reread(*state, row, NULL, &again, &e));
    assert_string_equal(again.record.value[F_NARRATIVE].text, "First.\n");
    assert_true(sha256_equal(&again.digest, &expected));
    assert_true(catalog_digest(*state, row, &digest, &e));
    assert_true(sha256_equal(&digest, &expected));

    write_file(path, "---\nkind: debriefing\nid: D-1\ndate: 2004\ndepartment: police\n"
                     "narrative: |\n  Other, and longer.\n");
    assert_false(catalog_reread(*state, row, NULL, &again, &e));
    assert_non_null(strstr(e.what, "has changed"));
    unlink(path);
    assert_false(catalog_reread(*state, row, NULL, &again, &e));
    reread_release(&again);
}

static void ids_by_their_beginning(void **state)
{
    enum { IDS = 90 };
    static const char *const beginnings[] = {"D", "D-1", "D-10", "D-89", "D-x", "E", ""};
    char pairs[96], id[16];
    for (unsigned i = 0; i < IDS; i++) {
        snprintf(pairs, sizeof pairs, "kind=debriefing id=D-%u date=2004 department=police |She.",
                 i);
        assert_int_equal(add_record(*state, pairs, NULL), CATALOG_ADDED);
    }
    for (size_t b = 0; b < sizeof beginnings / sizeof *beginnings; b++) {
        uint32_t next = catalog_next_id(*state, beginnings[b], 0, IDS);
        for (unsigned i = 0; i < IDS; i++) {
            snprintf(id, sizeof id, "D-%u", i);
            if (strncmp(id, beginnings[b], strlen(beginnings[b])) != 0)
                continue;
            assert_int_equal(next, i);
            assert_int_equal(catalog_next_id(*state, beginnings[b], i, i), CATALOG_NONE);
            next = catalog_next_id(*state, beginnings[b], i + 1, UINT32_MAX);
        }
        assert_int_equal(next, CATALOG_NONE);
    }
}

/* Of a file that is all wrong, so that it takes no more memory than it has bytes. */
static void equal_problems_have_one_text(void **state)
{
    static const char *const says[] = {"a: b", "c: d", "a: b", "c: d"};
    for (size_t i = 0; i < sizeof says / sizeof *says; i++)
        assert_true(catalog_add_problem(
            *state, &(struct problem){.severity = SEVERITY_ERROR, .text = says[i], .id = ""}));
    for (uint32_t i = 0; i < 2; i++) {
        assert_string_equal(catalog_problem(*state, i).text, says[i]);
        assert_string_equal(catalog_problem(*state, i).id, "");
        assert_ptr_equal(catalog_problem(*state, i).text, catalog_problem(*state, i + 2).text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(equal_problems_have_one_text, make, drop),
        cmocka_unit_test_setup_teardown(every_field_comes_back, make, drop),
        cmocka_unit_test_setup_teardown(a_taken_id_is_a_duplicate, make, drop),
        cmocka_unit_test_setup_teardown(ids_by_their_beginning, make, drop),
        cmocka_unit_test_setup_teardown(cases_follow_the_rule, make, drop),
        cmocka_unit_test_setup_teardown(many_rows_are_found_by_id, make, drop),
        cmocka_unit_test_setup_teardown(a_record_is_read_again_with_its_digest, make, drop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
