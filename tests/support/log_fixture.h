/* A decision log in a folder of its own, for tests. All names in it are made up. */
#ifndef TIPREVIEW_TESTS_LOG_FIXTURE_H
#define TIPREVIEW_TESTS_LOG_FIXTURE_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

#include "models/log.h"

struct fixture {
    char dir[64];
    char path[96]; /* dir/review.db */
};

void fixture_make(struct fixture *f);   /* the folder alone */
void fixture_remove(struct fixture *f); /* the folder and the files in it */

/* Opens the log; fails the test where it does not open. */
struct log *fixture_open(const struct fixture *f);

/* A decision on record D-2004-`number`, with a fresh id. The texts last until the next `RECORDS` calls. */
struct event fixture_event(unsigned number);

/* Appends events for the records first .. first + count - 1; fails the test where one is not saved. */
void fixture_append(struct log *log, unsigned first, unsigned count);

/* How many events of its record have the id of this one. Fails the test where the log cannot be read. */
unsigned fixture_count(struct log *log, const struct event *event);

/* Fails the test unless the log holds exactly `events` events and verifies. */
void fixture_assert_holds(struct log *log, uint64_t events);

/* Runs SQL on the file through a connection that knows nothing of the log. Returns SQLite's result code. */
int fixture_sql(const char *path, const char *sql);

/* Copies a file as it is now; a missing one is no error, and removes the copy. */
void fixture_copy(const char *from, const char *to);

#endif
