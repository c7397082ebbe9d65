#include "models/as_of.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "models/base/date.h"

static int64_t end_of_day(date_t day)
{
    struct tm tm = {.tm_year = (int)date_year(day) - 1900,
                    .tm_mon = (int)date_month(day) - 1,
                    .tm_mday = (int)date_day(day) + 1};
    return (int64_t)timegm(&tm) * 1000000;
}

bool as_of_parse(const char *text, struct as_of *at, struct err *e)
{
    size_t n = strlen(text), digits = strspn(text, "0123456789");
    date_t day = date_parse(text, n);
    *at = (struct as_of){.seq = UINT64_MAX, .before_us = INT64_MAX};
    if (n && digits == n && n < 19) {
        at->seq = strtoull(text, NULL, 10);
    } else if (day && date_day(day)) {
        at->before_us = end_of_day(day);
    } else {
        return err_set(e, ERR_USAGE,
                       "--as-of %s: a day or the number of an event is expected: write 2004-12-31, "
                       "or 1234 as in `tipreview log`",
                       text);
    }
    return true;
}

struct folding {
    const struct as_of *at;
    struct review *review;
    struct err *e;
    bool ok;
};

static bool fold(void *ctx, const struct event *event)
{
    struct folding *f = ctx;
    if (event->seq > f->at->seq || event->time_us >= f->at->before_us)
        return false;
    f->ok = review_apply(f->review, event, f->e);
    return f->ok;
}

struct review *as_of_review(struct catalog *c, const struct criteria *criteria, struct log *log,
                            const struct as_of *at, struct err *e)
{
    struct log_head head;
    if (!log_head(log, &head, e))
        return NULL;
    if (at->seq != UINT64_MAX && at->seq > head.seq) {
        err_set(e, ERR_USAGE, "--as-of %" PRIu64 ": the log ends with event %" PRIu64, at->seq,
                head.seq);
        return NULL;
    }
    struct folding f = {at, review_new(c, criteria), e, true};
    if (!f.review) {
        err_memory(e);
        return NULL;
    }
    if (review_add_rows(f.review, e) && log_read(log, 0, fold, &f, e) && f.ok)
        return f.review;
    review_free(f.review);
    return NULL;
}
