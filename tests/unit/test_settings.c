/* Settings: the defaults, which place wins, and what is refused with what advice; and the closest name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/settings.h"
#include "models/base/closest.h"
#include "tests/support/places.h"

static struct settings load(void)
{
    struct settings s;
    struct err e = {0};
    if (!settings_load(workspace, &s, &e))
        fail_msg("%s:%u:%u: %s", e.file, e.line, e.col, e.what);
    return s;
}

static void test_defaults(void **state)
{
    struct settings s = load();
    (void)state;
    assert_string_equal(s.primary, "legco-2005");
    assert_null(settings_coverage(&s, 2005));
    assert_true(s.catalog);
    assert_string_equal(s.theme, "default");
    assert_int_equal(s.background, BACKGROUND_AUTO);
    assert_int_equal(s.lock, 15);
    assert_string_equal(s.keys, "default");
    assert_int_equal(s.load_workers, 0);
    for (size_t i = 0; i < setting_count; i++) {
        struct str value = STR_INIT;
        struct err e;
        assert_true(*setting_defs[i].name && *setting_defs[i].values && *setting_defs[i].help);
        /* What is shown can be set again. */
        settings_show(&s, i, &value);
        if (!value.len || !settings_set(&s, i, str_text(&value), &e))
            fail_msg("%s: %s", setting_defs[i].name, str_text(&value));
        str_release(&value);
    }
    settings_release(&s);
    assert_null(s.primary);
    settings_release(&s);
}

static void test_places(void **state)
{
    (void)state;
    place_write(user, "tipreview/settings.yaml",
                "primary: palermo\ncoverage:\n  2004: Jan-Nov\n  2005: Jan-Mar\n");
    struct settings s = load();
    assert_string_equal(s.primary, "palermo");
    assert_string_equal(settings_coverage(&s, 2005), "Jan-Mar");
    settings_release(&s);
    place_write(workspace, "tipreview.yaml", "coverage: {2005: Jan-Apr, 2006: \"to 5 May\"}\n");
    s = load();
    assert_string_equal(s.primary, "palermo");
    assert_string_equal(settings_coverage(&s, 2004), "Jan-Nov");
    assert_string_equal(settings_coverage(&s, 2005), "Jan-Apr");
    assert_string_equal(settings_coverage(&s, 2006), "to 5 May");
    settings_release(&s);
    place_write(workspace, "tipreview.yaml", "primary: cap200-s129\n");
    s = load();
    assert_string_equal(s.primary, "cap200-s129");
    settings_release(&s);
    place_write(workspace, "tipreview.yaml", "lock: off\n");
    s = load();
    assert_int_equal(s.lock, 0);
    settings_release(&s);
    place_write(workspace, "tipreview.yaml", "# nothing set\n");
    s = load();
    assert_string_equal(s.primary, "palermo");
    settings_release(&s);
}

static void test_numbers(void **state)
{
    (void)state;
    struct settings s = load();
    assert_int_equal(s.break_minutes, 0);
    assert_int_equal(s.recheck_share, 0);
    assert_int_equal(s.recheck_after, 7);
    assert_true(s.content_warning);
    settings_release(&s);
    place_write(workspace, "tipreview.yaml",
                "break: 45\ncontent_warning: off\nrecheck.share: 5\nrecheck.after: today\n");
    s = load();
    assert_int_equal(s.break_minutes, 45);
    assert_int_equal(s.recheck_share, 5);
    assert_int_equal(s.recheck_after, 0);
    assert_false(s.content_warning);
    settings_release(&s);
}

static void test_many_years(void **state)
{
    struct str text = STR_INIT;
    (void)state;
    str_add(&text, "coverage:\n");
    for (int year = 1901; year < 2101; year++)
        str_addf(&text, "  %d: label %d\n", year, year);
    place_write(workspace, "tipreview.yaml", str_text(&text));
    struct settings s = load();
    assert_string_equal(settings_coverage(&s, 1901), "label 1901");
    assert_string_equal(settings_coverage(&s, 2100), "label 2100");
    assert_null(settings_coverage(&s, 1900));
    settings_release(&s);
    str_release(&text);
}

static void test_refusals(void **state)
{
    static const struct {
        const char *text, *holds;
    } rows[] = {
        {"primry: palermo\n",
         "/tipreview.yaml:1:1: unknown name \"primry\": did you mean \"primary\"?"},
        {"\ncovreage: {}\n",
         "/tipreview.yaml:2:1: unknown name \"covreage\": did you mean \"coverage\"?"},
        {"colour: red\n", "use one of primary, catalog, order, queue.columns, "
                          "limits, coverage"},
        {"primary: Palermo\n", "/tipreview.yaml:1:10: primary: \"Palermo\" is no name"},
        {"primary: [palermo]\n", ":1:10: primary: a text is expected"},
        {"primary:\n", "the text is empty"},
        {"order: dtae\n", ":1:8: order: nothing is sorted by \"dtae\": did you mean date?"},
        {"order: shuffle\n", "write shuffle:7"},
        {"queue.columns: [id, colour]\n", ":1:21: queue.columns: \"colour\" is no column"},
        {"queue.columns: [id, id]\n", "\"id\" is there twice"},
        {"queue.columns: []\n", "the list is empty"},
        {"queue.columns: \",\"\n", "name at least one column"},
        {"queue.columns: {id: 1}\n", "a text is expected"},
        {"coverage: Jan-Apr\n", ":1:11: coverage: a mapping is expected"},
        {"coverage:\n  05: Jan-Apr\n", ":2:3: coverage: \"05\" is no year"},
        {"coverage:\n  0000: Jan-Apr\n", ":2:3: coverage: \"0000\" is no year"},
        {"coverage:\n  2005: [Jan]\n", ":2:9: coverage: a text is expected"},
        {"coverage:\n  2005: \"a\\nb\"\n", "several lines"},
        {"coverage:\n  2005: "
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
         "longer than 64 bytes"},
        {"catalog: yes\n", ":1:10: catalog: \"yes\" is neither: write on or off"},
        {"lock: 0\n", ":1:7: lock: a number is expected: write off, or 1 to 1440"},
        {"lock: 1441\n", "write off, or 1 to 1440"},
        {"lock: 5m\n", "write off, or 1 to 1440"},
        {"background: grey\n", ":1:13: background: \"grey\" is none: write dark, light or auto"},
        {"break: 0\n", ":1:8: break: a number is expected: write off, or 1 to 1440"},
        {"break: soon\n", ":1:8: break: a number"},
        {"recheck.share: 101\n", "write off, or 1 to 100"},
        {"recheck.after: 0\n", "write today, or 1 to 3652"},
        {"primary: palermo\nprimary: palermo\n", ":2:1: "},
        {"- primary\n", ":1:1: a mapping is expected"},
        {"primary: &a palermo\n", ":1:"},
        {"primary: palermo\n---\nprimary: palermo\n", ":2:"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct settings s;
        struct err e = {0};
        struct str said = STR_INIT;
        place_write(workspace, "tipreview.yaml", rows[i].text);
        assert_false(settings_load(workspace, &s, &e));
        assert_int_equal(e.kind, ERR_USAGE);
        err_format(&e, &said);
        if (!strstr(str_text(&said), rows[i].holds))
            fail_msg("%s\n  wanted %s", str_text(&said), rows[i].holds);
        str_release(&said);
    }
}

static const char *name_at(const void *names, size_t i)
{
    return ((const char *const *)names)[i];
}

static void test_closest(void **state)
{
    static const char *const names[] = {"primary", "coverage", "means.force", "means.fraud"};
    static const struct {
        const char *word, *wanted;
    } rows[] = {
        {"primary", "primary"},
        {"primaryy", "primary"},
        {"rpimary", "primary"},
        {"cverage", "coverage"},
        {"means.froce", "means.force"},
        {"means.frau", "means.fraud"},
        {"xyz", NULL},
        {"", NULL},
        {"pri", NULL},
        {"a", NULL},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *got = closest(rows[i].word, name_at, names, 4);
        if (rows[i].wanted)
            assert_string_equal(got, rows[i].wanted);
        else
            assert_null(got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_defaults, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_places, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_numbers, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_many_years, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_refusals, make_places, remove_places),
        cmocka_unit_test(test_closest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
