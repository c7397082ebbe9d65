#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "models/base/text.h"
#include "tui/app.h"
#include "tui/cmd.h"
#include "tui/guard.h"

static int report(const struct err *e)
{
    struct str text = STR_INIT, clean = STR_INIT;
    err_format(e, &text);
    clean_line(&clean, str_text(&text), text.len);
    fprintf(stderr, "tipreview: %s\n", str_text(&clean));
    str_release(&text);
    str_release(&clean);
    return err_status(e->kind);
}

static void usage(FILE *to)
{
    fputs("usage: tipreview [WORKSPACE]           open the console\n"
          "       tipreview COMMAND [OPTION...]   one command; see `tipreview COMMAND --help`\n\n",
          to);
    for (size_t i = 0; i < commands_count; i++)
        fprintf(to, "  %-10s %s\n", commands[i].name, commands[i].summary);
    fputs("\nExit status: 0 done; 1 done, and it found problems; 2 usage or settings error;\n"
          "3 storage or system error.\n",
          to);
}

static int run_console(const char *path)
{
    struct workspace w;
    struct guard guard;
    struct err e = {.kind = ERR_NONE};
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        err_set(&e, ERR_USAGE,
                "the console needs a terminal: use a command such as `tipreview -w %s tally`",
                path);
        return report(&e);
    }
    if (!guard_begin(&guard, &e))
        return report(&e);
    if (guard.console)
        return guard_watch(&guard);
    if (!workspace_open(&w, path, &e))
        return report(&e);
    bool ran = app_run(&w, &e);
    workspace_close(&w);
    return ran ? 0 : report(&e);
}

static int run_command(const struct command *command, const char *workspace, int argc, char **argv)
{
    struct err e = {.kind = ERR_NONE};
    struct args a = {.workspace = workspace};
    setlocale(LC_CTYPE, ""); /* no more: numbers are read and written one way everywhere */
    if (!args_parse(&a, command, argc, argv, &e))
        return report(&e);
    if (a.help) {
        struct str text = STR_INIT;
        command_help(command, &text);
        fputs(str_text(&text), stdout);
        str_release(&text);
        return 0;
    }
    int status = command->run(&a, &e);
    if (status < 0)
        return report(&e);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        err_errno(&e, "the output could not be written");
        return report(&e);
    }
    return status;
}

int main(int argc, char **argv)
{
    const char *workspace = ".";
    int i = 1;
    prctl(PR_SET_DUMPABLE, 0); /* a crash leaves no text of a case in a file */
    if (i + 1 < argc && strcmp(argv[i], "-w") == 0) {
        workspace = argv[i + 1];
        i += 2;
    }
    if (i >= argc)
        return run_console(workspace);
    if (strcmp(argv[i], "--version") == 0) {
        puts("tipreview " TIPREVIEW_VERSION);
        return 0;
    }
    if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "help") == 0) {
        usage(stdout);
        return 0;
    }
    const struct command *command = command_find(argv[i]);
    if (command)
        return run_command(command, workspace, argc - i - 1, argv + i + 1);
    if (i + 1 == argc && argv[i][0] != '-' && access(argv[i], F_OK) == 0)
        return run_console(argv[i]);
    struct err e = {.kind = ERR_NONE};
    err_set(&e, ERR_USAGE, "%s is neither a command nor a workspace: see `tipreview --help`",
            argv[i]);
    return report(&e);
}
