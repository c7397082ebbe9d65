#include <stdlib.h>
#include <string.h>

#include "models/base/file.h"
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

int cmd_verify(const struct args *a, struct err *e)
{
    struct log_head expected;
    struct log_check check;
    const char *head = args_value(a, "--head");
    if (head && !log_head_parse(head, &expected, e))
        return -1;
    char *own = file_path(a->workspace, "review.db", e);
    struct log *log = own ? log_open(a->arguments ? a->argument[0] : own, false, e) : NULL;
    free(own);
    if (!log)
        return -1;
    bool checked = log_verify(log, head ? &expected : NULL, &check, e);
    log_close(log);
    return checked ? print_log_check(&check) : -1;
}
