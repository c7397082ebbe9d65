/* A copy of the log as it is at one moment (models/log.h). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "models/base/file.h"
#include "models/log.h"
#include "models/log_sqlite.h"

enum { TRIES = 5000, PAUSE_NS = 1000000 };

static bool make_new(const char *path, struct err *e)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd >= 0) {
        close(fd);
        return true;
    }
    if (errno == EEXIST)
        return err_set(e, ERR_USAGE, "%s is there already: name a new file", path);
    return err_errno(e, "%s cannot be made", path);
}

/* All pages in one step, so that they are of one moment; appends by others go on meanwhile. */
static int copy_pages(sqlite3 *to, sqlite3 *from)
{
    static const struct timespec pause = {.tv_nsec = PAUSE_NS};
    int code = SQLITE_BUSY;
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return sqlite3_extended_errcode(to);
    for (int i = 0; i < TRIES; i++) {
        code = sqlite3_backup_step(backup, -1);
        if ((code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
            break;
        nanosleep(&pause, NULL);
    }
    int end = sqlite3_backup_finish(backup);
    return code == SQLITE_DONE ? end : code;
}

static bool copy_into(const struct log_file *from, const char *path, struct err *e)
{
    sqlite3 *to = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(path, &to, flags, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(to, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = copy_pages(to, from->db);
    bool copied = code == SQLITE_OK || log_file_fail(to, code, e);
    sqlite3_close(to);
    return copied && (file_sync_folder(path) || err_errno(e, "%s cannot be made durable", path));
}

bool log_backup(const char *from, const char *to, struct err *e)
{
    struct log_file source = {0}, copy = {0};
    bool done = log_file_init(&source, from, e) && log_file_connect(&source, false, e);
    if (done)
        done = log_file_init(&copy, to, e) && make_new(copy.path, e);
    if (done && !copy_into(&source, copy.path, e)) {
        unlink(copy.path);
        done = false;
    }
    log_file_release(&source);
    log_file_release(&copy);
    return done;
}
