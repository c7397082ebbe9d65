/* The terminal: opened, measured, suspended and, however the program ends, restored. One at a time. */
#ifndef TIPREVIEW_TERM_H
#define TIPREVIEW_TERM_H

#include <stdbool.h>
#include <stdio.h>
#include <termios.h>

#include "models/base/err.h"
#include "tui/draw.h"

/* Takes the terminal on standard input and output. Refused with advice where there is none or where
 * its type is unknown or cannot place the cursor. */
MUST_CHECK bool term_open(struct err *e);

/* The same with a terminal of this type behind two files of any kind. */
MUST_CHECK bool term_open_on(const char *type, FILE *in, FILE *out, struct err *e);

/* Puts everything back as it was. May be called where nothing is open. */
void term_close(void);

/* Puts the terminal's settings back and sends nothing: from a signal handler that ends the process. */
void term_abandon(void);

int term_fd(void); /* to read keys from; -1 while the terminal is given back */
/* Whether the terminal still belongs to whom it belonged to when it was opened. */
bool term_owned(void);

void term_size(int *rows, int *cols);

/* Measures again and lays the screen out anew. */
void term_resized(void);

/* Sends what changed since the last time. */
void term_flush(void);

/* The next term_flush sends the whole screen. */
void term_redraw(void);

/* Gives the terminal back and stops the process group, as Ctrl-Z does; returns once continued, and takes the
 * terminal again. Where the process was continued in the background the terminal stays given back, and nothing is sent
 * to it, until term_resume finds it in the foreground. */
void term_suspend(void);

/* Takes the terminal again, also after the process was stopped without being asked. */
void term_resume(void);

/* From another process, once the one that had the terminal is dead: takes what it showed from the screen, leaves the
 * alternate screen and puts everything back. Nothing where this process is in the background. */
void term_mend(const struct termios *before);

/* Whether the mouse is asked for; off before the first call. */
void term_mouse(bool on);

/* Puts on a theme; before the first, every style looks ordinary. Colours are left out where NO_COLOR is set or the
 * terminal has none. */
void term_wear(const struct theme *theme, enum background background);

/* The look of a style, for tui/draw.c: ncurses attributes. */
unsigned term_look(enum style style);

/* Whether the locale can show Unicode; and the name of its character set. */
bool term_unicode(void);
const char *term_charset(void);

#endif
