/* Every view, in each state that it has, at four sizes, in colour and in monochrome: tests/screen/golden/matrix/. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/screen.h"

#define RECORDS "tests/screen/records/"

static const char *const none[] = {NULL};
static const char *const one[] = {RECORDS "one.yaml", NULL};
static const char *const list[] = {RECORDS "debriefings.yaml", NULL};
static const char *const cases[] = {RECORDS "case.yaml", NULL};
static const char *const years[] = {RECORDS "years.yaml", NULL};
static const char *const rejected[] = {RECORDS "rejected.yaml", NULL};

static struct row {
    const char *name;
    const char *const *files;
    const char *lines; /* of a script (tests/support/screen.h) */
} rows[] = {
    {"queue", list, ":load\nj<Enter>1q"},
    {"queue-empty", none, ":load"},
    {"queue-one", one, ":load"},
    {"queue-rejected", rejected, ":load"},
    {"queue-loading", list, ""},
    {"queue-case", cases, ":load"},
    {"queue-search", list, ":load\n/room<Enter>"},
    {"queue-limit", list, ":load\nlyear:2004 & passport<Enter>"},
    {"queue-limit-none", list, ":load\nlid:D-1999-00001<Enter>"},
    {"queue-limit-wrong", list, ":load\nlyear:2004 & (kind:debriefing<Enter>"},
    {"queue-decided", list,
     ":load\nFj<Enter>XNot ours.<Enter>XNot ours either.<Enter>mSeen again.<Enter>qtjt"},
    {"queue-bulk", list, ":load\ntjtjt;"},

    {"case", cases, ":load\n<Enter>"},
    {"case-answered", cases, ":load\n<Enter>51a1p7"},
    {"case-decided", cases, ":load\n<Enter>5a1p7TShe was deceived about the work.<Enter>K"},
    {"case-refused", cases, ":load\n:D-2004-07001<Enter>\n<Enter>V"},
    {"case-operation", cases, ":load\n<Enter>J"},
    {"case-chinese", cases, ":load\n<Enter>JJ"},
    {"case-hostile", cases, ":load\n<Enter>JJJ"},
    {"case-long", cases, ":load\n<Enter>JJJJ"},
    {"case-one", one, ":load\n<Enter>"},
    {"case-content", cases, ":load\n:D-2004-09001<Enter>\n<Enter>"},
    {"case-rationale", cases, ":load\n<Enter>5T\nShe was told of a job as a waitress."},
    {"case-note", cases, ":load\n<Enter>m\nAsk for the file of the restaurant.<C-j>And again."},
    {"guidance", cases, ":load\n<Enter>h"},
    {"signs", cases, ":load\n<Enter>ejj"},

    {"tally", years, ":load\ny"},
    {"tally-empty", none, ":load\ny"},
    {"tally-few", list, ":load\ny"},
    {"tally-loading", years, "y"},
    {"summary", years, ":load\ns"},
    {"summary-empty", none, ":load\ns"},
    {"summary-one", one, ":load\ns"},
    {"definitions", years, ":load\nd"},
    {"definitions-empty", none, ":load\nd"},
    {"definition", cases, ":load\nd<Enter>"},

    {"problems", rejected, ":load\n!"},
    {"problems-none", years, ":load\n!"},
    {"problem", rejected, ":load\n!<Enter>"},
    {"help-queue", list, ":load\n?"},
    {"help-case", cases, ":load\n<Enter>?"},
    {"menu-queue", list, ":load\nM"},
    {"menu-case", cases, ":load\n<Enter>M"},
    {"limits", list, ":load\nL"},
    {"command", list, ":load\n:\nlim<Tab>"},
    {"command-unknown", list, ":load\n:nonsense<Enter>"},
    {"prompt", list, ":load\n/a search that is longer than the line is wide"},
    {"locked", cases, ":load\n<Enter>\n:wait 15"},
};

static void test_row(void **state)
{
    const struct row *row = *state;
    screen_matrix(row->files, row->name, row->lines);
}

int main(void)
{
    enum { ROWS = sizeof rows / sizeof *rows };
    struct CMUnitTest tests[ROWS];
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){
            .name = rows[i].name, .test_func = test_row, .initial_state = &rows[i]};
    return cmocka_run_group_tests_name("matrix", tests, NULL, NULL);
}
