/* Every view, in each state that it has: how it looks at four sizes, in colour and in monochrome (tests/screen/golden/matrix/); and
 * that each key it hints at, in each preset of keys, does something there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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
    {"case-again", cases,
     ":file tipreview.yaml recheck.share: 100\\nrecheck.after: today\\n\n:reopen\n:load\n"
     "lid:D-2004-03117 | id:D-2004-04001<Enter>g<Enter>5a1p7TShe was deceived.<Enter>XNot "
     "ours.<Enter>"},
    {"case-again-menu", cases,
     ":file tipreview.yaml recheck.share: 100\\nrecheck.after: today\\n\n:reopen\n:load\n"
     "lid:D-2004-03117 | id:D-2004-04001<Enter>g<Enter>5a1p7TShe was deceived.<Enter>XNot "
     "ours.<Enter>M"},
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

static void open_row(struct screen *s, const struct row *row, const char *preset, bool wide)
{
    struct err e;
    screen_open(s, row->files, wide ? 50 : 24, wide ? 200 : 80);
    screen_lines(s, row->lines);
    s->workspace.settings.keys = preset;
    assert_true(app_set_keys(&s->app, &e));
    app_message_read(&s->app);
    screen_draw(s);
}

/* The binding whose label a hint has at that place; NULL where it has none there, but its words. */
static const struct binding *hinted(const struct app *app, const char *hint, unsigned place)
{
    const struct keymap *keys = &app->keys;
    while (place--)
        hint += strcspn(hint, " ") + 1;
    size_t n = strcspn(hint, " "), range = strcspn(hint, "-");
    if (range && range < n && hint[range - 1] >= '1' && hint[range - 1] <= '9')
        n = range; /* "1-8" */
    for (size_t i = 0; i < keys->count; i++) {
        const struct binding *b = &keys->binding[i];
        struct act act;
        if (strlen(b->label) == n && strncmp(b->label, hint, n) == 0 &&
            keymap_match(keys, b->key, b->length, app->top->ops->scopes, &act) == MATCH_WHOLE)
            return b;
    }
    return NULL;
}

enum effect { NO_KEY, NOTHING, SOMETHING, NO_MEANING };

/* Whether keys change what is on the screen, or leave. */
static enum effect press(struct screen *s, const struct binding *b)
{
    struct str before = STR_INIT, after = STR_INIT;
    terminal_dump(&before);
    for (unsigned i = 0; i < b->length; i++)
        app_key(&s->app, b->key[i], NULL);
    screen_draw(s);
    terminal_dump(&after);
    bool same = strcmp(str_text(&before), str_text(&after)) == 0;
    bool meaningless = terminal_shows("means nothing here");
    str_release(&before);
    str_release(&after);
    return meaningless ? NO_MEANING : same && !s->app.quit ? NOTHING : SOMETHING;
}

/* The key at a place of a hint, in a process of its own, so that the next one finds the console as it was. */
static enum effect press_hinted(struct screen *s, const char *hint, unsigned place)
{
    enum { SECONDS = 60 };
    const struct binding *b = hinted(&s->app, hint, place);
    int status;
    if (!b)
        return NO_KEY;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        alarm(SECONDS);
        _exit((int)press(s, b));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return (enum effect)WEXITSTATUS(status);
}

/* Of several keys with the same words one does something: at the top none goes up. */
static void try_hints(struct screen *s, const struct row *row, const char *preset,
                      const char *hints)
{
    static const char refused[] =
        " refused"; /* tells what the key does, which may be there already */
    for (const char *next; *hints; hints = next + 2) {
        enum effect effect = NOTHING;
        next = strstr(hints, "  ");
        if (strncmp(next - strlen(refused), refused, strlen(refused)) == 0)
            continue;
        for (unsigned place = 0; effect == NOTHING; place++)
            effect = press_hinted(s, hints, place);
        if (effect != SOMETHING)
            fail_msg("%s, keys %s: \"%.*s\" does nothing", row->name, preset, (int)(next - hints),
                     hints);
    }
}

static void test_hints(void **state)
{
    static const struct {
        const char *preset;
        bool wide;
    } tries[] = {{"default", false}, {"default", true}, {"vim", false}, {"arrows", false}};
    const struct row *row = *state;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct screen s;
        struct str hints = STR_INIT;
        open_row(&s, row, tries[i].preset, tries[i].wide);
        if (!s.app.private->typing && !s.app.private->locked) {
            s.app.top->ops->hints(s.app.top, &hints);
            app_frame_hints(&s.app, &hints);
        }
        try_hints(&s, row, tries[i].preset, str_text(&hints));
        screen_close(&s);
        str_release(&hints);
    }
}

int main(void)
{
    enum { ROWS = sizeof rows / sizeof *rows };
    struct CMUnitTest tests[ROWS * 2];
    for (size_t i = 0; i < ROWS * 2; i++)
        tests[i] = (struct CMUnitTest){.name = rows[i / 2].name,
                                       .test_func = i % 2 ? test_hints : test_row,
                                       .initial_state = &rows[i / 2]};
    return cmocka_run_group_tests_name("matrix", tests, NULL, NULL);
}
