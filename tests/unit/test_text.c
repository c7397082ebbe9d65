/* UTF-8, widths, cutting and fitting to columns, wrapping, finding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "models/base/text.h"
#include "models/base/unicode.h"

static void test_utf8_round_trip(void **state)
{
    (void)state;
    struct str s = STR_INIT;
    for (uint32_t cp = 0; cp < 0x110000; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        str_clear(&s);
        utf8_encode(&s, cp);
        uint32_t back;
        assert_int_equal(utf8_decode(s.p, s.len, &back), s.len);
        assert_int_equal(back, cp);
        if (s.len > 1)
            assert_int_equal(utf8_decode(s.p, s.len - 1, &back), 0);
    }
    str_release(&s);
}

static void test_utf8_refuses(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80",
        "\xbf",
        "\xc0\x80",
        "\xc1\xbf",
        "\xc2",
        "\xc2\x41",
        "\xe0\x9f\xbf",
        "\xed\xa0\x80",
        "\xed\xbf\xbf",
        "\xe4\xb8",
        "\xe4\x41\x80",
        "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80",
        "\xff",
        "\xf8\x88\x80\x80\x80",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t cp;
        assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &cp), 0);
        assert_int_equal(cp, (unsigned char)bad[i][0]);
    }
}

static void test_invalid_at_finds_the_first(void **state)
{
    (void)state;
    assert_int_equal(utf8_invalid_at("", 0), 0);
    for (size_t at = 0; at <= 40; at++) {
        char text[64];
        memset(text, 'a', sizeof text);
        memcpy(text + 41, "旺角", 6);
        assert_int_equal(utf8_invalid_at(text, 47), 47);
        assert_int_equal(utf8_invalid_at(text, 46), 44);
        text[at] = '\x9b';
        assert_int_equal(utf8_invalid_at(text, sizeof text), at);
    }
}

static void test_widths(void **state)
{
    (void)state;
    static const struct {
        uint32_t cp;
        unsigned width;
    } known[] = {
        {'a', 1},     {' ', 1},     {'~', 1},    {0xE9, 1},   {0xA7, 1},   {0x2026, 1},
        {0x3B1, 1},   {0x2500, 1},  {0xFF71, 1}, {0x4E2D, 2}, {0x9FFF, 2}, {0x3042, 2},
        {0x3000, 2},  {0xFF01, 2},  {0xAC00, 2}, {0x1100, 2}, {0x3400, 2}, {0x20000, 2},
        {0x1F469, 2}, {0x1F3FB, 2}, {0x301, 0},  {0x20DD, 0}, {0x3099, 0}, {0x302A, 0},
        {0x1161, 0},  {0x11A8, 0},  {0xD7B0, 0}, {'\n', 0},   {0x903, 1},  {0xE31, 0},
        {0x5BF, 0},   {0x2764, 1},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (char_width(known[i].cp) != known[i].width)
            fail_msg("U+%04X: %u columns", (unsigned)known[i].cp, char_width(known[i].cp));
    assert_int_equal(text_width("a中e\u0301", strlen("a中e\u0301")), 4);
    assert_int_equal(text_width("", 0), 0);
}

static void assert_cut(const char *s, size_t cols, const char *wanted, size_t wanted_width)
{
    size_t width, n = text_cut(s, strlen(s), cols, &width);
    assert_int_equal(n, strlen(wanted));
    assert_memory_equal(s, wanted, n);
    assert_int_equal(width, wanted_width);
    assert_int_equal(text_cut(s, strlen(s), cols, NULL), n);
}

static void test_cut(void **state)
{
    (void)state;
    assert_cut("abc", 0, "", 0);
    assert_cut("abc", 2, "ab", 2);
    assert_cut("abc", 9, "abc", 3);
    assert_cut("旺角", 1, "", 0);
    assert_cut("旺角", 3, "旺", 2);
    assert_cut("ae\u0301\u0302b", 2, "ae\u0301\u0302", 2);
    assert_cut("", 5, "", 0);
}

static void assert_fit(const char *s, size_t cols, bool unicode, const char *wanted)
{
    struct str out = STR_INIT;
    text_fit(&out, s, strlen(s), cols, unicode);
    assert_string_equal(str_text(&out), wanted);
    assert_int_equal(text_width(str_text(&out), out.len), cols);
    str_release(&out);
}

static void test_fit(void **state)
{
    (void)state;
    assert_fit("abc", 5, true, "abc  ");
    assert_fit("abc", 3, true, "abc");
    assert_fit("abcd", 3, true, "ab…");
    assert_fit("abcd", 3, false, "ab>");
    assert_fit("abcd", 1, true, "…");
    assert_fit("abcd", 0, true, "");
    assert_fit("", 2, true, "  ");
    assert_fit("旺角", 4, true, "旺角");
    assert_fit("旺角道", 4, true, "旺 …");
    assert_fit("旺角道", 5, false, "旺角>");
    assert_fit("e\u0301e\u0301", 2, true, "e\u0301e\u0301");
    assert_fit("a", 70, true,
               "a                                                                     ");
}

/* The lines with a bar after each. */
static const char *wrap(const char *s, size_t cols)
{
    static struct str out;
    struct text_line *line;
    size_t count;
    assert_true(text_wrap(s, strlen(s), cols, &line, &count));
    str_clear(&out);
    for (size_t i = 0; i < count; i++) {
        str_addn(&out, s + line[i].start, line[i].len);
        str_addc(&out, '|');
    }
    free(line);
    return str_text(&out);
}

static void test_wraps_words(void **state)
{
    (void)state;
    assert_string_equal(wrap("", 10), "");
    assert_string_equal(wrap("one two three", 20), "one two three|");
    assert_string_equal(wrap("one two three", 7), "one two|three|");
    assert_string_equal(wrap("one two three", 8), "one two|three|");
    assert_string_equal(wrap("one two   three", 7), "one two|three|");
    assert_string_equal(wrap("one    two", 5), "one|two|");
    assert_string_equal(wrap("a b  c d", 4), "a b|c d|");
    assert_string_equal(wrap("abcdefghij", 4), "abcd|efgh|ij|");
    assert_string_equal(wrap("ab cdefghij", 4), "ab|cdef|ghij|");
    assert_string_equal(wrap("abcd     ", 4), "abcd|");
}

static void test_wraps_at_line_feeds(void **state)
{
    (void)state;
    assert_string_equal(wrap("a\nb", 9), "a|b|");
    assert_string_equal(wrap("a\n\nb\n", 9), "a||b|");
    assert_string_equal(wrap("\n", 9), "|");
    assert_string_equal(wrap("a  \n  b  c\n   \nd", 9), "a|  b  c||d|");
    assert_string_equal(wrap("  one two", 5), "  one|two|");
    assert_string_equal(wrap("    three", 5), "three|");
    assert_string_equal(wrap("         three", 5), "three|");
}

static void test_wraps_chinese(void **state)
{
    (void)state;
    assert_string_equal(wrap("旺角道上海街", 5), "旺角|道上|海街|");
    assert_string_equal(wrap("旺角道上。海街", 8), "旺角道|上。海街|");
    assert_string_equal(wrap("旺角道「上海」街", 8), "旺角道|「上海」|街|");
    assert_string_equal(wrap("她說：「好。」走", 8), "她說：|「好。」|走|");
    assert_string_equal(wrap("在Mong Kok道被捕", 7), "在Mong|Kok道被|捕|");
    assert_string_equal(wrap("旺角(上海)", 5), "旺角|(上|海)|");
    assert_string_equal(wrap("。。。。", 4), "。。|。。|");
    assert_string_equal(wrap("ラーメンッテ", 4), "ラー|メ|ンッ|テ|");
}

static void test_wrap_keeps_marks(void **state)
{
    (void)state;
    assert_string_equal(wrap("abe\u0301\u0302cd", 3), "abe\u0301\u0302|cd|");
    assert_string_equal(wrap("\u1112\u1161\u11ab\u1112\u1161", 2),
                        "\u1112\u1161\u11ab|\u1112\u1161|");
}

/* xorshift: the same text in every run. */
static uint32_t next_random(void)
{
    static uint32_t x = 88172645;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return x;
}

static size_t random_text(char *out, size_t max)
{
    static const char *const part[] = {"a",  "word", " ",       "  ", "中", "。",
                                       "「", "」",   "e\u0301", "\n", "(",  ",",
                                       "👩",  "é",    "\u3000",  "ー", "$",  "\""};
    size_t n = 0, wanted = next_random() % max;
    while (n + 5 < wanted) {
        const char *p = part[next_random() % (sizeof part / sizeof *part)];
        memcpy(out + n, p, strlen(p));
        n += strlen(p);
    }
    return n;
}

static bool starts_with_mark(const char *s, size_t n)
{
    uint32_t cp;
    return n && utf8_decode(s, n, &cp) && char_class(cp) == CHAR_MARK;
}

/* Lines fit, are in order, and between them nothing but spaces and one line feed is left out. */
static void test_wrap_of_any_text(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        char s[120];
        size_t n = random_text(s, sizeof s), cols = 2 + next_random() % 12, count, at = 0;
        struct text_line *line;
        assert_true(text_wrap(s, n, cols, &line, &count));
        for (size_t i = 0; i <= count; i++) {
            size_t start = i < count ? line[i].start : n, feeds = 0;
            assert_true(start >= at);
            for (; at < start; at++) {
                assert_true(s[at] == ' ' || s[at] == '\n');
                feeds += s[at] == '\n';
            }
            assert_true(feeds <= 1);
            if (i == count)
                break;
            assert_true(line[i].len || start == n || s[start] == '\n' || s[start] == ' ');
            assert_true(text_width(s + start, line[i].len) <= cols);
            assert_null(memchr(s + start, '\n', line[i].len));
            assert_false(starts_with_mark(s + start, line[i].len));
            at = start + line[i].len;
        }
        free(line);
    }
}

static void test_cut_of_any_text(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 20000; round++) {
        char s[80];
        size_t n = random_text(s, sizeof s), cols = next_random() % 40, width;
        size_t at = text_cut(s, n, cols, &width);
        assert_true(width <= cols && width == text_width(s, at));
        assert_false(starts_with_mark(s + at, n - at));
        assert_int_equal(utf8_invalid_at(s, at), at);
        size_t more = text_cut(s + at, n - at, 2, NULL);
        assert_true(at == n || width + text_width(s + at, more) > cols);
    }
}

static void assert_found(const char *hay, const char *needle, const char *wanted)
{
    size_t len, at = text_find(hay, strlen(hay), needle, strlen(needle), &len);
    if (!wanted) {
        assert_true(at == SIZE_MAX);
        return;
    }
    assert_int_equal(at, strstr(hay, wanted) - hay);
    assert_int_equal(len, strlen(wanted));
}

static void test_finds(void **state)
{
    (void)state;
    assert_found("Her passport was kept", "passport", "passport");
    assert_found("Her PassPort was kept", "pASSPORT", "PassPort");
    assert_found("papass", "pass", "pass");
    assert_found("passpor", "passport", NULL);
    assert_found("", "a", NULL);
    assert_found("abc", "", "");
    assert_found("在旺角道", "旺角", "旺角");
    assert_found("在旺道", "旺角", NULL);
    assert_found("ÉCOLE", "école", "ÉCOLE");
    assert_found("école", "É", "é");
    assert_found("Škoda ŽENA", "žena", "ŽENA");
    assert_found("ǅ", "ǆ", "ǅ");
    assert_found("\u2c65", "\u023a", "\u2c65");
    assert_found("ΑΒΓ", "αβγ", NULL);
    assert_found("a@b", "A`B", NULL);
    assert_found("a[b", "a{b", NULL);
    assert_found("\xc3\x9b \x9b", "\x9b x", NULL);
    assert_found("U+009B: \xc2\x9b, byte: <\x9b>", "<\x9b>", "<\x9b>");
}

static void test_finds_across_white_space(void **state)
{
    (void)state;
    assert_found("kept her\n  passport", "her passport", "her\n  passport");
    assert_found("kept her passport", "her \t\n passport", "her passport");
    assert_found("kept herpassport", "her passport", NULL);
    assert_found("kept \t her", " h", " \t h");
    assert_found("kept \n", "t ", "t \n");
    assert_found("kept", "t ", NULL);
    assert_found("a b", "ab", NULL);
    assert_found("a\u00a0b", "a b", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8_round_trip),
        cmocka_unit_test(test_utf8_refuses),
        cmocka_unit_test(test_invalid_at_finds_the_first),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_fit),
        cmocka_unit_test(test_wraps_words),
        cmocka_unit_test(test_wraps_at_line_feeds),
        cmocka_unit_test(test_wraps_chinese),
        cmocka_unit_test(test_wrap_keeps_marks),
        cmocka_unit_test(test_wrap_of_any_text),
        cmocka_unit_test(test_cut_of_any_text),
        cmocka_unit_test(test_finds),
        cmocka_unit_test(test_finds_across_white_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
