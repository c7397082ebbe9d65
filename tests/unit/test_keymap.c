/* The keys files, and what keys mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/places.h"
#include "tui/input.h"
#include "tui/key_name.h"
#include "tui/keymap.h"

/* Views as they are: the queue, another list, the case, and one that no scope reaches. */
static const unsigned views[] = {LISTS | QUEUE, LISTS, CASE, 0};
enum { VIEWS = sizeof views / sizeof *views };

static const char *const presets[] = {"default", "vim", "arrows"};
enum { PRESETS = sizeof presets / sizeof *presets };

static void load(struct keymap *m, const char *preset)
{
    struct err e;
    if (!keymap_load(m, preset, false, NULL, &e))
        fail_msg("%s: %u:%u: %s", preset, e.line, e.col, e.what);
}

/* What these keys do: a word, with the number of the key where it is not the first; "..." where more must follow, "" where
 * they mean nothing. */
static const char *does(const struct keymap *m, const char *keys, unsigned scopes)
{
    static char text[64];
    uint32_t key[SEQUENCE_MAX];
    size_t n = 0;
    struct act act = {0};
    while (*keys)
        key[n++] = key_parse(&keys);
    switch (keymap_match(m, key, n, scopes, &act)) {
    case MATCH_NONE:
        return "";
    case MATCH_BEGINS:
        return "...";
    case MATCH_WHOLE:
        break;
    }
    snprintf(text, sizeof text, "%s %u", action_defs[act.action].word, act.key);
    return text;
}

static void test_every_action_is_explained_and_has_a_key(void **state)
{
    (void)state;
    for (size_t p = 0; p < PRESETS; p++) {
        struct keymap m;
        load(&m, presets[p]);
        for (int a = ACTION_NONE + 1; a < ACTION_TOTAL; a++) {
            struct str keys = STR_INIT;
            keymap_keys(&m, (enum action)a, ANY_VIEW, &keys);
            /* With the arrows alone the rest is chosen from the menu. */
            if (!keys.len && strcmp(presets[p], "arrows") != 0)
                fail_msg("%s: %s has no key", presets[p], action_defs[a].word);
            assert_true(strlen(action_defs[a].help) > 3);
            assert_true(action_defs[a].scopes != 0);
            str_release(&keys);
        }
        keymap_release(&m);
    }
}

/* No binding that is in force is hidden by another, in any view. */
static void test_no_key_means_two_things(void **state)
{
    (void)state;
    for (size_t p = 0; p < PRESETS; p++) {
        struct keymap m;
        load(&m, presets[p]);
        for (size_t i = 0; i < m.count; i++) {
            for (size_t v = 0; v < VIEWS; v++) {
                unsigned hits = 0;
                for (size_t k = 0; k < m.count; k++) {
                    const struct binding *a = &m.binding[i], *b = &m.binding[k];
                    unsigned n = a->length < b->length ? a->length : b->length;
                    hits +=
                        memcmp(a->key, b->key, n * sizeof a->key[0]) == 0 && a->views & b->views;
                }
                assert_true(hits == 1 || m.binding[i].views == 0);
            }
        }
        keymap_release(&m);
    }
}

static void test_views(void **state)
{
    struct keymap m;
    (void)state;
    load(&m, "default");
    assert_string_equal(does(&m, "V", CASE), "voluntary 0");
    assert_string_equal(does(&m, "V", QUEUE | LISTS), "");
    assert_string_equal(does(&m, "3", CASE), "answer-means 2");
    assert_string_equal(does(&m, "a", CASE), "...");
    assert_string_equal(does(&m, "a6", CASE), "answer-act 5");
    assert_string_equal(does(&m, "a9", CASE), "");
    assert_string_equal(does(&m, "a", QUEUE | LISTS), "");
    assert_string_equal(does(&m, "<Down>", 0), "down 1");
    assert_string_equal(does(&m, "<Right>", QUEUE | LISTS), "right 0");
    assert_string_equal(does(&m, "<Right>", 0), "");
    assert_true(keymap_counts(&m, QUEUE | LISTS));
    assert_false(keymap_counts(&m, CASE));
    keymap_release(&m);
}

static void test_vim(void **state)
{
    struct keymap m;
    (void)state;
    load(&m, "vim");
    assert_string_equal(does(&m, "g", QUEUE | LISTS), "...");
    assert_string_equal(does(&m, "gg", QUEUE | LISTS), "first 0");
    assert_string_equal(does(&m, "gl", CASE), "limit 0");
    assert_string_equal(does(&m, "l", QUEUE | LISTS), "right 0");
    assert_string_equal(does(&m, "ZZ", 0), "quit 0");
    assert_string_equal(does(&m, "Q", 0), "");
    assert_string_equal(does(&m, "b", 0), "");
    assert_string_equal(does(&m, "j", 0), "down 0");
    keymap_release(&m);
}

/* Nothing but arrows, Enter, Esc and the like, Space, and function keys; the menu is reached in every view without the last. */
static void test_arrows(void **state)
{
    struct keymap m;
    (void)state;
    load(&m, "arrows");
    for (size_t i = 0; i < m.count; i++) {
        assert_int_equal(m.binding[i].length, 1);
        assert_true(m.binding[i].key[0] <= ' ' || m.binding[i].key[0] >= K_BACKSPACE);
    }
    for (size_t v = 0; v < VIEWS; v++) {
        assert_memory_equal(does(&m, "<Space>", views[v]), "menu ", 5);
        assert_string_equal(does(&m, "<Esc>", views[v]), "back 0");
        assert_string_equal(does(&m, "<Down>", views[v]), "down 0");
    }
    assert_string_equal(does(&m, "<Enter>", CASE), "menu 0");
    assert_string_equal(does(&m, "<Enter>", LISTS), "open 0");
    keymap_release(&m);
}

static void shows(const struct keymap *m, enum action action, int scopes, const char *keys)
{
    struct str out = STR_INIT;
    keymap_keys(m, action, scopes, &out);
    assert_string_equal(str_text(&out), keys);
    str_release(&out);
}

static void test_keys_in_words(void **state)
{
    static const struct hint means = {"means", {A_ANSWER_MEANS}},
                             move = {"move", {A_DOWN, A_UP, A_PAGE_DOWN}},
                             flag = {"flag", {A_FLAG}};
    struct keymap m;
    struct str out = STR_INIT;
    uint32_t a = 'a';
    (void)state;
    load(&m, "default");
    shows(&m, A_PAGE_DOWN, LISTS, "<PgDn> <Space> <C-f>");
    shows(&m, A_ANSWER_MEANS, CASE, "1-8");
    shows(&m, A_ANSWER_ACT, ANY_VIEW, "a 1-6");
    shows(&m, A_ANSWER_ACT, LISTS, "");
    assert_string_equal(keymap_label(&m, A_OPEN, LISTS), "Enter");
    assert_string_equal(keymap_label(&m, A_GUIDANCE, LISTS), ":guidance");
    keymap_hint(&m, CASE, &means, &out);
    keymap_hint(&m, LISTS, &flag, &out);
    keymap_hint(&m, CASE, &move, &out);
    assert_string_equal(str_text(&out), "1-8 means  j k PgDn move  ");
    str_clear(&out);
    keymap_follow(&m, &a, 1, CASE, &out);
    assert_string_equal(str_text(&out), "1-6 answer-act  ");
    str_release(&out);
    keymap_release(&m);
}

/* --- files of one's own --- */

static void load_own(struct keymap *m, const char *preset)
{
    struct err e;
    if (!keymap_load(m, preset, true, workspace, &e))
        fail_msg("%s:%u:%u: %s", e.file, e.line, e.col, e.what);
}

static void test_the_nearer_file_wins(void **state)
{
    struct keymap m;
    (void)state;
    place_write(user,
                "tipreview/"
                "keys.yaml",
                "default:\n  tally: [t, x]\n  down: [<Down>, u]\n  case:\n    search: [x]\n");
    place_write(workspace, "config/keys.yaml", "default:\n  summary: t\n  quit: []\n");
    load_own(&m, "default");
    assert_string_equal(does(&m, "t", LISTS), "summary 0");
    assert_string_equal(does(&m, "s", LISTS), "");
    assert_string_equal(does(&m, "x", LISTS), "tally 1");
    assert_string_equal(does(&m, "x", CASE), "search 0");
    assert_string_equal(does(&m, "/", CASE), "");
    assert_string_equal(does(&m, "/", LISTS), "search 0");
    assert_string_equal(does(&m, "u", LISTS), "down 1");
    assert_string_equal(does(&m, "j", LISTS), "");
    assert_string_equal(does(&m, "Q", LISTS), "");
    keymap_release(&m);
    load_own(&m, "vim");
    assert_string_equal(does(&m, "t", LISTS), "summary 0");
    assert_string_equal(does(&m, "ZZ", LISTS), "quit 0");
    keymap_release(&m);
}

static void test_a_preset_of_ones_own(void **state)
{
    struct keymap m;
    (void)state;
    place_write(user,
                "tipreview/"
                "keys.yaml",
                "mine:\n  from: vim\n  tally: [g t]\n  limit: [L]\n");
    load_own(&m, "mine");
    assert_string_equal(does(&m, "gt", LISTS), "tally 0");
    assert_string_equal(does(&m, "gg", LISTS), "first 0");
    assert_string_equal(does(&m, "gl", LISTS), "");
    keymap_release(&m);
}

/* The keys file in README.md, as it stands there. */
static void test_the_sample_takes_no_key_away(void **state)
{
    struct keymap m, shipped;
    struct str readme = STR_INIT;
    (void)state;
    folder_read("README.md", &readme);
    char *sample = strstr(str_text(&readme), "    default:\n");
    assert_non_null(sample);
    char *end = strstr(sample, "\n\n");
    assert_non_null(end);
    *end = '\0';
    place_write(user, "tipreview/keys.yaml", sample);
    load_own(&m, "default");
    assert_string_equal(does(&m, "Y", LISTS), "tally 1");
    load(&shipped, "default");
    for (unsigned a = ACTION_NONE + 1; a < ACTION_TOTAL; a++) {
        struct err e;
        assert_false(keymap_lost(&m, (enum action)a, &e));
        for (unsigned v = 0; v < VIEWS; v++)
            assert_int_equal(keymap_has(&m, (enum action)a, views[v]),
                             keymap_has(&shipped, (enum action)a, views[v]));
    }
    keymap_release(&shipped);
    keymap_release(&m);
    str_release(&readme);
}

static void test_what_is_refused(void **state)
{
    static const struct {
        const char *text;
        unsigned line, col;
        const char *what;
    } refused[] = {
        {"default:\n  down: [x]\n  up: [y, x]\n", 3, 11,
         "x means down already (line 2): give one of them another key"},
        {"default:\n  down: [x]\n  up: [x y]\n", 3, 8,
         "x y and x (down, line 2) cannot both be typed, for one begins the other: change one"},
        {"default:\n  down: [x, x]\n", 2, 13, "x means down already"},
        {"default:\n  doun: [x]\n", 2, 3, "doun is no action: did you mean down?"},
        {"default:\n  frobnicate: [x]\n", 2, 3, "frobnicate is no action: take the line out"},
        {"default:\n  down: [<Dwn>]\n", 2, 10, "<Dwn> is no key: did you mean <Down>?"},
        {"default:\n  down: [jj]\n", 2, 10, "jj is no key: write j, <Down>, <C-r>, or g g"},
        {"default:\n  down: [\"\"]\n", 2, 10, "a key is missing"},
        {"default:\n  down: [a b c d e]\n", 2, 10, "write at most 4 keys"},
        {"default:\n  down: [<C-c>]\n", 2, 10, "Ctrl-C always quits"},
        {"default:\n  down: [g <Esc>]\n", 2, 10, "<Esc> takes begun keys back"},
        {"default:\n  down: [[x]]\n", 2, 10, "down: a key is expected here"},
        {"default:\n  cases:\n    down: [x]\n", 2, 3, "cases is no view"},
        {"default:\n  queue:\n    voluntary: [x]\n", 3, 5, "voluntary does nothing in \"queue\""},
        {"defautl:\n  down: [x]\n", 1, 1,
         "defautl is no preset: the presets are default, vim, arrows; one of your own"},
        {"mine:\n  from: vmi\n", 2, 9, "vmi is no preset: the presets are default, vim, arrows"},
        {"default:\n  from: default\n", 2, 9, "begin with one another in a circle"},
        {"default: j\n", 1, 10, "a mapping is expected here"},
        {"- default\n", 1, 1, "a mapping of presets is expected"},
        {"default:\n  down: [x\n", 2, 9, "is opened here and not closed"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct keymap m;
        struct err e = {0};
        place_write(user,
                    "tipreview/"
                    "keys.yaml",
                    refused[i].text);
        if (keymap_load(&m, "default", true, NULL, &e))
            fail_msg("not refused: %s", refused[i].text);
        if (e.line != refused[i].line || e.col != refused[i].col ||
            !strstr(e.what, refused[i].what))
            fail_msg("%s%s:%u:%u: %s", refused[i].text, e.file, e.line, e.col, e.what);
        assert_int_equal(e.kind, ERR_USAGE);
        assert_non_null(strstr(e.file, "keys.yaml"));
        keymap_release(&m);
    }
}

static void test_an_unknown_preset_is_refused(void **state)
{
    struct keymap m;
    struct err e;
    (void)state;
    assert_false(keymap_load(&m, "vi", false, NULL, &e));
    assert_string_equal(e.what,
                        "the setting keys: vi is no preset: the presets are default, vim, arrows");
    keymap_release(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_action_is_explained_and_has_a_key),
        cmocka_unit_test(test_no_key_means_two_things),
        cmocka_unit_test(test_views),
        cmocka_unit_test(test_vim),
        cmocka_unit_test(test_arrows),
        cmocka_unit_test(test_keys_in_words),
        cmocka_unit_test_setup_teardown(test_the_nearer_file_wins, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_a_preset_of_ones_own, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_the_sample_takes_no_key_away, make_places,
                                        remove_places),
        cmocka_unit_test_setup_teardown(test_what_is_refused, make_places, remove_places),
        cmocka_unit_test(test_an_unknown_preset_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
