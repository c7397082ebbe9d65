#include "tests/support/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support/folder.h"
#include "tests/support/places.h"
#include "tui/input.h"
#include "tui/key_name.h"
#include "tui/term.h"

enum { AGAIN_MS = 1000 }; /* between two presses of one key */

static void open_workspace(struct screen *s)
{
    struct err e;
    if (!workspace_open(&s->workspace, s->dir, &e))
        fail_msg("%s", e.what);
    /* Who runs the tests must not show. */
    snprintf(s->workspace.who.reviewer, sizeof s->workspace.who.reviewer, "reviewer1");
    s->workspace.who.login[0] = '\0';
}

static void open_console(struct screen *s)
{
    struct err e;
    if (!app_open(&s->app, &s->workspace, &e))
        fail_msg("%s", e.what);
    free(s->app.private->name);
    s->app.private->name = strdup("workspace");
    app_tick(&s->app, ++s->clock_ms);
    screen_draw(s);
}

void screen_wait(struct screen *s, int64_t ms)
{
    s->pressed = 0;
    app_tick(&s->app, s->clock_ms += ms);
    screen_draw(s);
}

static void put_on(struct screen *s, const char *theme)
{
    struct err e;
    if (!app_theme(&s->app, theme, &e))
        fail_msg("%s", e.what);
    screen_draw(s);
}

void screen_open_look(struct screen *s, const char *const *files, const struct screen_look *look)
{
    struct err e;
    *s = (struct screen){0};
    unsetenv("NO_COLOR");
    unsetenv("COLORFGBG");
    setenv("LC_ALL", look->locale ? look->locale : "C.UTF-8", 1);
    folder_make(s->dir, sizeof s->dir);
    if (!workspace_init(s->dir, NULL, &e))
        fail_msg("%s", e.what);
    for (; *files; files++)
        folder_copy(*files, s->dir, "records");
    if (!terminal_open(look->type ? look->type : "xterm-256color", look->rows, look->cols, &e))
        fail_msg("%s", e.what);
    open_workspace(s);
    open_console(s);
    if (look->theme)
        put_on(s, look->theme);
}

void screen_open(struct screen *s, const char *const *files, int rows, int cols)
{
    screen_open_look(s, files, &(struct screen_look){.rows = rows, .cols = cols});
}

int screen_setup(void **state)
{
    static struct screen s;
    static const char *const records[] = {"tests/screen/records/debriefings.yaml", NULL};
    screen_open(&s, records, 24, 80);
    screen_load(&s);
    *state = &s;
    return 0;
}

int screen_teardown(void **state)
{
    screen_close(*state);
    return 0;
}

const char *screen_in_hand(const struct screen *s)
{
    uint32_t row = app_row(&s->app);
    return row == CATALOG_NONE ? "" : catalog_text(s->workspace.catalog, row, F_ID, NULL);
}

void screen_reopen(struct screen *s)
{
    app_close(&s->app);
    workspace_close(&s->workspace);
    open_workspace(s);
    open_console(s);
}

void screen_close(struct screen *s)
{
    if (s->app.private)
        app_close(&s->app);
    terminal_close();
    workspace_close(&s->workspace);
    folder_remove(s->dir);
}

/* What a view counts between keys is there, however slow the machine is. */
static void count_all(struct screen *s)
{
    enum { SLICE_MS = 1000 };
    const struct view_ops *ops = s->app.top->ops;
    while (ops->work && ops->work(s->app.top, SLICE_MS))
        ;
}

void screen_draw(struct screen *s)
{
    int rows, cols;
    if (!s->app.top)
        return;
    term_size(&rows, &cols);
    if (s->app.private->redraw)
        term_redraw();
    s->app.private->redraw = false;
    count_all(s);
    app_draw(&s->app, rows, cols);
    term_flush();
    app_sent(&s->app, s->clock_ms);
}

void screen_load(struct screen *s)
{
    while (app_pending(&s->app))
        app_work(&s->app);
    app_changed(&s->app);
    screen_draw(s);
}

static void press(struct screen *s, uint32_t key)
{
    if (!s->app.quit)
        app_key(&s->app, key, NULL);
    app_keep_draft(&s->app);
    while (!s->app.quit && app_pending(&s->app) && !s->app.private->loading)
        app_work(&s->app);
}

void screen_keys(struct screen *s, const char *keys)
{
    while (*keys) {
        uint32_t key = key_parse(&keys);
        assert_int_not_equal(key, 0);
        if (key == s->pressed && !s->app.private->typing)
            app_tick(&s->app, s->clock_ms += AGAIN_MS);
        s->pressed = key;
        press(s, key);
        screen_draw(s);
    }
}

void screen_hold(struct screen *s, unsigned times, const char *key)
{
    enum { DELAY_MS = 660, REPEAT_MS = 33 };
    for (unsigned i = 0; i < times; i++) {
        const char *at = key;
        app_tick(&s->app, s->clock_ms += i == 0 ? AGAIN_MS : i == 1 ? DELAY_MS : REPEAT_MS);
        press(s, key_parse(&at));
        screen_draw(s);
    }
    s->pressed = 0;
}

void screen_burst(struct screen *s, unsigned times, const char *keys)
{
    for (unsigned i = 0; i < times; i++) {
        for (const char *at = keys; *at;)
            press(s, key_parse(&at));
    }
    screen_draw(s);
}

void screen_resize(struct screen *s, int rows, int cols)
{
    terminal_resize(rows, cols);
    screen_draw(s);
}

void screen_paste(struct screen *s, const char *text)
{
    struct str pasted = STR_INIT;
    str_add(&pasted, text);
    app_key(&s->app, K_PASTE, &pasted);
    app_keep_draft(&s->app);
    screen_draw(s);
    str_release(&pasted);
}

static void compare(const char *name, const struct str *shown)
{
    struct str golden = STR_INIT;
    char path[512];
    const char *generate = getenv("GENERATE");
    snprintf(path, sizeof path, "tests/screen/golden/%s", name);
    if (generate && *generate)
        folder_write(path, str_text(shown), shown->len);
    folder_read(path, &golden);
    if (strcmp(str_text(shown), str_text(&golden)) != 0)
        fail_msg("%s is not what is shown (GENERATE=1 writes it):\n%s", path, str_text(shown));
    str_release(&golden);
}

static void save_display(const char *name)
{
    struct str shown = STR_INIT;
    terminal_dump(&shown);
    compare(name, &shown);
    str_release(&shown);
}

static void expect(const char *text, bool wanted)
{
    struct str shown = STR_INIT;
    if (terminal_shows(text) != wanted) {
        terminal_dump(&shown);
        fail_msg("\"%s\" is %sshown:\n%s", text, wanted ? "not " : "", str_text(&shown));
    }
    str_release(&shown);
}

static void press_mouse(struct screen *s, unsigned button, int row)
{
    app_mouse(&s->app, &(struct mouse){.button = button, .row = row});
    screen_draw(s);
}

/* Puts `to` for each `from`; false where there is none. */
static bool replace(struct str *text, const char *from, const char *to)
{
    struct str out = STR_INIT;
    const char *at = str_text(text), *found;
    bool any = false;
    while ((found = strstr(at, from))) {
        str_addn(&out, at, (size_t)(found - at));
        str_add(&out, to);
        at = found + strlen(from);
        any = true;
    }
    str_add(&out, at);
    str_release(text);
    *text = out;
    return any;
}

/* Splits "NAME REST" at its first space. */
static const char *name_and_rest(const char *line, char name[256])
{
    size_t n = strcspn(line, " ");
    snprintf(name, 256, "%.*s", (int)n, line);
    return line + n + (line[n] == ' ');
}

static void write_file(const struct screen *s, const char *line)
{
    char name[256];
    struct str text = STR_INIT;
    str_add(&text, name_and_rest(line, name));
    replace(&text, "\\n", "\n");
    place_write(s->dir, name, str_text(&text));
    str_release(&text);
}

static void edit_file(const struct screen *s, const char *line)
{
    char name[256];
    struct str text = STR_INIT, from = STR_INIT;
    const char *rest = name_and_rest(line, name), *arrow = strstr(rest, " => ");
    assert_non_null(arrow);
    str_addn(&from, rest, (size_t)(arrow - rest));
    folder_read(place_path(s->dir, name), &text);
    if (!replace(&text, str_text(&from), arrow + 4))
        fail_msg("\"%s\" is not in %s", str_text(&from), name);
    place_write(s->dir, name, str_text(&text));
    str_release(&from);
    str_release(&text);
}

static void script_line(struct screen *s, const char *line)
{
    int rows, cols;
    unsigned times;
    char text[256];
    if (!*line || *line == '#')
        return;
    if (sscanf(line, ":burst %u %255s", &times, text) == 2)
        screen_burst(s, times, text);
    else if (sscanf(line, ":hold %u %255s", &times, text) == 2)
        screen_hold(s, times, text);
    else if (sscanf(line, ":resize %dx%d", &cols, &rows) == 2)
        screen_resize(s, rows, cols);
    else if (sscanf(line, ":save-display %255s", text) == 1)
        save_display(text);
    else if (strcmp(line, ":load") == 0)
        screen_load(s);
    else if (strcmp(line, ":reopen") == 0)
        screen_reopen(s);
    else if (sscanf(line, ":mouse %u %d", &times, &rows) == 2)
        press_mouse(s, times, rows);
    else if (sscanf(line, ":wait %u", &times) == 1)
        screen_wait(s, times * INT64_C(60000));
    else if (sscanf(line, ":theme %255s", text) == 1)
        put_on(s, text);
    else if (strncmp(line, ":paste ", 7) == 0)
        screen_paste(s, line + 7);
    else if (strncmp(line, ":file ", 6) == 0)
        write_file(s, line + 6);
    else if (strncmp(line, ":edit ", 6) == 0)
        edit_file(s, line + 6);
    else if (strncmp(line, ":expect ", 8) == 0)
        expect(line + 8, true);
    else if (strncmp(line, ":expect-not ", 12) == 0)
        expect(line + 12, false);
    else
        screen_keys(s, line);
}

void screen_lines(struct screen *s, const char *lines)
{
    char *script = strdup(lines), *rest = NULL;
    assert_non_null(script);
    for (char *line = strtok_r(script, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        script_line(s, line);
    free(script);
}

void screen_script(struct screen *s, const char *path)
{
    struct str script = STR_INIT;
    folder_read(path, &script);
    assert_false(script.failed);
    screen_lines(s, str_text(&script));
    str_release(&script);
}

/* What a script leaves on the screen, its text and its attributes. */
static void play(const char *const *files, const struct screen_look *look, const char *lines,
                 struct str *text, struct str *looks)
{
    struct screen s;
    screen_open_look(&s, files, look);
    screen_lines(&s, lines);
    terminal_text(text);
    terminal_looks(looks);
    screen_close(&s);
}

void screen_matrix(const char *const *files, const char *name, const char *lines)
{
    static const struct {
        int rows, cols;
    } sizes[] = {{10, 40}, {24, 80}, {40, 120}, {50, 200}};
    struct str shown = STR_INIT;
    char path[128];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct screen_look look = {.rows = sizes[i].rows, .cols = sizes[i].cols};
        struct str colour = STR_INIT, colours = STR_INIT, mono = STR_INIT, monos = STR_INIT;
        look.theme = "default";
        play(files, &look, lines, &colour, &colours);
        look.theme = "monochrome";
        play(files, &look, lines, &mono, &monos);
        assert_string_equal(str_text(&colour), str_text(&mono));
        str_addf(&shown, "==== %dx%d\n%s---- colour\n%s---- monochrome\n%s", look.cols, look.rows,
                 str_text(&colour), str_text(&colours), str_text(&monos));
        str_release(&colour);
        str_release(&colours);
        str_release(&mono);
        str_release(&monos);
    }
    snprintf(path, sizeof path, "matrix/%s", name);
    compare(path, &shown);
    str_release(&shown);
}
