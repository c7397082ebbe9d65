#include "models/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "models/base/str.h"

static const char *kind_of(mode_t mode)
{
    return S_ISLNK(mode)    ? "a symbolic link"
           : S_ISDIR(mode)  ? "a folder"
           : S_ISFIFO(mode) ? "a FIFO"
           : S_ISSOCK(mode) ? "a socket"
                            : "a device";
}

static int refuse(const char *path, mode_t mode, struct err *e)
{
    err_at(e, ERR_SYSTEM, path, 0, 0, "this is %s: give the regular file itself", kind_of(mode));
    return -1;
}

int file_open(int dirfd, const char *path, struct stat *st, struct err *e)
{
    /* Asked for by name first: opening a device may already do something. */
    if (fstatat(dirfd, path, st, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(st->st_mode))
        return refuse(path, st->st_mode, e);
    int fd = openat(dirfd, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, st) < 0) {
        err_at(e, ERR_SYSTEM, path, 0, 0, "cannot be read (%s): check its name and its permissions",
               strerror(errno));
        if (fd >= 0)
            close(fd);
        return -1;
    }
    if (!S_ISREG(st->st_mode)) {
        close(fd);
        return refuse(path, st->st_mode, e);
    }
    return fd;
}

char *file_path(const char *folder, const char *name, struct err *e)
{
    struct str path = STR_INIT;
    str_addf(&path, "%s/%s", folder, name);
    char *text = str_detach(&path);
    if (!text)
        err_memory(e);
    return text;
}

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes += done;
        n -= (size_t)done;
    }
    return true;
}

/* Writes the file beside; where it fails, errno says why and nothing stays. */
static bool write_fresh(const char *fresh, const char *bytes, size_t n)
{
    /* What a process of the same number left behind could have another mode, or be open elsewhere. */
    unlink(fresh);
    int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    bool written = write_all(fd, bytes, n);
    int why = errno;
    if (close(fd) < 0 && written) {
        written = false;
        why = errno;
    }
    if (!written)
        unlink(fresh);
    errno = why;
    return written;
}

bool file_replace(const char *path, const char *bytes, size_t n, struct err *e)
{
    /* Its own for each process: two may replace the same file. */
    struct str fresh = STR_INIT;
    str_addf(&fresh, "%s.%ld.new", path, (long)getpid());
    if (fresh.failed) {
        str_release(&fresh);
        return err_memory(e);
    }
    bool replaced = write_fresh(str_text(&fresh), bytes, n);
    if (replaced && rename(str_text(&fresh), path) < 0) {
        replaced = false;
        unlink(str_text(&fresh));
    }
    if (!replaced)
        err_errno(e, "%s cannot be written", path);
    str_release(&fresh);
    return replaced;
}

/* Locked, and still what the name stands for. False and errno, EWOULDBLOCK where another has it. */
static bool lock_named(int fd, const char *path)
{
    struct stat mine, named;
    if (flock(fd, LOCK_EX | LOCK_NB) < 0 || fstat(fd, &mine) < 0)
        return false;
    if (lstat(path, &named) == 0 && named.st_dev == mine.st_dev && named.st_ino == mine.st_ino)
        return true;
    errno = EWOULDBLOCK;
    return false;
}

/* Takes away what nobody has locked. Whoever does so holds the lock, so it is not the file of the next writer. */
static void drop_left(const char *path)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return;
    if (lock_named(fd, path))
        unlink(path);
    close(fd);
}

int file_own(const char *path, mode_t mode)
{
    drop_left(path);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    /* Where files cannot be locked nothing is dropped either, and O_EXCL alone keeps writers apart. */
    if (fd < 0 || lock_named(fd, path) || errno != EWOULDBLOCK)
        return fd;
    close(fd);
    errno = EEXIST;
    return -1;
}

/* A file system whose folder can be entered and not read is synced as a whole. */
static bool sync_around(const char *path, const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool closed = fd < 0 && errno == EACCES;
    if (closed)
        fd = open(path, O_RDONLY | O_CLOEXEC);
    bool synced = fd >= 0 && ((closed ? syncfs(fd) : fsync(fd)) == 0 || errno == EINVAL);
    int why = errno;
    if (fd >= 0)
        close(fd);
    errno = why;
    return synced;
}

bool file_sync_folder(const char *path)
{
    struct str folder = STR_INIT;
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    while (n > 0 && path[n - 1] != '/')
        n--;
    str_addn(&folder, path, n);
    errno = ENOMEM;
    bool synced = !folder.failed && sync_around(path, n ? folder.p : ".");
    int why = errno;
    str_release(&folder);
    errno = why;
    return synced;
}

bool file_move_new(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    /* NFS knows links but not this way of renaming; FAT the other way round. */
    if (errno != EINVAL || link(from, to) < 0)
        return false;
    unlink(from);
    return true;
}
