/* The console on a terminal that is a file: keys go in, the screen can be read (tests/support/terminal.h).
 *
 * A script is a text file, so that a report of a fault can be one. Each line is one of
 *   # comment
 *   j5<Down><Tab>        keys, each drawn before the next; the same key again comes a second later
 *   :hold 20 V           a key held down: it comes so many times, as a keyboard repeats it, each drawn before the next
 *   :burst 2000 j        so many times these keys, drawn once at the end
 *   :paste text          pasted text
 *   :resize 40x10        columns x rows
 *   :load                reads the records to their end (a script begins before the first is read)
 *   :reopen              leaves the console and opens it again
 *   :mouse BUTTON ROW    0: left, 64: wheel up, 65: wheel down; rows from 0
 *   :file NAME TEXT      writes a file of the workspace; \n is a line feed
 *   :edit NAME OLD => NEW  puts one text in the place of another in a file of the workspace
 *   :wait MINUTES        so long no key is pressed
 *   :theme NAME          puts on a theme
 *   :expect TEXT         the text is on one line of the screen; also :expect-not
 *   :save-display NAME   compares the screen with tests/screen/golden/NAME; GENERATE=1 writes it */
#ifndef TIPREVIEW_TESTS_SCREEN_H
#define TIPREVIEW_TESTS_SCREEN_H

#include "tests/support/terminal.h"
#include "tui/app_private.h"

/* What a console is opened on. Zero-initialised but for its size: the theme default in UTF-8 on an xterm with 256 colours. */
struct screen_look {
    int rows, cols;
    const char *theme, *type, *locale;
};

struct screen {
    struct workspace workspace;
    struct app app;
    char dir[256]; /* of the workspace; removed at the end */
    int64_t clock_ms;
    uint32_t pressed; /* the key pressed last; 0: so long ago that it does not matter */
};

/* Makes a workspace in a new folder with these YAML files, and opens the console on it. Fails the test where it cannot. */
void screen_open(struct screen *s, const char *const *files, int rows, int cols);
void screen_open_look(struct screen *s, const char *const *files, const struct screen_look *look);
void screen_close(struct screen *s);

/* Set-up and tear-down of a cmocka test: its state is a console on tests/screen/records/debriefings.yaml at 80x24, which has read
 * them. */
int screen_setup(void **state);
int screen_teardown(void **state);

/* The id of the record in hand; "" where there is none. */
const char *screen_in_hand(const struct screen *s);

/* Leaves the console and opens it again on the same workspace. */
void screen_reopen(struct screen *s);

void screen_load(struct screen *s);                   /* to the end */
void screen_keys(struct screen *s, const char *keys); /* drawn one by one */
void screen_hold(struct screen *s, unsigned times, const char *key);
void screen_burst(struct screen *s, unsigned times, const char *keys);
void screen_paste(struct screen *s, const char *text);
void screen_resize(struct screen *s, int rows, int cols);
void screen_draw(struct screen *s); /* once what the view counts between keys is there */
void screen_wait(struct screen *s, int64_t ms); /* without a key */

void screen_script(struct screen *s, const char *path);
void screen_lines(struct screen *s, const char *lines);

/* Plays the lines of a script at 40x10, 80x24, 120x40 and 200x50, each in colour and in monochrome, and compares what is
 * shown at its end with tests/screen/golden/matrix/NAME: for each size the text, which must be the same in both, and the
 * attributes of each. Lines are parted by line feeds. */
void screen_matrix(const char *const *files, const char *name, const char *lines);

#endif
