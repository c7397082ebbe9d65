#include <stdlib.h>
#include <string.h>

#include "models/as_of.h"
#include "models/base/date.h"
#include "models/base/text.h"
#include "models/release.h"
#include "models/report.h"
#include "models/revision.h"
#include "models/suppress.h"
#include "tui/cmd.h"
#include "tui/progress.h"
#include "tui/tables.h"
#include "tui/wait.h"

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

/* Now, or the time that whoever makes the same bytes again has set (reproducible-builds.org). */
static int64_t as_of(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    return epoch && *epoch ? strtoll(epoch, NULL, 10) * 1000000 : time_now_us();
}

bool summary_report(const struct workspace *w, const struct summary *s, FILE *to,
                    enum format format, struct err *e)
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
    bool written = !out.failed && fwrite(str_text(&out), 1, out.len, to) == out.len;
    if (out.failed)
        err_memory(e);
    else if (!written)
        err_errno(e, "the output could not be written");
    str_release(&out);
    return written;
}

/* What a summary is asked for besides the years. */
struct wish {
    struct as_of past;
    bool of_past, publish, provisional;
    struct publish_options o;
};

static bool read_k(const char *text, int64_t *k, struct err *e)
{
    size_t digits = strspn(text, "0123456789");
    long n = digits && digits < 4 && !text[digits] ? strtol(text, NULL, 10) : 0;
    *k = n;
    return (n >= SUPPRESS_K_MIN && n <= SUPPRESS_K_MAX) ||
           err_set(e, ERR_USAGE, "-k %s: write a number from %d to %d", text, SUPPRESS_K_MIN,
                   SUPPRESS_K_MAX);
}

static bool read_wish(struct wish *wish, const struct args *a, struct err *e)
{
    const char *past = args_value(a, "--as-of"), *k = args_value(a, "-k");
    const char *base = args_value(a, "--round");
    *wish = (struct wish){.o.k = PUBLISH_K, .o.base = base ? PUBLISH_BASE : 0};
    wish->publish = args_value(a, "--publish") != NULL;
    wish->provisional = args_value(a, "--provisional") != NULL;
    wish->of_past = past != NULL;
    if (!wish->publish && (k || base || wish->provisional))
        return err_set(e, ERR_USAGE, "-k, --round and --provisional are for --publish: add it");
    if (base && strcmp(base, "5") != 0)
        return err_set(e, ERR_USAGE, "--round %s: figures are rounded to multiples of 5: write 5",
                       base);
    return (!k || read_k(k, &wish->o.k, e)) && (!past || as_of_parse(past, &wish->past, e));
}

static void print_warnings(const struct str *warnings)
{
    const char *line = str_text(warnings);
    while (*line) {
        size_t n = strcspn(line, "\n");
        struct str clean = STR_INIT;
        clean_line(&clean, line, n);
        fprintf(stderr, "tipreview: warning: %s\n", str_text(&clean));
        str_release(&clean);
        line += n + (line[n] == '\n');
    }
}

static void tell_publishing(void *ctx, size_t done, size_t all)
{
    struct progress *p = ctx;
    struct str text = STR_INIT;
    if (progress_due(p, wait_clock_ms())) {
        str_add(&text, "looking for counts that would give small ones away ");
        progress_bar(&text, done, all);
        str_addf(&text, " %zu/%zu tables", done, all);
        progress_tell(p, str_text(&text));
    }
    str_release(&text);
}

/* As --year takes them: "2003..2005, 2007". */
static void add_years(const struct tally *t, struct str *out)
{
    size_t n = tally_years(t);
    for (size_t i = 0, last; i < n; i = last + 1) {
        unsigned first = tally_year_at(t, i)->year;
        for (last = i; last + 1 < n && tally_year_at(t, last + 1)->year == first + last + 1 - i;)
            last++;
        str_addf(out, i ? ", %u" : "%u", first);
        if (last > i)
            str_addf(out, "..%u", tally_year_at(t, last)->year);
    }
}

/* For the public a 0 is a count. */
static bool check_records(const struct review *review, const struct summary *s, struct err *e)
{
    struct str known = STR_INIT;
    size_t y = 0;
    while (y < s->years && !s->year[y].empty)
        y++;
    if (y == s->years)
        return true;
    add_years(review_tally(review), &known);
    err_set(e, ERR_USAGE, "there are no records of %u: publish years that have some%s%s",
            s->year[y].year, known.len ? ", of " : "", str_text(&known));
    str_release(&known);
    return false;
}

static bool publish(struct workspace *w, const struct review *review, struct summary *s,
                    const struct wish *wish, struct err *e)
{
    struct publish_options o = wish->o;
    struct str warnings = STR_INIT;
    if (!check_records(review, s, e))
        return false;
    for (size_t y = 0; y < s->years; y++)
        if (s->year[y].provisional && !wish->provisional)
            return err_set(e, ERR_USAGE,
                           "%u has records without a final decision: decide them, or publish it "
                           "with --provisional",
                           s->year[y].year);
    o.exempt = w->settings.exempt.id;
    o.exempts = w->settings.exempt.count;
    struct progress told = progress_on_stderr();
    o.told = tell_publishing;
    o.told_ctx = &told;
    bool released = release_summary(&w->casework, review, s, &o, &warnings, e);
    progress_end(&told);
    print_warnings(&warnings);
    str_release(&warnings);
    return released;
}

static bool summarise(struct workspace *w, const struct wanted *wanted, const struct wish *wish,
                      enum format format, struct err *e)
{
    struct review *past =
        wish->of_past ? as_of_review(w->catalog, w->criteria, w->log, &wish->past, e) : NULL;
    if (wish->of_past && !past)
        return false;
    const struct review *review = past ? past : w->review;
    struct summary_source source = workspace_summary(w);
    source.review = review;
    source.year = wanted->years ? wanted->year : NULL;
    source.years = wanted->years;
    struct summary *s = summary_new(&source, e);
    bool written = s &&
                   revisions_tell(s, w->catalog, review, w->log, past ? &wish->past : NULL,
                                  REVISIONS_RECORDS | (wish->publish ? 0 : REVISIONS_IDS), e) &&
                   (!wish->publish || publish(w, review, s, wish, e)) &&
                   summary_report(w, s, stdout, format, e);
    summary_free(s);
    review_free(past);
    return written;
}

int cmd_summary(const struct args *a, struct err *e)
{
    struct workspace w;
    struct wish wish;
    struct wanted *wanted = calloc(1, sizeof *wanted);
    int status = -1;
    if (!wanted) {
        err_memory(e);
    } else if (read_wanted(wanted, a, e) && read_wish(&wish, a, e) && args_open(a, &w, e)) {
        if (summarise(&w, wanted, &wish, a->format, e))
            status = catalog_status(w.catalog);
        workspace_close(&w);
    }
    free(wanted);
    return status;
}
