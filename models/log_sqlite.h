/* The SQLite store's connection: its file, its settings, its tables. models/log_sqlite.c keeps
 * rows through it. */
#ifndef TIPREVIEW_LOG_SQLITE_H
#define TIPREVIEW_LOG_SQLITE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include <sqlite3.h>

#include "models/base/err.h"

struct log_file {
    char *path;  /* absolute, without symbolic links but perhaps the last part, which is refused */
    sqlite3 *db; /* NULL: not connected */
    struct stat made; /* the file first connected to; st_ino 0 before */
    bool altered;     /* tables or triggers are not those that this program makes */
};

/* Sets the path. */
MUST_CHECK bool log_file_init(struct log_file *f, const char *path, struct err *e);
void log_file_release(struct log_file *f);

/* Connects; with `create`, makes the file and its tables where there are none. All statements must be
 * finalised before log_file_disconnect. */
MUST_CHECK bool log_file_connect(struct log_file *f, bool create, struct err *e);
void log_file_disconnect(struct log_file *f);

/* Runs statements that give no rows. Returns SQLite's extended result code. */
int log_file_run(struct log_file *f, const char *sql);

/* An error in plain words for the result code of the last call on db (may be NULL). Returns false. */
bool log_file_fail(sqlite3 *db, int code, struct err *e);

#endif
