/* What the console keeps for one reviewer of a workspace from one run to the next: where she was, what she put off, what
 * she typed at the command line. One small YAML file of mode 0600 in her own folder (workspace_file), never shared: two
 * reviewers of one workspace each have theirs; of two consoles of one reviewer the one that saves last wins. It
 * holds ids, limits and commands, no text of a record, and can be deleted at any time. */
#ifndef TIPREVIEW_PERSONAL_H
#define TIPREVIEW_PERSONAL_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/err.h"

enum {
    PERSONAL_LATER_MAX = 1000,  /* records put off */
    PERSONAL_HISTORY_MAX = 200, /* commands; the oldest go first */
    PERSONAL_LINE_MAX = 1000,   /* bytes of a limit, an order or a command that is kept */
};

struct personal_list {
    char **item;
    size_t count, cap;
};

/* Zero-initialise it. All texts are owned; NULL where there is none. */
struct personal {
    char *record;                 /* id of the record in hand */
    char *limit, *order;          /* of the queue, as typed */
    struct personal_list later;   /* ids of what is put off, sorted */
    struct personal_list history; /* the oldest command first */
    bool changed;                 /* since it was loaded or saved */
};

void personal_release(struct personal *p);

/* Reads the file at `path`, replacing what p held; nothing where there is none. False and the error, and p empty, where it
 * cannot be read or is damaged: say so once, the next personal_save replaces it. */
MUST_CHECK bool personal_load(struct personal *p, const char *path, struct err *e);

/* Writes it where something changed. Tried once for each change. */
MUST_CHECK bool personal_save(struct personal *p, const char *path, struct err *e);

/* Each sets a text (copied); "" takes it away. One that is too long, or no clean line, or for which there is no memory, is
 * not kept: false. */
bool personal_set_record(struct personal *p, const char *id);
bool personal_set_limit(struct personal *p, const char *limit);
bool personal_set_order(struct personal *p, const char *order);

/* Puts a record off, or takes it in hand again. False where PERSONAL_LATER_MAX are put off already, or memory ran
 * out. */
MUST_CHECK bool personal_put_off(struct personal *p, const char *id, bool later);

/* Adds a command as typed; the same as the latest is not added again. What cannot be kept is left out. */
void personal_history_add(struct personal *p, const char *command);

#endif
