/* The line-mode commands. One table, tui/commands.c, from which the parser, `--help` and the manual
 * page are made; each command is a file tui/cmd_NAME.c with one function. */
#ifndef TIPREVIEW_CMD_H
#define TIPREVIEW_CMD_H

#include <stdbool.h>
#include <stddef.h>

#include "config/workspace.h"
#include "models/base/err.h"
#include "tui/output.h"

enum { MAX_OPTION_VALUES = 64 };

struct args;

struct option_def {
    const char *name;     /* "--outcome" */
    const char *argument; /* "O"; NULL: takes none */
    const char *help;
    bool repeats;
};

struct command {
    const char *name;
    const char *arguments;        /* "[PATH...]" */
    int min, max;                 /* of the arguments; max -1: any number */
    const char *summary;          /* one line */
    const char *about;            /* for --help and the manual: what it prints, in which columns */
    bool formats;                 /* takes --format, of a table; else it may have one of its own: */
    unsigned own_formats;         /* a bit for each that it takes, 1 << FORMAT_JSON */
    struct option_def option[10]; /* ends with a NULL name */
    /* Returns the exit status 0 or 1, or sets the error and returns -1. */
    int (*run)(const struct args *a, struct err *e);
};

/* A parsed command line. */
struct args {
    const struct command *command;
    const char *workspace;
    enum format format;
    char *const *argument;
    size_t arguments;
    bool help;
    struct option_value {
        const char *name, *value; /* value "" where the option takes none */
    } value[MAX_OPTION_VALUES];
    size_t values;
};

extern const struct command commands[];
extern const size_t commands_count;
extern const struct option_def common_options[]; /* -w, --format, --help; ends with a NULL name */

const struct command *command_find(const char *name);

/* Parses what follows the command's name. argv's strings are borrowed, and its order may change. */
MUST_CHECK bool args_parse(struct args *a, const struct command *command, int argc, char **argv,
                           struct err *e);

/* The value of an option, or NULL; of the n-th where it repeats. */
const char *args_value(const struct args *a, const char *name);
const char *args_nth(const struct args *a, const char *name, size_t n);

/* Appends the help text of a command. */
void command_help(const struct command *command, struct str *out);

/* Opens the workspace of the arguments and loads all its records. Prints how many documents were
 * rejected, on stderr. */
MUST_CHECK bool args_open(const struct args *a, struct workspace *w, struct err *e);

/* The exit status of a command that has looked at all records: 1 where a document was rejected or a file not read. */
int catalog_status(const struct catalog *c);

/* Prints what a check of the log found; the exit status 0, or 1 where an event does not hold. */
int print_log_check(const struct log_check *check);

int cmd_init(const struct args *a, struct err *e);
int cmd_check(const struct args *a, struct err *e);
int cmd_list(const struct args *a, struct err *e);
int cmd_show(const struct args *a, struct err *e);
int cmd_assess(const struct args *a, struct err *e);
int cmd_decide(const struct args *a, struct err *e);
int cmd_retract(const struct args *a, struct err *e);
int cmd_summary(const struct args *a, struct err *e);
int cmd_tally(const struct args *a, struct err *e);
int cmd_freeze(const struct args *a, struct err *e);
int cmd_log(const struct args *a, struct err *e);
int cmd_verify(const struct args *a, struct err *e);
int cmd_backup(const struct args *a, struct err *e);
int cmd_export(const struct args *a, struct err *e);
int cmd_import(const struct args *a, struct err *e);

#endif
