/* What a `freeze` event says (docs/log.md): the figures of a year, and what they were made of. The same form records
 * what was released to the public. */
#ifndef TIPREVIEW_FREEZE_H
#define TIPREVIEW_FREEZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "models/base/err.h"
#include "models/base/hash.h"
#include "models/base/str.h"
#include "models/event.h"
#include "models/log.h"
#include "models/summary.h"

/* One count. The key is TABLE/ROW, or TABLE/ROW/COLUMN in a breakdown, with every byte but letters, digits and `._-+` as
 * %XX. The text is the number in decimal; in a release also `<5`, `[c]`, or `~5` for a rounded one. A 0 is left out of what is
 * frozen, and is there in a release. */
struct figure {
    const char *key, *text;
};

/* Zero-initialise it. */
struct frozen {
    uint64_t seq; /* of the event; 0: none yet */
    int64_t time_us;
    unsigned year;
    bool release, provisional;
    struct log_head head; /* the last event in the figures */
    struct sha256 criteria,
        records; /* digest of the definitions and criteria; of the records (models/record_set.h) */
    uint64_t record_count;
    struct sha256
        source; /* of a release: digest of the figures that were covered, and how (models/release.c) */
    struct figure *figure; /* in the byte order of their keys */
    size_t figures, cap;
    struct arena arena;
};
void freeze_release(struct frozen *f);

/* Takes the figures of a year, by its index in the summary. */
MUST_CHECK bool freeze_figures(struct frozen *f, const struct summary *s, size_t year,
                               struct err *e);

/* The key of a cell, appended. */
void freeze_key(const struct summary_table *t, size_t row, size_t column, struct str *out);

const char *freeze_figure(const struct frozen *f, const char *key); /* its text; NULL: none */

/* The detail of the event, appended; and back. */
void freeze_detail(const struct frozen *f, struct str *out);
MUST_CHECK bool freeze_read(const struct event *event, struct frozen *f, struct err *e);

/* The one that the log has as event `seq`. */
MUST_CHECK bool freeze_load(struct log *log, uint64_t seq, struct frozen *f, struct err *e);

#endif
