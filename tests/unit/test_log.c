/* The contract of the decision log, over its interface alone: every store passes it. What concerns
 * the SQLite file is in tests/fault/ and tests/unit/test_log_sqlite.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/log_fixture.h"

static struct fixture fixture;
static struct log *log_one;

static int set_up(void **state)
{
    (void)state;
    fixture_make(&fixture);
    log_one = fixture_open(&fixture);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    log_close(log_one);
    fixture_remove(&fixture);
    return 0;
}

static enum log_result append(struct log *log, struct event *event)
{
    struct err e = {0};
    enum log_result result = log_append(log, event, &e);
    assert_int_equal(result == LOG_SAVED, e.kind == ERR_NONE);
    return result;
}

static struct log_head head_of(struct log *log)
{
    struct log_head head;
    struct err e = {0};
    assert_true(log_head(log, &head, &e));
    return head;
}

/* Keeps what was read as text, one event a line. */
struct seen {
    struct str text;
    unsigned stop_after;
    unsigned count;
};

static bool see(void *ctx, const struct event *event)
{
    struct seen *seen = ctx;
    str_addf(&seen->text, "%lu %s %s\n", (unsigned long)event->seq, event->record,
             event->rationale);
    return ++seen->count != seen->stop_after;
}

static void assert_seen(struct seen *seen, const char *expected)
{
    assert_string_equal(str_text(&seen->text), expected);
    str_release(&seen->text);
    *seen = (struct seen){0};
}

static void test_empty(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct err e = {0};
    struct log_head head = head_of(log_one);
    static const struct log_head none;
    assert_memory_equal(&head, &none, sizeof head);
    assert_true(log_read(log_one, 0, see, &seen, &e));
    assert_seen(&seen, "");
    assert_false(log_read_one(log_one, 1, see, &seen, &e));
    assert_int_equal(e.kind, ERR_DATA);
    assert_false(log_read_one(log_one, 0, see, &seen, &e));
    fixture_assert_holds(log_one, 0);
}

static void test_append_and_read(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct err e = {0};
    fixture_append(log_one, 1, 3);
    fixture_append(log_one, 2, 1);
    assert_true(log_read(log_one, 0, see, &seen, &e));
    assert_seen(&seen, "1 D-2004-00001 made up for a test\n2 D-2004-00002 made up for a test\n"
                       "3 D-2004-00003 made up for a test\n4 D-2004-00002 made up for a test\n");
    assert_true(log_read(log_one, 3, see, &seen, &e));
    assert_seen(&seen, "4 D-2004-00002 made up for a test\n");
    assert_true(log_read(log_one, 4, see, &seen, &e));
    assert_seen(&seen, "");
    assert_true(log_read(log_one, UINT64_MAX, see, &seen, &e));
    assert_seen(&seen, "");
    seen.stop_after = 2;
    assert_true(log_read(log_one, 1, see, &seen, &e));
    assert_seen(&seen, "2 D-2004-00002 made up for a test\n3 D-2004-00003 made up for a test\n");
    assert_true(log_read_record(log_one, "D-2004-00002", see, &seen, &e));
    assert_seen(&seen, "2 D-2004-00002 made up for a test\n4 D-2004-00002 made up for a test\n");
    assert_true(log_read_record(log_one, "D-2004-0000", see, &seen, &e));
    assert_seen(&seen, "");
    assert_true(log_read_one(log_one, 3, see, &seen, &e));
    assert_seen(&seen, "3 D-2004-00003 made up for a test\n");
    assert_false(log_read_one(log_one, 5, see, &seen, &e));
    assert_int_equal(e.kind, ERR_DATA);
    fixture_assert_holds(log_one, 4);
}

static bool keep_copy(void *ctx, const struct event *event)
{
    struct str *body = ctx;
    event_encode(event, body);
    return true;
}

/* Every field comes back as it was given, after the log was closed and opened again. */
static void test_every_field(void **state)
{
    (void)state;
    struct err e = {0};
    struct event event = fixture_event(9);
    event.type = EVENT_ADJUDICATE;
    event.login = "reviewer-b";
    event.reading = READING_ADJUDICATION;
    event.outcome = OUTCOME_INSUFFICIENT;
    event.rationale = "two lines\nand Chinese, made up: \xe6\xb8\xaf";
    event.criteria = sha256_of("c", 1);
    event.detail = "departure=1\nundoes=3";
    assert_int_equal(append(log_one, &event), LOG_SAVED);
    assert_int_equal(event.seq, 1);
    log_close(log_one);
    log_one = fixture_open(&fixture);
    struct str expected = STR_INIT, stored = STR_INIT;
    event_encode(&event, &expected);
    assert_true(log_read_one(log_one, 1, keep_copy, &stored, &e));
    assert_int_equal(stored.len, expected.len);
    assert_memory_equal(stored.p, expected.p, expected.len);
    str_release(&expected);
    str_release(&stored);
}

static void test_same_id_is_no_second_event(void **state)
{
    (void)state;
    struct event event = fixture_event(1), again, other;
    fixture_append(log_one, 100, 2);
    assert_int_equal(append(log_one, &event), LOG_SAVED);
    fixture_append(log_one, 200, 2);
    again = event;
    again.seq = 0;
    assert_int_equal(append(log_one, &again), LOG_SAVED);
    assert_int_equal(again.seq, 3);
    struct log *second = fixture_open(&fixture);
    again.seq = 0;
    assert_int_equal(append(second, &again), LOG_SAVED);
    assert_int_equal(again.seq, 3);
    log_close(second);
    assert_int_equal(fixture_count(log_one, &event), 1);

    /* The same id on another record would lose that decision in silence. */
    other = fixture_event(2);
    other.id = event.id;
    assert_int_equal(append(log_one, &other), LOG_NOT_SAVED);
    assert_int_equal(other.seq, 0);
    fixture_assert_holds(log_one, 5);
}

static void test_all_or_none(void **state)
{
    (void)state;
    struct err e = {0};
    struct event events[5];
    for (unsigned i = 0; i < 5; i++)
        events[i] = fixture_event(i);
    assert_int_equal(log_append_all(log_one, events, 0, &e), LOG_SAVED);
    assert_int_equal(log_append_all(log_one, events, 3, &e), LOG_SAVED);
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(events[i].seq, i + 1);

    /* Some are there already: the others are appended. */
    struct event mixed[4] = {events[3], events[1], events[4], events[4]};
    mixed[1].seq = 0;
    assert_int_equal(log_append_all(log_one, mixed, 4, &e), LOG_SAVED);
    assert_int_equal(mixed[0].seq, 4);
    assert_int_equal(mixed[1].seq, 2);
    assert_int_equal(mixed[2].seq, 5);
    assert_int_equal(mixed[3].seq, 5);
    fixture_assert_holds(log_one, 5);

    /* One cannot be taken: none is. */
    struct event clash[3] = {fixture_event(6), fixture_event(7), fixture_event(8)};
    clash[1].id = events[0].id;
    assert_int_equal(log_append_all(log_one, clash, 3, &e), LOG_NOT_SAVED);
    assert_int_equal(clash[0].seq, 0);
    assert_int_equal(clash[2].seq, 0);
    clash[1] = fixture_event(7);
    clash[1].rationale = "\xff";
    assert_int_equal(log_append_all(log_one, clash, 3, &e), LOG_NOT_SAVED);
    fixture_assert_holds(log_one, 5);
    clash[1].rationale = "mended";
    assert_int_equal(log_append_all(log_one, clash, 3, &e), LOG_SAVED);
    fixture_assert_holds(log_one, 8);
}

/* What could not be read back never gets in. */
static void test_refuses_what_cannot_be_read(void **state)
{
    (void)state;
    struct event event = fixture_event(1);
    struct err e = {0};
    event.reviewer = "bad \xc3";
    assert_int_equal(log_append(log_one, &event, &e), LOG_NOT_SAVED);
    assert_non_null(strstr(e.what, "reviewer"));
    event = fixture_event(1);
    event.type = (enum event_type)0;
    assert_int_equal(log_append(log_one, &event, &e), LOG_NOT_SAVED);
    fixture_assert_holds(log_one, 0);
}

/* Each event gives the chain another head, even one that says the same. */
static void test_chain(void **state)
{
    (void)state;
    struct log_head before = head_of(log_one), one, two;
    fixture_append(log_one, 1, 1);
    one = head_of(log_one);
    fixture_append(log_one, 1, 1);
    two = head_of(log_one);
    assert_int_equal(before.seq, 0);
    assert_int_equal(one.seq, 1);
    assert_int_equal(two.seq, 2);
    assert_false(sha256_equal(&one.hash, &two.hash));
}

static void test_two_writers(void **state)
{
    (void)state;
    struct log *second = fixture_open(&fixture);
    for (unsigned i = 0; i < 20; i++) {
        struct event a = fixture_event(i), b = fixture_event(100 + i);
        assert_int_equal(append(log_one, &a), LOG_SAVED);
        assert_int_equal(append(second, &b), LOG_SAVED);
        assert_int_equal(a.seq, 2 * i + 1);
        assert_int_equal(b.seq, 2 * i + 2);
    }
    struct log_head a = head_of(log_one), b = head_of(second);
    assert_int_equal(a.seq, b.seq);
    assert_true(sha256_equal(&a.hash, &b.hash));
    log_close(second);
    fixture_assert_holds(log_one, 40);
}

static void test_changed(void **state)
{
    (void)state;
    struct log *second = fixture_open(&fixture);
    log_changed(log_one);
    assert_false(log_changed(log_one));
    fixture_append(log_one, 1, 1);
    assert_false(log_changed(log_one));
    fixture_append(second, 2, 1);
    assert_true(log_changed(log_one));
    assert_false(log_changed(log_one));
    assert_true(log_changed(second));
    log_close(second);
}

static bool read_within(void *ctx, const struct event *event)
{
    struct seen *seen = ctx;
    struct err e = {0};
    (void)event;
    assert_true(log_read(log_one, 0, see, seen, &e));
    return true;
}

static void test_read_within_a_read(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct err e = {0};
    fixture_append(log_one, 1, 3);
    assert_true(log_read(log_one, 0, read_within, &seen, &e));
    assert_int_equal(seen.count, 9);
    str_release(&seen.text);
}

/* A head kept elsewhere is what tells that events are gone from the end. */
static void test_verify_against_a_head(void **state)
{
    (void)state;
    struct err e = {0};
    struct log_check check;
    fixture_append(log_one, 1, 2);
    struct log_head kept = head_of(log_one);
    fixture_append(log_one, 3, 2);
    assert_true(log_verify(log_one, &kept, &check, &e));
    assert_int_equal(check.bad_seq, 0);
    struct log_head now = head_of(log_one);
    assert_memory_equal(&check.head, &now, sizeof now);

    struct log_head longer = now;
    longer.seq = 6;
    assert_true(log_verify(log_one, &longer, &check, &e));
    assert_int_equal(check.bad_seq, 5);

    kept.hash.byte[31] ^= 1;
    assert_true(log_verify(log_one, &kept, &check, &e));
    assert_int_equal(check.bad_seq, 2);
    assert_true(check.reason[0]);
}

static void test_heads_as_text(void **state)
{
    (void)state;
    struct str text = STR_INIT, again = STR_INIT;
    struct log_head head, parsed;
    struct err e = {0};
    fixture_append(log_one, 1, 1);
    head = head_of(log_one);
    log_head_format(&head, &text);
    assert_int_equal(text.len, 2 + 64);
    assert_true(log_head_parse(text.p, &parsed, &e));
    assert_memory_equal(&head, &parsed, sizeof head);

    static const char *const prefixes[] = {"01", " 1", "+1", "-1",
                                           "",   "x",  "0",  "18446744073709551617"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        str_clear(&again);
        str_addf(&again, "%s%s", prefixes[i], text.p + 1);
        assert_false(log_head_parse(again.p, &parsed, &e));
        assert_int_equal(e.kind, ERR_USAGE);
    }
    str_clear(&again);
    str_addn(&again, text.p, text.len - 1);
    assert_false(log_head_parse(again.p, &parsed, &e));
    str_addc(&again, 'A');
    assert_false(log_head_parse(again.p, &parsed, &e));
    assert_false(log_head_parse("1", &parsed, &e));
    str_release(&text);
    str_release(&again);
}

#define CONTRACT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CONTRACT(test_empty),
        CONTRACT(test_append_and_read),
        CONTRACT(test_every_field),
        CONTRACT(test_same_id_is_no_second_event),
        CONTRACT(test_all_or_none),
        CONTRACT(test_refuses_what_cannot_be_read),
        CONTRACT(test_chain),
        CONTRACT(test_two_writers),
        CONTRACT(test_changed),
        CONTRACT(test_read_within_a_read),
        CONTRACT(test_verify_against_a_head),
        CONTRACT(test_heads_as_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
