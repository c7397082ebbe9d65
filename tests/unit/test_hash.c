/* SHA-256 against the examples of FIPS 180-4, hexadecimal, random bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "models/base/hash.h"

static void assert_hash(struct sha256 hash, const char *wanted)
{
    char hex[SHA256_HEX];
    hex_write(hash.byte, SHA256_BYTES, hex);
    assert_string_equal(hex, wanted);
}

static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
static const char two_blocks_hash[] =
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";

static void test_fips_examples(void **state)
{
    (void)state;
    assert_hash(sha256_of(NULL, 0),
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_hash(sha256_of("abc", 3),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_hash(sha256_of(two_blocks, strlen(two_blocks)), two_blocks_hash);
}

static void test_a_million_in_pieces(void **state)
{
    (void)state;
    char piece[1000];
    memset(piece, 'a', sizeof piece);
    struct sha256_stream s;
    sha256_begin(&s);
    for (unsigned i = 0; i < 1000; i++)
        sha256_add(&s, piece, sizeof piece);
    assert_hash(sha256_end(&s), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void test_every_cut_gives_the_same(void **state)
{
    (void)state;
    size_t n = strlen(two_blocks);
    for (size_t cut = 0; cut <= n; cut++) {
        struct sha256_stream s;
        sha256_begin(&s);
        sha256_add(&s, two_blocks, cut);
        sha256_add(&s, two_blocks + cut, n - cut);
        assert_hash(sha256_end(&s), two_blocks_hash);
    }
}

static void test_numbers_go_in_big_endian(void **state)
{
    (void)state;
    struct sha256_stream s;
    sha256_begin(&s);
    sha256_add_be64(&s, 0x0102030405060708);
    struct sha256 hash = sha256_end(&s), wanted = sha256_of("\1\2\3\4\5\6\7\10", 8);
    assert_true(sha256_equal(&hash, &wanted));
}

static void test_equal_looks_at_every_byte(void **state)
{
    (void)state;
    struct sha256 a = sha256_of("a", 1);
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        struct sha256 b = a;
        assert_true(sha256_equal(&a, &b));
        b.byte[i] ^= 1;
        assert_false(sha256_equal(&a, &b));
    }
}

static void test_hex_round_trip(void **state)
{
    (void)state;
    uint8_t bytes[256], back[256];
    char hex[513];
    for (unsigned i = 0; i < 256; i++)
        bytes[i] = (uint8_t)i;
    hex_write(bytes, 256, hex);
    assert_int_equal(strlen(hex), 512);
    assert_true(hex_read(hex, 512, back, 256));
    assert_memory_equal(bytes, back, 256);
    hex_write(bytes, 0, hex);
    assert_string_equal(hex, "");
}

static void test_hex_refuses(void **state)
{
    (void)state;
    uint8_t out[2];
    assert_true(hex_read("00ff", 4, out, 2));
    assert_false(hex_read("00FF", 4, out, 2));
    assert_false(hex_read("00f", 3, out, 2));
    assert_false(hex_read("00ff0", 5, out, 2));
    assert_false(hex_read("00ff00", 6, out, 2));
    assert_false(hex_read("00fg", 4, out, 2));
    assert_false(hex_read("0x00", 4, out, 2));
    assert_false(hex_read(" 0ff", 4, out, 2));
}

static void test_random_bytes_fill_and_differ(void **state)
{
    (void)state;
    uint8_t a[64] = {0}, b[64] = {0}, zero[64] = {0};
    random_bytes(a, sizeof a);
    random_bytes(b, sizeof b);
    assert_memory_not_equal(a, b, sizeof a);
    /* The tail is filled too: 16 zero bytes come by chance once in 2^128. */
    assert_memory_not_equal(a + 48, zero, 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fips_examples),
        cmocka_unit_test(test_a_million_in_pieces),
        cmocka_unit_test(test_every_cut_gives_the_same),
        cmocka_unit_test(test_numbers_go_in_big_endian),
        cmocka_unit_test(test_equal_looks_at_every_byte),
        cmocka_unit_test(test_hex_round_trip),
        cmocka_unit_test(test_hex_refuses),
        cmocka_unit_test(test_random_bytes_fill_and_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
