/* The summary's figures against a recount by other means: the limit of each cell, the tally, and loops. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/criteria_files.h"
#include "models/decision.h"
#include "models/differ.h"
#include "models/filter.h"
#include "models/ingest.h"
#include "models/summary.h"

enum { RECORDS = 600, EVENTS = 1500, TABLE_ROWS = 100 };

struct fixture {
    char path[40];
    struct criteria *criteria;
    struct catalog *catalog;
    struct review *review;
    struct summary *summary;
};

static uint64_t seed;
static uint32_t entry_points = 3;
static const char *const officers_say[] = {
    "means.force",          "means.coercion",    "act.recruitment",
    "act.cross_border",     "sign.inducement",   "sign.debt_bondage",
    "purpose.prostitution", "purpose.servitude", NULL};
static const char *const all_means[] = {
    "means.abduction", "means.abuse_of_power", "means.abuse_of_vulnerability",
    "means.coercion",  "means.deception",      "means.force",
    "means.fraud",     "means.payment",        NULL};

static uint32_t pick(uint32_t n)
{
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(seed >> 33) % n;
}

static const char *any(const char *const *words)
{
    uint32_t n = 0;
    while (words[n])
        n++;
    return words[pick(n)];
}
#define ANY(...) any((const char *const[]){__VA_ARGS__, NULL})

static void write_person(FILE *f)
{
    fprintf(f, "person:\n  age: %s\n  age_at_recruitment: %s\n",
            ANY("17", "12", "24", "16-19", "48+", "15-60", "unknown", "19", "9-17", "7", "22", "28",
                "35", "40", "33"),
            ANY("unknown", "unknown", "16", "30", "17-18"));
    fprintf(f, "  status: %s\n  sex: %s\n  nationality: %s\n",
            ANY("visitor", "visitor", "resident", "overstayer", "illegal_entrant", "unknown"),
            ANY("female", "male", "other", "unknown"), ANY("CN", "TH", "PH", "unknown", "NO"));
    if (pick(4))
        fprintf(f, "  pseudonym: P-%u\n", pick(30));
    if (pick(5))
        fprintf(f, "entry:\n  point: '%s%u'\n",
                ANY("Lo Wu ", "\"the\" gate ", "Lo  Wu|", "\xe6\xb8\xaf 100% "),
                pick(entry_points));
    if (pick(3))
        fprintf(f, "operation: R-%u\n", pick(RECORDS));
    fprintf(f, "screened: %s\npending_action: %s\nprostitution: %s\n", ANY("yes", "no", "unknown"),
            ANY("charge", "removal", "none", "unknown"), ANY("yes", "yes", "no", "unknown"));
}

static void write_counts(FILE *f)
{
    static const char *const counts[] = {"persons_arrested",    "migrants_intercepted",
                                         "visitors_arrested",   "persons_debriefed",
                                         "organisers_arrested", NULL};
    for (const char *const *name = counts; *name; name++)
        if (pick(4))
            fprintf(f, "%s: %u\n", *name, pick(40));
}

/* Of every second one nothing is reported that speaks against `voluntary`. */
static void write_reported(FILE *f)
{
    bool quiet = pick(2) == 0;
    fprintf(f, "reported:\n");
    for (const char *const *id = quiet ? all_means : officers_say; *id; id++)
        if (quiet || pick(2))
            fprintf(f, "  %s: %s\n", *id,
                    quiet ? "absent" : ANY("present", "present", "absent", "unknown"));
    fprintf(f, "  %s: absent\n", quiet ? "act.cross_border" : "means.fraud");
}

static void write_record(FILE *f, int i)
{
    bool operation = i % 4 == 0;
    fprintf(f, "---\nkind: %s\nid: R-%d\ndate: %u", operation ? "operation" : "debriefing", i,
            2001 + pick(5));
    if (pick(4))
        fprintf(f, "-%02u%s", 1 + pick(12), ANY("", "-11"));
    fprintf(f, "\ndepartment: %s\n", ANY("police", "immigration", "customs", "joint", "other"));
    if (pick(2))
        fprintf(f, "case: C-%u\n", pick(40));
    if (operation && pick(3))
        fprintf(f, "type: %s\n", any(field_defs[F_TYPE].choices));
    if (operation)
        write_counts(f);
    else
        write_person(f);
    write_reported(f);
    fprintf(f, "narrative: made up\n");
}

static void load(struct fixture *fx, int records)
{
    struct err e;
    bool failed;
    strcpy(fx->path, "/tmp/tipreview-summary-XXXXXX");
    int fd = mkstemp(fx->path);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    assert_non_null(f);
    for (int i = 0; i < records; i++)
        write_record(f, i);
    assert_int_equal(fclose(f), 0);
    const char *path = fx->path;
    fx->criteria = config_criteria(NULL, &e);
    fx->catalog = catalog_new();
    assert_non_null(fx->criteria);
    fx->review = review_new(fx->catalog, fx->criteria);
    struct ingest *in = ingest_open(fx->catalog, fx->criteria, &path, 1, 1, &e);
    assert_non_null(in);
    while (ingest_step(in, 1000, &failed, &e))
        ;
    ingest_close(in);
    assert_true(review_add_rows(fx->review, &e));
    assert_int_equal(catalog_rows(fx->catalog), records);
}

/* Answers as a log could hold them; `@` stands for every means as absent. */
static const char *some_answers(struct str *out)
{
    const char *line =
        ANY("", "@", "@", "means.force=absent", "means.coercion=absent,implied\nmeans.force=absent",
            "fact.child=present\nmeans.force=present\npurpose.servitude=present",
            "act.recruitment=present\nmeans.force=present\npurpose.sexual_exploitation=present",
            "act.cross_border=present\npurpose.prostitution=present", "act.cross_border=absent",
            "act.harbouring=present\npurpose.forced_labour=present\npurpose.organ_removal=present",
            "means.fraud=present\npurpose.other=present\npurpose.slavery=present");
    str_clear(out);
    for (const char *const *id = all_means; *line == '@' && *id; id++)
        str_addf(out, "%s%s=absent%s", out->len ? "\n" : "", *id, pick(2) ? ",implied" : "");
    return *line == '@' ? str_text(out) : line;
}

/* Decisions as a log could hold them: some on other bytes, some that a safeguard would refuse. */
static void decide_some(struct fixture *fx)
{
    struct str answers = STR_INIT;
    struct err e;
    for (uint64_t seq = 1; seq <= EVENTS; seq++) {
        uint32_t row = pick(catalog_rows(fx->catalog));
        size_t len;
        struct event event;
        event_init(&event, EVENT_DECIDE);
        event.seq = seq;
        event.reviewer = "anna";
        event.record = catalog_text(fx->catalog, row, F_ID, &len);
        event.outcome = pick(2)   ? OUTCOME_TRAFFICKING
                        : pick(2) ? OUTCOME_VOLUNTARY
                                  : (enum outcome)(OUTCOME_VOLUNTARY + pick(OUTCOME_COUNT - 1));
        event.seconds = pick(9);
        event.answers = some_answers(&answers);
        event.detail = pick(3) ? "" : "departure=1\n";
        assert_true(catalog_digest(fx->catalog, row, &event.record_sha, &e));
        event.record_sha.byte[0] ^= pick(8) == 0;
        assert_true(review_apply(fx->review, &event, &e));
    }
    str_release(&answers);
}

static void no_coverage(const void *ctx, const struct tally_year *year, struct str *out)
{
    (void)ctx;
    tally_coverage(year, out);
}

static struct summary_source source_of(const struct fixture *fx)
{
    return (struct summary_source){.catalog = fx->catalog,
                                   .criteria = fx->criteria,
                                   .review = fx->review,
                                   .primary = 1,
                                   .coverage = no_coverage};
}

static void summarise(struct fixture *fx, bool partial)
{
    struct err e;
    struct summary_source source = source_of(fx);
    source.partial = partial;
    fx->summary = summary_new(&source, &e);
    assert_non_null(fx->summary);
}

static void summarise_years(struct fixture *fx, const unsigned *year, size_t years)
{
    struct err e;
    struct summary_source source = source_of(fx);
    source.year = year;
    source.years = years;
    fx->summary = summary_new(&source, &e);
    assert_non_null(fx->summary);
}

static int setup(void **state)
{
    static struct fixture fx;
    seed = 20050608;
    load(&fx, RECORDS);
    decide_some(&fx);
    summarise(&fx, false);
    *state = &fx;
    return 0;
}

static void release(struct fixture *fx)
{
    summary_free(fx->summary);
    review_free(fx->review);
    catalog_free(fx->catalog);
    criteria_free(fx->criteria);
    unlink(fx->path);
}

static int teardown(void **state)
{
    release(*state);
    return 0;
}

static const struct summary_table *table(const struct fixture *fx, const char *id)
{
    const struct summary_table *t = summary_table_find(fx->summary, id);
    if (!t)
        fail_msg("no table %s", id);
    return t;
}

static int64_t figure(const struct fixture *fx, const char *id, const char *row, size_t column)
{
    const struct summary_table *t = table(fx, id);
    size_t at = summary_row_find(t, row);
    if (at == t->rows)
        fail_msg("no row %s in %s", row, id);
    return summary_cell(t, at, column)->n;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int64_t distinct(uint32_t *number, size_t n)
{
    int64_t different = 0;
    qsort(number, n, sizeof *number, by_number);
    for (size_t i = 0; i < n; i++)
        different += !i || number[i] != number[i - 1];
    return different;
}

/* Counts the records that a limit selects, in the unit of the row. */
static int64_t count_again(const struct fixture *fx, const struct summary_row *row,
                           const char *limit)
{
    static uint32_t number[RECORDS];
    struct err e;
    int64_t sum = 0;
    size_t n = 0;
    struct filter *f = filter_parse(limit, fx->criteria, &e);
    if (!f)
        fail_msg("%s: column %u: %s", limit, e.col, e.what);
    for (uint32_t r = 0; r < catalog_rows(fx->catalog); r++) {
        if (!filter_match(f, fx->catalog, fx->review, r))
            continue;
        number[n] = row->unit == UNIT_CASES     ? catalog_case(fx->catalog, r)
                    : row->unit == UNIT_PERSONS ? catalog_text_number(fx->catalog, r, F_PSEUDONYM)
                                                : r;
        if (row->unit == UNIT_SUM) {
            uint32_t cell = catalog_cell(fx->catalog, r, row->field);
            sum += cell ? cell - 1 : 0;
        }
        n += row->unit != UNIT_PERSONS || number[n];
    }
    filter_free(f);
    return row->unit == UNIT_SUM ? sum : distinct(number, n);
}

/* Adds to above[row] how many of the row's cells are above 0. */
static void check_cells(const struct fixture *fx, const struct summary_table *t, size_t *above)
{
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < t->columns; c++) {
            struct str limit = STR_INIT;
            const struct summary_cell *cell = summary_cell(t, r, c);
            summary_limit(fx->summary, t, r, c, &limit);
            int64_t again = count_again(fx, &t->row[r], str_text(&limit));
            if (cell->n != again)
                fail_msg("%s, %s: %lld, but %s selects %lld", t->id, t->row[r].id,
                         (long long)cell->n, str_text(&limit), (long long)again);
            above[r] += cell->n > 0;
            str_release(&limit);
        }
    }
}

/* What only a second reader brings, and one alone does not have. */
static bool is_of_two_readers(const char *row)
{
    return strcmp(row, "awaiting_second") == 0 || strcmp(row, "disputed") == 0;
}

/* Every figure drills down: the records that its limit selects are as many as it says. Of a row that is all zeros the records
 * would show nothing. */
static void test_cells_equal_their_limits(void **state)
{
    const struct fixture *fx = *state;
    size_t all = 0;
    for (size_t i = 0; i < fx->summary->tables; i++) {
        const struct summary_table *t = &fx->summary->table[i];
        size_t above[TABLE_ROWS] = {0};
        assert_in_range(t->rows, 1, TABLE_ROWS);
        check_cells(fx, t, above);
        for (size_t r = 0; r < t->rows; r++) {
            if (!above[r] && !is_of_two_readers(t->row[r].id))
                fail_msg("%s, %s is all zeros", t->id, t->row[r].id);
            all += above[r];
        }
    }
    assert_true(all > 1500);
}

static void test_percents(void **state)
{
    const struct fixture *fx = *state;
    size_t seen = 0;
    for (size_t i = 0; i < fx->summary->tables; i++) {
        const struct summary_table *t = &fx->summary->table[i];
        for (size_t r = 0; r < t->rows; r++) {
            const struct summary_row *row = &t->row[r];
            for (size_t c = 0; row->percent && c < t->columns; c++) {
                assert_int_equal(summary_cell(t, r, c)->n, summary_cell(t, row->part, c)->n);
                assert_int_equal(summary_cell(t, r, c)->of, summary_cell(t, row->of, c)->n);
                assert_true(summary_cell(t, r, c)->n <= summary_cell(t, r, c)->of);
                assert_int_equal(t->row[row->part].unit, t->row[row->of].unit);
                seen++;
            }
        }
    }
    assert_true(seen > 30);
}

static int64_t sum_parts(const struct summary_table *t, const struct summary_relation *rel,
                         size_t line)
{
    int64_t sum = 0;
    for (size_t i = 0; i < rel->parts; i++)
        sum += rel->columns ? summary_cell(t, line, rel->part[i])->n
                            : summary_cell(t, rel->part[i], line)->n;
    return sum;
}

static void check_relation(const struct summary_table *t, const struct summary_relation *rel)
{
    size_t lines = rel->columns ? t->rows : t->columns;
    for (size_t i = 0; !rel->columns && i < rel->parts; i++) {
        assert_false(t->row[rel->part[i]].percent);
        assert_int_equal(t->row[rel->part[i]].unit, t->row[rel->whole].unit);
    }
    for (size_t line = 0; line < lines; line++) {
        int64_t sum = sum_parts(t, rel, line);
        int64_t whole = rel->columns ? summary_cell(t, line, rel->whole)->n
                                     : summary_cell(t, rel->whole, line)->n;
        if (rel->columns && t->row[line].percent)
            continue;
        if (sum > whole || (!rel->rest && sum != whole))
            fail_msg("%s: the parts of %zu make %lld, not %lld", t->id, rel->whole, (long long)sum,
                     (long long)whole);
    }
}

static void test_relations(void **state)
{
    const struct fixture *fx = *state;
    size_t relations = 0;
    for (size_t i = 0; i < fx->summary->tables; i++) {
        const struct summary_table *t = &fx->summary->table[i];
        for (size_t r = 0; r < t->relations; r++)
            check_relation(t, &t->relation[r]);
        relations += t->relations;
    }
    assert_true(relations > 50);
}

/* Ids and texts: unique, and every table says what it counts. */
static void test_names(void **state)
{
    const struct fixture *fx = *state;
    for (size_t i = 0; i < fx->summary->tables; i++) {
        const struct summary_table *t = &fx->summary->table[i];
        assert_ptr_equal(summary_table_find(fx->summary, t->id), t);
        assert_non_null(strstr(t->unit, "ount"));
        assert_int_equal(t->columns, t->per_year * fx->summary->years);
        for (size_t r = 0; r < t->rows; r++)
            assert_int_equal(summary_row_find(t, t->row[r].id), r);
    }
}

static void test_equals_the_tally(void **state)
{
    const struct fixture *fx = *state;
    const struct tally *t = review_tally(fx->review);
    assert_int_equal(fx->summary->years, tally_years(t));
    int64_t stale = 0, invalid = 0;
    for (size_t y = 0; y < fx->summary->years; y++) {
        const struct tally_year *ty = tally_year_at(t, y);
        assert_int_equal(fx->summary->year[y].year, ty->year);
        assert_int_equal(figure(fx, "year", "persons_arrested", y), ty->n[T_PERSONS_ARRESTED]);
        assert_int_equal(figure(fx, "year", "debriefings", y), ty->n[T_DEBRIEFINGS]);
        assert_int_equal(figure(fx, "year", "visitors", y), ty->n[T_VISITORS]);
        assert_int_equal(figure(fx, "year", "status_known", y), ty->status_known);
        assert_int_equal(figure(fx, "year", "trafficking_cases", y), ty->n[T_TRAFFICKING_CASES]);
        for (enum tally_column c = T_VOLUNTARY; c <= T_NOW_INVALID; c++)
            assert_int_equal(figure(fx, "outcomes", tally_names[c], y), ty->n[c]);
        stale += ty->n[T_STALE];
        invalid += ty->n[T_NOW_INVALID];
    }
    assert_true(stale > 0 && invalid > 0);
}

/* Each case with a final trafficking decision once, in the year of its earliest record. */
static void test_cases(void **state)
{
    const struct fixture *fx = *state;
    int64_t n[16] = {0}, all = 0;
    for (uint32_t number = 0; number < catalog_cases(fx->catalog); number++) {
        unsigned year = 9999;
        bool found = false;
        for (uint32_t row = 0; row < catalog_rows(fx->catalog); row++) {
            if (catalog_case(fx->catalog, row) != number)
                continue;
            struct row_review known = review_row(fx->review, row);
            found |= known.state == STATE_DECIDED && known.outcome == OUTCOME_TRAFFICKING;
            if (catalog_year(fx->catalog, row) < year)
                year = catalog_year(fx->catalog, row);
        }
        for (size_t y = 0; found && y < fx->summary->years; y++)
            n[y] += fx->summary->year[y].year == year;
        all += found;
    }
    assert_true(all > 3);
    for (size_t y = 0; y < fx->summary->years; y++)
        assert_int_equal(figure(fx, "year", "trafficking_cases", y), n[y]);
}

/* The years wanted alone, each with the figures that it has among all. */
static void test_some_years(void **state)
{
    const struct fixture *fx = *state;
    static const unsigned wanted[] = {1999, 2002, 2004};
    struct fixture some = *fx;
    summarise_years(&some, wanted, 3);
    assert_int_equal(some.summary->years, 3);
    for (size_t i = 0; i < some.summary->tables; i++) {
        const struct summary_table *t = &some.summary->table[i];
        size_t above[TABLE_ROWS] = {0};
        check_cells(&some, t, above);
        for (size_t r = 0; r < t->rows; r++)
            for (size_t c = 0; c < t->per_year; c++)
                assert_int_equal(summary_cell(t, r, c)->n, 0);
    }
    assert_int_equal(figure(&some, "year", "debriefings", 1), figure(fx, "year", "debriefings", 1));
    assert_int_equal(figure(&some, "year", "trafficking_cases", 2),
                     figure(fx, "year", "trafficking_cases", 3));
    summary_free(some.summary);
}

/* More entry points than have a row each. */
static void test_entry_points(void **state)
{
    (void)state;
    struct fixture fx = {.path = ""};
    entry_points = 40;
    load(&fx, RECORDS);
    entry_points = 3;
    decide_some(&fx);
    summarise(&fx, false);
    const struct summary_table *t = table(&fx, "entry_points");
    assert_int_equal(t->rows, 40 + 3);
    assert_true(figure(&fx, "entry_points", "other", 0) > 0);
    size_t above[TABLE_ROWS] = {0};
    check_cells(&fx, t, above);
    bool said = false;
    for (size_t i = 0; i < fx.summary->notes; i++)
        said |= strstr(fx.summary->note[i], "40 most frequent") != NULL;
    assert_true(said);
    release(&fx);
}

static void test_cell_text(void **state)
{
    const struct fixture *fx = *state;
    struct summary_column column = {.label = ""};
    struct summary_row row[] = {{.so_far = true}, {.percent = true}};
    struct summary_cell cell[] = {{.n = 11218}, {.n = 1, .of = 3}};
    struct summary_year year = {.provisional = true};
    struct summary s = {.year = &year, .years = 1, .threshold = 5};
    struct summary_table t = {
        .row = row, .rows = 2, .column = &column, .columns = 1, .per_year = 1, .cell = cell};
    struct str text = STR_INIT;
    (void)fx;
    summary_cell_text(&s, &t, 0, 0, &text);
    assert_string_equal(str_text(&text), "11,218 so far");
    str_clear(&text);
    summary_cell_text(&s, &t, 1, 0, &text);
    assert_string_equal(str_text(&text), "33.3% (1 of 3)");
    cell[1].cover = COVER_SMALL;
    year.provisional = false;
    str_clear(&text);
    summary_cell_text(&s, &t, 1, 0, &text);
    assert_string_equal(str_text(&text), "<5");
    cell[0].cover = COVER_SECONDARY;
    str_clear(&text);
    summary_cell_text(&s, &t, 0, 0, &text);
    assert_string_equal(str_text(&text), "[c]");
    str_release(&text);
}

static void test_provisional(void **state)
{
    const struct fixture *fx = *state;
    struct tally_year y = {.year = 2004, .n = {[T_DEBRIEFINGS] = 3, [T_TRAFFICKING] = 3}};
    assert_false(summary_provisional(&y));
    y.n[T_STALE] = 1;
    assert_true(summary_provisional(&y));
    y.n[T_STALE] = 0;
    y.n[T_OPERATIONS_UNDECIDED] = 1;
    assert_true(summary_provisional(&y));
    for (size_t i = 0; i < fx->summary->years; i++) {
        assert_true(fx->summary->year[i].provisional);
        assert_string_equal(fx->summary->year[i].coverage, "Jan-Dec+year only");
    }
    assert_int_equal(fx->summary->seq, EVENTS);
}

/* What keeps a year from being final is said, and nothing is said of none. */
static void test_year_text(void **state)
{
    static const struct {
        struct summary_year year;
        const char *text;
    } cases[] = {
        {{.whole = true, .coverage = "Jan-Dec"}, "Jan-Dec"},
        {{.coverage = "Jan-Apr"}, "Jan-Apr, not a whole year"},
        {{.empty = true, .coverage = "no records"}, "no records"},
        {{.whole = true, .coverage = "Jan-Dec", .provisional = true}, "Jan-Dec, PROVISIONAL"},
        {{.whole = true,
          .coverage = "Jan-Dec",
          .provisional = true,
          .undecided = 2355,
          .operations_open = 134},
         "Jan-Dec, PROVISIONAL: 2,355 undecided"},
        {{.whole = true, .coverage = "Jan-Dec", .provisional = true, .again = 3},
         "Jan-Dec, PROVISIONAL: 3 to be decided again"},
        {{.whole = true, .coverage = "Jan-Dec", .provisional = true, .undecided = 1, .again = 3},
         "Jan-Dec, PROVISIONAL: 1 undecided, 3 to be decided again"},
        {{.whole = true, .coverage = "Jan-Dec", .provisional = true, .operations_open = 134},
         "Jan-Dec, PROVISIONAL: 134 operations undecided"},
        {{.whole = true, .coverage = "Jan-Dec", .provisional = true, .covered = true, .again = 3},
         "Jan-Dec, PROVISIONAL"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str text = STR_INIT;
        summary_year_text(&cases[i].year, &text);
        assert_string_equal(str_text(&text), cases[i].text);
        str_release(&text);
    }
}

static void test_empty(void **state)
{
    (void)state;
    struct fixture fx = {.path = ""};
    load(&fx, 0);
    summarise(&fx, false);
    assert_int_equal(fx.summary->years, 0);
    assert_true(fx.summary->tables > 15);
    assert_non_null(strstr(fx.summary->proof, "easonable grounds"));
    release(&fx);
}

/* A year whose only record is decided is done, but not while more may come. */
static void test_partial(void **state)
{
    (void)state;
    struct fixture fx = {.path = ""};
    struct event event;
    struct err e;
    seed = 1;
    load(&fx, 1);
    event_init(&event, EVENT_DECIDE);
    event.seq = 1;
    event.reviewer = "anna";
    event.record = "R-0";
    event.outcome = OUTCOME_OUT_OF_SCOPE;
    assert_true(catalog_digest(fx.catalog, 0, &event.record_sha, &e));
    assert_true(review_apply(fx.review, &event, &e));
    summarise(&fx, false);
    assert_false(fx.summary->year[0].provisional);
    summary_free(fx.summary);
    summarise(&fx, true);
    assert_true(fx.summary->year[0].provisional);
    release(&fx);
}

/* A record is listed where one definition counts it and another does not. */
static void test_differ(void **state)
{
    const struct fixture *fx = *state;
    struct differ_rows found = {0};
    size_t at = 0, decided = 0;
    while (found.seen < catalog_rows(fx->catalog))
        assert_true(differ_extend(&found, fx->catalog, fx->criteria, fx->review, 7));
    const uint32_t *rows = found.row;
    size_t count = found.count;
    assert_true(count > 5 && count < RECORDS);
    for (uint32_t row = 0; row < catalog_rows(fx->catalog); row++) {
        struct row_review known = review_row(fx->review, row);
        struct facts facts = facts_of_row(fx->catalog, row);
        struct answers basis = basis_reported(fx->criteria, &facts);
        size_t reported = 0, reviewed = 0, all = fx->criteria->definitions;
        for (unsigned d = 0; d < all; d++) {
            reported +=
                definition_result(&fx->criteria->definition[d], &basis) == RESULT_TRAFFICKING;
            reviewed +=
                known.state == STATE_DECIDED && results_get(known.results, d) == RESULT_TRAFFICKING;
        }
        bool differs = reported % all || reviewed % all;
        decided += reviewed % all && !(reported % all);
        if (at < count && rows[at] == row) {
            assert_true(differs);
            at++;
        } else {
            assert_false(differs);
        }
    }
    assert_int_equal(at, count);
    assert_true(decided > 0);
    differ_release(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cells_equal_their_limits),
        cmocka_unit_test(test_equals_the_tally),
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_percents),
        cmocka_unit_test(test_relations),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_some_years),
        cmocka_unit_test(test_entry_points),
        cmocka_unit_test(test_cell_text),
        cmocka_unit_test(test_provisional),
        cmocka_unit_test(test_year_text),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_partial),
        cmocka_unit_test(test_differ),
    };
    return cmocka_run_group_tests_name("summary", tests, setup, teardown);
}
