/* The application: the stack of views, the dispatch of actions, the message line, the prompts, and the
 * only blocking wait. Screen, top to bottom: title line, the view's area, status line, message or hint line. */
#ifndef TIPREVIEW_APP_H
#define TIPREVIEW_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "config/personal.h"
#include "config/workspace.h"
#include "models/queue.h"
#include "models/row_set.h"
#include "models/terms.h"
#include "tui/keymap.h"
#include "tui/view.h"

struct app {
    struct workspace *workspace;
    struct view *top;
    struct queue queue;
    size_t current;           /* position in the queue of the record in hand */
    char *search;             /* the words last searched for; NULL: none */
    struct personal personal; /* kept from one run to the next */
    struct row_set tagged;    /* until the console is left */
    struct row_set later;     /* the rows of what is put off in it, and undecided */
    struct keymap keys;       /* in force */
    bool quit;
    struct app_private *private; /* message, prompt, load state: tui/app.c's own */
};

/* Runs the console on an open workspace until the user leaves or the terminal is gone. False and the error
 * where the terminal cannot be used. */
MUST_CHECK bool app_run(struct workspace *w, struct err *e);

/* --- for views --- */

/* What does an action in the top view, for a sentence: "l", or ":limit", or "the menu" (tui/keymap.h). */
const char *app_key_label(const struct app *app, enum action action);

/* Appends hints for a view, most needed first. */
void app_hints(const struct view *v, const struct hint *hint, size_t count, struct str *out);

void app_push(struct app *app, struct view *v); /* NULL is ignored */
/* The same, and limits the queue for as long as the view is open; then it is as it was. The row comes into hand, else
 * (CATALOG_NONE) the first. */
void app_push_within(struct app *app, struct view *v, const char *limit, uint32_t row);
void app_pop(struct app *app); /* closes the top view; the last one quits */

/* The row of the record in hand, or CATALOG_NONE: that under the cursor of the queue, or, until the queue has reached
 * it again, the one that was in hand before. */
uint32_t app_row(const struct app *app);

/* The id of a row, borrowed until the catalog changes. */
const char *app_row_id(const struct app *app, uint32_t row);

/* Moves the queue's cursor to a position and tells all views. */
void app_go(struct app *app, size_t position);

/* The same by row. Where the limit hides the row, it is lifted, and that is said. False where there is
 * no such row. */
bool app_go_row(struct app *app, uint32_t row);

/* Sets the limit of the queue, or with "@name" the one of that name; the record in hand stays in hand where it is let through. False and the
 * error, with the column, where the expression is wrong: nothing has changed then. */
MUST_CHECK bool app_limit(struct app *app, const char *expression, struct err *e);

/* Sets the order of the queue (models/row_sort.h); the record in hand stays in hand. False and the error where
 * it is wrong: nothing has changed then. */
MUST_CHECK bool app_order(struct app *app, const char *order, struct err *e);

/* The words that a narrative is marked by; NULL: none. Loaded at the first call, since the first screen does without them:
 * where their file is refused that is said, and what ships is taken. */
const struct terms *app_terms(struct app *app);

/* What is to be said behind "nothing is undecided": that records are still being read, or "". */
const char *app_so_far(const struct app *app);

/* The own decision that is being made again, blind, or 0. A decision was saved, or (`last`) the last that was open: offers one of
 * one's own to be made again, where that is set and due. */
uint64_t app_again(const struct app *app);
void app_decided(struct app *app, bool last);

/* Whether a view with a queue of its own is above this one: the record in hand is that view's then. */
bool app_is_below_detour(const struct app *app, const struct view *view);

/* Tells every view that records or decisions changed. */
void app_changed(struct app *app);

/* Shows a sentence until the next key. The text is the program's own or has been cleaned. */
void app_say(struct app *app, enum style style, const char *fmt, ...) PRINTF(3, 4);
void app_say_err(struct app *app, const struct err *e);

/* The same for what has to be read whatever else is said meanwhile, such as a fault in a configuration file, found at
 * start: several are shown one after the other. `consequence`: "the theme default is used". */
void app_notice(struct app *app, enum style style, const char *fmt, ...) PRINTF(3, 4);
void app_notice_err(struct app *app, const struct err *e, const char *consequence);

/* Puts on the theme of that name. False and the error, with the names that there are, where there is none. */
MUST_CHECK bool app_theme(struct app *app, const char *name, struct err *e);

/* Asks for a line of text at the bottom; while it is open no key acts as an action. `done` gets the
 * text where the user pressed Enter, NULL where Esc. `initial` is put in and can be edited. */
typedef void prompt_done(void *ctx, const char *text);
void app_prompt(struct app *app, const char *label, const char *initial, prompt_done *done,
                void *ctx);

/* Opens the editor for a longer text (a rationale, a note) over the view: several lines, wrapped, Enter ends it, Esc
 * keeps it as a draft. Every change is kept in the reviewer's own folder of drafts under `draft` (a file name,
 * "D-2004-03117.rationale"), so that a lost line loses nothing; what was kept before is offered as the initial text. */
void app_edit(struct app *app, const char *label, const char *draft, const char *initial,
              prompt_done *done, void *ctx);

/* What was typed and is not in the log yet: app_edit keeps it at each change; a view looks for it when it
 * opens, and drops it once the log says that it is saved. `draft` is a file name. A draft that cannot be
 * written is said on the message line. app_draft gives a malloc'd text, NULL where there is none. */
MUST_CHECK char *app_draft(struct app *app, const char *draft);
void app_draft_keep(struct app *app, const char *draft, const char *text);
void app_draft_drop(struct app *app, const char *draft);

#endif
