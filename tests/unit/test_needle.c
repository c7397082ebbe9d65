/* Finding: every way to scan gives the places that a look at each byte gives; folded lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "models/base/needle.h"
#include "models/base/needle_scan.h"

enum { TEXT_MAX = 300, ROUNDS = 30000 };

static unsigned seed;

static unsigned below(unsigned n)
{
    return (unsigned)rand_r(&seed) % n;
}

/* Few letters, so that words are found often; white space, Latin, Chinese and stray bytes among them. */
static size_t random_text(char *out, size_t pieces)
{
    static const char *const piece[] = {"a",  "A",  "b",  "t", " ", "\n    ", "é", "É",
                                        "護", "照", "、", "Ⱥ", "ⱥ", "\x9b",   "1"};
    size_t n = 0;
    for (size_t i = 0; i < pieces; i++) {
        const char *p = piece[below(sizeof piece / sizeof *piece)];
        memcpy(out + n, p, strlen(p));
        n += strlen(p);
    }
    return n;
}

static size_t find_slowly(const struct needle *x, const char *hay, size_t n, size_t *len)
{
    *len = 0;
    for (size_t at = 0; at < n; at++) {
        *len = needle_match(x, hay + at, n - at);
        if (*len != SIZE_MAX)
            return at;
    }
    *len = 0;
    return SIZE_MAX;
}

static void every_scan_finds_the_first(void **state)
{
    size_t found = 0;
    (void)state;
    seed = 7;
    for (int round = 0; round < ROUNDS; round++) {
        char text[TEXT_MAX * 5], words[8 * 5];
        struct needle x;
        size_t n = random_text(text, below(TEXT_MAX)), wanted_len, len;
        size_t words_n = random_text(words, 1 + below(7));
        /* In memory of its own, so that reading past the end is noticed. */
        char *hay = malloc(n ? n : 1);
        assert_non_null(hay);
        memcpy(hay, text, n);
        needle_make(&x, words, words_n);
        size_t wanted = find_slowly(&x, hay, n, &wanted_len);
        for (needle_scan *const *scan = needle_scan_all(); *scan; scan++) {
            x.scan = *scan;
            assert_int_equal(needle_find(&x, hay, n, &len), wanted);
            assert_int_equal(len, wanted_len);
        }
        found += wanted != SIZE_MAX;
        free(hay);
    }
    assert_in_range(found, ROUNDS / 10, ROUNDS * 9 / 10);
}

static void assert_matches(const char *words, const char *text, int matches)
{
    struct needle x;
    size_t len;
    needle_make(&x, words, strlen(words));
    if ((needle_find(&x, text, strlen(text), &len) != SIZE_MAX) != matches)
        fail_msg("\"%s\" in \"%s\"", words, text);
}

static void lines_are_folded_anywhere_in_chinese(void **state)
{
    (void)state;
    assert_matches("扣起護照", "他們扣起護照。", 1);
    assert_matches("扣起護照", "他們扣起\n    護照。", 1);
    assert_matches("扣起護照", "他們扣\n起護\n\t照。", 1);
    assert_matches("扣起護照", "他們扣起 護照。", 1);
    assert_matches("扣起 護照", "他們扣起\n護照。", 1);
    assert_matches("扣起 護照", "他們扣起護照。", 0);
    assert_matches("扣起護照", "他們扣起了護照。", 0);
    assert_matches("扣起護照", "扣起护照", 0);
    assert_matches("扣起HK123", "扣起\n  HK123", 1);
    assert_matches("房間Room", "房間\nroom", 1);
    assert_matches("room", "ro\nom", 0);
    assert_matches("her room", "her\n      room", 1);
    assert_matches("herroom", "her\nroom", 0);
    assert_matches("他 had the 護照", "他\n  HAD the\n護\n照。", 1);
    assert_matches("他 had the 護照", "他had the 護照。", 0);
    assert_matches("e\xcc\x81 passport", "she had a passport", 0);
    assert_matches("ñandú zoo", "La Señora ÑANDÚ \n ZOO", 1);
    assert_matches("ñandú zoo", "La Señora nandú zoo", 0);
}

static size_t scans;

static size_t counted_scan(const struct needle *x, const char *hay, size_t n, size_t from)
{
    scans++;
    return needle_scan_bytes(x, hay, n, from);
}

static void a_phrase_is_looked_for_by_its_rarest_word(void **state)
{
    static const char sentence[] = "No one held her money and her other papers. ";
    char hay[100 * sizeof sentence];
    struct needle x;
    size_t n = 0, len;
    (void)state;
    for (int i = 0; i < 99; i++, n += sizeof sentence - 1)
        memcpy(hay + n, sentence, sizeof sentence);
    n += (size_t)sprintf(hay + n, "They HELD her \n passport.");
    needle_make(&x, "held her passport", 17);
    x.scan = counted_scan;
    assert_int_equal(needle_find(&x, hay, n, &len), n - 20);
    assert_int_equal(len, 19);
    assert_int_equal(scans, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scan_finds_the_first),
        cmocka_unit_test(lines_are_folded_anywhere_in_chinese),
        cmocka_unit_test(a_phrase_is_looked_for_by_its_rarest_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
