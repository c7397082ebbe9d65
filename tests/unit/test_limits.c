#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/settings.h"
#include "tests/support/folder.h"
#include "tests/support/places.h"

static struct settings load(void)
{
    struct settings s;
    struct err e;
    if (!settings_load(workspace, &s, &e))
        fail_msg("%s", e.what);
    return s;
}

static const char *named(const struct settings *s, const char *name)
{
    struct err e;
    const struct named_limit *l = limits_find(&s->limits, name, &e);
    return l ? l->expression : NULL;
}

static void test_settings_are_united(void **state)
{
    (void)state;
    place_write(user, "tipreview/settings.yaml", "limits: {b: year:2003, a: flagged}\n");
    place_write(workspace, "tipreview.yaml", "limits:\n  b: \"'x' & stale\"\n");
    struct settings s = load();
    assert_int_equal(s.limits.count, 2);
    assert_string_equal(s.limits.item[0].name, "a");
    assert_string_equal(named(&s, "b"), "'x' & stale");
    assert_null(named(&s, "c"));
    settings_release(&s);
}

/* What the console saves comes back, and what the user wrote stays as it was. */
static void test_saved(void **state)
{
    static const char own[] = "# mine\nlimits:\n  mine: year:2004 # a comment\n";
    struct str text = STR_INIT;
    struct stat st;
    struct err e;
    (void)state;
    place_write(user, "tipreview/settings.yaml", own);
    struct settings s = load();
    assert_true(limits_save(&s.limits, &s.arena, "it-s", "\"it's\" | 護照", &e));
    assert_true(limits_save(&s.limits, &s.arena, "old", "flagged", &e));
    assert_true(limits_save(&s.limits, &s.arena, "old", "stale", &e));
    assert_false(limits_save(&s.limits, &s.arena, "mine", "stale", &e));
    assert_non_null(strstr(e.what, "stands in the settings"));
    settings_release(&s);
    assert_int_equal(stat(place_path(user, "tipreview/limits.yaml"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);

    /* Two consoles: neither loses what the other saved. */
    s = load();
    struct settings other = load();
    assert_string_equal(named(&s, "it-s"), "\"it's\" | 護照");
    assert_string_equal(named(&s, "old"), "stale");
    assert_string_equal(named(&s, "mine"), "year:2004");
    assert_true(limits_save(&other.limits, &other.arena, "new", "undecided", &e));
    assert_true(limits_save(&s.limits, &s.arena, "old", NULL, &e));
    assert_null(named(&s, "old"));
    assert_string_equal(named(&s, "new"), "undecided");
    assert_false(limits_save(&s.limits, &s.arena, "old", NULL, &e));
    settings_release(&other);
    settings_release(&s);
    s = load();
    assert_int_equal(s.limits.count, 3);
    settings_release(&s);
    folder_read(place_path(user, "tipreview/settings.yaml"), &text);
    assert_string_equal(str_text(&text), own);
    str_release(&text);
}

static void test_the_folder_is_made(void **state)
{
    struct settings s = load();
    struct err e;
    (void)state;
    assert_true(limits_save(&s.limits, &s.arena, "a", "flagged", &e));
    assert_int_equal(access(place_path(user, "tipreview/limits.yaml"), F_OK), 0);
    settings_release(&s);
}

static void test_refusals(void **state)
{
    static const char *const names[] = {"", "A", "a b", "@a", "0123456789012345678901234567890123"};
    char longer[LIMIT_TEXT_MAX + 2];
    struct settings s = load();
    struct err e;
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_false(limits_save(&s.limits, &s.arena, names[i], "flagged", &e));
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_false(limits_save(&s.limits, &s.arena, "a", longer, &e));
    assert_false(limits_save(&s.limits, &s.arena, "a", "", &e));
    assert_int_equal(s.limits.count, 0);
    settings_release(&s);
    place_write(workspace, "tipreview.yaml", "limits:\n  Big: flagged\n");
    assert_false(settings_load(workspace, &s, &e));
    assert_int_equal(e.line, 2);
    place_write(workspace, "tipreview.yaml", "limits: [a]\n");
    assert_false(settings_load(workspace, &s, &e));
    assert_non_null(strstr(e.what, "a mapping is expected"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_settings_are_united, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_saved, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_the_folder_is_made, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_refusals, make_places, remove_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
