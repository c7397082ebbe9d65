#include "data/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ENOUGH = 256 * 1024 };

bool outfile_folder(const char *dir, struct err *e)
{
    if (mkdir(dir, 0777) == 0)
        return true;
    if (errno != EEXIST)
        return err_errno(
            e, "cannot make the folder %s: give a path whose parent exists and can be written",
            dir);
    struct stat st;
    if (stat(dir, &st) != 0)
        return err_errno(e, "cannot look at %s", dir);
    if (!S_ISDIR(st.st_mode))
        return err_set(e, ERR_USAGE, "%s is no folder: give a folder to --output", dir);
    return true;
}

bool outfile_open(struct outfile *o, const char *dir, const char *name, struct err *e)
{
    int n = snprintf(o->path, sizeof o->path, "%s%s%s", dir, *dir ? "/" : "", name);
    if (n < 0 || (size_t)n >= sizeof o->path)
        return err_set(e, ERR_USAGE, "the path is too long: give a shorter one to --output");
    o->fd = open(o->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (o->fd >= 0)
        return true;
    if (errno == EEXIST)
        return err_set(e, ERR_USAGE, "%s is there already: remove it, or give another --output",
                       o->path);
    return err_errno(e, "cannot create %s", o->path);
}

static bool write_all(struct outfile *o, struct err *e)
{
    if (o->text.failed)
        return err_memory(e);
    for (size_t done = 0; done < o->text.len;) {
        ssize_t n = write(o->fd, o->text.p + done, o->text.len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_errno(e, "cannot write %s", o->path);
        done += (size_t)n;
    }
    str_clear(&o->text);
    return true;
}

bool outfile_flush(struct outfile *o, struct err *e)
{
    return (o->text.len < ENOUGH && !o->text.failed) || write_all(o, e);
}

bool outfile_close(struct outfile *o, struct err *e)
{
    if (o->fd < 0)
        return true;
    if (!write_all(o, e))
        return false;
    int fd = o->fd;
    o->fd = -1;
    return close(fd) == 0 || err_errno(e, "cannot close %s", o->path);
}

void outfile_release(struct outfile *o)
{
    if (o->fd >= 0)
        close(o->fd);
    o->fd = -1;
    str_release(&o->text);
}
