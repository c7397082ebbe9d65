/* Keys and actions: which keys are in force, and what they mean in a view.
 *
 * A preset is built from the keys files (config/keys.h): first what its `from` has, then its own rows, the farther file
 * before the nearer one, and of a file what holds wherever the action works before what holds in one view. What comes later
 * gives an action its keys anew, and takes a key from the action that had it. Within one of these steps a key that
 * means two things in a view, or begins a longer one, is a clash and refused. */
#ifndef TIPREVIEW_KEYMAP_H
#define TIPREVIEW_KEYMAP_H

#include <stdbool.h>
#include <stdint.h>

#include "config/keys.h"
#include "models/base/str.h"
#include "tui/view.h"

/* A row of tui/actions.def; the row of A_DOWN is action_defs[A_DOWN]. */
struct action_def {
    const char *name;  /* "DOWN" */
    const char *word;  /* "down" */
    const char *typed; /* ":down" */
    unsigned scopes;
    const char *help;
};
extern const struct action_def action_defs[ACTION_TOTAL];

/* The rows in their order: the heading of a group, or one of its actions. */
struct action_row {
    const char *group;
    enum action action;
};
extern const struct action_row action_rows[];
extern const size_t action_rows_count;

enum { SEQUENCE_MAX = 4 };

/* What a key, or several one after the other, do. */
struct binding {
    uint32_t key[SEQUENCE_MAX];
    unsigned length;
    unsigned views; /* a bit for each kind of view; 0: no longer in force */
    unsigned step;  /* of the building */
    enum action action;
    unsigned index; /* among the action's keys, from 0 */
    struct key_text at;
    struct key_text
        taken;      /* the key of a user's file that took its last view; text NULL: none did */
    char label[24]; /* for hints: "j", "Enter", "gg" */
};

/* Zero-initialise it. */
struct keymap {
    const char *preset; /* borrowed */
    struct binding *binding;
    size_t count, cap;
    unsigned step;
    struct keys keys; /* the files it was built from */
};
void keymap_release(struct keymap *m);

/* Builds a preset from what ships, and with `own` from the user's and the workspace's files (`workspace` may be NULL). Errors
 * (ERR_USAGE) name file, line, column and what to change. Release it after an error too. */
MUST_CHECK bool keymap_load(struct keymap *m, const char *preset, bool own, const char *workspace,
                            struct err *e);

/* What n keys mean in a view with these scopes: act->action, ->key and ->typed where they are whole. */
enum match { MATCH_NONE, MATCH_BEGINS, MATCH_WHOLE };
enum match keymap_match(const struct keymap *m, const uint32_t *key, size_t n, unsigned scopes,
                        struct act *act);

/* Whether a digit begins a count there: not where digits answer. */
bool keymap_counts(const struct keymap *m, unsigned scopes);

/* Whether an action has a key there. */
bool keymap_has(const struct keymap *m, enum action action, unsigned scopes);

/* Whether an action has no key anywhere since the user's files gave its keys to others, unasked. The error then names the place and what to
 * write. */
bool keymap_lost(const struct keymap *m, enum action action, struct err *e);

/* For a sentence: the label of the action's first key there; where it has none ":word", or, where no key begins the command line
 * either, "the menu". */
const char *keymap_label(const struct keymap *m, enum action action, unsigned scopes);

/* Appends a hint and two spaces: the labels of these actions' first keys, up to ACTION_NONE, and the words. Nothing where one of them
 * has no key there. */
struct hint {
    const char *words;
    enum action action[3];
};
void keymap_hint(const struct keymap *m, unsigned scopes, const struct hint *hint, struct str *out);

/* Appends all keys of an action in a view: "j <Down>", "1-8", "a 1-6". With ANY_VIEW in any. */
enum { ANY_VIEW = -1 };
void keymap_keys(const struct keymap *m, enum action action, int scopes, struct str *out);

/* Appends what may follow n keys that begin a sequence, as hints: "1-6 answer an act". */
void keymap_follow(const struct keymap *m, const uint32_t *key, size_t n, unsigned scopes,
                   struct str *out);

#endif
