#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "models/base/text.h"
#include "tui/cmd.h"

int print_log_check(const struct log_check *check)
{
    struct str text = STR_INIT;
    if (check->bad_seq) {
        str_addf(&text, "event %llu does not hold: ", (unsigned long long)check->bad_seq);
        /* A damaged file's own words may be in the reason. */
        clean_line(&text, check->reason, strlen(check->reason));
    } else {
        str_addf(&text, "events %llu, every link holds, head ", (unsigned long long)check->events);
        log_head_format(&check->head, &text);
    }
    puts(str_text(&text));
    str_release(&text);
    return check->bad_seq ? 1 : 0;
}

static bool is_absent(const char *path)
{
    return access(path, F_OK) != 0 && errno == ENOENT;
}

/* A file that was named. Where its last events are left alone in the -wal, log_open says so. */
static char *named_log(const char *path, struct err *e)
{
    struct str wal = STR_INIT;
    str_addf(&wal, "%s-wal", path);
    bool absent = is_absent(path) && is_absent(str_text(&wal));
    str_release(&wal);
    if (absent) {
        err_set(e, ERR_USAGE, "there is no file %s: check its name", path);
        return NULL;
    }
    char *copy = strdup(path);
    if (!copy)
        err_memory(e);
    return copy;
}

int cmd_verify(const struct args *a, struct err *e)
{
    struct log_head expected;
    struct log_check check;
    const char *head = args_value(a, "--head");
    if (head && !log_head_parse(head, &expected, e))
        return -1;
    char *path = a->arguments ? named_log(a->argument[0], e) : workspace_log(a->workspace, e);
    struct log *log = path ? log_open(path, false, e) : NULL;
    free(path);
    if (!log)
        return -1;
    bool checked = log_verify(log, head ? &expected : NULL, &check, e);
    log_close(log);
    return checked ? print_log_check(&check) : -1;
}
