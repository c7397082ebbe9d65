/* The lines of a panel as plain text. */
#ifndef TIPREVIEW_TESTS_PANEL_TEXT_H
#define TIPREVIEW_TESTS_PANEL_TEXT_H

#include "tui/panel.h"

/* Appends them, without the spaces at their ends. */
void panel_print(const struct panel *p, struct str *out);

#endif
