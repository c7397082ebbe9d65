/* A layer under SQLite that fails chosen calls, and keeps what was synced: the files as they would be
 * after a loss of power. Nothing is really synced, so that hundreds of runs take seconds. */
#ifndef TIPREVIEW_TESTS_FAULT_VFS_H
#define TIPREVIEW_TESTS_FAULT_VFS_H

#include <stdbool.h>

enum fault {
    FAULT_OPEN,
    FAULT_READ,
    FAULT_WRITE, /* nothing of it arrives; SQLITE_IOERR_WRITE */
    FAULT_FULL,  /* half of it arrives; SQLITE_FULL */
    FAULT_SYNC,
    FAULT_TRUNCATE,
    FAULT_DELETE,
    FAULT_SHM,
    FAULT_LOCK,
    FAULT_COUNT
};

/* Makes the layer the default VFS. It keeps what is synced of the database at `path` (borrowed) and of its
 * -wal beside them, under names that end with FAULT_SYNCED. As with a real kernel, what a failed
 * sync left unsynced counts as clean afterwards: it is lost unless it is written again. */
void fault_install(const char *path);
#define FAULT_SYNCED ".synced"

/* Forgets what was written but not synced: both files, and what is kept of them, were made anew. */
void fault_forget(void);

/* The nth call (from 1) of the kind that comes from now on fails; with `sticky` all after it too. */
void fault_arm(enum fault kind, unsigned nth, bool sticky);

/* No call fails any more. Returns whether one did. */
bool fault_disarm(void);

#endif
