#include "models/catalog.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "models/base/file.h"
#include "models/catalog_store.h"

static bool changed_since(const struct catalog *c, uint32_t file, struct err *e)
{
    return err_at(e, ERR_DATA, catalog_file(c, file), 0, 0,
                  "the file has changed since it was read: read the records again (R)");
}

/* The open file, checked to be the one that was read. The last one stays open, since rows come
 * file by file. */
static int open_file(const struct catalog *c, uint32_t number, int *fd, uint32_t *fd_file,
                     struct err *e)
{
    struct catalog_file now = {0};
    const char *path = catalog_file(c, number);
    struct stat st;
    if (*fd < 0 || *fd_file != number) {
        if (*fd >= 0)
            close(*fd);
        *fd = file_open(AT_FDCWD, path, &st, e);
        *fd_file = number;
        if (*fd < 0)
            return -1;
    } else if (fstat(*fd, &st) < 0) {
        err_errno(e, "%s cannot be read", path);
        return -1;
    }
    catalog_file_status(&now, &st);
    if (!catalog_same_status(&c->file[number], &now)) {
        changed_since(c, number, e);
        return -1;
    }
    return *fd;
}

static bool read_range(int fd, char *to, size_t len, uint64_t offset)
{
    for (size_t got = 0; got < len;) {
        ssize_t n = pread(fd, to + got, len - got, (off_t)(offset + got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        got += (size_t)n;
    }
    return true;
}

/* The row's bytes, malloc'd, NUL-terminated; NULL and the error. */
static char *row_bytes(const struct catalog *c, uint32_t row, struct place *place, struct err *e)
{
    int fd = -1;
    uint32_t fd_file = 0;
    catalog_place(c, row, place);
    if (open_file(c, place->file, &fd, &fd_file, e) < 0) {
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    char *bytes = calloc((size_t)place->len + 1, 1);
    if (!bytes) {
        err_memory(e);
    } else if (!read_range(fd, bytes, place->len, place->offset)) {
        changed_since(c, place->file, e);
        free(bytes);
        bytes = NULL;
    }
    close(fd);
    return bytes;
}

bool catalog_reread(const struct catalog *c, uint32_t row, const struct criteria *criteria,
                    struct reread *out, struct err *e)
{
    struct place place;

    free(out->bytes);
    out->bytes = row_bytes(c, row, &place, e);
    if (!out->bytes)
        return false;
    out->len = place.len;
    out->digest = sha256_of(out->bytes, out->len);

    struct document doc = {
        .bytes = out->bytes, .len = place.len, .offset = place.offset, .line = place.line};
    const char *id = catalog_text(c, row, F_ID, NULL);
    if (!record_read(&out->record, &doc, catalog_file(c, place.file), criteria) ||
        strcmp(out->record.value[F_ID].text, id) != 0)
        return changed_since(c, place.file, e);
    return true;
}

void reread_release(struct reread *r)
{
    record_release(&r->record);
    free(r->bytes);
    *r = (struct reread){0};
}

static bool same_row(const void *ctx, uint32_t number, const void *key)
{
    const struct catalog *c = ctx;
    return c->digest[number].row == *(const uint32_t *)key;
}

const struct sha256 *catalog_known_digest(const struct catalog *c, uint32_t row)
{
    const struct sha256 *kept = c->kept ? catalog_kept_digest(c->kept, row) : NULL;
    if (kept)
        return kept;
    uint32_t i = table_find(&c->digest_rows, table_hash(&row, sizeof row), same_row, c, &row);
    return i == TABLE_NONE ? NULL : &c->digest[i].sha;
}

bool catalog_set_digest(struct catalog *c, uint32_t row, const struct sha256 *digest)
{
    struct catalog_digest *more = grow(c->digest, &c->digest_cap, c->digests + 1, sizeof *more);
    if (more)
        c->digest = more;
    if (!more || !table_add(&c->digest_rows, table_hash(&row, sizeof row), (uint32_t)c->digests))
        return false;
    c->digest[c->digests++] = (struct catalog_digest){row, *digest};
    return true;
}

/* In pieces, so that it needs no memory that could run out. */
static bool digest_range(int fd, const struct place *place, struct sha256 *digest)
{
    char piece[16384];
    struct sha256_stream s;
    sha256_begin(&s);
    for (size_t done = 0, n; done < place->len; done += n) {
        n = place->len - done < sizeof piece ? place->len - done : sizeof piece;
        if (!read_range(fd, piece, n, place->offset + done))
            return false;
        sha256_add(&s, piece, n);
    }
    *digest = sha256_end(&s);
    return true;
}

bool catalog_digest(struct catalog *c, uint32_t row, struct sha256 *digest, struct err *e)
{
    const struct sha256 *known = catalog_known_digest(c, row);
    if (known) {
        *digest = *known;
        return true;
    }
    struct place place;
    catalog_place(c, row, &place);
    int fd = open_file(c, place.file, &c->open_fd, &c->open_file, e);
    if (fd < 0)
        return false;
    if (!digest_range(fd, &place, digest))
        return changed_since(c, place.file, e);
    /* Where there is no memory to keep it, it is computed again when it is next asked for. */
    (void)catalog_set_digest(c, row, digest);
    return true;
}
