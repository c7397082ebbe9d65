#include "models/ingest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "models/base/str.h"
#include "models/catalog.h"
#include "models/catalog_take.h"
#include "models/ingest_walk.h"
#include "models/record.h"
#include "models/split.h"

/* Taking a row over costs about so much less than reading a document. */
enum { ROWS_PER_DOCUMENT = 32 };

struct ingest {
    struct catalog *catalog;
    const struct criteria *criteria;
    struct file_list list;
    size_t next;         /* of the list */
    struct split *split; /* the file that is open, or NULL */
    uint32_t file;       /* its number in the catalog */
    bool taking;         /* it is not read but taken over */
    uint64_t bytes_done; /* of the files before it */
    struct record record;
};

struct ingest *ingest_open_list(struct catalog *catalog, const struct criteria *criteria,
                                struct file_list *list, struct err *e)
{
    struct ingest *in = calloc(1, sizeof *in);
    if (!in) {
        err_memory(e);
        return NULL;
    }
    in->catalog = catalog;
    in->criteria = criteria;
    in->list = *list;
    *list = (struct file_list){0};
    return in;
}

struct ingest *ingest_open(struct catalog *catalog, const struct criteria *criteria,
                           const char *const *paths, size_t count, struct err *e)
{
    struct file_list list = {0};
    struct ingest *in = NULL;
    if (file_list_walk(&list, paths, count))
        in = ingest_open_list(catalog, criteria, &list, e);
    else
        err_memory(e);
    file_list_release(&list);
    return in;
}

void ingest_close(struct ingest *in)
{
    if (!in)
        return;
    split_close(in->split);
    file_list_release(&in->list);
    record_release(&in->record);
    free(in);
}

static bool add_file_problem(struct ingest *in, enum severity severity, const char *text)
{
    struct problem p = {.severity = severity, .file = in->file, .text = text, .id = ""};
    if (severity == SEVERITY_ERROR)
        catalog_count_failed_file(in->catalog, in->file);
    return catalog_add_problem(in->catalog, &p);
}

/* Opens the next of the list. False: no memory. */
static bool open_next(struct ingest *in)
{
    struct err e = {0};
    const struct listed *l = &in->list.item[in->next++];
    in->file = catalog_add_file(in->catalog, l->path);
    if (in->file == UINT32_MAX)
        return false;
    if (l->flaw)
        return add_file_problem(in, l->severity, l->flaw);
    in->taking = catalog_take_begin(in->catalog, in->file);
    if (in->taking)
        return true;
    in->split = split_open(AT_FDCWD, l->path, &e);
    if (in->split)
        return true;
    in->bytes_done += l->size;
    return add_file_problem(in, SEVERITY_ERROR, e.what);
}

static void close_file(struct ingest *in)
{
    in->bytes_done += in->list.item[in->next - 1].size;
    split_close(in->split);
    in->split = NULL;
}

/* Adds what the reader found, each with the document's range, so that its text can be shown. */
static bool add_problems(struct ingest *in, const struct document *doc)
{
    const struct record *r = &in->record;
    const char *id = r->value[F_ID].text;
    for (size_t i = 0; i < r->diags; i++) {
        struct problem p = {.severity = r->diag[i].severity,
                            .file = in->file,
                            .line = r->diag[i].line,
                            .col = r->diag[i].col,
                            .offset = doc->offset,
                            .len = (uint32_t)doc->len,
                            .text = r->diag[i].text,
                            .id = id ? id : ""};
        if (!catalog_add_problem(in->catalog, &p))
            return false;
    }
    return true;
}

static bool add_duplicate(struct ingest *in, const struct document *doc, uint32_t earlier)
{
    const struct value *id = &in->record.value[F_ID];
    struct place place;
    struct str text = STR_INIT;
    catalog_place(in->catalog, earlier, &place);
    str_addf(&text, "id %s is already used at %s:%u: give one of them another id", id->text,
             catalog_file(in->catalog, place.file), place.line);
    struct problem p = {.severity = SEVERITY_ERROR,
                        .file = in->file,
                        .line = id->line,
                        .col = id->col,
                        .offset = doc->offset,
                        .len = (uint32_t)doc->len,
                        .text = str_text(&text),
                        .id = id->text};
    bool added = !text.failed && catalog_add_problem(in->catalog, &p);
    str_release(&text);
    return added;
}

/* Takes in one document. False: no memory. */
static bool take(struct ingest *in, const struct document *doc)
{
    const char *path = in->list.item[in->next - 1].path;
    uint32_t row;
    bool good = record_read(&in->record, doc, path, in->criteria);
    if (!good && in->record.diags == 0)
        return false;
    if (!add_problems(in, doc))
        return false;
    if (good) {
        enum catalog_added added = catalog_add(in->catalog, &in->record, in->file, doc, &row);
        if (added == CATALOG_NO_MEMORY)
            return false;
        good = added == CATALOG_ADDED;
        if (!good && !add_duplicate(in, doc, row))
            return false;
    }
    catalog_count_document(in->catalog, in->file, !good);
    return true;
}

/* Some rows of a file that is taken over. False, and *e. */
static bool take_over(struct ingest *in, struct err *e)
{
    bool more;
    if (!catalog_take_rows(in->catalog, ROWS_PER_DOCUMENT, &more, e))
        return false;
    if (!more)
        close_file(in);
    in->taking = more;
    return true;
}

/* One document, or the step from one file to the next. False: no memory. */
static bool advance(struct ingest *in)
{
    struct document doc;
    struct err e = {0};
    bool kept = true;
    if (!in->split)
        return open_next(in);
    switch (split_next(in->split, &doc, &e)) {
    case SPLIT_DOCUMENT:
        return take(in, &doc);
    case SPLIT_ERROR:
        kept = add_file_problem(in, SEVERITY_ERROR, e.what);
        break;
    case SPLIT_END:
        catalog_set_content(in->catalog, in->file, split_checksum(in->split));
        break;
    }
    close_file(in);
    return kept;
}

static bool has_more(const struct ingest *in)
{
    return in->split || in->taking || in->next < in->list.count;
}

bool ingest_step(struct ingest *in, unsigned documents, bool *failed, struct err *e)
{
    for (; documents > 0 && has_more(in); documents--) {
        *failed = in->taking ? !take_over(in, e) : !advance(in) && !err_memory(e);
        if (*failed)
            return false;
    }
    *failed = false;
    return has_more(in);
}

void ingest_progress(const struct ingest *in, struct ingest_progress *p)
{
    *p = (struct ingest_progress){
        .files = (uint32_t)in->list.count,
        .files_done = (uint32_t)(in->next - (in->split || in->taking ? 1 : 0)),
        .bytes = in->list.bytes,
        .bytes_done = in->bytes_done + (in->split ? split_position(in->split) : 0),
    };
}
