/* The bindings of keys to actions, built from tui/actions.def. */
#ifndef TIPREVIEW_KEYMAP_H
#define TIPREVIEW_KEYMAP_H

#include <stdbool.h>
#include <stdint.h>

#include "models/base/str.h"
#include "tui/view.h"

/* A row of tui/actions.def; the row of A_DOWN is action_defs[A_DOWN]. */
struct action_def {
    const char *name; /* "DOWN" */
    const char *word; /* "down" */
    const char *keys; /* "j <Down>" */
    unsigned scopes;
    const char *help;
};
extern const struct action_def action_defs[ACTION_TOTAL];

/* The action with that word, or with the only word that begins so; ACTION_NONE elsewise. */
enum action action_find(const char *word);

/* A key from its name: "j", "<Tab>", "<C-r>". Moves *text behind it; 0 where it is no key. */
uint32_t key_parse(const char **text);
/* Appends the name as it is written in tui/actions.def. */
void key_format(uint32_t key, struct str *out);

/* What a key means where these scopes reach the view: act->action and act->key; false where nothing. */
bool keymap_lookup(uint32_t key, unsigned scopes, struct act *act);

/* Whether a digit begins a count there: not where digits answer. */
bool keymap_counts(unsigned scopes);

#endif
