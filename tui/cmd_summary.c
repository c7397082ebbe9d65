#include <stdlib.h>
#include <string.h>

#include "models/base/date.h"
#include "models/report.h"
#include "tui/cmd.h"

/* Years wanted, in rising order, each once. */
struct wanted {
    bool is[DATE_YEAR_MAX + 1];
    unsigned year[DATE_YEAR_MAX + 1];
    size_t years;
};

static bool bad_year(const char *text, struct err *e)
{
    return err_set(e, ERR_USAGE,
                   "--year %s: write a year or a range of years, such as 2004 or 2003..2005", text);
}

/* "2004" or "2003..2005". */
static bool read_years(struct wanted *w, const char *text, struct err *e)
{
    const char *dots = strstr(text, "..");
    date_t first = date_parse(text, dots ? (size_t)(dots - text) : strlen(text));
    date_t last = dots ? date_parse(dots + 2, strlen(dots + 2)) : first;
    if (!first || !last || date_month(first) || date_month(last) || last < first)
        return bad_year(text, e);
    for (unsigned year = date_year(first); year <= date_year(last); year++)
        w->is[year] = true;
    return true;
}

/* No more than a summary takes are listed, and none without records in a range of more. */
static bool read_wanted(struct wanted *w, const struct args *a, struct err *e)
{
    const char *text;
    for (size_t i = 0; (text = args_nth(a, "--year", i)); i++)
        if (!read_years(w, text, e))
            return false;
    for (unsigned year = 1; year <= DATE_YEAR_MAX; year++)
        if (w->is[year])
            w->year[w->years++] = year;
    return w->years <= SUMMARY_YEARS_MAX ||
           err_set(e, ERR_USAGE, "--year: a summary takes up to %d years: ask for fewer",
                   SUMMARY_YEARS_MAX);
}

static void coverage_of(const void *ctx, const struct tally_year *year, struct str *out)
{
    workspace_coverage(ctx, year, out);
}

/* Now, or the time that whoever makes the same bytes again has set (reproducible-builds.org). */
static int64_t as_of(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    return epoch && *epoch ? strtoll(epoch, NULL, 10) * 1000000 : time_now_us();
}

static bool write_report(const struct workspace *w, const struct summary *s, enum format format,
                         struct err *e)
{
    static report_writer *const writers[FORMAT_TOTAL] = {[FORMAT_TEXT] = report_text,
                                                         [FORMAT_CSV] = report_csv,
                                                         [FORMAT_JSON] = report_json,
                                                         [FORMAT_MARKDOWN] = report_markdown,
                                                         [FORMAT_HTML] = report_html};
    struct report_source r = {.summary = s, .as_of_us = as_of(), .version = TIPREVIEW_VERSION};
    struct str out = STR_INIT;
    if (!log_head(w->log, &r.head, e))
        return false;
    writers[format](&r, &out);
    bool written = !out.failed && fwrite(str_text(&out), 1, out.len, stdout) == out.len;
    if (out.failed)
        err_memory(e);
    else if (!written)
        err_errno(e, "the output could not be written");
    str_release(&out);
    return written;
}

static bool summarise(const struct workspace *w, const struct wanted *wanted, enum format format,
                      struct err *e)
{
    const struct summary_source source = {.catalog = w->catalog,
                                          .criteria = w->criteria,
                                          .review = w->review,
                                          .primary = w->primary,
                                          .year = wanted->years ? wanted->year : NULL,
                                          .years = wanted->years,
                                          .coverage = coverage_of,
                                          .ctx = w};
    struct summary *s = summary_new(&source, e);
    bool written = s && write_report(w, s, format, e);
    summary_free(s);
    return written;
}

int cmd_summary(const struct args *a, struct err *e)
{
    struct workspace w;
    struct wanted *wanted = calloc(1, sizeof *wanted);
    int status = -1;
    if (!wanted) {
        err_memory(e);
    } else if (read_wanted(wanted, a, e) && args_open(a, &w, e)) {
        if (summarise(&w, wanted, a->format, e))
            status = catalog_status(w.catalog);
        workspace_close(&w);
    }
    free(wanted);
    return status;
}
