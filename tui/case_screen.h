/* The whole screen of a case as panels: head, what was refused, columns, a strip with what the definitions make of the
 * answers; and which of their lines are in sight. Pure: no terminal. */
#ifndef TIPREVIEW_CASE_SCREEN_H
#define TIPREVIEW_CASE_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "models/review.h"
#include "tui/case_columns.h"
#include "tui/case_criteria.h"
#include "tui/case_history.h"
#include "tui/case_narrative.h"
#include "tui/panel.h"

/* What is shown; all borrowed for the call. */
struct case_shown {
    const char *id;
    const struct record *record; /* NULL: it cannot be read, and `trouble` says why */
    const struct err *trouble;
    const struct row_review *review;
    const struct history *history;
    struct case_answers answers;
    const char *rationale;     /* written to its end; NULL: none */
    bool draft;                /* one was begun */
    const char *search;        /* words shown as matches; "" for none */
    const char *refusal;       /* stands below the head; "" for none */
    const struct terms *terms; /* words that are marked; NULL: none */
    bool covered;              /* a warning of the content stands in place of the texts */
    const char *resume;        /* the key that goes on with a rationale that was begun */
    const char *uncover;       /* how it is taken away: "Enter shows it." */
    bool again;                /* a decision is made again, and the earlier one is not shown */
    int guided;                /* the guidance on this item is shown; -1: none */
    size_t
        rows; /* of the area where nothing is typed below it: the parts have their places by it */
    bool unicode;
};

/* Zero-initialise it. */
struct case_screen {
    struct panel head, notice, column[CASE_COLUMNS], strip;
    struct panel
        guide; /* takes the place of the last column; of the lower half where there is but one */
    struct case_columns columns;
    struct case_narrative narrative;
    size_t end_line; /* of the text column: the mark after the narrative */
    size_t hidden;   /* characters of the narrative for which the locale has stand-ins alone */
    size_t notice_first, notice_rows; /* of the refusal's lines: what is in sight */
    size_t strip_rows;                /* the same of the strip, and of the guidance */
    size_t guide_first, guide_rows;
};

void case_screen_build(struct case_screen *s, const struct case_shown *shown, int width);
void case_screen_release(struct case_screen *s);

/* Fits it to so many rows, after building and after each change of the height. */
void case_screen_settle(struct case_screen *s, int height);

/* The lines of the text column that are in sight. */
void case_screen_shown_lines(const struct case_screen *s, size_t *first, size_t *end);

/* Goes on to the end of the narrative, and from there to the end of everything. */
void case_screen_last(struct case_screen *s);

/* Moves the lines of a refusal that is longer than its place; false where all of it is in sight. */
bool case_screen_scroll_notice(struct case_screen *s, int step);

/* Moves the guidance by screens. */
void case_screen_scroll_guide(struct case_screen *s, int step);

/* Brings the next match (step 1) that is further down than what is in sight onto the screen, or the one before
 * (step -1); false where the narrative has none. */
bool case_screen_search(struct case_screen *s, int step);

/* Draws it into an area of the width it was built for and the height it was fitted to. */
void case_screen_draw(const struct case_screen *s, struct rect area);

#endif
