#include "models/release.h"

#include <stdlib.h>
#include <string.h>

#include "models/record_set.h"

struct releases {
    struct frozen *frozen;
    size_t count, cap;
};

static void releases_release(struct releases *r)
{
    for (size_t i = 0; i < r->count; i++)
        freeze_release(&r->frozen[i]);
    free(r->frozen);
}

/* All releases of a year, the latest first. */
static bool load_releases(struct releases *r, struct casework *cw, unsigned year, struct err *e)
{
    uint64_t seq = 0;
    while ((seq = review_frozen(cw->review, year, true, seq))) {
        struct frozen *more = grow(r->frozen, &r->cap, r->count + 1, sizeof *more);
        if (!more)
            return err_memory(e);
        r->frozen = more;
        r->frozen[r->count] = (struct frozen){.seq = 0};
        if (!freeze_load(cw->log, seq, &r->frozen[r->count++], e))
            return false;
    }
    return true;
}

static bool same_figures(const struct frozen *a, const struct frozen *b)
{
    bool same = a->figures == b->figures;
    for (size_t i = 0; same && i < a->figures; i++)
        same = strcmp(a->figure[i].key, b->figure[i].key) == 0 &&
               strcmp(a->figure[i].text, b->figure[i].text) == 0;
    return same;
}

static bool is_recorded(const struct releases *r, const struct frozen *f)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->frozen[i].year == f->year && same_figures(&r->frozen[i], f))
            return true;
    return false;
}

/* The head that the figures are of: that of the log, or of the past state that was asked for. */
static bool take_head(uint64_t seq, const struct casework *cw, struct frozen *f, struct err *e)
{
    if (!log_head(cw->log, &f->head, e))
        return false;
    return f->head.seq == seq || log_head_at(cw->log, seq, &f->head, e);
}

static bool record(struct casework *cw, const struct review *review, const struct summary *s,
                   size_t year, const struct releases *earlier, struct err *e)
{
    struct frozen f = {.release = true};
    struct str detail = STR_INIT;
    bool done = freeze_figures(&f, s, year, e);
    if (done && !is_recorded(earlier, &f)) {
        done = take_head(review_seq(review), cw, &f, e) &&
               record_set_digest(cw->catalog, f.year, &f.records, &f.record_count, e);
        if (done) {
            freeze_detail(&f, &detail);
            done = detail.failed ? err_memory(e)
                                 : casework_freeze(cw, str_text(&detail), "", e) == DONE_SAVED;
        }
    }
    str_release(&detail);
    freeze_release(&f);
    return done;
}

bool release_summary(struct casework *cw, const struct review *review, struct summary *s,
                     const struct publish_options *o, struct str *warnings, struct err *e)
{
    struct releases earlier = {.count = 0};
    struct publish_options with = *o;
    bool done = true;
    for (size_t y = 0; done && y < s->years; y++)
        done = load_releases(&earlier, cw, s->year[y].year, e);
    with.earlier = earlier.frozen;
    with.earliers = earlier.count;
    done = done && publish_summary(s, &with, e) && publish_warnings(s, &with, warnings, e);
    for (size_t y = 0; done && y < s->years; y++)
        done = record(cw, review, s, y, &earlier, e);
    releases_release(&earlier);
    return done;
}
