/* Panels: lines of styled text, and the columns of a case that scroll as one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "models/base/text.h"
#include "tests/support/panel_text.h"
#include "tui/case_columns.h"
#include "tui/case_text.h"
#include "tui/panel.h"

static void assert_printed(struct panel *p, const char *expected)
{
    struct str out = STR_INIT;
    panel_print(p, &out);
    assert_false(p->failed || out.failed);
    assert_string_equal(str_text(&out), expected);
    str_release(&out);
    panel_release(p);
}

static void test_cut_with_mark(void **state)
{
    (void)state;
    struct panel p = {0};
    panel_begin(&p, 10, true);
    panel_put(&p, STYLE_NORMAL, "0123456789");
    panel_line(&p);
    panel_put(&p, STYLE_NORMAL, "0123456789a");
    panel_line(&p);
    panel_value(&p, STYLE_NORMAL, 5, "中文字", strlen("中文字"));
    panel_pad(&p, 6);
    panel_value(&p, STYLE_NORMAL, 99, "abcdef", 6);
    assert_printed(&p, "0123456789\n012345678…\n中文… abc…\n");
}

static void test_wrap_at_column(void **state)
{
    (void)state;
    struct panel p = {0};
    panel_begin(&p, 12, true);
    panel_put(&p, STYLE_DIM, "say ");
    panel_wrap(&p, 4, STYLE_NORMAL, "one two three\n\nfour", 19, NULL);
    assert_printed(&p, "say one two\n    three\n\n    four\n");

    panel_begin(&p, 6, true);
    panel_wrap(&p, 0, STYLE_NORMAL, "中文字樣", strlen("中文字樣"), NULL);
    assert_printed(&p, "中文字\n樣\n");
}

static void test_escaped_and_matches(void **state)
{
    (void)state;
    struct panel p = {0};
    panel_begin(&p, 40, true);
    const char *text = "he\x1b[2J said\xe2\x80\xae debt and DEBT";
    panel_wrap(&p, 0, STYLE_NORMAL, text, strlen(text), "debt");
    static const struct {
        enum style style;
        const char *text;
    } runs[] = {{STYLE_NORMAL, "he"},        {STYLE_ESCAPED, "^["}, {STYLE_NORMAL, "[2J said"},
                {STYLE_ESCAPED, "<U+202E>"}, {STYLE_NORMAL, " "},   {STYLE_MATCH, "debt"},
                {STYLE_NORMAL, " and "},     {STYLE_MATCH, "DEBT"}};
    assert_int_equal(p.runs, sizeof runs / sizeof *runs);
    for (size_t i = 0; i < p.runs; i++) {
        assert_int_equal(p.run[i].style, runs[i].style);
        assert_int_equal(p.run[i].len, strlen(runs[i].text));
        assert_memory_equal(p.text.p + p.run[i].start, runs[i].text, p.run[i].len);
    }
    assert_int_equal(panel_find(&p, STYLE_MATCH, 0, 1), 0);
    assert_int_equal(panel_find(&p, STYLE_MATCH, 1, 1), SIZE_MAX);
    panel_release(&p);
}

/* Over random bytes no line is wider than the panel, and every run lies in the text. */
static void test_any_bytes_fit(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 300; round++) {
        char bytes[200];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            static const char parts[] = "ab \n\t\x1b\xe4\xb8\xad\xcc\x81\xff,.";
            bytes[i] = parts[(seed >> 16) % (sizeof parts - 1)];
        }
        struct panel p = {0};
        size_t width = 2 + (seed >> 8) % 30;
        panel_begin(&p, width, seed & 1);
        panel_wrap(&p, (seed >> 20) % 12, STYLE_NORMAL, bytes, sizeof bytes, "a");
        panel_line(&p);
        panel_value(&p, STYLE_NORMAL, width, bytes, sizeof bytes);
        for (size_t i = 0; i < p.lines; i++) {
            size_t end = i + 1 < p.lines ? p.line[i + 1] : p.runs, used = 0;
            for (size_t r = p.line[i]; r < end; r++)
                used += text_width(p.text.p + p.run[r].start, p.run[r].len);
            assert_true(used <= width);
        }
        assert_false(p.failed);
        panel_release(&p);
    }
}

static void assert_flow(const char *text, size_t cols, const char *expected)
{
    struct str out = STR_INIT;
    case_text_flow(text, strlen(text), cols, &out);
    assert_false(out.failed);
    assert_string_equal(str_text(&out), expected);
    str_release(&out);
}

/* Only line breaks that filling made are taken out, and only where they would leave gaps. */
static void test_flow(void **state)
{
    (void)state;
    static const char filled[] = "She said that a woman whom she knew had told her of work\n"
                                 "in a restaurant, and that she would be met at the station\n"
                                 "by a man.\n"
                                 "\n"
                                 "End.\n";
    assert_flow(filled, 80, filled);
    assert_flow(
        filled, 40,
        "She said that a woman whom she knew had told her of work in a restaurant, and that "
        "she would be met at the station by a man.\n\nEnd.\n");

    static const char list[] = "The officers found the following things in the first flat:\n"
                               "- a notebook with the names of customers and with sums in it\n"
                               "- two passports\n";
    assert_flow(list, 40, list);
    static const char dialogue[] = "Q. Did anybody tell you what work you would be doing there?\n"
                                   "A. No.\n"
                                   "Q. Did you ask?\n"
                                   "A. Yes, and they laughed.\n";
    assert_flow(dialogue, 40, dialogue);
    static const char ragged[] =
        "This line is the longest, and the next could have had a word more,\n"
        "since it is short.\n"
        "And then a sentence.\n";
    assert_flow(ragged, 40, ragged);
    assert_flow("她在家鄉的茶樓工作每月收入約八百元二零零四年三月她持雙程\n證自行乘火車入境\n", 40,
                "她在家鄉的茶樓工作每月收入約八百元二零零四年三月她持雙程證自行乘火車入境\n");
    assert_flow("", 40, "");
    assert_flow("no line feed", 40, "no line feed");
}

/* Flowing changes line feeds alone. */
static void test_flow_keeps_all_else(void **state)
{
    (void)state;
    uint32_t seed = 11;
    for (int round = 0; round < 500; round++) {
        char text[400];
        size_t n = 0;
        while (n < sizeof text - 8) {
            static const char *const parts[] = {"a", "word", " ", " ", "\n", "\n\n", "中", "-"};
            seed = seed * 1664525 + 1013904223;
            size_t pick = (seed >> 16) % 40;
            const char *part = parts[pick < 8 ? pick : pick % 3];
            memcpy(text + n, part, strlen(part));
            n += strlen(part);
        }
        struct str out = STR_INIT;
        size_t at = 0;
        case_text_flow(text, n, 2, &out);
        for (size_t i = 0; i < n; i++) {
            bool same = at < out.len && out.p[at] == text[i];
            if (same || (text[i] == '\n' && at < out.len && out.p[at] == ' '))
                at++;
            else
                assert_int_equal(text[i], '\n');
        }
        assert_int_equal(at, out.len);
        str_release(&out);
    }
}

static void test_divide(void **state)
{
    (void)state;
    struct case_columns c = {0};
    for (int width = 40; width <= 400; width++) {
        case_columns_divide(&c, width, CASE_COLUMNS);
        assert_int_equal(c.count, width < 80 ? 1 : width < 132 ? 2 : 3);
        int total = 3 * ((int)c.count - 1);
        for (unsigned i = 0; i < CASE_COLUMNS; i++) {
            total += c.column[i].w;
            assert_true(c.column[i].x + c.column[i].w <= width);
            assert_true(c.column[i].w == 0 || c.column[i].w >= 36);
        }
        assert_true(total <= width);
    }
    case_columns_divide(&c, 200, 1);
    assert_int_equal(c.count, 1);
}

static void test_scroll_in_turn(void **state)
{
    (void)state;
    struct case_columns c = {.height = 10};
    case_columns_divide(&c, 80, CASE_COLUMNS);
    c.column[COLUMN_TEXT].lines = 25;     /* 15 to scroll */
    c.column[COLUMN_CRITERIA].lines = 14; /* 4 */
    c.column[COLUMN_REASONS].lines = 99;  /* no column of its own */
    case_columns_settle(&c);
    assert_int_equal(case_column_shown(&c, COLUMN_TEXT), 9);

    case_columns_page(&c, 1);
    assert_int_equal(c.column[COLUMN_TEXT].first, 8);
    case_columns_page(&c, 1);
    assert_int_equal(c.column[COLUMN_TEXT].first, 15);
    assert_int_equal(case_column_shown(&c, COLUMN_TEXT), 10);
    assert_int_equal(c.column[COLUMN_CRITERIA].first, 0);
    case_columns_page(&c, 1);
    assert_int_equal(c.column[COLUMN_CRITERIA].first, 4);
    case_columns_page(&c, 1);
    assert_int_equal(c.position, 19);
    case_columns_page(&c, -1);
    assert_int_equal(c.position, 15);
    case_columns_move(&c, 1000);
    assert_int_equal(c.position, 19);
    case_columns_move(&c, -1000);
    assert_int_equal(c.position, 0);
    case_columns_show(&c, 12);
    assert_int_equal(c.column[COLUMN_TEXT].first, 12);
    case_columns_show(&c, 20);
    assert_int_equal(c.column[COLUMN_TEXT].first, 15);
}

/* Whatever the sizes, moving line by line brings every line of every column into sight. */
static void test_everything_is_reached(void **state)
{
    (void)state;
    for (size_t height = 1; height < 8; height++) {
        struct case_columns c = {.height = height};
        bool seen[CASE_COLUMNS][12] = {{false}};
        case_columns_divide(&c, 200, CASE_COLUMNS);
        c.column[COLUMN_TEXT].lines = 12;
        c.column[COLUMN_CRITERIA].lines = 3;
        c.column[COLUMN_REASONS].lines = 7;
        case_columns_settle(&c);
        for (int step = 0; step < 40; step++) {
            for (unsigned i = 0; i < CASE_COLUMNS; i++)
                for (size_t l = 0; l < case_column_shown(&c, i); l++)
                    seen[i][c.column[i].first + l] = true;
            case_columns_move(&c, 1);
        }
        for (unsigned i = 0; i < CASE_COLUMNS; i++)
            for (size_t l = 0; l < c.column[i].lines; l++)
                assert_true(seen[i][l] || height == 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut_with_mark),
        cmocka_unit_test(test_wrap_at_column),
        cmocka_unit_test(test_escaped_and_matches),
        cmocka_unit_test(test_any_bytes_fit),
        cmocka_unit_test(test_flow),
        cmocka_unit_test(test_flow_keeps_all_else),
        cmocka_unit_test(test_divide),
        cmocka_unit_test(test_scroll_in_turn),
        cmocka_unit_test(test_everything_is_reached),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
