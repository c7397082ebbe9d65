#include "tui/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/base/file.h"

/* "FOLDER/NAME", malloc'd; NULL and the error where that is no file name. */
static char *draft_path(const char *folder, const char *name, struct err *e)
{
    if (!*name || *name == '.' ||
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") !=
            strlen(name)) {
        err_set(e, ERR_SYSTEM, "no draft can have this name: %s", name);
        return NULL;
    }
    return file_path(folder, name, e);
}

bool draft_save(const char *folder, const char *name, const char *text, struct err *e)
{
    if (!*text)
        return draft_remove(folder, name, e);
    if (mkdir(folder, 0700) < 0 && errno != EEXIST)
        return err_errno(e, "the folder of the drafts, %s, cannot be made", folder);
    char *path = draft_path(folder, name, e);
    bool saved = path && file_replace(path, text, strlen(text), e);
    free(path);
    return saved;
}

bool draft_load(const char *folder, const char *name, struct str *text, struct err *e)
{
    char bytes[4096];
    char *path = draft_path(folder, name, e);
    if (!path)
        return false;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool ok = fd >= 0 || errno == ENOENT;
    ssize_t n = 0;
    while (fd >= 0 && text->len <= DRAFT_MAX && (n = read(fd, bytes, sizeof bytes)) > 0)
        str_addn(text, bytes, (size_t)n);
    if (!ok || n < 0)
        ok = err_errno(e, "the draft in %s cannot be read", path);
    else if (text->len > DRAFT_MAX)
        ok = err_set(e, ERR_SYSTEM, "the draft in %s is too long: shorten or remove it", path);
    else if (text->failed)
        ok = err_memory(e);
    if (fd >= 0)
        close(fd);
    free(path);
    return ok;
}

bool draft_remove(const char *folder, const char *name, struct err *e)
{
    char *path = draft_path(folder, name, e);
    if (!path)
        return false;
    bool ok = unlink(path) == 0 || errno == ENOENT || err_errno(e, "the draft %s stays", path);
    free(path);
    return ok;
}
