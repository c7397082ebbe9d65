/* What a freeze says and how it is read again; the digest of a year's records; days and events of the past. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "models/as_of.h"
#include "models/freeze.h"
#include "models/record_set.h"
#include "tests/support/catalogs.h"
#include "tests/support/criteria.h"
#include "tests/support/folder.h"

/* A table of one year with a row whose id is hard to write down. */
static void what_is_written_is_read_again(void **state)
{
    const struct summary_row row[] = {{.id = "visitors"}, {.id = "a=b/c\n\xe6\xb8\xaf"}};
    const struct summary_column column[] = {{.id = "all"}, {.id = "trafficking"}};
    struct summary_cell cell[] = {
        {.n = 12}, {.n = 3, .cover = COVER_SMALL}, {.n = 0}, {.n = 7, .cover = COVER_SECONDARY}};
    struct summary_table table = {.id = "t",
                                  .row = row,
                                  .rows = 2,
                                  .column = column,
                                  .columns = 2,
                                  .per_year = 2,
                                  .cell = cell};
    struct summary_year year = {.year = 2004, .provisional = true};
    const struct summary s = {.year = &year,
                              .years = 1,
                              .table = &table,
                              .tables = 1,
                              .threshold = 5,
                              .criteria.byte = {1, 2, 3}};
    struct frozen release = {.release = true, .record_count = 9, .head.seq = 41}, back = {.seq = 0};
    struct event event;
    struct str detail = STR_INIT;
    struct err e;
    (void)state;
    assert_true(freeze_figures(&release, &s, 0, &e));
    freeze_detail(&release, &detail);
    event_init(&event, EVENT_FREEZE);
    event.detail = str_text(&detail);
    event.seq = 42;
    assert_true(freeze_read(&event, &back, &e));
    assert_int_equal(back.figures, 4);
    assert_string_equal(freeze_figure(&back, "t/visitors/all"), "12");
    assert_string_equal(freeze_figure(&back, "t/visitors/trafficking"), "<5");
    assert_string_equal(freeze_figure(&back, "t/a%3Db%2Fc%0A%E6%B8%AF/all"), "0");
    assert_string_equal(freeze_figure(&back, "t/a%3Db%2Fc%0A%E6%B8%AF/trafficking"), "[c]");
    assert_null(freeze_figure(&back, "t/others"));
    assert_true(back.release && back.provisional && back.year == 2004 && back.seq == 42);
    assert_true(back.head.seq == 41 && back.record_count == 9);
    event.detail = "year=2004";
    assert_false(freeze_read(&event, &back, &e));
    detail.len -= strlen("2004");
    str_add(&detail, "4294969300"); /* 2004 in 32 bits */
    event.detail = str_text(&detail);
    assert_false(freeze_read(&event, &back, &e));
    str_release(&detail);
    freeze_release(&release);
    freeze_release(&back);
}

static void write_records(const char *folder, const char *name, const char *first,
                          const char *second)
{
    char path[128];
    struct str text = STR_INIT;
    const char *const id[] = {first, second};
    for (int i = 0; i < 2; i++)
        if (id[i])
            str_addf(&text,
                     "---\nkind: debriefing\nid: %s\ndate: 2004\ndepartment: police\n"
                     "narrative: made up\n",
                     id[i]);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    folder_write(path, str_text(&text), text.len);
    str_release(&text);
}

static struct sha256 digest_of(const char *folder, uint64_t *count)
{
    struct criteria *criteria = shipped_criteria();
    struct catalog *c = load_catalog(folder, criteria, NULL);
    struct sha256 digest;
    struct err e;
    assert_true(record_set_digest(c, 2004, &digest, count, &e));
    catalog_free(c);
    criteria_free(criteria);
    return digest;
}

static void the_set_of_records_has_no_order(void **state)
{
    char folder[64];
    uint64_t a, b, c;
    (void)state;
    folder_make(folder, sizeof folder);
    write_records(folder, "a.yaml", "D-1", "D-2");
    write_records(folder, "b.yaml", "D-3", NULL);
    struct sha256 one = digest_of(folder, &a);
    write_records(folder, "a.yaml", "D-3", NULL);
    write_records(folder, "b.yaml", "D-2", "D-1");
    struct sha256 other_order = digest_of(folder, &b);
    write_records(folder, "b.yaml", "D-2", NULL);
    struct sha256 one_less = digest_of(folder, &c);
    assert_true(sha256_equal(&one, &other_order));
    assert_false(sha256_equal(&one, &one_less));
    assert_true(a == 3 && b == 3 && c == 2);
    folder_remove(folder);
}

static void a_day_ends_at_midnight_and_a_number_is_an_event(void **state)
{
    struct as_of at;
    struct err e;
    (void)state;
    assert_true(as_of_parse("1970-01-01", &at, &e));
    assert_true(at.before_us == INT64_C(86400000000) && at.seq == UINT64_MAX);
    assert_true(as_of_parse("1999-12-31", &at, &e));
    assert_true(at.before_us == INT64_C(946684800000000));
    assert_true(as_of_parse("2004", &at, &e));
    assert_true(at.seq == 2004 && at.before_us == INT64_MAX);
    static const char *const wrong[] = {"", "2004-12", "2004-02-30", "now", "-1", "1e3", "2004 "};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(as_of_parse(wrong[i], &at, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(the_set_of_records_has_no_order),
        cmocka_unit_test(a_day_ends_at_midnight_and_a_number_is_an_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
