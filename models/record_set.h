/* The records of a year as one digest: SHA-256 over a line `ID DIGEST` and a line feed for each, in the byte order of
 * their ids, where DIGEST is the SHA-256 of the record's bytes in lower-case hexadecimal. It does not depend on the files that they stand in. */
#ifndef TIPREVIEW_RECORD_SET_H
#define TIPREVIEW_RECORD_SET_H

#include <stdint.h>

#include "models/base/err.h"
#include "models/base/hash.h"
#include "models/catalog.h"

/* Reads the records' bytes where their digests are not known yet. False where one cannot be read again. */
MUST_CHECK bool record_set_digest(struct catalog *c, unsigned year, struct sha256 *digest,
                                  uint64_t *records, struct err *e);

#endif
