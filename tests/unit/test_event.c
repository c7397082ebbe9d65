/* The event's words and its stored form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/event.h"

static struct event sample(void)
{
    struct event event;
    event_init(&event, EVENT_DECIDE);
    event.seq = 12;
    event.time_us = 1118188800000001;
    event.reviewer = "reviewer-a";
    event.record = "D-2004-03117";
    event.record_sha = sha256_of("record", 6);
    event.reading = READING_FIRST;
    event.outcome = OUTCOME_NOT_TRAFFICKING;
    event.answers = "means.deception=absent\nmeans.force=absent,implied";
    event.rationale = "No information on means; made up: \xe9\xa6\x99\xe6\xb8\xaf";
    event.definition = "legco-2005";
    event.criteria = sha256_of("criteria", 8);
    event.seconds = 41;
    event.detail = "departure=1\nredoes=3\nundoes=10";
    return event;
}

static void assert_same(const struct event *a, const struct event *b)
{
    assert_int_equal(a->seq, b->seq);
    assert_memory_equal(&a->id, &b->id, sizeof a->id);
    assert_int_equal(a->time_us, b->time_us);
    assert_int_equal(a->type, b->type);
    assert_string_equal(a->reviewer, b->reviewer);
    assert_string_equal(a->login, b->login);
    assert_string_equal(a->record, b->record);
    assert_true(sha256_equal(&a->record_sha, &b->record_sha));
    assert_int_equal(a->reading, b->reading);
    assert_int_equal(a->outcome, b->outcome);
    assert_string_equal(a->answers, b->answers);
    assert_string_equal(a->rationale, b->rationale);
    assert_string_equal(a->definition, b->definition);
    assert_true(sha256_equal(&a->criteria, &b->criteria));
    assert_int_equal(a->seconds, b->seconds);
    assert_string_equal(a->detail, b->detail);
}

static void encode(const struct event *event, struct str *body)
{
    str_clear(body);
    event_encode(event, body);
    assert_false(body->failed);
}

static void roundtrip(const struct event *event)
{
    struct str body = STR_INIT;
    struct arena arena = {0};
    struct event back;
    struct err e = {0};
    encode(event, &body);
    assert_true(event_decode(body.p, body.len, &arena, &back, &e));
    assert_same(event, &back);
    arena_release(&arena);
    str_release(&body);
}

static void test_roundtrip(void **state)
{
    (void)state;
    struct event event = sample();
    roundtrip(&event);
    static const int64_t times[] = {0, -1, 1, INT64_MIN, INT64_MAX};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        event.time_us = times[i];
        event.seq = event.seconds = (uint64_t)times[i];
        roundtrip(&event);
    }
    for (int type = EVENT_DECIDE; type <= EVENT_FREEZE; type++) {
        event_init(&event, (enum event_type)type);
        roundtrip(&event);
    }
}

/* What is stored never changes with the program: these are the bytes of version 1. */
static void test_bytes(void **state)
{
    (void)state;
    struct event event;
    struct str body = STR_INIT;
    event_init(&event, EVENT_FLAG);
    event.seq = 7;
    memset(event.id.byte, 0xab, sizeof event.id.byte);
    event.time_us = -5;
    event.reviewer = "a";
    event.record = "D-1";
    encode(&event, &body);
    static const char expected[] = "\0\0\0\0017"
                                   "\0\0\0\040abababababababababababababababab"
                                   "\0\0\0\002-5"
                                   "\0\0\0\004flag"
                                   "\0\0\0\001a"
                                   "\0\0\0\0"
                                   "\0\0\0\003D-1"
                                   "\0\0\0\0\0\0\0\0\0\0\0\0"
                                   "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                                   "\0\0\0\0010"
                                   "\0\0\0";
    assert_int_equal(body.len, sizeof expected);
    assert_memory_equal(body.p, expected, sizeof expected);
    str_release(&body);
}

/* A body of the sample in which field `n` is these bytes. */
static bool decodes_with(unsigned n, const char *bytes, size_t length)
{
    struct event event = sample(), back;
    struct str body = STR_INIT, changed = STR_INIT;
    struct arena arena = {0};
    struct err e = {0};
    encode(&event, &body);
    size_t at = 0;
    for (unsigned field = 0; at < body.len; field++) {
        const unsigned char *p = (const unsigned char *)body.p + at;
        size_t size = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
        if (field == n) {
            str_addn(&changed, "\0\0\0", 3);
            str_addc(&changed, (char)length);
            str_addn(&changed, bytes, length);
        } else {
            str_addn(&changed, body.p + at, 4 + size);
        }
        at += 4 + size;
    }
    bool ok = event_decode(changed.p, changed.len, &arena, &back, &e);
    assert_true(ok || (e.kind == ERR_DATA && strstr(e.what, "the event")));
    arena_release(&arena);
    str_release(&changed);
    str_release(&body);
    return ok;
}

static void test_strict(void **state)
{
    (void)state;
    enum { SEQ, ID, TIME, TYPE, REVIEWER, LOGIN, RECORD, RECORD_SHA, READING, OUTCOME, ANSWERS };
    static const char zeros[65] =
        "0000000000000000000000000000000000000000000000000000000000000000";
    static const char upper[33] = "ABABABABABABABABABABABABABABABAB";
    static const struct {
        unsigned field;
        const char *bytes;
        size_t n;
        bool ok;
    } cases[] = {
        {SEQ, "12", 2, true},
        {SEQ, "", 0, false},
        {SEQ, "012", 3, false},
        {SEQ, "+1", 2, false},
        {SEQ, "-1", 2, false},
        {SEQ, "1 ", 2, false},
        {SEQ, "18446744073709551615", 20, true},
        {SEQ, "18446744073709551616", 20, false},
        {SEQ, "99999999999999999999", 20, false},
        {TIME, "-1", 2, true},
        {TIME, "-0", 2, false},
        {TIME, "-", 1, false},
        {TIME, "-01", 3, false},
        {TIME, "9223372036854775807", 19, true},
        {TIME, "9223372036854775808", 19, false},
        {TIME, "-9223372036854775808", 20, true},
        {TIME, "-9223372036854775809", 20, false},
        {ID, zeros, 32, true},
        {ID, zeros, 31, false},
        {ID, zeros, 34, false},
        {ID, upper, 32, false},
        {TYPE, "retract", 7, true},
        {TYPE, "", 0, false},
        {TYPE, "Retract", 7, false},
        {TYPE, "retrac", 6, false},
        {REVIEWER, "", 0, true},
        {REVIEWER, "a\0b", 3, false},
        {REVIEWER, "\xff", 1, false},
        {REVIEWER, "\xed\xa0\x80", 3, false},
        {RECORD_SHA, "", 0, true},
        {RECORD_SHA, zeros, 64, false},
        {RECORD_SHA, zeros, 63, false},
        {READING, "", 0, true},
        {READING, "second", 6, true},
        {READING, "third", 5, false},
        {OUTCOME, "", 0, true},
        {OUTCOME, "voluntary", 9, true},
        {OUTCOME, "undecided", 9, false},
        {OUTCOME, "voluntary\0", 10, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (decodes_with(cases[i].field, cases[i].bytes, cases[i].n) != cases[i].ok)
            fail_msg("field %u, case %zu: %s", cases[i].field, i, cases[i].bytes);
}

/* Every cut and every addition at the end is refused. */
static void test_length(void **state)
{
    (void)state;
    struct event event = sample(), back;
    struct str body = STR_INIT;
    struct arena arena = {0};
    struct err e = {0};
    encode(&event, &body);
    for (size_t n = 0; n < body.len; n++) {
        char *cut = malloc(n + 1); /* its own piece of memory, so that a read past it shows */
        assert_non_null(cut);
        memcpy(cut, body.p, n);
        assert_false(event_decode(cut, n, &arena, &back, &e));
        free(cut);
    }
    assert_true(event_decode(body.p, body.len, &arena, &back, &e));
    str_addc(&body, '\0');
    assert_false(event_decode(body.p, body.len, &arena, &back, &e));
    arena_release(&arena);
    str_release(&body);
}

/* Whatever happens to the bytes: refused, or the only form of what they say. */
static void test_mutations(void **state)
{
    (void)state;
    uint32_t random = 20050608;
    struct event event = sample(), back;
    struct str body = STR_INIT, again = STR_INIT;
    struct arena arena = {0};
    struct err e = {0};
    unsigned accepted = 0;
    for (unsigned round = 0; round < 40000; round++) {
        encode(&event, &body);
        for (unsigned changes = 1 + round % 3; changes; changes--) {
            random = random * 1664525 + 1013904223;
            size_t at = (random >> 8) % body.len;
            random = random * 1664525 + 1013904223;
            body.p[at] = (char)(round & 1 ? random >> 24 : (random >> 24) % 10 + '0');
        }
        if (event_decode(body.p, body.len, &arena, &back, &e)) {
            accepted++;
            encode(&back, &again);
            assert_int_equal(again.len, body.len);
            assert_memory_equal(again.p, body.p, body.len);
        }
        arena_reset(&arena);
    }
    assert_true(accepted > 100 && accepted < 39900);
    arena_release(&arena);
    str_release(&again);
    str_release(&body);
}

static void test_words(void **state)
{
    (void)state;
    for (int i = OUTCOME_VOLUNTARY; i < OUTCOME_COUNT; i++) {
        enum outcome outcome;
        assert_true(outcome_parse(outcome_name((enum outcome)i), &outcome));
        assert_int_equal(outcome, i);
        assert_true(*outcome_label((enum outcome)i));
    }
    enum outcome outcome;
    assert_string_equal(outcome_name(OUTCOME_NONE), "undecided");
    assert_string_equal(reading_name(READING_NONE), "");
    assert_false(outcome_parse("undecided", &outcome));
    assert_false(outcome_parse("", &outcome));
}

static void assert_detail(const char *text, const char *key, const char *expected)
{
    struct event event;
    event_init(&event, EVENT_NOTE);
    event.detail = text;
    size_t len = 0;
    const char *value = event_detail(&event, key, &len);
    if (!expected) {
        assert_null(value);
        return;
    }
    assert_non_null(value);
    assert_int_equal(len, strlen(expected));
    assert_memory_equal(value, expected, len);
}

static void test_detail(void **state)
{
    (void)state;
    assert_detail("", "undoes", NULL);
    assert_detail("undoes=12", "undoes", "12");
    assert_detail("departure=1\nundoes=12", "undoes", "12");
    assert_detail("departure=1\nundoes=12", "departure", "1");
    assert_detail("departure=1\nundoes=12", "undo", NULL);
    assert_detail("xundoes=12", "undoes", NULL);
    assert_detail("note=undoes=3", "undoes", NULL);
    assert_detail("undoes=", "undoes", "");
}

static void test_init(void **state)
{
    (void)state;
    struct event a, b;
    event_init(&a, EVENT_DECIDE);
    event_init(&b, EVENT_DECIDE);
    assert_memory_not_equal(&a.id, &b.id, sizeof a.id);
    assert_true(a.time_us > 0);
    assert_int_equal(a.seq, 0);
    assert_string_equal(a.rationale, "");
}

/* The name is the kernel's, whatever the environment says. */
static void test_identity(void **state)
{
    (void)state;
    struct identity who;
    struct err e = {0};
    char expected[64] = "";
    FILE *id = popen("id -un 2>/dev/null || echo \"uid $(id -u)\"", "r");
    assert_non_null(id);
    assert_non_null(fgets(expected, sizeof expected, id));
    pclose(id);
    expected[strcspn(expected, "\n")] = '\0';
    assert_int_equal(setenv("USER", "somebody-else", 1), 0);
    assert_int_equal(setenv("LOGNAME", "somebody-else", 1), 0);
    assert_true(identity_get(&who, &e));
    assert_string_equal(who.reviewer, expected);

    unsigned long login = 4294967295UL;
    FILE *loginuid = fopen("/proc/self/loginuid", "r");
    if (loginuid) {
        assert_int_equal(fscanf(loginuid, "%lu", &login), 1);
        fclose(loginuid);
    }
    assert_int_equal(who.login[0] == '\0', login == 4294967295UL);
}

/* An account without an entry is still somebody. Only root can become one. */
static void test_identity_without_entry(void **state)
{
    (void)state;
    if (getuid() != 0)
        skip();
    struct identity who;
    struct err e = {0};
    assert_int_equal(setresuid(54321, 0, 0), 0);
    bool ok = identity_get(&who, &e);
    assert_int_equal(setresuid(0, 0, 0), 0);
    assert_true(ok);
    assert_string_equal(who.reviewer, "uid 54321");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roundtrip), cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_strict),    cmocka_unit_test(test_length),
        cmocka_unit_test(test_mutations), cmocka_unit_test(test_words),
        cmocka_unit_test(test_detail),    cmocka_unit_test(test_init),
        cmocka_unit_test(test_identity),  cmocka_unit_test(test_identity_without_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
