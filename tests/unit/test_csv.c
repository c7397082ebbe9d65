/* RFC 4180 row by row: what each text gives, and what is wrong with it, at which place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "models/base/str.h"
#include "models/csv.h"
#include "tests/fault/heap.h"
#include "tests/support/folder.h"

/* Rows as LINE[cell|cell], bad ones as !LINE:COL; `says` is a part of the first error. */
static const struct {
    const char *bytes, *rows, *says;
    bool latin1;
} cases[] = {
    {"", "", NULL, false},
    {"\n\r\n\n", "", NULL, false},
    {"a", "1[a]", NULL, false},
    {"a,b\nc,d\n", "1[a|b]2[c|d]", NULL, false},
    {"a,b\r\nc,d\r\n", "1[a|b]2[c|d]", NULL, false},
    {"a,b\n\nc,d", "1[a|b]3[c|d]", NULL, false},
    {",\n", "1[|]", NULL, false},
    {"\"\"\n", "", NULL, false},
    {"\"\",\n", "1[|]", NULL, false},
    {"a,\n,b\n", "1[a|]2[|b]", NULL, false},
    {" a , b \n", "1[ a | b ]", NULL, false},
    {"\"a,b\",c\n", "1[a,b|c]", NULL, false},
    {"\"a\nb\",c\nd,e\n", "1[a\nb|c]3[d|e]", NULL, false},
    {"\"a\r\nb\"\r\nd\r\n", "1[a\nb]3[d]", NULL, false},
    {"\"a\"\"b\"\n", "1[a\"b]", NULL, false},
    {"\"\"\"\"\n", "1[\"]", NULL, false},
    {"\"\"\"a\"\"\",\"\"\n", "1[\"a\"|]", NULL, false},
    {"\"a\"", "1[a]", NULL, false},
    {"a,b,c\nd\ne,f,g,h\n", "1[a|b|c]2[d]3[e|f|g|h]", NULL, false},
    {"\xef\xbb\xbf"
     "a,b\n",
     "1[a|b]", NULL, false},
    {"\xef\xbb\xbf\"a\"\n", "1[a]", NULL, false},
    {"\xe8\xad\xb7,b\n", "1[\xe8\xad\xb7|b]", NULL, false},
    {"Zo\xeb,\xa3\n", "1[Zo\xc3\xab|\xc2\xa3]", NULL, true},
    {"=1+1,-2\n", "1[=1+1|-2]", NULL, false},
    {"a\n\"b\nc\nd", "1[a]!2:1", "not closed", false},
    {"a,\"", "!1:3", "not closed", false},
    {"a\"b,c\nd\n", "!1:2 2[d]", "inside a field", false},
    {"\"a\"b,c\nd\n", "!1:4 2[d]", "behind a closing", false},
    {"\"a\" ,c\nd\n", "!1:4 2[d]", "behind a closing", false},
    {"a\rb\nc\n", "!1:2 2[c]", "carriage return", false},
    {"Zo\xeb\nb\n", "!1:1 2[b]", "latin-1", false},
    {"a\xc3\nb\n", "!1:1 2[b]", "not valid UTF-8", false},
};

static void read_all(const char *path, bool latin1, struct str *out, struct str *said)
{
    struct csv_row row;
    struct err e = {0};
    enum csv_result result;
    struct csv *c = csv_open(path, latin1, &e);
    assert_non_null(c);
    while ((result = csv_next(c, &row, &e)) != CSV_END) {
        assert_int_not_equal(result, CSV_FAILED);
        if (result == CSV_BAD) {
            str_addf(out, "!%u:%u ", e.line, e.col);
            str_add(said, e.what);
            continue;
        }
        str_addf(out, "%u[", row.line);
        for (size_t i = 0; i < row.cells; i++)
            str_addf(out, "%s%s", i ? "|" : "", row.cell[i]);
        str_addc(out, ']');
    }
    csv_close(c);
    while (out->len > 0 && out->p[out->len - 1] == ' ')
        str_cut(out, out->len - 1);
}

static void test_rows(void **state)
{
    char folder[256], path[300];
    (void)state;
    folder_make(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/t.csv", folder);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str out = STR_INIT, said = STR_INIT;
        folder_write(path, cases[i].bytes, strlen(cases[i].bytes));
        read_all(path, cases[i].latin1, &out, &said);
        if (strcmp(str_text(&out), cases[i].rows) != 0)
            fail_msg("%s: %s, not %s", cases[i].bytes, str_text(&out), cases[i].rows);
        if (cases[i].says ? !strstr(str_text(&said), cases[i].says) : said.len > 0)
            fail_msg("%s: %s", cases[i].bytes, str_text(&said));
        str_release(&out);
        str_release(&said);
    }
    folder_remove(folder);
}

static void test_nul_and_long_rows(void **state)
{
    char folder[256], path[300];
    struct str text = STR_INIT, out = STR_INIT, said = STR_INIT;
    (void)state;
    folder_make(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/t.csv", folder);
    str_addn(&text, "a\0b\n", 4);
    for (int i = 0; i < CSV_MAX_ROW + 1; i++)
        str_addc(&text, 'x');
    str_add(&text, "\nc\n");
    folder_write(path, str_text(&text), text.len);
    read_all(path, false, &out, &said);
    assert_non_null(strstr(str_text(&said), "a NUL: remove it"));
    assert_non_null(strstr(str_text(&said), "longer than 1 MiB"));
    assert_non_null(strstr(str_text(&out), "3[c]"));
    str_release(&text);
    str_release(&out);
    str_release(&said);
    folder_remove(folder);
}

/* A row of nothing but commas is passed over as a long one, and takes no more memory than one that is just not too long. */
static void test_row_of_commas(void **state)
{
    enum { COMMAS = 8 * CSV_MAX_ROW, BOUND = 64 * 1024 * 1024 };
    char folder[32], path[64];
    struct str text = STR_INIT;
    struct csv_row row;
    struct err e;
    (void)state;
    folder_make(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/t.csv", folder);
    for (int i = 0; i < COMMAS; i++)
        str_addc(&text, ',');
    str_add(&text, "\na,b\n");
    folder_write(path, str_text(&text), text.len);
    str_release(&text);
    struct csv *c = csv_open(path, false, &e);
    assert_non_null(c);
    size_t before = heap_peak_reset();
    assert_int_equal(csv_next(c, &row, &e), CSV_BAD);
    assert_non_null(strstr(e.what, "longer than 1 MiB"));
    assert_true(heap_peak() - before < BOUND);
    assert_int_equal(csv_next(c, &row, &e), CSV_ROW);
    assert_int_equal(row.cells, 2);
    assert_string_equal(row.cell[1], "b");
    csv_close(c);
    folder_remove(folder);
}

static void test_no_regular_file(void **state)
{
    struct err e = {0};
    (void)state;
    assert_null(csv_open("/dev/null", false, &e));
    assert_null(csv_open("/nowhere/at/all", false, &e));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_nul_and_long_rows),
        cmocka_unit_test(test_row_of_commas),
        cmocka_unit_test(test_no_regular_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
