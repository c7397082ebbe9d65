/* One definition in full: its title, source, words, and what it asks for. */
#ifndef TIPREVIEW_VIEW_DEFINITION_H
#define TIPREVIEW_VIEW_DEFINITION_H

#include "tui/view.h"

/* Of the criteria's definition with that index; NULL and the error where it fails. */
struct view *view_definition_new(struct app *app, uint32_t index, struct err *e);

#endif
