#include <string.h>
#include <unistd.h>

#include "models/base/text.h"
#include "models/htcds.h"
#include "models/proposals.h"
#include "tui/cmd.h"

struct export
{
    const struct args *args;
    struct workspace *w;
    struct output o; /* csv and json */
    struct str text; /* yaml; and the cell at hand */
    struct err *e;
    bool failed;
};

static bool write_text(struct export *x)
{
    x->failed |=
        x->text.failed || fwrite(str_text(&x->text), 1, x->text.len, stdout) != x->text.len;
    str_clear(&x->text);
    return !x->failed;
}

/* --- decisions in force, in the order of the log --- */

static const struct column_def decision_columns[] = {
    {"record", false},    {"outcome", false},    {"state", false},     {"answers", false},
    {"rationale", false}, {"definition", false}, {"departure", false}, {"reviewer", false},
    {"time", false},      {"seconds", true},     {"seq", true},        {"record_sha256", false},
};

static const char *state_of(const struct workspace *w, const char *record)
{
    uint32_t row = catalog_find(w->catalog, record);
    return row == CATALOG_NONE ? "missing" : state_name(review_state(w->review, row));
}

static void decision_row(struct export *x, const struct event *event, const char *time)
{
    struct output *o = &x->o;
    char sha[SHA256_HEX];
    hex_write(event->record_sha.byte, sizeof event->record_sha.byte, sha);
    output_cell(o, event->record);
    output_cell(o, outcome_name(event->outcome));
    output_cell(o, state_of(x->w, event->record));
    output_cell(o, event->answers);
    output_cell(o, event->rationale);
    output_cell(o, event->definition);
    output_cell(o, event_detail_number(event, "departure") ? "yes" : "no");
    output_cell(o, event->reviewer);
    output_cell(o, time);
    output_plain(o, event->seconds);
    output_plain(o, event->seq);
    output_cell(o, sha);
}

static bool each_decision(void *ctx, const struct event *event)
{
    struct export *x = ctx;
    char time[28];
    if (event->type != EVENT_DECIDE && event->type != EVENT_ADJUDICATE)
        return true;
    if (review_decision(x->w->review, event->record) != event->seq)
        return true;
    time_format_exact(event->time_us, time);
    if (x->args->format != FORMAT_YAML) {
        decision_row(x, event, time);
        return true;
    }
    str_addf(&x->text, "---\n# event %llu, %s, ", (unsigned long long)event->seq, time);
    clean_line(&x->text, event->reviewer, strlen(event->reviewer));
    str_addf(&x->text, ", %s\n", state_of(x->w, event->record));
    proposal_write(event, &x->text);
    return write_text(x);
}

static bool export_decisions(struct export *x)
{
    bool table = x->args->format != FORMAT_YAML;
    if (table && !output_begin(&x->o, stdout, x->args->format, decision_columns,
                               sizeof decision_columns / sizeof *decision_columns, x->e))
        return false;
    struct err late;
    bool read = log_read(x->w->log, 0, each_decision, x, x->e);
    if (table && !output_end(&x->o, &late) && read) {
        *x->e = late;
        return false;
    }
    return read;
}

/* --- records, in the order of the files --- */

static void record_cell(struct export *x, uint32_t row, enum field f)
{
    str_clear(&x->text);
    if (f == F_REPORTED)
        answers_format(x->w->criteria, catalog_reported(x->w->catalog, row), &x->text);
    else
        catalog_format(x->w->catalog, row, f, &x->text);
    output_cell_n(&x->o, str_text(&x->text), x->text.len);
}

static bool record_rows(struct export *x)
{
    enum { COLUMNS = FIELD_TOTAL + 2 };
    struct column_def column[COLUMNS];
    for (unsigned f = 0; f < FIELD_TOTAL; f++)
        column[f] = (struct column_def){field_defs[f].path, false};
    column[FIELD_TOTAL] = (struct column_def){"state", false};
    column[FIELD_TOTAL + 1] = (struct column_def){"outcome", false};
    if (!output_begin(&x->o, stdout, x->args->format, column, COLUMNS, x->e))
        return false;
    for (uint32_t row = 0; row < catalog_rows(x->w->catalog); row++) {
        struct row_review review = review_row(x->w->review, row);
        for (unsigned f = 0; f < FIELD_TOTAL; f++)
            record_cell(x, row, (enum field)f);
        output_cell(&x->o, state_name(review.state));
        output_cell(&x->o, outcome_name(review.outcome));
    }
    return output_end(&x->o, x->e);
}

/* The very documents. Onto a terminal nothing goes that acts there. */
static bool record_documents(struct export *x)
{
    static const char mark[] = "\xef\xbb\xbf";
    struct reread r = {0};
    bool terminal = isatty(STDOUT_FILENO), good = true;
    for (uint32_t row = 0; good && row < catalog_rows(x->w->catalog); row++) {
        good = catalog_reread(x->w->catalog, row, x->w->criteria, &r, x->e);
        if (!good)
            break;
        const char *bytes = r.bytes;
        size_t n = r.len;
        if (n >= 3 && memcmp(bytes, mark, 3) == 0) {
            bytes += 3;
            n -= 3;
        }
        if (n < 3 || memcmp(bytes, "---", 3) != 0)
            str_add(&x->text, "---\n");
        if (terminal) {
            struct clean clean = {0};
            x->failed |= !clean_text(&clean, bytes, n, CLEAN_NARRATIVE);
            str_addn(&x->text, str_text(&clean.text), clean.text.len);
            clean_release(&clean);
        } else {
            str_addn(&x->text, bytes, n);
        }
        if (n > 0 && bytes[n - 1] != '\n')
            str_addc(&x->text, '\n');
        write_text(x);
    }
    reread_release(&r);
    return good;
}

static bool export_records(struct export *x)
{
    return x->args->format == FORMAT_YAML ? record_documents(x) : record_rows(x);
}

/* --- persons, in the standard's words --- */

enum { HTCDS_MAX = 16 };

static bool htcds_rows(struct export *x)
{
    const struct workspace *w = x->w;
    struct column_def column[HTCDS_MAX];
    for (size_t i = 0; i < htcds_fields_count; i++)
        column[i] = (struct column_def){htcds_fields[i].name, false};
    if (!output_begin(&x->o, stdout, x->args->format, column, htcds_fields_count, x->e))
        return false;
    for (uint32_t row = 0; row < catalog_rows(w->catalog); row++) {
        if (catalog_kind(w->catalog, row) != KIND_DEBRIEFING)
            continue;
        for (size_t i = 0; i < htcds_fields_count; i++) {
            str_clear(&x->text);
            htcds_fields[i].write(w->catalog, w->review, w->criteria, row, &x->text);
            output_cell_n(&x->o, str_text(&x->text), x->text.len);
        }
    }
    fputs("tipreview: HTCDS 2.0 has no place for:\n", stderr);
    for (size_t i = 0; i < htcds_left_out_count; i++)
        fprintf(stderr, "  %s\n", htcds_left_out[i]);
    return output_end(&x->o, x->e);
}

static const struct {
    const char *name;
    bool (*write)(struct export *x);
} kinds[] = {{"decisions", export_decisions}, {"records", export_records}};

/* What the arguments ask for; NULL and *e. */
static bool (*wanted(const struct args *a, struct err *e))(struct export *x)
{
    const char *schema = args_value(a, "--schema");
    bool (*write)(struct export * x) = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(a->argument[0], kinds[i].name) == 0)
            write = kinds[i].write;
    if (!write)
        err_set(e, ERR_USAGE, "export %s: there is no such export: write decisions or records",
                a->argument[0]);
    if (!write || !schema)
        return write;
    if (strcmp(schema, "htcds") == 0 && write == export_records && a->format != FORMAT_YAML)
        return htcds_rows;
    err_set(e, ERR_USAGE,
            "--schema %s: the only one is htcds, of records, in csv or json: write `export records "
            "--schema htcds`",
            schema);
    return NULL;
}

int cmd_export(const struct args *a, struct err *e)
{
    struct workspace w;
    struct args as = *a;
    if (as.format == FORMAT_TEXT)
        as.format = FORMAT_CSV;
    bool (*write)(struct export * x) = wanted(&as, e);
    if (!write || !args_open(a, &w, e))
        return -1;
    struct export x = {.args = &as, .w = &w, .text = STR_INIT, .e = e};
    bool done = write(&x);
    if (done && (x.failed || fflush(stdout) != 0))
        done = err_errno(e, "the output could not be written");
    int status = catalog_status(w.catalog);
    str_release(&x.text);
    workspace_close(&w);
    return done ? status : -1;
}
