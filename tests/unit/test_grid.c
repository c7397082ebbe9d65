/* Tables as lines of text: widths, alignment, scrolling by column, marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/base/text.h"
#include "tui/grid.h"

static void build(struct grid *g)
{
    grid_clear(g);
    g->fixed = 1;
    grid_column(g, "", "Year", GRID_LEFT);
    grid_column(g, "palermo", "+", GRID_RIGHT);
    grid_column(g, "palermo", "-", GRID_RIGHT);
    grid_column(g, "legco", "Place", GRID_LEFT);
    grid_column(g, "legco", "Last", GRID_RIGHT);
    grid_row(g, STYLE_NORMAL, 2003);
    grid_text(g, "2003");
    grid_number(g, 11218);
    grid_number(g, -1000000);
    grid_text(g, "旺角");
    grid_number(g, 7);
    grid_row(g, STYLE_STRONG, 9);
    grid_text(g, "All");
    grid_number(g, 2);
    assert_false(grid_failed(g));
}

/* All lines of the table at a width, joined by line feeds. */
static char *lines(const struct grid *g, size_t cols, size_t first, bool unicode)
{
    struct str out = STR_INIT;
    struct grid_fit fit = grid_fit(g, cols, first);
    grid_groups(g, &fit, unicode, &out);
    str_addc(&out, '\n');
    grid_headings(g, &fit, unicode, &out);
    for (size_t row = 0; row < g->rows; row++) {
        str_addc(&out, '\n');
        grid_line(g, &fit, row, unicode, &out);
    }
    return str_detach(&out);
}

static void expect(const struct grid *g, size_t cols, size_t first, const char *text)
{
    char *got = lines(g, cols, first, true);
    assert_string_equal(got, text);
    free(got);
}

static void test_whole(void **state)
{
    (void)state;
    struct grid g = {0};
    build(&g);
    expect(&g, 80, 0,
           "      palermo             legco\n"
           "Year       +           -  Place  Last\n"
           "2003  11,218  -1,000,000  旺角      7\n"
           "All        2");
    assert_int_equal(grid_link(&g, 0), 2003);
    assert_int_equal(grid_style(&g, 1), STYLE_STRONG);
    grid_release(&g);
}

static void test_scrolled(void **state)
{
    (void)state;
    struct grid g = {0};
    build(&g);
    expect(&g, 27, 1,
           "      palermo\n"
           "Year       +           - >\n"
           "2003  11,218  -1,000,000\n"
           "All        2");
    expect(&g, 27, 2,
           "      palermo     legco\n"
           "Year<          -  Place >\n"
           "2003  -1,000,000  旺角\n"
           "All");
    struct grid_fit fit = grid_fit(&g, 27, 99);
    assert_int_equal(fit.first, 3);
    assert_int_equal(fit.end, 5);
    assert_true(fit.more_left);
    assert_false(fit.more_right);
    grid_release(&g);
}

static void test_cut_with_a_mark(void **state)
{
    (void)state;
    struct grid g = {0};
    build(&g);
    char *unicode = lines(&g, 9, 1, true), *ascii = lines(&g, 9, 1, false);
    assert_non_null(strstr(unicode, "2003  11…"));
    assert_non_null(strstr(ascii, "2003  11>"));
    free(unicode);
    free(ascii);
    grid_release(&g);
}

/* The heading above two columns is whole, and the first column gives way to a number. */
static void test_room_is_shared(void **state)
{
    (void)state;
    struct grid g = {.fixed = 1};
    grid_column(&g, "", "What is counted", GRID_LEFT);
    grid_column(&g, "tvpa-severe-sex", "+", GRID_RIGHT);
    grid_column(&g, "tvpa-severe-sex", "-", GRID_RIGHT);
    grid_row(&g, STYLE_NORMAL, 0);
    grid_text(&g, "debriefings");
    grid_number(&g, 1);
    grid_number(&g, 2);
    expect(&g, 80, 0,
           "                 tvpa-severe-sex\n"
           "What is counted        +        -\n"
           "debriefings            1        2");
    expect(&g, 21, 0,
           "            tvpa-se…\n"
           "What is c…        + >\n"
           "debriefin…        1");
    grid_release(&g);
}

/* No line is ever wider than asked for, and none ends in spaces. */
static void test_every_width(void **state)
{
    (void)state;
    struct grid g = {0};
    build(&g);
    for (size_t cols = 1; cols < 60; cols++) {
        for (size_t first = 0; first < 7; first++) {
            char *all = lines(&g, cols, first, true), *save = NULL;
            for (char *line = strtok_r(all, "\n", &save); line;
                 line = strtok_r(NULL, "\n", &save)) {
                size_t n = strlen(line);
                assert_true(text_width(line, n) <= cols);
                assert_true(line[n - 1] != ' ');
            }
            free(all);
        }
    }
    grid_release(&g);
}

static void test_empty(void **state)
{
    (void)state;
    struct grid g = {0};
    expect(&g, 80, 0, "\n");
    grid_row(&g, STYLE_NORMAL, 0);
    grid_text(&g, "a cell without a column is left out");
    expect(&g, 80, 3, "\n\n");
    grid_release(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),           cmocka_unit_test(test_scrolled),
        cmocka_unit_test(test_cut_with_a_mark), cmocka_unit_test(test_every_width),
        cmocka_unit_test(test_room_is_shared),  cmocka_unit_test(test_empty),
    };
    return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
