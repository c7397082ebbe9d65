#include <errno.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "models/base/file.h"
#include "models/base/text.h"
#include "models/import.h"
#include "models/intern.h"
#include "tui/cmd.h"

enum { SHOWN = 10 };

struct import {
    const struct args *args;
    struct workspace *w;
    const char *file; /* the table */
    const char *map_path;
    struct import_map *map;
    struct csv *csv;
    struct record record; /* of the row at hand */
    struct intern ids;    /* of the records so far */
    struct str document;
    FILE *to;   /* NULL: a dry run */
    bool moved; /* the file has its own name */
    unsigned rows, mapped, rejected;
};

static void reject(struct import *in, unsigned line, unsigned col, const char *what)
{
    struct str text = STR_INIT, clean = STR_INIT;
    str_addf(&text, "%s:%u:%u: error: %s", in->file, line, col, what);
    clean_line(&clean, str_text(&text), text.len);
    fprintf(stderr, "%s\n", str_text(&clean));
    str_release(&text);
    str_release(&clean);
    in->rejected++;
}

/* Why the reader of records, or another record's id, refuses the document; NULL: nothing does. */
static const char *refusal(struct import *in, struct str *text)
{
    static const char no_memory[] = "out of memory: close other programs";
    struct document doc = {.bytes = str_text(&in->document), .len = in->document.len, .line = 1};
    bool good = record_read(&in->record, &doc, in->file, in->w->criteria);
    /* A warning, say of a criterion that does not exist, is the map's fault and not the file's. */
    if (!good || in->record.diags)
        return in->record.diags ? in->record.diag[0].text : no_memory;
    const struct value *id = &in->record.value[F_ID];
    bool there = catalog_find(in->w->catalog, id->text) != CATALOG_NONE;
    if (!there && !intern_find(&in->ids, id->text, id->len))
        return intern_number(&in->ids, id->text, id->len) == UINT32_MAX ? no_memory : NULL;
    str_addf(text, "the id %s is used %s: make another of the row in the map", id->text,
             there ? "in the workspace already" : "by an earlier row");
    return str_text(text);
}

static bool take_row(struct import *in, const struct csv_row *row, struct err *e)
{
    struct err wrong;
    struct str text = STR_INIT;
    const char *why = NULL;
    str_clear(&in->document);
    if (!import_row(in->map, row, in->rows, &in->document, &wrong)) {
        if (wrong.kind == ERR_SYSTEM) {
            *e = wrong;
            return false;
        }
        why = wrong.what;
    }
    why = why ? why : refusal(in, &text);
    if (why)
        reject(in, row->line, 1, why);
    else
        in->mapped++;
    str_release(&text);
    FILE *to = in->to ? in->to : in->mapped <= SHOWN ? stdout : NULL;
    return why || !to || fwrite(in->document.p, 1, in->document.len, to) == in->document.len ||
           err_errno(e, "the records could not be written");
}

static bool read_rows(struct import *in, struct err *e)
{
    struct csv_row row;
    enum csv_result result = csv_next(in->csv, &row, e);
    if (result == CSV_END)
        return err_at(e, ERR_DATA, in->file, 1, 1,
                      "the table is empty: its first row names columns");
    if (result != CSV_ROW || !import_map_bind(in->map, in->map_path, &row, e))
        return false;
    while ((result = csv_next(in->csv, &row, e)) != CSV_END) {
        if (result == CSV_FAILED)
            return false;
        in->rows++;
        if (result == CSV_BAD)
            reject(in, e->line, e->col, e->what);
        else if (!take_row(in, &row, e))
            return false;
    }
    return true;
}

/* --- the file of records: made under a name that nobody reads, moved into place where nothing is --- */

static char *records_path(const struct import *in, const char *prefix, const char *suffix)
{
    struct str path = STR_INIT;
    char *copy = strdup(in->file);
    const char *name = copy ? basename(copy) : "";
    size_t n = strlen(name);
    if (n > 4 && strcasecmp(name + n - 4, ".csv") == 0)
        n -= 4;
    str_addf(&path, "%s/records/%s%.*s.yaml%s", in->w->path, prefix, (int)n, name, suffix);
    free(copy);
    return str_detach(&path);
}

static bool open_new(struct import *in, const char *path, const char *final, struct err *e)
{
    struct stat folder;
    struct str records = STR_INIT;
    str_addf(&records, "%s/records", in->w->path);
    bool known = stat(str_text(&records), &folder) == 0;
    str_release(&records);
    if (access(final, F_OK) == 0)
        return err_set(e, ERR_USAGE, "%s is there already: rename FILE, or move that away", final);
    int fd = known ? file_own(path, folder.st_mode & 0666) : -1;
    if (known && fd < 0 && errno == EEXIST)
        return err_set(e, ERR_USAGE,
                       "%s is being written by another import: wait until that is done, or remove "
                       "it where none runs",
                       path);
    in->to = fd >= 0 ? fdopen(fd, "wb") : NULL;
    return in->to || err_errno(e, "%s cannot be made", path);
}

static bool finish(struct import *in, const char *path, const char *final, struct err *e)
{
    if (fflush(in->to) != 0 || fsync(fileno(in->to)) < 0)
        return err_errno(e, "%s cannot be written", path);
    in->moved = in->mapped && file_move_new(path, final);
    return in->mapped == 0 || (in->moved && file_sync_folder(final)) ||
           err_errno(e, "%s cannot be made", final);
}

static bool write_file(struct import *in, struct err *e)
{
    char *path = records_path(in, ".", ".new"), *final = records_path(in, "", "");
    bool done = (path && final) || err_memory(e);
    done = done && open_new(in, path, final, e) && read_rows(in, e) && finish(in, path, final, e);
    /* Once moved or closed, the name may be another import's. */
    if (in->to && !in->moved)
        unlink(path);
    if (in->to)
        fclose(in->to);
    free(path);
    free(final);
    return done;
}

static bool open_all(struct import *in, struct err *e)
{
    in->map = import_map_load(in->map_path, e);
    in->csv = in->map ? csv_open(in->file, import_map_latin1(in->map), e) : NULL;
    return in->csv;
}

int cmd_import(const struct args *a, struct err *e)
{
    struct workspace w;
    struct import in = {
        .args = a, .w = &w, .file = a->argument[1], .map_path = args_value(a, "--map")};
    bool dry = args_value(a, "--dry-run");
    if (strcmp(a->argument[0], "csv") != 0) {
        err_set(e, ERR_USAGE, "import %s: there is no such import: write import csv",
                a->argument[0]);
        return -1;
    }
    if (!in.map_path) {
        err_set(e, ERR_USAGE,
                "--map is missing: write --map FILE; docs/import.md says what is in it");
        return -1;
    }
    if (!args_open(a, &w, e))
        return -1;
    bool done = open_all(&in, e) && (dry ? read_rows(&in, e) : write_file(&in, e));
    if (done)
        printf("rows %u, mapped %u, rejected %u\n", in.rows, in.mapped, in.rejected);
    import_map_free(in.map);
    csv_close(in.csv);
    record_release(&in.record);
    intern_release(&in.ids);
    str_release(&in.document);
    workspace_close(&w);
    return !done ? -1 : in.rejected > 0;
}
