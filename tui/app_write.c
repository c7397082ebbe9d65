/* `:write`: the table of the view in front as a file, in the format that its name ends in; written between keys. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "models/base/file.h"
#include "tui/app_private.h"
#include "tui/summary_maker.h"
#include "tui/tables.h"
#include "tui/wait.h"

/* --- what a view writes --- */

enum { WRITE_MS = 10 };

/* What is written is the list as it is now, whatever the limit is by the time that its last row is written. */
static bool begin_queue(const struct app *app, struct writing *w, struct err *e)
{
    const struct queue *q = &app->queue;
    uint32_t *row = calloc(q->count + 1, sizeof *row);
    if (!row)
        return err_memory(e);
    if (!list_begin(&w->out, w->to, w->format, e)) {
        free(row);
        return false;
    }
    for (size_t i = 0; i < q->count; i++)
        row[i] = queue_row(q, i);
    w->row = row;
    w->rows = q->count;
    return true;
}

bool write_queue(const struct app *app, struct writing *w, struct err *e)
{
    enum { SLICE = 64 }; /* rows between looks at the clock */
    int64_t until = wait_clock_ms() + WRITE_MS;
    if (!w->row && !begin_queue(app, w, e))
        return false;
    do {
        for (size_t end = w->next + SLICE; w->next < end && w->next < w->rows; w->next++)
            list_row(&w->out, app->workspace, w->row[w->next]);
    } while (w->next < w->rows && wait_clock_ms() < until);
    w->more = w->next < w->rows;
    return w->more || output_end(&w->out, e);
}

bool write_tally(const struct app *app, struct writing *w, struct err *e)
{
    return tally_table(app->workspace, w->to, w->format, e);
}

bool write_definitions(const struct app *app, struct writing *w, struct err *e)
{
    enum { SLICE = 2048 }; /* rows between looks at the clock */
    const struct workspace *ws = app->workspace;
    int64_t until = wait_clock_ms() + WRITE_MS;
    do {
        if (!count_reported(&w->reported, ws, SLICE, e))
            return false;
    } while (w->reported.next < catalog_rows(ws->catalog) && wait_clock_ms() < until);
    w->more = w->reported.next < catalog_rows(ws->catalog);
    return w->more || definitions_table(ws, &w->reported, w->to, w->format, e);
}

bool write_problems(const struct app *app, struct writing *w, struct err *e)
{
    static const struct column_def columns[] = {
        {"file", false}, {"line", true}, {"column", true}, {"severity", false}, {"problem", false}};
    const struct catalog *c = app->workspace->catalog;
    struct output o;
    if (!output_begin(&o, w->to, w->format, columns, sizeof columns / sizeof *columns, e))
        return false;
    for (uint32_t i = 0; i < catalog_problems(c); i++) {
        struct problem p = catalog_problem(c, i);
        output_cell(&o, catalog_file(c, p.file));
        output_plain(&o, p.line);
        output_plain(&o, p.col);
        output_cell(&o, p.severity == SEVERITY_ERROR ? "error" : "warning");
        output_cell(&o, p.text);
    }
    return output_end(&o, e);
}

bool write_summary(const struct app *app, struct writing *w, struct err *e)
{
    if (!w->make && !(w->make = calloc(1, sizeof *w->make)))
        return err_memory(e);
    w->more = !summary_maker_work(w->make, app->workspace, wait_clock_ms() + WRITE_MS) &&
              w->make->error.kind == ERR_NONE;
    if (w->more)
        return true;
    if (w->make->summary)
        return summary_report(app->workspace, w->make->summary, w->to, w->format, e);
    *e = w->make->error;
    return false;
}

/* --- the file --- */

/* By what a name ends in; FORMAT_TOTAL where the view has no such format. */
static enum format format_of(const struct app *app, const char *path)
{
    static const char *const suffixes[FORMAT_TOTAL] = {[FORMAT_TEXT] = ".txt",
                                                       [FORMAT_CSV] = ".csv",
                                                       [FORMAT_JSON] = ".json",
                                                       [FORMAT_MARKDOWN] = ".md",
                                                       [FORMAT_HTML] = ".html"};
    size_t n = strlen(path);
    for (int f = 0; f < FORMAT_TOTAL; f++) {
        size_t m = suffixes[f] ? strlen(suffixes[f]) : 0;
        if (m && n > m && strcmp(path + n - m, suffixes[f]) == 0)
            return f != FORMAT_HTML || app->top->ops->write == write_summary ? (enum format)f
                                                                             : FORMAT_TOTAL;
    }
    return FORMAT_TOTAL;
}

static bool move_there(const char *part, const char *path, bool forced, struct err *e)
{
    if ((forced ? rename(part, path) == 0 : file_move_new(part, path)) && file_sync_folder(path))
        return true;
    if (errno == EEXIST)
        return err_set(e, ERR_USAGE, "%s is there already: write! takes its place", path);
    return err_errno(e, "%s cannot be written", path);
}

static void forget_file(struct file_writing *f)
{
    struct err e;
    /* Where a list is given up in its middle, what it holds is freed, and what becomes of it is no matter. */
    bool cut = f->writing.row && f->writing.more && output_end(&f->writing.out, &e);
    (void)cut;
    if (f->writing.to)
        fclose(f->writing.to);
    if (f->part)
        unlink(f->part);
    if (f->writing.make)
        summary_maker_release(f->writing.make);
    free(f->writing.make);
    free(f->writing.row);
    free(f->writing.reported.n);
    free(f->part);
    free(f->path);
    *f = (struct file_writing){0};
}

static bool open_file(struct file_writing *f, const char *path, struct err *e)
{
    struct str part = STR_INIT;
    str_addf(&part, "%s.XXXXXX", path);
    char *name = str_detach(&part);
    f->path = strdup(path);
    int fd = name && f->path ? mkostemp(name, O_CLOEXEC) : -1;
    if (!name || !f->path || fd < 0) {
        free(name);
        return name && f->path ? err_errno(e, "%s cannot be written", path) : err_memory(e);
    }
    f->part = name;
    f->writing.to = fdopen(fd, "w");
    if (f->writing.to)
        return true;
    err_errno(e, "%s cannot be written", path);
    close(fd);
    return false;
}

static bool close_file(struct file_writing *f, struct err *e)
{
    FILE *to = f->writing.to;
    bool whole = fflush(to) == 0 && !ferror(to) && fsync(fileno(to)) == 0;
    whole = fclose(to) == 0 && whole;
    f->writing.to = NULL;
    if (!whole)
        return err_errno(e, "%s could not be written to its end", f->part);
    return move_there(f->part, f->path, f->forced, e);
}

/* On a thread: a disk may take seconds for a long file. */
static void close_apart(void *ctx, const atomic_bool *stop)
{
    struct file_writing *f = ctx;
    (void)stop;
    f->closed = close_file(f, &f->error);
}

/* True while there is more to be written, or it is being closed. */
static bool go_on(struct app *app, struct file_writing *f)
{
    if (!f->closes) {
        f->writing.more = false;
        if (!f->write(app, &f->writing, &f->error))
            return false;
        if (f->writing.more)
            return true;
        f->closes = true;
        task_start(&f->closing, close_apart, f);
    }
    return !task_wait(&f->closing, WRITE_MS);
}

bool app_write_work(struct app *app)
{
    struct file_writing *f = &app->private->file;
    if (!f->write)
        return false;
    if (go_on(app, f))
        return true;
    if (f->closed)
        app_say(app, STYLE_STRONG, "%s is written: readable by you alone", f->path);
    else
        app_say_err(app, &f->error);
    forget_file(f);
    return false;
}

bool app_write_asks(struct app *app)
{
    struct file_writing *f = &app->private->file;
    if (!f->write || f->asked)
        return false;
    f->asked = true;
    app_say(app, STYLE_WARNING,
            "%s is still being written: wait for it, or leave without it by %s once more", f->path,
            app_key_label(app, A_QUIT));
    return true;
}

void app_write_end(struct app *app)
{
    struct file_writing *f = &app->private->file;
    if (f->closes)
        task_wait(&f->closing, -1);
    forget_file(f);
}

static void write_file(struct app *app, const char *path, enum format format, bool forced)
{
    struct file_writing *f = &app->private->file;
    struct err e;
    *f = (struct file_writing){
        .write = app->top->ops->write, .writing = {.format = format}, .forced = forced};
    if (!open_file(f, path, &e)) {
        app_say_err(app, &e);
        forget_file(f);
    } else if (app_write_work(app)) {
        app_say(app, STYLE_NORMAL, "%s is being written: go on, it is said when it is there", path);
    }
}

void app_typed_write(struct app *app, const struct typed_line *line)
{
    const char *path = line->argument;
    enum format format = format_of(app, path);
    if (!*path)
        app_say(app, STYLE_WARNING, "write wants the name of a file: write tally.csv");
    else if (!app->top->ops->write)
        app_say(app, STYLE_WARNING,
                "no table here: go to the queue, tally, summary, definitions or problems");
    else if (format == FORMAT_TOTAL)
        app_say(app, STYLE_WARNING,
                "%s: let the name end in .csv, .json, .md or .txt, or of the summary in .html",
                path);
    else if (app->private->file.write)
        app_say(app, STYLE_WARNING, "nothing was written, for %s is still being written",
                app->private->file.path);
    else if (workspace_reading(app->workspace) || app_progress(app).task != QUEUE_IDLE)
        app_say(app, STYLE_WARNING,
                "nothing was written, for not all records are looked at yet: wait for it");
    else
        write_file(app, path, format, line->forced);
}
