#include <stdlib.h>

#include "tui/cmd.h"

static int print_check(const struct log_check *check)
{
    struct str head = STR_INIT;
    if (check->bad_seq) {
        printf("event %llu does not hold: %s\n", (unsigned long long)check->bad_seq, check->reason);
        return 1;
    }
    log_head_format(&check->head, &head);
    printf("events %llu, every link holds, head %s\n", (unsigned long long)check->events,
           str_text(&head));
    str_release(&head);
    return 0;
}

int cmd_verify(const struct args *a, struct err *e)
{
    struct log_head expected;
    struct log_check check;
    const char *head = args_value(a, "--head");
    if (head && !log_head_parse(head, &expected, e))
        return -1;
    struct str path = STR_INIT;
    str_addf(&path, "%s/review.db", a->workspace);
    struct log *log = log_open(str_text(&path), false, e);
    str_release(&path);
    if (!log)
        return -1;
    bool checked = log_verify(log, head ? &expected : NULL, &check, e);
    log_close(log);
    return checked ? print_check(&check) : -1;
}
