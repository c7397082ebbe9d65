/* The text that ends a document, read without libyaml: the same events, texts, places and errors as libyaml gives for the
 * whole document, over many that are made up by rule, most of them almost in the plain form. */
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
#include "models/base/yaml_literal.h"

enum { DOCUMENTS = 60000, FIRST_LINE = 7 };

static uint64_t seed = 1;

static unsigned below(unsigned n)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(seed >> 33) % n;
}

/* What comes before the text; most often nothing odd. */
static const char *const heads[] = {
    "---\nid: a\n",
    "a: b\nc:\n  d: e\n",
    "",
    "---\n",
    "# a comment\na: [b, c]\n",
    "\xef\xbb\xbf---\na: b\n",
    "a: |\n b\n\n",
    "a: |\n",
    "a: |\n  b\nc: |+\n  d\n\n",
    "a: b\n  c\n",
    "a: >-\n  b\n",
    "a:\n- b\n- c: |\n   d\n",
    "a: \xe6\x8a\xa4\n",
    "a: 'b'\r\n",
    "? a\n: b\n",
    "a: \"b\n",
    "a: 'b\n",
    "a: [b,\n",
    "a: {b: c,\n",
    "a: b: c\n",
    "a: *b\n",
    "a: !t b\n",
    "- a\n",
    "b\n",
    "--- |\n",
    "a: b\n...\n",
    "%x\n",
    "a: \"b\n  c\"\n",
    "  a: b\n",
    "a: b\n# |\n",
};
static const char *const keys[] = {
    "narrative: |\n",  "n: |\n",          "a.b-c_D: |\n", "narrative: | \n", "narrative: |2\n",
    "narrative: |-\n", "narrative: |+\n", "n:  |\n",      " n: |\n",         "\"n\": |\n",
    "n: | # c\n",      "n: |\r\n",        "n: >\n",       "n: a |\n",        "- n: |\n",
    "? n: |\n",        "-: |\n",          "n : |\n",
};
static const char *const lines[] = {
    "The first.",
    "a: |",
    "# no comment",
    "...",
    "---",
    "\xe8\xad\xb7\xe7\x85\xa7",
    "\tx",
    "x\t",
    "| y",
    " ",
    "'",
    "\"",
    "- z",
    "x\ny: |",
    "\r",
    "  w",
    "\xf0\x9f\x98\x80",
    "a: b",
};

#define ONE_OF(list) (list)[below(sizeof(list) / sizeof *(list))]

static void make(struct str *out)
{
    str_clear(out);
    str_add(out, heads[below(2) ? below(6) : below(sizeof heads / sizeof *heads)]);
    str_add(out, keys[below(3) ? below(3) : below(sizeof keys / sizeof *keys)]);
    unsigned indent = below(4), odd = below(6);
    for (unsigned n = below(6); n > 0; n--) {
        unsigned spaces = odd || below(3) ? indent : below(5);
        if (below(4))
            str_addf(out, "%*s%s", (int)spaces, "", odd ? lines[below(6)] : ONE_OF(lines));
        if (n > 1 || below(6))
            str_add(out, below(20) ? "\n" : "\r\n");
    }
}

static const char *kind_of(yaml_event_type_t type)
{
    return type == YAML_MAPPING_START_EVENT    ? "{"
           : type == YAML_MAPPING_END_EVENT    ? "}"
           : type == YAML_SEQUENCE_START_EVENT ? "["
                                               : "]";
}

/* A problem's place is one of the two that libyaml tells, as advice has it. */
static void show_problem(struct str *out, const yaml_parser_t *p)
{
    const struct yaml_advice *known = yaml_advice(p->problem);
    if (!known && p->context)
        known = yaml_advice(p->context);
    yaml_mark_t mark = known && known->at_context ? p->context_mark : p->problem_mark;
    str_addf(out, "broken at %zu:%zu", mark.line + FIRST_LINE, mark.column + 1);
}

/* One event of libyaml. False: the last. */
static bool show_libyaml(struct str *out, const yaml_event_t *ev)
{
    yaml_mark_t mark = ev->start_mark;
    switch (ev->type) {
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        return true;
    case YAML_STREAM_END_EVENT:
    case YAML_NO_EVENT:
        return false;
    case YAML_SCALAR_EVENT:
        str_addf(out, "%zu:%zu %d '%s'\n", mark.line + FIRST_LINE, mark.column + 1,
                 ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE, ev->data.scalar.value);
        return true;
    default:
        str_addf(out, "%zu:%zu %s\n", mark.line + FIRST_LINE, mark.column + 1, kind_of(ev->type));
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
    yaml_parser_set_input_string(&p, (const unsigned char *)bytes + (mark ? 3 : 0),
                                 n - (mark ? 3 : 0));
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
    yaml_close(y);
    return y;
}

/* What libyaml takes and the parser does not: it ends there, after the same events. */
static bool is_own_refusal(const struct err *e)
{
    static const char *const own[] = {"the key `",        "an empty key", "a key that is",
                                      "a key may hold",   "an alias",     "a tag",
                                      "a second document"};
    bool found = false;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        found = found || strncmp(e->what, own[i], strlen(own[i])) == 0;
    return found;
}

static void test_same_as_libyaml(void **state)
{
    (void)state;
    struct str text = STR_INIT, ours = STR_INIT, theirs = STR_INIT;
    struct yaml_literal l = {0};
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
        read += yaml_literal_read(&l, str_text(&text), text.len);
        compared++;
    }
    yaml_literal_release(&l);
    str_release(&text);
    str_release(&ours);
    str_release(&theirs);
    /* Enough of both kinds, or the rules above have gone astray. */
    assert_true(compared > DOCUMENTS / 2 && read > DOCUMENTS / 5 && read < compared / 4 * 3);
}

static void expect_text(const char *document, const char *text, unsigned count)
{
    struct yaml_literal l = {0};
    bool found = yaml_literal_read(&l, document, strlen(document));
    assert_int_equal(found, text != NULL);
    if (found) {
        assert_string_equal(l.text, text);
        assert_int_equal(l.len, strlen(text));
        assert_int_equal(l.lines, count);
        assert_int_equal((ptrdiff_t)l.head, strstr(document, "n: |\n") + 5 - document);
    }
    yaml_literal_release(&l);
}

static void test_rule(void **state)
{
    (void)state;
    expect_text("a: b\nn: |\n  c\n", "c\n", 1);
    expect_text("n: |\n  c\n\n   d\n\n\n", "c\n\n d\n", 5);
    expect_text("n: |\n c\n  \n", "c\n \n", 2);
    expect_text("n: |\n  c\n  \n \n  d\n  \n", "c\n\n\nd\n", 5);
    expect_text("n: |\n  c", NULL, 0);
    expect_text("n: |\n  c\n d\n", NULL, 0);
    expect_text("n: |\n\n  c\n", NULL, 0);
    expect_text("n: |\nc\n", NULL, 0);
    expect_text("n: |\n  \tc\n", NULL, 0);
    expect_text("n: |\n  c\r\n", NULL, 0);
    expect_text("n: |\n  c\n# d\n", NULL, 0);
    expect_text("n: |\n  c\n...\n", NULL, 0);
    expect_text("n: |2\n  c\n", NULL, 0);
    expect_text("n: |\n", NULL, 0);
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
        cmocka_unit_test(test_rule),
        cmocka_unit_test(test_same_as_libyaml),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
