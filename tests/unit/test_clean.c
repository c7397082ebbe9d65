/* The sanitiser: what it escapes, what it lets through, and what holds for any bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "models/base/text.h"
#include "models/base/unicode.h"

/* Clean text with each escaped run in braces, so that one string shows both. */
static const char *show(const char *bytes, size_t n, enum clean_mode mode)
{
    static struct str out;
    struct clean c = {0};
    str_clear(&out);
    assert_true(clean_text(&c, bytes, n, mode));
    for (size_t i = 0; i < c.count; i++) {
        str_add(&out, c.run[i].escaped ? "{" : "");
        str_addn(&out, str_text(&c.text) + c.run[i].start, c.run[i].len);
        str_add(&out, c.run[i].escaped ? "}" : "");
    }
    clean_release(&c);
    return str_text(&out);
}

#define LINE(literal)      show(literal, sizeof(literal) - 1, CLEAN_LINE)
#define NARRATIVE(literal) show(literal, sizeof(literal) - 1, CLEAN_NARRATIVE)

static void test_lets_text_through(void **state)
{
    (void)state;
    assert_string_equal(LINE(""), "");
    assert_string_equal(LINE("She said: \"yes\" ~ <ok>"), "She said: \"yes\" ~ <ok>");
    assert_string_equal(LINE("旺角，廿四歲。"), "旺角，廿四歲。");
    assert_string_equal(LINE("Zoë Ñandú 한국 ไทย नमस्ते"), "Zoë Ñandú 한국 ไทย नमस्ते");
    assert_string_equal(LINE("e\u0301\u0302\u0303."), "e\u0301\u0302\u0303.");
    assert_string_equal(LINE("\u1112\u1161\u11ab"), "\u1112\u1161\u11ab");
}

static void test_controls_become_carets(void **state)
{
    (void)state;
    assert_string_equal(LINE("a\x1b[31mb"), "a{^[}[31mb");
    assert_string_equal(LINE("a\0b\x7f"), "a{^@}b{^?}");
    assert_string_equal(LINE("\b\r\n\t\x1f"), "{^H^M^J^I^_}");
    assert_string_equal(LINE("\xc2\x85\xc2\x9b"
                             "0m"),
                        "{<U+0085><U+009B>}0m");
}

static void test_narrative_lays_out(void **state)
{
    (void)state;
    assert_string_equal(NARRATIVE("a\nb\n"), "a\nb\n");
    assert_string_equal(NARRATIVE("a\r\nb"), "a{^M}\nb");
    assert_string_equal(NARRATIVE("\tb"), "        b");
    assert_string_equal(NARRATIVE("1234567\tb"), "1234567 b");
    assert_string_equal(NARRATIVE("12345678\tb"), "12345678        b");
    assert_string_equal(NARRATIVE("12345\n中文\tb\tc"), "12345\n中文    b       c");
    assert_string_equal(NARRATIVE("\x9b\tb"), "{<9B>}    b");
    assert_string_equal(NARRATIVE("\t\n\tb"), "        \n        b");
}

static void test_invalid_bytes(void **state)
{
    (void)state;
    assert_string_equal(LINE("a\x9b"
                             "31m"),
                        "a{<9B>}31m");
    assert_string_equal(LINE("\xc0\xaf"), "{<C0><AF>}");         /* overlong */
    assert_string_equal(LINE("\xed\xa0\x80"), "{<ED><A0><80>}"); /* surrogate */
    assert_string_equal(LINE("\xf4\x90\x80\x80"), "{<F4><90><80><80>}");
    assert_string_equal(LINE("\xe4\xb8"), "{<E4><B8>}"); /* cut short */
    assert_string_equal(LINE("\xe4\xb8中"), "{<E4><B8>}中");
    assert_string_equal(LINE("\xff\xfe"), "{<FF><FE>}");
}

static void assert_hidden(uint32_t first, uint32_t last)
{
    for (uint32_t cp = first; cp <= last; cp++) {
        struct str in = STR_INIT;
        char wanted[32];
        str_add(&in, "a");
        utf8_encode(&in, cp);
        str_add(&in, "b");
        snprintf(wanted, sizeof wanted, "a{<U+%04X>}b", (unsigned)cp);
        assert_string_equal(show(in.p, in.len, CLEAN_NARRATIVE), wanted);
        str_release(&in);
    }
}

static void test_deceivers_are_spelled_out(void **state)
{
    (void)state;
    static const struct {
        uint32_t first, last;
    } hidden[] = {
        {0x80, 0x9F},       /* C1 */
        {0xAD, 0xAD},       /* soft hyphen */
        {0x34F, 0x34F},     /* combining grapheme joiner */
        {0x378, 0x379},     /* unassigned */
        {0x61C, 0x61C},     /* Arabic letter mark */
        {0x115F, 0x1160},   /* Hangul fillers */
        {0x180B, 0x180F},   /* Mongolian variation selectors */
        {0x200B, 0x200F},   /* zero width, left-to-right and right-to-left marks */
        {0x2028, 0x2029},   /* line and paragraph separators */
        {0x202A, 0x202E},   /* embeddings and overrides */
        {0x2060, 0x206F},   /* word joiner, isolates, deprecated format */
        {0x3164, 0x3164},   /* Hangul filler */
        {0xE000, 0xE010},   /* private use */
        {0xF8FF, 0xF8FF},   /* private use */
        {0xFDD0, 0xFDEF},   /* noncharacters */
        {0xFE00, 0xFE0F},   /* variation selectors */
        {0xFEFF, 0xFEFF},   /* byte order mark */
        {0xFFF9, 0xFFFB},   /* interlinear annotation */
        {0xFFFE, 0xFFFF},   /* noncharacters */
        {0x1FFFE, 0x1FFFF}, /* noncharacters */
        {0xE0000, 0xE007F}, /* tags */
        {0xE0100, 0xE01EF}, /* variation selectors supplement */
        {0xF0000, 0xF0010}, /* private use */
        {0x10FFFE, 0x10FFFF},
    };
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        assert_hidden(hidden[i].first, hidden[i].last);
}

static void test_marks(void **state)
{
    (void)state;
    assert_string_equal(LINE("\u0301a"), "{<U+0301>}a");
    assert_string_equal(LINE("a\u0301\u0301\u0301\u0301\u0301b\u0301"),
                        "a\u0301\u0301\u0301{<U+0301><U+0301>}b\u0301");
    assert_string_equal(LINE("a \u0301"), "a {<U+0301>}");
    assert_string_equal(NARRATIVE("a\n\u0301"), "a\n{<U+0301>}");
    assert_string_equal(NARRATIVE("a\t\u0301"), "a       {<U+0301>}");
    assert_string_equal(LINE("\x9b\u0301"), "{<9B><U+0301>}");
    assert_string_equal(LINE("中\u20dd"), "中\u20dd");
    assert_string_equal(LINE("\u1161"), "{<U+1161>}");
}

static void test_emoji_sequence_comes_apart(void **state)
{
    (void)state;
    assert_string_equal(LINE("👩\u200d💻"), "👩{<U+200D>}💻");
    assert_string_equal(LINE("❤\ufe0f"), "❤{<U+FE0F>}");
    assert_int_equal(text_width("👩💻", strlen("👩💻")), 4);
}

static void test_line_appends(void **state)
{
    (void)state;
    struct str out = STR_INIT;
    str_add(&out, "D-1: ");
    clean_line(&out, "a\tb\x1b\u0301", 6);
    assert_string_equal(str_text(&out), "D-1: a^Ib^[<U+0301>");
    str_release(&out);
}

static void test_can_be_used_again(void **state)
{
    (void)state;
    struct clean c = {0};
    assert_true(clean_text(&c, "long\x1b and\x1b more", 15, CLEAN_LINE));
    assert_true(clean_text(&c, "x", 1, CLEAN_LINE));
    assert_string_equal(str_text(&c.text), "x");
    assert_int_equal(c.count, 1);
    assert_true(clean_text(&c, "", 0, CLEAN_LINE));
    assert_string_equal(str_text(&c.text), "");
    assert_int_equal(c.count, 0);
    clean_release(&c);
}

/* xorshift: the same bytes in every run. */
static uint32_t next_random(void)
{
    static uint32_t x = 2463534242;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return x;
}

static size_t random_text(char *out, size_t max)
{
    size_t n = 0, wanted = next_random() % max;
    while (n + 4 < wanted) {
        uint32_t r = next_random(), cp = 0;
        switch (r % 6) {
        case 0:
            out[n++] = (char)(r >> 8);
            continue;
        case 1:
            cp = r >> 8 & 0x7F;
            break;
        case 2:
            cp = 0x300 + (r >> 8 & 0x3F);
            break;
        case 3:
            cp = 0x4E00 + (r >> 8 & 0xFFF);
            break;
        case 4:
            cp = 0x2000 + (r >> 8 & 0x7F);
            break;
        default:
            cp = (r >> 8) % 0x110000;
        }
        struct str one = STR_INIT;
        utf8_encode(&one, cp);
        memcpy(out + n, one.p, one.len);
        n += one.len;
        str_release(&one);
    }
    return n;
}

static void assert_runs_cover(const struct clean *c)
{
    size_t at = 0;
    for (size_t i = 0; i < c->count; i++) {
        assert_int_equal(c->run[i].start, at);
        assert_true(c->run[i].len > 0);
        assert_true(!i || c->run[i].escaped != c->run[i - 1].escaped);
        at += c->run[i].len;
    }
    assert_int_equal(at, c->text.len);
}

/* Of clean text: valid, no control but LF, nothing hidden, at most 3 marks and only on a base. */
static void assert_safe(const struct clean *c, enum clean_mode mode)
{
    const char *s = str_text(&c->text);
    assert_int_equal(utf8_invalid_at(s, c->text.len), c->text.len);
    unsigned marks = 3;
    for (size_t at = 0; at < c->text.len;) {
        uint32_t cp;
        at += utf8_decode(s + at, c->text.len - at, &cp);
        bool feed = cp == '\n' && mode == CLEAN_NARRATIVE;
        assert_true(feed || char_class(cp) != CHAR_HIDDEN);
        marks = char_class(cp) == CHAR_MARK ? marks + 1 : feed || cp == ' ' ? 3 : 0;
        assert_true(char_class(cp) != CHAR_MARK || marks <= 3);
    }
}

static void test_any_bytes(void **state)
{
    (void)state;
    struct clean c = {0}, again = {0};
    for (unsigned round = 0; round < 4000; round++) {
        char bytes[160];
        size_t n = random_text(bytes, sizeof bytes);
        enum clean_mode mode = round % 2 ? CLEAN_LINE : CLEAN_NARRATIVE;
        assert_true(clean_text(&c, bytes, n, mode));
        assert_runs_cover(&c);
        assert_safe(&c, mode);
        struct str line = STR_INIT;
        clean_line(&line, bytes, n);
        if (mode == CLEAN_LINE)
            assert_string_equal(str_text(&line), str_text(&c.text));
        str_release(&line);
        assert_true(clean_text(&again, str_text(&c.text), c.text.len, mode));
        assert_string_equal(str_text(&again.text), str_text(&c.text));
        assert_true(again.count <= 1);
    }
    clean_release(&c);
    clean_release(&again);
}

/* Every single character: shown as it is, or spelled in ASCII. */
static void test_every_character(void **state)
{
    (void)state;
    struct clean c = {0};
    struct str in = STR_INIT;
    for (uint32_t cp = 0; cp < 0x110000; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        str_clear(&in);
        utf8_encode(&in, cp);
        assert_true(clean_text(&c, in.p, in.len, CLEAN_LINE));
        assert_int_equal(c.count, 1);
        bool same = strcmp(str_text(&c.text), in.p) == 0;
        if (same == c.run[0].escaped || same != (char_width(cp) > 0))
            fail_msg("U+%04X becomes '%s'", (unsigned)cp, str_text(&c.text));
    }
    str_release(&in);
    clean_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lets_text_through),
        cmocka_unit_test(test_controls_become_carets),
        cmocka_unit_test(test_narrative_lays_out),
        cmocka_unit_test(test_invalid_bytes),
        cmocka_unit_test(test_deceivers_are_spelled_out),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_emoji_sequence_comes_apart),
        cmocka_unit_test(test_line_appends),
        cmocka_unit_test(test_can_be_used_again),
        cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_every_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
