#include "models/base/hash.h"

#include <pthread.h>
#include <string.h>

static void start(void)
{
    /* No failure to report: SHA-256 needs no set-up, and the random generator that was not set up
     * sets itself up, or ends the process where the kernel gives no random bytes. */
    int status = sodium_init();
    (void)status;
}

static void ready(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start);
}

struct sha256 sha256_of(const void *bytes, size_t n)
{
    struct sha256_stream s;
    sha256_begin(&s);
    sha256_add(&s, bytes, n);
    return sha256_end(&s);
}

bool sha256_equal(const struct sha256 *a, const struct sha256 *b)
{
    return memcmp(a->byte, b->byte, SHA256_BYTES) == 0; /* no digest here is a secret */
}

void sha256_begin(struct sha256_stream *s)
{
    ready();
    crypto_hash_sha256_init(&s->state);
}

void sha256_add(struct sha256_stream *s, const void *bytes, size_t n)
{
    if (n)
        crypto_hash_sha256_update(&s->state, bytes, n);
}

void sha256_add_be64(struct sha256_stream *s, uint64_t value)
{
    uint8_t bytes[8];
    for (unsigned i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(value >> (56 - 8 * i));
    sha256_add(s, bytes, sizeof bytes);
}

struct sha256 sha256_end(struct sha256_stream *s)
{
    struct sha256 hash;
    crypto_hash_sha256_final(&s->state, hash.byte);
    return hash;
}

void random_bytes(void *out, size_t n)
{
    ready();
    randombytes_buf(out, n);
}

void hex_write(const void *bytes, size_t n, char *out)
{
    static const char digit[] = "0123456789abcdef";
    const uint8_t *byte = bytes;
    for (size_t i = 0; i < n; i++) {
        *out++ = digit[byte[i] >> 4];
        *out++ = digit[byte[i] & 15];
    }
    *out = '\0';
}

/* 1 + the value of a hexadecimal digit. */
static const uint8_t hex_value[256] = {
    ['0'] = 1, ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

bool hex_read(const char *hex, size_t hex_n, void *out, size_t n)
{
    if (hex_n % 2 || hex_n / 2 != n)
        return false;
    uint8_t *byte = out;
    for (size_t i = 0; i < n; i++) {
        unsigned high = hex_value[(unsigned char)hex[2 * i]];
        unsigned low = hex_value[(unsigned char)hex[2 * i + 1]];
        if (!high || !low)
            return false;
        byte[i] = (uint8_t)((high - 1) << 4 | (low - 1));
    }
    return true;
}
