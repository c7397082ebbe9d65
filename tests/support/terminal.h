/* A terminal that is a file: what was drawn can be read, and the bytes sent are counted. */
#ifndef TIPREVIEW_TESTS_TERMINAL_H
#define TIPREVIEW_TESTS_TERMINAL_H

#include "config/theme.h"
#include "models/base/str.h"

/* Opens the program's terminal (tui/term.h) on it; terminal_close, also where that failed. */
bool terminal_open(const char *type, int rows, int cols, struct err *e);
void terminal_close(void);

/* Makes it somebody else's; false where the test may not. */
bool terminal_give_away(void);

/* Puts on one of the themes that ship. */
void terminal_wear(const char *theme, enum background background);
void terminal_resize(int rows, int cols);

/* Bytes sent to the terminal since the last call. */
long terminal_bytes(void);

/* Appends one line of the screen, without the spaces at its end. */
void terminal_line(int y, struct str *out);

/* Appends the screen as text. The times of events and the length of the help are masked. */
void terminal_text(struct str *out);

/* Appends where the screen has which attributes. */
void terminal_looks(struct str *out);

/* Appends both. */
void terminal_dump(struct str *out);

/* Whether a text is on the screen. */
bool terminal_shows(const char *text);

#endif
