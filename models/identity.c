/* Who reviews, as the kernel has it (models/event.h). */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "models/event.h"

static bool copy_name(char out[64], const char *name, uid_t uid, struct err *e)
{
    int n = snprintf(out, 64, "%s", name);
    return (n >= 0 && n < 64) ||
           err_set(
               e, ERR_SYSTEM,
               "the login name of uid %u is longer than 63 bytes: give that account a shorter one",
               (unsigned)uid);
}

/* getpwuid_r says "no such entry" in one of these ways, depending on the source of names. */
static bool is_no_entry(int status)
{
    return status == 0 || status == ENOENT || status == ESRCH || status == EBADF || status == EPERM;
}

static bool name_of(uid_t uid, char out[64], struct err *e)
{
    struct passwd entry, *found = NULL;
    char *buffer = NULL;
    size_t size = 0;
    int status;
    do {
        char *bigger = grow(buffer, &size, size ? 2 * size : 1024, 1);
        if (!bigger) {
            free(buffer);
            return err_memory(e);
        }
        buffer = bigger;
        status = getpwuid_r(uid, &entry, buffer, size, &found);
    } while (status == ERANGE || status == EINTR);

    bool ok;
    if (found) {
        ok = copy_name(out, entry.pw_name, uid, e);
    } else if (is_no_entry(status)) {
        snprintf(out, 64, "uid %u", (unsigned)uid);
        ok = true;
    } else {
        errno = status;
        ok = err_errno(e, "the login name of uid %u cannot be looked up", (unsigned)uid);
    }
    free(buffer);
    return ok;
}

/* Sets *set where the session has a login uid. A kernel without auditing has no such file. */
static bool read_loginuid(uid_t *uid, bool *set, struct err *e)
{
    char text[32];
    *set = false;
    int fd = open("/proc/self/loginuid", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno == ENOENT || err_errno(e, "/proc/self/loginuid cannot be opened");
    ssize_t n = read(fd, text, sizeof text - 1);
    int saved = errno;
    close(fd);
    errno = saved;
    if (n <= 0)
        return err_errno(e, "/proc/self/loginuid cannot be read");
    text[n] = '\0';
    char *end = NULL;
    errno = 0;
    unsigned long value = strtoul(text, &end, 10);
    if (errno || end == text || (*end && *end != '\n') || value > UINT32_MAX)
        return err_set(e, ERR_SYSTEM,
                       "/proc/self/loginuid holds no number: check that /proc is "
                       "the kernel's");
    *uid = (uid_t)value;
    *set = value != UINT32_MAX;
    return true;
}

bool identity_get(struct identity *who, struct err *e)
{
    uid_t login = 0;
    bool set = false;
    *who = (struct identity){0};
    return name_of(getuid(), who->reviewer, e) && read_loginuid(&login, &set, e) &&
           (!set || name_of(login, who->login, e));
}
