#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tui/input.h"
#include "tui/key_name.h"
#include "tui/prompt.h"

static enum prompt_result type(struct prompt *p, const char *keys)
{
    enum prompt_result result = PROMPT_IGNORED;
    while (*keys)
        result = prompt_key(p, key_parse(&keys), 20);
    return result;
}

/* Types into a line that holds `initial`; the cursor is shown as "|". */
static void becomes(const char *initial, bool lines, const char *keys, const char *expected)
{
    struct prompt p = {0};
    struct str shown = STR_INIT;
    prompt_start(&p, initial, lines);
    type(&p, keys);
    str_addn(&shown, str_text(&p.text), p.cursor);
    str_addc(&shown, '|');
    str_add(&shown, str_text(&p.text) + p.cursor);
    assert_string_equal(str_text(&shown), expected);
    str_release(&shown);
    prompt_release(&p);
}

static void test_typing_and_moving(void **state)
{
    (void)state;
    becomes("", false, "abc", "abc|");
    becomes("abc", false, "<Left><Left>x", "ax|bc");
    becomes("abc", false, "<Home>x<End>y", "xabcy|");
    becomes("abc", false, "<C-a><C-f><C-f><C-b>x", "ax|bc");
    becomes("abc", false, "<Left><BS>", "a|c");
    becomes("abc", false, "<Home><Del><C-d>", "|c");
    becomes("abc", false, "<Home><BS><End><Del>", "abc|");
}

static void test_killing(void **state)
{
    (void)state;
    becomes("one two  three", false, "<C-w>", "one two  |");
    becomes("one two  three", false, "<C-w><C-w>", "one |");
    becomes("one two", false, "<Left><C-u>", "|o");
    becomes("one two", false, "<Home><Right><C-k>", "o|");
}

static void test_characters_stay_whole(void **state)
{
    (void)state;
    becomes("澳門", false, "<Left>x", "澳x|門");
    becomes("澳門", false, "<BS>", "澳|");
    becomes("e\xcc\x81z", false, "<Left><BS>", "|z");
    becomes("e\xcc\x81z", false, "<Home><Right>x", "e\xcc\x81x|z");
}

static void test_several_lines(void **state)
{
    (void)state;
    becomes("one\ntwo\nsix", true, "<Up>x", "one\ntwox|\nsix");
    becomes("one\ntwo\nsix", true, "<Up><Up><Up><Home>x", "x|one\ntwo\nsix");
    becomes("one\ntwo", true, "<Home><Left>x", "onex|\ntwo");
    becomes("one\n", true, "<BS>x", "onex|");
    becomes("one", true, "<C-j>", "one\n|");
    becomes("one\n", true, "x<Up><Down>y", "one\nxy|");
    becomes("a long line that is wrapped at twenty", true, "<Up>x",
            "a long line that x|is wrapped at twenty");
}

static void test_what_may_not_be_shown(void **state)
{
    struct prompt p = {0};
    (void)state;
    prompt_start(&p, "", false);
    assert_int_equal(prompt_key(&p, 0x202e, 20), PROMPT_REFUSED);
    assert_int_equal(prompt_key(&p, 0x301, 20), PROMPT_REFUSED);
    assert_int_equal(prompt_key(&p, 'e', 20), PROMPT_CHANGED);
    assert_int_equal(prompt_key(&p, 0x301, 20), PROMPT_CHANGED);
    assert_int_equal(prompt_paste(&p, "a\x1b[31m\xe2\x80\xae", 9), PROMPT_CHANGED);
    assert_string_equal(str_text(&p.text), "e\xcc\x81"
                                           "a^[[31m<U+202E>");
    prompt_release(&p);
}

static void test_paste_lays_out_line_breaks(void **state)
{
    struct prompt p = {0};
    (void)state;
    prompt_start(&p, "", false);
    assert_int_equal(prompt_paste(&p, "a\r\nb\tc\nd", 8), PROMPT_CHANGED);
    assert_string_equal(str_text(&p.text), "a b c d");
    prompt_start(&p, "", true);
    assert_int_equal(prompt_paste(&p, "a\r\nb\rc\nd", 8), PROMPT_CHANGED);
    assert_string_equal(str_text(&p.text), "a\nb\nc\nd");
    prompt_release(&p);
}

static void test_too_long_is_refused_whole(void **state)
{
    struct prompt p = {0};
    char *bytes = malloc(PROMPT_MAX);
    (void)state;
    assert_non_null(bytes);
    memset(bytes, 'x', PROMPT_MAX);
    prompt_start(&p, "a", false);
    assert_int_equal(prompt_paste(&p, bytes, PROMPT_MAX), PROMPT_FULL);
    assert_string_equal(str_text(&p.text), "a");
    free(bytes);
    prompt_release(&p);
}

static void test_ends(void **state)
{
    struct prompt p = {0};
    (void)state;
    prompt_start(&p, "x", false);
    assert_int_equal(type(&p, "<Enter>"), PROMPT_ENTER);
    assert_int_equal(type(&p, "<C-j>"), PROMPT_ENTER);
    assert_int_equal(type(&p, "<Esc>"), PROMPT_CANCEL);
    assert_int_equal(type(&p, "<C-c>"), PROMPT_CANCEL);
    assert_int_equal(type(&p, "<Up>"), PROMPT_IGNORED);
    assert_int_equal(type(&p, "<PgUp>"), PROMPT_IGNORED);
    prompt_release(&p);
}

static void test_window_keeps_the_cursor_in_view(void **state)
{
    struct prompt p = {0};
    (void)state;
    prompt_start(&p, "0123456789澳門abcdefgh", false);
    for (size_t cols = 4; cols < 30; cols++) {
        type(&p, "<Home>");
        for (int i = 0; i < 20; i++, type(&p, "<Right>")) {
            struct prompt_window w = prompt_window(&p, cols);
            size_t used = text_width(p.text.p + w.start, w.len);
            assert_true(w.start <= p.cursor && p.cursor <= w.start + w.len);
            assert_true(used + w.before + w.after <= cols);
            assert_true(w.column + w.before < cols);
            assert_int_equal(w.column, text_width(p.text.p + w.start, p.cursor - w.start));
            assert_int_equal(w.after, w.start + w.len < p.text.len);
        }
    }
    prompt_release(&p);
}

static void test_wrap_has_a_line_for_the_cursor(void **state)
{
    struct prompt p = {0};
    struct prompt_lines w;
    (void)state;
    prompt_start(&p, "", true);
    assert_true(prompt_wrap(&p, 10, &w));
    assert_int_equal(w.count, 1);
    assert_int_equal(w.row, 0);
    assert_int_equal(w.column, 0);
    free(w.line);
    prompt_start(&p, "one\n\n", true);
    assert_true(prompt_wrap(&p, 10, &w));
    assert_int_equal(w.count, 3);
    assert_int_equal(w.row, 2);
    assert_int_equal(w.column, 0);
    free(w.line);
    prompt_start(&p, "ten letter          ", true);
    assert_true(prompt_wrap(&p, 10, &w));
    assert_true(w.column < 10);
    free(w.line);
    prompt_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_typing_and_moving),
        cmocka_unit_test(test_killing),
        cmocka_unit_test(test_characters_stay_whole),
        cmocka_unit_test(test_several_lines),
        cmocka_unit_test(test_what_may_not_be_shown),
        cmocka_unit_test(test_paste_lays_out_line_breaks),
        cmocka_unit_test(test_too_long_is_refused_whole),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_window_keeps_the_cursor_in_view),
        cmocka_unit_test(test_wrap_has_a_line_for_the_cursor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
