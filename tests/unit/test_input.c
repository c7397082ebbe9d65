#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tui/input.h"
#include "tui/key_name.h"

/* The keys that the bytes make, by name; a paste as {text}. */
static void decode(struct input *in, const char *bytes, size_t n, bool late, struct str *out)
{
    uint32_t key;
    assert_true(input_feed(in, bytes, n));
    while (input_next(in, late, &key)) {
        if (key == K_PASTE)
            str_addf(out, "{%s}", str_text(&in->paste));
        else if (key == K_TORN)
            str_add(out, "{torn}");
        else if (key == K_MOUSE)
            str_addf(out, "{%u at %d}", in->mouse.button, in->mouse.row);
        else
            key_format(key, out);
    }
}

static void gives(const char *bytes, bool late, const char *keys)
{
    struct input in = {0};
    struct str out = STR_INIT;
    decode(&in, bytes, strlen(bytes), late, &out);
    assert_string_equal(str_text(&out), keys);
    input_release(&in);
    str_release(&out);

    /* The same a byte at a time. */
    for (size_t i = 0; bytes[i]; i++)
        decode(&in, bytes + i, 1, late && !bytes[i + 1], &out);
    assert_string_equal(str_text(&out), keys);
    input_release(&in);
    str_release(&out);
}

static void test_keys(void **state)
{
    (void)state;
    gives("jk5G", false, "jk5G");
    gives("\033[A\033OB\033[5~\033[6~\033[H\033OF", false, "<Up><Down><PgUp><PgDn><Home><End>");
    gives("\033[1~\033[4~\033[7~\033[8~\033[3~", false, "<Home><End><Home><End><Del>");
    gives("\t\033[Z\033\t\r", false, "<Tab><S-Tab><S-Tab><Enter>");
    gives("\022\014\177\b", false, "<C-r><C-l><BS><BS>");
    gives("澳門é", false, "澳門é");
}

/* A button let go, and what is no row, is nothing; a torn one is no key either. */
static void test_mouse(void **state)
{
    (void)state;
    gives("\033[<0;12;5M\033[<0;12;5mj", false, "{0 at 4}j");
    gives("\033[<64;1;24M\033[<65;200;50M", false, "{64 at 23}{65 at 49}");
    gives("\033[<0;1;0Mj\033[<0;1Mk\033[<;;Ml", false, "jkl");
    gives("\033[<0;999999999;999999999999999M\033[<1;2;3;4Mj", false, "j");
    gives("\033[M", false, "<Enter>");
}

static void test_function_keys_and_keys_with_shift_or_ctrl(void **state)
{
    (void)state;
    gives("\033OP\033[12~\033[[C\033[15~\033[24~\033[2~", false, "<F1><F2><F3><F5><F12><Ins>");
    gives("\033[1;2A\033[1;5D\033[1;6C\033[5;2~\033[1;5P", false,
          "<S-Up><C-Left><C-S-Right><S-PgUp><C-F1>");
    gives("\033[a\033Ob", false, "<S-Up><C-Down>");
}

/* ESC came late enough to be a key; its sequence came after all. */
static void torn(const char *rest, bool late, const char *keys)
{
    struct input in = {0};
    struct str out = STR_INIT;
    decode(&in, "\033", 1, true, &out);
    decode(&in, rest, strlen(rest), late, &out);
    assert_string_equal(str_text(&out), keys);
    input_release(&in);
    str_release(&out);
}

static void test_a_sequence_torn_from_its_escape_is_no_key(void **state)
{
    struct input in = {0};
    struct str out = STR_INIT;
    (void)state;
    torn("OAj", false, "<Esc>{torn}j");
    torn("[Aj", false, "<Esc>{torn}j");
    torn("[6~V", false, "<Esc>{torn}V");
    torn("[200~V\rT\033[201~j", false, "<Esc>{V\rT}j");
    torn("O", true, "<Esc>{torn}");
    torn("O", false, "<Esc>");
    torn("[6", true, "<Esc>");
    torn("V", false, "<Esc>V");
    torn("VO", false, "<Esc>VO");
    torn("\033OA", false, "<Esc><Up>");
    /* Pressed again, it is taken; and also after a silence. */
    decode(&in, "\033", 1, true, &out);
    decode(&in, "O", 1, true, &out);
    decode(&in, "O", 1, false, &out);
    decode(&in, "\033", 1, true, &out);
    input_pause(&in);
    decode(&in, "O", 1, false, &out);
    assert_string_equal(str_text(&out), "<Esc>{torn}O<Esc>O");
    input_release(&in);
    str_release(&out);
}

static void test_escape_waits_for_what_may_follow(void **state)
{
    struct input in = {0};
    uint32_t key;
    (void)state;
    gives("\033", true, "<Esc>");
    assert_true(input_feed(&in, "\033", 1));
    assert_false(input_next(&in, false, &key));
    assert_true(input_waits(&in));
    assert_true(input_feed(&in, "[A", 2));
    assert_true(input_next(&in, false, &key));
    assert_int_equal(key, K_UP);
    assert_false(input_waits(&in));
    input_release(&in);
}

static void test_unknown_sequences_are_swallowed_whole(void **state)
{
    (void)state;
    gives("\033[1;3Aj\033[1;5;2Aj", false, "jj");
    gives("\033[16~\033[[Zj", false, "j");
    gives("\033[<0;10;20mj", false, "j");
    gives("\033Vj", false, "j");
    gives("\033門j", false, "j");
    gives("\033[12", true, "");
    gives("\033O", true, "");
    gives("\033[1\tj", false, "<Tab>j");
}

static void test_invalid_bytes_are_no_keys(void **state)
{
    (void)state;
    gives("a\xff\xc0\x80z", false, "az");
    gives("\xe6\xbe", true, "");
}

static void test_paste_never_acts_as_keys(void **state)
{
    (void)state;
    gives("a\033[200~V\rT\033[A\033[201~b", false, "a{V\rT\033[A}b");
    gives("\033[200~V", true, "");
}

static void test_ctrl_c_ends_a_paste_only_where_it_is_typed(void **state)
{
    struct input in = {0};
    struct str out = STR_INIT;
    (void)state;
    decode(&in, "\033[200~VV\003", 9, false, &out);
    decode(&in, "VV", 2, false, &out);
    assert_string_equal(str_text(&out), "");
    decode(&in, "\003", 1, false, &out);
    decode(&in, "j", 1, false, &out);
    assert_string_equal(str_text(&out), "<C-c>j");
    input_release(&in);
    str_release(&out);
}

/* The end of a sequence may come after any time; no part of it is a key. */
static void test_a_torn_sequence_is_no_key(void **state)
{
    struct input in = {0};
    struct str out = STR_INIT;
    (void)state;
    decode(&in, "\033[", 2, true, &out);
    assert_false(input_waits(&in));
    decode(&in, "6", 1, true, &out);
    decode(&in, "~j\033O", 4, true, &out);
    decode(&in, "Vk", 2, true, &out);
    assert_string_equal(str_text(&out), "<PgDn>jk");
    input_release(&in);
    str_release(&out);
}

static void test_long_paste_is_bounded(void **state)
{
    struct input in = {0};
    struct str out = STR_INIT;
    uint32_t key;
    size_t n = PASTE_MAX + 10;
    char *bytes = malloc(n);
    (void)state;
    assert_non_null(bytes);
    memset(bytes, 'x', n);
    decode(&in, "\033[200~", 6, false, &out);
    decode(&in, bytes, n, false, &out);
    assert_true(input_feed(&in, "\033[201~", 6));
    assert_true(input_next(&in, false, &key));
    assert_int_equal(key, K_PASTE);
    assert_int_equal(in.paste.len, PASTE_MAX);
    free(bytes);
    input_release(&in);
    str_release(&out);
}

static void test_any_bytes_come_to_an_end(void **state)
{
    static const char alphabet[] = "\033\033[[OO~;0129AZj\t\r\xe6\xbe\xb3\xff";
    struct input in = {0};
    struct str out = STR_INIT;
    uint32_t random = 1;
    (void)state;
    for (int i = 0; i < 20000; i++) {
        char bytes[40];
        for (size_t k = 0; k < sizeof bytes; k++) {
            random = random * 1664525 + 1013904223;
            bytes[k] = alphabet[(random >> 16) % (sizeof alphabet - 1)];
        }
        decode(&in, bytes, sizeof bytes, true, &out);
        assert_true(in.pasting || !input_waits(&in));
        str_clear(&out);
    }
    input_release(&in);
    str_release(&out);
}

static void test_closed_terminal_is_gone(void **state)
{
    struct input in = {0};
    int end[2];
    (void)state;
    assert_int_equal(pipe(end), 0);
    assert_int_equal(write(end[1], "j", 1), 1);
    assert_true(input_read(&in, end[0]));
    close(end[1]);
    assert_false(input_read(&in, end[0]));
    close(end[0]);
    assert_false(input_read(&in, end[0]));
    input_release(&in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_function_keys_and_keys_with_shift_or_ctrl),
        cmocka_unit_test(test_a_sequence_torn_from_its_escape_is_no_key),
        cmocka_unit_test(test_escape_waits_for_what_may_follow),
        cmocka_unit_test(test_unknown_sequences_are_swallowed_whole),
        cmocka_unit_test(test_invalid_bytes_are_no_keys),
        cmocka_unit_test(test_paste_never_acts_as_keys),
        cmocka_unit_test(test_ctrl_c_ends_a_paste_only_where_it_is_typed),
        cmocka_unit_test(test_a_torn_sequence_is_no_key),
        cmocka_unit_test(test_long_paste_is_bounded),
        cmocka_unit_test(test_any_bytes_come_to_an_end),
        cmocka_unit_test(test_closed_terminal_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
