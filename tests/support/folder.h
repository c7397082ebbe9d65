/* Files and folders of a test. Each fails the test where it cannot. */
#ifndef TIPREVIEW_TESTS_FOLDER_H
#define TIPREVIEW_TESTS_FOLDER_H

#include "models/base/str.h"

/* Makes a new folder below $TMPDIR or /tmp and writes its path. */
void folder_make(char *path, size_t size);

/* Removes it with all that is in it. */
void folder_remove(const char *path);

void folder_read(const char *path, struct str *out); /* appends a file's bytes */
void folder_write(const char *path, const char *bytes, size_t n);

/* Copies a file to DIR/BELOW/, under its own name. */
void folder_copy(const char *file, const char *dir, const char *below);

#endif
