/* Configuration files: which place wins, what is united, and which files are refused. */
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

#include "config/criteria_files.h"
#include "config/embedded.h"
#include "config/files.h"
#include "models/base/yaml.h"
#include "tests/support/places.h"

static const char *shipped(const char *name)
{
    for (size_t i = 0; i < embedded_count; i++)
        if (strcmp(embedded_files[i].name, name) == 0)
            return embedded_files[i].bytes;
    fail_msg("%s is not shipped", name);
    return NULL;
}

/* The shipped file with the first `from` made `to`. */
static char *edited(const char *name, const char *from, const char *to)
{
    struct str out = STR_INIT;
    const char *text = shipped(name), *at = strstr(text, from);
    assert_non_null(at);
    str_addn(&out, text, (size_t)(at - text));
    str_addf(&out, "%s%s", to, at + strlen(from));
    return str_detach(&out);
}

static void wants(const char *name, const char *bytes)
{
    struct config_text t = {0};
    struct err e = {0};
    assert_true(config_read(workspace, name, &t, &e));
    assert_string_equal(t.file.name, name);
    assert_int_equal(t.file.len, strlen(bytes));
    assert_memory_equal(t.file.bytes, bytes, t.file.len);
    config_text_release(&t);
}

static void wants_refusal(const char *name, const char *holds)
{
    struct config_text t = {0};
    struct err e = {0};
    struct str said = STR_INIT;
    assert_false(config_read(workspace, name, &t, &e));
    config_text_release(&t);
    err_format(&e, &said);
    assert_int_equal(e.kind, ERR_USAGE);
    if (!strstr(str_text(&said), holds))
        fail_msg("%s\n  wanted %s", str_text(&said), holds);
    str_release(&said);
}

/* --- which place wins --- */

static void test_nearer_place_wins(void **state)
{
    (void)state;
    wants("criteria.yaml", shipped("criteria.yaml"));
    place_write(user, "tipreview/criteria.yaml", "the user's");
    wants("criteria.yaml", "the user's");
    place_write(workspace, "config/criteria.yaml", "the workspace's");
    wants("criteria.yaml", "the workspace's");
    unlink(place_path(user, "tipreview/criteria.yaml"));
    wants("criteria.yaml", "the workspace's");
    place_write(workspace, "config/criteria.yaml", "");
    wants("criteria.yaml", "");
}

static void test_home_where_xdg_is_not_set(void **state)
{
    (void)state;
    char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;
    place_write(user, ".config/tipreview/criteria.yaml", "from home");
    setenv("HOME", user, 1);
    setenv("XDG_CONFIG_HOME", "relative/is/ignored", 1);
    wants("criteria.yaml", "from home");
    unsetenv("XDG_CONFIG_HOME");
    wants("criteria.yaml", "from home");
    unsetenv("HOME");
    wants("criteria.yaml", shipped("criteria.yaml"));
    if (home)
        setenv("HOME", home, 1);
    free(home);
}

static void test_no_such_file(void **state)
{
    (void)state;
    wants_refusal("nothing.yaml", "put one into config/");
}

/* --- what is refused --- */

static void test_links_are_refused(void **state)
{
    (void)state;
    place_write(workspace, "config/real.yaml", "x");
    assert_int_equal(symlink("real.yaml", place_path(workspace, "config/criteria.yaml")), 0);
    wants_refusal("criteria.yaml", "a symbolic link");
    unlink(place_path(workspace, "config/criteria.yaml"));
    assert_int_equal(symlink("gone.yaml", place_path(workspace, "config/criteria.yaml")), 0);
    wants_refusal("criteria.yaml", "a symbolic link");
}

static void test_other_kinds_are_refused(void **state)
{
    (void)state;
    place_write(workspace, "config/real.yaml", "x");
    assert_int_equal(mkfifo(place_path(workspace, "config/criteria.yaml"), 0600), 0);
    wants_refusal("criteria.yaml", "a FIFO");
    unlink(place_path(workspace, "config/criteria.yaml"));
    assert_int_equal(mkdir(place_path(workspace, "config/criteria.yaml"), 0700), 0);
    wants_refusal("criteria.yaml", "a folder");
}

static void test_world_writable_is_refused(void **state)
{
    (void)state;
    assert_int_equal(chmod(place_write(workspace, "config/criteria.yaml", "x"), 0606), 0);
    wants_refusal("criteria.yaml", "chmod o-w");
    assert_int_equal(chmod(place_path(workspace, "config/criteria.yaml"), 0660), 0);
    wants("criteria.yaml", "x");
    assert_int_equal(chmod(place_path(workspace, "config"), 0707), 0);
    wants_refusal("criteria.yaml", "chmod o-w");
}

static void test_size_limit(void **state)
{
    struct str text = STR_INIT;
    (void)state;
    while (text.len < YAML_MAX_DOCUMENT)
        str_addc(&text, '#');
    place_write(workspace, "config/criteria.yaml", str_text(&text));
    wants("criteria.yaml", str_text(&text));
    str_addc(&text, '#');
    place_write(workspace, "config/criteria.yaml", str_text(&text));
    wants_refusal("criteria.yaml", "longer than 1 MiB");
    str_release(&text);
}

/* --- definitions of all places --- */

static void test_definitions_are_united(void **state)
{
    struct err e = {0};
    char *mine = edited("definitions/palermo.yaml", "id: palermo", "id: mine");
    char *users = edited("definitions/palermo.yaml", "title: UN", "title: The user's");
    char *here = edited("definitions/palermo.yaml", "title: UN", "title: The workspace's");
    (void)state;
    place_write(user, "tipreview/definitions/palermo.yaml", users);
    place_write(user, "tipreview/definitions/mine.yaml", mine);
    place_write(user, "tipreview/definitions/.mine.yaml.swp", "left alone");
    place_write(user, "tipreview/definitions/README", "left alone");
    struct criteria *c = config_criteria(workspace, &e);
    assert_non_null(c);
    assert_int_equal(c->definitions, 5);
    assert_true(criteria_definition(c, "mine") >= 0);
    const char *title = c->definition[criteria_definition(c, "palermo")].title;
    assert_int_equal(strncmp(title, "The user's", 10), 0);
    criteria_free(c);

    place_write(workspace, "config/definitions/palermo.yaml", here);
    c = config_criteria(workspace, &e);
    assert_non_null(c);
    assert_int_equal(c->definitions, 5);
    title = c->definition[criteria_definition(c, "palermo")].title;
    assert_int_equal(strncmp(title, "The workspace's", 15), 0);
    criteria_free(c);
    free(mine);
    free(users);
    free(here);
}

/* The digest is of names and bytes, not of the place that they were found in. */
static void test_digest_of_a_copy(void **state)
{
    struct err e = {0};
    (void)state;
    struct criteria *before = config_criteria(NULL, &e);
    place_write(workspace, "config/criteria.yaml", shipped("criteria.yaml"));
    place_write(workspace, "config/definitions/palermo.yaml", shipped("definitions/palermo.yaml"));
    struct criteria *after = config_criteria(workspace, &e);
    assert_non_null(before);
    assert_non_null(after);
    assert_true(sha256_equal(&before->digest, &after->digest));
    criteria_free(before);
    criteria_free(after);
}

static void wants_criteria_refusal(const char *holds)
{
    struct err e = {0};
    struct str said = STR_INIT;
    assert_null(config_criteria(workspace, &e));
    assert_int_equal(e.kind, ERR_USAGE);
    err_format(&e, &said);
    if (!strstr(str_text(&said), holds))
        fail_msg("%s\n  wanted %s", str_text(&said), holds);
    str_release(&said);
}

static void test_refused_definitions(void **state)
{
    (void)state;
    place_write(workspace, "config/definitions/mine.yml", "id: mine\n");
    wants_criteria_refusal("name it .yaml");
    unlink(place_path(workspace, "config/definitions/mine.yml"));
    place_write(workspace, "config/definitions/mine.yaml", "id: mine\ntitel: x\n");
    wants_criteria_refusal("/config/definitions/mine.yaml:2:1: unknown name \"titel\"");
    unlink(place_path(workspace, "config/definitions/mine.yaml"));
    for (int i = 0; i < DEFINITIONS_MAX; i++) {
        char name[64];
        snprintf(name, sizeof name, "config/definitions/d%d.yaml", i);
        place_write(workspace, name, "");
    }
    wants_criteria_refusal("keep at most 16");
}

static void same_event(const struct yaml_event *a, const struct yaml_event *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->col, b->col);
    assert_int_equal(a->quoted, b->quoted);
    assert_int_equal(a->len, b->len);
    if (a->kind == YAML_KEY || a->kind == YAML_SCALAR)
        assert_memory_equal(a->text, b->text, a->len + 1);
}

/* What ships was parsed when the program was built: it reads as its bytes do. */
static void test_shipped_events_are_those_of_the_bytes(void **state)
{
    struct err e;
    (void)state;
    for (size_t i = 0; i < embedded_count; i++) {
        struct config_text shipped = {0};
        assert_true(config_shipped(embedded_files[i].name, &shipped, &e));
        assert_non_null(shipped.file.ready);
        struct yaml *ready = yaml_open_file(&shipped.file, &e);
        shipped.file.ready = NULL;
        struct yaml *parsed = yaml_open_file(&shipped.file, &e);
        struct yaml_event a = {.kind = YAML_KEY}, b;
        assert_true(ready && parsed);
        while (a.kind != YAML_END) {
            assert_true(yaml_next(ready, &a, &e) && yaml_next(parsed, &b, &e));
            same_event(&a, &b);
        }
        assert_true(yaml_next(ready, &a, &e));
        assert_int_equal(a.kind, YAML_END);
        yaml_close(ready);
        yaml_close(parsed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nearer_place_wins, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_home_where_xdg_is_not_set, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_no_such_file, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_links_are_refused, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_other_kinds_are_refused, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_world_writable_is_refused, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_size_limit, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_definitions_are_united, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_digest_of_a_copy, make_places, remove_places),
        cmocka_unit_test_setup_teardown(test_refused_definitions, make_places, remove_places),
        cmocka_unit_test(test_shipped_events_are_those_of_the_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
