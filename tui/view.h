/* A view is one screen: a table of functions and its state. The application keeps a stack of
 * views, gives the top one the actions and draws it; views never wait, never read keys, never call
 * ncurses. They change state in `act`, and draw from state in `draw`. */
#ifndef TIPREVIEW_VIEW_H
#define TIPREVIEW_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "models/base/err.h"
#include "tui/draw.h"
#include "tui/output.h"
#include "tui/tables.h"

struct app;
struct view;
struct summary_maker;

enum action {
    ACTION_NONE = 0,
#define GROUP(heading)
#define ACTION(name, word, scopes, help) A_##name,
#include "tui/actions.def"
#undef ACTION
#undef GROUP
    ACTION_TOTAL
};

enum { ANYWHERE = 1, LISTS = 2, QUEUE = 4, CASE = 8 }; /* scopes of an action */

/* An action as a key gave it. */
struct act {
    enum action action;
    unsigned long count; /* typed before the key; 0: none */
    unsigned key;        /* which of the action's keys, from 0: `3` is the third of ANSWER_MEANS */
    uint32_t typed;      /* the key that was typed last (tui/input.h); 0: none was */
};

/* A table on its way into a file. Zero-initialised but for the file and the format. */
struct writing {
    FILE *to;
    enum format format;
    /* Set by a writer that is to be called again: it writes for some milliseconds at a time. */
    bool more;
    struct output out; /* of the queue: begun where there are rows */
    uint32_t *row;     /* owned; the rows as they were when it began */
    size_t rows, next;
    struct summary_maker *make;     /* owned; of the summary */
    struct reported_count reported; /* of the definitions */
};
typedef bool view_writer(const struct app *app, struct writing *w, struct err *e);

struct view_ops {
    const char *name; /* for the title and the help: "Queue" */
    unsigned scopes;  /* which actions reach it, besides ANYWHERE */
    enum action
        opened_by; /* the action that opens it, where the frame would offer it: A_HELP, A_MENU */
    /* Frees the view. */
    void (*close)(struct view *v);
    /* Fills the whole of `area`: recomputed at each call, after a resize too. Called for the top view only. */
    void (*draw)(struct view *v, struct rect area);
    /* What `draw` drew was sent to the terminal, until that time (ms, of a clock that rises steadily). May be NULL. */
    void (*sent)(struct view *v, int64_t now_ms);
    /* Handles an action; false where it has no meaning here (the application then tries its own). */
    bool (*act)(struct view *v, const struct act *act);
    /* The mouse was pressed on a row, counted from the first of the area: puts the cursor there where it can. Never more
     * than that. May be NULL. */
    void (*click)(struct view *v, int row);
    /* Records, decisions or the limit changed: recompute what `draw` shows. May be NULL. */
    void (*changed)(struct view *v);
    /* Writes the view's table, for `:write`. May be NULL: it has none. */
    view_writer *write;
    /* The reviewer spent so many milliseconds with this view on top, up to the key that comes next. May be NULL. */
    void (*spent)(struct view *v, int64_t ms);
    /* Works for up to `ms` milliseconds at what `draw` is to show; 0: not at all. True while there is more to do. Called for
     * the top view. May be NULL. */
    bool (*work)(struct view *v, int ms);
    /* Appends the left part of the status line ("1,204/23,665 D-2004-03117"). May be NULL. */
    void (*position)(const struct view *v, struct str *out);
    /* Appends the key hints for the last line, most needed first ("V voluntary  T trafficking"), with keymap_hint. May
     * be NULL. */
    void (*hints)(const struct view *v, struct str *out);
};

/* Every view's struct begins with this. */
struct view {
    const struct view_ops *ops;
    struct app *app;
    struct view *below;
    char *limit,
        *record;    /* owned; of the queue, to be put back when the view closes; NULL: nothing is */
    uint64_t again; /* the own decision that is made again in it, blind; 0: none */
};

/* tui/app_write.c */
view_writer write_queue, write_tally, write_definitions, write_problems, write_summary;

/* Each makes a view, ready to be pushed; NULL and the error where it fails. */
struct view *view_queue_new(struct app *app, struct err *e);
struct view *view_case_new(struct app *app, struct err *e); /* of the queue's current record */
/* For making the own decision `seq` again, blind; of the record that the queue has once it is pushed. */
struct view *view_case_again(struct app *app, uint64_t seq, struct err *e);
struct view *view_signs_new(struct app *app, struct err *e); /* of the open case */
struct view *view_tally_new(struct app *app, struct err *e);
struct view *view_summary_new(struct app *app, struct err *e);
struct view *view_definitions_new(struct app *app, struct err *e);
struct view *view_limits_new(struct app *app, struct err *e);
struct view *view_problems_new(struct app *app, struct err *e);
struct view *view_help_new(struct app *app, struct err *e);
struct view *view_menu_new(struct app *app, struct err *e); /* for the top view */

#endif
