/* Sorting: against qsort with the row as the last word, in slices of any length, and in a queue. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/criteria_files.h"
#include "models/priority.h"
#include "models/queue.h"
#include "models/row_sort.h"
#include "tests/support/catalogs.h"
#include "tests/support/records.h"

enum { RECORDS = 3000 };

static struct dice dice = {7};
static struct criteria *criteria;
static struct catalog *catalog;
static struct review *review;

#define PICK(list) ((list)[dice_roll(&dice, sizeof(list) / sizeof *(list))])

static void add(unsigned i)
{
    static const char *const dates[] = {"2003", "2004-02", "2004-02-28", "2005"};
    static const char *const ages[] = {"15", "16-19", "18", "48+", "unknown"};
    static const char *const points[] = {"LoWu", "LokMaChauSpurLine", "LokMaChauSpurLineSouth",
                                         "羅湖"};
    static const char *const pending[] = {"none", "charge", "removal", "unknown"};
    char pairs[300];
    bool operation = dice_roll(&dice, 5) == 0;
    int n = snprintf(pairs, sizeof pairs, "kind=%s id=%s-2004-%07u date=%s department=police",
                     operation ? "operation" : "debriefing", operation ? "OP" : "D",
                     (i * 7919) % 10007, PICK(dates));
    if (operation)
        snprintf(pairs + n, sizeof pairs - (size_t)n, " persons_arrested=%u", dice_roll(&dice, 40));
    else
        n += snprintf(pairs + n, sizeof pairs - (size_t)n,
                      " person.age=%s entry.point=%s person.pseudonym=P%u pending_action=%s",
                      PICK(ages), PICK(points), dice_roll(&dice, 1000), PICK(pending));
    if (!operation && dice_roll(&dice, 2))
        snprintf(pairs + n, sizeof pairs - (size_t)n, " operation=OP-2004-%07u",
                 (dice_roll(&dice, RECORDS) * 7919) % 10007);
    assert_int_equal(add_record(catalog, pairs, NULL), CATALOG_ADDED);
}

/* Nothing can be read again, so what is decided is stale: the state differs, and so do the reviewers. */
static void decide(uint64_t seq)
{
    static const char *const reviewers[] = {"anna", "ben", "carl"};
    struct err e;
    struct event event;
    event_init(&event, dice_roll(&dice, 3) ? EVENT_DECIDE : EVENT_FLAG);
    event.seq = seq;
    event.reviewer = PICK(reviewers);
    event.record = catalog_text(catalog, dice_roll(&dice, RECORDS), F_ID, NULL);
    if (event.type == EVENT_DECIDE)
        event.outcome = (enum outcome)(1 + dice_roll(&dice, OUTCOME_COUNT - 1));
    assert_true(review_apply(review, &event, &e));
}

static int setup(void **state)
{
    struct err e;
    (void)state;
    criteria = config_criteria(NULL, &e);
    catalog = catalog_new();
    review = review_new(catalog, criteria);
    for (unsigned i = 0; i < RECORDS; i++)
        add(i);
    if (!review_add_rows(review, &e))
        return -1;
    for (uint64_t seq = 1; seq < RECORDS / 2; seq++)
        decide(seq);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    review_free(review);
    catalog_free(catalog);
    criteria_free(criteria);
    return 0;
}

/* --- the model --- */

static const char *sorted_by;

/* A row's value: a text, or a number; not known where the text is "" and the number 0. */
struct value_of_row {
    const char *text;
    uint64_t number;
};

static struct value_of_row value_of(const char *name, uint32_t row)
{
    struct row_review r = review_row(review, row);
    if (strcmp(name, "reviewer") == 0)
        return (struct value_of_row){r.reviewer, 0};
    if (strcmp(name, "state") == 0)
        return (struct value_of_row){"", (uint64_t)r.state + 1};
    if (strcmp(name, "outcome") == 0)
        return (struct value_of_row){"", r.outcome};
    if (strcmp(name, "flagged") == 0)
        return (struct value_of_row){"", r.flagged};
    if (strcmp(name, "saved") == 0)
        return (struct value_of_row){"", r.seq};
    if (strcmp(name, "priority") == 0)
        return (struct value_of_row){"", priority_of(catalog, criteria, row)};
    if (strcmp(name, "operation") == 0)
        return (struct value_of_row){
            catalog_text(catalog, row,
                         catalog_kind(catalog, row) == KIND_OPERATION ? F_ID : F_OPERATION, NULL),
            0};
    enum field field = field_find(name, strlen(name));
    assert_int_not_equal(field, FIELD_TOTAL);
    if (field_defs[field].type == FIELD_ID || field_defs[field].type == FIELD_TEXT)
        return (struct value_of_row){catalog_text(catalog, row, field, NULL), 0};
    return (struct value_of_row){"", catalog_cell(catalog, row, field)};
}

static int compare(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    bool down = *sorted_by == '-';
    struct value_of_row va = value_of(sorted_by + down, a), vb = value_of(sorted_by + down, b);
    bool known_a = *va.text || va.number, known_b = *vb.text || vb.number;
    int order = strcmp(va.text, vb.text);
    if (known_a != known_b)
        return known_a ? -1 : 1;
    if (!order)
        order = (va.number > vb.number) - (va.number < vb.number);
    order = down ? -order : order;
    return order ? order : (a > b) - (a < b);
}

static const char *const keys[] = {"kind",
                                   "-kind",
                                   "id",
                                   "-id",
                                   "date",
                                   "-date",
                                   "age",
                                   "-person.age",
                                   "entry.point",
                                   "-point",
                                   "pseudonym",
                                   "-pseudonym",
                                   "persons_arrested",
                                   "-persons_arrested",
                                   "sex",
                                   "state",
                                   "-state",
                                   "outcome",
                                   "-outcome",
                                   "reviewer",
                                   "-reviewer",
                                   "flagged",
                                   "saved",
                                   "-saved",
                                   "title",
                                   "priority",
                                   "-priority",
                                   "operation",
                                   "-operation"};

static void every_order_is_that_of_qsort(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct sort_key key;
        struct err e;
        uint32_t wanted[RECORDS];
        uint64_t done, all, before = 0;
        size_t count = RECORDS - dice_roll(&dice, 70), steps = 1 + dice_roll(&dice, 900);
        for (uint32_t row = 0; row < RECORDS; row++)
            wanted[row] = RECORDS - 1 - row; /* qsort need not be stable */
        assert_true(sort_key_parse(&key, keys[i], &e));
        struct row_sort *s = row_sort_new(&key, NULL, count);
        assert_non_null(s);
        while (row_sort_work(s, catalog, review, steps)) {
            row_sort_progress(s, &done, &all);
            assert_true(done >= before && done <= all);
            before = done;
        }
        uint32_t *got = row_sort_take(s);
        sorted_by = keys[i];
        qsort(wanted + RECORDS - count, count, sizeof *wanted, compare);
        if (memcmp(got, wanted + RECORDS - count, count * sizeof *got) != 0)
            fail_msg("by %s: not in order", keys[i]);
        free(got);
        row_sort_free(s);
    }
}

static void wrong_orders_are_refused(void **state)
{
    static const char *const wrong[] = {"colour",    "--date",    "-",
                                        "narrative", "reported",  "shuffle",
                                        "shuffle:",  "shuffle:x", "shuffle:4294967296",
                                        "-files",    "datee"};
    struct sort_key key;
    struct err e;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(sort_key_parse(&key, wrong[i], &e));
    assert_non_null(strstr(e.what, "did you mean date?"));
    assert_true(sort_key_parse(&key, "", &e));
    assert_int_equal(key.by, SORT_ROW);
    assert_true(sort_key_parse(&key, "files", &e));
    assert_int_equal(key.by, SORT_ROW);
}

static uint32_t *sorted(const char *order, const uint32_t *row, size_t count)
{
    struct sort_key key;
    struct err e;
    assert_true(sort_key_parse(&key, order, &e));
    struct row_sort *s = row_sort_new(&key, row, count);
    assert_non_null(s);
    while (row_sort_work(s, catalog, review, 500))
        ;
    uint32_t *result = row_sort_take(s);
    row_sort_free(s);
    return result;
}

/* What is shown after a restart, where the last order alone is known, is what was shown before. */
static void equal_rows_stand_as_in_the_catalog(void **state)
{
    (void)state;
    uint32_t *shuffled = sorted("shuffle:7", NULL, RECORDS);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        uint32_t *wanted = sorted(keys[i], NULL, RECORDS);
        uint32_t *got = sorted(keys[i], shuffled, RECORDS);
        assert_memory_equal(got, wanted, RECORDS * sizeof *got);
        free(wanted);
        free(got);
    }
    free(shuffled);
}

/* Every row once; the same for the same seed, whatever the order before; another for another. */
static void a_shuffle_is_its_seeds(void **state)
{
    bool seen[RECORDS] = {false};
    uint32_t back[RECORDS];
    size_t same = 0, in_place = 0;
    (void)state;
    for (uint32_t i = 0; i < RECORDS; i++)
        back[i] = RECORDS - 1 - i;
    uint32_t *seven = sorted("shuffle:7", NULL, RECORDS),
             *eight = sorted("shuffle:8", NULL, RECORDS);
    uint32_t *again = sorted("shuffle:7", back, RECORDS);
    for (size_t i = 0; i < RECORDS; i++) {
        assert_false(seen[seven[i]]);
        seen[seven[i]] = true;
        same += seven[i] == eight[i];
        in_place += seven[i] == i;
    }
    assert_memory_equal(seven, again, RECORDS * sizeof *seven);
    assert_in_range(same, 0, RECORDS / 100);
    assert_in_range(in_place, 0, RECORDS / 100);
    free(seven);
    free(eight);
    free(again);
}

static void work(struct queue *q)
{
    while (queue_progress(q, review, true).task != QUEUE_IDLE)
        assert_true(queue_work(q, catalog, review, true));
}

static void assert_is_sorted(const struct queue *q, const char *by)
{
    sorted_by = by;
    for (size_t i = 1; i < q->count; i++) {
        uint32_t a = queue_row(q, i - 1), b = queue_row(q, i);
        assert_true(compare(&a, &b) < 0);
    }
}

static void a_queue_keeps_its_order(void **state)
{
    struct queue q;
    struct err e;
    (void)state;
    queue_init(&q);
    assert_true(queue_limit(&q, "", criteria, &e));
    assert_true(queue_order(&q, "-date", &e));
    assert_false(queue_order(&q, "colour", &e));
    assert_string_equal(q.order, "-date");
    /* Nothing is sorted while more rows may come. */
    while (queue_progress(&q, review, false).task != QUEUE_IDLE)
        assert_true(queue_work(&q, catalog, review, false));
    assert_int_equal(queue_row(&q, 10), 10);
    work(&q);
    assert_int_equal(q.count, RECORDS);
    assert_is_sorted(&q, "-date");
    for (size_t i = 0; i < q.count; i += 97)
        assert_int_equal(queue_position(&q, queue_row(&q, i)), i);
    assert_int_equal(queue_position(&q, RECORDS), QUEUE_NONE);
    assert_true(queue_limit(&q, "kind:operation", criteria, &e));
    work(&q);
    assert_in_range(q.count, 1, RECORDS / 2);
    assert_is_sorted(&q, "-date");
    assert_true(queue_order(&q, "", &e));
    work(&q);
    for (size_t i = 1; i < q.count; i++)
        assert_true(queue_row(&q, i - 1) < queue_row(&q, i));
    queue_release(&q);
}

static void a_newer_limit_takes_the_place_of_a_sort(void **state)
{
    struct queue q;
    struct err e;
    (void)state;
    queue_init(&q);
    assert_true(queue_limit(&q, "", criteria, &e));
    assert_true(queue_order(&q, "id", &e));
    while (!q.sort)
        assert_true(queue_work(&q, catalog, review, true));
    assert_int_equal(queue_progress(&q, review, true).task, QUEUE_SORTING);
    assert_int_equal(q.count, RECORDS); /* usable meanwhile */
    assert_true(queue_limit(&q, "kind:debriefing", criteria, &e));
    assert_int_equal(queue_progress(&q, review, true).task, QUEUE_LIMITING);
    assert_int_equal(q.count, 0);
    work(&q);
    assert_is_sorted(&q, "id");
    queue_release(&q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_order_is_that_of_qsort),
        cmocka_unit_test(wrong_orders_are_refused),
        cmocka_unit_test(equal_rows_stand_as_in_the_catalog),
        cmocka_unit_test(a_shuffle_is_its_seeds),
        cmocka_unit_test(a_queue_keeps_its_order),
        cmocka_unit_test(a_newer_limit_takes_the_place_of_a_sort),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
