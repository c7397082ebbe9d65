#include "config/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/embedded.h"
#include "models/base/file.h"
#include "models/base/yaml.h"

void config_text_release(struct config_text *t)
{
    for (size_t i = 0; i < sizeof t->owned / sizeof t->owned[0]; i++)
        free(t->owned[i]);
    *t = (struct config_text){0};
}

static bool own(struct config_text *t, unsigned slot, const char *text, const char **at,
                struct err *e)
{
    t->owned[slot] = strdup(text);
    *at = t->owned[slot];
    return *at || err_memory(e);
}

static bool check_mode(const char *path, const struct stat *st, struct err *e)
{
    if (st->st_mode & S_IWOTH && !(S_ISDIR(st->st_mode) && st->st_mode & S_ISVTX))
        return err_at(e, ERR_USAGE, path, 0, 0,
                      "everybody can write to it: take that right away with chmod o-w");
    return true;
}

/* Of the folder that a path is in. */
static bool check_folder(const char *path, struct err *e)
{
    struct stat st;
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    if (!folder)
        return err_memory(e);
    bool fine = stat(folder, &st) == 0 ? check_mode(folder, &st, e)
                                       : err_errno(e, "%s cannot be read", folder);
    free(folder);
    return fine;
}

static bool read_all(int fd, const char *path, struct config_text *t, struct err *e)
{
    char *bytes = malloc(YAML_MAX_DOCUMENT + 1);
    size_t len = 0;
    ssize_t n = 1;
    if (!bytes)
        return err_memory(e);
    t->owned[2] = bytes;
    while (len <= YAML_MAX_DOCUMENT && n != 0) {
        n = read(fd, bytes + len, YAML_MAX_DOCUMENT + 1 - len);
        if (n < 0 && errno != EINTR)
            return err_errno(e, "%s cannot be read", path);
        len += n > 0 ? (size_t)n : 0;
    }
    if (len > YAML_MAX_DOCUMENT)
        return err_at(e, ERR_USAGE, path, 0, 0, "the file is longer than 1 MiB: shorten it");
    t->file.bytes = bytes;
    t->file.len = len;
    return true;
}

bool config_read_path(const char *path, struct config_text *t, bool *found, struct err *e)
{
    struct stat st;
    *found = lstat(path, &st) == 0;
    if (!*found)
        return errno == ENOENT || errno == ENOTDIR || err_errno(e, "%s cannot be read", path);
    int fd = file_open(AT_FDCWD, path, &st, e);
    if (fd < 0) {
        if (e->file[0]) /* refused for what it is, which the user can change */
            e->kind = ERR_USAGE;
        return false;
    }
    bool read = check_mode(path, &st, e) && check_folder(path, e) &&
                own(t, 0, path, &t->file.path, e) && read_all(fd, path, t, e);
    close(fd);
    return read;
}

bool config_user_folder(char **folder, struct err *e)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    *folder = NULL;
    if (config && config[0] == '/')
        *folder = file_path(config, "tipreview", e);
    else if (home && home[0] == '/')
        *folder = file_path(home, ".config/tipreview", e);
    else
        return true;
    return *folder != NULL;
}

/* Reads "FOLDER/NAME" into a text of that name, which it owns. */
static bool read_in(const char *folder, const char *name, struct config_text *t, bool *found,
                    struct err *e)
{
    char *path = file_path(folder, name, e);
    bool read = path && config_read_path(path, t, found, e) &&
                (!*found || own(t, 1, name, &t->file.name, e));
    free(path);
    return read;
}

bool config_shipped(const char *name, struct config_text *t, struct err *e)
{
    for (size_t i = 0; i < embedded_count; i++)
        if (strcmp(embedded_files[i].name, name) == 0) {
            t->file = (struct config_file){.name = embedded_files[i].name,
                                           .bytes = embedded_files[i].bytes,
                                           .len = embedded_files[i].len,
                                           .ready = &embedded_files[i].ready};
            return true;
        }
    return err_set(e, ERR_USAGE, "there is no configuration file %s: put one into config/", name);
}

/* The places on disk, nearest first; those that there are not are NULL. */
struct places {
    char *folder[2];
};

static bool find_places(struct places *p, const char *workspace, struct err *e)
{
    *p = (struct places){{NULL, NULL}};
    if (workspace && !(p->folder[0] = file_path(workspace, "config", e)))
        return false;
    return config_user_folder(&p->folder[1], e);
}

static void places_release(struct places *p)
{
    free(p->folder[0]);
    free(p->folder[1]);
}

static bool read_nearest(const struct places *p, const char *name, struct config_text *t,
                         struct err *e)
{
    for (size_t i = 0; i < 2; i++) {
        bool found = false;
        if (p->folder[i] && !read_in(p->folder[i], name, t, &found, e))
            return false;
        if (found)
            return true;
    }
    return config_shipped(name, t, e);
}

bool config_read(const char *workspace, const char *name, struct config_text *t, struct err *e)
{
    struct places p;
    bool read = find_places(&p, workspace, e) && read_nearest(&p, name, t, e);
    places_release(&p);
    return read;
}

/* --- files laid on one another --- */

typedef bool taker(void *ctx, const struct config_file *file, struct err *e);

static bool take_own(const char *folder, const char *name, taker *take, void *ctx, struct err *e)
{
    struct config_text text = {0};
    bool found = false;
    bool taken = read_in(folder, name, &text, &found, e) && (!found || take(ctx, &text.file, e));
    config_text_release(&text);
    return taken;
}

bool config_each(const char *workspace, const char *name, const char *own, taker *take, void *ctx,
                 struct err *e)
{
    struct config_text shipped = {0};
    char *user = NULL;
    bool taken = config_shipped(name, &shipped, e) && take(ctx, &shipped.file, e) &&
                 config_user_folder(&user, e) && (!user || take_own(user, name, take, ctx, e)) &&
                 (!workspace || take_own(workspace, own, take, ctx, e));
    free(user);
    return taken;
}

/* --- a folder --- */

/* What has been read of a folder. */
struct gathering {
    const struct places *places;
    struct config_text *texts;
    size_t count, most;
};

static bool gather(struct gathering *g, const char *name, struct err *e)
{
    for (size_t i = 0; i < g->count; i++)
        if (strcmp(g->texts[i].file.name, name) == 0)
            return true;
    if (g->count == g->most)
        return err_set(e, ERR_USAGE, "%s is one file too many: keep at most %zu", name, g->most);
    return read_nearest(g->places, name, &g->texts[g->count++], e);
}

/* Files that begin with a dot or end otherwise are left alone: editors keep theirs so. */
static bool takes(const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);
    return name[0] != '.' && n > m && strcmp(name + n - m, suffix) == 0;
}

static bool gather_entry(struct gathering *g, const char *folder, const char *entry, struct err *e)
{
    if (takes(entry, ".yml"))
        return err_set(e, ERR_USAGE, "%s/%s is not read: name it .yaml", folder, entry);
    if (!takes(entry, ".yaml"))
        return true;
    char *name = file_path(folder, entry, e);
    bool gathered = name && gather(g, name, e);
    free(name);
    return gathered;
}

static bool gather_place(struct gathering *g, const char *place, const char *folder, struct err *e)
{
    char *path = file_path(place, folder, e);
    if (!path)
        return false;
    DIR *dir = opendir(path);
    bool fine = dir || errno == ENOENT || err_errno(e, "the folder %s cannot be read", path);
    struct dirent *entry;
    while (fine && dir && (errno = 0, entry = readdir(dir)))
        fine = gather_entry(g, folder, entry->d_name, e);
    if (fine && dir && errno)
        fine = err_errno(e, "the folder %s cannot be read", path);
    if (dir)
        closedir(dir);
    free(path);
    return fine;
}

static bool gather_shipped(struct gathering *g, const char *folder, struct err *e)
{
    size_t n = strlen(folder);
    for (size_t i = 0; i < embedded_count; i++) {
        const char *name = embedded_files[i].name;
        if (strncmp(name, folder, n) == 0 && name[n] == '/' && !gather(g, name, e))
            return false;
    }
    return true;
}

bool config_read_folder(const char *workspace, const char *folder, struct config_text *texts,
                        size_t most, size_t *count, struct err *e)
{
    struct places p;
    struct gathering g = {.places = &p, .texts = texts, .most = most};
    bool read = find_places(&p, workspace, e);
    for (size_t i = 0; read && i < 2; i++)
        read = !p.folder[i] || gather_place(&g, p.folder[i], folder, e);
    read = read && gather_shipped(&g, folder, e);
    places_release(&p);
    *count = g.count;
    return read;
}
