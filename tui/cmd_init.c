#include "tui/cmd.h"

int cmd_init(const struct args *a, struct err *e)
{
    return workspace_init(a->argument[0], args_value(a, "--group"), e) ? 0 : -1;
}
