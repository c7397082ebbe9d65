/* What the files of the application share; and the console without its loop, as the tests drive it. */
#ifndef TIPREVIEW_APP_PRIVATE_H
#define TIPREVIEW_APP_PRIVATE_H

#include "models/base/task.h"
#include "tui/app.h"
#include "tui/input.h"
#include "tui/complete.h"
#include "tui/prompt.h"
#include "tui/typed.h"

enum { WORK_MS = 10 }; /* at a time, so that no key waits long */

enum typing { TYPING_NONE, TYPING_LINE, TYPING_TEXT };

/* Completion and history of the line being typed. */
struct app_line {
    enum completes completes;
    struct complete complete;
    size_t start; /* of the word being completed */
    /* Ids that begin so are being looked for, some rows at a time: to complete the word, or to go to the record. */
    enum seeks { SEEKS_NOTHING, SEEKS_WORD, SEEKS_RECORD } seeks;
    uint32_t row;     /* the next to be looked at */
    bool recalled;    /* the line is an entry of the history: */
    size_t at;        /* this one */
    struct str typed; /* and this was typed before */
};

struct app_private {
    struct str message; /* shown until the next key, once the notices have been read */
    enum style message_style;
    struct notice {
        struct str text;
        enum style style;
    } * notice;
    size_t notices, notices_cap;
    struct themes themes;

    unsigned long count;          /* digits typed so far */
    uint32_t begun[SEQUENCE_MAX]; /* keys that begin a longer sequence */
    unsigned begun_count;

    enum typing typing;
    struct prompt prompt;
    struct app_line line;
    char *label, *draft; /* owned; draft NULL: none is kept */
    bool draft_changed;
    prompt_done *done;
    void *ctx;

    bool loading;     /* records are still to be read, compared or kept */
    bool reloading;   /* because the user asked for it */
    int rows, cols;   /* of the screen, as last drawn */
    bool seeking;     /* the first undecided record, until a key is pressed */
    char *wanted;     /* id of the record that comes into hand once the queue has it */
    int search_step;  /* the direction in which a match is waited for; 0: none is */
    char *name;       /* of the workspace, as the title shows it */
    bool redraw;      /* the whole screen is to be sent again */
    bool suspend;     /* Ctrl-Z was typed */
    size_t undecided; /* in the queue, and those of them that are put off, as counted when */
    size_t later;
    size_t counted_rows;  /* it had so many rows */
    uint64_t counted_seq; /* and the log so many events */
    char *note_record;    /* of the note being written */
    size_t bulk;          /* what is asked about to be done to all tagged (tui/app_tags.c), to */
    size_t bulk_count;    /* so many, */
    char *bulk_text;      /* with this note */
    char *personal_path;  /* NULL: nothing personal can be kept */
    int64_t now_ms;       /* of app_tick */
    int64_t touched_ms;   /* when the last key came */
    enum action acted;    /* what it did; ACTION_NONE: text was typed */
    bool closing;         /* views are closed for good */
    bool locked;          /* for want of keys */
    int64_t worked_ms;    /* since the last break, or its reminder */
    unsigned decided;     /* since a decision was offered to be made again; */
    uint64_t offered;     /* the last that was */
    struct tagging {
        struct filter *filter; /* owned; NULL: nothing is being tagged */
        uint64_t *shown;       /* owned: a bit for each row that was shown then */
        uint32_t rows, next;   /* next is looked at next */
        bool on;
    } tagging;
    struct file_writing {
        view_writer *write; /* NULL: nothing is being written */
        struct writing writing;
        char *path, *part; /* owned; into part, which takes the place of path once it is whole */
        bool forced;
        bool asked;          /* whether to leave without it */
        bool closes;         /* all is written, and on its way to the disk: */
        struct task closing; /* it takes as long as it takes */
        bool closed;         /* what came of it; */
        struct err error;    /* or why not */
    } file;
    struct terms *terms; /* app_terms */
    bool terms_loaded;
    bool failed; /* the console cannot go on, because of: */
    struct err error;
};

/* Opens the console's state and its first view; nothing is read yet. */
MUST_CHECK bool app_open(struct app *app, struct workspace *w, struct err *e);

/* Ends what is being typed (its draft stays), and closes all views. */
void app_close(struct app *app);

/* Draws the whole screen of so many rows and columns; term_flush sends it; then the view is told the time. */
void app_draw(struct app *app, int rows, int cols);
void app_sent(struct app *app, int64_t now_ms);

/* tui/app_key.c. Loads the keys: those that were set, else the default ones. */
void app_load_keys(struct app *app);

/* Puts those of the setting in force; false and the error, and nothing changed, where they are refused. */
MUST_CHECK bool app_set_keys(struct app *app, struct err *e);

/* Appends what is typed of a count and a sequence; false where nothing is. */
bool app_begun(const struct app *app, struct str *out);
void app_forget_keys(struct app *app);

/* A key, or with K_PASTE what was pasted. */
void app_key(struct app *app, uint32_t key, const struct str *paste);

/* The wheel scrolls, a click puts the cursor; where the setting is off, or text is typed, neither does. */
void app_mouse(struct app *app, const struct mouse *mouse);

/* tui/app_time.c. Before a key is taken: the time since the last one belongs to the view on top; or, where the console was
 * locked, to nothing, but it may have been a break. After it: says once that a break is due, where nothing else is to be
 * said. */
void app_spend(struct app *app, int64_t ms);
void app_rest(struct app *app, int64_t ms);
void app_remind(struct app *app);

/* tui/app_follow.c. From the debriefing in hand to its operation, or from the operation to its debriefings, in a view with a
 * queue of its own; and, for app_pop, back. */
void app_follow(struct app *app);
void app_end_detour(struct app *app, const char *limit, const char *record);

/* tui/app_recheck.c: an action while a decision is made again: true where it has been dealt with; whether it would be
 * refused. Offers one, where one is due. */
bool app_again_act(struct app *app, const struct act *act);
bool app_again_refuses(const struct app *app, enum action action);
bool app_offer_again(struct app *app);

/* The lowest such view, or NULL. */
const struct view *app_detour(const struct app *app);

/* Reads some more records, and looks at some more rows for the queue. */
void app_work(struct app *app);

bool app_pending(const struct app *app); /* whether there is */

/* How many rows of the queue are undecided, and of these put off. */
size_t app_undecided(struct app *app, size_t *later);

/* Takes in what others have decided. True where there was anything. */
bool app_refresh(struct app *app);

/* An action: the top view's, else the application's own. */
void app_act(struct app *app, const struct act *act);

/* tui/app_message.c: whether there is something to be said; takes the first of it for read; draws it on the row `line` and
 * those above it, at most `rows`, and returns how many it took. */
bool app_has_message(const struct app *app);
void app_message_read(struct app *app);
int app_message_draw(const struct app *app, struct rect line, int rows);
void app_message_release(struct app *app);

/* tui/app_lock.c: tells the time, by a clock that rises steadily, before keys are given and screens drawn. True where the
 * console has locked itself just now. A key, where it is locked: true where it is taken. Draws the screen that it shows
 * then. */
bool app_tick(struct app *app, int64_t now_ms);
bool app_lock_key(struct app *app, uint32_t key);
void app_lock_draw(const struct app *app, int cols);

/* tui/app_look.c: asks for the mouse as the settings say; puts on the theme of the settings, and says what cannot be shown here. */
void app_dress(struct app *app);

/* tui/app_command.c: what is asked for in words. */
void app_ask_search(struct app *app);
void app_ask_limit(struct app *app);
void app_ask_order(struct app *app);
void app_ask_bulk(struct app *app);
void app_ask_command(struct app *app);
void app_ask_note(struct app *app);

/* The same with what would be asked for. */
void app_enter_search(struct app *app, const char *words);
void app_enter_limit(struct app *app, const char *expression);
void app_enter_tag(struct app *app, const char *expression, bool on);
void app_enter_bulk(struct app *app, const char *word);
void app_enter_order(struct app *app, const char *order);

/* tui/app_typed.c: whether an action reaches the top view. tui/app_set.c: `:set`. */
bool app_reaches(const struct app *app, enum action action);
void app_typed_set(struct app *app, const struct typed_line *line);
void app_typed_write(struct app *app, const struct typed_line *line); /* tui/app_write.c */

/* Goes to the record whose id is the only one that was found to begin with the word, or says what there is. */
void app_typed_found(struct app *app, const struct complete *ids);

/* Goes on with the file that is being written for some milliseconds. True while there is more. */
bool app_write_work(struct app *app);

/* Whether a file is still being written, of which the reviewer is told now that leaving gives it up; once for each. */
bool app_write_asks(struct app *app);

/* Gives it up, but for one that is whole. */
void app_write_end(struct app *app);

/* tui/app_line.c: completion and history. app_line_begin is for a line that was just opened; app_line_key takes the keys that
 * are for them. app_line_seek looks for the records whose ids begin with the word: for those of the first rows at once, and
 * app_line_work for those of as many more, true while there are yet more. app_line_settle ends it for a key that is there. */
void app_line_begin(struct app *app, enum completes completes);
void app_line_release(struct app *app);
bool app_line_key(struct app *app, uint32_t key);
void app_line_seek(struct app *app, const char *word);
bool app_line_work(struct app *app);
void app_line_settle(struct app *app);

/* tui/app_offer.c: begins a completion with all that may stand in text[from, end), and returns where the word begins that it is to
 * take the place of. Of ids it only says that they may stand there. */
size_t app_offer(const struct app *app, enum completes completes, const char *text, size_t from,
                 size_t end, struct complete *c);

/* tui/app_load.c: looks for changed records; does a slice of reading; says what came of it; whether there are changed ones
 * that can be taken in now. */
void app_reload(struct app *app);
void app_load(struct app *app);
void app_say_loaded(struct app *app);
bool app_can_renew(const struct app *app);

/* tui/app_personal.c: takes up limit, order and record of the last time; keeps what has changed of them. */
void app_resume(struct app *app);
void app_keep_personal(struct app *app);

/* tui/app_later.c: puts the record in hand off, or takes it up again; brings app->later up to date. */
void app_later(struct app *app);
void app_later_settle(struct app *app);

/* tui/app_tags.c. Tags the record in hand, or takes its tag away, and goes on to the next; the same to all that the queue shows
 * and an expression lets through; does something to all tagged ("flag", "unflag", "note", "retract"), which asks
 * first. app_has_tags says so where there are none. */
void app_tag_current(struct app *app);
MUST_CHECK bool app_tag(struct app *app, const char *expression, bool on, struct err *e);
MUST_CHECK bool app_bulk(struct app *app, const char *word, struct err *e);
bool app_has_tags(struct app *app);

/* Whether tags, a file or ids are still being worked at, for which the rows must stay what they are. */
static inline bool app_holds_rows(const struct app *app)
{
    const struct app_private *p = app->private;
    return p->tagging.filter || p->file.write || p->line.seeks;
}

/* Goes on with what is being tagged for up to so many milliseconds. True while there is more. */
bool app_tag_work(struct app *app, int ms);
void app_tag_end(struct app *app);

/* The tags as ids, malloc'd, before the catalog is another; and taken over then: how many are gone with their records. */
char *app_tags_ids(const struct app *app);
size_t app_tags_take(struct app *app, char *ids);

/* tui/app_draw.c. Appends the hints that every view has: help; and the menu where no key begins the command line, for then what has
 * no key is in the menu alone. */
void app_frame_hints(const struct app *app, struct str *out);

/* "V voluntary  T trafficking": as many whole hints as there is room for, each key in its style. */
void app_draw_hints(struct rect line, const char *hints);

/* tui/app_type.c: what is typed at the bottom. */
void app_type(struct app *app, uint32_t key, const struct str *paste);
void app_type_draw(struct app *app, struct rect view, struct rect line);
int app_type_rows(const struct app *app,
                  struct rect view); /* that the editor takes from the view, with its line */
void app_type_end(struct app *app);
void app_keep_draft(struct app *app);

/* tui/app_queue.c: the queue worked at, some milliseconds at a time. */
void app_work_queue(struct app *app);
struct queue_progress app_progress(const struct app *app);

/* Goes to the next (1) or previous (-1) record with the words of app->search, once all are looked at. */
void app_search(struct app *app, int step);

/* Brings the row into hand once the queue has it; CATALOG_NONE: none. */
void app_want_row(struct app *app, uint32_t row);

/* Whether the limit keeps a row out of the queue. */
bool app_hides(const struct app *app, uint32_t row);

void app_tell_views(struct app *app);

#endif
