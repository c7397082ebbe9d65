#include "tests/support/fault_vfs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

enum { SIZE_LIMIT = 192 * 1024 };
enum { CLEAN, DIRTY, LOST };

/* What is known of each byte of one of the two files. */
struct tracked {
    const char *suffix;
    uint8_t state[SIZE_LIMIT];
};

static struct tracked tracked[] = {{.suffix = ""}, {.suffix = "-wal"}};
static const char *tracked_path;

struct layer {
    sqlite3_file base;
    struct tracked *track; /* NULL for other files */
    sqlite3_file *real;
};

static struct {
    enum fault kind;
    unsigned left; /* calls until one fails; 0: not armed */
    bool sticky, failed;
} armed;

static sqlite3_vfs *usual, layered;

void fault_arm(enum fault kind, unsigned nth, bool sticky)
{
    armed.kind = kind;
    armed.left = nth;
    armed.sticky = sticky;
    armed.failed = false;
}

bool fault_disarm(void)
{
    armed.left = 0;
    return armed.failed;
}

static bool fails(enum fault kind)
{
    if (!armed.left || armed.kind != kind)
        return false;
    if (armed.left > 1) {
        armed.left--;
        return false;
    }
    armed.left = armed.sticky ? 1 : 0;
    armed.failed = true;
    return true;
}

static sqlite3_file *real(sqlite3_file *file)
{
    return ((struct layer *)file)->real;
}

static void mark(struct layer *layer, sqlite3_int64 at, sqlite3_int64 n, int state)
{
    if (layer->track && n > 0) {
        assert_true(at + n <= SIZE_LIMIT);
        memset(layer->track->state + at, state, (size_t)n);
    }
}

static size_t read_whole(const char *path, unsigned char *out)
{
    FILE *file = fopen(path, "r");
    size_t n = file ? fread(out, 1, SIZE_LIMIT, file) : 0;
    if (file)
        fclose(file);
    return n;
}

/* What is dirty gets to the disk; what is lost stays on it as it was. */
static void keep_synced(struct tracked *track)
{
    static unsigned char now[SIZE_LIMIT], kept[SIZE_LIMIT];
    char path[160], copy[192];
    snprintf(path, sizeof path, "%s%s", tracked_path, track->suffix);
    snprintf(copy, sizeof copy, "%s" FAULT_SYNCED, path);
    size_t n = read_whole(path, now), old = read_whole(copy, kept);
    memset(kept + old, 0, SIZE_LIMIT - old);
    for (size_t i = 0; i < n; i++) {
        if (track->state[i] != LOST)
            kept[i] = now[i];
        if (track->state[i] == DIRTY)
            track->state[i] = CLEAN;
    }
    FILE *out = fopen(copy, "w");
    assert_non_null(out);
    assert_int_equal(fwrite(kept, 1, n, out), n);
    assert_int_equal(fclose(out), 0);
}

void fault_forget(void)
{
    for (size_t i = 0; i < sizeof tracked / sizeof *tracked; i++)
        memset(tracked[i].state, CLEAN, SIZE_LIMIT);
}

static int layer_close(sqlite3_file *file)
{
    return real(file)->pMethods->xClose(real(file));
}

static int layer_read(sqlite3_file *file, void *out, int n, sqlite3_int64 at)
{
    if (fails(FAULT_READ))
        return SQLITE_IOERR_READ;
    return real(file)->pMethods->xRead(real(file), out, n, at);
}

static int layer_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
    static const struct {
        enum fault kind;
        int part, code;
    } ways[] = {
        {FAULT_WRITE, 0, SQLITE_IOERR_WRITE},
        {FAULT_FULL, 2, SQLITE_FULL},
    };
    int part = n, code = SQLITE_OK;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (fails(ways[i].kind)) {
            part = ways[i].part ? n / ways[i].part : 0;
            code = ways[i].code;
        }
    mark((struct layer *)file, at, part, DIRTY);
    int written = part ? real(file)->pMethods->xWrite(real(file), bytes, part, at) : SQLITE_OK;
    return code ? code : written;
}

static int layer_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (fails(FAULT_TRUNCATE))
        return SQLITE_IOERR_TRUNCATE;
    mark((struct layer *)file, size, SIZE_LIMIT - size, CLEAN);
    return real(file)->pMethods->xTruncate(real(file), size);
}

static int layer_sync(sqlite3_file *file, int flags)
{
    (void)flags;
    struct tracked *track = ((struct layer *)file)->track;
    if (!fails(FAULT_SYNC)) {
        if (track)
            keep_synced(track);
        return SQLITE_OK;
    }
    for (size_t i = 0; track && i < SIZE_LIMIT; i++)
        if (track->state[i] == DIRTY)
            track->state[i] = LOST;
    return SQLITE_IOERR_FSYNC;
}

static int layer_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real(file)->pMethods->xFileSize(real(file), size);
}

static int layer_lock(sqlite3_file *file, int level)
{
    return fails(FAULT_LOCK) ? SQLITE_IOERR_LOCK : real(file)->pMethods->xLock(real(file), level);
}

static int layer_unlock(sqlite3_file *file, int level)
{
    return real(file)->pMethods->xUnlock(real(file), level);
}

static int layer_reserved(sqlite3_file *file, int *out)
{
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}

static int layer_control(sqlite3_file *file, int op, void *arg)
{
    return real(file)->pMethods->xFileControl(real(file), op, arg);
}

static int layer_sector(sqlite3_file *file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}

static int layer_device(sqlite3_file *file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int layer_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    if (fails(FAULT_SHM))
        return SQLITE_IOERR_SHMMAP;
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}

static int layer_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    if ((flags & SQLITE_SHM_LOCK) && fails(FAULT_LOCK))
        return SQLITE_IOERR_SHMLOCK;
    return real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}

static void layer_shm_barrier(sqlite3_file *file)
{
    real(file)->pMethods->xShmBarrier(real(file));
}

static int layer_shm_unmap(sqlite3_file *file, int del)
{
    return real(file)->pMethods->xShmUnmap(real(file), del);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = layer_close,
    .xRead = layer_read,
    .xWrite = layer_write,
    .xTruncate = layer_truncate,
    .xSync = layer_sync,
    .xFileSize = layer_size,
    .xLock = layer_lock,
    .xUnlock = layer_unlock,
    .xCheckReservedLock = layer_reserved,
    .xFileControl = layer_control,
    .xSectorSize = layer_sector,
    .xDeviceCharacteristics = layer_device,
    .xShmMap = layer_shm_map,
    .xShmLock = layer_shm_lock,
    .xShmBarrier = layer_shm_barrier,
    .xShmUnmap = layer_shm_unmap,
};

static struct tracked *find_tracked(const char *path)
{
    size_t n = strlen(tracked_path);
    if (path && strncmp(path, tracked_path, n) == 0)
        for (size_t i = 0; i < sizeof tracked / sizeof *tracked; i++)
            if (strcmp(path + n, tracked[i].suffix) == 0)
                return &tracked[i];
    return NULL;
}

static int layer_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out)
{
    (void)vfs;
    struct layer *layer = (struct layer *)file;
    *layer = (struct layer){.track = find_tracked(path), .real = (sqlite3_file *)(layer + 1)};
    if (fails(FAULT_OPEN))
        return SQLITE_CANTOPEN;
    int code = usual->xOpen(usual, path, layer->real, flags, out);
    if (code == SQLITE_OK)
        layer->base.pMethods = &methods;
    return code;
}

/* Of the folder's entries too, only what is synced would last; the worst is that the file stays. */
static int layer_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
    (void)vfs;
    (void)sync;
    struct layer gone = {.track = find_tracked(path)};
    if (fails(FAULT_DELETE))
        return SQLITE_IOERR_DELETE;
    mark(&gone, 0, SIZE_LIMIT, CLEAN);
    return usual->xDelete(usual, path, 0);
}

static int layer_sleep(sqlite3_vfs *vfs, int microseconds)
{
    (void)vfs;
    return microseconds;
}

void fault_install(const char *path)
{
    tracked_path = path;
    usual = sqlite3_vfs_find(NULL);
    layered = *usual;
    layered.zName = "faulty";
    layered.szOsFile = usual->szOsFile + (int)sizeof(struct layer);
    layered.xOpen = layer_open;
    layered.xDelete = layer_delete;
    layered.xSleep = layer_sleep;
    sqlite3_vfs_register(&layered, 1);
}
