/* What ingest hands from thread to thread: some dozens of documents cut out of the files in their order,
 * and what was read out of each. Part of models/ingest.h; included by ingest*.c alone. */
#ifndef TIPREVIEW_INGEST_BATCH_H
#define TIPREVIEW_INGEST_BATCH_H

#include <sys/stat.h>

#include "models/catalog.h"
#include "models/ingest_walk.h"
#include "models/record.h"
#include "models/split.h"

enum item_kind {
    ITEM_FILE,     /* a file of the list, before its documents */
    ITEM_KEPT,     /* one that is not read */
    ITEM_DOCUMENT, /* one of its documents */
    ITEM_END,      /* its end */
};

struct item {
    enum item_kind kind;
    size_t listed;      /* which file of the list it is of */
    bool opened;        /* FILE: it is open; so there will be an END */
    struct stat status; /* FILE: as it was opened */
    const char *flaw;   /* FILE, END: why it is not read, or not to its end; else NULL */
    enum severity severity;
    uint64_t content; /* END without a flaw: checksum of the file */
    struct document document;
    struct record record;         /* of the document; without an arena of its own */
    bool good;                    /* the document is a record, */
    struct catalog_hashes hashes; /* with these */
};

/* Zero-initialise it. */
struct batch {
    char *bytes; /* of the documents */
    size_t len;
    struct item *item;
    size_t items, most; /* now; and ever */
    struct arena text;  /* of the records and flaws */
    bool no_memory;     /* something is missing */
};

/* Where the documents come from. Zero-initialise it but for the list and its part. */
struct source {
    const struct file_list *list;
    size_t next, end;    /* files of the list that are still to come */
    struct split *split; /* the file that is open, or NULL */
};

void source_release(struct source *s);

/* Fills a batch with the next items. False: there are none left. */
bool batch_fill(struct batch *b, struct source *s);

/* Reads the records; for any thread. Of the catalog only what it hashes by is looked at. */
void batch_read(struct batch *b, struct yaml *yaml, const struct file_list *list,
                const struct criteria *criteria, const struct catalog *catalog);

void batch_release(struct batch *b);

#endif
