/* The keys files: the shipped config/keys.yaml, then the user's keys.yaml, then WORKSPACE/config/keys.yaml
 * (config/files.h says where). Each is a mapping of presets; a preset is a mapping of the words of actions to
 * their keys, and of views to such mappings:
 *
 *   default:
 *     down: [j, <Down>]        # wherever the action works
 *     case:
 *       down: ["5", "g d"]     # in a case; `g d` is g, then d
 *   mine:
 *     from: default            # begins with all of these
 *     tally: []                # has no key
 *
 * Here they are only read. What the words and the keys mean, and which file wins, is said by tui/keymap.h. */
#ifndef TIPREVIEW_CONFIG_KEYS_H
#define TIPREVIEW_CONFIG_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/err.h"
#include "models/base/str.h"

enum { KEYS_FILES = 3 };

/* A text of a keys file and where it stands. */
struct key_text {
    const char *text;
    unsigned file; /* of keys->path */
    unsigned line, col;
};

/* The keys of an action. */
struct key_row {
    struct key_text preset, view, action; /* view.text NULL: wherever the action works */
    size_t first, count;                  /* its keys among keys->text */
};

/* `preset` begins with what `from` has. */
struct key_from {
    struct key_text preset, from;
};

/* Zero-initialise it. The rows stand as in the files, the shipped one first. */
struct keys {
    const char *path[KEYS_FILES];
    unsigned files;
    struct key_row *row;
    size_t rows, row_cap;
    struct key_text *text;
    size_t texts, text_cap;
    struct key_from *from;
    size_t froms, from_cap;
    struct arena arena;
};

/* What ships; or all of it, where `workspace` may be NULL. Errors (ERR_USAGE) name file, line, column and what to change. Release it
 * after an error too. */
MUST_CHECK bool keys_shipped(struct keys *k, struct err *e);
MUST_CHECK bool keys_load(const char *workspace, struct keys *k, struct err *e);
void keys_release(struct keys *k);

/* An error at the place of a text of k; returns false. */
bool keys_fail(const struct keys *k, const struct key_text *at, struct err *e, const char *fmt, ...)
    PRINTF(4, 5);

#endif
