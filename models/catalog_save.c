/* The kept catalog, written (models/catalog_file.h). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/base/checksum.h"
#include "models/base/file.h"
#include "models/base/pages.h"
#include "models/catalog_file.h"
#include "models/catalog_kept.h"
#include "models/catalog_tally.h"
#include "models/criteria.h"

enum { WRITE_STEP = 1 << 20 };

struct catalog_save {
    struct catalog *catalog;
    char *path, *beside, *root;
    gid_t group;
    mode_t mode;
    struct catalog_head head;
    struct catalog_digest *digest; /* all that are known, by row */
    size_t digests;
    struct tally_year *tally;
    size_t years;

    int fd;
    bool written;                /* by this process */
    uint64_t at;                 /* in the file */
    struct mapping_piece *piece; /* what the catalog has in memory as the file has it */
    size_t pieces, piece_cap;
    struct mapping settled;
    struct checksum *sum;
    const atomic_bool *stop;
};

/* --- what is written --- */

static int by_row(const void *a, const void *b)
{
    uint32_t x = ((const struct catalog_digest *)a)->row,
             y = ((const struct catalog_digest *)b)->row;
    return (x > y) - (x < y);
}

static bool copy_digests(struct catalog_save *s, struct err *e)
{
    const struct catalog *c = s->catalog;
    size_t kept = c->kept ? c->kept->digests : 0;
    s->digests = kept + c->digests;
    s->digest = calloc(s->digests + 1, sizeof *s->digest);
    if (!s->digest)
        return err_memory(e);
    if (kept)
        memcpy(s->digest, c->kept->digest, kept * sizeof *s->digest);
    if (c->digests)
        memcpy(s->digest + kept, c->digest, c->digests * sizeof *s->digest);
    if (s->digests)
        qsort(s->digest, s->digests, sizeof *s->digest, by_row);
    return true;
}

static bool set_paths(struct catalog_save *s, const struct catalog_home *home, struct err *e)
{
    struct str beside = STR_INIT;
    str_addf(&beside, "%s.new", home->path);
    s->path = strdup(home->path);
    s->beside = str_detach(&beside);
    s->root = strdup(s->catalog->kept ? s->catalog->kept->root_was : home->root);
    return (s->path && s->beside && s->root) || err_memory(e);
}

struct catalog_save *catalog_save_new(struct catalog *c, const struct catalog_home *home,
                                      struct err *e)
{
    struct catalog_save *s = calloc(1, sizeof *s);
    if (!s) {
        err_memory(e);
        return NULL;
    }
    s->catalog = c;
    s->fd = -1;
    s->group = home->group;
    s->mode = home->mode;
    memcpy(s->head.magic, CATALOG_MAGIC, sizeof s->head.magic);
    s->head.order = CATALOG_ORDER;
    s->head.version = CATALOG_VERSION;
    s->head.format = catalog_format_number(c);
    if (home->criteria)
        s->head.criteria = home->criteria->digest;
    s->head.key = *c->key;
    s->head.counts = c->counts;
    s->head.rows = c->rows;
    if (!set_paths(s, home, e) || !copy_digests(s, e)) {
        catalog_save_free(s);
        return NULL;
    }
    return s;
}

void catalog_save_free(struct catalog_save *s)
{
    if (!s)
        return;
    if (s->fd >= 0)
        close(s->fd);
    if (s->settled.region)
        catalog_settled(s->catalog, &s->settled);
    free(s->piece);
    free(s->path);
    free(s->beside);
    free(s->root);
    free(s->digest);
    free(s->tally);
    checksum_free(s->sum);
    free(s);
}

size_t catalog_new_digests(const struct catalog *c)
{
    return c->digests;
}

/* --- writing --- */

static bool not_kept(const struct catalog_save *s, struct err *e)
{
    return err_errno(e, "the catalog cannot be kept in %s, so that every start reads all records",
                     s->path);
}

static bool write_bytes(struct catalog_save *s, const void *bytes, size_t n, struct err *e)
{
    const char *p = bytes;
    while (n > 0) {
        if (atomic_load(s->stop))
            return err_set(e, ERR_SYSTEM, "writing the catalog was given up: it is made next time");
        ssize_t done = pwrite(s->fd, p, n < WRITE_STEP ? n : WRITE_STEP, (off_t)s->at);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return not_kept(s, e);
        checksum_add(s->sum, p, (size_t)done);
        p += done;
        n -= (size_t)done;
        s->at += (uint64_t)done;
    }
    return true;
}

static void begin_section(struct catalog_save *s, unsigned i, uint64_t size)
{
    uint64_t align = size < PAGES_LARGE ? SECTION_ALIGN : SECTION_PAGES;
    s->at = (s->at + align - 1) & ~(align - 1);
    s->head.section[i].offset = s->at;
    checksum_begin(s->sum);
}

static void end_section(struct catalog_save *s, unsigned i)
{
    struct section_place *p = &s->head.section[i];
    p->size = s->at - p->offset;
    p->sum = checksum_get(s->sum);
}

/* Memory of a catalog that was read, where it is large enough to be given back. */
static bool note_piece(struct catalog_save *s, unsigned section, void *memory, size_t n,
                       struct err *e)
{
    if (section < SECTION_CASES || n < PAGES_LARGE || s->catalog->kept ||
        s->catalog->settled.region)
        return true;
    struct mapping_piece *more = grow(s->piece, &s->piece_cap, s->pieces + 1, sizeof *more);
    if (!more)
        return err_memory(e);
    s->piece = more;
    s->piece[s->pieces++] = (struct mapping_piece){memory, n, s->at};
    return true;
}

static bool write_section(struct catalog_save *s, unsigned i, void *items, size_t count,
                          struct err *e)
{
    size_t n = count * section_item(s->catalog, i);
    begin_section(s, i, n);
    bool written = !n || (note_piece(s, i, items, n, e) && write_bytes(s, items, n, e));
    end_section(s, i);
    return written;
}

static bool write_texts(struct catalog_save *s, unsigned i, const struct textstore *t,
                        struct err *e)
{
    bool written = true;
    begin_section(s, i, textstore_size(t));
    for (size_t chunk = 0; written && chunk < t->chunks; chunk++) {
        size_t n = chunk + 1 < t->chunks ? (size_t)TEXTSTORE_CHUNK : t->used;
        written = note_piece(s, i, t->chunk[chunk], n, e) && write_bytes(s, t->chunk[chunk], n, e);
    }
    end_section(s, i);
    return written;
}

static bool write_columns(struct catalog_save *s, struct err *e)
{
    const struct catalog *c = s->catalog;
    bool written = true;
    for (unsigned i = 0; written && i < COL_FIXED; i++)
        written = write_section(s, SECTION_FIXED + i, c->fixed[i].data, c->rows, e);
    for (unsigned i = 0; written && i < FIELD_TOTAL; i++)
        written =
            write_section(s, SECTION_SLOT + i, c->slot[i].data, i < c->slots ? c->rows : 0, e);
    return written;
}

static bool write_sections(struct catalog_save *s, struct err *e)
{
    const struct catalog *c = s->catalog;
    s->at = sizeof s->head;
    return write_section(s, SECTION_ROOT, s->root, strlen(s->root) + 1, e) &&
           write_section(s, SECTION_TALLY, s->tally, s->years, e) &&
           write_section(s, SECTION_REPORTED, c->reported, c->reported_count, e) &&
           write_section(s, SECTION_FILES, c->file, c->files, e) &&
           write_texts(s, SECTION_NAMES, &c->names, e) &&
           write_section(s, SECTION_PROBLEMS, c->problem, c->problems, e) &&
           write_texts(s, SECTION_PROBLEM_TEXT, &c->problem_text, e) &&
           write_section(s, SECTION_DIGESTS, s->digest, s->digests, e) &&
           write_section(s, SECTION_CASES, c->cases, c->case_count, e) &&
           write_section(s, SECTION_IDS, c->ids.slot, c->ids.size, e) &&
           write_section(s, SECTION_WORDS, c->words.text, c->words.count, e) &&
           write_section(s, SECTION_WORD_TABLE, c->words.table.slot, c->words.table.size, e) &&
           write_texts(s, SECTION_WORD_TEXT, &c->words.store, e) && write_columns(s, e) &&
           write_texts(s, SECTION_TEXT, &c->text, e);
}

static bool write_head(struct catalog_save *s, struct err *e)
{
    s->head.size = s->at;
    /* An empty section at the end may have left a gap before it. */
    if (ftruncate(s->fd, (off_t)s->at) < 0)
        return not_kept(s, e);
    s->head.sum = checksum_of(&s->head, offsetof(struct catalog_head, sum));
    s->at = 0;
    return write_bytes(s, &s->head, sizeof s->head, e);
}

/* --- the file --- */

/* The file beside, for this process alone: whoever has its lock writes it and moves it. *busy: another does. */
static bool open_beside(struct catalog_save *s, bool *busy, struct err *e)
{
    struct stat mine, there;
    *busy = false;
    s->fd = open(s->beside, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
    if (s->fd < 0 || fstat(s->fd, &mine) < 0)
        return not_kept(s, e);
    if (flock(s->fd, LOCK_EX | LOCK_NB) < 0) {
        *busy = errno == EWOULDBLOCK;
        return *busy || not_kept(s, e);
    }
    /* It may have been moved between the opening and the lock. */
    *busy = lstat(s->beside, &there) < 0 || there.st_ino != mine.st_ino ||
            there.st_dev != mine.st_dev || !S_ISREG(mine.st_mode);
    if (*busy)
        return true;
    if (mine.st_gid != s->group && s->mode & 060 && fchown(s->fd, (uid_t)-1, s->group) < 0)
        s->mode &= 0600;
    return (fchmod(s->fd, s->mode) == 0 && ftruncate(s->fd, 0) == 0) || not_kept(s, e);
}

static bool write_file(struct catalog_save *s, struct err *e)
{
    if (!write_sections(s, e) || !write_head(s, e))
        return false;
    return (fsync(s->fd) == 0 && rename(s->beside, s->path) == 0 && file_sync_folder(s->path)) ||
           not_kept(s, e);
}

bool catalog_save_write(struct catalog_save *s, const atomic_bool *stop, struct err *e)
{
    bool busy;
    s->stop = stop;
    s->sum = checksum_new();
    if (!s->sum || !catalog_tally(s->catalog, &s->tally, &s->years))
        return err_memory(e);
    bool written = open_beside(s, &busy, e);
    if (written && !busy) {
        written = write_file(s, e);
        if (!written)
            unlink(s->beside);
    }
    s->written = written && !busy;
    return written;
}

bool catalog_save_settle(struct catalog_save *s, const atomic_bool *stop, struct err *e)
{
    struct err why;
    for (size_t i = 0; s->written && i < s->pieces; i++)
        pages_trim(s->piece[i].at, s->piece[i].size);
    return !s->written || !s->pieces ||
           mapping_swap(&s->settled, s->fd, s->piece, s->pieces, stop, &why) ||
           err_set(
               e, why.kind,
               "the kept catalog cannot be used in the place of memory (%s): nothing is lost, but "
               "more memory stays taken",
               why.what);
}

bool catalog_remove(const struct catalog_home *home, struct err *e)
{
    struct str beside = STR_INIT;
    str_addf(&beside, "%s.new", home->path);
    bool removed = !beside.failed || err_memory(e);
    if (removed && ((unlink(home->path) < 0 && errno != ENOENT) ||
                    (unlink(str_text(&beside)) < 0 && errno != ENOENT)))
        removed = err_errno(e, "the catalog %s cannot be removed", home->path);
    str_release(&beside);
    return removed;
}
