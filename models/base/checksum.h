/* Checksums that notice damage and change, not malice: XXH3, 64 bits. */
#ifndef TIPREVIEW_BASE_CHECKSUM_H
#define TIPREVIEW_BASE_CHECKSUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

uint64_t checksum_of(const void *bytes, size_t n);

/* Of bytes that come in pieces. */
struct checksum;
struct checksum *checksum_new(void); /* NULL: no memory */
void checksum_free(struct checksum *s);
void checksum_begin(struct checksum *s); /* starts over */
void checksum_add(struct checksum *s, const void *bytes, size_t n);
uint64_t checksum_get(const struct checksum *s);

#endif
