/* SHA-256, random bytes and hexadecimal, through libsodium. */
#ifndef TIPREVIEW_BASE_HASH_H
#define TIPREVIEW_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sodium.h>

enum { SHA256_BYTES = 32, SHA256_HEX = 65 };

struct sha256 {
    uint8_t byte[SHA256_BYTES];
};

/* Of one piece of memory (FIPS 180-4). */
struct sha256 sha256_of(const void *bytes, size_t n);
bool sha256_equal(const struct sha256 *a, const struct sha256 *b);

/* Of a text that comes in pieces. */
struct sha256_stream {
    crypto_hash_sha256_state state;
};
void sha256_begin(struct sha256_stream *s);
void sha256_add(struct sha256_stream *s, const void *bytes, size_t n);
void sha256_add_be64(struct sha256_stream *s, uint64_t value);
struct sha256 sha256_end(struct sha256_stream *s);

/* Fills with random bytes from the kernel. */
void random_bytes(void *out, size_t n);

/* Lower-case hexadecimal: hex_write writes 2n+1 bytes; hex_read wants exactly 2n digits and
 * refuses capitals, so that a hash has one spelling. */
void hex_write(const void *bytes, size_t n, char *out);
bool hex_read(const char *hex, size_t hex_n, void *out, size_t n);

#endif
