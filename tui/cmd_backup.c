#include <stdlib.h>

#include "tui/cmd.h"

/* The copy is looked at as a whole before it is called one. */
static int check_copy(const char *path, struct err *e)
{
    struct log_check check;
    struct log *log = log_open(path, false, e);
    bool checked = log && log_verify(log, NULL, &check, e);
    log_close(log);
    return checked ? print_log_check(&check) : -1;
}

int cmd_backup(const struct args *a, struct err *e)
{
    char *path = workspace_log(a->workspace, e);
    bool copied = path && log_backup(path, a->argument[0], e);
    free(path);
    return copied ? check_copy(a->argument[0], e) : -1;
}
