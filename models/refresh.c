#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/base/checksum.h"
#include "models/base/file.h"
#include "models/catalog_kept.h"
#include "models/refresh.h"

enum { READ_STEP = 1 << 20 };

/* What reading a file's bytes takes. */
struct reader {
    struct checksum *sum;
    char *buffer;
    const atomic_bool *stop;
};

/* --- one file --- */

/* Whether the catalog has nothing of a file but this problem. */
static bool only_problem(const struct catalog *c, const struct catalog_file *f, const char *text)
{
    return !f->documents && !f->rows && f->problems == 1 && f->problem < c->problems &&
           strcmp(catalog_problem(c, f->problem).text, text) == 0;
}

/* Of a file that could not be opened: whether it still can't, for the same reason. */
static bool still_closed(const struct catalog *c, const struct catalog_file *f, const char *path)
{
    struct err e = {0};
    struct stat st;
    int fd = file_open(AT_FDCWD, path, &st, &e);
    if (fd >= 0)
        close(fd);
    return fd < 0 && only_problem(c, f, e.what);
}

static bool read_content(struct reader *g, int fd, uint64_t *content)
{
    ssize_t n = 1;
    checksum_begin(g->sum);
    while (n != 0 && !atomic_load(g->stop)) {
        n = read(fd, g->buffer, READ_STEP);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            checksum_add(g->sum, g->buffer, (size_t)n);
    }
    *content = checksum_get(g->sum);
    return n == 0;
}

/* Whether the bytes are those that were read, where the status can't tell. */
static bool same_content(struct reader *g, const struct catalog_file *f,
                         const struct catalog_file *now, const char *path)
{
    struct err ignored;
    struct stat st;
    struct catalog_file after = {0};
    uint64_t content = 0;
    int fd = file_open(AT_FDCWD, path, &st, &ignored);
    if (fd < 0)
        return false;
    bool read = read_content(g, fd, &content) && fstat(fd, &st) == 0;
    close(fd);
    if (!read)
        return false;
    catalog_file_status(&after, &st);
    return catalog_same_status(&after, now) && content == f->content;
}

static enum refresh_result compare(struct refresh *r, const struct listed *item, uint32_t file,
                                   struct reader *g)
{
    const struct catalog *c = r->catalog;
    const struct catalog_file *f = &c->file[file];
    struct catalog_file *now = &r->status[file];
    struct stat st;
    if (item->flaw)
        return only_problem(c, f, item->flaw) ? REFRESH_SAME : REFRESH_CHANGED;
    if (lstat(item->path, &st) == 0)
        catalog_file_status(now, &st);
    if (f->flags & FILE_FAILED)
        return still_closed(c, f, item->path) ? REFRESH_SAME : REFRESH_CHANGED;
    if (!(now->flags & FILE_KNOWN) || !(f->flags & FILE_HASHED) || now->size != f->size)
        return REFRESH_CHANGED;
    if (catalog_same_status(f, now) && f->ctime == now->ctime && !(f->flags & FILE_FRESH))
        return REFRESH_SAME;
    return same_content(g, f, now, item->path) ? REFRESH_TOUCHED : REFRESH_CHANGED;
}

/* --- all of them --- */

static bool is_named(const struct refresh *r, size_t file, const char *name)
{
    return file < r->catalog->files &&
           strcmp(catalog_name_below(r->catalog, (uint32_t)file, r->root_len), name) == 0;
}

/* Both lists are in the order of the names, but for folders that can't be read; most often they are the same. */
static bool find_file(const struct refresh *r, size_t item, uint32_t *file)
{
    const char *name = r->list.item[item].path + r->root_len;
    if (is_named(r, item, name)) {
        *file = (uint32_t)item;
        return true;
    }
    while (*file < r->catalog->files &&
           strcmp(catalog_name_below(r->catalog, *file, r->root_len), name) < 0)
        ++*file;
    return is_named(r, *file, name);
}

static void compare_all(struct refresh *r, struct reader *g)
{
    uint32_t file = 0;
    r->result = r->list.count == r->catalog->files ? REFRESH_SAME : REFRESH_CHANGED;
    for (size_t i = 0; i < r->list.count && !atomic_load(g->stop); i++) {
        enum refresh_result found = REFRESH_CHANGED;
        if (find_file(r, i, &file)) {
            found = compare(r, &r->list.item[i], file, g);
            if (found != REFRESH_CHANGED)
                r->status[file].flags |= FILE_SAME;
            file++;
        }
        if (found > r->result)
            r->result = found;
    }
}

static bool compare_catalog(struct refresh *r, const atomic_bool *stop)
{
    struct reader g = {checksum_new(), malloc(READ_STEP), stop};
    r->status = calloc(r->catalog->files + 1, sizeof *r->status);
    bool ready = g.sum && g.buffer && r->status;
    if (ready)
        compare_all(r, &g);
    checksum_free(g.sum);
    free(g.buffer);
    return ready;
}

bool refresh_compare(struct refresh *r, const atomic_bool *stop, struct err *e)
{
    r->root_len = strlen(r->root);
    if (!file_list_walk(&r->list, &r->root, 1) || (r->catalog && !compare_catalog(r, stop)))
        return err_memory(e);
    return !atomic_load(stop) || err_set(e, ERR_SYSTEM, "looking for changed records was given up");
}

void refresh_release(struct refresh *r)
{
    file_list_release(&r->list);
    free(r->status);
    *r = (struct refresh){0};
}
