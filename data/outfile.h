/* A file written through a buffer. */
#ifndef DATA_OUTFILE_H
#define DATA_OUTFILE_H

#include "models/base/err.h"
#include "models/base/str.h"

struct outfile {
    int fd; /* -1: none is open */
    char path[4096];
    struct str text; /* append here, then call outfile_flush now and then */
};

#define OUTFILE_INIT                                                                               \
    {                                                                                              \
        .fd = -1                                                                                   \
    }

/* Creates DIR/NAME; a file that is there already is refused, since it may be evidence. */
MUST_CHECK bool outfile_open(struct outfile *o, const char *dir, const char *name, struct err *e);
/* Writes what has gathered, once it is enough to be worth a call. */
MUST_CHECK bool outfile_flush(struct outfile *o, struct err *e);
/* Writes the rest and closes; does nothing where none is open. */
MUST_CHECK bool outfile_close(struct outfile *o, struct err *e);
/* Frees what is left after a failure. */
void outfile_release(struct outfile *o);

/* Makes a folder where there is none. */
MUST_CHECK bool outfile_folder(const char *dir, struct err *e);

#endif
