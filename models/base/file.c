#include "models/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

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
