#include "models/ingest_walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The names in one folder; a folder's name ends in `/`, which makes the order of the names that
 * of the whole paths below. */
struct names {
    char **name;
    size_t count, cap;
};

static void names_release(struct names *n)
{
    for (size_t i = 0; i < n->count; i++)
        free(n->name[i]);
    free(n->name);
}

void file_list_release(struct file_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->item[i].path);
    free(list->item);
    arena_release(&list->text);
    *list = (struct file_list){0};
}

/* Takes over the path. */
static bool add(struct file_list *list, char *path, const struct listed *what)
{
    struct listed *item = path ? grow(list->item, &list->cap, list->count + 1, sizeof *item) : NULL;
    if (!item) {
        free(path);
        return false;
    }
    list->item = item;
    list->item[list->count] = *what;
    list->item[list->count++].path = path;
    list->bytes += what->size;
    return true;
}

/* Takes over the path. */
static bool add_unreadable(struct file_list *list, char *path, int error)
{
    struct str text = STR_INIT;
    str_addf(&text, "cannot be read (%s): check its name and its permissions", strerror(error));
    const char *flaw = arena_copy(&list->text, str_text(&text), text.len);
    bool failed = text.failed || !flaw;
    str_release(&text);
    if (failed) {
        free(path);
        return false;
    }
    return add(list, path, &(struct listed){.flaw = flaw, .severity = SEVERITY_ERROR});
}

/* In capitals, too: a file that other systems take for YAML must not be left out in silence. */
static bool has_suffix(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && (strcasecmp(dot, ".yaml") == 0 || strcasecmp(dot, ".yml") == 0);
}

/* What a name in a folder is, without following it. */
static mode_t mode_of(int fd, const struct dirent *d)
{
    struct stat st;
    if (d->d_type != DT_UNKNOWN)
        return (mode_t)DTTOIF(d->d_type);
    return fstatat(fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 ? st.st_mode : S_IFREG;
}

/* Names that are of no interest stay out: hidden ones, and files that are not YAML. */
static bool add_name(struct names *n, int fd, const struct dirent *d)
{
    mode_t mode = mode_of(fd, d);
    if (d->d_name[0] == '.' || (!S_ISDIR(mode) && !S_ISLNK(mode) && !has_suffix(d->d_name)))
        return true;
    struct str name = STR_INIT;
    char **more = grow(n->name, &n->cap, n->count + 1, sizeof *more);
    if (more)
        n->name = more;
    str_add(&name, d->d_name);
    if (S_ISDIR(mode))
        str_addc(&name, '/');
    char *text = str_detach(&name);
    if (!more || !text) {
        free(text);
        return false;
    }
    n->name[n->count++] = text;
    return true;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What is in a folder. On an error *error tells why, and n has what was read before. False: no memory. */
static bool read_folder(const char *path, struct names *n, int *error)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    struct dirent *d;
    bool kept = true;
    *error = dir ? 0 : errno;
    if (!dir) {
        if (fd >= 0)
            close(fd);
        return true;
    }
    while (kept && (errno = 0, d = readdir(dir)))
        kept = add_name(n, fd, d);
    *error = kept ? errno : 0;
    closedir(dir);
    if (n->count)
        qsort(n->name, n->count, sizeof *n->name, by_bytes);
    return kept;
}

static char *below(const char *folder, const char *name)
{
    struct str path = STR_INIT;
    size_t len = strlen(folder);
    str_addf(&path, "%s%s%s", folder, len && folder[len - 1] == '/' ? "" : "/", name);
    return str_detach(&path);
}

/* Takes over the path. */
static bool add_found(struct file_list *list, char *path)
{
    struct stat st;
    if (!path || lstat(path, &st) < 0)
        return path && add_unreadable(list, path, errno);
    struct listed found = {.size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0};
    if (S_ISLNK(st.st_mode)) {
        found.flaw = "a symbolic link, which is not followed: put what it points to here instead";
        found.severity = SEVERITY_WARNING;
    }
    return add(list, path, &found);
}

static bool walk(struct file_list *list, const char *folder)
{
    struct names names = {0};
    int error;
    bool kept = read_folder(folder, &names, &error);
    if (kept && error)
        kept = add_unreadable(list, strdup(folder), error);
    for (size_t i = 0; kept && i < names.count; i++) {
        char *path = below(folder, names.name[i]);
        size_t len = path ? strlen(path) : 0;
        if (len && path[len - 1] == '/') {
            path[len - 1] = '\0';
            kept = walk(list, path);
            free(path);
        } else {
            kept = add_found(list, path);
        }
    }
    names_release(&names);
    return kept;
}

/* What is named as an argument is read whatever its name; what cannot be is an error. */
bool file_list_walk(struct file_list *list, const char *const *paths, size_t count)
{
    bool kept = true;
    for (size_t i = 0; kept && i < count; i++) {
        struct stat st = {0};
        if (lstat(paths[i], &st) < 0)
            kept = add_unreadable(list, strdup(paths[i]), errno);
        else if (S_ISDIR(st.st_mode))
            kept = walk(list, paths[i]);
        else
            kept = add(list, strdup(paths[i]),
                       &(struct listed){.size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0});
    }
    return kept;
}
