/* Cutting files into documents: the same documents as an uncut parse finds, wherever blocks end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <yaml.h>

#include "models/base/str.h"
#include "models/base/yaml.h"
#include "models/split.h"
#include "tests/support/folder.h"

static char folder[256], path[300];

static int set_up(void **state)
{
    (void)state;
    folder_make(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/records.yaml", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_remove(folder);
    return 0;
}

static struct split *open_file(void)
{
    struct err e = {0};
    struct split *s = split_open(AT_FDCWD, path, &e);
    assert_non_null(s);
    return s;
}

/* Every document as "offset:line[bytes]", each checked against what the file holds in that range. */
static char *cut(const char *bytes, size_t n)
{
    struct str out = STR_INIT;
    struct err e = {0};
    struct document doc;
    folder_write(path, bytes, n);
    struct split *s = open_file();
    enum split_result r;
    while ((r = split_next(s, &doc, &e)) == SPLIT_DOCUMENT) {
        assert_true(doc.offset + doc.len <= n);
        assert_memory_equal(doc.bytes, bytes + doc.offset, doc.len);
        str_addf(&out, "%u:%u[", (unsigned)doc.offset, doc.line);
        str_addn(&out, doc.bytes, doc.len);
        str_add(&out, doc.too_long ? "...]" : "]");
    }
    assert_int_equal(r, SPLIT_END);
    assert_int_equal(split_next(s, &doc, &e), SPLIT_END);
    assert_int_equal(split_status(s)->st_size, n);
    split_close(s);
    return str_detach(&out);
}

static void expect(const char *text, const char *wanted)
{
    char *got = cut(text, strlen(text));
    assert_string_equal(got, wanted);
    free(got);
}

static void test_cuts(void **state)
{
    (void)state;
    expect("---\na: 1\n---\nb: 2\n", "0:1[---\na: 1\n]9:3[---\nb: 2\n]");
    expect("a: 1\n---\nb: 2", "0:1[a: 1\n]5:2[---\nb: 2]");
    expect("--- {a: 1}\n---\t# x\nb: 2\n---", "0:1[--- {a: 1}\n]11:2[---\t# x\nb: 2\n]");
    expect("---\r\na: 1\r\n---\r\nb: 2\r\n", "0:1[---\r\na: 1\r\n]11:3[---\r\nb: 2\r\n]");
    expect("a: 1\n---x: 2\n ---\n----\n", "0:1[a: 1\n---x: 2\n ---\n----\n]");
    expect("---\na: |\n  ---\n   x\n---\nb: 1\n", "0:1[---\na: |\n  ---\n   x\n]20:5[---\nb: 1\n]");
}

static void test_pieces_that_hold_nothing(void **state)
{
    (void)state;
    expect("", "");
    expect("\n  \t\n# comment\n\xef", "0:1[\n  \t\n# comment\n\xef]");
    expect("# head\n\n---\na: 1\n", "8:3[---\na: 1\n]");
    expect("---\n---\n--- # x\n---\n\t # y\n---\na: 1\n...\n---\n...\n# end\n---",
           "26:6[---\na: 1\n...\n]");
    expect("\xef\xbb\xbf", "");
    expect("\xef\xbb\xbf---\na: 1\n", "0:1[\xef\xbb\xbf---\na: 1\n]");
    expect("a: 1\n\xef\xbb\xbf---\nb: 2\n", "0:1[a: 1\n]5:2[\xef\xbb\xbf---\nb: 2\n]");
}

/* A directive belongs to the document after it; elsewhere a `%` is that document's own matter. */
static void test_directives(void **state)
{
    (void)state;
    expect("%YAML 1.1\n---\na: 1\n---\nb: 2\n", "0:1[%YAML 1.1\n---\na: 1\n]19:4[---\nb: 2\n]");
    expect("# x\n%A\n# y\n%B\n---\na: 1\n", "4:2[%A\n# y\n%B\n---\na: 1\n]");
    expect("---\na: 1\n...\n# x\n%A\n---\nb: 2\n---\nc: 3\n",
           "0:1[---\na: 1\n...\n# x\n]17:5[%A\n---\nb: 2\n]29:8[---\nc: 3\n]");
    expect("---\na: 1\n%A\n---\nb: 2\n", "0:1[---\na: 1\n%A\n]12:4[---\nb: 2\n]");
    expect("---\na: 1\n...\nb: 2\n%A\n---\nc: 3\n",
           "0:1[---\na: 1\n...\nb: 2\n%A\n]21:6[---\nc: 3\n]");
    expect("%A\n...\n---\nb: 2\n", "0:1[%A\n...\n]7:3[---\nb: 2\n]");
}

/* The boundary between two documents at every offset around the end of a block. */
static void test_block_borders(void **state)
{
    (void)state;
    static const char *const tails[] = {"---\nb: 2\n", "--- \r\nb: 2\n", "\xef\xbb\xbf---\nb: 2\n"};
    enum { AROUND = 12, BLOCK = 128 * 1024 };
    char *text = malloc(BLOCK + 64);
    assert_non_null(text);
    memset(text, 'x', BLOCK + 64);
    memcpy(text, "a: ", 3);
    for (size_t t = 0; t < sizeof tails / sizeof *tails; t++) {
        for (size_t at = BLOCK - AROUND; at <= BLOCK + 2; at++) {
            struct err e;
            struct document doc;
            size_t len = strlen(tails[t]);
            text[at - 1] = '\n';
            memcpy(text + at, tails[t], len);
            folder_write(path, text, at + len);
            struct split *s = open_file();
            assert_int_equal(split_next(s, &doc, &e), SPLIT_DOCUMENT);
            assert_int_equal(doc.len, at);
            assert_int_equal(split_next(s, &doc, &e), SPLIT_DOCUMENT);
            assert_int_equal(doc.offset, at);
            assert_int_equal(doc.line, 2);
            assert_memory_equal(doc.bytes, tails[t], len);
            assert_int_equal(split_next(s, &doc, &e), SPLIT_END);
            split_close(s);
            memset(text + at - 1, 'x', len + 1);
        }
    }
    free(text);
}

/* One that is too long is told once, in bounded memory, and its neighbours are as they were. */
static void test_too_long(void **state)
{
    (void)state;
    static const size_t sizes[] = {YAML_MAX_DOCUMENT, YAML_MAX_DOCUMENT + 1,
                                   YAML_MAX_DOCUMENT + 100000, 10000000};
    static const char head[] = "---\na: 1\n", tail[] = "\n---\nb: 2\n";
    for (size_t i = 0; i < 2 * (sizeof sizes / sizeof *sizes); i++) {
        size_t size = sizes[i / 2], at = strlen(head);
        char *text = malloc(size + 64);
        assert_non_null(text);
        memset(text, i % 2 ? '[' : '\n', size + 64);
        memcpy(text, head, at);
        memcpy(text + at, "---\n[", 5);
        memcpy(text + at + size - 1, tail, strlen(tail));
        folder_write(path, text, at + size - 1 + strlen(tail));
        struct err e;
        struct document doc;
        struct split *s = open_file();
        assert_int_equal(split_next(s, &doc, &e), SPLIT_DOCUMENT);
        assert_int_equal(split_next(s, &doc, &e), SPLIT_DOCUMENT);
        assert_int_equal(doc.offset, at);
        assert_int_equal(doc.line, 3);
        assert_int_equal(doc.len, YAML_MAX_DOCUMENT);
        assert_int_equal(doc.too_long, size > YAML_MAX_DOCUMENT);
        assert_memory_equal(doc.bytes, text + at, doc.len);
        assert_int_equal(split_next(s, &doc, &e), SPLIT_DOCUMENT);
        assert_false(doc.too_long);
        assert_int_equal(doc.offset, at + size);
        assert_int_equal(doc.line, i % 2 ? 5 : 4 + size - 5);
        assert_memory_equal(doc.bytes, tail + 1, strlen(tail) - 1);
        assert_int_equal(split_next(s, &doc, &e), SPLIT_END);
        split_close(s);
        free(text);
    }
}

static void test_file_that_changes(void **state)
{
    (void)state;
    static const char text[] = "---\na: 1\n---\nb: 2\n";
    for (int way = 0; way < 4; way++) {
        struct err e = {0};
        struct document doc;
        struct timespec past[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
        folder_write(path, text, sizeof text - 1);
        struct split *s = open_file();
        if (way == 0) {
            FILE *f = fopen(path, "a");
            assert_non_null(f);
            fputs("---\nc: 3\n", f);
            fclose(f);
        } else if (way == 1) {
            assert_int_equal(truncate(path, 15), 0);
        } else if (way == 2) {
            assert_int_equal(utimensat(AT_FDCWD, path, past, 0), 0);
        } else { /* gone from its folder, but what is open is whole */
            unlink(path);
        }
        int documents = 0;
        enum split_result r;
        while ((r = split_next(s, &doc, &e)) == SPLIT_DOCUMENT)
            documents++;
        if (way == 3) {
            assert_int_equal(r, SPLIT_END);
            assert_int_equal(documents, 2);
        } else {
            assert_int_equal(r, SPLIT_ERROR);
            assert_non_null(strstr(e.what, "was changed while it was read: wait"));
            assert_string_equal(e.file, path);
            assert_true(documents < 2);
            assert_int_equal(split_next(s, &doc, &e), SPLIT_END);
        }
        split_close(s);
    }
}

static void test_refused_files(void **state)
{
    (void)state;
    struct err e = {0};
    unlink(path);
    assert_null(split_open(AT_FDCWD, path, &e));
    assert_null(split_open(AT_FDCWD, folder, &e));
    assert_null(split_open(AT_FDCWD, "/dev/null", &e));
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(split_open(AT_FDCWD, path, &e));
    assert_non_null(strstr(e.what, "FIFO"));
    unlink(path);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    assert_null(split_open(AT_FDCWD, path, &e));
    assert_non_null(strstr(e.what, "link"));
    unlink(path);
}

/* --- cutting first and then parsing gives what parsing the whole gives --- */

static void add_event(struct str *out, const yaml_event_t *ev)
{
    static const char *const name[] = {[YAML_MAPPING_START_EVENT] = "{",
                                       [YAML_MAPPING_END_EVENT] = "}",
                                       [YAML_SEQUENCE_START_EVENT] = "[",
                                       [YAML_SEQUENCE_END_EVENT] = "]",
                                       [YAML_ALIAS_EVENT] = "*"};
    if (ev->type == YAML_SCALAR_EVENT)
        str_addf(out, "%s/%d/%s ", (const char *)ev->data.scalar.value, ev->data.scalar.style,
                 ev->data.scalar.tag ? (const char *)ev->data.scalar.tag : "");
    else
        str_add(out, name[ev->type]);
}

/* Appends each document that ends without an error, but for those that hold nothing. False where
 * an error came. */
static bool parse_plainly(const char *bytes, size_t n, struct str *out)
{
    yaml_parser_t p;
    yaml_event_t ev;
    bool good = true, on = true;
    struct str doc = STR_INIT;
    assert_true(yaml_parser_initialize(&p));
    yaml_parser_set_input_string(&p, (const unsigned char *)bytes, n);
    while (on && (good = yaml_parser_parse(&p, &ev))) {
        if (ev.type == YAML_DOCUMENT_START_EVENT) {
            str_clear(&doc);
        } else if (ev.type == YAML_DOCUMENT_END_EVENT) {
            if (strcmp(str_text(&doc), "/1/ ") != 0)
                str_addf(out, "<%s>", str_text(&doc));
        } else if (ev.type != YAML_STREAM_START_EVENT && ev.type != YAML_STREAM_END_EVENT) {
            add_event(&doc, &ev);
        }
        on = ev.type != YAML_STREAM_END_EVENT && ev.type != YAML_NO_EVENT;
        yaml_event_delete(&ev);
    }
    yaml_parser_delete(&p);
    str_release(&doc);
    return good;
}

static uint64_t random_state = 20050608;

static unsigned random_below(unsigned n)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((random_state >> 33) % n);
}

static void random_stream(struct str *out)
{
    static const char *const parts[] = {
        "---",   "---\n",  "--- ",   "---\t#", "...", "...\n", "\n",   "\n",    "\n",
        "a: ",   "b: |\n", "  ",     " ",      "- ",  "'",     "\"",   "[",     "]",
        "{",     "}",      ", ",     "# c",    "x",   "y\n",   ">-\n", ": ",    "\r\n",
        "\n---", "\n--",   "k: v\n", "? ",     "!t ", "-",     ".",    "z: >\n"};
    str_clear(out);
    for (unsigned n = 1 + random_below(24); n > 0; n--)
        str_add(out, parts[random_below(sizeof parts / sizeof *parts)]);
}

/* Whether `...` comes first: an error to libyaml, though YAML 1.2 allows it; no document to us. */
static bool ends_before_it_begins(const char *text)
{
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += strspn(line, " \t\r\n");
        if (*line != '#')
            return strncmp(line, "...", 3) == 0;
    }
    return false;
}

static void test_cut_and_whole_parse_agree(void **state)
{
    (void)state;
    unsigned with_documents = 0;
    struct str text = STR_INIT, whole = STR_INIT, pieces = STR_INIT;
    for (int round = 0; round < 4000; round++) {
        struct err e;
        struct document doc;
        bool good = true;
        do
            random_stream(&text);
        while (ends_before_it_begins(str_text(&text)));
        str_clear(&whole);
        str_clear(&pieces);
        bool whole_good = parse_plainly(str_text(&text), text.len, &whole);
        folder_write(path, str_text(&text), text.len);
        struct split *s = open_file();
        while (good && split_next(s, &doc, &e) == SPLIT_DOCUMENT)
            good = parse_plainly(doc.bytes, doc.len, &pieces);
        split_close(s);
        if (strcmp(str_text(&whole), str_text(&pieces)) != 0 || whole_good != good)
            fail_msg("differ for:\n%s\nwhole: %s\ncut:   %s", str_text(&text), str_text(&whole),
                     str_text(&pieces));
        with_documents += whole.len > 0;
    }
    assert_true(with_documents > 800);
    str_release(&text);
    str_release(&whole);
    str_release(&pieces);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cuts),          cmocka_unit_test(test_pieces_that_hold_nothing),
        cmocka_unit_test(test_directives),    cmocka_unit_test(test_block_borders),
        cmocka_unit_test(test_too_long),      cmocka_unit_test(test_file_that_changes),
        cmocka_unit_test(test_refused_files), cmocka_unit_test(test_cut_and_whole_parse_agree),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
