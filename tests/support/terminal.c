#include "tests/support/terminal.h"

#include <ncurses.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "models/base/text.h"
#include "tui/term.h"

static struct {
    FILE *in, *out;
    long counted; /* bytes of `out` that terminal_bytes has told of */
} terminal;

static void set_size(int rows, int cols)
{
    char text[16];
    snprintf(text, sizeof text, "%d", rows);
    setenv("LINES", text, 1);
    snprintf(text, sizeof text, "%d", cols);
    setenv("COLUMNS", text, 1);
}

bool terminal_open(const char *type, int rows, int cols, struct err *e)
{
    set_size(rows, cols);
    terminal.counted = 0;
    terminal.in = tmpfile();
    terminal.out = tmpfile();
    assert_true(terminal.in && terminal.out);
    return term_open_on(type, terminal.in, terminal.out, e);
}

void terminal_close(void)
{
    term_close();
    fclose(terminal.in);
    fclose(terminal.out);
}

bool terminal_give_away(void)
{
    return fchown(fileno(terminal.in), geteuid() + 1, (gid_t)-1) == 0;
}

void terminal_wear(const char *theme, enum background background)
{
    struct themes themes;
    struct err e;
    assert_true(themes_load(NULL, &themes, &e));
    const struct theme *found = themes_find(&themes, theme, &e);
    assert_non_null(found);
    term_wear(found, background);
    themes_release(&themes);
}

void terminal_resize(int rows, int cols)
{
    set_size(rows, cols);
    resizeterm(rows, cols);
    term_redraw();
}

long terminal_bytes(void)
{
    fflush(terminal.out);
    struct stat st;
    assert_int_equal(fstat(fileno(terminal.out), &st), 0);
    long bytes = (long)st.st_size - terminal.counted;
    terminal.counted = (long)st.st_size;
    return bytes;
}

static void add_cell(const cchar_t *cell, struct str *out)
{
    for (int i = 0; i < CCHARW_MAX && cell->chars[i]; i++)
        utf8_encode(out, (uint32_t)cell->chars[i]);
}

/* The cells of a line of what is on the screen; the second half of a wide character has none. */
static void read_line(int y, cchar_t *cells)
{
    memset(cells, 0, sizeof *cells * (size_t)(COLS + 1));
    mvwin_wchnstr(newscr, y, 0, cells, COLS);
}

void terminal_line(int y, struct str *out)
{
    cchar_t *cells = calloc((size_t)COLS + 1, sizeof *cells);
    assert_non_null(cells);
    read_line(y, cells);
    for (int x = 0; x < COLS; x++)
        add_cell(&cells[x], out);
    size_t len = out->len;
    while (len && out->p[len - 1] == ' ')
        len--;
    str_cut(out, len);
    free(cells);
}

/* Nothing of the terminal's own colour. */
static void name_colour(int pair, struct str *out)
{
    short colour, back;
    if (!pair || pair_content((short)pair, &colour, &back) == ERR || colour < 0)
        return;
    if (colour_name(colour))
        str_addf(out, " %s", colour_name(colour));
    else
        str_addf(out, " colour%d", colour);
}

static void name_look(attr_t look, struct str *out)
{
    static const struct {
        attr_t attribute;
        const char *name;
    } names[] = {
        {A_BOLD, "bold"}, {A_REVERSE, "reverse"}, {A_UNDERLINE, "underline"}, {A_DIM, "dim"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (look & names[i].attribute)
            str_addf(out, " %s", names[i].name);
    }
    name_colour(PAIR_NUMBER(look), out);
}

static void dump_looks(int y, struct str *out)
{
    cchar_t *cells = calloc((size_t)COLS + 1, sizeof *cells);
    assert_non_null(cells);
    read_line(y, cells);
    for (int x = 0; x < COLS;) {
        int from = x;
        attr_t look = cells[x].attr & ~A_CHARTEXT;
        while (x < COLS && (cells[x].attr & ~A_CHARTEXT) == look)
            x++;
        if (look & (A_BOLD | A_REVERSE | A_UNDERLINE | A_DIM | A_COLOR)) {
            str_addf(out, "%d:%d-%d", y, from, x - 1);
            name_look(look, out);
            str_addc(out, '\n');
        }
    }
    free(cells);
}

/* Puts 0 for the digits from each `before` up to `end`. */
static void mask(struct str *out, const char *before, char end)
{
    for (char *at = out->p; at && (at = strstr(at, before)); at++) {
        for (char *c = at + strlen(before); *c && *c != end && *c != '\n'; c++) {
            if (*c >= '0' && *c <= '9')
                *c = '0';
        }
    }
}

/* The same for a time in this form, which only an event has. */
static void mask_form(struct str *out, const char *form)
{
    const size_t n = strlen(form);
    for (size_t at = 0; at + n <= out->len; at++) {
        size_t i = 0;
        while (i < n && (form[i] == '0' ? out->p[at + i] >= '0' && out->p[at + i] <= '9'
                                        : out->p[at + i] == form[i]))
            i++;
        if (i == n)
            memcpy(out->p + at, form, n);
    }
}

void terminal_text(struct str *out)
{
    for (int y = 0; y < LINES; y++) {
        struct str line = STR_INIT;
        terminal_line(y, &line);
        str_addf(out, "%s\n", str_text(&line));
        str_release(&line);
    }
    mask(out, "saved ", 'Z');
    mask_form(out, "0000-00-00 00:00:00");
    mask_form(out, "0000-00-00 00:00");
    /* Every new action makes the help longer. */
    mask(out, "\nHelp  ", ' ');
    assert_false(out->failed);
}

void terminal_looks(struct str *out)
{
    for (int y = 0; y < LINES; y++)
        dump_looks(y, out);
    assert_false(out->failed);
}

void terminal_dump(struct str *out)
{
    terminal_text(out);
    str_add(out, "----\n");
    terminal_looks(out);
}

bool terminal_shows(const char *text)
{
    struct str dump = STR_INIT;
    terminal_dump(&dump);
    bool shown = strstr(str_text(&dump), text) != NULL;
    str_release(&dump);
    return shown;
}
