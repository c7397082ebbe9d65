/* `:write`: the table of the view in front as a file, in the format that its name ends in. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "models/base/file.h"
#include "tui/app_private.h"
#include "tui/tables.h"

/* --- what a view writes --- */

bool write_queue(const struct app *app, FILE *to, enum format format, struct err *e)
{
    return list_table(app->workspace, &app->queue, false, to, format, e);
}

bool write_tally(const struct app *app, FILE *to, enum format format, struct err *e)
{
    return tally_table(app->workspace, to, format, e);
}

bool write_definitions(const struct app *app, FILE *to, enum format format, struct err *e)
{
    return definitions_table(app->workspace, to, format, e);
}

bool write_problems(const struct app *app, FILE *to, enum format format, struct err *e)
{
    static const struct column_def columns[] = {
        {"file", false}, {"line", true}, {"column", true}, {"severity", false}, {"problem", false}};
    const struct catalog *c = app->workspace->catalog;
    struct output o;
    if (!output_begin(&o, to, format, columns, sizeof columns / sizeof *columns, e))
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

static void coverage_of(const void *ctx, const struct tally_year *year, struct str *out)
{
    workspace_coverage(ctx, year, out);
}

bool write_summary(const struct app *app, FILE *to, enum format format, struct err *e)
{
    const struct workspace *w = app->workspace;
    const struct summary_source source = {.catalog = w->catalog,
                                          .criteria = w->criteria,
                                          .review = w->review,
                                          .primary = w->primary,
                                          .coverage = coverage_of,
                                          .ctx = w};
    struct summary *s = summary_new(&source, e);
    bool written = s && summary_report(w, s, to, format, e);
    summary_free(s);
    return written;
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
    if (forced ? rename(part, path) == 0 : file_move_new(part, path))
        return true;
    if (errno == EEXIST)
        return err_set(e, ERR_USAGE, "%s is there already: write! takes its place", path);
    return err_errno(e, "%s cannot be written", path);
}

static bool write_part(struct app *app, int fd, const char *part, enum format format, struct err *e)
{
    FILE *to = fdopen(fd, "w");
    if (!to) {
        err_errno(e, "%s cannot be written", part);
        close(fd);
        return false;
    }
    bool written = app->top->ops->write(app, to, format, e);
    bool whole = fflush(to) == 0 && !ferror(to) && fsync(fd) == 0;
    whole = fclose(to) == 0 && whole;
    return written && (whole || err_errno(e, "%s could not be written to its end", part));
}

/* Into a file of its own, which takes its place once it is whole. */
static bool write_file(struct app *app, const char *path, enum format format, bool forced,
                       struct err *e)
{
    struct str name = STR_INIT;
    str_addf(&name, "%s.XXXXXX", path);
    char *part = str_detach(&name);
    if (!part)
        return err_memory(e);
    int fd = mkostemp(part, O_CLOEXEC);
    bool written = fd >= 0
                       ? write_part(app, fd, part, format, e) && move_there(part, path, forced, e)
                       : err_errno(e, "%s cannot be written", path);
    if (fd >= 0 && !written)
        unlink(part);
    free(part);
    return written;
}

void app_typed_write(struct app *app, const struct typed_line *line)
{
    struct err e;
    const char *path = line->argument;
    enum format format = format_of(app, path);
    if (!*path)
        app_say(app, STYLE_WARNING, "write wants the name of a file: write tally.csv");
    else if (!app->top->ops->write)
        app_say(app, STYLE_WARNING, "there is no table here to be written: %s lists the views",
                app_key_label(app, A_HELP));
    else if (format == FORMAT_TOTAL)
        app_say(app, STYLE_WARNING,
                "%s: let the name end in .csv, .json, .md or .txt, or of the summary in .html",
                path);
    else if (workspace_reading(app->workspace) || app_progress(app).task != QUEUE_IDLE)
        app_say(app, STYLE_WARNING,
                "nothing was written, for not all records are looked at yet: wait for it");
    else if (!write_file(app, path, format, line->forced, &e))
        app_say_err(app, &e);
    else
        app_say(app, STYLE_STRONG, "%s is written: readable by you alone", path);
}
