#include "tui/cmd.h"

int cmd_retract(const struct args *a, struct err *e)
{
    struct workspace w;
    const char *id = a->argument[0];
    if (!args_open(a, &w, e))
        return -1;
    enum done done = casework_retract(&w.casework, id, e);
    workspace_close(&w);
    switch (done) {
    case DONE_SAVED:
        fputs("tipreview: retracted\n", stderr);
        return 0;
    case DONE_NOTHING:
        err_set(e, ERR_DATA, "no decision of yours is in force on %s: see `tipreview log %s`", id,
                id);
        return -1;
    case DONE_REFUSED:
    case DONE_NOT_SAVED:
    case DONE_UNKNOWN:
        break;
    }
    return -1;
}
