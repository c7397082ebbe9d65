#include "tui/cmd.h"

#include <string.h>

#include "models/base/text.h"
#include "tui/load.h"

#define WORKSPACE_RECORDS "Without PATH the workspace's records are read."

const struct option_def common_options[] = {
    {"-w", "DIR", "the workspace (default: the current directory)", false},
    {"--format", "FORMAT", "text, csv, json or markdown (default: text)", false},
    {"--help", NULL, "print this and exit", false},
    {NULL, NULL, NULL, false},
};

const struct command commands[] = {
    {.name = "init",
     .arguments = "DIR",
     .min = 1,
     .max = 1,
     .run = cmd_init,
     .summary = "make a workspace",
     .about = "Makes DIR (mode 0700) with the folder records/ for the YAML records and the "
              "decision log\n"
              "review.db (mode 0600). What is there already stays as it is.",
     .option = {{"--group", "NAME", "share it with a group: mode 0770, log 0660", false}}},
    {.name = "check",
     .arguments = "[PATH...]",
     .max = -1,
     .run = cmd_check,
     .summary = "read records and list every problem",
     .about =
         "Prints each problem as FILE:LINE:COL: error|warning: what is wrong: what to change.\n"
         "The last line is `documents N, loaded N (debriefings N, operations N), rejected N`.\n"
         "Exit status 1 where a document was rejected or a file could not be "
         "read.\n" WORKSPACE_RECORDS},
    {.name = "list",
     .run = cmd_list,
     .formats = true,
     .summary = "the records, a row each",
     .about = "Columns: id, date, kind, department, type, operation, case, sex, age, nationality,\n"
              "status, state, outcome, reviewer, flagged.",
     .option = {{"--limit", "EXPR", "only those that match, e.g. 'year:2004 & undecided'", false},
                {"--missing", NULL, "instead those that were decided and are no longer there",
                 false}}},
    {.name = "show",
     .arguments = "ID",
     .min = 1,
     .max = 1,
     .run = cmd_show,
     .formats = true,
     .summary = "one record with its decisions",
     .about = "As a table: section (record, reported, other, event N), field, value."},
    {.name = "assess",
     .arguments = "[PATH...]",
     .max = -1,
     .run = cmd_assess,
     .formats = true,
     .summary = "what each definition says of the facts as reported",
     .about = "Columns: id, year, then one per definition: trafficking, not_trafficking or\n"
              "undetermined, on the basis of what the officer recorded. It classifies "
              "nothing.\n" WORKSPACE_RECORDS},
    {.name = "decide",
     .arguments = "[ID]",
     .max = 1,
     .run = cmd_decide,
     .summary = "a decision, or a stream of them",
     .about = "Decides on the record ID, or takes in a YAML stream of decisions: all of them, or, "
              "where one\n"
              "is refused, none. A document has the keys record, outcome, answers, rationale.",
     .option = {{"--outcome", "O",
                 "voluntary, trafficking, not_trafficking, insufficient or out_of_scope", false},
                {"--answer", "CRITERION=ANSWER", "present, absent or unknown", true},
                {"--rationale", "TEXT", "the reasons", false},
                {"--from", "FILE", "a YAML stream of decisions", false}}},
    {.name = "retract",
     .arguments = "ID",
     .min = 1,
     .max = 1,
     .run = cmd_retract,
     .summary = "undo one's own latest decision on a record",
     .about = "The decision stays in the log; a retraction is added."},
    {.name = "tally",
     .run = cmd_tally,
     .formats = true,
     .summary = "the tally by year",
     .about =
         "csv columns: year, coverage, debriefings, visitors, voluntary, trafficking, "
         "not_trafficking,\n"
         "insufficient, out_of_scope, undecided, awaiting_second, disputed, stale, now_invalid,\n"
         "operations, operations_undecided, persons_arrested, trafficking_cases.\n"
         "Outcomes count debriefings (interviews of one person). A case counts once, in the year "
         "of\n"
         "its earliest record, where it has at least one decision for trafficking.",
     .option = {{"--by", "FIELD", "a row for each value of a field, e.g. department", false},
                {"--definitions", NULL, "what each definition makes of them, on both bases",
                 false}}},
    {.name = "summary",
     .run = cmd_summary,
     .own_formats = ((1u << FORMAT_TABLES) - 1) | 1u << FORMAT_HTML,
     .summary = "the year-end summary",
     .about =
         "The figures of the years, side by side: what came to notice and what became of it, by\n"
         "month, department, nationality, sex, age, status, entry point; means, signs and "
         "purposes;\n"
         "each definition; how the decisions were made; screening; pending charges and removals.\n"
         "Every figure has its unit, and the limit that selects the records it counts. csv has a "
         "line\n"
         "a figure, with the columns table, row, label, unit, year, coverage, column, count, of, "
         "shown,\n"
         "limit. docs/summary.schema.json says what json holds; html is one page that needs "
         "nothing\n"
         "else. Where SOURCE_DATE_EPOCH is set, it is the time of the report, so that the same "
         "log\n"
         "gives the same bytes.\n"
         "Of a year that was frozen, what has been revised since is told. --publish hides small "
         "counts\n"
         "and those that would give them away, in all tables together and beside earlier releases, "
         "merges\n"
         "rows or leaves tables out where that is not enough, and says so; docs/publication.md "
         "says how.\n"
         "The setting publish.exempt names headlines that are printed as counted.\n"
         "A year without a record is not published.",
     .option = {{"--year", "YEAR", "a year or a range, 2004 or 2003..2005; without it all", true},
                {"--format", "FORMAT", "text, csv, json, markdown or html (default: text)", false},
                {"--as-of", "DATE|SEQ",
                 "the decisions as they were at the end of a day (UTC), or after an event", false},
                {"--publish", NULL,
                 "for the public: hides small counts; the log keeps what was released", false},
                {"-k", "N", "with --publish: counts of 1 to N-1 are small (default: 5)", false},
                {"--round", "5", "with --publish: instead every count is a multiple of 5", false},
                {"--provisional", NULL, "with --publish: also where records have no final decision",
                 false}}},
    {.name = "freeze",
     .run = cmd_freeze,
     .summary = "record the summary of a closed year in the log",
     .about = "Adds an event with every figure of the year, the digests of its records and of the "
              "criteria\n"
              "and definitions, and the head of the log. Afterwards `summary --year Y` shows what "
              "has been\n"
              "revised: each figure then and now, and the events. It can be done again, and then\n"
              "names the event before. docs/log.md says what is in the event.",
     .option = {{"--year", "Y", "the year", false},
                {"--provisional", NULL, "also where records have no final decision", false},
                {"--rationale", "TEXT", "why, for the log", false}}},
    {.name = "log",
     .arguments = "[ID]",
     .max = 1,
     .run = cmd_log,
     .formats = true,
     .summary = "the history of decisions",
     .about = "Columns: seq, time, type, reviewer, login, record, reading, outcome, answers, "
              "rationale,\n"
              "definition, seconds, detail. With ID only that record's. The figures of a "
              "freeze are in\n"
              "csv and json alone."},
    {.name = "verify",
     .arguments = "[FILE]",
     .max = 1,
     .run = cmd_verify,
     .summary = "check the chain of the decision log",
     .about =
         "Prints the number of events and the head of the workspace's log, or of FILE (a backup),\n"
         "or names the first event that does not hold (exit status 1). Keep the head\n"
         "elsewhere: only against it can a cut or rewritten log be told.",
     .option = {{"--head", "SEQ:HASH", "a head noted earlier, which the log must contain", false}}},
    {.name = "export",
     .arguments = "decisions|records",
     .min = 1,
     .max = 1,
     .run = cmd_export,
     .own_formats = 1u << FORMAT_CSV | 1u << FORMAT_JSON | 1u << FORMAT_YAML,
     .summary = "all decisions in force, or all records",
     .about =
         "decisions: those in force, in the order of the log: record, outcome, state, answers,\n"
         "rationale, definition, departure, reviewer, time, seconds, seq, record_sha256. Those of\n"
         "records that have changed or are gone are there too, and their state says so. In yaml,\n"
         "what `decide --from` takes in; what was implied is left out, and implied again.\n"
         "records: in the order of the files, every field of the format, state and outcome. In "
         "yaml\n"
         "the very documents, with what the format does not know.\n"
         "--schema htcds: a row for each debriefing in the field names of the Human Trafficking "
         "Case\n"
         "Data Standard 2.0; trafficking is a possible victim, never an actual one, and "
         "insufficient\n"
         "is blank. What has no place there is listed on stderr.",
     .option = {{"--format", "FORMAT", "csv, json or yaml (default: csv)", false},
                {"--schema", "NAME", "htcds, of records", false}}},
    {.name = "import",
     .arguments = "csv FILE",
     .min = 2,
     .max = 2,
     .run = cmd_import,
     .summary = "make record files of a table",
     .about =
         "Makes of each row of FILE (RFC 4180, the first row names the columns) a record as the "
         "map\n"
         "says, and writes those that the reader of records takes to records/NAME.yaml, where NAME "
         "is\n"
         "FILE's without .csv. Nothing is ever overwritten. A row that cannot be mapped is listed\n"
         "with its line; the last line is `rows N, mapped N, rejected N`, and exit status 1 where "
         "a\n"
         "row was rejected. data/maps/ has maps, and docs/import.md says how to write one.",
     .option = {{"--map", "FILE", "what becomes of the columns", false},
                {"--dry-run", NULL, "write nothing; print the first ten records", false}}},
    {.name = "backup",
     .arguments = "FILE",
     .min = 1,
     .max = 1,
     .run = cmd_backup,
     .summary = "copy the decision log",
     .about =
         "Copies the log as it is at one moment into FILE, which must be new (mode 0600), while "
         "others\n"
         "may go on deciding, and checks the copy: prints the number of its events and its head.\n"
         "`verify FILE` checks it again. To restore: end every tipreview on the workspace, move\n"
         "review.db, review.db-wal and review.db-shm away, copy FILE to review.db, run `verify`."},
};

const size_t commands_count = sizeof commands / sizeof *commands;

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < commands_count; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

/* Of the common options. */
static bool applies(const struct command *command, const struct option_def *o)
{
    return command->formats || strcmp(o->name, "--format") != 0;
}

static const struct option_def *find_option(const struct command *command, const char *word,
                                            size_t n)
{
    const struct option_def *lists[] = {command->option, common_options};
    for (size_t l = 0; l < 2; l++)
        for (const struct option_def *o = lists[l]; o->name; o++)
            if (strlen(o->name) == n && memcmp(o->name, word, n) == 0 &&
                (l == 0 || applies(command, o)))
                return o;
    return NULL;
}

static unsigned formats_of(const struct command *command)
{
    return command->formats ? (1u << FORMAT_TABLES) - 1 : command->own_formats;
}

static bool set_format(struct args *a, const char *value, struct err *e)
{
    unsigned formats = formats_of(a->command);
    struct str names = STR_INIT;
    for (unsigned f = 0; f < FORMAT_TOTAL; f++) {
        if (!(formats >> f & 1))
            continue;
        str_addf(&names, "%s%s",
                 !names.len           ? ""
                 : formats >> (f + 1) ? ", "
                                      : " or ",
                 format_names[f]);
        if (strcmp(value, format_names[f]) != 0)
            continue;
        a->format = (enum format)f;
        str_release(&names);
        return true;
    }
    err_set(e, ERR_USAGE, "--format %s: there is no such format: use %s", value, str_text(&names));
    str_release(&names);
    return false;
}

static bool set_option(struct args *a, const struct option_def *o, const char *value, struct err *e)
{
    if (strcmp(o->name, "-w") == 0) {
        a->workspace = value;
        return true;
    }
    if (strcmp(o->name, "--help") == 0) {
        a->help = true;
        return true;
    }
    if (strcmp(o->name, "--format") == 0)
        return set_format(a, value, e);
    if (!o->repeats && args_value(a, o->name))
        return err_set(e, ERR_USAGE, "%s is given twice: give it once", o->name);
    if (a->values == MAX_OPTION_VALUES)
        return err_set(e, ERR_USAGE, "too many options: use `decide --from FILE`");
    a->value[a->values++] = (struct option_value){o->name, value};
    return true;
}

/* One option at argv[*i], with its value behind "=" or in the next word. */
static bool parse_option(struct args *a, int argc, char **argv, int *i, struct err *e)
{
    const char *word = argv[*i], *equals = strchr(word, '=');
    size_t n = equals ? (size_t)(equals - word) : strlen(word);
    const struct option_def *o = find_option(a->command, word, n);
    if (!o)
        return err_set(e, ERR_USAGE, "%s has no option %s: see `tipreview %s --help`",
                       a->command->name, word, a->command->name);
    if (!o->argument)
        return equals ? err_set(e, ERR_USAGE, "%s takes no value: leave out %s", o->name, equals)
                      : set_option(a, o, "", e);
    if (equals)
        return set_option(a, o, equals + 1, e);
    if (++*i >= argc)
        return err_set(e, ERR_USAGE, "%s needs a value: write %s %s", o->name, o->name,
                       o->argument);
    return set_option(a, o, argv[*i], e);
}

bool args_parse(struct args *a, const struct command *command, int argc, char **argv, struct err *e)
{
    int kept = 0;
    bool options = true;
    a->command = command;
    a->argument = argv;
    for (int i = 0; i < argc; i++) {
        if (options && strcmp(argv[i], "--") == 0)
            options = false;
        else if (!options || argv[i][0] != '-' || !argv[i][1])
            argv[kept++] = argv[i];
        else if (!parse_option(a, argc, argv, &i, e))
            return false;
    }
    a->arguments = (size_t)kept;
    if (a->help)
        return true;
    if (kept < command->min || (command->max >= 0 && kept > command->max))
        return err_set(e, ERR_USAGE, "usage: tipreview %s %s: see `tipreview %s --help`",
                       command->name, command->arguments ? command->arguments : "[OPTION...]",
                       command->name);
    return true;
}

const char *args_nth(const struct args *a, const char *name, size_t n)
{
    for (size_t i = 0; i < a->values; i++)
        if (strcmp(a->value[i].name, name) == 0 && n-- == 0)
            return a->value[i].value;
    return NULL;
}

const char *args_value(const struct args *a, const char *name)
{
    return args_nth(a, name, 0);
}

static void help_option(const struct option_def *o, struct str *out)
{
    struct str left = STR_INIT;
    str_addf(&left, "%s%s%s", o->name, o->argument ? " " : "", o->argument ? o->argument : "");
    str_addf(out, "  %-26s %s%s\n", str_text(&left), o->help,
             o->repeats ? "; may be repeated" : "");
    str_release(&left);
}

void command_help(const struct command *command, struct str *out)
{
    str_addf(out, "usage: tipreview %s%s%s [OPTION...]\n\n%s.\n\n%s\n\n", command->name,
             command->arguments ? " " : "", command->arguments ? command->arguments : "",
             command->summary, command->about);
    for (const struct option_def *o = command->option; o->name; o++)
        help_option(o, out);
    for (const struct option_def *o = common_options; o->name; o++)
        if (applies(command, o))
            help_option(o, out);
}

int catalog_status(const struct catalog *c)
{
    const struct catalog_counts *n = catalog_counts(c);
    return n->rejected || n->files_failed;
}

static void print_notice(const struct workspace *w)
{
    struct str text = STR_INIT, clean = STR_INIT;
    if (w->notice.kind == ERR_NONE)
        return;
    err_format(&w->notice, &text);
    clean_line(&clean, str_text(&text), text.len);
    fprintf(stderr, "tipreview: %s\n", str_text(&clean));
    str_release(&text);
    str_release(&clean);
}

bool args_open(const struct args *a, struct workspace *w, struct err *e)
{
    if (!workspace_open(w, a->workspace, e))
        return false;
    if (!load_workspace(w, e)) {
        workspace_close(w);
        return false;
    }
    print_notice(w);
    const struct catalog_counts *n = catalog_counts(w->catalog);
    if (catalog_status(w->catalog))
        fprintf(stderr,
                "tipreview: %llu documents rejected, %u files not read: see `tipreview check`\n",
                (unsigned long long)n->rejected, n->files_failed);
    if (review_missing(w->review))
        fprintf(stderr,
                "tipreview: %zu decided records are no longer there: see `tipreview list "
                "--missing`\n",
                review_missing(w->review));
    return true;
}
