/* The YAML pull parser: what it hands out, and all that it refuses, with the place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "models/base/str.h"
#include "models/base/yaml.h"

static void show_event(struct str *out, const struct yaml_event *ev)
{
    static const char *const mark[] = {[YAML_MAP_BEGIN] = "{",
                                       [YAML_MAP_END] = "}",
                                       [YAML_LIST_BEGIN] = "[",
                                       [YAML_LIST_END] = "]"};
    if (ev->kind == YAML_KEY)
        str_addf(out, "%s:", ev->text);
    else if (ev->kind == YAML_SCALAR)
        str_addf(out, ev->quoted ? "'%s' " : "%s ", ev->text);
    else
        str_addf(out, "%s ", mark[ev->kind]);
}

/* All events of a text in short, then "." at its end or the error with its place. */
static char *events_of(const char *bytes, size_t n, unsigned first_line)
{
    struct str out = STR_INIT;
    struct err e = {0};
    struct yaml_event ev = {.kind = YAML_SCALAR};
    bool ok = true;
    struct yaml *y = yaml_open(bytes, n, "f.yaml", first_line, &e);
    while (y && (ok = yaml_next(y, &ev, &e)) && ev.kind != YAML_END)
        show_event(&out, &ev);
    if (y && ok) {
        assert_true(yaml_next(y, &ev, &e));
        assert_int_equal(ev.kind, YAML_END);
        str_add(&out, ".");
    } else {
        struct err again = {0};
        assert_int_equal(e.kind, ERR_DATA);
        if (y) {
            assert_false(yaml_next(y, &ev, &again));
            assert_string_equal(again.what, e.what);
        }
        err_format(&e, &out);
    }
    yaml_close(y);
    return str_detach(&out);
}

static void expect(const char *text, const char *wanted)
{
    char *got = events_of(text, strlen(text), 1);
    assert_string_equal(got, wanted);
    free(got);
}

static void test_values(void **state)
{
    (void)state;
    expect("a: NO\nb: 010\nc: yes\nd: ~\ne:\nf: ''\n", "{ a:NO b:010 c:yes d:~ e: f:'' } .");
    expect("---\na: [x, {b: c}]\nd:\n  - e\n  - f: |\n      g\n       h\n",
           "{ a:[ x { b:c } ] d:[ e { f:'g\n h\n' } ] } .");
    expect("a: \"\\u4e2d\\x41\\n\\t\\u202e\"\n", "{ a:'\xe4\xb8\xad"
                                                 "A\n\t\xe2\x80\xae' } .");
    expect("\"a\": 'b'\n? c\n: d\n", "{ a:'b' c:d } .");
    expect("--- # a comment\na: b\r\nc: |\r\n  d\r\n  e\r\n", "{ a:b c:'d\ne\n' } .");
    expect("a: {}\nb: []\n", "{ a:{ } b:[ ] } .");
    expect("a: b\n...\n# after\n", "{ a:b } .");
    expect("word\n", "word .");
}

static void test_same_keys_in_other_mappings(void **state)
{
    (void)state;
    expect("a: {a: 1, b: {a: 2}}\nb: {a: 3}\nc: [{a: 4}, {a: 5}]\n",
           "{ a:{ a:1 b:{ a:2 } } b:{ a:3 } c:[ { a:4 } { a:5 } ] } .");
    expect("a: {b: 1}\nc: {b: 2, b: 3}\n", "{ a:{ b:1 } c:{ b:2 f.yaml:2:11: the key `b` is there "
                                           "already, in line 2: keep one of them");
}

static void test_nothing(void **state)
{
    (void)state;
    expect("", ".");
    expect("# only a comment\n\n", ".");
    expect("---\n", ".");
    expect("--- # a comment\n...\n", ".");
    expect("\xef\xbb\xbf", ".");
}

static void test_byte_order_mark(void **state)
{
    (void)state;
    expect("\xef\xbb\xbf"
           "a: b\n",
           "{ a:b } .");
    expect("\xef\xbb\xbf---\na: b\nc: \x01\n",
           "f.yaml:3:4: U+0001, a control character: remove it");
    expect("\xef\xbb\xbf\xef\xbb\xbf"
           "a: b\n",
           "f.yaml:1:1: U+FEFF, a byte order mark inside the text: remove it");
}

static void test_places(void **state)
{
    (void)state;
    static const char text[] = "---\nname: \xe4\xb8\xad\xe6\x96\x87 x\n"
                               "list: [\xe4\xb8\xad, b]\r\nlast:\n    - deep\n";
    static const unsigned place[][2] = {{11, 1},  {11, 1},  {11, 7}, {12, 1}, {12, 7}, {12, 8},
                                        {12, 11}, {12, 12}, {13, 1}, {14, 5}, {14, 7}};
    struct err e;
    struct yaml_event ev = {.kind = YAML_END};
    struct yaml *y = yaml_open(text, sizeof text - 1, "f.yaml", 10, &e);
    assert_non_null(y);
    for (size_t i = 0; i < sizeof place / sizeof *place; i++) {
        assert_true(yaml_next(y, &ev, &e));
        assert_int_equal(ev.line, place[i][0]);
        assert_int_equal(ev.col, place[i][1]);
    }
    assert_false(yaml_fail(y, &ev, &e, "%s is wrong: %s", "it", "mend it"));
    assert_int_equal(e.kind, ERR_DATA);
    assert_string_equal(e.file, "f.yaml");
    assert_int_equal(e.line, 14);
    assert_int_equal(e.col, 7);
    assert_string_equal(e.what, "it is wrong: mend it");
    yaml_close(y);
}

static void test_raw_refusals(void **state)
{
    (void)state;
#define BREAK                                                                                      \
    "a character that YAML takes for a line break: write an ordinary line break, or a space"
    expect("note: ok\xe2\x80\xa8"
           "finding: voluntary\n",
           "f.yaml:1:9: U+2028, " BREAK);
    expect("a: \xe2\x80\xa9\n", "f.yaml:1:4: U+2029, " BREAK);
    expect("a: b\nc: \xe4\xb8\xad\xc2\x85\n", "f.yaml:2:5: U+0085, " BREAK);
    expect("a: b\rc: d\n",
           "f.yaml:1:5: U+000D, a carriage return without a line feed: end every line "
           "with LF, or with CR LF");
    expect("a: \x1b[2J\n", "f.yaml:1:4: U+001B, a control character: remove it");
    expect("a: b\x7f\n", "f.yaml:1:5: U+007F, a control character: remove it");
    expect("a: \xc2\x9b\n", "f.yaml:1:4: U+009B, a control character: remove it");
    expect("a: \xef\xbf\xbe\n", "f.yaml:1:4: U+FFFE, no character of Unicode: remove it");
    expect("a: b\n  \x9b\n",
           "f.yaml:2:3: the byte 9B, which is not valid UTF-8: save the file as UTF-8");
    expect("a: \xed\xa0\x80\n",
           "f.yaml:1:4: the byte ED, which is not valid UTF-8: save the file as UTF-8");
    expect("a: \xe4\xb8",
           "f.yaml:1:4: the byte E4, which is not valid UTF-8: save the file as UTF-8");
    expect("\xff\xfe"
           "a",
           "f.yaml:1:1: the byte FF, with which UTF-16 begins: save the file as UTF-8");
#define DIRECTIVE                                                                                  \
    "a line that starts with `%` is a YAML directive: remove it, or where it is text indent it"
    expect("%YAML 1.1\n---\na: b\n", "f.yaml:1:1: " DIRECTIVE);
    expect("a: b\n%c: \x01\n", "f.yaml:2:1: " DIRECTIVE);
    expect("a: \x01\n%c\n", "f.yaml:1:4: U+0001, a control character: remove it");
    expect("a: 100%\nb: |\n  % of\n", "{ a:100% b:'% of\n' } .");
    char *got = events_of("a: \0b\n", 6, 7);
    assert_string_equal(got, "f.yaml:7:4: U+0000, a control character: remove it");
    free(got);
}

/* A flaw is found wherever it stands among the blocks in which the bytes are looked at. */
static void test_raw_flaw_everywhere(void **state)
{
    (void)state;
    static const char *const flaws[] = {"\x01", "\x7f", "\xe2\x80\xa8", "\xff", "\r"};
    for (size_t f = 0; f < sizeof flaws / sizeof *flaws; f++) {
        for (size_t at = 1; at < 200; at++) {
            char text[256];
            memset(text, 'x', sizeof text);
            memcpy(text + at, flaws[f], strlen(flaws[f]));
            struct err e = {0};
            struct yaml *y = yaml_open(text, sizeof text, "f.yaml", 1, &e);
            assert_null(y);
            assert_int_equal(e.col, at + 1);
        }
    }
}

static void test_decoded_refusals(void **state)
{
    (void)state;
#define ESCAPED "an escape in double quotation marks stands for "
    expect("a: \"\\e[2J\"\n", "{ a:f.yaml:1:4: " ESCAPED "U+001B, a control character: remove it");
    expect("a: \"\\0\"\n", "{ a:f.yaml:1:4: " ESCAPED "U+0000, a control character: remove it");
    expect("a: \"x\\x9b\"\n", "{ a:f.yaml:1:4: " ESCAPED "U+009B, a control character: remove it");
    expect("a: \"\\N\"\n", "{ a:f.yaml:1:4: " ESCAPED "U+0085, " BREAK);
    expect("a: \"\\L\"\n", "{ a:f.yaml:1:4: " ESCAPED "U+2028, " BREAK);
    expect("\"k\\r\\n\": v\n",
           "{ f.yaml:1:1: " ESCAPED "U+000D, a carriage return without a line feed: end every line "
           "with LF, or with CR LF");
}

static void test_structure_refusals(void **state)
{
    (void)state;
    expect("a: &x b\n", "{ a:f.yaml:1:4: an anchor (&): write the value out, or put the text in "
                        "quotation marks");
    expect("a: &x {}\n", "{ a:f.yaml:1:4: an anchor (&): write the value out, or put the text in "
                         "quotation marks");
    expect("a: *x\n", "{ a:f.yaml:1:4: an alias (*): write the value out, or put the text in "
                      "quotation marks");
    expect("a: !!str b\n",
           "{ a:f.yaml:1:4: a tag (!): remove it, or put the text in quotation marks");
    expect("a: ! b\n", "{ a:f.yaml:1:4: a tag (!): remove it, or put the text in quotation marks");
    expect("a: !x []\n",
           "{ a:f.yaml:1:4: a tag (!): remove it, or put the text in quotation marks");
    expect("a: !x!y b\n",
           "{ a:f.yaml:1:4: a tag (!): remove it, or put the text in quotation marks");
    expect("<<: {a: b}\n", "{ f.yaml:1:1: a merge key (<<): write the merged lines out");
    expect("a: 1\nb: 2\na: 3\n",
           "{ a:1 b:2 f.yaml:3:1: the key `a` is there already, in line 1: keep one of them");
    expect("[a]: b\n",
           "{ f.yaml:1:1: a key that is itself a mapping or a list: write a plain name as the key");
    expect("? {a: b}\n: c\n",
           "{ f.yaml:1:3: a key that is itself a mapping or a list: write a plain name as the key");
    expect("?\n: b\n", "{ f.yaml:1:2: an empty key: write the key's name before the colon");
#define BAD_KEY                                                                                    \
    "a key may hold only letters A-Z a-z, digits, `_`, `.` and `-`: rename it, or where it is "    \
    "text "                                                                                        \
    "put the whole text in quotation marks"
    expect("a b: c\n", "{ f.yaml:1:1: " BAD_KEY);
    expect("\"a\\nb\": c\n", "{ f.yaml:1:1: " BAD_KEY);
    expect("a: b\n...\nc: d\n",
           "{ a:b } f.yaml:3:1: text after the end of the document: indent it, or "
           "start a new document by a line `---`");
    expect("a: b\n---\nc: d\n", "{ a:b } f.yaml:2:1: a second document: only one is allowed here");
}

static void test_advice(void **state)
{
    (void)state;
    expect("title: raid: second day\n", "{ title:raid f.yaml:1:12: `: ` stands where no key can "
                                        "be: put the whole value in quotation "
                                        "marks, or give the key a line of its own");
    expect("a: b\n\tc: d\n",
           "{ a:f.yaml:2:1: a tab stands where a line is indented: indent by spaces");
    expect("a:\n\tc: d\n",
           "{ a:f.yaml:2:1: no value can start with this character: indent by spaces "
           "instead of tabs, or put the text in quotation marks");
    expect("a: \"b\nc: d\n", "{ a:f.yaml:1:4: a quotation mark is opened and not closed: write the "
                             "second one, or put the text in the other kind of quotation marks");
    expect(
        "a: b\nloose\nc: d\n",
        "{ a:b f.yaml:2:1: a key without a colon: write `key: value`, or where the line belongs to "
        "a text above indent it further than that text's key");
    expect("a:\n    b: c\n  d: e\n",
           "{ a:{ b:c } f.yaml:3:3: the indentation fits no line above: align "
           "it with the lines that it belongs to, by spaces");
    expect("a: [b, c\nd: e\n",
           "{ a:[ b c d f.yaml:2:2: a list in brackets goes on wrongly: write [one, "
           "two], with commas, and close it");
    expect("a: \"\\q\"\n",
           "{ a:f.yaml:1:5: a backslash in double quotation marks starts an escape that "
           "YAML does not know: write \\\\, or use single quotation marks");
    expect("a: @b\n", "{ a:f.yaml:1:4: no value can start with this character: indent by spaces "
                      "instead of tabs, or put the text in quotation marks");
}

static char *repeat(const char *unit, size_t bytes, size_t *n)
{
    size_t len = strlen(unit);
    char *text = malloc(bytes + 1);
    assert_non_null(text);
    for (*n = 0; *n + len <= bytes; *n += len)
        memcpy(text + *n, unit, len);
    text[*n] = '\0';
    return text;
}

static void expect_end(const char *text, size_t n, const char *wanted)
{
    char *got = events_of(text, n, 1);
    size_t len = strlen(got), want = strlen(wanted);
    assert_true(len >= want);
    assert_string_equal(got + len - want, wanted);
    free(got);
}

static void test_limits(void **state)
{
    (void)state;
    size_t n;
    char *text = repeat("\n", YAML_MAX_DOCUMENT + 1, &n);
    expect_end(text, n - 1, ".");
    expect_end(text, n,
               "f.yaml:1:1: the document is longer than 1 MiB: split it into several documents");
    free(text);

    text = repeat("x", YAML_MAX_SCALAR + 1, &n);
    expect_end(text, n - 1, "x .");
    expect_end(text, n, "f.yaml:1:1: a text longer than 256 KiB: split the document into several");
    free(text);

    text = repeat("x", YAML_MAX_KEY + 2, &n);
    text[YAML_MAX_KEY] = ':';
    text[YAML_MAX_KEY + 1] = ' ';
    expect_end(text, n, "} .");
    text[YAML_MAX_KEY] = 'x';
    text[YAML_MAX_KEY + 1] = ':';
    expect_end(text, n, "{ f.yaml:1:1: a key longer than 64 bytes: shorten it");
    free(text);

    expect_end("[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", 32, "] .");
    expect_end("[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", 34,
               "f.yaml:1:17: nested more than 16 levels deep: write it flatter");

    struct str keys = STR_INIT;
    for (int i = 0; i < YAML_MAX_KEYS; i++)
        str_addf(&keys, "k%d: v\n", i);
    expect_end(str_text(&keys), keys.len, "} .");
    size_t len = keys.len;
    str_add(&keys, "one_more: v\n");
    expect_end(str_text(&keys), keys.len,
               "f.yaml:1001:1: more than 1000 keys in one mapping: remove some");
    str_cut(&keys, len);
    str_add(&keys, "k17: v\n");
    expect_end(str_text(&keys), keys.len,
               "f.yaml:1001:1: the key `k17` is there already, in line 18: keep one of them");
    str_release(&keys);
}

/* Each of these keeps libyaml busy for minutes where nothing bounds it. Processor time, not the
 * clock, and far more than is ever needed: each takes some milliseconds. */
static void test_hostile_towers_end_soon(void **state)
{
    (void)state;
    static const char *const units[] = {"[",    "{",   "- ",   "? ",   "a: ",   "[\n",
                                        "{a: ", "[a,", "? - ", "- ? ", "\"a\n", "%TAG ! tag:x\n",
                                        "!a",   "&a ", "[? "};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t n;
        char *text = repeat(units[i], YAML_MAX_DOCUMENT, &n);
        clock_t start = clock();
        free(events_of(text, n, 1));
        assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_same_keys_in_other_mappings),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_byte_order_mark),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_raw_refusals),
        cmocka_unit_test(test_raw_flaw_everywhere),
        cmocka_unit_test(test_decoded_refusals),
        cmocka_unit_test(test_structure_refusals),
        cmocka_unit_test(test_advice),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_hostile_towers_end_soon),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
