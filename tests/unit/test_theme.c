/* Themes: those that ship, what a file of one's own changes, and what is refused with what advice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "config/theme.h"
#include "tests/support/places.h"

static struct themes load(void)
{
    struct themes t;
    struct err e = {0};
    if (!themes_load(workspace, &t, &e))
        fail_msg("%s:%u:%u: %s", e.file, e.line, e.col, e.what);
    return t;
}

static const struct theme *named(const struct themes *t, const char *name)
{
    struct err e;
    const struct theme *found = themes_find(t, name, &e);
    assert_non_null(found);
    return found;
}

static bool looks_same(const struct look *a, const struct look *b)
{
    return memcmp(a->colour, b->colour, sizeof a->colour) == 0 && a->attributes == b->attributes;
}

static void test_shipped(void **state)
{
    struct themes t = load();
    const struct theme *mono = named(&t, "monochrome");
    const struct theme *plain = named(&t, "default");
    (void)state;
    named(&t, "high-contrast");
    assert_int_equal(t.count, 3);
    for (int s = 0; s < STYLE_TOTAL; s++) {
        assert_true(*style_defs[s].name && *style_defs[s].help);
        for (int b = 0; b < BACKGROUNDS; b++)
            for (int d = 0; d < DEPTHS; d++)
                assert_int_equal(mono->look[s].colour[b][d], COLOUR_OWN);
    }
    /* What must be told from ordinary text is so without colours too, in every theme. */
    static const enum style must[] = {STYLE_STRONG, STYLE_ESCAPED, STYLE_MATCH, STYLE_WARNING,
                                      STYLE_ERROR};
    for (size_t i = 0; i < t.count; i++) {
        for (size_t m = 0; m < sizeof must / sizeof *must; m++)
            assert_int_not_equal(t.theme[i].look[must[m]].attributes, 0);
        assert_int_not_equal(t.theme[i].look[STYLE_ESCAPED].attributes,
                             t.theme[i].look[STYLE_MATCH].attributes);
    }
    assert_int_equal(plain->look[STYLE_DIM].colour[BACKGROUND_DARK][DEPTH_256], 6);
    assert_int_equal(plain->look[STYLE_DIM].colour[BACKGROUND_LIGHT][DEPTH_16], 4);
    assert_int_equal(plain->look[STYLE_DIM].colour[BACKGROUND_LIGHT][DEPTH_256], 24);
    themes_release(&t);
    themes_release(&t);
}

static void test_a_file_of_ones_own(void **state)
{
    (void)state;
    place_write(user, "tipreview/theme.yaml",
                "themes:\n"
                "  default:\n"
                "    error: {attributes: underline bold, dark: {256: 200, 8: blue}, light: own}\n"
                "  mine:\n"
                "    dim: {dark: {16: bright-black}}\n");
    struct themes t = load();
    const struct look *error = &named(&t, "default")->look[STYLE_ERROR];
    const struct theme *mine = named(&t, "mine");
    assert_int_equal(t.count, 4);
    assert_int_equal(error->attributes, LOOK_BOLD | LOOK_UNDERLINE);
    assert_int_equal(error->colour[BACKGROUND_DARK][DEPTH_8], 4);
    assert_int_equal(error->colour[BACKGROUND_DARK][DEPTH_16], 4);
    assert_int_equal(error->colour[BACKGROUND_DARK][DEPTH_256], 200);
    assert_int_equal(error->colour[BACKGROUND_LIGHT][DEPTH_256], COLOUR_OWN);
    assert_int_equal(named(&t, "default")->look[STYLE_DIM].colour[BACKGROUND_DARK][DEPTH_8], 6);
    assert_true(looks_same(&mine->look[STYLE_ERROR], &mine->look[STYLE_NORMAL]));
    themes_release(&t);
    /* The workspace's own is nearer. */
    place_write(workspace, "config/theme.yaml", "themes: {ours: {dim: {dark: red}}}\n");
    t = load();
    assert_int_equal(t.count, 4);
    named(&t, "ours");
    themes_release(&t);
}

static void test_refusals(void **state)
{
    static const struct {
        const char *text, *holds;
    } rows[] = {
        {"theme: {}\n", "theme.yaml:1:1: unknown name \"theme\": did you mean \"themes\"?"},
        {"themes:\n  default:\n    eror: {}\n",
         ":3:5: unknown name \"eror\": did you mean \"error\"?"},
        {"themes:\n  a:\n    dim: {drak: red}\n", ":3:11: unknown name \"drak\""},
        {"themes:\n  a:\n    dim: {dark: purple}\n", ":3:17: \"purple\" is no colour: write black"},
        {"themes:\n  a:\n    dim: {dark: yelow}\n", "did you mean yellow?"},
        {"themes:\n  a:\n    dim: {dark: {8: bright-red}}\n",
         ":3:21: \"bright-red\" is none of 8 colours: write black to white"},
        {"themes:\n  a:\n    dim: {dark: {16: bright-red}}\n", NULL},
        {"themes:\n  a:\n    dim: {dark: {16: 16}}\n", "\"16\" is none of 16 colours"},
        {"themes:\n  a:\n    dim: {dark: {256: 256}}\n", "\"256\" is no colour"},
        {"themes:\n  a:\n    dim: {dark: {88: red}}\n", ":3:18: unknown name \"88\""},
        {"themes:\n  a:\n    dim: {dark: [red]}\n", ":3:17: a colour is expected"},
        {"themes:\n  a:\n    dim: {attributes: bold blink}\n",
         ":3:23: \"blink\" is no attribute: write bold, underline or reverse"},
        {"themes:\n  a:\n    dim: red\n", ":3:10: a mapping is expected"},
        {"themes: []\n", ":1:9: themes: a mapping is expected"},
        {"# nothing\n", "\"themes\" is missing"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct themes t;
        struct err e = {0};
        struct str said = STR_INIT;
        place_write(user, "tipreview/theme.yaml", rows[i].text);
        if (!rows[i].holds) {
            assert_true(themes_load(workspace, &t, &e));
            themes_release(&t);
            continue;
        }
        assert_false(themes_load(workspace, &t, &e));
        assert_int_equal(e.kind, ERR_USAGE);
        assert_int_equal(t.count, 3);
        err_format(&e, &said);
        if (!strstr(str_text(&said), rows[i].holds))
            fail_msg("%s\n  wanted %s", str_text(&said), rows[i].holds);
        str_release(&said);
        themes_release(&t);
    }
}

static void test_unknown_theme(void **state)
{
    struct themes t = load();
    struct err e;
    (void)state;
    assert_null(themes_find(&t, "monocrome", &e));
    assert_non_null(strstr(e.what, "did you mean monochrome? Known are default, high-contrast"));
    assert_null(themes_find(&t, "", &e));
    assert_non_null(strstr(e.what, "known are default"));
    themes_release(&t);
}

static void test_background(void **state)
{
    static const struct {
        const char *says;
        enum background is;
    } rows[] = {
        {NULL, BACKGROUND_DARK},
        {"", BACKGROUND_DARK},
        {"15;0", BACKGROUND_DARK},
        {"0;15", BACKGROUND_LIGHT},
        {"0;7", BACKGROUND_LIGHT},
        {"15;8", BACKGROUND_DARK},
        {"0;default;15", BACKGROUND_LIGHT},
        {"x;y", BACKGROUND_DARK},
        {"0;99", BACKGROUND_DARK},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(background_of(BACKGROUND_AUTO, rows[i].says), rows[i].is);
        assert_int_equal(background_of(BACKGROUND_LIGHT, rows[i].says), BACKGROUND_LIGHT);
        assert_int_equal(background_of(BACKGROUND_DARK, rows[i].says), BACKGROUND_DARK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_shipped, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_a_file_of_ones_own, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_refusals, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_unknown_theme, make_places, remove_places),
        cmocka_unit_test(test_background),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
