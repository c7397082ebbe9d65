/* The kept catalog, mapped at a start (models/catalog_file.h). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/base/checksum.h"
#include "models/base/file.h"
#include "models/base/mapping.h"
#include "models/catalog_file.h"
#include "models/catalog_kept.h"
#include "models/criteria.h"

enum { VERIFY_STEP = 1 << 20 };

static bool refuse(struct err *e, const char *why)
{
    return err_set(e, ERR_DATA, "the catalog %s: it is made anew from the records", why);
}

/* --- the head --- */

static bool check_head(const struct catalog *c, size_t n, const struct catalog_home *home,
                       struct err *e)
{
    const struct catalog_head *h = &c->kept->head;
    const struct sha256 none = {{0}};
    const struct sha256 *criteria = home->criteria ? &home->criteria->digest : &none;
    if (memcmp(h->magic, CATALOG_MAGIC, sizeof h->magic) != 0)
        return refuse(e, "is no catalog");
    if (h->order != CATALOG_ORDER || h->version != CATALOG_VERSION)
        return refuse(e, "is of another version of the program or of another machine");
    /* Before the checksum: another version may have put it elsewhere. */
    if (h->format != catalog_format_number(c))
        return refuse(e, "is of another version of the program");
    if (h->sum != checksum_of(h, offsetof(struct catalog_head, sum)))
        return refuse(e, "is damaged");
    if (!sha256_equal(&h->criteria, criteria))
        return refuse(e, "was made with other criteria");
    return h->size == n || refuse(e, "is not whole");
}

static bool check_places(const struct catalog *c, struct err *e)
{
    const struct catalog_head *h = &c->kept->head;
    for (unsigned i = 0; i < SECTIONS; i++) {
        const struct section_place *p = &h->section[i];
        size_t item = section_item(c, i), count = p->size / item;
        bool column = i >= SECTION_FIXED && i < SECTION_SLOT + c->slots;
        if (p->offset % SECTION_ALIGN || p->offset > h->size || p->size > h->size - p->offset ||
            p->size % item || (column && count != h->rows) || (item > 1 && count >= UINT32_MAX))
            return refuse(e, "is damaged");
    }
    return true;
}

/* --- the sections --- */

static const void *section_at(const struct catalog *c, unsigned i, size_t *count)
{
    const struct section_place *p = &c->kept->head.section[i];
    *count = p->size / section_item(c, i);
    return *count ? c->kept->bytes + p->offset : NULL;
}

/* The map is read-only; that nothing is written to a mapped catalog is the promise of catalog_map. */
static void *borrow(const struct catalog *c, unsigned i, size_t *count)
{
    return (void *)(uintptr_t)section_at(c, i, count);
}

static bool borrow_texts(const struct catalog *c, unsigned i, struct textstore *s, struct err *e)
{
    size_t n;
    char *bytes = borrow(c, i, &n);
    if (n && bytes[n - 1])
        return refuse(e, "is damaged");
    return !n || textstore_borrow(s, bytes, n) || err_memory(e);
}

static bool borrow_table(const struct catalog *c, unsigned i, struct table *t, struct err *e)
{
    t->slot = borrow(c, i, &t->size);
    t->used = t->size;
    return !(t->size & (t->size - 1)) || refuse(e, "is damaged");
}

static void borrow_columns(struct catalog *c)
{
    size_t count;
    for (unsigned i = 0; i < COL_FIXED; i++)
        c->fixed[i].data = borrow(c, SECTION_FIXED + i, &count);
    for (unsigned i = 0; i < c->slots; i++)
        c->slot[i].data = borrow(c, SECTION_SLOT + i, &count);
    c->rows = c->kept->head.rows;
}

static bool small_section(const struct catalog *c, unsigned i, const void **bytes, size_t *count,
                          struct err *e)
{
    const struct section_place *p = &c->kept->head.section[i];
    *bytes = section_at(c, i, count);
    return !*count || checksum_of(*bytes, p->size) == p->sum || refuse(e, "is damaged");
}

/* Copied, so that what is checked stays so: bits that no criterion has, or in two sets at once, are cleared. */
static bool copy_reported(struct catalog *c, const struct criteria *criteria, struct err *e)
{
    const void *from;
    size_t count;
    uint64_t known =
        criteria && criteria->count < 64 ? (UINT64_C(1) << criteria->count) - 1 : UINT64_MAX;
    if (!small_section(c, SECTION_REPORTED, &from, &count, e))
        return false;
    if (!count)
        return refuse(e, "is damaged");
    struct answers *sets = reallocarray(c->reported, count, sizeof *sets);
    if (!sets)
        return err_memory(e);
    memcpy(sets, from, count * sizeof *sets);
    sets[0] = (struct answers){0};
    for (size_t i = 0; i < count; i++) {
        sets[i].present &= known;
        sets[i].absent &= known & ~sets[i].present;
        sets[i].unknown &= known & ~sets[i].present & ~sets[i].absent;
        sets[i].implied = 0;
    }
    c->reported = sets;
    c->reported_count = c->reported_cap = count;
    return true;
}

/* A year is a number followed by counts alone; none is near where sums would overflow. */
static bool plausible_year(const struct tally_year *y)
{
    const char *at = (const char *)y + offsetof(struct tally_year, n);
    for (; at < (const char *)(y + 1); at += sizeof(int64_t)) {
        int64_t count;
        memcpy(&count, at, sizeof count);
        if (count < 0 || count > INT64_C(1) << 50)
            return false;
    }
    return y->year <= DATE_YEAR_MAX;
}

static bool copy_tally(struct catalog *c, struct err *e)
{
    const void *from;
    size_t count;
    if (!small_section(c, SECTION_TALLY, &from, &count, e))
        return false;
    c->kept->tally = calloc(count + 1, sizeof *c->kept->tally);
    if (!c->kept->tally)
        return err_memory(e);
    if (count)
        memcpy(c->kept->tally, from, count * sizeof *c->kept->tally);
    c->kept->years = count;
    for (size_t i = 0; i < count; i++) {
        const struct tally_year *y = &c->kept->tally[i];
        if (!plausible_year(y) || (i && y->year <= y[-1].year))
            return refuse(e, "is damaged");
    }
    return true;
}

/* Where the records' folder is called otherwise than when the file was made, paths are made as they are asked for. */
static bool set_root(struct catalog *c, const char *root, struct err *e)
{
    struct catalog_kept *k = c->kept;
    size_t n;
    const char *was = section_at(c, SECTION_ROOT, &n);
    if (!n || was[n - 1])
        return refuse(e, "is damaged");
    k->root_len = n - 1;
    k->root_was = strdup(was);
    k->root = strdup(root);
    k->path = strcmp(was, root) == 0 ? NULL : calloc(c->files + 1, sizeof *k->path);
    return (k->root && k->root_was && (k->path || strcmp(was, root) == 0)) || err_memory(e);
}

static bool attach(struct catalog *c, const struct catalog_home *home, struct err *e)
{
    struct catalog_kept *k = c->kept;
    c->counts = k->head.counts;
    c->key = c->words.key = &k->head.key;
    c->file = borrow(c, SECTION_FILES, &c->files);
    c->problem = borrow(c, SECTION_PROBLEMS, &c->problems);
    c->cases = borrow(c, SECTION_CASES, &c->case_count);
    c->words.text = borrow(c, SECTION_WORDS, &c->words.count);
    k->digest = borrow(c, SECTION_DIGESTS, &k->digests);
    borrow_columns(c);
    if (c->rows && (!c->files || !c->case_count))
        return refuse(e, "is damaged");
    return borrow_texts(c, SECTION_TEXT, &c->text, e) &&
           borrow_texts(c, SECTION_NAMES, &c->names, e) &&
           borrow_texts(c, SECTION_PROBLEM_TEXT, &c->problem_text, e) &&
           borrow_texts(c, SECTION_WORD_TEXT, &c->words.store, e) &&
           borrow_table(c, SECTION_IDS, &c->ids, e) &&
           borrow_table(c, SECTION_WORD_TABLE, &c->words.table, e) &&
           copy_reported(c, home->criteria, e) && copy_tally(c, e) && set_root(c, home->root, e);
}

struct catalog *catalog_map_bytes(const void *bytes, size_t n, const struct catalog_home *home,
                                  struct err *e)
{
    struct catalog *c = catalog_new();
    if (c)
        c->kept = calloc(1, sizeof *c->kept);
    if (!c || !c->kept) {
        catalog_free(c);
        err_memory(e);
        return NULL;
    }
    c->kept->bytes = bytes;
    bool good = n >= sizeof c->kept->head || refuse(e, "is not whole");
    if (good) {
        memcpy(&c->kept->head, bytes, sizeof c->kept->head);
        good = check_head(c, n, home, e) && check_places(c, e) && attach(c, home, e);
    }
    if (good)
        return c;
    catalog_free(c);
    return NULL;
}

/* --- the file --- */

bool catalog_home_of(struct catalog_home *home, struct err *e)
{
    struct stat st;
    if (stat(home->root, &st) < 0)
        return err_errno(e, "the folder %s cannot be read", home->root);
    home->owner = st.st_uid;
    home->group = st.st_gid;
    home->mode = st.st_mode & 0660;
    return true;
}

/* One that somebody else could write or has let others read is not to be trusted with the records' texts. */
static bool check_owner(const struct stat *st, const struct catalog_home *home, struct err *e)
{
    bool shared = home->mode & S_IWGRP && st->st_gid == home->group;
    if (st->st_uid != geteuid() && st->st_uid != home->owner && !shared)
        return refuse(e, "belongs to someone else");
    return !(st->st_mode & 07777 & ~home->mode) || refuse(e, "is open to others than the records");
}

static struct catalog *map_open(int fd, const struct stat *st, const struct catalog_home *home,
                                struct err *e)
{
    struct mapping map = {0};
    if (!check_owner(st, home, e))
        return NULL;
    if (st->st_size < (off_t)sizeof(struct catalog_head)) {
        refuse(e, "is not whole");
        return NULL;
    }
    if (!mapping_open(&map, fd, (size_t)st->st_size, e))
        return NULL;
    struct catalog *c = catalog_map_bytes(map.bytes, map.size, home, e);
    if (c)
        c->kept->map = map;
    else
        mapping_close(&map);
    return c;
}

struct catalog *catalog_map(const struct catalog_home *home, struct err *e)
{
    struct stat st;
    *e = (struct err){0};
    if (lstat(home->path, &st) < 0 && errno == ENOENT)
        return NULL;
    int fd = file_open(AT_FDCWD, home->path, &st, e);
    if (fd < 0)
        return NULL;
    struct catalog *c = map_open(fd, &st, home, e);
    close(fd);
    return c;
}

bool catalog_lost(const struct catalog *c)
{
    return mapping_lost(&c->settled) || (c->kept && mapping_lost(&c->kept->map));
}

bool catalog_verify(const struct catalog *c, const atomic_bool *stop, struct err *e)
{
    struct checksum *s = checksum_new();
    bool same = s != NULL;
    if (!s)
        return err_memory(e);
    for (unsigned i = 0; same && i < SECTIONS; i++) {
        const struct section_place *p = &c->kept->head.section[i];
        checksum_begin(s);
        for (uint64_t at = 0, n; at < p->size && !atomic_load(stop); at += n) {
            n = p->size - at < VERIFY_STEP ? p->size - at : VERIFY_STEP;
            checksum_add(s, c->kept->bytes + p->offset + at, (size_t)n);
        }
        same = !p->size || checksum_get(s) == p->sum;
    }
    checksum_free(s);
    return (same && !catalog_lost(c)) || refuse(e, "is damaged");
}

/* --- what only a mapped catalog has --- */

const struct tally_year *catalog_base_tally(const struct catalog *c, size_t *years)
{
    *years = c->kept ? c->kept->years : 0;
    return c->kept ? c->kept->tally : NULL;
}

const struct sha256 *catalog_kept_digest(const struct catalog_kept *k, uint32_t row)
{
    size_t low = 0, high = k->digests;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (k->digest[mid].row < row)
            low = mid + 1;
        else
            high = mid;
    }
    return low < k->digests && k->digest[low].row == row ? &k->digest[low].sha : NULL;
}

const char *catalog_name_below(const struct catalog *c, uint32_t file, size_t root_len)
{
    size_t left, skip = c->kept ? c->kept->root_len : root_len;
    const char *path = textstore_text(&c->names, c->file[file].name, &left);
    return path + strnlen(path, skip < left ? skip : left);
}

const char *catalog_kept_path(const struct catalog *c, uint32_t file)
{
    struct catalog_kept *k = c->kept;
    size_t left;
    if (!k->path)
        return textstore_text(&c->names, c->file[file].name, &left);
    if (!k->path[file]) {
        struct str path = STR_INIT;
        str_addf(&path, "%s%s", k->root, catalog_name_below(c, file, 0));
        k->path[file] = str_detach(&path);
    }
    return k->path[file] ? k->path[file] : catalog_name_below(c, file, 0);
}

static void forget(struct column *column, size_t n)
{
    for (size_t i = 0; i < n; i++)
        column[i].data = NULL;
}

/* Leaves what is the catalog's own for catalog_free. */
void catalog_unmap(struct catalog *c)
{
    struct catalog_kept *k = c->kept;
    for (size_t i = 0; k->path && i < c->files; i++)
        free(k->path[i]);
    forget(c->fixed, COL_FIXED);
    forget(c->slot, c->slots);
    c->ids.slot = c->words.table.slot = NULL;
    c->words.text = NULL;
    c->problem = NULL;
    c->cases = NULL;
    if (!k->own_files)
        c->file = NULL;
    mapping_close(&k->map);
    free(k->path);
    free(k->root);
    free(k->root_was);
    free(k->tally);
    free(k);
    c->kept = NULL;
}
