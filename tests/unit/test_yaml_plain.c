/* Documents read without libyaml: the same events, texts and places as libyaml gives, and its errors, over many that are made up by
 * rule, most of them in the plain form or almost. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <yaml.h>

#include "models/base/str.h"
#include "models/base/yaml.h"
#include "models/base/yaml_check.h"
#include "models/base/yaml_plain.h"

enum { DOCUMENTS = 60000, FIRST_LINE = 7 };

static uint64_t seed = 1;

static unsigned below(unsigned n)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % n;
}

/* Lines of a mapping, after their indentation; the first twenty-four are in the form. */
static const char *const lines[] = {
    "a: b",
    "c: D-2004-1",
    "date: 2004-02-30",
    "e_f.g-h: x  y (z), w/",
    "i: \xe8\xad\xb7",
    "j: NO",
    "m:\n  n: o",
    "p:\n    q: r",
    "s:\n    t:\n     u: v\n    w: x",
    "1: ~x",
    "_: a-",
    "aa: \xf0\x9f\x98\x80 \xc3\xa9",
    "ac: 'c'",
    "ad: \"c\"",
    "ae: '2004-02-30: # it''s ''  '",
    "af: \" '- [c]: # '\"",
    "ag: '\xe8\xad\xb7'",
    "ah: ''",
    "ai: \"\"",
    "aj: '''d'",
    "ak: [b]",
    "al: [c, d-1,e_f.g,12]",
    "am: [[], [h,[i]] ]",
    "an: [[[[[j], []]], k]]",
    "a: b",
    "ab: |",
    "ab:",
    "ab: ",
    "m:\n  n: |\n    o\n   p",
    "m:\n  n: |\n  o",
    "- ab",
    "ab: 'c' ",
    "ab: 'c' #d",
    "ab: 'c'd",
    "ab: 'c'''",
    "ab: 'c\n   d'",
    "ab: 'c'\n   d",
    "ab: 'c': d",
    "ab: 'c\td'",
    "ab: 'c\\'",
    "ab: \"c\\\"d\"",
    "ab: \"c\\td\"",
    "ab: \"c\"\"d\"",
    "ab: \"c\n   d\"",
    "'ab': c",
    "ab: [c ,d]",
    "ab: [c,]",
    "ab: [c d, e]",
    "ab: [c:d]",
    "ab: [c]d",
    "ab: [c]: d",
    "ab: [c] # d",
    "ab: [c,\n    d]",
    "ab: [\"c\", 'd']",
    "ab: {c: d}",
    "ab: c: d",
    "ab: c #d",
    "ab: c#d",
    "ab: c:d",
    "ab: c:",
    "# ab",
    "ab: *c",
    "ab: &c d",
    "ab: !c d",
    "ab: - c",
    "ab: -",
    "ab: ...",
    "ab: c ",
    "ab: c\t",
    "ab:  c",
    "ab :c",
    "ab",
    "ab:c",
    "\"ab\": c",
    "? ab",
    ": ab",
    "ab: ? c",
    "ab: %c",
    "ab: @c",
    "ab: `c",
    "ab: >",
    "ab: |-",
    "ab: |2",
    "ab: | # c",
    "ab:\tc",
    "\tab: c",
    "...",
    "---",
    "-: c",
    ".: c",
    "<<: c",
    "%ab: c",
    "ab: \"c",
    "ab: 'c",
    "ab: 'c''",
    "ab: [c",
    "ab: ]",
    "ab: c\n   d",
    "ab:\n- c",
    "ab:\n  - c: d",
    "null: true",
    "",
    "ab: |\n",
    "ab: c\r",
};
enum { IN_THE_FORM = 24 };

/* Lines of a text, after theirs. */
static const char *const words[] = {
    "The first.", "a: |", "# no comment", "...", "---", "\xe8\xad\xb7\xe7\x85\xa7",
    "'",          "| y",  "\tx",          "x\t", " ",   "x\ny: |",
    "\r",         "  w",
};
enum { ORDINARY = 8 };

#define ONE_OF(list) (list)[below(sizeof(list) / sizeof *(list))]

static const char *feed(void)
{
    return below(100) ? "\n" : "\r\n";
}

static void add_text(struct str *out, unsigned column)
{
    unsigned indent = column + 1 + below(3), odd = !below(4);
    str_addf(out, "%*st%u: |%s%s", (int)column, "", below(9), below(3) ? "" : "-", feed());
    for (unsigned n = below(5); n > 0; n--) {
        unsigned spaces = odd && !below(3) ? below(6) : indent;
        if (below(4))
            str_addf(out, "%*s%s", (int)spaces, "", odd ? ONE_OF(words) : words[below(ORDINARY)]);
        str_add(out, feed());
    }
}

static void make(struct str *out)
{
    static const char *const begin[] = {
        "---\n", "", "\xef\xbb\xbf---\n", "--- # c\n", "# c\n", "\n", "---\r\n"};
    bool odd = below(4) == 0;
    str_clear(out);
    str_add(out, odd ? ONE_OF(begin) : begin[below(3)]);
    for (unsigned n = 1 + below(4); n > 0; n--) {
        unsigned column = odd && !below(8) ? below(4) : 0;
        if (below(3) == 0)
            add_text(out, column);
        else
            str_addf(out, "%*s%s%s", (int)column, "",
                     odd && !below(3) ? ONE_OF(lines) : lines[below(IN_THE_FORM)], feed());
    }
    if (!below(20))
        str_cut(out, out->len ? out->len - 1 : 0);
}

static const char *kind_of(yaml_event_type_t type)
{
    return type == YAML_MAPPING_START_EVENT    ? "{"
           : type == YAML_MAPPING_END_EVENT    ? "}"
           : type == YAML_SEQUENCE_START_EVENT ? "["
                                               : "]";
}

/* Of a text without a line feed at its end: libyaml counts a line more. Else UINT_MAX. */
static unsigned end_line, end_col;

static void show_place(struct str *out, yaml_mark_t mark)
{
    bool beyond = mark.line > end_line;
    str_addf(out, "%zu:%zu", (beyond ? end_line : mark.line) + FIRST_LINE,
             beyond ? end_col : mark.column + 1);
}

/* A problem's place is one of the two that libyaml tells, as advice has it. */
static void show_problem(struct str *out, const yaml_parser_t *p)
{
    const struct yaml_advice *known = yaml_advice(p->problem);
    if (!known && p->context)
        known = yaml_advice(p->context);
    yaml_mark_t mark = known && known->at_context ? p->context_mark : p->problem_mark;
    str_add(out, "broken at ");
    show_place(out, mark);
}

/* One event of libyaml. False: the last. */
static bool show_libyaml(struct str *out, const yaml_event_t *ev)
{
    switch (ev->type) {
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        return true;
    case YAML_NO_EVENT:
        return false;
    case YAML_STREAM_END_EVENT:
        show_place(out, ev->start_mark);
        str_add(out, " end");
        return false;
    case YAML_SCALAR_EVENT:
        if (out->len == 0 && ev->data.scalar.length == 0 && !ev->data.scalar.quoted_implicit &&
            ev->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
            return true; /* a document that holds nothing */
        show_place(out, ev->start_mark);
        str_addf(out, " %d '%s'\n", ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE,
                 ev->data.scalar.value);
        return true;
    default:
        show_place(out, ev->start_mark);
        str_addf(out, " %s\n", kind_of(ev->type));
        return true;
    }
}

static void by_libyaml(struct str *out, const char *bytes, size_t n)
{
    yaml_parser_t p;
    yaml_event_t ev;
    bool parsed, more = true;
    str_clear(out);
    assert_true(yaml_parser_initialize(&p));
    yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
    bool mark = n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0;
    bytes += mark ? 3 : 0;
    n -= mark ? 3 : 0;
    end_line = UINT_MAX;
    if (n > 0 && bytes[n - 1] != '\n')
        yaml_place(bytes, n, &end_line, &end_col);
    yaml_parser_set_input_string(&p, (const unsigned char *)bytes, n);
    while (more && (parsed = yaml_parser_parse(&p, &ev))) {
        more = show_libyaml(out, &ev);
        yaml_event_delete(&ev);
    }
    if (more)
        show_problem(out, &p);
    yaml_parser_delete(&p);
}

/* True: it was not refused for a reason that is not libyaml's. */
static bool by_us(struct str *out, const char *bytes, size_t n, struct err *e)
{
    static const char *const mark[] = {[YAML_MAP_BEGIN] = "{",
                                       [YAML_MAP_END] = "}",
                                       [YAML_LIST_BEGIN] = "[",
                                       [YAML_LIST_END] = "]"};
    struct yaml_event ev = {.kind = YAML_SCALAR};
    struct yaml *y = yaml_open(bytes, n, "f", FIRST_LINE, e);
    bool ok = y;
    str_clear(out);
    while (y && (ok = yaml_next(y, &ev, e)) && ev.kind != YAML_END) {
        str_addf(out, "%u:%u ", ev.line, ev.col);
        if (ev.kind == YAML_SCALAR || ev.kind == YAML_KEY)
            str_addf(out, "%d '%s'\n", ev.quoted, ev.text);
        else
            str_addf(out, "%s\n", mark[ev.kind]);
    }
    if (y && !ok)
        str_addf(out, "broken at %u:%u", e->line, e->col);
    else if (y)
        str_addf(out, "%u:%u end", ev.line, ev.col);
    yaml_close(y);
    return y;
}

/* What libyaml takes and the parser does not, or has another place for: it ends there, after the same events. */
static bool is_own_refusal(const struct err *e)
{
    static const char *const own[] = {"the key `",         "an empty key",
                                      "a key that is",     "a key may hold",
                                      "an alias",          "an anchor",
                                      "a merge key",       "a tag",
                                      "a second document", "a bracket or brace is opened"};
    bool found = false;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        found = found || strncmp(e->what, own[i], strlen(own[i])) == 0;
    return found;
}

static void test_same_as_libyaml(void **state)
{
    (void)state;
    struct str text = STR_INIT, ours = STR_INIT, theirs = STR_INIT;
    struct yaml_plain plain = {0};
    struct yaml_keys keys = {0};
    unsigned read = 0, compared = 0;
    for (unsigned i = 0; i < DOCUMENTS; i++) {
        struct err e = {0};
        make(&text);
        if (!by_us(&ours, str_text(&text), text.len, &e))
            continue;
        by_libyaml(&theirs, str_text(&text), text.len);
        if (e.kind && is_own_refusal(&e)) {
            str_cut(&ours, (size_t)(strstr(str_text(&ours), "broken") - ours.p));
            str_cut(&theirs, ours.len < theirs.len ? ours.len : theirs.len);
        }
        if (strcmp(str_text(&ours), str_text(&theirs)) != 0)
            fail_msg("of\n%s\nours\n%s\nlibyaml's\n%s", str_text(&text), str_text(&ours),
                     str_text(&theirs));
        read += yaml_plain_read(&plain, &keys, str_text(&text), text.len, 1);
        compared++;
    }
    yaml_plain_release(&plain);
    yaml_keys_release(&keys);
    str_release(&text);
    str_release(&ours);
    str_release(&theirs);
    /* Enough of both kinds, or the rules above have gone astray. */
    assert_true(compared > DOCUMENTS / 2 && read > DOCUMENTS / 5 && read < compared / 4 * 3);
}

/* Whether a document is in the form. */
static void expect(const char *document, bool wanted)
{
    struct yaml_plain p = {0};
    struct yaml_keys keys = {0};
    bool read = yaml_plain_read(&p, &keys, document, strlen(document), 1);
    if (read != wanted)
        fail_msg("%s: %d", document, read);
    yaml_plain_release(&p);
    yaml_keys_release(&keys);
}

static void test_form(void **state)
{
    (void)state;
    expect("---\na: b\nc:\n  d: e f\n  g:\n    h: i\nn: |\n  c\n\n   d\n \n  \n\n", true);
    expect("n: |\n c\na: b\n", true);
    expect("a: 'b: # c ''d'' '\nb: \"\"\nc: \"- 'd' \"\nd: ''\n", true);
    expect("a:\n  n: |\n   c\n  d: e\n", true);
    expect("a: []\nb:\n  c: [d, e.f,[],[g-h, [1]]]\n", true);
    expect("a: [[[[[[[[[[[[[[[b]]]]]]]]]]]]]]]\n", true);
    expect("a:\n  n: |-\n   c\n\n   d\n\n  d: e\nm: |-\n   f\n", true);
    static const char *const others[] = {
        "",
        "---\n",
        "a: b",
        " a: b\n",
        "a:\n",
        "a:\nb: c\n",
        "a:\n  b: c\n d: e\n",
        "a: b\n  c: d\n",
        "a: b\na: c\n",
        "a: b \n",
        "a: b:c\n",
        "a: b#c\n",
        "a: 'b\n",
        "a: 'b''\n",
        "a: 'b' \n",
        "a: 'b'c\n",
        "a: 'b\n c'\n",
        "a: 'b\tc'\n",
        "a: \"b\\tc\"\n",
        "a: \"b\\\"\n",
        "a: \"b\"\"\n",
        "'a': b\n",
        "a: [b ]\n",
        "a: [ b]\n",
        "a: [b,  c]\n",
        "a: [b, ]\n",
        "a: [b c]\n",
        "a: [b, -c]\n",
        "a: [b: c]\n",
        "a: ['b']\n",
        "a: [b] \n",
        "a: [b]]\n",
        "a: [[b]\n",
        "a: [b,\n c]\n",
        "a: [b]c\n",
        "a: [,]\n",
        "a: {b: c}\n",
        "a: [[[[[[[[[[[[[[[[b]]]]]]]]]]]]]]]]\n",
        "a: -1\n",
        "a: b\r\n",
        "-a: b\n",
        "a: b\n# c\n",
        "a: b\n\nc: d\n",
        "a: b\n...\n",
        "n: |\n",
        "n: |\n\n  c\n",
        "n: |\nc\n",
        "n: |\n  \tc\n",
        "n: |\n  c\r\n",
        "n: |\n  c",
        "n: |\n  c\n d\n",
        "n: |\n  c\n# d\n",
        "n: |+\n  c\n",
        "n: |-2\n  c\n",
        "n: |--\n  c\n",
        "n: |-",
        "n: |-\n",
        "n: |-\n\n  c\n",
        "a:\n  n: |\n  c\n",
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        expect(others[i], false);
}

/* A text as long as a scalar may be, and one byte more. */
static void test_limit(void **state)
{
    (void)state;
    for (unsigned more = 0; more < 2; more++) {
        struct str text = STR_INIT, ours = STR_INIT;
        struct err e = {0};
        str_add(&text, "a: b\nn: |\n  ");
        for (unsigned i = 1; i < YAML_MAX_SCALAR + more; i++)
            str_addc(&text, 'x');
        str_addc(&text, '\n');
        assert_true(by_us(&ours, str_text(&text), text.len, &e));
        assert_int_equal(e.kind, more ? ERR_DATA : ERR_NONE);
        assert_int_equal(e.line, more ? FIRST_LINE + 1 : 0);
        assert_int_equal(e.col, more ? 4 : 0);
        str_release(&text);
        str_release(&ours);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_form),
        cmocka_unit_test(test_same_as_libyaml),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
