/* The reports of a summary that is made by hand: suppressed figures, hostile labels, pieces that fit on paper. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "models/base/escape.h"
#include "models/report.h"

enum { YEARS = 7 };

/* By year: a count, a count that is covered twice, and their per cent. By outcome: one row of two columns a year. */
struct made {
    struct summary_year year[YEARS];
    struct summary_row row[3], broken_row[1];
    struct summary_column by_year[YEARS], by_outcome[2 * YEARS];
    struct summary_cell cell[3 * YEARS], broken[2 * YEARS];
    struct summary_table table[2];
    struct summary_bar bar[2];
    struct summary_chart chart;
    struct summary_definition definition;
    const char *suppressed[1];
    struct summary summary;
    struct report_source source;
};

static void make(struct made *m)
{
    static const char hostile[] = "<script>\x1b[31m|\"=x";
    *m = (struct made){
        .row = {{.id = "all", .label = "All", .limit = "kind:debriefing", .so_far = true},
                {.id = "found", .label = hostile, .limit = "sex:female", .outside = true},
                {.id = "percent",
                 .label = "found",
                 .percent = true,
                 .part = 1,
                 .limit = "sex:female"}},
        .broken_row = {{.id = "female", .label = "female", .limit = "sex:female"}},
        .definition = {"d", "Title & more", "Source", true},
        .suppressed = {"k is 5"},
    };
    for (unsigned y = 0; y < YEARS; y++) {
        m->year[y] =
            (struct summary_year){.year = 2000 + y, .whole = y != 6, .coverage = "Jan-Dec"};
        m->by_year[y] = (struct summary_column){.year = y, .id = "", .label = "", .limit = ""};
        for (unsigned i = 0; i < 2; i++)
            m->by_outcome[2 * y + i] = (struct summary_column){
                .year = y, .id = i ? "b" : "a", .label = i ? "bees" : "ays", .limit = ""};
        m->cell[y].n = 1000 + y;
        m->cell[YEARS + y].n = 3;
        m->cell[2 * YEARS + y] = (struct summary_cell){.n = 3, .of = 1000 + y};
    }
    m->cell[YEARS].cover = m->cell[2 * YEARS].cover = COVER_SMALL;
    m->cell[YEARS + 1].cover = COVER_SECONDARY;
    m->year[6].provisional = true;
    m->year[6].undecided = 12;
    m->table[0] = (struct summary_table){.id = "year",
                                         .title = "The year",
                                         .headline = true,
                                         .unit = "Counts things.",
                                         .row = m->row,
                                         .rows = 3,
                                         .column = m->by_year,
                                         .columns = YEARS,
                                         .per_year = 1,
                                         .cell = m->cell};
    m->table[1] = (struct summary_table){.id = "sexes",
                                         .title = "By sex",
                                         .unit = "Counts.",
                                         .row = m->broken_row,
                                         .rows = 1,
                                         .column = m->by_outcome,
                                         .columns = 2 * YEARS,
                                         .per_year = 2,
                                         .cell = m->broken};
    m->bar[0] = (struct summary_bar){.label = "2000", .row = 1, .column = 0};
    m->bar[1] = (struct summary_bar){.label = "2006", .row = 0, .column = 6, .partial = true};
    m->chart = (struct summary_chart){"c", "Chart", 0, m->bar, 2};
    m->summary = (struct summary){.year = m->year,
                                  .years = YEARS,
                                  .table = m->table,
                                  .tables = 2,
                                  .chart = &m->chart,
                                  .charts = 1,
                                  .definition = &m->definition,
                                  .definitions = 1,
                                  .proof = "Proof.",
                                  .caveat = "Caveat.",
                                  .seq = 4,
                                  .threshold = 5,
                                  .suppressed = m->suppressed,
                                  .suppressions = 1};
    m->source = (struct report_source){.summary = &m->summary, .version = "9.8", .head.seq = 7};
}

static const char *written(report_writer *write, struct str *out)
{
    struct made m;
    make(&m);
    write(&m.source, out);
    assert_false(out->failed);
    return str_text(out);
}

static void assert_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

static report_writer *const writers[] = {report_text, report_markdown, report_csv, report_json,
                                         report_html};
enum { WRITERS = sizeof writers / sizeof *writers };

/* Of a text, no line is wider than 80 columns, or ends in spaces; what is too wide is broken at its joints. */
static void test_text_fits(void **state)
{
    (void)state;
    struct str out = STR_INIT;
    struct made m;
    make(&m);
    m.summary.years = 3;
    m.table[0].columns = 3; /* the first of each row's cells */
    m.row[0].label = "A label that needs more than a third of the line, so that it is broken";
    m.year[2].provisional = true;
    m.year[2].undecided = 12345;
    m.cell[8] = (struct summary_cell){.n = 10247, .of = 11218};
    m.cell[7] = (struct summary_cell){.n = 10247, .of = 11218};
    m.summary.tables = 1;
    report_text(&m.source, &out);
    for (const char *line = str_text(&out), *end; (end = strchr(line, '\n')); line = end + 1) {
        assert_in_range((size_t)(end - line), 0, 80);
        if (end > line)
            assert_true(end[-1] != ' ');
    }
    assert_has(str_text(&out), "91.3%");
    assert_has(str_text(&out), "(10,247 of 11,218)");
    assert_has(str_text(&out), "12,345 undecided");
    assert_has(str_text(&out), "PROVISIONAL\n");
    str_release(&out);
}

static void assert_fits(const char *text)
{
    for (const char *line = text, *end; (end = strchr(line, '\n')); line = end + 1)
        if (end - line > 80)
            fail_msg("%.*s", (int)(end - line), line);
}

/* Where even narrow gaps don't make a piece fit, its columns stand in blocks, none is lost, and the heading is broken too. */
static void test_text_in_blocks(void **state)
{
    enum { ACROSS = 9 };
    static const char *const label[ACROSS] = {"all",     "reported present", "absent",
                                              "unknown", "finally decided",  "answered present",
                                              "absent",  "absent, implied",  "unknown"};
    static const size_t columns[] = {2, 7, ACROSS};
    static const size_t headings[] = {1, 1, 2}; /* blocks */
    (void)state;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        struct made m;
        struct summary_column column[ACROSS];
        struct summary_cell cell[ACROSS];
        struct str out = STR_INIT;
        make(&m);
        for (size_t c = 0; c < ACROSS; c++) {
            column[c] = (struct summary_column){
                .year = 6, .id = label[c], .label = label[c], .limit = "", .so_far = c >= 4};
            cell[c] = (struct summary_cell){.n = (int64_t)(1111 * (c + 1))};
        }
        m.year[6].coverage = "year only";
        m.year[6].undecided = 16399;
        m.broken_row[0].label = "abuse of a position of vulnerability";
        m.table[1].title = "Debriefings by immigration status";
        m.table[1].column = column;
        m.table[1].columns = m.table[1].per_year = columns[i];
        m.table[1].cell = cell;
        m.summary.table = &m.table[1];
        m.summary.tables = 1;
        report_text(&m.source, &out);
        assert_fits(str_text(&out));
        size_t blocks = 0, at = 0;
        for (const char *text = str_text(&out); (text = strstr(text, "\nabuse of a")); text++)
            blocks++;
        assert_int_equal(blocks, headings[i]);
        for (size_t c = 0; c < columns[i]; c++) {
            char number[48];
            snprintf(number, sizeof number, "%zu,%zu", (c + 1) * 1111 / 1000,
                     (c + 1) * 1111 % 1000);
            const char *found = strstr(str_text(&out) + at, number);
            assert_non_null(found);
            at = (size_t)(found - str_text(&out));
        }
        str_release(&out);
    }
}

/* What is suppressed is nowhere, and what it is and why is everywhere. */
static void test_suppressed(void **state)
{
    (void)state;
    static const char *const small[WRITERS] = {"<5", "\\<5", ",<5,", "\"<5\"", "<td>&#60;5</td>"};
    static const char *const other[WRITERS] = {"[c]", "\\[c\\]", ",[c],", "\"[c]\"",
                                               "<td>[c]</td>"};
    for (size_t i = 0; i < WRITERS; i++) {
        struct str out = STR_INIT;
        const char *text = written(writers[i], &out);
        assert_has(text, small[i]);
        assert_has(text, other[i]);
        assert_has(text, "k is 5");
        assert_null(strstr(text, "3 of 1,000)"));
        assert_has(text, writers[i] == report_text ? "1,001)" : "3 of 1,00");
        str_release(&out);
    }
    struct str out = STR_INIT;
    assert_has(written(report_csv, &out),
               "year,found,\"<script>\x1b[31m|\"\"=x\",debriefings,2000,Jan-Dec,,,,<5,");
    str_clear(&out);
    assert_has(written(report_json, &out), "{\"shown\": \"<5\", \"count\": null, \"of\": null,");
    str_release(&out);
}

static void test_marks(void **state)
{
    (void)state;
    for (size_t i = 0; i < WRITERS; i++) {
        struct str out = STR_INIT;
        const char *text = written(writers[i], &out);
        if (writers[i] == report_json) {
            assert_has(text, "\"shown\": \"1,006 so far\"");
            assert_has(text, "\"events\": 4");
        } else {
            assert_has(text, "PROVISIONAL: 12 undecided");
            assert_has(text, "1,006 so far");
            assert_has(text, "12 undecided");
            assert_has(text, "(the");
        }
        assert_has(text, "1970-01-01");
        assert_has(text, "9.8");
        assert_has(text, writers[i] == report_html ? "Title &#38; more" : "Title & more");
        str_release(&out);
    }
}

static void test_hostile(void **state)
{
    (void)state;
    struct str out = STR_INIT;
    assert_null(strstr(written(report_html, &out), "<script"));
    assert_has(str_text(&out), "&#60;script&#62;^[[31m|&#34;=x");
    str_clear(&out);
    assert_has(written(report_markdown, &out), "\\<script\\>^\\[\\[31m\\|\"=x");
    str_clear(&out);
    assert_has(written(report_text, &out), "<script>^[[31m|\"=x");
    str_clear(&out);
    assert_has(written(report_json, &out), "\"<script>\\u001b[31m|\\\"=x\"");
    str_release(&out);
}

/* Five years beside each other; of a breakdown a year. */
static void test_pieces(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    struct report_piece piece = {0};
    assert_true(report_next_piece(&m.table[0], &piece));
    assert_int_equal(piece.end, 5);
    assert_true(report_next_piece(&m.table[0], &piece));
    assert_int_equal(piece.first, 5);
    assert_int_equal(piece.end, YEARS);
    assert_false(report_next_piece(&m.table[0], &piece));
    size_t n = 0;
    for (piece = (struct report_piece){0}; report_next_piece(&m.table[1], &piece); n++)
        assert_int_equal(piece.end - piece.first, 2);
    assert_int_equal(n, YEARS);
}

/* A figure that is suppressed has no bar that could be measured. */
static void test_chart(void **state)
{
    (void)state;
    struct made m;
    struct str out = STR_INIT;
    make(&m);
    report_svg(&m.summary, &m.chart, &out);
    assert_has(str_text(&out), "<rect class=\"bar\" x=\"64\" y=\"4\" width=\"0\"");
    assert_has(str_text(&out), "<rect class=\"bar partial\" x=\"64\" y=\"28\" width=\"400\"");
    assert_has(str_text(&out), "2000: &#60;5; 2006, not a whole year: 1,006 so far</desc>");
    str_release(&out);
}

static void test_no_years(void **state)
{
    (void)state;
    for (size_t i = 0; i < WRITERS; i++) {
        struct str out = STR_INIT;
        struct made m;
        make(&m);
        m.summary.years = m.summary.charts = 0;
        m.table[0].columns = m.table[1].columns = 0;
        writers[i](&m.source, &out);
        assert_has(str_text(&out), "Caveat.");
        str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_fits),  cmocka_unit_test(test_text_in_blocks),
        cmocka_unit_test(test_suppressed), cmocka_unit_test(test_marks),
        cmocka_unit_test(test_hostile),    cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_chart),      cmocka_unit_test(test_no_years),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
