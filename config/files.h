/* Finds and reads configuration files. The nearer place wins: WORKSPACE/config/, then the user's
 * $XDG_CONFIG_HOME/tipreview/ (~/.config/tipreview/ where that is not set to an absolute path), then what ships in
 * the binary. A file on disk is read only where it is a regular file, reached by no symbolic link of its own name, up to
 * 1 MiB, and neither it nor its folder can be written by everybody. */
#ifndef TIPREVIEW_CONFIG_FILES_H
#define TIPREVIEW_CONFIG_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "models/base/err.h"
#include "models/criteria.h"

/* A file that was read. Zero-initialise it; config_text_release frees it. */
struct config_text {
    struct config_file file; /* its name, path and bytes */
    char *owned[3];          /* those of them that are malloc'd */
};
void config_text_release(struct config_text *t);

/* Reads a file at a path. *found is false, and nothing read, where there is none. */
MUST_CHECK bool config_read_path(const char *path, struct config_text *t, bool *found,
                                 struct err *e);

/* The user's folder, malloc'd; *folder is NULL where there is no home. */
MUST_CHECK bool config_user_folder(char **folder, struct err *e);

/* Reads `name` ("criteria.yaml") from the nearest place. `workspace` may be NULL. An error where no place has it. */
MUST_CHECK bool config_read(const char *workspace, const char *name, struct config_text *t,
                            struct err *e);

/* What ships in the binary under that name; t owns nothing, and has no path. An error where nothing does. */
MUST_CHECK bool config_shipped(const char *name, struct config_text *t, struct err *e);

/* Gives `take` the files that are laid on one another, the farthest first: the shipped `name`, then where there are
 * such the user's, and `own` in the workspace. What it gets lives as long as the call. Stops where it returns false. */
MUST_CHECK bool config_each(const char *workspace, const char *name, const char *own,
                            bool (*take)(void *ctx, const struct config_file *file, struct err *e),
                            void *ctx, struct err *e);

/* The *.yaml files of the folder `folder` ("definitions") of all places together, by name; each is read from the
 * nearest place that has it. Fills at most `most`, which one more is refused. The caller releases the *count texts, also
 * after an error. */
MUST_CHECK bool config_read_folder(const char *workspace, const char *folder,
                                   struct config_text *texts, size_t most, size_t *count,
                                   struct err *e);

#endif
