/* What the other views of a case need of the case view. */
#ifndef TIPREVIEW_VIEW_CASE_H
#define TIPREVIEW_VIEW_CASE_H

#include "tui/case_work.h"
#include "tui/view.h"

/* The case in hand of a case view; NULL where v is another view. */
struct case_work *view_case_work(struct view *v);

#endif
