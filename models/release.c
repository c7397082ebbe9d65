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

/* What a release is made of: the figures that are not covered yet, and how they are to be. */
static bool take_source(const struct summary *s, size_t year, const struct publish_options *o,
                        struct sha256 *source, struct err *e)
{
    struct frozen f = {.seq = 0};
    struct str text = STR_INIT;
    bool taken = freeze_figures(&f, s, year, e);
    for (size_t i = 0; taken && i < f.figures; i++)
        str_addf(&text, "%s=%s\n", f.figure[i].key, f.figure[i].text);
    str_addf(&text, "k=%lld base=%lld", (long long)o->k, (long long)o->base);
    for (size_t i = 0; i < o->exempts; i++)
        str_addf(&text, " %s", o->exempt[i]);
    *source = sha256_of(str_text(&text), text.len);
    taken = taken && (!text.failed || err_memory(e));
    str_release(&text);
    freeze_release(&f);
    return taken;
}

/* The releases of before the same one was made, so that it comes out the same again; where it never was, all. *again: the seq of it, or 0. */
static size_t skip_later(const struct releases *r, size_t from, const struct sha256 *source,
                         uint64_t *again)
{
    *again = 0;
    for (size_t i = from; i < r->count; i++)
        if (sha256_equal(&r->frozen[i].source, source)) {
            *again = r->frozen[i].seq;
            return i + 1;
        }
    return from;
}

/* The head that the figures are of: that of the log, or of the past state that was asked for. */
static bool take_head(uint64_t seq, const struct casework *cw, struct frozen *f, struct err *e)
{
    if (!log_head(cw->log, &f->head, e))
        return false;
    return f->head.seq == seq || log_head_at(cw->log, seq, &f->head, e);
}

static bool record(struct casework *cw, const struct review *review, const struct summary *s,
                   size_t year, const struct sha256 *source, struct err *e)
{
    struct frozen f = {.release = true, .source = *source};
    struct str detail = STR_INIT;
    bool done = freeze_figures(&f, s, year, e) && take_head(review_seq(review), cw, &f, e) &&
                record_set_digest(cw->catalog, f.year, &f.records, &f.record_count, e);
    if (done) {
        freeze_detail(&f, &detail);
        done = detail.failed ? err_memory(e)
                             : casework_freeze(cw, str_text(&detail), "", e) == DONE_SAVED;
    }
    str_release(&detail);
    freeze_release(&f);
    return done;
}

/* One year's part: which earlier releases count, and whether this one is among them. */
struct part {
    struct sha256 source;
    uint64_t again;
};

static bool find_earlier(struct releases *r, struct part *part, struct casework *cw,
                         const struct summary *s, size_t year, const struct publish_options *o,
                         struct err *e)
{
    size_t from = r->count;
    if (!take_source(s, year, o, &part->source, e) || !load_releases(r, cw, s->year[year].year, e))
        return false;
    size_t first = skip_later(r, from, &part->source, &part->again);
    for (size_t i = from; i < first; i++)
        freeze_release(&r->frozen[i]);
    if (first > from)
        memmove(&r->frozen[from], &r->frozen[first], (r->count - first) * sizeof *r->frozen);
    r->count -= first - from;
    return true;
}

bool release_summary(struct casework *cw, const struct review *review, struct summary *s,
                     const struct publish_options *o, struct str *warnings, struct err *e)
{
    struct releases earlier = {.count = 0};
    struct publish_options with = *o;
    struct part *part = calloc(s->years + 1, sizeof *part);
    bool done = part || err_memory(e);
    for (size_t y = 0; done && y < s->years; y++)
        done = find_earlier(&earlier, &part[y], cw, s, y, o, e);
    with.earlier = earlier.frozen;
    with.earliers = earlier.count;
    done = done && publish_summary(s, &with, e) && publish_warnings(s, &with, warnings, e);
    for (size_t y = 0; done && y < s->years; y++)
        done = part[y].again || record(cw, review, s, y, &part[y].source, e);
    free(part);
    releases_release(&earlier);
    return done;
}
