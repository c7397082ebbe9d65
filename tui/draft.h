/* Drafts: what a reviewer typed and the log does not have yet, one small file each, in a folder of the reviewer's own
 * (mode 0700; a file 0600). A new file takes the old one's place, so that a crash leaves one or the other. */
#ifndef TIPREVIEW_DRAFT_H
#define TIPREVIEW_DRAFT_H

#include "models/base/str.h"

enum { DRAFT_MAX = 64 * 1024 }; /* bytes */

/* `name` is a file name: letters, digits, ".", "_" and "-", and does not begin with ".". An empty text removes the draft. */
MUST_CHECK bool draft_save(const char *folder, const char *name, const char *text, struct err *e);

/* Appends the draft; nothing where there is none. */
MUST_CHECK bool draft_load(const char *folder, const char *name, struct str *text, struct err *e);

MUST_CHECK bool draft_remove(const char *folder, const char *name, struct err *e);

#endif
